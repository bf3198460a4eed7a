"""The door to importing: what the commands do, files dropped on the window, and one sheet at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    # What reads files is loaded when one is to be read; this door stands open from the start.
    from mentordesk.workflows.imports.import_file import FileKind
    from mentordesk_ui.screens.imports.import_sheet import ImportSheet

SUFFIXES = {".ics", ".ical", ".icalendar", ".vcf", ".vcard", ".csv", ".tsv", ".zip"}


class Imports(QObject):
    """Made once per window; it takes files and folders that are dropped on it."""

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
        self._appearance = appearance
        self._window = window
        self._desk = desk
        self._clock = clock
        self._background = background
        self._navigation = navigation
        self.sheet: ImportSheet | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def commands(self) -> tuple[Command, ...]:
        """Return what imports contacts, a calendar, notes, a table, and a whole desk."""
        from mentordesk_ui.screens.imports.commands import import_commands

        return import_commands(self._itself)

    def import_contacts(self) -> None:
        """Ask for a file of contacts."""
        from mentordesk.workflows.imports.import_file import FileKind

        self._open_sheet(FileKind.CONTACTS)

    def import_calendar(self) -> None:
        """Ask for a calendar."""
        from mentordesk.workflows.imports.import_file import FileKind

        self._open_sheet(FileKind.CALENDAR)

    def import_notes(self) -> None:
        """Ask for a folder of Markdown."""
        from mentordesk.workflows.imports.import_file import FileKind

        self._open_sheet(FileKind.FOLDER)

    def import_table(self) -> None:
        """Ask for a table of people or notes."""
        from mentordesk.workflows.imports.import_file import FileKind

        self._open_sheet(FileKind.TABLE)

    def bring_back(self) -> None:
        """Ask for the archive of a desk."""
        from mentordesk.workflows.imports.import_file import FileKind

        self._open_sheet(FileKind.ARCHIVE)

    def open_file(self, path: Path) -> None:
        """Show what a file would bring."""
        self._open_sheet(None).read(path)

    def _open_sheet(self, wanted: FileKind | None) -> ImportSheet:
        if self.sheet is not None and self.sheet.can_start_anew():
            self.sheet.ask_for(wanted)
            return self.sheet
        if self.sheet is not None:
            return self.sheet
        from mentordesk_ui.screens.imports.import_sheet import ImportSheet

        sheet = ImportSheet(self._appearance, self._window, self._desk, self._clock, self._background, self._navigation)
        sheet.closed.connect(self._forget)
        sheet.ask_for(wanted)
        self.sheet = sheet
        sheet.open()
        return sheet

    def _forget(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

    def _itself(self) -> Imports:
        return self

    # -- files dropped on the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDropEvent() if event.type() == QEvent.Type.Drop:
                path = _file_in(event)
                if path is not None:
                    event.acceptProposedAction()
                    self.open_file(path)
                    return True
            case QDragEnterEvent() | QDragMoveEvent():
                if _file_in(event) is not None:
                    event.acceptProposedAction()
                    return True
        return False


def _file_in(event: QDropEvent) -> Path | None:
    """Return the one file that is dropped, if it is of a kind that can be imported."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.casefold() in SUFFIXES or path.is_dir() else None
