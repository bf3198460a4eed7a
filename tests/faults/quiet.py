"""Real processes killed at every step of switching and putting back.

Each round a run of the program dies at one step, alone or with its guardian; then the desktop must stand as it began, or
as its user has set it since.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from time import perf_counter

import psutil

from mentordesk.presence.journal import Journal
from mentordesk.presence.linux.lxqt import LxqtSetting
from tests.faults.figures import Figures
from tests.support.quiet_run import STEPS
from tests.support.sources import ROOT

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


def run(count: int = ROUNDS) -> Figures:
    """Hold so many calls that die, and look whether all is put back."""
    figures = Figures("quiet", "calls that die while the computer is made quiet")
    starts = [0.0]
    with tempfile.TemporaryDirectory() as folder:
        for done in rounds(Path(folder), count):
            figures.count("" if done.is_right else str(done))
            if done.whom == "both":
                starts.append(done.seconds)
    starts.sort()
    figures.measured = {"put back at a start in": f"{starts[len(starts) // 2] * 1000:.0f} ms (the start included)"}
    return figures
