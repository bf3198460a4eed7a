"""The Secret Service of a Linux desktop by SecretStorage: GNOME Keyring, KWallet, KeePassXC. Only loaded in the process that asks.

What `keyring` itself uses there, with the entries it would make, and without the 50 ms that its import costs.
"""

# They differ. KWallet (tried: 5.103) speaks only the encrypted session, and names no default before its first wallet is
# there; KeePassXC (tried: 2.7.4) may ask the person about each entry, and does before one is written over. Where a
# service has only the plain session, SecretStorage takes that.

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import secretstorage
from jeepney import DBusErrorResponse
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from secretstorage import Collection, Item
from secretstorage.collection import SESSION_COLLECTION
from secretstorage.exceptions import (
    ItemNotFoundException,
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)
from secretstorage.util import add_match_rules

from mentordesk.vault.keyring_wire import LABEL, SERVICE, Problem, Unanswered

_GREETING_SECONDS = 60.0
"""jeepney gives a bus one second, which a computer that is just logging in does not always keep."""

_APPLICATION = "Python keyring library"
"""What `keyring` writes beside each entry; its libsecret backend finds only entries that say so."""

_BUS_VARIABLE = "DBUS_SESSION_BUS_ADDRESS"


class SecretService:
    """Reads, writes and deletes entries. Every call waits as long as the service, or the person it asks, takes.

    `waits` is told True before the person is asked for something, and False after.
    Raises Unanswered.
    """

    def __init__(self, waits: Callable[[bool], None]) -> None:
        self._waits = waits
        self._connection = _connect()

    def read(self, entry: str) -> str | None:
        """Return the secret of an entry, wherever on the service it lies; None if there is none."""
        with _troubles():
            default = self._default()
            if default is None or not default.is_locked():
                return self._find(entry)
            # Said before anything is looked for: KeePassXC answers a search only once it is unlocked.
            with self._waiting():
                found = self._find(entry)
                if found is None:
                    # What is locked may not even say what is in it.
                    _open(default)
                    found = self._find(entry)
            return found

    def write(self, entry: str, secret: str) -> None:
        """Write an entry over what was there, and read it again."""
        with _troubles():
            default = self._default()
            # It has answered. From here on it may ask the person: to make a first keyring, to open it, or, as KeePassXC
            # can, whether a program may write at all.
            with self._waiting():
                if default is None:
                    default = secretstorage.create_collection(self._connection, "Default", "default")
                if default.collection_path == SESSION_COLLECTION:
                    raise Unanswered(Problem.FORGETS)
                if default.is_locked():
                    _open(default)
                attributes = self._attributes(entry) | {"application": _APPLICATION}
                default.create_item(LABEL, attributes, secret.encode(), replace=True)
                if self._find(entry) != secret:
                    raise Unanswered(Problem.FAILED, "not kept")

    def delete(self, entry: str) -> None:
        """Delete an entry, if it is there."""
        with _troubles():
            found = list(self._items(entry))
            with self._waiting():
                for item in found:
                    self._unlock(item)
                    item.delete()

    def _default(self) -> Collection | None:
        # By its name, not by the path of its alias: only so one that is forgotten at logout shows itself.
        try:
            return secretstorage.get_collection_by_alias(self._connection, "default")
        except ItemNotFoundException:
            return None

    def _find(self, entry: str) -> str | None:
        for item in self._items(entry):
            with suppress(ItemNotFoundException):
                self._unlock(item)
                return item.get_secret().decode()
        return None

    def _items(self, entry: str) -> Iterator[Item]:
        """Return what fits, first what is unlocked."""
        return secretstorage.search_items(self._connection, self._attributes(entry))

    def _attributes(self, entry: str) -> dict[str, str]:
        return {"service": SERVICE, "username": entry}

    def _unlock(self, item: Item) -> None:
        # KeePassXC locks single entries, to ask the person about each.
        if item.is_locked():
            with self._waiting():
                _open(item)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        self._waits(True)
        try:
            yield
        finally:
            self._waits(False)


@contextmanager
def _troubles() -> Iterator[None]:
    """Turn what can go wrong on the way into Unanswered."""
    try:
        yield
    except (PromptDismissedException, LockedException) as error:
        raise Unanswered(Problem.LOCKED) from error
    except SecretServiceNotAvailableException as error:
        raise Unanswered(Problem.NONE) from error
    except DBusErrorResponse as error:
        raise Unanswered(_problem(error.name), error.name) from error
    except (OSError, ItemNotFoundException) as error:
        raise Unanswered(Problem.FAILED, type(error).__name__) from error


def _problem(name: str) -> Problem:
    if name == "org.freedesktop.Secret.Error.IsLocked":
        return Problem.LOCKED
    # The bus knows such a program, and could not start it.
    is_absent = name.startswith("org.freedesktop.DBus.Error.Spawn.") or name.endswith((".NameHasNoOwner", ".TimedOut"))
    return Problem.NONE if is_absent else Problem.FAILED


def _open(locked: Collection | Item) -> None:
    """Have the service ask the person to unlock something. Raises Unanswered where it is locked still."""
    locked.unlock()
    # Asked rather than believed: what the prompt said of itself and what became of the lock may differ.
    if locked.is_locked():
        raise Unanswered(Problem.LOCKED)


def _connect() -> DBusConnection:
    if not os.environ.get(_BUS_VARIABLE):
        # Where systemd's user bus is, for a session that does not say so; jeepney does not look there.
        os.environ[_BUS_VARIABLE] = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
    try:
        connection = open_dbus_connection(auth_timeout=_GREETING_SECONDS)
    except (OSError, ValueError, RuntimeError) as error:
        # Nobody there, one that does not let us in, an address that is none, or one of a kind jeepney does not know.
        raise Unanswered(Problem.NO_BUS, type(error).__name__) from error
    with _troubles():
        add_match_rules(connection)
    return connection
