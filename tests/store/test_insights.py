"""Sums over the years, on a desk small enough to add up by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.focus import Distraction, FocusSession
from mentordesk.domain.goals import CheckIn, Goal, GoalState
from mentordesk.domain.insights import Kept, Met, Span
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.reflections import Reflection
from mentordesk.store.desk import Desk
from tests.store.conftest import Pair

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
BERLIN = timedelta(hours=1)


def at(month: int, day: int, hour: int = 14) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def hold(desk: Desk, pair: Pair, start: datetime, minutes: int = 60, first: str = "", mentorship: str = "") -> Meeting:
    return desk.meetings.add(
        Meeting(
            person_id=pair.maria.id,
            mentorship_id=mentorship or pair.mentorship.id,
            status=Status.HELD,
            starts_at=start,
            actual_start=start,
            actual_end=start + timedelta(minutes=minutes),
            personal_first_id=first,
        )
    )


def test_meetings_and_minutes_are_counted_on_their_day_here(desk: Desk, pair: Pair) -> None:
    hold(desk, pair, at(3, 2), 50)
    hold(desk, pair, at(3, 2, 17), 25)
    # Half past eleven at night in UTC is the next day in Berlin.
    hold(desk, pair, datetime(2026, 3, 9, 23, 30, tzinfo=UTC), 30)
    hold(desk, pair, at(3, 20) - timedelta(days=365))
    planned = hold(desk, pair, at(4, 1))
    desk.meetings.remove(planned.id)
    assert desk.insights.met(YEAR, BERLIN) == (Met(date(2026, 3, 2), 2, 75.0), Met(date(2026, 3, 10), 1, 30.0))


def test_the_parts_of_a_span_add_up_to_it(desk: Desk, pair: Pair) -> None:
    for day in range(1, 28):
        hold(desk, pair, at(day % 12 + 1, day))
    halves = Span(YEAR.first, date(2026, 6, 30)), Span(date(2026, 7, 1), YEAR.last)
    counts = [sum(met.count for met in desk.insights.met(span, BERLIN)) for span in (*halves, YEAR)]
    assert counts[0] + counts[1] == counts[2] == 27


def test_one_mentorship_is_told_from_all(desk: Desk, pair: Pair) -> None:
    other = desk.mentorships.add(Mentorship(person_id=desk.people.add(Person(name="Tomasz")).id))
    hold(desk, pair, at(3, 2))
    hold(desk, pair, at(3, 3), mentorship=other.id)
    assert sum(met.count for met in desk.insights.met(YEAR, BERLIN)) == 2
    assert desk.insights.met(YEAR, BERLIN, other.id) == (Met(date(2026, 3, 3), 1, 60.0),)
    assert desk.insights.begin(other.id) == date(2026, 3, 3)


def test_a_rhythm_of_two_weeks_forgives_three_days_and_says_where_it_took_longer(desk: Desk, pair: Pair) -> None:
    for day in (at(3, 2), at(3, 19), at(4, 6), at(4, 7)):
        hold(desk, pair, day)
    rhythm = desk.insights.rhythm(YEAR, BERLIN)
    assert (rhythm.kept, rhythm.times) == (2, 3)
    [(due, met_on)] = desk.insights.waits(YEAR, BERLIN, pair.mentorship.id)
    assert (due, met_on) == (date(2026, 4, 5), date(2026, 4, 6))


def test_the_gap_into_a_span_counts_with_the_meeting_that_ends_it(desk: Desk, pair: Pair) -> None:
    hold(desk, pair, datetime(2025, 12, 22, 14, tzinfo=UTC))
    hold(desk, pair, at(1, 5))
    assert desk.insights.rhythm(YEAR, BERLIN).times == 1
    assert desk.insights.rhythm(Span(date(2026, 1, 6), YEAR.last), BERLIN).times == 0


def test_who_spoke_first_is_counted_with_those_of_whom_nobody_said(desk: Desk, pair: Pair) -> None:
    for first in (pair.me.id, pair.maria.id, pair.maria.id, ""):
        hold(desk, pair, at(3, 2), first=first)
    [row] = desk.insights.first_words(YEAR, BERLIN, pair.me.id)
    assert (row.me, row.them, row.unsaid) == (1, 2, 1)


def test_promises_are_done_in_time_later_open_or_let_go_on_both_sides(desk: Desk, pair: Pair) -> None:
    made, due = at(3, 2), date(2026, 3, 9)
    mine, theirs = pair.me.id, pair.maria.id
    which = pair.mentorship.id
    for owner, due_on, done, dropped in (
        (mine, due, at(3, 9, 20), None),
        (mine, None, at(9, 9), None),
        (mine, due, at(3, 10), None),
        (theirs, due, None, None),
        (theirs, due, None, at(5, 1)),
    ):
        desk.actions.add(
            Action(
                created_at=made,
                owner_id=owner,
                mentorship_id=which,
                text="Send it",
                due_on=due_on,
                done_at=done,
                dropped_at=dropped,
            )
        )
    rows = desk.insights.promises(YEAR, BERLIN, mine, which)
    assert sum((row.mine for row in rows), Kept()) == Kept(in_time=2, later=1)
    assert sum((row.theirs for row in rows), Kept()) == Kept(open=1, let_go=1)


def test_topics_carried_three_times_are_told_the_most_carried_first(desk: Desk, pair: Pair) -> None:
    for text, times in (("Pay", 3), ("Delegating", 5), ("Hiring", 2)):
        desk.agenda.add(
            AgendaItem(mentorship_id=pair.mentorship.id, text=text, carried_count=times, created_at=at(3, 2))
        )
    found = desk.insights.topics(YEAR, BERLIN, pair.mentorship.id)
    assert [(topic.text, topic.times, topic.is_open) for topic in found] == [("Delegating", 5, True), ("Pay", 3, True)]


def test_goals_go_from_nothing_to_all_whatever_their_numbers(desk: Desk, pair: Pair) -> None:
    weight = desk.goals.add(
        Goal(mentorship_id=pair.mentorship.id, title="Fewer hours", start_value=60, target_value=40)
    )
    empty = desk.goals.add(Goal(mentorship_id=pair.mentorship.id, title="Nothing"))
    gone = desk.goals.add(Goal(mentorship_id=pair.mentorship.id, title="Gone", state=GoalState.LET_GO))
    for goal, month, value in ((weight, 3, 55.0), (weight, 5, 30.0), (empty, 4, -3.0), (gone, 4, 5.0)):
        desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=at(month, 2), value=value))
    courses = desk.insights.goals(YEAR, BERLIN, pair.mentorship.id)
    assert [(course.title, [share for _day, share in course.points]) for course in courses] == [
        ("Fewer hours", [0.25, 1.0]),
        ("Nothing", [0.0]),
    ]


def test_presence_and_parked_distractions_are_counted_by_day(desk: Desk, pair: Pair) -> None:
    meeting = hold(desk, pair, at(3, 2))
    desk.reflections.add(Reflection(meeting_id=meeting.id, presence=4))
    session = desk.focus.add(FocusSession(meeting_id=meeting.id, started_at=at(3, 2)))
    desk.focus.distractions.add(Distraction(session_id=session.id, text="The parcel"))
    [presence] = desk.insights.presence(YEAR, BERLIN, pair.mentorship.id)
    assert (presence.on, presence.mean, presence.count) == (date(2026, 3, 2), 4.0, 1)
    [parked] = desk.insights.parked(YEAR, BERLIN, pair.mentorship.id)
    assert (parked.sessions, parked.count) == (1, 1)
