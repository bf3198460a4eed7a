"""A real GNOME Keyring on a bus and in a home of its own: for tests, for the window under test, and for measuring."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, Self

import pytest

from mentordesk.vault.keyrings import Fetch, State
from tests.support.closed_off import open_environment
from tests.support.private_bus import PrivateBus, needs

DAEMON = "gnome-keyring-daemon"
NAME = "org.freedesktop.secrets"
PATH = "/org/freedesktop/secrets"
PASSWORD = "correct horse"

_LONG = 60


class PrivateKeyring:
    """A context in which the keyring runs on a bus of its own, unlocked. `environment` is for whoever shall use it."""

    def __init__(self, bus: PrivateBus) -> None:
        self.bus = bus
        self.environment: dict[str, str] = open_environment(bus.environment)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._daemon = subprocess.Popen(
            [DAEMON, "--foreground", "--components=secrets", "--unlock"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._open.callback(self._end)
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(PASSWORD.encode())
        self._daemon.stdin.close()
        self.bus.wait_until_owned(NAME)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def lends(self) -> tuple[str, ...]:
        """Return what to put before a command that shall use this keyring, whatever its environment says."""
        bus = f"DBUS_SESSION_BUS_ADDRESS={self.environment['DBUS_SESSION_BUS_ADDRESS']}"
        return ("env", "--unset=PYTHON_KEYRING_BACKEND", bus)

    def lock(self, label: str = "login") -> None:
        """Lock it, or another one in it, as at the end of a session."""
        self._call("Lock", "ao", ([f"/org/freedesktop/secrets/collection/{label}"],))

    def make_other_default(self, label: str) -> None:
        """Make another keyring in it, and let that be where new entries go."""
        _plain, session = self._call("OpenSession", "sv", ("plain", ("s", "")))
        labelled = {"org.freedesktop.Secret.Collection.Label": ("s", label)}
        secret = (session, b"", PASSWORD.encode(), "text/plain")
        interface = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
        (path,) = self.bus.bus.call(
            NAME, PATH, interface, "CreateWithMasterPassword", "a{sv}(oayays)", (labelled, secret)
        )
        self._call("SetAlias", "so", ("default", path))

    def let_default_forget(self) -> None:
        """Let new entries go where they are only remembered until logout."""
        self._call("SetAlias", "so", ("default", "/org/freedesktop/secrets/collection/session"))

    def sleep(self) -> None:
        """Let it answer nothing until it is woken."""
        self._daemon.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Let it answer what it was asked meanwhile."""
        self._daemon.send_signal(signal.SIGCONT)

    def labels(self) -> list[tuple[str, dict[str, str]]]:
        """Return what every entry is called, and its attributes."""
        (unlocked, locked) = self._call("SearchItems", "a{ss}", ({},))
        return [(self._of_item(path, "Label"), self._of_item(path, "Attributes")) for path in [*unlocked, *locked]]

    def _of_item(self, path: str, name: str) -> Any:
        return self.bus.bus.property(NAME, path, "org.freedesktop.Secret.Item", name)

    def _call(self, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        return self.bus.bus.call(NAME, PATH, "org.freedesktop.Secret.Service", method, signature, body)

    def _end(self) -> None:
        self.wake()  # one that is stopped cannot end
        self._daemon.terminate()
        self._daemon.wait()


class Watched:
    """The states of a fetch as they come."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._states: Queue[State] = Queue()
        fetch.watch(self._note)

    def _note(self) -> None:
        self._states.put(self._fetch.state)

    def next(self) -> State:
        return self._states.get(timeout=_LONG)

    @property
    def is_called_no_more(self) -> bool:
        return self._states.empty()


@contextmanager
def private_keyring() -> Iterator[PrivateKeyring]:
    """A real keyring, unlocked, in a home and on a bus of its own."""
    # A short name: a socket's path may have no more than 107 letters.
    with (
        tempfile.TemporaryDirectory(prefix="md-") as folder,
        PrivateBus(Path(folder)) as bus,
        PrivateKeyring(bus) as keyring,
    ):
        yield keyring


@contextmanager
def used(environment: Mapping[str, str]) -> Iterator[None]:
    """Let this process, and what it starts, live in an environment."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def real_keyring() -> Iterator[PrivateKeyring]:
    """A real keyring, unlocked, which this process would use too. Skipped where none is installed."""
    needs("dbus-daemon", DAEMON)
    with private_keyring() as keyring, used(keyring.environment):
        yield keyring
