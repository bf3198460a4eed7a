"""What can be done with notes by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.notes.screen import NotesScreen

JOURNAL_KEY = "Ctrl+Shift+J"


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], NotesScreen]

    def journal(self) -> None:
        self.show().new_journal_entry()

    def find(self) -> None:
        self.show().ask_words()


def earlier_command(show: Callable[[], object], is_any: Callable[[], bool]) -> Command:
    """Return the way to the earlier wordings of what is shown, be it a note or another text; `is_any` tells whether it has some."""
    return Command("earlier.here", _("Earlier wordings"), _("Notes"), show, "", "history", is_any)


def note_commands(show: Callable[[], NotesScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of notes, building it if need be, and returns it."""
    ways = _Ways(show)
    section = _("Notes")
    return (
        Command("notes.journal", _("New journal entry"), section, ways.journal, JOURNAL_KEY, "book-open"),
        Command("notes.find", _("Find a note…"), section, ways.find, "", "file-text"),
    )
