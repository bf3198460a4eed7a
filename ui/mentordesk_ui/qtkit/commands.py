"""Commands: everything a person can do, with its words, its key and its icon, for the palette and the shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Command:
    """One thing to do. `key` is a portable key sequence such as "Ctrl+N", empty for none; `run` does it."""

    title: str
    key: str
    run: Callable[[], object]
    icon: str = ""
    section: str = ""
    is_available: Callable[[], bool] | None = None

    @property
    def key_words(self) -> str:
        """The key as this platform writes it."""
        return QKeySequence(self.key).toString(QKeySequence.SequenceFormat.NativeText)

    def available(self) -> bool:
        return self.is_available is None or self.is_available()


class Commands(QObject):
    """The commands of one window, in the order they were added; each key works once."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: list[Command] = []
        self._keys: dict[str, _Key] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)

    def add(self, *commands: Command) -> None:
        """Add commands and make their keys work in the window; raise ValueError when a key is taken or no key."""
        for command in commands:
            if command.key:
                key = QKeySequence(command.key).toString()
                if not key:
                    raise ValueError(f"no such key: {command.key}")
                if key in self._keys:
                    raise ValueError(f"{command.key} is taken by {self._keys[key].command.title!r}")
                self._keys[key] = _Key(command, self._window)
            self._commands.append(command)
        self.changed.emit()

    def remove(self, *commands: Command) -> None:
        """Take commands away, and their keys."""
        for command in commands:
            self._commands.remove(command)
            key = self._keys.pop(QKeySequence(command.key).toString(), None)
            if key is not None:
                key.deleteLater()
                key.silence()
        self.changed.emit()

    def available(self) -> list[Command]:
        """Return what can be done now."""
        return [command for command in self._commands if command.available()]


class _Key(QObject):
    def __init__(self, command: Command, window: QWidget) -> None:
        super().__init__(window)
        self.command = command
        self._shortcut = QShortcut(QKeySequence(command.key), window)
        self._shortcut.activated.connect(self._run)

    def silence(self) -> None:
        self._shortcut.setEnabled(False)
        self._shortcut.deleteLater()

    @Slot()
    def _run(self) -> None:
        if self.command.available():
            self.command.run()
