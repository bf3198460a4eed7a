"""The door to importing: commands, files dropped on the window, and one sheet at a time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance


class Imports(QObject):
    """Made once per window; it takes .ics and .vcf files that are dropped on it."""

    def __init__(
        self,
        appearance: Appearance,
        window: QWidget,
        desk: Desk,
        clock: Clock,
        background: Background,
        navigation: Navigation,
    ) -> None:
        super().__init__(window)

    def commands(self) -> tuple[Command, ...]:
        """Return “Import contacts” and “Import a calendar”."""
        return ()

    def import_contacts(self) -> None:
        """Ask for a file of contacts."""

    def import_calendar(self) -> None:
        """Ask for a calendar."""

    def open_file(self, path: Path) -> None:
        """Show what a file would bring."""
