"""A desk's move into the platform's own folder: closed, moved with progress and a way to stop, opened in its new place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import data_folder
from mentordesk.language import _
from mentordesk.store.database import Busy
from mentordesk.vault.keys import Keys
from mentordesk.workflows.move_desk import move_desk
from mentordesk_ui.app.restoring import Watched
from mentordesk_ui.qtkit.background import Background, Progress

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program


RETRY_S = 0.25
TRIES = 40
"""Ten seconds in all: as long as work of our own may need to hear that it is to stop."""


class Moving(QObject):
    """One move. The desk is opened again whatever comes of it."""

    def __init__(self, program: Program, background: Background, clock: Clock, folder: Path, keys: Keys) -> None:
        super().__init__(program)
        self._program, self._background, self._clock, self._folder = program, background, clock, folder
        self._keys = keys
        self._wish = Event()

    def begin(self) -> None:
        """Close the desk and move it, off the main thread."""
        at_work = self._program.show_at_work(_("Moving the desk …"))
        at_work.page.stopped.connect(self._wish.set)
        self._background.run(
            partial(_move, self._folder, self._keys, self._clock, self._wish),
            done=self._done,
            failed=self._failed,
            progress=at_work.page.go_on,
        )

    def _done(self, folder: Path) -> None:
        self._program.unlocked[folder] = self._program.unlocked[self._folder]
        self._program.open(folder)
        if self._program.shown is not None:
            words = _("The desk was moved to {folder}. The old folder says so, and leads there.")
            self._program.shown.window.show_notice(words.format(folder=folder))
        self.deleteLater()

    def _failed(self, error: Mistake | Trouble) -> None:
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_trouble(Trouble(error.sentence))
        self.deleteLater()


def _move(folder: Path, keys: Keys, clock: Clock, wish: Event, token: Progress) -> Path:
    watched = Watched(token, wish)
    for _try in range(TRIES):
        try:
            return move_desk(folder, data_folder(), clock, watched, keys=keys)
        except Busy:
            # The backup of the day, which was told to stop with the window, may still be letting go of the file.
            wish.wait(RETRY_S)
    return move_desk(folder, data_folder(), clock, watched, keys=keys)
