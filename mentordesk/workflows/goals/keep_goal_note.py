"""Keep the notes that belong to a goal."""

from __future__ import annotations

from mentordesk.clock import Clock
from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.goals.keep_goal import my_id
from mentordesk.workflows.notes.keep_note import Kept, keep_note


def notes_of_goal(desk: Desk, goal_id: str) -> tuple[Note, ...]:
    """Return the notes of a goal, the first one first."""
    return desk.notes.where("goal_id = ?", [goal_id], order="created_at, id")


def keep_goal_note(desk: Desk, clock: Clock, goal_id: str, note_id: str, text: str, *, base: str | None = None) -> Kept:
    """Keep a text as a note of a goal; without a `note_id` the first words make the note. Typing is no step of undo.

    `base` as in `keep_note`.
    """
    with desk.database.change(Topic.NOTES):
        if not note_id:
            goal = desk.goals.get(goal_id)
            mentorship = desk.mentorships.find(goal.mentorship_id) if goal.mentorship_id else None
            about = goal.owner_id if goal.owner_id != my_id(desk) else mentorship.person_id if mentorship else ""
            note = desk.notes.add(Note(person_id=about, mentorship_id=goal.mentorship_id, goal_id=goal_id))
            note_id = note.id
        return keep_note(desk, clock, note_id, text, base=base)
