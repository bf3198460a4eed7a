"""Real processes killed at every step of switching and putting back: the desktop ends as it began."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from mentordesk.presence.journal import Journal
from tests.faults.quiet import LIES, ROUNDS, Computer, rounds
from tests.support.quiet_run import STEPS


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.mark.parametrize(("step", "lies"), list(zip(STEPS, cycle(LIES), strict=False)))
def test_the_guardian_puts_back_what_a_killed_run_left(computer: Computer, step: str, lies: str) -> None:
    computer.lies(lies)
    before = computer.setting.read()
    computer.hold_call(step, "alone")
    assert computer.setting.read() == before
    assert Journal(computer.journal).entries() == ()


@pytest.mark.parametrize("step", STEPS[1:7])
def test_when_the_guardian_dies_too_the_next_start_puts_it_back(computer: Computer, step: str) -> None:
    computer.hold_call(step, "both")
    computer.put_back()
    assert computer.setting.read() == (False, False)
    assert Journal(computer.journal).entries() == ()


def test_putting_back_when_nothing_was_left_does_nothing(computer: Computer) -> None:
    computer.lies("on")
    computer.put_back()
    assert computer.setting.read() == (True, True)


def test_a_tenth_of_the_rounds_of_faults_end_as_they_began(tmp_path: Path) -> None:
    assert [str(one) for one in rounds(tmp_path, ROUNDS // 10) if not one.is_right] == []
