"""A Mac's Focus by its Shortcut, against a stand-in for the program `shortcuts` that writes down what it is asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mentordesk.presence.macos.awake import AwakeSwitch
from mentordesk.presence.macos.shortcut import NAME, ShortcutSwitch
from mentordesk.presence.switch import Outcome, State
from tests.support.clock import FakeClock


class Mac:
    """A Mac with or without the Shortcut."""

    def __init__(self, folder: Path) -> None:
        self.asked = folder / "asked"
        self.installed = folder / "installed"
        self.program = folder / "shortcuts"
        self.program.write_text(
            f'#!/bin/sh\nif [ "$1" = list ]; then cat "{self.installed}"; exit 0; fi\n'
            f'printf "%s " "$@" >> "{self.asked}"; cat >> "{self.asked}"; echo >> "{self.asked}"\n'
        )
        self.program.chmod(0o755)
        self.installed.write_text(f"Morning\n{NAME}\n")
        self.clock = FakeClock()

    def switch(self, minutes: int | None = None) -> ShortcutSwitch:
        until = self.clock.now() + timedelta(minutes=minutes) if minutes else None
        return ShortcutSwitch(self.clock, until, str(self.program))


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    return Mac(tmp_path)


def test_focus_is_asked_for_until_the_call_is_over(mac: Mac) -> None:
    switch = mac.switch(minutes=45)
    (change,) = switch.plan()
    assert switch.apply(change).outcome is Outcome.UNVERIFIED
    assert mac.asked.read_text() == f"run {NAME} --input-path - 45\n"


def test_after_the_call_its_end_is_asked_for(mac: Mac) -> None:
    switch = mac.switch()
    (change,) = switch.plan()
    assert switch.restore(change).outcome is Outcome.UNVERIFIED
    assert mac.asked.read_text() == f"run {NAME} --input-path - off\n"


def test_nothing_is_claimed_to_be_known(mac: Mac) -> None:
    told = mac.switch().probe()
    assert mac.switch().read().state is State.UNKNOWN
    assert (told.can_read, told.can_verify, told.is_tried) == (False, False, False)


def test_without_the_shortcut_the_way_to_make_it_is_said(mac: Mac) -> None:
    mac.installed.write_text("Morning\n")
    switch = mac.switch()
    assert switch.plan() == ()
    assert NAME in switch.probe().instruction


def test_a_computer_without_shortcuts_is_told_so(tmp_path: Path) -> None:
    switch = ShortcutSwitch(FakeClock(), None, str(tmp_path / "nowhere"))
    assert switch.probe().backend == "none"


def test_a_shortcut_that_fails_is_told_in_its_words(mac: Mac) -> None:
    mac.program.write_text('#!/bin/sh\nif [ "$1" = list ]; then exit 0; fi\n')
    assert mac.switch().probe().backend == "none"
    mac.program.write_text("#!/bin/sh\necho 'not allowed' >&2\nexit 1\n")
    assert "not allowed" in mac.switch().probe().evidence


def test_the_screen_is_kept_awake_by_a_child_that_ends_with_the_call(tmp_path: Path) -> None:
    program = tmp_path / "caffeinate"
    program.write_text("#!/bin/sh\nexec cat /dev/zero > /dev/null\n")
    program.chmod(0o755)
    switch = AwakeSwitch(str(program))
    (change,) = switch.plan()
    switch.apply(change)
    process = switch._process
    assert process is not None
    assert process.poll() is None
    switch.restore(change)
    assert process.poll() is not None
