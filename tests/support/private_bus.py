"""A session bus of one's own, with real programs on it: nothing is started by asking, and the user's home stays out of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Self

import pytest
from jeepney import MatchRule, Message

from mentordesk.presence.linux.bus import Bus

_CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir><policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
APPEARS_SECONDS = 30


class PrivateBus:
    """A context in which `address` is a bus, and programs started with `start` live on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = ExitStack()
        self.address = ""
        self.environment: dict[str, str] = {}
        self.prefix: tuple[str, ...] = ()
        """Put before each command, such as one that changes the user."""

    def __enter__(self) -> Self:
        for name in ("home", "run", "services"):
            (self.folder / name).mkdir(mode=0o700)
        config = self.folder / "bus.conf"
        config.write_text(_CONFIG.format(folder=self.folder, services=self.folder / "services"))
        home = self.folder / "home"
        # Before the bus starts: what it starts by itself, such as the keeper of settings, inherits this from it.
        self.environment = os.environ | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
        }
        daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._open.callback(_end, daemon)
        self._daemon = daemon
        assert daemon.stdout is not None
        self.address = daemon.stdout.readline().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        self.bus = Bus(self.address)
        self._open.callback(self.bus.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def start(self, *command: str, owns: str = "", env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a program; with `owns`, return once it owns that name on the bus."""
        process = subprocess.Popen(
            [*self.prefix, *command],
            env=self.environment | (env or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._open.callback(_end, process)
        if owns:
            self.wait_until_owned(owns)
        return process

    def stop(self) -> None:
        """End the bus, as at the end of a session; its programs are still there."""
        self._daemon.kill()
        self._daemon.wait()

    def wait_until_owned(self, name: str, *, is_owned: bool = True) -> None:
        """Wait until somebody owns a name, or nobody does."""
        heard: Queue[Message] = Queue()
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        end = self.bus.watch(rule, heard.put)
        try:
            wait_until(lambda: bool(self.bus.owner(name)) == is_owned, heard, f"{name} on the bus")
        finally:
            end()


def wait_until(holds: Callable[[], bool], heard: Queue[Message], what: str) -> None:
    """Look again at each signal heard until something holds."""
    last = time.monotonic() + APPEARS_SECONDS
    while not holds():
        try:
            heard.get(timeout=max(0.0, last - time.monotonic()))
        except Empty:
            pytest.fail(f"{what} did not come about in {APPEARS_SECONDS} s")


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    """A bus of one's own. Its folder has a short name: a socket's path may have no more than 107 letters."""
    needs("dbus-daemon")
    with tempfile.TemporaryDirectory(prefix="md-") as folder, PrivateBus(Path(folder)) as bus:
        yield bus


def needs(*programs: str) -> None:
    """Skip the test where a real program it is about is not installed, and say which."""
    missing = [name for name in programs if shutil.which(name) is None and not Path(name).exists()]
    if missing:
        pytest.skip(f"needs the real {', '.join(missing)}, which is not installed here")


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
