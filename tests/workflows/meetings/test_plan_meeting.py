from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Kind, Mode, Status
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.where_to_call import default_link
from mentordesk.errors import Mistake
from mentordesk.workflows.meetings.plan_meeting import (
    Plan,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    last_full_hour,
    log_past,
    miss_meeting,
    move_meeting,
    next_good_hour,
    plan_meeting,
    say_time,
    start_unplanned,
)
from tests.support.clock import FakeClock
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def plan(small: SmallDesk, wall: datetime | None, **more: object) -> Plan:
    return Plan(person_id=small.maria.id, wall=wall, **more)  # type: ignore[arg-type]  # keywords of the test's choice


def test_planning_on_my_clock_keeps_my_wall_time_and_zone(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    assert (meeting.wall_start, meeting.zone) == (datetime(2026, 11, 19, 15), "Europe/Berlin")
    assert meeting.zone_owner_id == small.me.id
    assert meeting.starts_at == datetime(2026, 11, 19, 14, tzinfo=UTC)
    assert meeting.mentorship_id == small.mentorship.id


def test_planning_on_their_clock_keeps_their_wall_time(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 22), on_their_clock=True))
    assert (meeting.zone, meeting.zone_owner_id) == ("Asia/Manila", small.maria.id)
    assert meeting.starts_at == datetime(2026, 11, 19, 14, tzinfo=UTC)


def test_both_local_times_are_said(small: SmallDesk) -> None:
    said = say_time(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    assert said.words == "Thursday 19 November · 15:00 your time · 22:00 in Manila"
    assert said.remark == ""


def test_a_time_the_clocks_skip_is_a_mistake_at_the_field(small: SmallDesk) -> None:
    with pytest.raises(Mistake, match="skip 02:30") as caught:
        plan_meeting(small.desk, small.clock, plan(small, datetime(2027, 3, 28, 2, 30)))
    assert caught.value.field == "starts"
    assert small.desk.meetings.count() == 0


def test_a_time_that_comes_twice_is_the_first_one_and_that_is_said(small: SmallDesk) -> None:
    asked = plan(small, datetime(2027, 10, 31, 2, 30))
    assert "first one" in say_time(small.desk, small.clock, asked).remark
    assert plan_meeting(small.desk, small.clock, asked).starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_an_unknown_zone_of_theirs_is_said_and_mine_is_used(small: SmallDesk) -> None:
    ben = small.desk.people.add(Person(name="Ben"))
    asked = Plan(person_id=ben.id, wall=datetime(2026, 11, 19, 15), on_their_clock=True)
    assert "Ben’s time zone is not known" in say_time(small.desk, small.clock, asked).remark
    assert plan_meeting(small.desk, small.clock, asked).zone == "Europe/Berlin"


@pytest.mark.parametrize("minutes", [0, -5, 3000])
def test_a_length_that_cannot_be_is_a_mistake_at_the_field(small: SmallDesk, minutes: int) -> None:
    with pytest.raises(Mistake) as caught:
        plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15), minutes=minutes))
    assert caught.value.field == "minutes"


def test_nobody_chosen_and_a_broken_link_are_mistakes_at_their_fields(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as caught:
        plan_meeting(small.desk, small.clock, Plan(person_id="", wall=datetime(2026, 11, 19, 15)))
    assert caught.value.field == "person"
    with pytest.raises(Mistake) as caught:
        plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15), link="https://a b"))
    assert caught.value.field == "link"


def test_the_link_comes_from_the_person_by_mode(small: SmallDesk) -> None:
    ana = Person(name="Ana", call_link="https://a.example", channels=(Channel(ChannelKind.PHONE, "+63 (917) 555"),))
    assert default_link(ana, Mode.VIDEO) == "https://a.example"
    assert default_link(ana, Mode.PHONE) == "tel:+63917555"
    assert default_link(ana, Mode.IN_PERSON) == ""


def test_the_first_meeting_with_somebody_is_marked_as_the_first(small: SmallDesk) -> None:
    first = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    second = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 26, 15)))
    assert (first.kind, second.kind) == (Kind.FIRST, Kind.REGULAR)


