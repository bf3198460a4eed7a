"""Save, at the next start, the notes that could not be saved before the last end. Other drafts wait at their places."""

from __future__ import annotations

from datetime import timedelta

from mentordesk.clock import Clock
from mentordesk.drafts import Draft, Drafts
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import Kept, keep_meeting_note, keep_note

OF_MEETING = "meeting-note"
OF_NOTE = "note"
OF_FORM = "form"

_FORMS_KEPT = timedelta(days=7)
"""A form that is not opened again by then is not what somebody is looking for."""


@dataclass(frozen=True)
class TakenUp:
    """What became of the drafts of notes."""

    saved: int = 0
    met: tuple[str, ...] = ()
    """The ids of those into which somebody else had written since: both are in the text."""
    changed_by_both: tuple[str, ...] = ()
    """Those of them in which it was the same lines: what the other wording says is kept as an earlier one."""


def take_up_drafts(desk: Desk, clock: Clock, drafts: Drafts) -> TakenUp:
    """Save the drafts of notes as their window would have; what a note said before stays among its earlier wordings.

    What was written into a note since its draft was begun is brought together with it. The other drafts are sealed anew where the
    desk has another key by now. Raises Busy and Trouble; the drafts not saved by then are still there.
    """
    saved: list[Kept] = []
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
            kept = _save(desk, clock, draft, kind, record_id) if is_new else None
        drafts.discard(draft.key)
        saved += [kept] if kept is not None else []
    drafts.seal_earlier()
    return TakenUp(
        len(saved),
        tuple(kept.note.id for kept in saved if kept.met),
        tuple(kept.note.id for kept in saved if kept.other_id),
    )


def _save(desk: Desk, clock: Clock, draft: Draft, kind: str, record_id: str) -> Kept:
    if kind == OF_MEETING:
        return keep_meeting_note(desk, clock, record_id, draft.text, base=draft.base)
    return keep_note(desk, clock, record_id, draft.text, base=draft.base)
