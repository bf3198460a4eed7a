"""Forgetting somebody from the closing of the desk to its opening again, and finishing what an interrupted run has left on the disk."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.backups import Watcher
from mentordesk.store.database import Busy
from mentordesk.store.desk import Desk
from mentordesk.store.scouring import is_unfinished
from mentordesk.workflows.forgetting.forget import Errand, Forgotten, finish_forgetting, forget
from mentordesk_ui.app.closed_work import ClosedWork
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program

BEAT = timedelta(minutes=1)
"""How often it is looked, and tried again while another program is at the desk."""

PATIENT_TRIES = 3
"""How often another program may be in the way before that is said: most are done within a minute."""


def forget_somebody(program: Program, clock: Clock, folder: Path, errand: Errand) -> None:
    """Close the desk and forget one person: no undo, no page and no draft of theirs is left in the program."""
    work = partial(_forget, folder, clock, errand)
    ClosedWork(program, program.background, folder, work, partial(_tell, program, folder)).begin(
        _("Forgetting {name}…").format(name=errand.name)
    )


def _forget(folder: Path, clock: Clock, errand: Errand, watcher: Watcher) -> Forgotten:
    return forget(folder, clock, errand, watcher)


def _tell(program: Program, folder: Path, done: Forgotten) -> None:
    program.open(folder)
    if program.shown is not None:
        window = program.shown.window
        window.toast(_("{name} is forgotten.").format(name=done.name))
        if not done.is_clean:
            window.show_trouble(Trouble(unfinished_words(done.trouble)))


class FinishingForgetting(QObject):
    """Looks after a start and then each minute, but in no call; nothing is said where there is nothing to do."""

    def __init__(self, background: Background, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._background, self._desk, self._window = background, desk, window
        self._token: Progress | None = None
        self._told = ""
        self._in_the_way = 0
        self._beat = Tick(BEAT, self)
        self._beat.ticked.connect(self.look)
        self._beat.start()

    def look(self) -> None:
        """Finish what is left, if anything is and nobody does it already."""
        if self._token is None and is_unfinished(self._desk.database) and self._desk.focus.running() is None:
            self._token = self._background.run(partial(_finish, self._desk), done=self._finished, failed=self._failed)

    def stop(self) -> None:
        """Try no more: the desk closes."""
        self._beat.stop()
        if self._token is not None:
            self._token.cancel()

    def _finished(self, had_work: bool) -> None:
        self._token = None
        self._in_the_way = 0
        if had_work:
            self._window.toast(_("What was deleted for good is off the disk now: it had been interrupted."))

    def _failed(self, error: Mistake | Trouble) -> None:
        self._token = None
        self._in_the_way += isinstance(error, Busy)
        if isinstance(error, Busy) and self._in_the_way < PATIENT_TRIES:
            return
        if self._told != error.sentence:
            # Said once, however often it is tried.
            self._told = error.sentence
            self._window.show_trouble(Trouble(unfinished_words(error.sentence)))


def unfinished_words(why: str) -> str:
    """Say that what was deleted for good is still on the disk, and why."""
    return _("What was deleted for good may still be found on the disk; it is tried again. {why}").format(why=why)


def _finish(desk: Desk) -> bool:
    beside = desk.open_beside()
    try:
        return finish_forgetting(beside)
    finally:
        beside.close()
