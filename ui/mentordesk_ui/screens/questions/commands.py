"""What can be done with questions by a key or from the palette, wherever one is."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.screens.questions.screen import QuestionsScreen
from mentordesk_ui.shell.commands import Command


@dataclass(frozen=True)
class _Ways:
    show: Callable[[], QuestionsScreen]

    def add(self) -> None:
        self.show().add_line.focus_line()


def question_commands(show: Callable[[], QuestionsScreen]) -> tuple[Command, ...]:
    """Return the commands. `show` shows the screen of questions and returns it."""
    ways = _Ways(show)
    section = _("Questions")
    return (Command("questions.add", _("Ask something"), section, ways.add, "Ctrl+Shift+Y", "circle-question-mark"),)
