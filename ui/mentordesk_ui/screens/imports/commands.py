"""Importing by key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.imports.imports import Imports


@dataclass(frozen=True)
class _Ways:
    imports: Callable[[], Imports]

    def contacts(self) -> None:
        self.imports().import_contacts()

    def calendar(self) -> None:
        self.imports().import_calendar()

    def notes(self) -> None:
        self.imports().import_notes()

    def table(self) -> None:
        self.imports().import_table()

    def desk(self) -> None:
        self.imports().bring_back()


def import_commands(imports: Callable[[], Imports]) -> tuple[Command, ...]:
    """Return the commands. `imports` returns what imports files, made when first needed."""
    ways = _Ways(imports)
    section = _("Import")
    return (
        Command("import.contacts", _("Import contacts"), section, ways.contacts, "", "upload"),
        Command("import.calendar", _("Import a calendar"), section, ways.calendar, "", "upload"),
        Command("import.notes", _("Import notes from a folder of Markdown"), section, ways.notes, "", "upload"),
        Command("import.table", _("Import a table of people or notes"), section, ways.table, "", "upload"),
        Command("import.desk", _("Bring a desk back"), section, ways.desk, "", "upload"),
    )
