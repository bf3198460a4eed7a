"""The real xfce4-notifyd, with Xfce's settings, on a private bus."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from mentordesk.presence.linux.banners import banner_switch
from mentordesk.presence.switch import Outcome, Reading, State
from tests.support.display import VirtualDisplay
from tests.support.private_bus import PrivateBus, needs

NOTIFYD = next(
    iter(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd")), Path("/usr/lib/xfce4/notifyd/xfce4-notifyd")
)
XFCONFD = next(iter(Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd")), Path("/usr/lib/xfce4/xfconf/xfconfd"))


@pytest.fixture
def xfce(session: PrivateBus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBus]:
    needs(str(NOTIFYD), str(XFCONFD), "xfconf-query", "Xvfb")
    with VirtualDisplay(tmp_path_factory.mktemp("display"), width=640, height=480) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        session.start(str(XFCONFD), owns="org.xfce.Xfconf")
        session.start(str(NOTIFYD), owns="org.freedesktop.Notifications")
        yield session


def test_xfce_goes_quiet_and_its_settings_are_as_untouched_afterwards(xfce: PrivateBus) -> None:
    switch = banner_switch(xfce.bus)
    assert switch.probe().backend == "linux.xfce"
    (change,) = switch.plan()
    assert not change.existed_before
    assert switch.apply(change).outcome is Outcome.VERIFIED
    assert switch.read().state is State.ON
    assert switch.restore(change).outcome is Outcome.VERIFIED
    asked = subprocess.run(
        ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb"],
        env=xfce.environment,
        capture_output=True,
        check=False,
    )
    assert asked.returncode != 0


def test_xfce_tells_when_somebody_switches_it(xfce: PrivateBus) -> None:
    switch = banner_switch(xfce.bus)
    heard: Queue[Reading] = Queue()
    end = switch.watch(heard.put)
    subprocess.run(
        ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", "true"],
        env=xfce.environment,
        check=True,
    )
    assert heard.get(timeout=10).state is State.ON
    end()
