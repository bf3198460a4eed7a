"""What can be done with the next call and its brief by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.screens.today.reminding import Reminding
from mentordesk_ui.screens.today.today_screen import TodayScreen
from mentordesk_ui.shell.commands import Command


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], TodayScreen]
    reminding: Callable[[], Reminding | None]

    def join(self) -> None:
        self.show().join_call()

    def copy(self) -> None:
        self.show().copy_brief()

    def print_out(self) -> None:
        self.show().print_brief()

    def save(self) -> None:
        self.show().save_brief()

    def is_reminding(self) -> bool:
        reminding = self.reminding()
        return reminding is not None and reminding.is_speaking()

    def got_it(self) -> None:
        reminding = self.reminding()
        if reminding is not None:
            reminding.got_it()


def today_commands(show: Callable[[], TodayScreen], reminding: Callable[[], Reminding | None]) -> tuple[Command, ...]:
    """Return the commands. `show` shows Today and returns it; `reminding` finds the reminders once they speak."""
    ways = _Ways(show, reminding)
    section = _("Next call")
    return (
        Command("today.join", _("Join the next call"), section, ways.join, "Ctrl+J", "video"),
        Command("today.copy", _("Copy the brief as Markdown"), section, ways.copy, "", "copy"),
        Command("today.print", _("Print the brief"), section, ways.print_out, "", "printer"),
        Command("today.save", _("Save the brief as PDF"), section, ways.save, "", "download"),
        # The reminder's own window never takes the keyboard, so its answer has a key here.
        Command("today.got_it", _("Reminder: got it"), section, ways.got_it, "Ctrl+Shift+R", "bell", ways.is_reminding),
    )
