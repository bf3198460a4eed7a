"""A restore from the closing of the desk to its opening again: progress, a way to stop, what was done, and Undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.keys import Keys
from mentordesk.workflows.restore import Restored, restore
from mentordesk_ui.qtkit.background import Background, Progress

if TYPE_CHECKING:
    from mentordesk_ui.app.program import Program


class Restoring(QObject):
    """One restore. The desk is closed meanwhile, and opened again whatever comes of it."""

    def __init__(
        self, program: Program, background: Background, clock: Clock, folder: Path, source: Path, keys: Keys
    ) -> None:
        super().__init__(program)
        self._program, self._background, self._clock = program, background, clock
        self._folder, self._source, self._keys = folder, source, keys
        self._wish = Event()

    def begin(self) -> None:
        """Close the desk and put the backup in its place, off the main thread."""
        at_work = self._program.show_at_work(_("Restoring the backup …"))
        at_work.page.stopped.connect(self._stop)
        self._background.run(
            partial(_restore, self._folder, self._source, self._keys, self._clock, self._wish),
            done=self._done,
            failed=self._failed,
            progress=at_work.page.go_on,
        )

    def _stop(self) -> None:
        self._wish.set()

    def _done(self, restored: Restored) -> None:
        self._program.open(self._folder)
        window = self._program.shown.window if self._program.shown is not None else None
        if window is not None and restored.before is not None:
            window.show_notice(
                _("The backup is restored. The desk as it was before is backed up."),
                _("Undo"),
                partial(self._program.restore, restored.before.path),
            )
        elif window is not None:
            window.show_notice(_("The desk is restored. The damaged file is kept beside the backups."))
        self.deleteLater()

    def _failed(self, error: Mistake | Trouble) -> None:
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_trouble(Trouble(error.sentence))
        self.deleteLater()


class Watched:
    """Hands progress on, and hears the wish to stop: whether that came in time, the work says itself."""

    def __init__(self, token: Progress, wish: Event) -> None:
        self._token, self._wish = token, wish

    @property
    def is_cancelled(self) -> bool:
        return self._wish.is_set() or self._token.is_cancelled

    def report(self, fraction: float, words: str = "") -> None:
        self._token.report(fraction, words)


def _restore(folder: Path, source: Path, keys: Keys, clock: Clock, wish: Event, token: Progress) -> Restored:
    return restore(folder, source, clock, Watched(token, wish), keys=keys)
