"""Which zone a time is in, whatever a program calls it."""

from __future__ import annotations

from datetime import datetime

import pytest

from mentordesk.exchange.report import NoteKind, Why
from mentordesk.exchange.zone_names import iana_name
from tests.support.exchange_files import event, read


def zone_of(tzid: str, *parts: str, zone: str = "Asia/Tokyo") -> str:
    [found] = read(*parts, event(f"DTSTART;TZID={tzid}:20240731T090000"), zone=zone).events
    return found.zone


def definition(tzid: str, standard: str, daylight: str, begins: str, ends: str, hour: str = "03") -> str:
    return "\r\n".join(
        (
            "BEGIN:VTIMEZONE", f"TZID:{tzid}",
            "BEGIN:STANDARD", f"DTSTART:16010101T{hour}0000", f"TZOFFSETFROM:{daylight}", f"TZOFFSETTO:{standard}",
            f"RRULE:FREQ=YEARLY;{ends}", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", f"TZOFFSETFROM:{standard}", f"TZOFFSETTO:{daylight}",
            f"RRULE:FREQ=YEARLY;{begins}", "END:DAYLIGHT", "END:VTIMEZONE",
        )
    )  # fmt: skip


CENTRAL_EUROPE = ("+0100", "+0200", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10")
NEW_YORK = ("-0500", "-0400", "BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11", "02")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ('"Eastern Standard Time"', "America/New_York"),
        ("Eastern Standard Time 1", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("India Standard Time", "Asia/Kolkata"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York"),
        ("/Europe/Stockholm", "Europe/Stockholm"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT-05.00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("Western/Central Europe", "Europe/Berlin"),
        ("Etc/UTC", "UTC"),
        ("Nowhere/Land", None),
        ("../../etc/passwd", None),
        ("Customized Time Zone", None),
        ("Europe", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_names_of_zones_are_understood_or_not_guessed(name: str, zone: str | None) -> None:
    assert iana_name(name) == zone


def test_an_unknown_zone_is_left_out_and_named() -> None:
    reading = read(event("DTSTART;TZID=Customized Time Zone:20240131T090000", "SUMMARY:Call"))
    assert reading.events == ()
    [left] = reading.left_out
    assert (left.title, left.why) == ("Call", Why.UNKNOWN_ZONE)
    assert "Customized Time Zone" in left.reason


def test_a_zone_with_its_own_rules_is_read_as_the_one_that_keeps_the_same_time() -> None:
    reading = read(
        definition("Customized Time Zone", *NEW_YORK), event("DTSTART;TZID=Customized Time Zone:20240131T090000")
    )
    assert reading.events[0].zone == "America/New_York"
    [note] = reading.notes
    assert (note.kind, note.names["read_as"]) == (NoteKind.ZONE_MATCHED, "America/New_York")
    assert "America/New_York" in note.text


def test_the_own_zone_is_preferred_where_several_agree() -> None:
    assert zone_of("Custom", definition("Custom", *CENTRAL_EUROPE), zone="Europe/Vienna") == "Europe/Vienna"
    assert zone_of("Custom", definition("Custom", *CENTRAL_EUROPE), zone="Asia/Tokyo") == "Europe/Berlin"


def test_rules_no_zone_keeps_fix_the_instant_of_a_single_event() -> None:
    odd = definition("Odd", "+0017", "+0117", "BYDAY=2WE;BYMONTH=4", "BYDAY=2WE;BYMONTH=9")
    reading = read(odd, event("DTSTART;TZID=Odd:20240731T090000"))
    assert (reading.events[0].starts, reading.events[0].zone) == (datetime(2024, 7, 31, 7, 43), "UTC")
    assert [note.kind for note in reading.notes] == [NoteKind.ZONE_FIXED]


def test_rules_no_zone_keeps_cannot_carry_a_repetition() -> None:
    odd = definition("Odd", "+0017", "+0117", "BYDAY=2WE;BYMONTH=4", "BYDAY=2WE;BYMONTH=9")
    reading = read(odd, event("DTSTART;TZID=Odd:20240731T090000", "RRULE:FREQ=WEEKLY"))
    assert [left.why for left in reading.left_out] == [Why.UNKNOWN_ZONE]


@pytest.mark.parametrize(("name", "zone"), [("UTC+11", "Etc/GMT-11"), ("GMT-0500", "Etc/GMT+5"), ("UTC+00:00", "UTC")])
def test_offsets_are_read_as_such_and_told(name: str, zone: str) -> None:
    assert zone_of(name) == zone


def test_short_names_mean_the_zone_with_its_summer_time_and_are_told() -> None:
    reading = read(event("DTSTART;TZID=PST:20240731T090000"))
    assert reading.events[0].zone == "America/Los_Angeles"
    assert [note.kind for note in reading.notes] == [NoteKind.ZONE_ABBREVIATION]


def test_floating_times_are_in_the_own_zone_and_that_is_told_once() -> None:
    reading = read(event("DTSTART:20240131T090000"), event("DTSTART:20240201T090000", uid="b"), zone="Asia/Tokyo")
    assert {found.zone for found in reading.events} == {"Asia/Tokyo"}
    assert [(note.kind, note.count) for note in reading.notes] == [(NoteKind.FLOATING, 2)]


def test_a_calendar_zone_takes_floating_and_utc_times() -> None:
    reading = read(
        "X-WR-TIMEZONE:America/New_York", event("DTSTART:20240131T090000"), event("DTSTART:20240131T170000Z", uid="b")
    )
    assert [(found.starts.hour, found.zone) for found in reading.events] == [
        (9, "America/New_York"),
        (12, "America/New_York"),
    ]
    assert reading.notes == ()


def test_an_hour_that_comes_twice_stays_in_utc_so_that_it_stays_itself() -> None:
    [found] = read("X-WR-TIMEZONE:Europe/Berlin", event("DTSTART:20241027T013000Z")).events
    assert (found.starts, found.zone) == (datetime(2024, 10, 27, 1, 30), "UTC")


def test_a_written_offset_fixes_the_instant() -> None:
    [found] = read(event("DTSTART:20240131T090000+0200")).events
    assert (found.starts, found.zone) == (datetime(2024, 1, 31, 7), "UTC")


def test_times_that_clocks_skip_or_repeat_are_kept_and_told() -> None:
    reading = read(
        event("DTSTART;TZID=Europe/Berlin:20240331T023000", "SUMMARY:Gap"),
        event("DTSTART;TZID=Europe/Berlin:20241027T023000", uid="b"),
    )
    assert [found.starts.hour for found in reading.events] == [2, 2]
    assert [note.kind for note in reading.notes] == [NoteKind.NO_SUCH_TIME, NoteKind.TWO_SUCH_TIMES]
    assert "Gap" in reading.notes[0].text


def test_a_hostile_definition_of_a_zone_costs_only_its_events() -> None:
    hostile = (
        "BEGIN:VTIMEZONE\r\nTZID:Bad\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+9999\r\nTZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    reading = read(hostile, event("DTSTART;TZID=Bad:20240131T090000"), event("DTSTART:20240131T090000Z", uid="b"))
    assert [found.uid for found in reading.events] == ["b"]
