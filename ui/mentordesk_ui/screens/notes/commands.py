"""What can be done with notes by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.earlier_wordings.ways import has_ways, show_ways_of
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk_ui.screens.notes.screen import NotesScreen

JOURNAL_KEY = "Ctrl+Shift+J"


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], NotesScreen]

    def journal(self) -> None:
        self.show().new_journal_entry()

    def find(self) -> None:
        self.show().ask_words()


@dataclass(frozen=True)
class _Earlier:
    seen: Callable[[], QWidget | None]

    def show(self) -> None:
        if (screen := self.seen()) is not None:
            show_ways_of(screen)

    def is_any(self) -> bool:
        screen = self.seen()
        return screen is not None and has_ways(screen)


def earlier_command(seen: Callable[[], QWidget | None]) -> Command:
    """Return the way to the earlier wordings of what is shown, be it a note or another text; `seen` says which screen is."""
    earlier = _Earlier(seen)
    return Command("earlier.here", _("Earlier wordings"), _("Notes"), earlier.show, "", "history", earlier.is_any)


def note_commands(show: Callable[[], NotesScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of notes, building it if need be, and returns it."""
    ways = _Ways(show)
    section = _("Notes")
    return (
        Command("notes.journal", _("New journal entry"), section, ways.journal, JOURNAL_KEY, "book-open"),
        Command("notes.find", _("Find a note…"), section, ways.find, "", "file-text"),
    )
