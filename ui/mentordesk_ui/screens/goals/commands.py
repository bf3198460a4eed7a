"""What can be done with goals by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.goals.screen import GoalsScreen

NEW_KEY = "Ctrl+Shift+O"
CHECK_IN_KEY = "Ctrl+Shift+I"


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], GoalsScreen]
    whom: Callable[[], str]

    def new(self) -> None:
        whom = self.whom()
        self.show().new_goal(whom)

    def check_in(self) -> None:
        whom = self.whom()
        self.show().check_in(whom)

    def converse(self) -> None:
        whom = self.whom()
        self.show().converse(whom)


def goal_commands(show: Callable[[], GoalsScreen], whom: Callable[[], str] = str) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of goals and returns it; `whom` says who is on the screen now."""
    ways = _Ways(show, whom)
    section = _("Goals")
    return (
        Command("goals.new", _("New goal"), section, ways.new, NEW_KEY, "target"),
        Command("goals.check_in", _("Check in on a goal"), section, ways.check_in, CHECK_IN_KEY, "trending-up"),
        Command("goals.converse", _("Plan for a goal: four questions"), section, ways.converse, "", "message-circle"),
    )
