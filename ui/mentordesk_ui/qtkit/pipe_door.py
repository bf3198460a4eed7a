"""The door of a desk on Windows: a named pipe, by QtNetwork, which knows one on every platform."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

_PATIENCE_MS = 500
_LONGEST_WORD = 4096


class PipeDoor(QObject):
    """Listens under a name that only this user's programs may call."""

    def __init__(self, name: str, hear: Callable[[str], object]) -> None:
        super().__init__()
        self._name = f"mentordesk-{name}"
        self._hear = hear
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def claim(self, word: str) -> bool:
        """Return True when the name is ours now; False when another process has it, which has been told `word`."""
        if self._tell(word):
            return False
        if self._server.listen(self._name):
            return True
        if self._server.serverError() == QAbstractSocket.SocketError.AddressInUseError:
            # Either somebody was quicker by a blink, or a socket was left by a process that was killed.
            if self._tell(word):
                return False
            QLocalServer.removeServer(self._name)
            return self._server.listen(self._name)
        # Without a place for the socket there is nobody to find either: a second window is better than none.
        return True

    def release(self) -> None:
        """Let go of the name."""
        self._server.close()

    def _tell(self, word: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(f"{word}\n".encode())
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    @Slot()
    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # A later start says its word at once and leaves, so waiting for the end of the line takes no time.
            said = b""
            while b"\n" not in said and len(said) < _LONGEST_WORD:
                if not socket.bytesAvailable() and not socket.waitForReadyRead(_PATIENCE_MS):
                    break
                said += bytes(socket.read(_LONGEST_WORD).data())
            socket.close()
            socket.deleteLater()
            word, end, _rest = said.partition(b"\n")
            if end:
                self._hear(word.decode("utf-8", "replace"))
