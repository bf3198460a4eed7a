"""Changes how the open desk is protected: passphrase and kit beside it, or the whole file written anew with another key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.backups import Watcher
from mentordesk.vault.key_file import FILE_NAME, Entry, Kept
from mentordesk.vault.keyrings import Keyring
from mentordesk.workflows.desk.open_desk import WITHOUT_KEY, Unlocked
from mentordesk_ui.app.closed_work import ClosedWork
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.protection import Done, Failed

if TYPE_CHECKING:
    from mentordesk.vault.key_places import KeptKey
    from mentordesk.workflows.desk.protect_desk import Wish
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
        from mentordesk.workflows.desk.protect_desk import make_kit

        def tell() -> None:
            done(self._kit())

        self._change(partial(_with_words, make_kit, passphrase), tell, failed)

    def set_passphrase(self, passphrase: str, done: Done, failed: Failed, *, at_start: bool) -> None:
        """See Protection."""
        self._change(partial(_set_passphrase, passphrase, self._keyring, at_start=at_start), done, failed)

    def ask_at_start(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.desk.protect_desk import ask_at_start

        self._change(partial(_with_keyring, ask_at_start, self._keyring), done, failed)

    def keep_in_keyring(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.desk.protect_desk import keep_in_keyring

        self._change(partial(_with_keyring, keep_in_keyring, self._keyring), done, failed)

    def remove_passphrase(self, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.desk.protect_desk import remove_passphrase

        self._change(remove_passphrase, done, failed)

    def left_keys(self, done: Callable[[Sequence[KeptKey]], object]) -> None:
        """See Protection."""
        from mentordesk.workflows.desk.left_keys import left_keys

        self._background.run(left_keys, done=done)

    def remove_left_key(self, key: KeptKey, done: Done, failed: Failed) -> None:
        """See Protection."""
        from mentordesk.workflows.desk.left_keys import remove_left_key

        self._background.run(
            partial(remove_left_key, key, self._keyring), done=partial(_without_answer, done), failed=failed
        )

    def change_key(self, wish: Wish) -> None:
        """See Protection."""
        folder = self._program.folder()
        if folder is None:
            return
        second = self._program.preferences.now.backup_folder
        work = partial(_change_key, folder, self._clock, self._unlocked(), wish, self._keyring, second)
        is_plain = wish.kept is Kept.NOWHERE
        ClosedWork(self._program, self._background, folder, work, partial(self._tell, folder, is_plain)).begin(
            _("Taking the encryption away…") if is_plain else _("Encrypting the desk…")
        )

    def _tell(self, folder: Path, is_plain: bool, unlocked: Unlocked) -> None:
        self._program.unlocked[folder] = unlocked
        self._program.open(folder)
        if self._program.shown is not None:
            self._program.shown.window.show_notice(
                _("The desk is not encrypted any more.")
                if is_plain
                else _("The desk has a new key. Earlier recovery kits open only the backups from before.")
            )

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


def _without_answer(done: Done, _nothing: None) -> None:
    done()


def _with_words(change: Callable[[Path, Unlocked, str], Unlocked], words: str, folder: Path, now: Unlocked) -> Unlocked:
    return change(folder, now, words)


def _with_keyring(
    change: Callable[[Path, Unlocked, Keyring], Unlocked], keyring: Keyring, folder: Path, now: Unlocked
) -> Unlocked:
    return change(folder, now, keyring)


def _set_passphrase(words: str, keyring: Keyring, folder: Path, now: Unlocked, *, at_start: bool) -> Unlocked:
    from mentordesk.workflows.desk.protect_desk import ask_at_start, set_passphrase

    changed = set_passphrase(folder, now, words)
    return ask_at_start(folder, changed, keyring) if at_start else changed


def _change_key(
    folder: Path, clock: Clock, unlocked: Unlocked, wish: Wish, keyring: Keyring, second: str, watcher: Watcher
) -> Unlocked:
    from mentordesk.workflows.desk.protect_desk import change_key

    return change_key(folder, clock, unlocked, wish, keyring, watcher, second_folder=second)
