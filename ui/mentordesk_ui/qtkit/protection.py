"""How the open desk is protected, and changing that: whoever does it works off the main thread and calls back on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from mentordesk.errors import Mistake, Trouble

if TYPE_CHECKING:
    # A start changes no protection.
    from mentordesk.vault.key_file import Entry
    from mentordesk.vault.key_places import KeptKey
    from mentordesk.workflows.desk.protect_desk import Wish

Done = Callable[[], object]
Failed = Callable[[Mistake | Trouble], object]


class Protection(Protocol):
    """Of the desk that is open now."""

    changed: Any
    """Signal: the desk is protected otherwise from now on."""

    @property
    def entry(self) -> Entry:
        """Where the key is kept, and which wrapped copies of it there are."""
        ...

    @property
    def is_plain_by_choice(self) -> bool:
        """Whether somebody chose that the desk shall not be encrypted."""
        ...

    def make_kit(self, passphrase: str, done: Callable[[str], object], failed: Failed) -> None:
        """Make a recovery kit and hand over its text."""
        ...

    def set_passphrase(self, passphrase: str, done: Done, failed: Failed, *, at_start: bool) -> None:
        """Set the passphrase, or another one; `at_start` has it asked for whenever the desk is opened."""
        ...

    def ask_at_start(self, done: Done, failed: Failed) -> None:
        """Have the passphrase that is set asked for whenever the desk is opened."""
        ...

    def keep_in_keyring(self, done: Done, failed: Failed) -> None:
        """Keep the key in the keyring, so that nothing is asked at the start."""
        ...

    def remove_passphrase(self, done: Done, failed: Failed) -> None:
        """Let the lock open for whoever is there."""
        ...

    def left_keys(self, done: Callable[[Sequence[KeptKey]], object]) -> None:
        """Look which keys the keyring still has of desks that were deleted by hand."""
        ...

    def remove_left_key(self, key: KeptKey, done: Done, failed: Failed) -> None:
        """Take one of those out of the keyring."""
        ...

    def change_key(self, wish: Wish) -> None:
        """Close the desk, write it with another key or none, and open it again."""
        ...
