"""The door of a desk on Linux and macOS: a socket in a folder of this user's own. Windows has `pipe_door`."""

from __future__ import annotations

import _socket  # the plain part: `socket` makes enumerations of all there is to know, 5 ms of each start
import contextlib
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSocketNotifier, Slot

_PATIENCE_S = 0.5
_LONGEST_WORD = 4096
_CALLERS_WAITING = 8


class SocketDoor(QObject):
    """Listens under a name that only this user's programs can reach: the folder lets nobody else in."""

    def __init__(self, name: str, hear: Callable[[str], object]) -> None:
        super().__init__()
        self._hear = hear
        self._folder = Path(QDir.tempPath()) / f"mentordesk-{os.getuid()}"
        self._path = self._folder / name
        self._server: _socket.socket | None = None
        self._bell: QSocketNotifier | None = None

    def claim(self, word: str) -> bool:
        """Return True when the name is ours now; False when another process has it, which has been told `word`."""
        try:
            _make_private(self._folder)
            with self._alone():
                if self._tell(word):
                    return False
                # Nobody answers: what is there was left by a process that was killed.
                self._path.unlink(missing_ok=True)
                self._listen()
        except OSError:
            # Without a place for the socket there is nobody to find either: a second window is better than none.
            self.release()
        return True

    def release(self) -> None:
        """Let go of the name."""
        if self._bell is not None:
            self._bell.setEnabled(False)
            self._bell.deleteLater()
            self._bell = None
        if self._server is not None:
            # First the name: who comes now finds nobody, and not a door that is about to close.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._server.close()
            self._server = None

    def _listen(self) -> None:
        self._server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        self._server.bind(str(self._path))
        self._path.chmod(0o600)
        self._server.listen(_CALLERS_WAITING)
        self._server.setblocking(False)
        self._bell = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._welcome)

    def _tell(self, word: str) -> bool:
        caller = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        try:
            caller.settimeout(_PATIENCE_S)
            caller.connect(str(self._path))
            caller.sendall(f"{word}\n".encode())
        except (FileNotFoundError, ConnectionError):
            return False
        except TimeoutError:
            # It is there and busy: the word waits at its door, or nobody can be told.
            return True
        finally:
            caller.close()
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other start look and listen meanwhile: two that find a socket left behind would both have the desk."""
        with Path(f"{self._path}.lock").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @Slot()
    def _welcome(self) -> None:
        import socket  # nobody calls at a start

        if self._server is None:
            return
        with socket.socket(fileno=os.dup(self._server.fileno())) as server, contextlib.suppress(BlockingIOError):
            while True:
                caller, _address = server.accept()
                with caller:
                    self._listen_to(caller)

    def _listen_to(self, caller: _socket.socket) -> None:
        # A later start says its word at once and leaves, so waiting for the end of the line takes no time.
        caller.settimeout(_PATIENCE_S)
        said = b""
        with contextlib.suppress(OSError):
            while b"\n" not in said and len(said) < _LONGEST_WORD and (more := caller.recv(_LONGEST_WORD)):
                said += more
        word, end, _rest = said.partition(b"\n")
        if end:
            self._hear(word.decode("utf-8", "replace"))


def _make_private(folder: Path) -> None:
    """Make a folder only this user gets into; raises PermissionError where somebody else has put one in its place."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(str(folder))
