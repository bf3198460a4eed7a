"""A call that really switches banners off: the whole program, the real dunst, and whoever is killed in between."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest

from mentordesk.domain.focus import FocusSession
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.presence.linux.daemons import DunstSetting
from mentordesk.store.desk import Desk
from tests.support.at_the_desk import PATIENCE_S, Sitter
from tests.support.display import VirtualDisplay
from tests.support.private_bus import PrivateBus, needs, private_bus

__all__ = ["private_bus"]


class Caller(Sitter):
    """Somebody with a desk, a person to call, and dunst."""

    def __init__(self, display: VirtualDisplay, home: Path, session: PrivateBus) -> None:
        super().__init__(display, home)
        self.session = session
        self.surroundings["DBUS_SESSION_BUS_ADDRESS"] = session.address
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        session.start("dunst", owns="org.freedesktop.Notifications")
        self.dunst = DunstSetting(session.bus)
        self.on_desk(_someone_to_call)

    def begin_a_call(self) -> None:
        """By keys: an unplanned call with Maria."""
        self.press_until(lambda: self.sees("^Focus – MentorDesk$"), "the focus screen", "ctrl+shift+u")
        self.turn_to("Focus")
        self.write("Maria")
        self.press_until(lambda: self.on_desk(_running), "the session", "ctrl+Return")

    def until_banners(self, *, off: bool) -> None:
        """Wait until dunst itself says so."""
        self.until(lambda: self.dunst.read()[0] is off, f"banners {'off' if off else 'back'}")

    def guardian(self) -> psutil.Process:
        """Return the guardian of the running program."""
        assert self.program is not None
        mine = psutil.Process(self.program.pid).children()
        return next(one for one in mine if "mentordesk.presence.guardian" in one.cmdline())


def _someone_to_call(desk: Desk) -> None:
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.people.add(Person(name="Maria Santos"))


def _running(desk: Desk) -> FocusSession | None:
    return desk.focus.running()


@pytest.fixture
def caller(display: VirtualDisplay, tmp_path: Path, private_bus: PrivateBus) -> Caller:
    needs("dunst")
    return Caller(display, tmp_path / "home", private_bus)


@pytest.mark.journey
def test_a_call_by_keys_has_no_banners_and_its_end_brings_them_back(caller: Caller) -> None:
    caller.sit_down("Today")
    caller.begin_a_call()
    caller.until_banners(off=True)
    caller.press_until(lambda: caller.sees("^Wrap-up – MentorDesk$"), "the wrap-up", "ctrl+shift+e")
    caller.until_banners(off=False)
    caller.turn_to("Wrap-up")
    assert caller.get_up() == 0


@pytest.mark.journey
def test_leaving_the_program_in_a_call_brings_banners_back(caller: Caller) -> None:
    caller.sit_down("Today")
    caller.begin_a_call()
    caller.until_banners(off=True)
    guardian = caller.guardian()
    assert caller.get_up() == 0
    assert caller.dunst.read()[0] is False
    guardian.wait(timeout=PATIENCE_S)


@pytest.mark.journey
def test_after_a_kill_the_guardian_brings_banners_back(caller: Caller) -> None:
    caller.sit_down("Today")
    caller.begin_a_call()
    caller.until_banners(off=True)
    caller.pull_the_plug()
    caller.program = None
    caller.until_banners(off=False)


@pytest.mark.journey
def test_after_a_kill_of_both_the_next_start_brings_banners_back(caller: Caller) -> None:
    caller.sit_down("Today")
    caller.begin_a_call()
    caller.until_banners(off=True)
    guardian = caller.guardian()
    os.kill(guardian.pid, signal.SIGKILL)
    caller.pull_the_plug()
    assert caller.dunst.read()[0] is True
    entry = caller.home / "config" / "autostart" / "mentordesk-quiet.desktop"
    assert entry.exists()
    caller.sit_down("Focus")
    caller.until_banners(off=False)
    caller.until(lambda: not entry.exists(), "the entry at login to go")
    assert caller.get_up() == 0
