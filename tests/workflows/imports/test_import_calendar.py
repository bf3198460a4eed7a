"""Importing a calendar: only with known people, never twice, never over what was edited here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting, Mode, Status, moved
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.profile import Profile
from mentordesk.exchange.calendars import Attendee, CalendarEvent, CalendarReading, Occurrence, Series
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_calendar import EventFate, EventsImported, compare_calendar, import_calendar
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk

CALL = CalendarEvent(
    uid="call-1",
    title="Career map",
    starts=datetime(2026, 11, 19, 15),
    zone="Europe/Berlin",
    ends=datetime(2026, 11, 19, 15, 50),
    link="https://meet.example/abc",
    attendees=(Attendee("", "MARIA@example.org"),),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", clock, keeps_undo=True)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.people.add(Person(name="Maria Santos", channels=(Channel(ChannelKind.MAIL, "maria@example.org"),)))
    yield desk
    desk.close()


def reading(*events: CalendarEvent, series: tuple[Series, ...] = ()) -> CalendarReading:
    return CalendarReading("Work", events, series)


def take_in(desk: Desk, clock: FakeClock, read: CalendarReading) -> tuple[list[EventFate], EventsImported]:
    rows = compare_calendar(desk, clock, read)
    ticked = [index for index, row in enumerate(rows) if row.is_ticked]
    return [row.fate for row in rows], import_calendar(desk, clock, read, rows, ticked)


def only_meeting(desk: Desk) -> Meeting:
    (meeting,) = desk.meetings.where()
    return meeting


def test_an_event_with_a_known_mail_address_is_ticked_and_becomes_a_meeting(desk: Desk, clock: FakeClock) -> None:
    fates, done = take_in(desk, clock, reading(CALL))
    assert (fates, done.added) == ([EventFate.NEW], 1)
    meeting = only_meeting(desk)
    assert desk.people.get(meeting.person_id).name == "Maria Santos"
    assert meeting.starts_at == datetime(2026, 11, 19, 14, tzinfo=UTC)
    assert (meeting.minutes, meeting.link, meeting.mode) == (50, "https://meet.example/abc", Mode.VIDEO)
    assert meeting.mentorship_id


def test_an_event_with_nobody_who_is_known_is_shown_and_not_ticked(desk: Desk, clock: FakeClock) -> None:
    (row,) = compare_calendar(desk, clock, reading(replace(CALL, attendees=(), title="Dentist")))
    assert (row.person_id, row.is_ticked) == ("", False)


def test_a_person_is_also_known_by_the_name_in_the_title(desk: Desk, clock: FakeClock) -> None:
    (row,) = compare_calendar(desk, clock, reading(replace(CALL, attendees=(), title="1:1 with Maria Santos")))
    assert row.is_ticked


def test_two_people_who_fit_are_asked_back_and_not_guessed(desk: Desk, clock: FakeClock) -> None:
    desk.people.add(Person(name="Maria Santos"))
    (row,) = compare_calendar(desk, clock, reading(replace(CALL, attendees=(Attendee("Maria Santos", ""),))))
    assert (row.person_id, len(row.candidates), row.is_ticked) == ("", 2, False)


def test_an_event_of_the_past_is_not_ticked_and_counts_as_held_when_chosen(desk: Desk, clock: FakeClock) -> None:
    past = replace(CALL, starts=CALL.starts - timedelta(days=30), ends=CALL.ends and CALL.ends - timedelta(days=30))
    rows = compare_calendar(desk, clock, reading(past))
    assert not rows[0].is_ticked
    import_calendar(desk, clock, reading(past), rows, [0])
    assert only_meeting(desk).status is Status.HELD


def test_the_same_file_again_adds_nothing(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL))
    fates, done = take_in(desk, clock, reading(CALL))
    assert (fates, done.added, done.updated) == ([EventFate.SAME], 0, 0)


def test_a_changed_event_updates_what_was_not_edited_here(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL))
    desk.meetings.save(replace(only_meeting(desk), title="Promotion case"))
    later = replace(CALL, title="Career map 2", starts=datetime(2026, 11, 20, 16), ends=datetime(2026, 11, 20, 17))
    fates, done = take_in(desk, clock, reading(later))
    assert (fates, done.updated) == ([EventFate.CHANGED], 1)
    meeting = only_meeting(desk)
    assert (meeting.title, meeting.starts_at, meeting.minutes) == (
        "Promotion case",
        datetime(2026, 11, 20, 15, tzinfo=UTC),
        60,
    )


def test_a_meeting_moved_here_keeps_its_time(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL))
    desk.meetings.save(moved(only_meeting(desk), datetime(2026, 11, 21, 9), "Asia/Manila"))
    take_in(desk, clock, reading(replace(CALL, starts=datetime(2026, 11, 20, 16), ends=datetime(2026, 11, 20, 17))))
    meeting = only_meeting(desk)
    assert (meeting.wall_start, meeting.zone) == (datetime(2026, 11, 21, 9), "Asia/Manila")


def test_an_event_cancelled_in_the_calendar_is_called_off_here(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL))
    fates, done = take_in(desk, clock, reading(replace(CALL, status="cancelled")))
    assert (fates, done.called_off, only_meeting(desk).status) == ([EventFate.CALLED_OFF], 1, Status.CANCELLED)


def test_a_meeting_put_into_the_trash_does_not_come_back(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL))
    desk.meetings.remove(only_meeting(desk).id)
    fates, done = take_in(desk, clock, reading(CALL))
    assert (fates, done.added, desk.meetings.where()) == ([EventFate.REMOVED], 0, ())


def test_a_series_becomes_its_occurrences_and_a_moved_one_keeps_its_identity(desk: Desk, clock: FakeClock) -> None:
    days = [datetime(2026, 11, 19, 15) + timedelta(weeks=week) for week in range(3)]
    master = replace(CALL, uid="weekly", rule="FREQ=WEEKLY;COUNT=3")
    plain = tuple(Occurrence(day, day, "Europe/Berlin", day + timedelta(minutes=50)) for day in days)
    take_in(desk, clock, reading(series=(Series(master, occurrences=plain),)))
    assert [meeting.wall_start for meeting in desk.meetings.where(order="starts_at")] == days
    assert {meeting.series_id for meeting in desk.meetings.where()} == {desk.series.where()[0].id}

    shifted = replace(plain[1], starts=days[1] + timedelta(hours=2), ends=days[1] + timedelta(hours=3))
    again = Series(master, occurrences=(plain[0], shifted, plain[2]))
    fates, done = take_in(desk, clock, reading(series=(again,)))
    assert (fates, done.updated) == ([EventFate.SAME, EventFate.CHANGED, EventFate.SAME], 1)
    assert len(desk.meetings.where()) == 3


def test_one_undo_takes_an_import_back(desk: Desk, clock: FakeClock) -> None:
    take_in(desk, clock, reading(CALL, replace(CALL, uid="call-2", starts=datetime(2026, 11, 26, 15), ends=None)))
    assert len(desk.meetings.where()) == 2
    desk.database.undo()
    assert desk.meetings.where() == ()
