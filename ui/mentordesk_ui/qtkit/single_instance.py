"""One window per desk: a second start tells the first to come forward, and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

RAISE = "raise"
_PATIENCE_MS = 500
_LONGEST_WORD = 4096


class SingleInstance(QObject):
    """Claims a desk's folder for this process, and hears from later starts."""

    called = Signal(str)
    """What a later start said, usually "raise"."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Short and of plain letters: on Unix the name becomes a file's, whose path may have some hundred letters.
        self._name = f"mentordesk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def claim(self, word: str = RAISE) -> bool:
        """Return True when the desk is ours now; False when another process has it, which has been told `word`."""
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
        """Let go of the desk."""
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
            _Caller(socket, self)


class _Caller(QObject):
    """One later start, until it has said its word."""

    def __init__(self, socket: QLocalSocket, instance: SingleInstance) -> None:
        super().__init__(instance)
        self._socket = socket
        self._instance = instance
        self._said = b""
        socket.setParent(self)
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self._leave)
        if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._leave()

    @Slot()
    def _listen(self) -> None:
        self._said += bytes(self._socket.read(_LONGEST_WORD).data())
        word, end, rest = self._said.partition(b"\n")
        if end:
            self._said = rest
            self._instance.called.emit(word.decode("utf-8", "replace"))
        elif len(self._said) > _LONGEST_WORD:
            self._socket.abort()

    @Slot()
    def _leave(self) -> None:
        if self._socket.bytesAvailable():
            self._listen()
        self.deleteLater()
