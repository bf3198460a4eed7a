"""Where a promise comes from: which meeting, which line of which note."""

from __future__ import annotations

from mentordesk.domain.actions import Action
from mentordesk.domain.promises import read_promises
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.workflows.promises.promise_people import People


@dataclass(frozen=True)
class Origin:
    """`line` counts from 0; None when the note no longer has it. Without note and meeting it was typed on its own."""

    note_id: str = ""
    line: int | None = None
    meeting_id: str = ""


def origin_of(desk: Desk, action: Action) -> Origin:
    """Return where a promise comes from; a note in the trash is no origin, its meeting may be."""
    note = desk.notes.find(action.origin_note_id) if action.origin_note_id else None
    meeting = desk.meetings.find(action.origin_meeting_id) if action.origin_meeting_id else None
    meeting_id = meeting.id if meeting is not None and meeting.deleted_at is None else ""
    if note is None or note.deleted_at is not None:
        return Origin(meeting_id=meeting_id)
    lines = note.text.split("\n")
    promises = read_promises(note.text, People(desk).names_in(note.text))
    same = [each.line for each in promises if lines[each.line].removesuffix("\r") == action.note_line]
    places = [each.line for each in promises]
    expected = places[action.note_place] if 0 <= action.note_place < len(places) else 0
    line = min(same, key=lambda number: abs(number - expected), default=None)
    return Origin(note.id, line, meeting_id or note.meeting_id)
