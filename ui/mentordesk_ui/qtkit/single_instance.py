"""One window per desk: a second start tells the first to come forward, and ends. The doors between the two are beside this."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCryptographicHash, QObject, Signal

RAISE = "raise"


class Door(Protocol):
    """What a later start knocks at. `hear` is called with each word that was said."""

    def __init__(self, name: str, hear: Callable[[str], object]) -> None: ...

    def claim(self, word: str) -> bool:
        """Return True when the name is ours now; False when another process has it, which has been told `word`."""
        ...

    def release(self) -> None:
        """Let go of the name."""
        ...


class SingleInstance(QObject):
    """Claims a desk's folder for this process, and hears from later starts."""

    called = Signal(str)
    """What a later start said, usually "raise"."""

    def __init__(self, folder: Path, parent: QObject | None = None, *, door: type[Door] | None = None) -> None:
        super().__init__(parent)
        # Short and of plain letters: on Unix the name becomes a file's, whose path may have some hundred letters.
        place = str(folder.resolve()).encode()
        # Qt's hash and not Python's, which would load a library of 3 MB for it.
        said = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256).toHex().data()
        self._door = (door or _door_here())(bytes(said).decode("ascii")[:24], self.called.emit)

    def claim(self, word: str = RAISE) -> bool:
        """Return True when the desk is ours now; False when another process has it, which has been told `word`."""
        return self._door.claim(word)

    def release(self) -> None:
        """Let go of the desk."""
        self._door.release()


def _door_here() -> type[Door]:
    if sys.platform == "win32":
        from mentordesk_ui.qtkit.pipe_door import PipeDoor

        return PipeDoor
    # QtNetwork would do for all platforms, and cost each start 5 ms, and 3 MB for as long as the window is open.
    from mentordesk_ui.qtkit.socket_door import SocketDoor

    return SocketDoor
