"""Save, at the next start, the notes that could not be saved before the last end. Other drafts wait at their places."""

from __future__ import annotations

from datetime import timedelta

from mentordesk.clock import Clock
from mentordesk.drafts import Drafts
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_note

OF_MEETING = "meeting-note"
OF_NOTE = "note"
OF_FORM = "form"

_FORMS_KEPT = timedelta(days=7)
"""A form that is not opened again by then is not what somebody is looking for."""


def take_up_drafts(desk: Desk, clock: Clock, drafts: Drafts) -> int:
    """Save the drafts of notes and return how many; what a note said before stays among its earlier wordings.

    The others are sealed anew where the desk has another key by now. Raises Busy and Trouble; the drafts not saved by
    then are still there.
    """
    taken = 0
    for draft in drafts.all():
        kind, _slash, record_id = draft.key.partition("/")
        if kind == OF_FORM and clock.now() - draft.kept_at > _FORMS_KEPT:
            drafts.discard(draft.key)
        with desk.database.change(Topic.NOTES):
            if kind == OF_MEETING and desk.meetings.find(record_id) is not None:
                before = desk.notes.of_meeting(record_id)
            elif kind == OF_NOTE and desk.notes.find(record_id) is not None:
                before = desk.notes.get(record_id)
            else:
                continue
            # A run that died between saving and clearing up left what is saved already.
            is_new = before is None or before.text != draft.text
            if before is not None and is_new:
                desk.notes.leave(before.id)
            if is_new and kind == OF_MEETING:
                keep_meeting_note(desk, clock, record_id, draft.text)
            elif is_new:
                keep_note(desk, clock, record_id, draft.text)
        drafts.discard(draft.key)
        taken += is_new
    drafts.seal_earlier()
    return taken
