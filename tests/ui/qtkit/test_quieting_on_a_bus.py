"""The window's side of the quiet computer with everything real behind it: journal, guardian, bus, and dunst or a rude stranger."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from mentordesk.clock import SystemClock
from mentordesk.presence.linux import session_bus
from mentordesk.presence.linux.daemons import DunstSetting
from mentordesk.presence.place import journal_file
from mentordesk.presence.switch import AWAKE, BANNERS, MEDIA
from mentordesk_ui.qtkit.quieting import Quieting
from tests.support.banner_programs import NAME, Banners, dunst
from tests.support.private_bus import PrivateBus, private_bus
from tests.support.strangers import SILENT, Switchable, stranger

__all__ = ["private_bus"]

ALL = (BANNERS, MEDIA, AWAKE)
PATIENCE_MS = 20_000


@pytest.fixture
def session(private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PrivateBus]:
    """A bus that this process takes for the one of its session."""
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{private_bus.folder}/run/nobody")
    session_bus.cache_clear()
    yield private_bus
    session_bus().close()
    session_bus.cache_clear()


@pytest.fixture
def quieting(qtbot: QtBot, session: PrivateBus) -> Iterator[Quieting]:
    made = Quieting(SystemClock())
    yield made
    made.close()


@pytest.fixture
def banners(session: PrivateBus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Banners]:
    with dunst(session, tmp_path_factory.mktemp("display")) as made:
        yield made


def is_off(banners: Banners) -> Callable[[], bool]:
    setting = DunstSetting(banners.session.bus)
    return lambda: setting.read()[0] is True


def guardians() -> list[psutil.Process]:
    mine = psutil.Process(os.getpid()).children()
    return [one for one in mine if "mentordesk.presence.guardian" in one.cmdline()]


def test_banners_that_a_restart_brought_back_go_off_again(quieting: Quieting, banners: Banners, qtbot: QtBot) -> None:
    quieting.begin(ALL)
    qtbot.waitUntil(is_off(banners), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)  # by now it listens for who comes
    banners.process.kill()
    banners.process.wait()
    banners.session.wait_until_owned(NAME, is_owned=False)
    banners.session.start("dunst", owns=NAME)
    qtbot.waitUntil(is_off(banners), timeout=PATIENCE_MS)
    assert quieting.now.undone == ()
    quieting.end()
    qtbot.waitUntil(lambda: not is_off(banners)(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    assert quieting.now.troubles == ()


def test_a_daemon_that_comes_up_in_the_call_is_made_quiet_too(
    quieting: Quieting, session: PrivateBus, qtbot: QtBot
) -> None:
    quieting.begin(ALL)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    thing = Switchable()
    with stranger(session.address, "dunst", thing):
        qtbot.waitUntil(lambda: BANNERS in quieting.now.switched, timeout=PATIENCE_MS)
        assert thing.is_on
        quieting.end()
        qtbot.waitUntil(lambda: not thing.is_on, timeout=PATIENCE_MS)


def test_the_window_goes_on_while_a_stranger_does_not_answer(
    quieting: Quieting, session: PrivateBus, qtbot: QtBot
) -> None:
    beats: list[None] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: beats.append(None))
    timer.start()
    with stranger(session.address, "dunst", Switchable(), SILENT, "Get"):
        quieting.begin(ALL)
        assert quieting.is_busy
        qtbot.waitUntil(lambda: bool(quieting.now.troubles), timeout=PATIENCE_MS)
        timer.stop()
        quieting.end()
        qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    assert len(beats) > 20  # two seconds of them, however slow the machine
    assert not journal_file().exists() or b"linux.dunst" not in journal_file().read_bytes()


def test_what_came_in_is_counted_from_begin_to_end(quieting: Quieting, banners: Banners, qtbot: QtBot) -> None:
    quieting.begin(ALL, counts_missed=True)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    for program in ("Slack", "Thunderbird", "Slack"):
        banners.notify(program=program)
    with qtbot.waitSignal(quieting.missed, timeout=PATIENCE_MS) as missed:
        quieting.end()
    assert missed.args == [{"Slack": 2, "Thunderbird": 1}]


def test_a_call_keeps_its_connections_and_makes_no_more(quieting: Quieting, banners: Banners, qtbot: QtBot) -> None:
    quieting.begin(ALL)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    before = set(banners.session.bus.names())
    for _again in range(3):
        quieting.last_until(SystemClock().now())
        quieting.look(lambda _standings: None)
        qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    assert set(banners.session.bus.names()) == before


def test_the_guardian_is_there_for_as_long_as_something_is_switched(
    quieting: Quieting, banners: Banners, qtbot: QtBot
) -> None:
    quieting.begin(ALL)
    qtbot.waitUntil(is_off(banners), timeout=PATIENCE_MS)
    assert len(guardians()) == 1
    quieting.end()
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    assert guardians() == []


def test_a_try_out_that_a_call_interrupts_leaves_nothing_switched_that_the_call_does_not_want(
    quieting: Quieting, banners: Banners, qtbot: QtBot
) -> None:
    quieting.try_out(BANNERS)
    qtbot.waitUntil(is_off(banners), timeout=PATIENCE_MS)
    quieting.begin([AWAKE])
    qtbot.waitUntil(lambda: not is_off(banners)(), timeout=PATIENCE_MS)
    quieting.try_out(BANNERS)
    qtbot.waitUntil(lambda: not quieting.is_busy, timeout=PATIENCE_MS)
    assert not is_off(banners)()
    assert quieting.now.is_begun
