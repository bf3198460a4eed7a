"""A desk from elsewhere comes in the place of a new one: looked at beside the first start, brought while it is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.keys import Keys
from mentordesk_ui.qtkit.background import Background, Progress

if TYPE_CHECKING:
    from mentordesk.store.backups import Watcher
    from mentordesk.workflows.desk.bring_back import Found
    from mentordesk_ui.app.program import Program
    from mentordesk_ui.screens.welcome.bring_back import Kit

Failed = Callable[[Mistake | Trouble], None]


class BringingBack(QObject):
    """See `screens.welcome.bring_back.BringBack`. One for each first start."""

    def __init__(self, program: Program, background: Background, clock: Clock, folder: Path, keys: Keys) -> None:
        super().__init__(program)
        self._program, self._background, self._clock = program, background, clock
        self._folder, self._keys = folder, keys
        self._under_way: Progress | None = None

    def look(self, chosen: Path, done: Callable[[Found], None], failed: Failed) -> None:
        """See BringBack."""
        work = partial(_look, chosen, self._folder, self._clock, self._keys)
        self._run(work, done, failed)

    def unlock(self, chosen: Path, passphrase: str, done: Callable[[], None], failed: Failed) -> None:
        """See BringBack."""
        self._run(partial(_unlock, chosen, self._keys, passphrase), partial(self._take_keys, done), failed)

    def use_kit(self, chosen: Path, kit: Kit, done: Callable[[], None], failed: Failed) -> None:
        """See BringBack."""
        self._run(partial(_use_kit, chosen, self._keys, kit), partial(self._take_keys, done), failed)

    def stop(self) -> None:
        """See BringBack."""
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None

    def bring(self, found: Found) -> None:
        """See BringBack."""
        # The page that said so must have returned before its window goes.
        QTimer.singleShot(0, partial(self._bring, found))

    def _run(self, work: Callable[..., object], done: Callable[..., None], failed: Failed) -> None:
        self.stop()
        self._under_way = self._background.run(work, done=done, failed=failed)

    def _take_keys(self, done: Callable[[], None], keys: Keys) -> None:
        self._keys = keys
        done()

    def _bring(self, found: Found) -> None:
        from mentordesk_ui.app.closed_work import ClosedWork

        work = partial(_bring, found, self._folder, self._clock, self._keys)
        ClosedWork(self._program, self._background, self._folder, work, self._tell).begin(_("Bringing your desk back…"))

    def _tell(self, _nothing: None) -> None:
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_notice(_("Your desk is back, with a key of its own on this computer."))
        self.deleteLater()


def _look(chosen: Path, folder: Path, clock: Clock, keys: Keys, token: Progress) -> Found:
    from mentordesk.workflows.desk.bring_back import look  # most first starts bring nothing

    return look(chosen, folder, clock, keys, token)


def _unlock(chosen: Path, keys: Keys, passphrase: str) -> Keys:
    from mentordesk.workflows.desk.bring_back import unlock

    return unlock(chosen, keys, passphrase)


def _use_kit(chosen: Path, keys: Keys, kit: Kit) -> Keys:
    from mentordesk.workflows.desk.bring_back import unlock_with_kit

    return unlock_with_kit(chosen, keys, *kit)


def _bring(found: Found, folder: Path, clock: Clock, keys: Keys, watcher: Watcher) -> None:
    from mentordesk.workflows.desk.bring_back import bring

    bring(found, folder, clock, keys, watcher)
