from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting, Status
from mentordesk.store.meetings import MeetingPart
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def add(small: SmallDesk, offset: timedelta, status: Status = Status.PLANNED, minutes: int = 60) -> Meeting:
    starts_at: datetime = small.clock.now() + offset
    return small.desk.meetings.add(
        Meeting(person_id=small.maria.id, starts_at=starts_at, status=status, minutes=minutes)
    )


def test_a_call_that_is_running_is_coming_and_one_that_is_over_waits_for_a_word(small: SmallDesk) -> None:
    running, over = add(small, timedelta(minutes=-30)), add(small, timedelta(minutes=-90))
    later = add(small, timedelta(days=1))
    now = small.clock.now()
    assert [m.id for m in small.desk.meetings.window(MeetingPart.COMING, now)] == [running.id, later.id]
    assert [m.id for m in small.desk.meetings.window(MeetingPart.UNSETTLED, now)] == [over.id]
    assert small.desk.meetings.unsettled_count(now) == 1


def test_windows_follow_one_another_without_gap_or_repetition(small: SmallDesk) -> None:
    made = [add(small, timedelta(days=-1), Status.HELD) for _number in range(3)]
    made += [add(small, timedelta(days=-number), Status.HELD) for number in range(2, 9)]
    seen: list[str] = []
    last: Meeting | None = None
    while window := small.desk.meetings.window(MeetingPart.PAST, small.clock.now(), after=last, limit=4):
        seen += [meeting.id for meeting in window]
        last = window[-1]
    assert len(seen) == len(made)
    assert set(seen) == {meeting.id for meeting in made}


def test_windows_can_be_narrowed_to_a_person_and_a_status(small: SmallDesk) -> None:
    add(small, timedelta(days=-1), Status.HELD)
    missed = add(small, timedelta(days=-2), Status.MISSED)
    now, meetings = small.clock.now(), small.desk.meetings
    assert [m.id for m in meetings.window(MeetingPart.PAST, now, status=Status.MISSED)] == [missed.id]
    assert meetings.window(MeetingPart.PAST, now, person_id="nobody") == ()


def test_listing_reads_an_index_and_sorts_nothing(small: SmallDesk) -> None:
    rows = small.desk.database.rows(
        "EXPLAIN QUERY PLAN SELECT * FROM meeting WHERE deleted_at IS NULL AND starts_at IS NOT NULL AND"
        " status IN ('held', 'cancelled', 'missed') ORDER BY starts_at DESC, id DESC LIMIT 100"
    )
    plan = " ".join(str(row["detail"]) for row in rows)
    assert "meeting_closed" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
