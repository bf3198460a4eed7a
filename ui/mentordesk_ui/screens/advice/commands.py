"""What can be done with advice by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.shell.commands import Command

if TYPE_CHECKING:
    from mentordesk_ui.screens.advice.screen import AdviceScreen

NEW_KEY = "Ctrl+Shift+L"


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], AdviceScreen]

    def add(self) -> None:
        self.show().new_advice()

    def show_given(self) -> None:
        self.show().show_given_by_me()

    def show_mine(self) -> None:
        self.show().show_given_to_me()


def advice_commands(show: Callable[[], AdviceScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of advice, building it if need be, and returns it."""
    ways = _Ways(show)
    section = _("Advice")
    return (
        Command("advice.new", _("Keep advice…"), section, ways.add, NEW_KEY, "lightbulb"),
        Command("advice.mine", _("Advice I was given"), section, ways.show_mine, "", "lightbulb"),
        Command("advice.given", _("Advice I gave"), section, ways.show_given, "", "lightbulb"),
    )
