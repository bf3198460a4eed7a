"""The trash: what lies in it, what comes back with what, and what goes for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.reflections import Reflection
from mentordesk.domain.threads import Thread
from mentordesk.errors import Mistake
from mentordesk.store.trash import KEPT_FOR, NOUNS, TrashList
from mentordesk.store.triggers import record_tables
from mentordesk.workflows.goals import goal_steps, keep_goal
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.notes import attach
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_note
from mentordesk.workflows.promises import edit_action
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.safety import trash
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as small:
        yield small


def held(small: SmallDesk, text: str = "We spoke of the move.", days_ago: int = 2) -> Meeting:
    wall = (small.clock.now() - timedelta(days=days_ago)).astimezone(small.clock.zone()).replace(tzinfo=None)
    return plan_meeting.log_past(small.desk, small.clock, small.maria.id, wall, 30, text)


def listed(small: SmallDesk, words: str = "") -> list[tuple[str, str, str]]:
    rows = trash.list_trash(small.desk, words)
    return [(row.title, row.detail, row.left) for row in trash.views(small.desk, small.clock, rows)]


def test_what_is_thrown_away_is_listed_with_its_kind_its_person_and_the_days_left(small: SmallDesk) -> None:
    action = edit_action.add_action(small.desk, small.clock, "Send it", mentorship_id=small.mentorship.id)
    edit_action.remove_action(small.desk, action.id)
    small.clock.advance(days=3)
    note = small.desk.notes.add(Note(text="# The long list\nof things"))
    small.desk.notes.remove(note.id)
    assert listed(small) == [
        ("The long list", "Note", "30 days left"),
        ("Send it", "Promise · Maria Santos", "27 days left"),
    ]
    small.clock.advance(days=26, hours=23)
    assert listed(small)[1][2] == "1 day left"


def test_a_meeting_goes_with_its_note_and_what_was_thought_of_it_and_comes_back_with_them(small: SmallDesk) -> None:
    meeting = held(small)
    small.desk.reflections.add(Reflection(meeting_id=meeting.id, went_well="The beginning"))
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    trash.throw_meeting_away(small.desk, meeting.id)
    assert small.desk.notes.count() == 0
    ((title, detail, _left),) = listed(small)
    assert title.startswith("Meeting · ")
    assert detail == "Maria Santos · with note and reflection"
    trash.take_out(small.desk, small.clock, [("meeting", meeting.id)])
    assert small.desk.notes.of_meeting(meeting.id) == small.desk.notes.get(note.id)
    assert small.desk.reflections.of_meeting(meeting.id) is not None
    assert listed(small) == []


def test_what_was_thrown_away_long_before_its_meeting_does_not_come_back_with_it(small: SmallDesk) -> None:
    meeting = held(small)
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    small.desk.notes.remove(note.id)
    small.clock.advance(hours=1)
    trash.throw_meeting_away(small.desk, meeting.id)
    assert len(listed(small)) == 2
    trash.take_out(small.desk, small.clock, [("meeting", meeting.id)])
    assert small.desk.notes.of_meeting(meeting.id) is None


def test_what_cannot_be_found_without_its_parent_brings_it_along(small: SmallDesk) -> None:
    goal = keep_goal.add_goal(small.desk, small.clock, GoalWords(title="Lead a team"))
    step = goal_steps.add_step(small.desk, small.clock, goal.id, "Ask for one")
    goal_steps.remove_step(small.desk, step.id)
    small.clock.advance(days=1)
    keep_goal.remove_goal(small.desk, goal.id)
    taken = trash.take_out(small.desk, small.clock, [("milestone", step.id)])
    assert taken.along == (("goal", goal.id),)
    assert small.desk.goals.get(goal.id).deleted_at is None
    assert [one.id for one in small.desk.goals.milestones.of_goal(goal.id)] == [step.id]


def test_several_are_taken_out_as_one_act_that_undo_takes_back(small: SmallDesk) -> None:
    notes = [small.desk.notes.add(Note(text=f"Note {number}")) for number in range(3)]
    for note in notes:
        small.desk.notes.remove(note.id)
    trash.take_out(small.desk, small.clock, [("note", note.id) for note in notes[:2]])
    assert small.desk.notes.count() == 2
    assert small.desk.search.find("note")
    assert small.desk.database.undo() == "Take back out of the trash"
    assert small.desk.notes.count() == 0
    assert len(listed(small)) == 3


def test_taking_out_what_is_there_no_longer_is_said(small: SmallDesk) -> None:
    note = small.desk.notes.add(Note(text="here"))
    with pytest.raises(Mistake, match="no longer in the trash"):
        trash.take_out(small.desk, small.clock, [("note", note.id), ("note", "nothing")])


def test_a_note_whose_meeting_has_another_one_by_now_goes_on_as_a_note_about_the_person(small: SmallDesk) -> None:
    meeting = held(small, "The first text")
    first = small.desk.notes.of_meeting(meeting.id)
    assert first is not None
    small.desk.notes.remove(first.id)
    keep_meeting_note(small.desk, small.clock, meeting.id, "The second text")
    trash.take_out(small.desk, small.clock, [("note", first.id)])
    now = small.desk.notes.of_meeting(meeting.id)
    assert now is not None
    assert now.text == "The second text"
    back = small.desk.notes.get(first.id)
    assert (back.text, back.meeting_id, back.person_id) == ("The first text", "", small.maria.id)


def test_a_promise_whose_line_was_deleted_comes_back_for_good(small: SmallDesk) -> None:
    meeting = held(small, "- [ ] Send it\nMore")
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    (action,) = small.desk.actions.of_note(note.id)
    keep_note(small.desk, small.clock, note.id, "More")
    assert listed(small) == [("Send it", "Promise · Maria Santos", "30 days left")]
    trash.take_out(small.desk, small.clock, [("action", action.id)])
    keep_note(small.desk, small.clock, note.id, "More and more")
    assert small.desk.actions.get(action.id).is_open
    assert small.desk.actions.get(action.id).deleted_at is None


def test_a_thread_whose_line_was_deleted_comes_back_for_good(small: SmallDesk) -> None:
    meeting = held(small, "~ her sister’s wedding\nMore")
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    (thread,) = small.desk.threads.of_note(note.id)
    keep_note(small.desk, small.clock, note.id, "More")
    trash.take_out(small.desk, small.clock, [("thread", thread.id)])
    keep_note(small.desk, small.clock, note.id, "More and more")
    assert small.desk.threads.get(thread.id).deleted_at is None


def test_a_question_comes_back_with_its_topic_on_the_agenda(small: SmallDesk) -> None:
    question = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    ask_question.remove_question(small.desk, small.clock, question.id)
    assert not small.desk.agenda.of_mentorship(small.mentorship.id)
    trash.take_out(small.desk, small.clock, [("question", question.id)])
    (topic,) = small.desk.agenda.of_mentorship(small.mentorship.id)
    assert topic.text == "How do I say no?"


def test_something_is_found_in_the_trash_by_its_words_its_person_and_what_went_with_it(small: SmallDesk) -> None:
    trash.throw_meeting_away(small.desk, held(small, "She found a flat at the harbour.").id)
    thread = small.desk.threads.add(Thread(person_id=small.maria.id, text="Café opening"))
    small.desk.threads.remove(thread.id)
    assert [row[0] for row in listed(small, "CAFE maria")] == ["Café opening"]
    assert len(listed(small, "harbour")) == 1
    assert len(listed(small, "meeting")) == 1
    assert listed(small, "lighthouse") == []


def test_every_noun_is_listed_or_comes_and_goes_with_another(small: SmallDesk) -> None:
    parts = {"note_link", "note_revision", "wording", "goal_turn", "reminder", "focus_session", "series", "profile"}
    assert set(record_tables(small.desk.database.tables.conn)) == set(NOUNS) | parts


def test_each_noun_can_be_listed_and_taken_out(small: SmallDesk) -> None:
    """Nothing in SQL is misspelt: each noun of a full desk goes in and comes out again."""
    desk = small.desk
    held(small, "- [ ] Send it\n~ her race")
    goal = keep_goal.add_goal(desk, small.clock, GoalWords(title="Lead"))
    goal_steps.add_step(desk, small.clock, goal.id, "Ask")
    note = desk.notes.add(Note(text="with a file"))
    files = desk.attachments.files
    attach.keep(desk, attach.take_bytes(files, Holder(HolderKind.NOTE, note.id), "plan.txt", b"x"))
    with desk.database.change():
        for table in NOUNS:
            for row in desk.database.rows(f"SELECT id FROM {table} WHERE deleted_at IS NULL"):
                if row["id"] != small.me.id:
                    desk.database.update(table, row["id"], {"deleted_at": desk.database.now_text()})
    rows = trash.list_trash(desk)
    assert len(trash.views(desk, small.clock, rows)) == len(rows) > 3
    trash.take_out(desk, small.clock, [row.key for row in rows])
    assert trash.list_trash(desk) == ()
    assert TrashList(desk.database).count() == 0


# -- for good


def test_what_is_deleted_for_good_is_nowhere_in_the_file_and_no_undo_brings_it_back(small: SmallDesk) -> None:
    desk = small.desk
    note = desk.notes.add(Note(text="a lighthouse far away"), act="New note")
    keep_note(desk, small.clock, note.id, "a lighthouse far away, and more")
    other = desk.notes.add(Note(text="stays"), act="New note")
    desk.notes.remove(note.id, act="Move a note to the trash")
    emptied = trash.delete_for_good(desk.open_beside, [("note", note.id)])
    assert note.id in emptied.ids
    assert not emptied.held_back
    assert desk.notes.find(note.id) is None
    assert desk.notes.find(other.id) is not None
    desk.database.undo_log.forget(emptied.ids)
    assert desk.database.undo_log.acts() == ("New note",)
    desk.close()
    for path in desk.folder.glob("desk.db*"):
        assert b"lighthouse" not in path.read_bytes()


def test_thirty_days_are_kept_to_the_second_and_then_emptied(small: SmallDesk) -> None:
    desk = small.desk
    old = desk.notes.add(Note(text="old"))
    desk.notes.remove(old.id)
    small.clock.advance(hours=1)
    young = desk.notes.add(Note(text="young"))
    desk.notes.remove(young.id)
    small.clock.advance(seconds=(KEPT_FOR - timedelta(minutes=30)).total_seconds())
    assert trash.empty_expired(desk.open_beside).ids == {old.id}
    assert [row.id for row in trash.list_trash(desk)] == [young.id]
    assert trash.list_trash(desk)[0].at.tzinfo is UTC


def test_a_person_of_whom_something_is_kept_stays_in_the_trash_and_the_list_says_so(small: SmallDesk) -> None:
    ben = small.desk.people.add(Person(name="Ben Nobody"))
    held(small)
    for person in (ben, small.maria):
        small.desk.people.remove(person.id)
    assert {row[0]: row[2] for row in listed(small)} == {
        "Ben Nobody": "30 days left",
        "Maria Santos": "kept with what belongs to them",
    }
    small.clock.advance(days=31)
    emptied = trash.empty_expired(small.desk.open_beside)
    assert (set(emptied.ids), set(emptied.held_back)) == ({ben.id}, {small.maria.id})
    assert small.desk.people.find(small.maria.id) is not None
