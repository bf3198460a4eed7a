"""What a screen may ask of the window round it. The window has it, tests have their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Loaded when a page is first shown to which files can be attached.
    from mentordesk_ui.qtkit.attaching import Attaching


class Navigation(Protocol):
    """Ways to go; ids are those of the stores."""

    def open_today(self) -> None: ...

    def open_person(self, person_id: str) -> None: ...

    def open_meeting(self, meeting_id: str) -> None: ...

    def open_note(self, note_id: str, line: int | None = None) -> None:
        """Show a note where it belongs; `line` is the line of its text, from 0, to begin at."""

    def open_advice(self, advice_id: str) -> None: ...

    def open_goal(self, goal_id: str) -> None: ...

    def open_action(self, action_id: str) -> None: ...

    def open_question(self, question_id: str) -> None: ...

    def open_insights(self, person_id: str = "") -> None: ...

    def look_back(self, mentorship_id: str) -> None: ...

    def plan_meeting(self, person_id: str | None = None) -> None: ...

    def start_session(self, meeting_id: str | None = None, person_id: str | None = None) -> None: ...

    def open_wrap_up(self, meeting_id: str) -> None: ...

    @property
    def attaching(self) -> Attaching | None:
        """Attaches files; None where there is nothing that could."""

    def toast(self, text: str, undoable: bool = False) -> None:
        """Say something that just happened; `undoable` offers to take the last change back."""
