"""Opens the lock of a desk by its passphrase: the wrapped copies of its key, beside the desk, give the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.errors import Mistake, Trouble
from mentordesk_ui.qtkit.background import Background

if TYPE_CHECKING:
    from mentordesk.vault.key_file import Entry
    from mentordesk.vault.keys import Keys


class DeskUnlocker:
    """Reads what lies beside the desk each time it is asked: a passphrase may be set or changed at any time."""

    def __init__(self, folder: Path, background: Background, keys: Callable[[], Keys]) -> None:
        """`keys` are those the open desk is read with: a file of keys that was put there by somebody else has others."""
        self._folder, self._background, self._keys = folder, background, keys

    @property
    def needs_passphrase(self) -> bool:
        """Whether the desk has a passphrase; a file of keys that cannot be read is no reason to leave it open."""
        from mentordesk.vault.wrapping import Purpose

        try:
            return any(entry.copy_for(Purpose.START) is not None for entry in self._entries())
        except Trouble:
            return True

    @property
    def was_asked_at_start(self) -> bool:
        """Whether the passphrase is asked for whenever the desk is opened, so that a lock at the start would ask twice."""
        from mentordesk.vault.key_file import Kept

        try:
            return any(entry.kept is Kept.PASSPHRASE for entry in self._entries())
        except Trouble:
            return False

    def check(self, passphrase: str, done: Callable[[], object], failed: Callable[[], object]) -> None:
        """Try the passphrase, and the recovery kit's, off the main thread; each guess takes a second."""

        def hear(is_right: bool) -> None:
            (done if is_right else failed)()

        def fail(_error: Mistake | Trouble) -> None:
            failed()

        self._background.run(partial(opens, self._folder, passphrase, self._keys()), done=hear, failed=fail)

    def _entries(self) -> tuple[Entry, ...]:
        return _entries(self._folder)


def opens(folder: Path, passphrase: str, keys: Keys) -> bool:
    """Tell whether a passphrase gives back a key of the desk; raises Trouble where the file of keys is damaged."""
    from mentordesk.vault.wrapping import Purpose, WrongPassphrase

    for entry in _entries(folder):
        for purpose in (Purpose.START, Purpose.RECOVERY):
            copy = entry.copy_for(purpose)
            if copy is None:
                continue
            try:
                key = copy.unwrap(entry.key_id, passphrase)
            except WrongPassphrase:
                continue
            if key == keys.now or key in keys.others:
                return True
    return False


def _entries(folder: Path) -> tuple[Entry, ...]:
    from mentordesk.vault.key_file import KeyFile

    file = KeyFile.read(folder)
    return file.entries if file is not None else ()
