"""A regular beat on which what is shown is computed afresh from the clock; it counts nothing itself."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class Tick(QObject):
    """Emits `ticked` every `interval` while started."""

    ticked = Signal()

    def __init__(self, interval: timedelta, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(interval // timedelta(milliseconds=1))
        # A beat a second or faster is seen moving; a slower one may be lumped with others to let the computer sleep.
        precise = interval <= timedelta(seconds=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if precise else Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.ticked)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        """Beat from now on; one that beats already keeps its time."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
