"""Windows killed while somebody types: how far behind the typing is what the next start finds."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.notes.take_up_drafts import take_up_drafts
from tests.faults.desks import Template, make_template, quick_folder
from tests.faults.figures import Figures
from tests.support.clock import FakeClock

ROUNDS = 100
MOST_BEHIND_S = 1.0
_AT_ONCE = 4
_TYPES_S = 0.5, 3.0
_STARTS_WITHIN_S = 60


@dataclass(frozen=True)
class Typist:
    """One window and who types in it."""

    pid: int
    pipe: int
    folder: Path
    kill_after: float


def run(count: int = ROUNDS, seed: int = 5, *, judge_time: bool = True) -> Figures:
    """Kill so many windows. With `judge_time`, more than a second behind is wrong; else only measured."""
    figures = Figures("typing", "windows killed while a note is typed, encrypted desk")
    chance = random.Random(seed)
    letters, behind = 0, [0.0]
    with quick_folder() as folder:
        template = make_template(folder / "template", people=5)
        for begin in range(0, count, _AT_ONCE):
            typists = [
                _sit_down(template, folder / f"desk-{number}", number, chance.uniform(*_TYPES_S))
                for number in range(begin, min(begin + _AT_ONCE, count))
            ]
            for typist, typed, killed_at in _killed(typists):
                letters += len(typed)
                problem, seconds = _compared(template, typist, typed, killed_at)
                behind.append(seconds)
                if judge_time and seconds > MOST_BEHIND_S:
                    problem = problem or f"{seconds:.2f} s behind"
                figures.count(problem)
                shutil.rmtree(typist.folder)
    behind.sort()
    figures.measured = {
        "letters": str(letters),
        "behind at most": f"{behind[-1]:.2f} s",
        "in the middle": f"{behind[len(behind) // 2]:.2f} s",
    }
    return figures


def _sit_down(template: Template, folder: Path, seed: int, kill_after: float) -> Typist:
    from tests.faults.typing_run import type_until_killed

    template.copy_to(folder)
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)  # Qt says that it has no fonts of its own, and more of that kind
        try:
            type_until_killed(folder, template.keys, template.note_id, seed, there)
        finally:
            os._exit(1)
    os.close(there)
    return Typist(pid, here, folder, kill_after)


def _killed(typists: list[Typist]) -> Iterator[tuple[Typist, list[tuple[float, str]], float]]:
    """Yield each typist with what was typed, and when it was killed."""
    for typist in typists:
        # The first letter: from here on its time runs.
        select.select([typist.pipe], [], [], _STARTS_WITHIN_S)
    begun = time.monotonic()
    for typist in sorted(typists, key=_kill_after):
        time.sleep(max(0.0, begun + typist.kill_after - time.monotonic()))
        killed_at = time.monotonic()
        os.kill(typist.pid, signal.SIGKILL)
        with os.fdopen(typist.pipe, encoding="ascii") as file:
            lines = file.read().splitlines()
        os.waitpid(typist.pid, 0)
        yield (
            typist,
            [(int(at) / 1e9, letter or " ") for at, _space, letter in (x.partition(" ") for x in lines)],
            killed_at,
        )


def _kill_after(typist: Typist) -> float:
    return typist.kill_after


def _compared(
    template: Template, typist: Typist, typed: list[tuple[float, str]], killed_at: float
) -> tuple[str, float]:
    """Start anew as the window would, and return what is wrong with the note, and how many seconds it is behind."""
    with closing(template.open(typist.folder)) as desk:
        base = "Likes to begin slowly. #beginnings"
        take_up_drafts(desk, FakeClock(), Drafts(typist.folder / FOLDER_NAME, template.keys))
        text = desk.notes.get(template.note_id).text
    whole = base + "".join(letter for _at, letter in typed)
    # One letter more may have been typed than was reported.
    if not whole.startswith(text) and not (text.startswith(whole) and len(text) == len(whole) + 1):
        return f"{text!r} is not the beginning of {whole!r}", 0.0
    if len(typed) == 0:
        return "nothing was typed", 0.0
    missing = typed[len(text) - len(base) :]
    return "", killed_at - missing[0][0] if missing else 0.0
