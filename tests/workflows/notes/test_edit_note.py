"""Acts on whole notes: begun, pinned, moved, thrown away, and an earlier wording taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentordesk.domain.goals import Goal
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.errors import Mistake
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.edit_note import (
    begin_journal_entry,
    drop_untouched,
    move_note,
    pin_note,
    take_wording_back,
    throw_note_away,
)
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_note
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def written(small: SmallDesk, text: str, **fields: str) -> Note:
    note = small.desk.notes.add(Note(**fields))  # type: ignore[arg-type] # each field handed in is text
    return keep_note(small.desk, small.clock, note.id, text).note


def place(note: Note) -> tuple[str, str, str, str]:
    return note.person_id, note.mentorship_id, note.meeting_id, note.goal_id


def test_a_journal_entry_begins_under_its_day_and_goes_with_one_undo(small: SmallDesk) -> None:
    entry = begin_journal_entry(small.desk, small.clock)
    assert entry.text.startswith("# Thursday 12 November")
    assert place(entry) == ("", "", "", "")
    assert small.desk.database.undo() == "New journal entry"
    assert small.desk.notes.get(entry.id).deleted_at is not None


def test_an_entry_nobody_wrote_in_is_dropped_and_one_with_words_or_a_pin_stays(small: SmallDesk) -> None:
    entry = begin_journal_entry(small.desk, small.clock)
    pinned = pin_note(small.desk, begin_journal_entry(small.desk, small.clock).id, pinned=True)
    assert not drop_untouched(small.desk, pinned.id, pinned.text)
    keep_note(small.desk, small.clock, entry.id, entry.text + "Slept well.")
    assert not drop_untouched(small.desk, entry.id, entry.text)
    keep_note(small.desk, small.clock, entry.id, entry.text)
    assert drop_untouched(small.desk, entry.id, entry.text)
    assert not drop_untouched(small.desk, entry.id, entry.text), "it is in the trash already"


def test_pinning_and_unpinning_are_an_act_each(small: SmallDesk) -> None:
    note = written(small, "# Plan")
    assert pin_note(small.desk, note.id, pinned=True).is_pinned
    assert not pin_note(small.desk, note.id, pinned=False).is_pinned
    assert [small.desk.database.undo(), small.desk.database.undo()] == ["Unpin a note", "Pin a note"]


def test_a_note_moved_to_a_person_takes_its_promises_along_and_undo_brings_all_back(small: SmallDesk) -> None:
    note = written(small, "- [ ] @Maria one page")
    moved = move_note(small.desk, note.id, Target(TargetKind.PERSON, small.maria.id))
    assert place(moved) == (small.maria.id, small.mentorship.id, "", "")
    assert [one.mentorship_id for one in small.desk.actions.of_note(note.id)] == [small.mentorship.id]
    small.desk.database.undo()
    assert place(small.desk.notes.get(note.id)) == ("", "", "", "")
    assert [one.mentorship_id for one in small.desk.actions.of_note(note.id)] == [""]


def test_a_note_belongs_to_a_goal_and_its_person_or_to_nobody(small: SmallDesk) -> None:
    goal = small.desk.goals.add(Goal(owner_id=small.maria.id, mentorship_id=small.mentorship.id, title="Lead"))
    note = written(small, "How")
    moved = move_note(small.desk, note.id, Target(TargetKind.GOAL, goal.id))
    assert place(moved) == (small.maria.id, small.mentorship.id, "", goal.id)
    assert place(move_note(small.desk, note.id, None)) == ("", "", "", "")


def test_a_meeting_has_one_note_and_two_texts_are_not_joined_unasked(small: SmallDesk) -> None:
    meeting = start_unplanned(small.desk, small.clock, small.maria.id)
    target = Target(TargetKind.MEETING, meeting.id)
    taken = keep_meeting_note(small.desk, small.clock, meeting.id, "What we said").note
    note = written(small, "- [ ] one page")
    with pytest.raises(Mistake):
        move_note(small.desk, note.id, target)
    assert place(small.desk.notes.get(note.id)) == ("", "", "", "")
    keep_note(small.desk, small.clock, taken.id, "")
    moved = move_note(small.desk, note.id, target)
    assert (moved.meeting_id, small.desk.notes.get(taken.id).deleted_at is not None) == (meeting.id, True)
    assert [one.origin_meeting_id for one in small.desk.actions.of_note(note.id)] == [meeting.id]


def test_a_note_in_the_trash_leaves_its_promises_where_they_are(small: SmallDesk) -> None:
    note = written(small, "- [ ] one page !2026-12-01")
    throw_note_away(small.desk, note.id)
    assert small.desk.notes.get(note.id).deleted_at is not None
    [promise] = small.desk.actions.where()
    assert (promise.text, promise.due_on) == ("one page", date(2026, 12, 1))
    small.desk.database.undo()
    assert small.desk.notes.get(note.id).deleted_at is None


def test_an_earlier_wording_comes_back_and_the_present_one_stays_among_the_earlier(small: SmallDesk) -> None:
    note = written(small, "First")
    small.desk.notes.leave(note.id)
    small.clock.advance(hours=1)
    keep_note(small.desk, small.clock, note.id, "- [ ] second")
    [first] = [one for one in small.desk.notes.revisions(note.id) if one.text == "First"]
    assert take_wording_back(small.desk, small.clock, note.id, first.id).text == "First"
    assert "- [ ] second" in {one.text for one in small.desk.notes.revisions(note.id)}
    assert small.desk.actions.where() == ()
    with pytest.raises(Mistake):
        take_wording_back(small.desk, small.clock, note.id, "gone")
