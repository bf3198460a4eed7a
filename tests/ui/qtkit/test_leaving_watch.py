"""Signs of leaving arrive on the main thread, and none after one has stopped to listen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.leaving_watch import LeavingWatch
from tests.support.rehearsal import until


class System:
    """Tells on a thread of its own, as a bus does."""

    def __init__(self) -> None:
        self.noticed: Callable[[], None] | None = None
        self.ended = 0

    def __call__(self, noticed: Callable[[], None]) -> Callable[[], None]:
        """Begin."""
        self.noticed = noticed
        return self.end

    def end(self) -> None:
        """End."""
        self.ended += 1

    def tell(self) -> None:
        """Say that somebody leaves."""
        assert self.noticed is not None
        thread = threading.Thread(target=self.noticed)
        thread.start()
        thread.join()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_a_sign_is_heard_on_the_main_thread(background: Background, qapp: QApplication) -> None:
    system = System()
    watch = LeavingWatch(background, watch=system)
    heard: list[QThread] = []
    watch.left.connect(lambda: heard.append(QThread.currentThread()))
    watch.start()
    until(lambda: system.noticed is not None and not background.is_busy, "the watch to begin")
    system.tell()
    until(lambda: heard, "the sign")
    assert heard == [qapp.thread()]
    watch.stop()
    assert system.ended == 1


def test_one_that_is_stopped_before_it_has_begun_ends_at_once(background: Background) -> None:
    system = System()
    watch = LeavingWatch(background, watch=system)
    watch.start()
    watch.stop()
    until(lambda: system.ended, "the watch to end")


def test_it_begins_once_however_often_it_is_asked(background: Background) -> None:
    begun: list[int] = []

    def system(_noticed: Callable[[], None]) -> Callable[[], None]:
        begun.append(1)
        return lambda: None

    watch = LeavingWatch(background, watch=system)
    watch.start()
    watch.start()
    until(lambda: begun and not background.is_busy, "the watch to begin")
    watch.start()
    assert begun == [1]
    watch.stop()
