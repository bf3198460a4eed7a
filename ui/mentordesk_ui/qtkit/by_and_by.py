"""The rest of a page, made in steps between two events once what is in sight has been painted. It knows no page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

_TURN_SECONDS = 0.008
"""Steps are taken within one turn until so much time has passed; then keys are heard and things are painted again."""

Step = Callable[[], object]


class ByAndBy(QObject):
    """Takes the steps it is given in their order, as long as its page is seen, and goes on when it is seen again.

    Whoever needs what is still to come says `finish`. Steps come in the order in which one reads, so that Tab and screen
    readers, who go by the order in which things were made, meet them so.
    """

    whole = Signal()
    """Nothing is left to be done."""
    at_once = False
    """For tests, which ask right away for what comes by and by: every step is taken as soon as it is given."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._steps: deque[Step] = deque()
        self._is_painted = False
        # Of no length: it comes when nothing else waits, painting included.
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take_some)
        page.installEventFilter(self)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._steps

    def then(self, *steps: Step) -> None:
        """Take these steps after those it was given before."""
        self._steps.extend(steps)
        if self.at_once:
            self.finish()
        elif self._page.isVisible() and self._is_painted:
            self._next.start()

    def instead(self, *steps: Step) -> None:
        """Take these steps in place of those that are left."""
        self._steps.clear()
        self.then(*steps)

    def finish(self) -> None:
        """Take all steps that are left now: somebody asks for what they make."""
        if self._steps:
            while self._steps:
                self._steps.popleft()()
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._is_painted = True
            if self._steps and not self._next.isActive():
                self._next.start()
        elif kind == QEvent.Type.Hide:
            self._is_painted = False
            self._next.stop()
        return False

    @Slot()
    def _take_some(self) -> None:
        until = perf_counter() + _TURN_SECONDS
        while self._steps and self._page.isVisible():
            self._steps.popleft()()
            if perf_counter() >= until:
                break
        if not self._steps:
            self._end()

    def _end(self) -> None:
        self._next.stop()
        self.whole.emit()
