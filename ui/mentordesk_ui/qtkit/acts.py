"""Writes to the desk from the window: at once, in order, patient with another program's lock, honest about failure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mentordesk.errors import Mistake, Trouble
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Busy

T = TypeVar("T")

RETRY_MS = 50
TRIES = 40  # two seconds in all


@dataclass
class _Act:
    run: Callable[[], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[Mistake], object] | None
    tries_left: int = TRIES


class Acts(QObject):
    """Performs writes. Whoever asks hears `done` or `failed`; what nobody asked to hear goes to the signals."""

    trouble = Signal(object)
    mistake = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[_Act] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._try_again)

    @property
    def is_waiting(self) -> bool:
        """Tell whether a write waits for another program to let go of the desk."""
        return bool(self._waiting)

    def perform(
        self,
        act: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Mistake], object] | None = None,
    ) -> None:
        """Run a write now. While the desk is busy it is tried again, and later writes keep their place behind it.

        A Mistake goes to `failed`, else to the signal `mistake`; Trouble to the signal `trouble`. Anything else is a
        bug and passes through.
        """
        self._waiting.append(_Act(act, done, failed))
        if not self._timer.isActive():
            self._run_waiting()

    def finish(self) -> None:
        """Try what still waits one last time, before the desk is closed."""
        self._timer.stop()
        for act in self._waiting:
            act.tries_left = 1
        self._run_waiting()

    @Slot()
    def _try_again(self) -> None:
        self._run_waiting()

    def _run_waiting(self) -> None:
        while self._waiting:
            # Taken off before it runs: what it calls may perform more, which then runs inside, as it would without a queue.
            act = self._waiting.popleft()
            try:
                result = act.run()
            except Busy as busy:
                act.tries_left -= 1
                if act.tries_left > 0:
                    self._waiting.appendleft(act)
                    self._timer.start()
                    return
                self.trouble.emit(busy)
            except Mistake as mistake:
                if act.failed is not None:
                    act.failed(mistake)
                else:
                    self.mistake.emit(mistake)
            except Trouble as trouble:
                self.trouble.emit(trouble)
            else:
                if act.done is not None:
                    act.done(result)
