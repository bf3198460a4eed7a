"""Changes how the open desk is protected: passphrase and kit beside it, or the whole file written anew with another key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.key_file import FILE_NAME, Entry, Kept
from mentordesk.vault.keyrings import Keyring
from mentordesk.workflows.open_desk import WITHOUT_KEY, Unlocked
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.protection import Done, Failed

if TYPE_CHECKING:
    from mentordesk.workflows.protect_desk import Wish
    from mentordesk_ui.app.program import Program

Change = Callable[[Path, Unlocked], Unlocked]


class Protecting(QObject):
    """See `qtkit.protection.Protection`. One for the program, whichever desk is open."""

    changed = Signal()

    def __init__(self, program: Program, background: Background, clock: Clock, keyring: Keyring) -> None:
        super().__init__(program)
        self._program, self._background, self._clock, self._keyring = program, background, clock, keyring

    @property
    def entry(self) -> Entry:
        """See Protection."""
        return self._unlocked().file.now

    @property
    def is_plain_by_choice(self) -> bool:
        """See Protection."""
        folder = self._program.folder()
        return self.entry.kept is Kept.NOWHERE and folder is not None and (folder / FILE_NAME).exists()

    def make_kit(self, passphrase: str, done: Callable[[str], object], failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.protect_desk import make_kit

        def tell() -> None:
            done(self._kit())

        self._change(partial(_with_words, make_kit, passphrase), tell, failed)

    def set_passphrase(self, passphrase: str, done: Done, failed: Failed, *, at_start: bool) -> None:
        """See Protection."""
        self._change(partial(_set_passphrase, passphrase, self._keyring, at_start=at_start), done, failed)

    def ask_at_start(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.protect_desk import ask_at_start

        self._change(partial(_with_keyring, ask_at_start, self._keyring), done, failed)

    def keep_in_keyring(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.protect_desk import keep_in_keyring

        self._change(partial(_with_keyring, keep_in_keyring, self._keyring), done, failed)

    def remove_passphrase(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.protect_desk import remove_passphrase

        self._change(remove_passphrase, done, failed)

    def change_key(self, wish: Wish) -> None:
        """See Protection."""
        folder = self._program.folder()
        if folder is not None:
            ChangingKey(self._program, self._background, self._clock, self._keyring, folder, wish).begin()

    # -- the change itself

    def _unlocked(self) -> Unlocked:
        folder = self._program.folder()
        return self._program.unlocked.get(folder, WITHOUT_KEY) if folder is not None else WITHOUT_KEY

    def _change(self, change: Change, done: Done, failed: Failed) -> None:
        folder = self._program.folder()
        if folder is None:
            return
        self._background.run(
            partial(change, folder, self._unlocked()), done=partial(self._take, folder, done), failed=failed
        )

    def _take(self, folder: Path, done: Done, unlocked: Unlocked) -> None:
        self._program.unlocked[folder] = unlocked
        self.changed.emit()
        done()

    def _kit(self) -> str:
        from mentordesk.vault.kit import kit_text
        from mentordesk.vault.wrapping import Purpose

        copy = self.entry.copy_for(Purpose.RECOVERY)
        if copy is None:
            raise LookupError("the kit was made just now")
        today = self._clock.now().astimezone(self._clock.zone()).date()
        return kit_text(self.entry.key_id, copy, today, str(self._program.folder()))


class ChangingKey(QObject):
    """One change of the key. The desk is closed meanwhile, and opened again whatever comes of it."""

    def __init__(
        self, program: Program, background: Background, clock: Clock, keyring: Keyring, folder: Path, wish: Wish
    ) -> None:
        super().__init__(program)
        self._program, self._background, self._clock, self._keyring = program, background, clock, keyring
        self._folder, self._wish = folder, wish
        self._stopped = Event()

    def begin(self) -> None:
        """Close the desk and write it anew, off the main thread."""
        unlocked = self._program.unlocked[self._folder]
        title = _("Taking the encryption away …") if self._wish.kept is Kept.NOWHERE else _("Encrypting the desk …")
        at_work = self._program.show_at_work(title)
        at_work.page.stopped.connect(self._stop)
        self._background.run(
            partial(_change_key, self._folder, self._clock, unlocked, self._wish, self._keyring, self._stopped),
            done=self._done,
            failed=self._failed,
            progress=at_work.page.go_on,
        )

    def _stop(self) -> None:
        self._stopped.set()

    def _done(self, unlocked: Unlocked) -> None:
        self._program.unlocked[self._folder] = unlocked
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_notice(
                _("The desk is not encrypted any more.")
                if self._wish.kept is Kept.NOWHERE
                else _("The desk has a new key. Earlier recovery kits open only the backups from before.")
            )
        self.deleteLater()

    def _failed(self, error: Mistake | Trouble) -> None:
        self._program.open(self._folder)
        if self._program.shown is not None:
            self._program.shown.window.show_trouble(Trouble(error.sentence))
        self.deleteLater()


def _with_words(change: Callable[[Path, Unlocked, str], Unlocked], words: str, folder: Path, now: Unlocked) -> Unlocked:
    return change(folder, now, words)


def _with_keyring(
    change: Callable[[Path, Unlocked, Keyring], Unlocked], keyring: Keyring, folder: Path, now: Unlocked
) -> Unlocked:
    return change(folder, now, keyring)


def _set_passphrase(words: str, keyring: Keyring, folder: Path, now: Unlocked, *, at_start: bool) -> Unlocked:
    from mentordesk.workflows.protect_desk import ask_at_start, set_passphrase

    changed = set_passphrase(folder, now, words)
    return ask_at_start(folder, changed, keyring) if at_start else changed


def _change_key(
    folder: Path,
    clock: Clock,
    unlocked: Unlocked,
    wish: Wish,
    keyring: Keyring,
    stopped: Event,
    token: Progress,
) -> Unlocked:
    from mentordesk.workflows.protect_desk import change_key
    from mentordesk_ui.app.restoring import Watched

    return change_key(folder, clock, unlocked, wish, keyring, Watched(token, stopped))
