from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.agenda import AgendaItem, AgendaState, discussed, dropped, parked
from mentordesk.domain.meetings import Meeting
from mentordesk.workflows.meetings.carry_over import carry_over
from mentordesk.workflows.meetings.plan_meeting import Plan, hold_meeting, log_past, plan_meeting
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def add(small: SmallDesk, text: str) -> AgendaItem:
    return small.desk.agenda.add(AgendaItem(mentorship_id=small.mentorship.id, text=text))


def held_now(small: SmallDesk) -> Meeting:
    wall = small.clock.now().astimezone(small.clock.zone()).replace(tzinfo=None)
    meeting = plan_meeting(small.desk, small.clock, Plan(person_id=small.maria.id, wall=wall, minutes=30))
    small.clock.advance(hours=2)
    return hold_meeting(small.desk, small.clock, meeting.id)


def test_what_was_not_talked_about_is_carried_since_that_day(small: SmallDesk) -> None:
    item = add(small, "Promotion case")
    meeting = held_now(small)
    after = small.desk.agenda.get(item.id)
    assert (after.carried_since, after.carried_count, after.meeting_id) == (date(2026, 11, 12), 1, meeting.id)
    assert after.is_open


def test_carried_twice_says_the_first_day(small: SmallDesk) -> None:
    item = add(small, "Promotion case")
    held_now(small)
    small.clock.advance(days=14)
    held_now(small)
    after = small.desk.agenda.get(item.id)
    assert (after.carried_since, after.carried_count) == (date(2026, 11, 12), 2)


def test_closing_the_same_meeting_again_carries_nothing_twice(small: SmallDesk) -> None:
    item = add(small, "Promotion case")
    meeting = held_now(small)
    assert carry_over(small.desk, small.clock, meeting.id) == ()
    assert small.desk.agenda.get(item.id).carried_count == 1


def test_what_was_written_down_after_a_meeting_was_not_on_its_table(small: SmallDesk) -> None:
    item = add(small, "Promotion case")
    meeting = log_past(small.desk, small.clock, small.maria.id, datetime(2026, 11, 5, 15), 30)
    carry_over(small.desk, small.clock, meeting.id)
    assert small.desk.agenda.get(item.id).carried_since is None


def test_a_meeting_of_no_mentorship_carries_nothing(small: SmallDesk) -> None:
    meeting = small.desk.meetings.add(Meeting(person_id=small.maria.id))
    assert carry_over(small.desk, small.clock, meeting.id) == ()


@given(
    fates=st.lists(
        st.lists(st.sampled_from(["leave", "discuss", "park", "drop", "add", "close again"]), max_size=6),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_through_any_row_of_meetings_nothing_is_lost_or_doubled(fates: list[list[str]]) -> None:
    with TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        texts = {add(small, f"Topic {number}").text for number in range(3)}
        closed: list[Meeting] = []
        for fate in fates:
            for step, act in enumerate(fate):
                items = small.desk.agenda.of_mentorship(small.mentorship.id)
                item = items[step % len(items)] if items else None
                if act == "add":
                    texts.add(add(small, f"More {len(texts)}").text)
                elif act == "close again" and closed:
                    carry_over(small.desk, small.clock, closed[-1].id)
                elif item and act == "discuss":
                    small.desk.agenda.save(discussed(item, "", small.clock.now()))
                elif item and act == "park":
                    small.desk.agenda.save(parked(item))
                elif item and act == "drop":
                    small.desk.agenda.save(dropped(item, small.clock.now()))
            before = {item.id for item in small.desk.agenda.of_mentorship(small.mentorship.id)}
            closed.append(held_now(small))
            after = small.desk.agenda.of_mentorship(small.mentorship.id)
            assert {item.id for item in after} == before
            assert all(item.carried_since and item.carried_count <= len(closed) for item in after)
            small.clock.advance(days=7)
        everything = small.desk.agenda.of_mentorship(small.mentorship.id, *AgendaState)
        assert sorted(item.text for item in everything) == sorted(texts)