def test_moving_remembers_when_it_was_and_is_one_step_of_undo(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    moved = move_meeting(small.desk, small.clock, meeting.id, datetime(2026, 11, 20, 16))
    assert (moved.status, moved.moved_from) == (Status.MOVED, meeting.starts_at)
    small.desk.database.undo()
    back = small.desk.meetings.get(meeting.id)
    assert (back.status, back.starts_at, back.moved_from) == (Status.PLANNED, meeting.starts_at, None)


def test_moving_to_the_same_time_is_asked_back(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    with pytest.raises(Mistake) as caught:
        move_meeting(small.desk, small.clock, meeting.id, datetime(2026, 11, 19, 22), on_their_clock=True)
    assert caught.value.field == "starts"


def test_changing_only_the_length_is_no_move(small: SmallDesk) -> None:
    asked = plan(small, datetime(2026, 11, 19, 15))
    meeting = plan_meeting(small.desk, small.clock, asked)
    after = change_meeting(
        small.desk, small.clock, meeting.id, plan(small, asked.wall, minutes=30, mode=Mode.IN_PERSON, place="Café")
    )
    assert (after.status, after.minutes, after.place) == (Status.PLANNED, 30, "Café")


def test_calling_off_says_why_and_can_be_undone(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 19, 15)))
    assert cancel_meeting(small.desk, meeting.id, " ill ").status_why == "ill"
    assert small.desk.database.undo() == "Call off the meeting"
    assert small.desk.meetings.get(meeting.id).is_open


def test_missed_only_once_its_time_has_come(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 13, 15)))
    with pytest.raises(Mistake):
        miss_meeting(small.desk, small.clock, meeting.id)
    small.clock.advance(days=2)
    assert miss_meeting(small.desk, small.clock, meeting.id).status is Status.MISSED


def test_a_meeting_that_took_place_is_held_from_its_start_to_its_end(small: SmallDesk) -> None:
    meeting = plan_meeting(small.desk, small.clock, plan(small, datetime(2026, 11, 13, 15), minutes=45))
    small.clock.advance(days=2)
    held = hold_meeting(small.desk, small.clock, meeting.id)
    assert (held.status, held.actual_start) == (Status.HELD, meeting.starts_at)
    assert held.actual_end == meeting.ends_at


def test_an_unplanned_call_has_begun_now(small: SmallDesk) -> None:
    meeting = start_unplanned(small.desk, small.clock, small.maria.id)
    assert meeting.actual_start == small.clock.now()
    assert meeting.link == "https://meet.example/maria"
    assert meeting.is_open


def test_an_unplanned_call_in_the_second_of_two_equal_hours_is_now(tmp_path: Path) -> None:
    with small_desk(tmp_path, FakeClock("2026-10-25T01:30:00+00:00")) as small:
        assert start_unplanned(small.desk, small.clock, small.maria.id).starts_at == small.clock.now()


def test_logging_a_past_meeting_is_one_step_with_its_note_and_promises(small: SmallDesk) -> None:
    meeting = log_past(
        small.desk, small.clock, small.maria.id, datetime(2026, 11, 11, 15), 30, "- [ ] @maria one page !friday"
    )
    assert (meeting.status, meeting.minutes) == (Status.HELD, 30)
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text == "- [ ] @maria one page !friday"
    assert [action.owner_id for action in small.desk.actions.of_meeting(meeting.id)] == [small.maria.id]
    small.desk.database.undo()
    assert small.desk.meetings.count() == small.desk.notes.count() == small.desk.actions.count() == 0


def test_what_is_still_to_come_cannot_be_logged(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as caught:
        log_past(small.desk, small.clock, small.maria.id, datetime(2026, 11, 12, 15), 30)
    assert caught.value.field == "starts"


def test_logging_begins_at_the_last_full_hour_and_planning_tomorrow(small: SmallDesk) -> None:
    assert last_full_hour(small.clock) == datetime(2026, 11, 12, 13)
    assert next_good_hour(small.clock) == datetime(2026, 11, 13, 15)
