"""Where the key of a desk lies between two starts: the keyring of this computer, asked without anybody standing still.

The parts: `fetching` (an answer under way), `keyring_troubles` (what to say), `keyring_child` (the process that asks).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Protocol

from mentordesk.vault.fetching import Fetch, State
from mentordesk.vault.keyring_troubles import KeyringLocked, KeyringSilent, KeyringTrouble, NoKeyring
from mentordesk.vault.keyring_wire import Order, Problem, Unanswered, Verb

__all__ = [
    "MOST_CHARACTERS",
    "Fetch",
    "Keyring",
    "KeyringLocked",
    "KeyringSilent",
    "KeyringTrouble",
    "NoKeyring",
    "State",
    "SystemKeyring",
    "fetch_beside",
    "keep_beside",
]

MOST_CHARACTERS = 1280
"""What Windows' Credential Manager keeps in one entry: 2,560 bytes of UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE)."""


class Keyring(Protocol):
    """Keeps secrets by the name of an entry. Every call may wait for a person, and raises KeyringTrouble."""

    def read(self, entry: str) -> str | None:
        """Return the secret of an entry; None where the keyring has answered that there is none."""

    def write(self, entry: str, secret: str) -> None:
        """Keep a secret in place of what the entry held; it has been read again when this returns.

        Raises ValueError for more than MOST_CHARACTERS.
        """

    def delete(self, entry: str) -> None:
        """Delete an entry; one that is not there is no trouble."""


class SystemKeyring:
    """The keyring of this computer, or the one the person has configured for Python's `keyring`.

    It is asked by another process, which may wait as long as it takes: `begin` returns at once. The blocking calls give
    up a silent keyring after some seconds, and wait for a person without end.
    """

    def read(self, entry: str) -> str | None:
        """See Keyring."""
        return _wait(self.begin(Order(Verb.READ, entry)))

    def write(self, entry: str, secret: str) -> None:
        """See Keyring."""
        _wait(self.begin(Order(Verb.WRITE, entry, secret)))

    def delete(self, entry: str) -> None:
        """See Keyring."""
        _wait(self.begin(Order(Verb.DELETE, entry)))

    def begin(self, order: Order) -> Fetch:
        """Begin to ask; costs a millisecond."""
        from mentordesk.vault.other_process import ask_by_process

        _refuse_long(order.secret)
        return ask_by_process(order)


def fetch_beside(entry: str, keyring: Keyring) -> Fetch:
    """Begin to read an entry while the program goes on. The answer is a secret, None, or a KeyringTrouble."""
    if isinstance(keyring, SystemKeyring):
        return keyring.begin(Order(Verb.READ, entry))
    return _on_a_thread(partial(keyring.read, entry))


def keep_beside(entry: str, secret: str, keyring: Keyring) -> Fetch:
    """Begin to write an entry while the program goes on. The answer is None once it is kept, or a KeyringTrouble."""
    if isinstance(keyring, SystemKeyring):
        return keyring.begin(Order(Verb.WRITE, entry, secret))
    return _on_a_thread(partial(keyring.write, entry, secret))


def _wait(fetch: Fetch) -> str | None:
    try:
        return fetch.result()
    finally:
        fetch.cancel()


def _refuse_long(secret: str) -> None:
    if len(secret) > MOST_CHARACTERS:
        message = f"a keyring keeps {MOST_CHARACTERS} characters, not {len(secret)}"
        raise ValueError(message)


def _on_a_thread(call: Callable[[], str | None]) -> Fetch:
    fetch = Fetch()
    # A daemon: whatever it waits for, the program can end.
    threading.Thread(target=_call, args=(call, fetch), name="keyring", daemon=True).start()
    return fetch


def _call(call: Callable[[], str | None], fetch: Fetch) -> None:
    try:
        fetch.tell_found(call())
    except KeyringTrouble as trouble:
        fetch.tell_trouble(Unanswered(trouble.problem, trouble.detail))
    finally:
        fetch.tell_trouble(Unanswered(Problem.FAILED))  # heard only where nothing was told before
