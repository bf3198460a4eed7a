"""Links in notes, `[[words]]`: what they lead to is kept beside the text, so that it outlives a change of name."""

from __future__ import annotations

from dataclasses import dataclass

from mentordesk.domain.records import Record


@dataclass(frozen=True, kw_only=True)
class NoteLink(Record):
    """One `[[link]]` of a note."""

    note_id: str = ""
    place: int = 0
    """Which of the note's links it is, counted from 0."""
    words: str = ""
    to_person_id: str = ""
    """One of these four says where it leads; none does while it leads nowhere."""
    to_meeting_id: str = ""
    to_goal_id: str = ""
    to_note_id: str = ""
