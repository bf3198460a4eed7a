"""What can be done with meetings by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.meetings import MeetingPart
from mentordesk_ui.screens.meetings.meetings_screen import MeetingsScreen
from mentordesk_ui.shell.commands import Command


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], MeetingsScreen]
    whom: Callable[[], str]

    def plan(self) -> None:
        whom = self.whom()
        self.show().plan(whom)

    def log(self) -> None:
        whom = self.whom()
        self.show().log_past(whom)

    def call(self) -> None:
        whom = self.whom()
        self.show().start_unplanned(whom)

    def settle(self) -> None:
        screen = self.show()
        screen.show_list()
        screen.list.show_part(MeetingPart.UNSETTLED)


def meeting_commands(show: Callable[[], MeetingsScreen], whom: Callable[[], str] = str) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of meetings and returns it; `whom` says who is on the screen now."""
    ways = _Ways(show, whom)
    section = _("Meetings")
    return (
        Command("meetings.plan", _("Plan a meeting"), section, ways.plan, "N", "calendar-plus"),
        Command("meetings.log", _("Log a past meeting"), section, ways.log, "L", "history"),
        Command("meetings.call", _("Start an unplanned call"), section, ways.call, "U", "phone"),
        Command("meetings.settle", _("Say what became of past meetings"), section, ways.settle, "", "circle-check"),
    )
