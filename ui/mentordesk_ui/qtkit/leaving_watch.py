"""Listens for signs that whoever sat here has gone, off the main thread, and says so on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, Signal

from mentordesk_ui.qtkit.background import Background

Watch = Callable[[Callable[[], None]], Callable[[], None]]
"""Calls back on a thread of its own at each sign; returns what ends it."""


class LeavingWatch(QObject):
    """`start` it, and hear `left`."""

    left = Signal()

    _noticed = Signal()

    def __init__(self, background: Background, parent: QObject | None = None, *, watch: Watch | None = None) -> None:
        """`watch` is this computer's own by default."""
        super().__init__(parent)
        self._background, self._watch = background, watch
        self._end: Callable[[], None] | None = None
        self._is_wanted = False
        self._is_starting = False
        self._noticed.connect(self.left, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Listen from now on; asking the system who tells may take a moment, and nobody waits for it."""
        self._is_wanted = True
        if self._end is None and not self._is_starting:
            self._is_starting = True
            self._background.run(self._begin, done=self._take)

    def stop(self) -> None:
        """Listen no longer."""
        self._is_wanted = False
        end, self._end = self._end, None
        if end is not None:
            end()

    def _begin(self) -> Callable[[], None]:
        watch = self._watch
        if watch is None:
            from mentordesk.presence.leaving import watch_leaving

            watch = watch_leaving
        return watch(self._noticed.emit)

    def _take(self, end: Callable[[], None]) -> None:
        self._is_starting = False
        if self._is_wanted:
            self._end = end
        else:
            end()


def ask_computer_idle(background: Background, hear: Callable[[timedelta | None], object]) -> None:
    """Find out how long nobody has touched this computer, off the main thread."""
    from mentordesk.presence.leaving import computer_idle

    background.run(computer_idle, done=hear)
