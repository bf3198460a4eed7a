"""A small real disk filled to the last page: a file system of its own, with less and less room left for each operation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from mentordesk.errors import Trouble
from tests.faults.desks import Template, make_template, repeat_ids
from tests.faults.figures import Figures
from tests.faults.forked import forked
from tests.faults.operations import Operation, Place, operations
from tests.faults.places import rows_word, word_for

_OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
_SIZE = 24_000_000
_STEPS = 24
"""How often each operation meets a full disk, from no room at all to just enough."""
_PAGE = 4096


def run(share: float = 1.0) -> Figures:
    """Do each operation with so large a share of the steps from no room to enough."""
    figures = Figures("full", "a small real disk without room, each operation")
    if sys.platform != "linux" or shutil.which(_OWN_MOUNTS[0]) is None or not _may_mount():
        figures.left_out = "no file system of one’s own may be mounted here"
        return figures
    # In a process that alone sees what it mounts; it is gone with the process.
    here = Path(__file__)
    command = [*_OWN_MOUNTS, sys.executable, "-m", "tests.faults.full", str(share)]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=here.parents[2], env=_surroundings()
    )
    for line in told.stdout.splitlines():
        word, _space, problem = line.partition(" ")
        if word == "round":
            figures.count(problem)
        elif word == "said":
            figures.measured = {"before, and said so": problem}
    if told.returncode:
        figures.wrong.append(told.stderr[-400:])
    return figures


def _surroundings() -> dict[str, str]:
    root = Path(__file__).parents[2]
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(root / "ui")])}


def _may_mount() -> bool:
    return subprocess.run([*_OWN_MOUNTS, "true"], capture_output=True, check=False).returncode == 0


def main(share: float) -> int:
    """Mount the disk and use it up; in the process that sees it."""
    disk = Path("/mnt")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(disk)], check=True)
    template = make_template(disk / "template")
    with tempfile.TemporaryDirectory() as elsewhere:
        print("said", _use_up(disk, template, Path(elsewhere), share))
    return 0


def _use_up(disk: Path, template: Template, elsewhere: Path, share: float) -> int:
    """Do each operation with less and less room; return how often it was said that there is none."""
    said = 0
    for operation in operations():
        if operation.is_shared:
            continue
        first, place = (Place(disk / name, template, elsewhere) for name in ("first", "trial"))
        beginning = operation.beginning(first)
        first.clear()
        legal, needed = [], 0
        for acts in range(operation.acts + 1):
            beginning.put(place)
            before = _free(disk)
            if acts:
                forked(partial(_act, operation, place, acts))
            needed = max(needed, before - _free(disk))
            legal.append(_state(operation, place))
            place.clear()
        steps = max(2, round(_STEPS * share))
        for step in range(steps):
            beginning.put(place)
            _fill(disk, int(needed * step / steps))
            ended = forked(partial(_act, operation, place, operation.acts))
            (disk / "filler").unlink()
            problem = _judged(operation, place, ended.returned or {}, ended.bug, legal)
            said += bool(ended.returned and ended.returned["sentence"])
            print("round", f"{operation.name}, {step} of {steps}: {problem}" if problem else "", flush=True)
            place.clear()
    return said


def _judged(operation: Operation, place: Place, told: dict[str, Any], bug: str, legal: list[str]) -> str:
    if bug or told["bug"]:
        return bug or str(told["bug"])
    try:
        state = _state(operation, place)
    except (Trouble, AssertionError, OSError) as error:
        return f"cannot be opened: {error!r} after {told}"
    if state not in legal:
        return f"between: {told}"
    if not told["sentence"] and state != legal[-1]:
        return f"not done, and nothing said: {told}"
    return ""


def _act(operation: Operation, place: Place, acts: int) -> dict[str, Any]:
    repeat_ids(7)
    told: dict[str, Any] = {"sentence": "", "bug": ""}
    try:
        if operation.on_folder is not None:
            operation.on_folder(place)
        else:
            with closing(operation.opened_here(place)) as desk:
                for act in operation.on_desk[:acts]:
                    act(desk, place)
    except Trouble as error:
        told["sentence"] = error.sentence
    except Exception as error:  # noqa: BLE001 - what it raised is what is asked
        told["bug"] = f"{type(error).__name__}: {error}"
    return told


def _state(operation: Operation, place: Place) -> str:
    with closing(operation.opened(place)) as desk:
        rows = rows_word(desk)
    return word_for([rows, operation.extras(place)])


def _free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def _fill(disk: Path, left: int) -> None:
    """Use the disk up but for so many bytes, in whole pages."""
    with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        filler.write(bytes(max(0, _free(disk) - left // _PAGE * _PAGE)))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
