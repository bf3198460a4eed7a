"""What can be done with people by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.people.screen import PeopleScreen

NEW_KEY = "Ctrl+Shift+A"
FIND_KEY = "Ctrl+Shift+G"


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], PeopleScreen]

    def add(self) -> None:
        self.show().new_person()

    def find(self) -> None:
        self.show().find_person()


def people_commands(show: Callable[[], PeopleScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of people, building it if need be, and returns it."""
    ways = _Ways(show)
    section = _("People")
    return (
        Command("people.new", _("New person"), section, ways.add, NEW_KEY, "user-plus"),
        Command("people.find", _("Go to person…"), section, ways.find, FIND_KEY, "users"),
    )
