"""What can be done with people by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentordesk.language import _
from mentordesk_ui.screens.people.screen import PeopleScreen
from mentordesk_ui.shell.commands import Command


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], PeopleScreen]

    def add(self) -> None:
        self.show().new_person()

    def find(self) -> None:
        self.show().find_person()


def people_commands(show: Callable[[], PeopleScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of people and returns it."""
    ways = _Ways(show)
    section = _("People")
    return (
        Command("people.new", _("New person"), section, ways.add, "Ctrl+Shift+P", "user-plus"),
        Command("people.find", _("Go to person…"), section, ways.find, "Ctrl+P", "users"),
    )
