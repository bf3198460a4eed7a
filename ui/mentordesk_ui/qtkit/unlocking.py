"""What a locked desk is opened with: whoever knows, is asked off the main thread and says no more than yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Unlocker(Protocol):
    """Knows whether a desk has a passphrase, and whether one opens it."""

    @property
    def needs_passphrase(self) -> bool:
        """Whether the lock opens for a passphrase only."""
        ...

    def check(self, passphrase: str, done: Callable[[], object], failed: Callable[[], object]) -> None:
        """Call `done` or `failed`, on the main thread and some time later, as a passphrase opens the desk or does not."""
        ...
