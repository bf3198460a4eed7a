"""Whatever bytes a file holds, reading ends in a reading or in a refusal."""

from __future__ import annotations

import contextlib
from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.exchange.calendar_file import parse_calendar
from mentordesk.exchange.calendars import Window
from mentordesk.exchange.contact_file import parse_contacts
from mentordesk.exchange.report import Refusal
from tests.support.exchange_files import WINDOW, calendar, card, event

CALENDAR = calendar(
    "X-WR-TIMEZONE:Europe/Berlin",
    "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE",
    event(
        "DTSTART;TZID=Mine:20240304T003000", "DTEND;TZID=W. Europe Standard Time:20240304T013000", "RRULE:FREQ=WEEKLY;COUNT=9;BYDAY=MO,-1TU",
        "EXDATE;VALUE=DATE:20240311", "RDATE;VALUE=PERIOD:20240307T090000Z/PT2H", "SUMMARY;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB",
        'ATTENDEE;CN="A, B";PARTSTAT=ACCEPTED:mailto:a@example.org', "DESCRIPTION:<p>x</p>https://zoom.us/j/1",
    ),
    event("RECURRENCE-ID;RANGE=THISANDFUTURE:20240318T003000", "DTSTART;TZID=Mine:20240319T003000", "DURATION:PT1H", "STATUS:CANCELLED"),
)  # fmt: skip
CARDS = (
    card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=\r\n=20;A;;;", "TEL;CELL:123", "AGENT:", version="2.1")
    + card(
        "FN:Ana\\, B", "item1.EMAIL;TYPE=pref:a@example.org", "BDAY:1980-03-22", "TZ:Europe/Paris", "ADR:;;a;b;c;d;e"
    )
).encode()
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b":", b";", b"=", b'"', b"\r\n", b"\n ", b"\\", b"\x00", b"\xff\xfe", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"END:VCARD\r\n",
         b"99999999", b"-", b"+", b",", b"FREQ=DAILY", b"BYMONTHDAY=30", b"INTERVAL=999999999", b"23995959", b"PT9999999999S"]
    ),
)  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), max_size=6)


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in edits:
        place = int(where * len(content))
        content = content[:place] + piece + content[place + length :]
    return content


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_a_damaged_calendar_is_read_or_refused(edits: list[tuple[float, int, bytes]]) -> None:
    with contextlib.suppress(Refusal):
        reading = parse_calendar(edited(CALENDAR, edits), WINDOW, "Asia/Tokyo")
        for found in reading.all_events():
            assert found.uid
            assert found.zone
            assert found.minutes is None or found.minutes >= 0 or found.ends is not None
        assert all(left.reason for left in reading.left_out)
        assert all(note.text for note in reading.notes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_damaged_cards_are_read_or_refused(edits: list[tuple[float, int, bytes]]) -> None:
    with contextlib.suppress(Refusal):
        reading = parse_contacts(edited(CARDS, edits))
        assert all(contact.full_name and contact.uid for contact in reading.contacts)
        assert len({contact.uid for contact in reading.contacts}) == len(reading.contacts)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_inside_an_event_are_read_or_refused(noise: bytes) -> None:
    content = calendar(event("DTSTART:20240131T090000Z", "X")).replace(b"\r\nX\r\n", b"\r\n" + noise + b"\r\n")
    with contextlib.suppress(Refusal):
        parse_calendar(content, WINDOW, "UTC")


RULES = st.builds(
    ";".join,
    st.tuples(
        st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]),
        st.sampled_from(["", "INTERVAL=2", "INTERVAL=7", "INTERVAL=5000"]),
        st.sampled_from(["", "COUNT=3", "COUNT=999999999", "UNTIL=20240601", "UNTIL=20240601T000000Z"]),
        st.sampled_from(["", "BYDAY=MO", "BYDAY=-1FR", "BYDAY=2TU,TH", "BYDAY=53SU"]),
        st.sampled_from(["", "BYMONTH=2", "BYMONTH=6,12"]),
        st.sampled_from(["", "BYMONTHDAY=30", "BYMONTHDAY=-1", "BYYEARDAY=366", "BYWEEKNO=53"]),
        st.sampled_from(["", "BYSETPOS=1", "BYSETPOS=-9", "BYHOUR=9,17"]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(RULES, st.dates(date(1700, 1, 1), date(2025, 1, 1)))
def test_every_rule_stays_within_the_window_and_ascends(rule: str, start: date) -> None:
    window = Window(date(2024, 1, 1), date(2024, 6, 30))
    content = calendar(event(f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%d}T090000".replace(" ", "0"), f"RRULE:{rule}"))
    for series in parse_calendar(content, window, "UTC").series:
        starts = [occurrence.starts for occurrence in series.occurrences]
        assert starts == sorted(set(starts))
        assert all(datetime(2024, 1, 1) <= moment < datetime(2024, 7, 1) for moment in starts)
