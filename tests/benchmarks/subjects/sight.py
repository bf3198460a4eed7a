"""When a window has truly been painted, seen from within its process. Costs the process two events a frame."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PAINTED = QEvent.Type(QEvent.registerEventType())
_PAINTS = frozenset({QEvent.Type.UpdateRequest, QEvent.Type.Paint})
_NOW = Qt.EventPriority.HighEventPriority.value


def now() -> float:
    """Return the seconds of the clock that all processes share."""
    return time.monotonic()


class Sight(QObject):
    """Notes every paint of a window; `rested` once nothing was painted for a while."""

    rested = Signal()

    def __init__(self, window: QWidget, *, rest_ms: int = 150) -> None:
        super().__init__(window)
        self.paints: list[float] = []
        """When each paint was through."""
        self.processor_ms: list[float] = []
        """How long the process had been on a processor by then."""
        self._shows: Callable[[], bool] | None = None
        self._held = False
        self.shown_at: float | None = None
        """When what was watched for had been painted."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self.rested)
        # Only on the window, which Python made: to hand it any other object, PySide6 would build the types of all.
        window.installEventFilter(self)

    def watch_for(self, shows: Callable[[], bool]) -> None:
        """Note in `shown_at` the end of the first paint before which `shows` is true."""
        self._shows, self._held, self.shown_at = shows, False, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PAINTS:
            if self._shows is not None and not self._held:
                self._held = self._shows()
            # Delivered before anything else, as soon as this event has been handled.
            QCoreApplication.postEvent(self, QEvent(_PAINTED), _NOW)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED:
            self._note()
            return True
        return super().event(event)

    def _note(self) -> None:
        self.paints.append(now())
        self.processor_ms.append(time.process_time() * 1000)
        if self._held and self.shown_at is None:
            self.shown_at = self.paints[-1]
            self._shows = None
        self._rest.start()
