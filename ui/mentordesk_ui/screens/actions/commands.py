"""What can be done with promises by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.promises.promises_overview import Whose
from mentordesk_ui.screens.actions.screen import ActionsScreen
from mentordesk_ui.shell.commands import Command


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], ActionsScreen]

    def add(self) -> None:
        self.show().add_line.focus_line()

    def of(self, whose: Whose) -> None:
        self.show().show_open(whose)

    def closed(self) -> None:
        self.show().show_closed()


def action_commands(show: Callable[[], ActionsScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of promises and returns it."""
    ways = _Ways(show)
    section = _("Promises")
    return (
        Command("actions.add", _("Add a promise"), section, ways.add, "Ctrl+Shift+S", "handshake"),
        Command("actions.mine", _("What I promised"), section, partial(ways.of, Whose.MINE), "", "handshake"),
        Command("actions.theirs", _("What others promised me"), section, partial(ways.of, Whose.THEIRS), "", "users"),
        Command("actions.closed", _("Promises done and let go"), section, ways.closed, "", "circle-check"),
    )
