"""What the window does for a screen, written down instead of done."""

from __future__ import annotations

from dataclasses import dataclass, field

from mentordesk_ui.qtkit.attaching import Attaching


@dataclass
class NotedNavigation:
    """Keeps each wish as a tuple of its name and its arguments."""

    went: list[tuple[str, ...]] = field(default_factory=list)
    toasts: list[tuple[str, bool]] = field(default_factory=list)
    attaching: Attaching | None = None

    def open_today(self) -> None:
        self.went.append(("today",))

    def open_person(self, person_id: str) -> None:
        self.went.append(("person", person_id))

    def open_meeting(self, meeting_id: str) -> None:
        self.went.append(("meeting", meeting_id))

    def open_note(self, note_id: str, line: int | None = None) -> None:
        self.went.append(("note", note_id) if line is None else ("note", note_id, str(line)))

    def open_advice(self, advice_id: str) -> None:
        self.went.append(("advice", advice_id))

    def open_goal(self, goal_id: str) -> None:
        self.went.append(("goal", goal_id))

    def open_action(self, action_id: str) -> None:
        self.went.append(("action", action_id))

    def open_question(self, question_id: str) -> None:
        self.went.append(("question", question_id))

    def open_insights(self, person_id: str = "") -> None:
        self.went.append(("insights", person_id))

    def look_back(self, mentorship_id: str) -> None:
        self.went.append(("look-back", mentorship_id))

    def plan_meeting(self, person_id: str | None = None) -> None:
        self.went.append(("plan", person_id or ""))

    def start_session(self, meeting_id: str | None = None, person_id: str | None = None) -> None:
        self.went.append(("session", meeting_id or "", person_id or ""))

    def open_wrap_up(self, meeting_id: str) -> None:
        self.went.append(("wrap-up", meeting_id))

    def toast(self, text: str, undoable: bool = False) -> None:
        self.toasts.append((text, undoable))
