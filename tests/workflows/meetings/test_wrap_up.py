from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mentordesk.domain.agenda import AgendaState
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import Note
from mentordesk.domain.records import Visibility
from mentordesk.domain.reflections import Reflection
from mentordesk.errors import Mistake
from mentordesk.workflows.meetings.hold_session import begin, finish, prepare_session
from mentordesk.workflows.meetings.plan_meeting import Plan, plan_meeting
from mentordesk.workflows.meetings.wrap_up import (
    ask_next_time,
    forget_thread,
    read_wrap_up,
    reflect,
    settle,
    show_note_to,
    suggest_next,
)
from mentordesk.workflows.promises.edit_action import add_action
from tests.support.sample_desk import SampleDesk, sample_desk


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def wrapped(sample: SampleDesk) -> Meeting:
    session = begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))
    sample.clock.advance(minutes=48)
    return finish(sample.desk, sample.clock, session.id)


def test_everything_there_is_to_wrap_up_is_read_at_once(sample: SampleDesk, wrapped: Meeting) -> None:
    add_action(
        sample.desk, sample.clock, "@Maria one page !friday", mentorship_id=wrapped.mentorship_id, meeting_id=wrapped.id
    )
    sheet = read_wrap_up(sample.desk, sample.clock, wrapped.id)
    assert (sheet.person.name, sheet.me.name) == ("Maria Santos", "Elena Weber")
    assert [(action.text, action.owner_id, action.due_on) for action in sheet.agreed] == [
        ("one page", sample.maria.id, date(2026, 11, 13))
    ]
    assert sheet.agreed[0].visibility is Visibility.SHARED
    assert [item.state for item in sheet.agenda] == [AgendaState.DISCUSSED, AgendaState.OPEN, AgendaState.OPEN]
    assert sheet.next_meeting is None


def test_an_answer_is_kept_as_it_is_given_and_once_per_meeting(sample: SampleDesk, wrapped: Meeting) -> None:
    reflect(sample.desk, wrapped.id, Reflection(went_well="Time to listen"))
    reflect(sample.desk, wrapped.id, Reflection(went_well="Time to listen", presence=4, feeling="light"))
    kept = sample.desk.reflections.where()
    assert [(one.went_well, one.presence, one.feeling) for one in kept] == [("Time to listen", 4, "light")]
    assert kept[0].visibility is Visibility.PRIVATE


def test_saying_nothing_keeps_nothing(sample: SampleDesk, wrapped: Meeting) -> None:
    reflect(sample.desk, wrapped.id, Reflection())
    assert sample.desk.reflections.count() == 0


@pytest.mark.parametrize("presence", [0, 6])
def test_presence_goes_from_one_to_five(sample: SampleDesk, wrapped: Meeting, presence: int) -> None:
    with pytest.raises(Mistake) as caught:
        reflect(sample.desk, wrapped.id, Reflection(presence=presence))
    assert caught.value.field == "presence"


def test_a_topic_unticked_after_the_call_comes_along_and_says_since_when(sample: SampleDesk, wrapped: Meeting) -> None:
    first = read_wrap_up(sample.desk, sample.clock, wrapped.id).agenda[0]
    back = settle(sample.desk, sample.clock, wrapped.id, first.id, is_discussed=False)
    assert (back.state, back.carried_since, back.carried_count) == (AgendaState.OPEN, date(2026, 11, 12), 1)
    again = settle(sample.desk, sample.clock, wrapped.id, first.id, is_discussed=True)
    assert (again.state, again.meeting_id) == (AgendaState.DISCUSSED, wrapped.id)
    twice = settle(sample.desk, sample.clock, wrapped.id, first.id, is_discussed=False)
    assert twice.carried_count == 1


@pytest.mark.parametrize(
    ("typed", "text", "ripe"),
    [
        ("~ her sister’s wedding in June", "her sister’s wedding in June", date(2027, 6, 1)),
        ("The marathon !22.11.", "The marathon", date(2026, 11, 22)),
        ("~exam on 3 December", "exam on 3 December", date(2026, 12, 3)),
        ("how the new flat is", "how the new flat is", None),
        ("the trip in November", "the trip in November", date(2026, 11, 12)),
        ("what she may say in the sun", "what she may say in the sun", None),
        ("Wow! what a story", "Wow! what a story", None),
    ],
)
def test_threads_are_typed_with_the_day_they_are_ripe(
    sample: SampleDesk, wrapped: Meeting, typed: str, text: str, ripe: date | None
) -> None:
    thread = ask_next_time(sample.desk, sample.clock, wrapped.id, typed)
    assert (thread.text, thread.ripe_on, thread.person_id) == (text, ripe, sample.maria.id)


