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


def import_commands(imports: Callable[[], Imports]) -> tuple[Command, ...]:
    """Return the commands. `imports` returns what imports files, made when first needed."""
    ways = _Ways(imports)
    section = _("Import")
    return (
        Command("import.contacts", _("Import contacts"), section, ways.contacts, "", "upload"),
        Command("import.calendar", _("Import a calendar"), section, ways.calendar, "", "upload"),
    )
