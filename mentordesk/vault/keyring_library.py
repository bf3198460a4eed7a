"""Any other keyring by the library `keyring`: Windows, macOS, KWallet's own door, and what the person has configured.

Only loaded in the process that asks.
"""

from __future__ import annotations

import sys

from keyring import core, errors, get_keyring
from keyring.backend import KeyringBackend

from mentordesk.vault.keyring_wire import SERVICE, Problem, Unanswered

_OFF = ("keyring.backends.fail", "keyring.backends.null")
_UNSAFE = ("keyrings.alt",)
"""Files that lie open, or ask for their password on a terminal nobody sees."""

_OF_THE_PLATFORM = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
}
_OF_LINUX = ("keyring.backends.kwallet.DBusKeyring", "keyring.backends.libsecret.Keyring")
"""Beside the Secret Service, in the order of their priorities."""


class LibraryKeyring:
    """Reads, writes and deletes entries of the keyring that is configured, or else the platform's own. Raises Unanswered."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._backend = _choose(platform)
        if hasattr(self._backend, "persist"):
            # Windows would let the key of a desk roam to other computers, where the desk is not.
            self._backend.persist = "local machine"

    def read(self, entry: str) -> str | None:
        """Return the secret of an entry; None if there is none."""
        try:
            return self._backend.get_password(SERVICE, entry)
        except errors.KeyringError as error:
            raise _unanswered(error) from error

    def write(self, entry: str, secret: str) -> None:
        """Write an entry over what was there, and read it again."""
        try:
            self._backend.set_password(SERVICE, entry, secret)
        except errors.KeyringError as error:
            raise _unanswered(error) from error
        if self.read(entry) != secret:
            raise Unanswered(Problem.FAILED, "not kept")

    def delete(self, entry: str) -> None:
        """Delete an entry, if it is there."""
        if self.read(entry) is None:
            return
        try:
            self._backend.delete_password(SERVICE, entry)
        except errors.KeyringError as error:
            raise _unanswered(error) from error


def _choose(platform: str) -> KeyringBackend:
    try:
        configured = core.load_env() or core.load_config()
        chosen = configured or _of_the_platform(platform)
    except (ImportError, AttributeError, RuntimeError, ValueError, TypeError) as error:
        # What is configured is not installed, or does not work on this computer.
        raise Unanswered(Problem.UNUSABLE, type(error).__name__) from error
    name = f"{type(chosen).__module__}.{type(chosen).__qualname__}"
    if name.startswith(_OFF):
        raise Unanswered(Problem.SWITCHED_OFF if configured else Problem.NONE, name)
    if not all(map(_is_safe, [chosen, *getattr(chosen, "backends", ())])):
        raise Unanswered(Problem.UNSAFE, name)
    return chosen


def _of_the_platform(platform: str) -> KeyringBackend:
    for name in _OF_THE_PLATFORM.get(platform, _OF_LINUX):
        try:
            return core.load_keyring(name)
        except (ImportError, RuntimeError):
            continue  # not on this computer
    # All that is installed is looked through only here, where nothing else is left: it takes a third of a second.
    core.init_backend(limit=_is_safe)
    return get_keyring()


def _is_safe(backend: KeyringBackend) -> bool:
    # Below one is what `keyring` itself does not recommend.
    return not type(backend).__module__.startswith(_UNSAFE) and backend.priority >= 1


def _unanswered(error: errors.KeyringError) -> Unanswered:
    if isinstance(error, errors.KeyringLocked):
        return Unanswered(Problem.LOCKED)
    if isinstance(error, errors.NoKeyringError):
        return Unanswered(Problem.NONE)
    return Unanswered(Problem.FAILED, type(error).__name__)
