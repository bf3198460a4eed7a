"""Real processes killed at every step of switching and putting back: the desktop ends as it began."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from mentordesk.presence.journal import Journal
from mentordesk.presence.linux.lxqt import LxqtSetting
from tests.support.quiet_run import STEPS

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("MENTORDESK_FAULT_ROUNDS", "20"))
"""A tenth of what `dev.py faults` runs."""

LIES = ("not set", "off", "on")
"""How the desktop may stand before a call."""


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
            [sys.executable, "-m", "mentordesk", "quiet", "--restore"], env=self.environment, check=True, cwd=ROOT
        )


def gone(pid: int) -> None:
    """Wait until a process is gone."""
    with suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(timeout=60)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.mark.parametrize("lies", LIES)
@pytest.mark.parametrize("step", STEPS)
def test_the_guardian_puts_back_what_a_killed_run_left(computer: Computer, step: str, lies: str) -> None:
    computer.lies(lies)
    before = computer.setting.read()
    computer.hold_call(step, "alone")
    assert computer.setting.read() == before
    assert Journal(computer.journal).entries() == ()


@pytest.mark.parametrize("step", STEPS[1:6])
def test_when_the_guardian_dies_too_the_next_start_puts_it_back(computer: Computer, step: str) -> None:
    computer.hold_call(step, "both")
    computer.put_back()
    assert computer.setting.read() == (False, False)
    assert Journal(computer.journal).entries() == ()


def test_putting_back_when_nothing_was_left_does_nothing(computer: Computer) -> None:
    computer.lies("on")
    computer.put_back()
    assert computer.setting.read() == (True, True)


def test_what_the_user_chooses_after_the_crash_is_never_overwritten(computer: Computer) -> None:
    chance = random.Random(4)
    for _round in range(ROUNDS):
        computer.lies(chance.choice(("off", "on")))
        before = computer.setting.read()
        computer.hold_call(chance.choice(STEPS), "both")
        chosen = chance.choice(("nothing", "off"))
        if chosen == "off":
            computer.lies("off")
        computer.put_back()
        expected = before if chosen == "nothing" else (False, True)
        assert computer.setting.read() == expected
