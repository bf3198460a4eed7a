"""The real dunst on a private bus."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from queue import Queue

import pytest

from mentordesk.presence.linux.banners import banner_switch, banner_switch_of
from mentordesk.presence.switch import Outcome, Reading, State
from tests.support.display import VirtualDisplay
from tests.support.private_bus import PrivateBus, needs

NAME = "org.freedesktop.Notifications"


@pytest.fixture
def dunst(session: PrivateBus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBus]:
    needs("dunst", "Xvfb")
    with VirtualDisplay(tmp_path_factory.mktemp("display"), width=640, height=480) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        session.start("dunst", owns=NAME)
        yield session


def test_dunst_is_known_by_its_own_word(dunst: PrivateBus) -> None:
    told = banner_switch(dunst.bus).probe()
    assert told.backend == "linux.dunst"
    assert told.can_set
    assert "dunst" in told.evidence


def test_dunst_pauses_and_goes_on(dunst: PrivateBus) -> None:
    switch = banner_switch(dunst.bus)
    assert switch.read().state is State.OFF
    (change,) = switch.plan()
    assert switch.apply(change).outcome is Outcome.VERIFIED
    assert switch.read().state is State.ON
    assert switch.plan() == ()
    restored = banner_switch_of("linux.dunst", dunst.bus)
    assert restored is not None
    assert restored.restore(change).outcome is Outcome.VERIFIED
    assert switch.read().state is State.OFF


def test_what_somebody_else_set_meanwhile_stays(dunst: PrivateBus) -> None:
    switch = banner_switch(dunst.bus)
    (change,) = switch.plan()
    switch.apply(change)
    subprocess.run(["dunstctl", "set-paused", "false"], env=dunst.environment, check=True)
    assert switch.restore(change).outcome is Outcome.LEFT_ALONE
    assert switch.read().state is State.OFF


def test_a_change_by_somebody_else_is_noticed(dunst: PrivateBus) -> None:
    switch = banner_switch(dunst.bus)
    heard: Queue[Reading] = Queue()
    end = switch.watch(heard.put)
    subprocess.run(["dunstctl", "set-paused", "true"], env=dunst.environment, check=True)
    assert heard.get(timeout=10).state is State.ON
    end()
