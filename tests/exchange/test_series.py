"""Repetition: rules, exceptions, moved and cancelled repetitions, and rules that are refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from mentordesk.exchange import limits
from mentordesk.exchange.calendar_file import parse_calendar
from mentordesk.exchange.calendars import Series, Window
from mentordesk.exchange.report import NoteKind, Why
from tests.support.exchange_files import WINDOW, calendar, event, read

MONDAY = "DTSTART;TZID=Europe/Berlin:20240304T003000"


def series(*lines: str, more: tuple[str, ...] = ()) -> Series:
    [found] = read(event(*lines), *more).series
    return found


def days(found: Series) -> list[str]:
    return [f"{occurrence.starts:%m-%d %H:%M}" for occurrence in found.occurrences]


def change(recurrence: str, *lines: str) -> str:
    return event(f"RECURRENCE-ID{recurrence}", *lines)


def test_a_weekly_rule_keeps_its_hour_across_clock_changes() -> None:
    found = series(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=5")
    assert days(found) == ["03-04 00:30", "03-11 00:30", "03-18 00:30", "03-25 00:30", "04-01 00:30"]


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE:20240310T233000Z,20240324T233000Z",
        "EXDATE;TZID=Europe/Berlin:20240311T003000\r\nEXDATE;TZID=Europe/Berlin:20240325T003000",
        "EXDATE;VALUE=DATE:20240311,20240325",
        "EXDATE:20240311T003000,20240325T003000",
        "EXDATE;TZID=America/New_York:20240310T193000,20240324T193000",
        "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=99;BYDAY=MO",
    ],
)
def test_exceptions_are_found_whatever_zone_they_are_written_in(line: str) -> None:
    calendar_zone = "X-WR-TIMEZONE:Europe/Berlin"
    [found] = read(calendar_zone, event(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=5", line)).series
    if line.startswith("EXRULE"):
        assert days(found) == ["03-11 00:30", "03-25 00:30"]
    else:
        assert days(found) == ["03-04 00:30", "03-18 00:30", "04-01 00:30"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20240317T233000Z", "03-18 00:30"),
        ("20240317T232959Z", "03-11 00:30"),
        ("20240318", "03-18 00:30"),
        ("20240318T003000", "03-18 00:30"),
    ],
)
def test_until_counts_its_last_moment(until: str, last: str) -> None:
    assert days(series(MONDAY, f"RRULE:FREQ=WEEKLY;UNTIL={until}"))[-1] == last


@pytest.mark.parametrize("until", ["99991231", "99991231T235959Z"])
def test_until_the_last_day_there_is_means_without_end(until: str) -> None:
    assert days(series(MONDAY, f"RRULE:FREQ=WEEKLY;UNTIL={until}")) == days(series(MONDAY, "RRULE:FREQ=WEEKLY"))


@pytest.mark.parametrize("until", ["20240306", "20240306T000000Z", "20240305T230000Z"])
def test_until_of_whole_days_counts_that_day(until: str) -> None:
    found = series("DTSTART;VALUE=DATE:20240304", f"RRULE:FREQ=DAILY;UNTIL={until}")
    assert days(found) == ["03-04 00:00", "03-05 00:00", "03-06 00:00"]
    assert all(one.all_day and one.minutes == 1440 for one in found.events())


def test_a_series_deleted_whole_has_no_occurrence() -> None:
    reading = read(event(MONDAY, "RRULE:FREQ=WEEKLY;UNTIL=20240201"))
    assert reading.series[0].occurrences == ()
    assert [left.why for left in reading.left_out] == [Why.OUTSIDE]


def test_a_moved_repetition_takes_place_once_at_its_new_time() -> None:
    moved = change(";TZID=Europe/Berlin:20240311T003000", "DTSTART;TZID=Europe/London:20240312T150000", "SUMMARY:Moved")
    found = series(MONDAY, "SUMMARY:Usual", "RRULE:FREQ=WEEKLY;COUNT=3", more=(moved,))
    assert days(found) == ["03-04 00:30", "03-12 15:00", "03-18 00:30"]
    event_of_it = list(found.events())[1]
    assert (event_of_it.title, event_of_it.zone, event_of_it.recurrence_id) == (
        "Moved",
        "Europe/London",
        datetime(2024, 3, 11, 0, 30),
    )


def test_a_change_is_matched_whatever_zone_names_it() -> None:
    moved = change(":20240310T233000Z", "DTSTART;TZID=Europe/Berlin:20240312T090000")
    assert days(series(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=2", more=(moved,))) == ["03-04 00:30", "03-12 09:00"]


def test_a_change_that_names_only_the_day_is_matched() -> None:
    moved = change(";VALUE=DATE:20240311", "DTSTART;TZID=Europe/Berlin:20240312T090000")
    assert days(series(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=2", more=(moved,))) == ["03-04 00:30", "03-12 09:00"]


def test_a_repetition_moved_into_the_window_from_beyond_is_there() -> None:
    moved = change(";TZID=Europe/Berlin:20250106T003000", "DTSTART;TZID=Europe/Berlin:20241230T120000")
    assert "12-30 12:00" in days(series(MONDAY, "RRULE:FREQ=WEEKLY", more=(moved,)))


def test_a_cancelled_repetition_is_there_as_cancelled() -> None:
    cancelled = change(
        ";TZID=Europe/Berlin:20240311T003000", "DTSTART;TZID=Europe/Berlin:20240311T003000", "STATUS:CANCELLED"
    )
    found = series(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=3", more=(cancelled,))
    assert [one.status for one in found.events()] == ["confirmed", "cancelled", "confirmed"]


def test_a_change_of_this_and_all_that_follow_moves_them() -> None:
    onward = change(
        ";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20240318T003000",
        "DTSTART;TZID=Europe/Berlin:20240319T100000",
        "DTEND;TZID=Europe/Berlin:20240319T104500",
        "SUMMARY:Later",
    )
    found = series(MONDAY, "SUMMARY:First", "RRULE:FREQ=WEEKLY;COUNT=4", more=(onward,))
    assert days(found) == ["03-04 00:30", "03-11 00:30", "03-19 10:00", "03-26 10:00"]
    assert [(one.title, one.minutes) for one in found.events()][2:] == [("Later", 45), ("Later", 45)]


def test_an_invitation_to_one_repetition_stands_alone() -> None:
    reading = read(change(";TZID=Europe/Berlin:20240311T003000", "DTSTART;TZID=Europe/Berlin:20240312T090000"))
    assert [found.recurrence_id for found in reading.events] == [datetime(2024, 3, 11, 0, 30)]


def test_additional_dates_and_periods_take_place_too() -> None:
    found = series(
        MONDAY,
        "DTEND;TZID=Europe/Berlin:20240304T013000",
        "RDATE;TZID=Europe/Berlin:20240306T100000",
        "RDATE;VALUE=PERIOD:20240307T090000Z/PT2H,20240308T090000Z/20240308T093000Z",
    )
    assert [(one.starts.day, one.minutes) for one in found.events()] == [(4, 60), (6, 60), (7, 120), (8, 30)]


def test_several_rules_add_up() -> None:
    found = series(
        "DTSTART;TZID=Europe/Berlin:20240304T090000", "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=MONTHLY;COUNT=2"
    )
    assert days(found) == ["03-04 09:00", "03-11 09:00", "04-04 09:00"]


def test_a_utc_rule_that_names_days_keeps_the_days_it_means() -> None:
    [found] = read(
        "X-WR-TIMEZONE:America/New_York", event("DTSTART:20240103T020000Z", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2")
    ).series
    assert (found.master.zone, days(found)) == ("UTC", ["01-03 02:00", "01-10 02:00"])


def test_a_changed_version_of_a_repetition_replaces_the_older() -> None:
    older = change(";TZID=Europe/Berlin:20240311T003000", "DTSTART;TZID=Europe/Berlin:20240312T090000", "SEQUENCE:1")
    newer = change(";TZID=Europe/Berlin:20240311T003000", "DTSTART;TZID=Europe/Berlin:20240313T090000", "SEQUENCE:2")
    assert days(series(MONDAY, "RRULE:FREQ=WEEKLY;COUNT=2", more=(newer, older))) == ["03-04 00:30", "03-13 09:00"]


def test_the_window_bounds_what_is_worked_out() -> None:
    window = Window(date(2030, 1, 1), date(2030, 1, 31))
    [found] = parse_calendar(calendar(event(MONDAY, "RRULE:FREQ=WEEKLY")), window, "UTC").series
    assert [one.starts.day for one in found.occurrences] == [7, 14, 21, 28]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", Why.TOO_FINE),
        ("FREQ=MINUTELY", Why.TOO_FINE),
        ("FREQ=HOURLY;COUNT=2", Why.TOO_FINE),
        ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1", Why.TOO_FINE),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", Why.NEVER),
        ("FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31", Why.NEVER),
        ("FREQ=WEEKLY;INTERVAL=0", Why.BAD_RULE),
        ("FREQ=WEEKLY;BYDAY=XX", Why.BAD_RULE),
        ("FREQ=WEEKLY;UNTIL=yesterday", Why.BAD_RULE),
        ("FREQ=MONTHLY;BYMONTHDAY=45", Why.BAD_RULE),
        ("FREQ=FORTNIGHTLY", Why.BAD_RULE),
        ("W1 MO #10", Why.OLD_RULE),
        ("RSCALE=CHINESE;FREQ=YEARLY", Why.OTHER_CALENDAR),
    ],
)
def test_rules_no_meeting_follows_are_left_out_with_the_reason(rule: str, why: Why) -> None:
    reading = read(event(MONDAY, "SUMMARY:Hostile", f"RRULE:{rule}"), event(MONDAY, uid="fine"))
    assert [found.uid for found in reading.events] == ["fine"]
    [left] = reading.left_out
    assert (left.title, left.why) == ("Hostile", why)
    assert rule.split(";", maxsplit=1)[0] in left.reason


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYYEARDAY=200",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=WEEKLY;INTERVAL=999999999",
        "FREQ=DAILY;INTERVAL=400000;BYMONTH=2",
    ],
)
def test_rules_that_never_come_true_or_never_end_are_bounded(rule: str) -> None:
    found = series("DTSTART:16010101T090000Z", f"RRULE:{rule}")
    assert len(found.occurrences) <= 366


def test_too_many_repetitions_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OCCURRENCES_PER_SERIES", 10)
    reading = read(event(MONDAY, "SUMMARY:Often", "RRULE:FREQ=DAILY"))
    assert len(reading.series[0].occurrences) == 10
    assert reading.series[0].is_cut
    assert [(note.kind, note.count) for note in reading.notes] == [(NoteKind.CUT, 10)]


def test_a_rule_that_takes_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ALL_EXPANSION_SECONDS", 0.0)
    reading = parse_calendar(calendar(event(MONDAY, "RRULE:FREQ=DAILY")), WINDOW, "UTC")
    assert [left.why for left in reading.left_out] == [Why.TOO_SLOW]
