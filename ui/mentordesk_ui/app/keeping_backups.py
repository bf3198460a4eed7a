"""The daily backup while the program runs: some time after the start, and after midnight; off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.move_desk import moved_words
from mentordesk.workflows.desk.synced_folder import Surroundings, synced_by
from mentordesk.workflows.safety.back_up import BackedUp, back_up, is_due
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.qtkit.background import Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick

CALM_MS = 20_000
"""How long after the first sight the first look waits: nobody should share a start with a backup."""

BEAT = timedelta(minutes=5)
"""How often it is asked whether a backup is due; after sleep too, when midnight has long passed."""


class KeepingBackups(QObject):
    """Lives with one desk, from the first calm moment on."""

    synchronised = Signal(str)
    """The desk lies in a folder that another program synchronises: a warning."""

    def __init__(self, lasting: Lasting, desk: Desk, clock: Clock, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._lasting, self._desk, self._clock, self._navigation = lasting, desk, clock, navigation
        self._token: Progress | None = None
        self._looking_after: Progress | None = None
        self._told = ""
        self._beat = Tick(BEAT, self)
        self._beat.ticked.connect(self.look)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.begin)
        self._calm.start()
        self._beat.start()

    def begin(self) -> None:
        """Look where the desk lies, and whether a backup is due."""
        folder = self._desk.folder
        self._lasting.background.run(partial(_synced_by, folder), done=self._warn)
        self._looking_after = self._lasting.background.run(partial(_look_after, self._desk.open_beside))
        self.look()

    def _warn(self, program: str) -> None:
        if program:
            self.synchronised.emit(moved_words(program))

    def look(self) -> None:
        """Make the backup of today, unless there is one or it is being made."""
        profile = self._desk.profile.mine()
        if self._token is not None or profile is None or profile.is_demo or not is_due(self._desk.folder, self._clock):
            return
        second = self._lasting.preferences.now.backup_folder
        self._token = self._lasting.background.run(
            partial(
                _back_up,
                partial(
                    back_up, self._desk.folder, self._clock, Reason.DAILY, keys=self._desk.keys, second_folder=second
                ),
            ),
            done=self._made,
            failed=self._failed,
        )

    def stop(self) -> None:
        """Make no more: the desk closes."""
        self._calm.stop()
        self._beat.stop()
        for token in (self._token, self._looking_after):
            if token is not None:
                token.cancel()

    def _made(self, done: BackedUp) -> None:
        self._token = None
        self._told = ""
        preferences = self._lasting.preferences
        if done.second_trouble and not preferences.now.backup_folder_told:
            self._navigation.toast(done.second_trouble)
        if bool(done.second_trouble) != preferences.now.backup_folder_told:
            preferences.choose(backup_folder_told=bool(done.second_trouble))

    def _failed(self, error: Mistake | Trouble) -> None:
        self._token = None
        if error.sentence != self._told:
            # Said once, however often it is tried again.
            self._told = error.sentence
            self._lasting.background.trouble.emit(error)


def _synced_by(folder: Path) -> str:
    return synced_by(folder, Surroundings.here())


def _look_after(open_beside: Callable[[], Desk], token: Progress) -> None:
    """Look after the files of attachments, on this thread and with a desk of its own."""
    from mentordesk.workflows.notes.attach import look_after_files

    with closing(open_beside()) as desk:
        look_after_files(desk, token)


def _back_up(work: partial[BackedUp], token: Progress) -> BackedUp:
    return work(watcher=token)
