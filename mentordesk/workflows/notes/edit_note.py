"""Acts on whole notes: begin a journal entry, pin, move to where a note belongs, throw away, take an earlier wording back."""

from __future__ import annotations

from dataclasses import replace

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note, NoteRevision, WhyKept
from mentordesk.domain.text_difference import difference, with_stretch_back
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import keep_note


def begin_journal_entry(desk: Desk, clock: Clock) -> Note:
    """Begin a note that belongs to nobody, under today's date."""
    today = clock.now().astimezone(clock.zone()).date()
    text = f"# {phrases.weekday_and_day(today)}\n\n"
    return desk.notes.add(Note(text=text), act=_("New journal entry"))


def drop_untouched(desk: Desk, note_id: str, begun_as: str) -> bool:
    """Put a note nobody wrote in into the trash, no step of undo; tell whether it was."""
    note = desk.notes.find(note_id)
    if note is None or note.deleted_at is not None or note.is_pinned or note.text.strip() not in ("", begun_as.strip()):
        return False
    desk.notes.remove(note_id)
    return True


def pin_note(desk: Desk, note_id: str, *, pinned: bool) -> Note:
    """Keep a note on top of the list, or no longer."""
    note = desk.notes.get(note_id)
    return desk.notes.save(replace(note, is_pinned=pinned), act=_("Pin a note") if pinned else _("Unpin a note"))


def move_note(desk: Desk, note_id: str, target: Target | None) -> Note:
    """Let a note belong to a person, a meeting, a goal, or to nobody; its promises go with it.

    Raises Mistake for a meeting that has a note already: a meeting has one, and two texts are not joined unasked.
    """
    with desk.database.change(Topic.NOTES, Topic.ACTIONS, act=_("Move a note")):
        note = desk.notes.get(note_id)
        person_id, mentorship_id, meeting_id, goal_id = _place(desk, target)
        if meeting_id:
            there = desk.notes.of_meeting(meeting_id)
            if there is not None and there.id != note.id and there.text.strip():
                raise Mistake(_("This meeting has a note already. Open it and link to this one from there."))
            if there is not None and there.id != note.id:
                desk.notes.remove(there.id)
        moved = desk.notes.save(
            replace(note, person_id=person_id, mentorship_id=mentorship_id, meeting_id=meeting_id, goal_id=goal_id)
        )
        for action in desk.actions.of_note(note_id):
            desk.actions.save(replace(action, mentorship_id=mentorship_id, origin_meeting_id=meeting_id))
        return moved


def _place(desk: Desk, target: Target | None) -> tuple[str, str, str, str]:
    """Return person, mentorship, meeting and goal of a note that belongs there."""
    if target is None:
        return "", "", "", ""
    if target.kind is TargetKind.MEETING:
        meeting = desk.meetings.get(target.id)
        return meeting.person_id, meeting.mentorship_id, meeting.id, ""
    if target.kind is TargetKind.GOAL:
        goal = desk.goals.get(target.id)
        mentorship = desk.mentorships.find(goal.mentorship_id) if goal.mentorship_id else None
        return mentorship.person_id if mentorship else "", goal.mentorship_id, "", goal.id
    if target.kind is TargetKind.PERSON:
        current = desk.mentorships.current_of(target.id)
        return target.id, current.id if current else "", "", ""
    raise ValueError(target.kind)


def throw_note_away(desk: Desk, note_id: str) -> Note:
    """Put a note into the trash; promises made in it stay promises."""
    note = desk.notes.get(note_id)
    desk.notes.remove(note_id, act=_("Move a note to the trash"))
    return note


def take_wording_back(desk: Desk, clock: Clock, note_id: str, revision_id: str) -> Note:
    """Let a note say again what it said; its present wording stays among the earlier ones. Raises Mistake when gone."""
    with desk.database.change(Topic.NOTES, act=_("Take an earlier wording back")):
        revision = _revision(desk, note_id, revision_id)
        _keep_present(desk, note_id)
        return keep_note(desk, clock, note_id, revision.text).note


def take_stretch_back(desk: Desk, clock: Clock, note_id: str, revision_id: str, seen: str, number: int) -> Note:
    """Let one stretch of a note say again what it said, by its number among those that differ from the wording then.

    `seen` is what the note said when they were numbered; raises Mistake when it says something else by now.
    """
    with desk.database.change(Topic.NOTES, act=_("Take a part of an earlier wording back")):
        revision = _revision(desk, note_id, revision_id)
        if desk.notes.get(note_id).text != seen:
            raise Mistake(_("The text was changed meanwhile. Look at the difference again."))
        try:
            text = with_stretch_back(difference(revision.text, seen), number)
        except IndexError as error:
            raise Mistake(_("The text was changed meanwhile. Look at the difference again.")) from error
        _keep_present(desk, note_id)
        return keep_note(desk, clock, note_id, text).note


def _revision(desk: Desk, note_id: str, revision_id: str) -> NoteRevision:
    revision = next((each for each in desk.notes.revisions(note_id) if each.id == revision_id), None)
    if revision is None:
        raise Mistake(_("This wording is no longer kept."))
    return revision


def _keep_present(desk: Desk, note_id: str) -> None:
    if text := desk.notes.get(note_id).text:
        desk.notes.keep_wording(note_id, text, WhyKept.TAKEN_BACK)
