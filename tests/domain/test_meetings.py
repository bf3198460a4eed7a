from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mentordesk.domain.meetings import Meeting, Status, begun, cancelled, held, missed, moved, planned
from mentordesk.errors import Mistake

NOW = datetime(2026, 11, 12, 14, tzinfo=UTC)
CALL = planned(Meeting(wall_start=datetime(2026, 11, 12, 15, 0, 31, 5), zone="Europe/Berlin", minutes=50))


def test_planning_derives_the_instant_from_wall_time_and_zone() -> None:
    assert CALL.starts_at == NOW
    assert CALL.wall_start == datetime(2026, 11, 12, 15)
    assert CALL.ends_at == NOW + timedelta(minutes=50)


def test_the_same_wall_time_is_another_instant_after_the_clocks_change() -> None:
    summer = planned(replace(CALL, wall_start=datetime(2026, 7, 1, 15)))
    assert summer.starts_at == datetime(2026, 7, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"wall_start": None}, "starts"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 48 * 60 + 1}, "minutes"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"wall_start": datetime(2026, 3, 29, 2, 30)}, "starts"),
    ],
)
def test_a_time_or_length_that_cannot_be_is_a_mistake_beside_its_field(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Mistake) as caught:
        planned(replace(CALL, **wrong))  # type: ignore[arg-type] # each value belongs to its field
    assert caught.value.field == field


def test_moving_remembers_from_when_and_keeps_the_meeting_open() -> None:
    later = moved(CALL, datetime(2026, 11, 13, 9), "Asia/Manila")
    assert later.status is Status.MOVED
    assert later.is_open
    assert later.moved_from == NOW
    assert later.starts_at == datetime(2026, 11, 13, 1, tzinfo=UTC)
    again = moved(later, datetime(2026, 11, 14, 9), "Asia/Manila")
    assert again.moved_from == later.starts_at


def test_only_an_open_meeting_is_moved_cancelled_or_missed() -> None:
    done = held(CALL, NOW, NOW + timedelta(minutes=40), "Europe/Berlin")
    off = cancelled(CALL, "ill")
    assert off.status_why == "ill"
    for closed in (done, off, missed(CALL, NOW)):
        assert not closed.is_open
        with pytest.raises(Mistake):
            moved(closed, datetime(2026, 11, 14, 9), "UTC")
        with pytest.raises(Mistake):
            cancelled(closed)
        with pytest.raises(Mistake):
            missed(closed, NOW)


def test_a_meeting_still_to_come_cannot_have_been_missed() -> None:
    with pytest.raises(Mistake):
        missed(CALL, NOW - timedelta(seconds=1))
    assert missed(CALL, NOW).status is Status.MISSED


def test_beginning_again_keeps_the_first_start_and_place() -> None:
    first = begun(CALL, NOW, "Europe/Berlin")
    again = begun(first, NOW + timedelta(minutes=9), "Asia/Tokyo")
    assert (again.actual_start, again.lived_zone) == (NOW, "Europe/Berlin")
    with pytest.raises(Mistake):
        begun(cancelled(CALL), NOW, "Europe/Berlin")


def test_a_meeting_held_ends_when_it_ended_and_not_before_it_began() -> None:
    done = held(CALL, NOW, NOW + timedelta(minutes=63), "Europe/Berlin")
    assert done.ends_at == NOW + timedelta(minutes=63)
    with pytest.raises(Mistake) as caught:
        held(CALL, NOW, NOW - timedelta(minutes=1), "Europe/Berlin")
    assert caught.value.field == "ends"


def test_a_meeting_without_a_time_has_no_end() -> None:
    assert Meeting().ends_at is None
