"""Work on the file of the desk that is open: closed meanwhile, with progress and a way to stop, and opened again whatever comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from mentordesk.errors import Mistake, Trouble
from mentordesk.store import engine
from mentordesk.store.backups import DESK_FILE, Watcher
from mentordesk_ui.qtkit.background import Background, Progress

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program

T = TypeVar("T")

LOOK_S = 0.25
LOOKS = 40
"""Ten seconds in all: as long as work of our own may need to hear that it is to stop."""


class Watched:
    """Hands progress on, and hears the wish to stop: whether that came in time, the work says itself."""

    def __init__(self, token: Progress, wish: Event) -> None:
        self._token, self._wish = token, wish

    @property
    def is_cancelled(self) -> bool:
        return self._wish.is_set() or self._token.is_cancelled

    def report(self, fraction: float, words: str = "") -> None:
        """Say how much is done, 0..1."""
        self._token.report(fraction, words)


class ClosedWork(QObject, Generic[T]):
    """One piece of work. `done` is called on the main thread and opens the desk; where the work fails, it is opened as it was."""

    def __init__(
        self,
        program: Program,
        background: Background,
        folder: Path,
        work: Callable[[Watcher], T],
        done: Callable[[T], object],
    ) -> None:
        super().__init__(program)
        self._program, self._background, self._folder = program, background, folder
        self._work, self._done_with = work, done
        self._wish = Event()

    def begin(self, title: str) -> None:
        """Close the desk and work, off the main thread, under a title."""
        at_work = self._program.show_at_work(title)
        at_work.page.stopped.connect(self._stop)
        self._background.run(
            partial(_in_turn, self._work, self._folder, self._wish),
            done=self._done,
            failed=self._failed,
            progress=at_work.page.go_on,
        )

    def _stop(self) -> None:
        self._wish.set()

    def _done(self, result: T) -> None:
        self._done_with(result)
        self.deleteLater()

    def _failed(self, error: Mistake | Trouble) -> None:
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_trouble(Trouble(error.sentence))
        self.deleteLater()


def _in_turn(work: Callable[[Watcher], T], folder: Path, wish: Event, token: Progress) -> T:
    """Work once nothing of our own is at the file: the backup of the day, told to stop with the window, may be letting go of it."""
    for _look in range(LOOKS):
        with engine.alone_at(folder / DESK_FILE) as is_alone:
            if is_alone:
                break
        wish.wait(LOOK_S)
    return work(Watched(token, wish))