def test_a_thread_that_says_nothing_or_a_day_that_is_none_is_asked_back(sample: SampleDesk, wrapped: Meeting) -> None:
    for typed in ("~ ", "The wedding !someday"):
        with pytest.raises(Mistake):
            ask_next_time(sample.desk, sample.clock, wrapped.id, typed)
    assert read_wrap_up(sample.desk, sample.clock, wrapped.id).threads == ()


def test_a_thread_can_be_taken_back_and_that_undone(sample: SampleDesk, wrapped: Meeting) -> None:
    thread = ask_next_time(sample.desk, sample.clock, wrapped.id, "the new flat")
    forget_thread(sample.desk, thread.id)
    assert read_wrap_up(sample.desk, sample.clock, wrapped.id).threads == ()
    sample.desk.database.undo()
    assert read_wrap_up(sample.desk, sample.clock, wrapped.id).threads == (thread,)


def test_the_next_meeting_is_suggested_on_the_same_weekday_and_time(sample: SampleDesk, wrapped: Meeting) -> None:
    plan = suggest_next(sample.desk, sample.clock, wrapped.id)
    assert (plan.wall, plan.minutes, plan.on_their_clock) == (datetime(2026, 11, 26, 15), 50, False)
    planned = plan_meeting(sample.desk, sample.clock, plan)
    following = read_wrap_up(sample.desk, sample.clock, wrapped.id).next_meeting
    assert following is not None
    assert (following.id, following.starts_at) == (planned.id, datetime(2026, 11, 26, 14, tzinfo=UTC))


def test_the_next_meeting_keeps_the_clock_it_was_planned_on(sample: SampleDesk) -> None:
    meeting = plan_meeting(
        sample.desk,
        sample.clock,
        Plan(person_id=sample.maria.id, wall=datetime(2026, 10, 20, 21), on_their_clock=True),
    )
    plan = suggest_next(sample.desk, sample.clock, meeting.id)
    # Two weeks on and again: never in the past.
    assert (plan.wall, plan.on_their_clock) == (datetime(2026, 11, 17, 21), True)


def test_a_rhythm_that_is_no_whole_weeks_keeps_the_weekday(sample: SampleDesk, wrapped: Meeting) -> None:
    sample.desk.mentorships.save(replace(sample.maria_with_me, cadence_days=30))
    assert suggest_next(sample.desk, sample.clock, wrapped.id).wall == datetime(2026, 12, 10, 15)
    sample.desk.mentorships.save(replace(sample.desk.mentorships.get(sample.maria_with_me.id), cadence_days=0))
    assert suggest_next(sample.desk, sample.clock, wrapped.id).wall == datetime(2026, 11, 26, 15)


def test_a_suggested_time_the_clocks_skip_is_one_they_show(sample: SampleDesk) -> None:
    sample.clock.jump_wall(days=115)  # 7 March 2027
    meeting = plan_meeting(
        sample.desk, sample.clock, Plan(person_id=sample.maria.id, wall=datetime(2027, 3, 14, 2, 30))
    )
    assert suggest_next(sample.desk, sample.clock, meeting.id).wall == datetime(2027, 3, 28, 3, 30)


def test_an_unplanned_call_suggests_the_quarter_it_began_at(sample: SampleDesk) -> None:
    began = datetime(2026, 11, 12, 13, 58, tzinfo=UTC)
    meeting = sample.desk.meetings.add(Meeting(person_id=sample.maria.id, actual_start=began))
    assert suggest_next(sample.desk, sample.clock, meeting.id).wall == datetime(2026, 11, 26, 15)


def test_the_notes_of_a_meeting_are_shown_to_the_other_side_or_not(sample: SampleDesk, wrapped: Meeting) -> None:
    note = sample.desk.notes.add(Note(meeting_id=wrapped.id, person_id=sample.maria.id, text="We laughed"))
    show_note_to(sample.desk, wrapped.id, Visibility.SHARED)
    assert sample.desk.notes.get(note.id).visibility is Visibility.SHARED
    sample.desk.database.undo()
    assert sample.desk.notes.get(note.id).visibility is Visibility.PRIVATE
