"""Real processes killed at every step of switching and putting back: `python3 dev.py faults [-- ROUNDS]`.

Each round a run of the program dies at one step, alone or with its guardian; then the desktop must stand as it began, or
as its user has set it since.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "ui")]

import psutil  # noqa: E402 - the checkout is found by its place when this is run as a program

from mentordesk.presence.journal import Journal  # noqa: E402
from mentordesk.presence.linux.lxqt import LxqtSetting  # noqa: E402
from tests.support.quiet_run import STEPS  # noqa: E402

ROUNDS = 200
LIES = ("not set", "off", "on")
"""How the desktop may stand before a call."""
WHOM = ("alone", "both")
"""Whether the guardian dies with the program; the next start then puts back."""


class Computer:
    """One user's settings, and the runs of the program on them, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.setting = LxqtSetting(folder / "config" / "lxqt" / "notifications.conf")
        self.journal = folder / "state" / "MentorDesk" / "restore.json"
        self.environment = os.environ | {
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")]),
        }

    def lies(self, how: str) -> None:
        """Let the desktop stand so."""
        if how != "not set":
            self.setting.write(value=how == "on")

    def hold_call(self, step: str, whom: str) -> None:
        """Hold a call that dies at a step, and wait until nobody of it is left."""
        run = subprocess.Popen(
            [sys.executable, "-m", "tests.support.quiet_run", str(self.journal), step, whom],
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        said, _errors = run.communicate(timeout=60)
        if said.strip():
            gone(int(said))
        # One that finds banners off already switches nothing, and passes no step of switching.
        assert run.returncode in (0, -9)

    def put_back(self) -> None:
        """Start anew: what was left is put back, as by the entry at login."""
        subprocess.run(
            [sys.executable, "-m", "mentordesk", "quiet", "--restore"],
            env=self.environment,
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )


def gone(pid: int) -> None:
    """Wait until a process is gone."""
    with suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(timeout=60)


@dataclass(frozen=True)
class Round:
    """One death, and what came of it."""

    step: str
    whom: str
    lies: str
    chosen: str
    """What the user chose between the death and the next start."""
    is_right: bool
    seconds: float

    def __str__(self) -> str:
        return f"died {self.step!r} ({self.whom}), banners had been {self.lies}, then chosen: {self.chosen}"


def rounds(folder: Path, count: int, seed: int = 4) -> Iterator[Round]:
    """Hold so many calls that die, each way of dying in turn."""
    chance = random.Random(seed)
    ways = list(product(STEPS, WHOM, LIES))
    chance.shuffle(ways)
    for number, (step, whom, lies) in enumerate(islice(cycle(ways), count)):
        computer = Computer(folder / str(number))
        computer.lies(lies)
        before = computer.setting.read()
        computer.hold_call(step, whom)
        # With a guardian all is back already; without it, the user may set banners before anybody puts them back.
        chosen = chance.choice(("nothing", "off")) if whom == "both" else "nothing"
        if chosen == "off":
            computer.lies("off")
        begun = perf_counter()
        if whom == "both":
            computer.put_back()
        expected = before if chosen == "nothing" else (False, True)
        is_right = computer.setting.read() == expected and Journal(computer.journal).entries() == ()
        yield Round(step, whom, lies, chosen, is_right, perf_counter() - begun)


def main(arguments: list[str]) -> int:
    """Run the rounds and print a table; the exit status tells whether any went wrong."""
    count = int(arguments[0]) if arguments else ROUNDS
    told: dict[tuple[str, str], list[Round]] = defaultdict(list)
    wrong = []
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for done in rounds(Path(folder), count):
            told[done.step, done.whom].append(done)
            if not done.is_right:
                wrong.append(done)
                print(f"WRONG: {done}", flush=True)
    print(f"{'died':<24} {'whom':<6} {'rounds':>6} {'right':>6}")
    for step, whom in product(STEPS, WHOM):
        ended = told[step, whom]
        print(f"{step:<24} {whom:<6} {len(ended):>6} {sum(one.is_right for one in ended):>6}")
    starts = sorted(one.seconds for ended in told.values() for one in ended if one.whom == "both") or [0.0]
    print(
        f"{count} rounds in {perf_counter() - begun:.0f} s, {len(wrong)} wrong;"
        f" putting back at the next start took {starts[len(starts) // 2] * 1000:.0f} ms (median, the start included)"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
