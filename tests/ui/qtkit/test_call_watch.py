"""A microphone in use becomes one suggestion, after patience."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from mentordesk.presence.microphone import Stream
from mentordesk_ui.qtkit.call_watch import CallWatch
from mentordesk_ui.qtkit.tick import Tick
from tests.support.clock import FakeClock

ZOOM = Stream("Zoom", "zoom", 4711)


class Microphone:
    """Stands for the sound server: it says who records."""

    def __init__(self) -> None:
        self.say: Callable[[tuple[Stream, ...]], None] | None = None
        self.ended = 0

    def watch(self, noticed: Callable[[tuple[Stream, ...]], None]) -> Callable[[], None]:
        self.say = noticed
        return self._end

    def _end(self) -> None:
        self.ended += 1


class Setup:
    def __init__(self, *ignored: str) -> None:
        self.clock = FakeClock()
        self.beat = Tick(timedelta(seconds=3))
        self.microphone = Microphone()
        self.watch = CallWatch(self.clock, self.beat, lambda: ignored, watch=self.microphone.watch)
        self.suggested: list[str] = []
        self.watch.suggested.connect(self.suggested.append)
        self.watch.start()

    def records(self, qtbot: QtBot, *streams: Stream) -> None:
        assert self.microphone.say is not None
        self.microphone.say(streams)
        qtbot.waitUntil(lambda: self.watch.is_in_call is bool(streams))


@pytest.fixture
def setup(qtbot: QtBot) -> Setup:
    return Setup()


def test_a_call_is_suggested_by_the_name_of_its_program(setup: Setup, qtbot: QtBot) -> None:
    setup.records(qtbot, ZOOM)
    setup.beat.ticked.emit()
    assert setup.suggested == []
    setup.clock.advance(seconds=9)
    setup.beat.ticked.emit()
    setup.beat.ticked.emit()
    assert setup.suggested == ["Zoom"]


def test_a_microphone_that_is_let_go_in_time_suggests_nothing(setup: Setup, qtbot: QtBot) -> None:
    setup.records(qtbot, ZOOM)
    setup.records(qtbot)
    setup.clock.advance(seconds=30)
    setup.beat.ticked.emit()
    assert setup.suggested == []


def test_nothing_is_heard_once_it_is_stopped(setup: Setup, qtbot: QtBot) -> None:
    setup.records(qtbot, ZOOM)
    setup.watch.stop()
    setup.clock.advance(seconds=30)
    setup.beat.ticked.emit()
    assert setup.suggested == []
    assert setup.microphone.ended == 1
