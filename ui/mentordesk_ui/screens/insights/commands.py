"""What can be done with the Insights by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.insights.screen import InsightsScreen


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], InsightsScreen]
    whom: Callable[[], str]

    def of_person(self) -> None:
        person_id = self.whom()
        self.show().open_person(person_id)

    def look_back(self) -> None:
        person_id = self.whom()
        screen = self.show()
        if person_id:
            screen.open_person(person_id)
        screen.look_back()


def insights_commands(show: Callable[[], InsightsScreen], whom: Callable[[], str]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen, building it if need be; `whom` says who is on the screen that is seen."""
    ways = _Ways(show, whom)
    section = _("Insights")
    return (
        Command(
            "insights.person", _("Insights of who is shown"), section, ways.of_person, "Ctrl+Shift+W", "chart-line"
        ),
        Command("insights.review", _("Look back on a mentorship"), section, ways.look_back, "Ctrl+Shift+B", "sparkles"),
    )
