"""The ways a screen may ask for, as the window goes them (see `qtkit.navigation`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk_ui.app.screens import Screens
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    # Loaded when a page is first shown to which files can be attached.
    from mentordesk_ui.qtkit.attaching import Attaching


class Ways:
    """Leads from screen to screen; each way is kept for Back and Forward."""

    def settle(self, window: Window, screens: Screens) -> None:
        """Lead through this window: screens are handed the ways before there is one."""
        self._window = window
        self._screens = screens

    @property
    def attaching(self) -> Attaching:
        """Attaches files."""
        return self._screens.attaching

    def open_today(self) -> None:
        """Show Today."""
        self._window.show_screen("today")

    def open_person(self, person_id: str) -> None:
        """Show a person's page."""
        self._screens.people().expect_person()
        self._window.show_screen("people", lambda: self._screens.people().open_person(person_id))

    def open_meeting(self, meeting_id: str) -> None:
        """Show a meeting's page."""
        self._window.show_screen("meetings", lambda: self._screens.meetings().open_meeting(meeting_id))

    def open_note(self, note_id: str, line: int | None = None) -> None:
        """Show a note where it belongs: one taken in a meeting in that meeting, any other among the notes."""
        note = self._screens.desk.notes.get(note_id)
        if note.meeting_id:
            meetings = self._screens.meetings
            self._window.show_screen("meetings", lambda: meetings().open_meeting(note.meeting_id, line))
        else:
            self._window.show_screen("notes", lambda: self._screens.notes().open_note(note_id, line))

    def open_advice(self, advice_id: str) -> None:
        """Show a piece of advice."""
        self._window.show_screen("advice", lambda: self._screens.advice().open_advice(advice_id))

    def open_goal(self, goal_id: str) -> None:
        """Show a goal's page."""
        self._window.show_screen("goals", lambda: self._screens.goals().open_goal(goal_id))

    def open_action(self, action_id: str) -> None:
        """Show a promise in its list."""
        self._window.show_screen("actions", lambda: self._screens.actions().open_action(action_id))

    def open_question(self, question_id: str) -> None:
        """Show a question in its inbox."""
        self._window.show_screen("questions", lambda: self._screens.questions().open_question(question_id))

    def open_insights(self, person_id: str = "") -> None:
        """Show what the years look like, with a person or with everybody."""
        self._window.show_screen("insights", lambda: self._screens.insights().open_person(person_id))

    def look_back(self, mentorship_id: str) -> None:
        """Ask how somebody sees a mentorship today."""
        self._window.show_screen("insights", lambda: self._screens.insights().open_mentorship(mentorship_id))
        self._screens.insights().look_back(mentorship_id)

    def plan_meeting(self, person_id: str | None = None) -> None:
        """Ask when to meet."""
        self._window.show_screen("meetings")
        self._screens.meetings().plan(person_id or "")

    def start_session(self, meeting_id: str | None = None, person_id: str | None = None) -> None:
        """Get ready for a call."""
        self._window.show_screen("focus")
        self._screens.focus().open(meeting_id=meeting_id, person_id=person_id)

    def open_wrap_up(self, meeting_id: str) -> None:
        """Show the wrap-up of a meeting."""
        self._window.show_screen("wrap_up", lambda: self._screens.wrap_up().open(meeting_id))

    def toast(self, text: str, undoable: bool = False) -> None:
        """Say something that just happened."""
        self._window.toast(text, undoable)
