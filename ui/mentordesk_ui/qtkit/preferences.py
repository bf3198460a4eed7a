"""The settings of this computer while the program runs: what they are, and that they changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mentordesk.errors import Trouble
from mentordesk.settings import Settings, SettingsFile


class Preferences(QObject):
    """Holds the settings and keeps each change; a file that cannot be written costs nothing but the memory of it."""

    changed = Signal()
    trouble = Signal(object)

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = file.read()

    @property
    def now(self) -> Settings:
        """The settings as they are."""
        return self._settings

    def choose(self, **fields: Any) -> None:
        """Change some fields by name, and keep them; emits `trouble` when they cannot be kept."""
        chosen = replace(self._settings, **fields)
        if chosen == self._settings:
            return
        self._settings = chosen
        self.changed.emit()
        try:
            self._file.write(chosen)
        except Trouble as trouble:
            self.trouble.emit(trouble)
