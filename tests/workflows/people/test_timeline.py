"""One timeline of everything with a person, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.actions import Action
from mentordesk.domain.goals import CheckIn, Goal, GoalState, GoalTurn, Milestone
from mentordesk.domain.meetings import Meeting, Status, begun, cancelled, held, planned
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Question
from mentordesk.domain.threads import Thread, answered
from mentordesk.workflows.people.timeline import FEW_TO_COME, PAGE, Shown, TimelineReader
from mentordesk.workflows.people.timeline_rows import TimelineRow, Tone
from tests.support.desks import SmallDesk, small_desk

NOW = datetime(2026, 11, 12, 14, 48)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as desk:
        yield desk


def meeting(
    small: SmallDesk, wall: datetime, title: str, *, is_held: bool = True, person: Person | None = None
) -> Meeting:
    who = person or small.maria
    one = planned(Meeting(person_id=who.id, title=title, wall_start=wall, zone="Europe/Berlin"))
    if is_held and one.starts_at:
        one = held(one, one.starts_at, one.starts_at + timedelta(minutes=50), "Europe/Berlin")
    return small.desk.meetings.add(one)


def rows(small: SmallDesk, shown: Shown = Shown.ALL, *, all_to_come: bool = False) -> tuple[TimelineRow, ...]:
    return TimelineReader(small.desk, small.clock, small.maria, shown, all_to_come=all_to_come).first_page()


def said(found: tuple[TimelineRow, ...]) -> list[str]:
    return [f"{row.title} | {row.detail}" for row in found]


def test_everything_that_happened_stands_in_one_row_of_time(small: SmallDesk) -> None:
    desk, now, theirs = small.desk, small.clock.now(), small.mentorship.id
    met = meeting(small, datetime(2026, 10, 29, 15), "Delegation")
    desk.notes.add(Note(person_id=small.maria.id, meeting_id=met.id, text="# Delegation\nShe lets go of reviews."))
    desk.notes.add(Note(person_id=small.maria.id, text="Likes to start hard", created_at=now - timedelta(days=5)))
    promise = Action(
        owner_id=small.me.id, mentorship_id=theirs, text="Send chapters", created_at=now - timedelta(days=13)
    )
    desk.actions.add(replace(promise, done_at=now - timedelta(days=3)))
    goal = desk.goals.add(Goal(mentorship_id=theirs, title="Lead a team", created_at=now - timedelta(days=60)))
    desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=now - timedelta(days=2), value=7, sentence="Two hired"))
    step = Milestone(goal_id=goal.id, text="First 1:1", reached_at=now - timedelta(days=30), position="a")
    desk.goals.milestones.add(step)
    reached = Goal(mentorship_id=theirs, title="Give a talk", created_at=now - timedelta(days=90))
    desk.goals.add(replace(reached, state=GoalState.REACHED, state_on=date(2026, 11, 1), state_why="It was fun"))
    for state, day, why in ((GoalState.PAUSED, 30, "Stage fright"), (GoalState.OPEN, 31, "")):
        desk.goals.turns.add(GoalTurn(goal_id=reached.id, state=state, on_day=date(2026, 10, day), why=why))
    desk.goals.turns.add(
        GoalTurn(goal_id=reached.id, state=GoalState.REACHED, on_day=date(2026, 11, 1), why="It was fun")
    )
    asked = Question(mentorship_id=theirs, text="Skip a level?", created_at=now - timedelta(days=8))
    desk.questions.add(replace(asked, answered_at=now - timedelta(days=1), answer="Ask your lead first"))
    wedding = Thread(person_id=small.maria.id, text="The wedding", created_at=now - timedelta(days=40))
    desk.threads.add(answered(wedding, now - timedelta(hours=4), "It rained, nobody minded"))

    assert said(rows(small)) == [
        "The wedding | Told · It rained, nobody minded",
        "Skip a level? | Answered · Ask your lead first",
        "Lead a team | 7 of 10 · Two hired",
        "Send chapters | You did it",
        "Likes to start hard | Note",
        "Skip a level? | Question",
        "Give a talk | Goal reached · It was fun",
        "Give a talk | Goal taken up again",
        "Give a talk | Goal paused · Stage fright",
        "Send chapters | You promised · done",
        "Delegation | Video call, 50 min",
        "First 1:1 | Step reached · Lead a team",
        "Lead a team | Goal set",
        "Give a talk | Goal set",
        "Mentorship began | Your mentee",
    ]


def test_a_check_in_that_counts_down_says_where_it_should_end(small: SmallDesk) -> None:
    goal = Goal(
        mentorship_id=small.mentorship.id, title="Fewer late evenings", start_value=5, target_value=2, unit="evenings"
    )
    goal = small.desk.goals.add(goal)
    small.desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=small.clock.now(), value=3))
    assert "Fewer late evenings | 3 evenings, down to 2" in said(rows(small))


def test_what_is_to_come_stands_above_the_past_and_no_more_than_a_few_of_it(small: SmallDesk) -> None:
    meeting(small, datetime(2026, 11, 5, 15), "Past")
    for week in range(1, 11):
        meeting(small, NOW + timedelta(weeks=week), f"Week {week}", is_held=False)

    found = rows(small)

    assert [row.title for row in found[: FEW_TO_COME + 2]] == ["7 more planned", "Week 3", "Week 2", "Week 1", "Past"]
    assert found[0].is_more_to_come
    assert [row.tone for row in found[:4]] == [Tone.TO_COME] * 4
    assert [row.title for row in rows(small, all_to_come=True)][:2] == ["Week 10", "Week 9"]


def test_a_meeting_says_what_became_of_it(small: SmallDesk) -> None:
    off = meeting(small, datetime(2026, 11, 4, 15), "Called off", is_held=False)
    small.desk.meetings.save(cancelled(off, "Her flight was late"))
    missed = meeting(small, datetime(2026, 11, 3, 15), "Missed", is_held=False)
    small.desk.meetings.save(replace(missed, status=Status.MISSED))
    meeting(small, datetime(2026, 11, 2, 15), "Nobody said", is_held=False)

    found = rows(small, Shown.MEETINGS)

    assert said(found) == [
        "Called off | Called off · Her flight was late",
        "Missed | Did not take place",
        "Nobody said | Planned for 15:00. Did it take place?",
    ]
    assert [row.tone for row in found] == [Tone.CAME_TO_NOTHING, Tone.CAME_TO_NOTHING, Tone.PAST]


def test_a_call_held_before_its_time_stands_on_the_day_it_was_held(small: SmallDesk) -> None:
    early = meeting(small, NOW + timedelta(days=7), "Moved up", is_held=False)
    now = small.clock.now()
    small.desk.meetings.save(held(begun(early, now, "Europe/Berlin"), now, now, "Europe/Berlin"))

    (found,) = rows(small, Shown.MEETINGS)

    assert (found.title, found.day, found.tone) == ("Moved up", date(2026, 11, 12), Tone.PAST)


def test_the_note_of_a_meeting_is_told_by_the_meeting_and_listed_among_notes(small: SmallDesk) -> None:
    met = meeting(small, datetime(2026, 11, 5, 15), "")
    note = small.desk.notes.add(Note(person_id=small.maria.id, meeting_id=met.id, text="## Salary\nRehearsed it."))

    (told,) = rows(small, Shown.MEETINGS)
    (listed,) = rows(small, Shown.NOTES)

    assert (told.title, told.meeting_id) == ("Salary", met.id)
    assert (listed.title, listed.detail, listed.note_id) == ("Salary", "From a meeting · Rehearsed it.", note.id)
    assert [row.title for row in rows(small) if row.note_id] == []


def test_pages_follow_each_other_without_a_gap_even_among_things_of_one_instant(small: SmallDesk) -> None:
    at = small.clock.now() - timedelta(days=1)
    wall = datetime(2026, 11, 11, 14, 48)
    actions = [
        Action(
            owner_id=small.me.id, mentorship_id=small.mentorship.id, text=f"Promise {turn}", created_at=at, done_at=at
        )
        for turn in range(PAGE * 2 + 7)
    ]
    small.desk.actions.add_all(actions)
    for turn in range(30):
        meeting(small, wall, f"Meeting {turn}")
    reader = TimelineReader(small.desk, small.clock, small.maria)

    found = list(reader.first_page())
    while page := reader.page_after(found[-1]):
        assert len(page) <= PAGE
        found.extend(page)

    ids = [row.id for row in found]
    assert len(ids) == len(set(ids)) == 2 * len(actions) + 30 + 1
    assert sum(row.says_day for row in found) == 2, "the day before, and the beginning of the mentorship"


def test_two_mentorships_with_one_person_share_the_timeline_and_others_stay_out(small: SmallDesk) -> None:
    over = Mentorship(
        person_id=small.maria.id, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1), ended_why="Moved"
    )
    small.desk.mentorships.add(over)
    small.desk.questions.add(Question(mentorship_id=over.id, text="Old question"))
    chidi = small.desk.people.add(Person(name="Chidi"))
    small.desk.mentorships.add(Mentorship(person_id=chidi.id, started_on=date(2026, 1, 1)))
    meeting(small, datetime(2026, 11, 5, 15), "With Chidi", person=chidi)

    assert said(rows(small)) == [
        "Old question | Question",
        "Mentorship began | Your mentee",
        "Mentorship ended | Your mentee · Moved",
        "Mentorship began | Your mentee",
    ]


def test_what_is_in_the_trash_is_left_out(small: SmallDesk) -> None:
    met = meeting(small, datetime(2026, 11, 5, 15), "Gone")
    goal = small.desk.goals.add(Goal(mentorship_id=small.mentorship.id, title="Gone too"))
    small.desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=small.clock.now(), value=1))
    small.desk.meetings.remove(met.id)
    small.desk.goals.remove(goal.id)

    assert [row.title for row in rows(small)] == ["Mentorship began"]


def test_a_page_walks_indexes_alone(small: SmallDesk) -> None:
    for turn in range(3):
        meeting(small, datetime(2026, 11, 1 + turn, 15), f"Meeting {turn}")
    plans: list[str] = []
    database = small.desk.database
    plain = database.rows

    def explained(sql: str, parameters: object = ()) -> list[dict[str, object]]:
        if "UNION ALL" in sql:
            plans.extend(row["detail"] for row in plain(f"EXPLAIN QUERY PLAN {sql}", parameters))  # type: ignore[arg-type]  # as handed on
        return plain(sql, parameters)  # type: ignore[arg-type]  # as handed on

    database.rows = explained  # type: ignore[method-assign]  # listens to what is asked
    reader = TimelineReader(small.desk, small.clock, small.maria)
    reader.page_after(reader.first_page()[-1])

    whole = [plan for plan in plans if plan.startswith("SCAN") and not plan.startswith(("SCAN (", "SCAN CONSTANT"))]
    assert plans
    assert whole == []
