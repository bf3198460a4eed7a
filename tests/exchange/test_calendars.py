"""Single events: times, texts, people, and files that programs wrote badly."""

from __future__ import annotations

from datetime import datetime

import pytest

from mentordesk.exchange.calendar_file import parse_calendar
from mentordesk.exchange.report import NoteKind, Refusal, RefusalKind, Why
from tests.support.exchange_files import WINDOW, calendar, event, read

NINE = "DTSTART;TZID=Europe/Berlin:20240131T090000"


def test_an_event_keeps_its_wall_time_and_zone() -> None:
    [found] = read(
        event(NINE, "DTEND;TZID=Europe/Berlin:20240131T100000", "SUMMARY:Call\\, weekly", "SEQUENCE:3")
    ).events
    assert (found.title, found.starts, found.zone, found.minutes, found.sequence) == (
        "Call, weekly",
        datetime(2024, 1, 31, 9),
        "Europe/Berlin",
        60,
        3,
    )


def test_an_end_in_another_zone_is_put_into_the_zone_of_the_start() -> None:
    [found] = read(
        event("DTSTART;TZID=America/New_York:20240829T080000", "DTEND;TZID=America/Los_Angeles:20240829T080000")
    ).events
    assert (found.ends, found.minutes) == (datetime(2024, 8, 29, 11), 180)


def test_minutes_count_the_hour_that_clocks_leave_out() -> None:
    [found] = read(
        event("DTSTART;TZID=Europe/Berlin:20240331T013000", "DTEND;TZID=Europe/Berlin:20240331T033000")
    ).events
    assert found.minutes == 60


def test_a_missing_end_stays_open_and_a_whole_day_lasts_one() -> None:
    timed, day = read(event(NINE), event("DTSTART;VALUE=DATE:20240201", uid="two")).events
    assert timed.minutes is None
    assert (day.all_day, day.minutes) == (True, 1440)


@pytest.mark.parametrize(
    "end",
    [
        "DTEND;TZID=Europe/Berlin:20240131T080000",
        "DURATION:-PT1H",
        "DTEND:rubbish",
        "DURATION:PXH",
        "DTEND;TZID=Nowhere:20240131T100000",
    ],
)
def test_an_end_that_cannot_be_meant_is_left_open(end: str) -> None:
    [found] = read(event(NINE, end)).events
    assert found.ends is None


def test_durations_are_added_to_the_start() -> None:
    [found] = read(event(NINE, "DURATION:P0DT1H30M0S")).events
    assert found.minutes == 90


@pytest.mark.parametrize(
    "text", ["20240131T0900", "2024-01-31T09:00:00", "20240131T090000.000", " 20240131T090000 ", "20240130T250000"]
)
def test_starts_are_read_with_common_slips_or_left_out_with_a_reason(text: str) -> None:
    reading = read(event(f"DTSTART;TZID=Europe/Berlin:{text}"))
    if "T25" in text:
        assert [left.why for left in reading.left_out] == [Why.BAD_START]
        assert text in reading.left_out[0].reason
    else:
        assert reading.events[0].starts == datetime(2024, 1, 31, 9)


def test_an_empty_parameter_does_not_cost_the_event() -> None:
    assert read(event("DTSTART;;VALUE=DATE-TIME:20240409T093000")).events[0].starts == datetime(2024, 4, 9, 9, 30)


def test_one_broken_event_is_left_out_and_the_others_are_read() -> None:
    reading = read(
        event("SUMMARY:No start"),
        event("DTSTART:banana", uid="b"),
        event(NINE, uid="c"),
        event("DTSTART:99990101", uid="d"),
    )
    assert [found.uid for found in reading.events] == ["c"]
    assert [left.why for left in reading.left_out] == [Why.NO_START, Why.BAD_START, Why.FAR_DATE]
    assert all(left.reason for left in reading.left_out)


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_is_understood(ends: str) -> None:
    text = calendar(event(NINE, "SUMMARY:One", "DESCRIPTION:long\r\n er\r\n\t still"), ends=ends)
    [found] = parse_calendar(text, WINDOW, "UTC").events
    assert (found.title, found.description) == ("One", "longer still")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_letters_survive_their_encoding(encoding: str) -> None:
    content = calendar(event(NINE, "SUMMARY:Gespräch mit Zoë")).decode().encode(encoding)
    reading = parse_calendar(content, WINDOW, "UTC")
    assert reading.events[0].title == "Gespräch mit Zoë"
    assert (NoteKind.ENCODING in {note.kind for note in reading.notes}) == (encoding in {"latin-1", "cp1252"})


def test_a_letter_cut_in_two_by_folding_is_whole_again() -> None:
    content = calendar(event(NINE, "SUMMARY:Zo#")).replace(b"#", "ë".encode()[:1] + b"\r\n " + "ë".encode()[1:])
    assert parse_calendar(content, WINDOW, "UTC").events[0].title == "Zoë"


def test_a_line_break_inside_a_text_continues_it() -> None:
    lines = (NINE, "DESCRIPTION:First", "second line", "https://zoom.us/j/123456", "SUMMARY:T")
    [found] = read(event(*lines)).events
    assert found.description == "First\nsecond line\nhttps://zoom.us/j/123456"
    assert (found.title, found.link) == ("T", "https://zoom.us/j/123456")


def test_arabic_and_emoji_are_kept_and_accents_composed() -> None:
    [found] = read(event(NINE, "SUMMARY:مكالمة 👋🏽 Zoe\u0308")).events
    assert found.title == "مكالمة 👋🏽 Zoë"


def test_several_calendars_words_before_them_and_bare_events_are_read() -> None:
    both = b"Dear all, here it is\r\n" + calendar(event(NINE)) + calendar(event(NINE, uid="two"))
    assert len(parse_calendar(both, WINDOW, "UTC").events) == 2
    assert len(parse_calendar(event(NINE).encode() + b"\r\n", WINDOW, "UTC").events) == 1


def test_a_missing_end_of_an_event_costs_nothing() -> None:
    reading = read(f"BEGIN:VEVENT\r\nUID:a\r\n{NINE}", event(NINE, uid="b"))
    assert [found.uid for found in reading.events] == ["a", "b"]


def test_a_file_that_breaks_off_inside_an_event_is_refused() -> None:
    whole = calendar(event(NINE), event(NINE, uid="two"))
    with pytest.raises(Refusal) as refused:
        parse_calendar(whole[: whole.rindex(b"DTSTART") + 20], WINDOW, "UTC")
    assert refused.value.kind is RefusalKind.TRUNCATED
    assert "breaks off" in refused.value.mistake(contacts=False, name="a.ics").sentence


def test_a_lacking_closing_line_is_told() -> None:
    whole = calendar(event(NINE))
    reading = parse_calendar(whole[: whole.rindex(b"END:VCALENDAR")], WINDOW, "UTC")
    assert (len(reading.events), [note.kind for note in reading.notes]) == (1, [NoteKind.NO_END_MARK])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", RefusalKind.EMPTY),
        (b" \r\n\r\n", RefusalKind.EMPTY),
        (bytes(range(256)) * 10, RefusalKind.BINARY),
        (b"PK\x03\x04" + b"x" * 100, RefusalKind.ARCHIVE),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", RefusalKind.WEB_PAGE),
        (b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", RefusalKind.CONTACTS_NOT_CALENDAR),
        (b"Date,Title\n2024-01-01,Call\n", RefusalKind.OTHER_KIND),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(content: bytes, kind: RefusalKind) -> None:
    with pytest.raises(Refusal) as refused:
        parse_calendar(content, WINDOW, "UTC")
    assert refused.value.kind is kind
    assert "“x.ics”" in refused.value.mistake(contacts=False, name="x.ics").sentence


def test_tasks_are_passed_over_and_an_empty_calendar_says_so() -> None:
    reading = read("BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Buy\r\nEND:VTODO")
    assert {note.kind for note in reading.notes} == {NoteKind.TASKS, NoteKind.NO_EVENTS}
    assert all(note.text for note in reading.notes)


@pytest.mark.parametrize(
    ("status", "meant"),
    [("Confirmed", "confirmed"), ("CANCELLED", "cancelled"), ("Tentative", "tentative"), ("x", "confirmed")],
)
def test_the_status_is_read_whatever_its_letters(status: str, meant: str) -> None:
    assert read(event(NINE, f"STATUS:{status}")).events[0].status == meant


def test_a_cancelling_message_cancels_its_events() -> None:
    assert read("METHOD:CANCEL", event(NINE)).events[0].status == "cancelled"


def test_people_are_read_with_their_answers_and_rooms_are_not_people() -> None:
    [found] = read(
        event(
            NINE,
            'ORGANIZER;CN="Moreau, Ana":MAILTO:ana@example.org',
            "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@example.org",
            'ATTENDEE;CN=Cy;EMAIL="cy@example.org":/aMjc/principal/',
            "ATTENDEE;CUTYPE=ROOM;CN=Blue room:mailto:room@example.org",
        )
    ).events
    assert found.organizer is not None
    assert (found.organizer.name, found.organizer.mail) == ("Moreau, Ana", "ana@example.org")
    assert [(one.name, one.mail, one.status) for one in found.attendees] == [
        ("Ben", "ben@example.org", "accepted"),
        ("Cy", "cy@example.org", ""),
    ]


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        ("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19", "https://teams.microsoft.com/l/meetup-join/19"),
        ('CONFERENCE;VALUE=URI;FEATURE="AUDIO,VIDEO":https://chat.example.org/x', "https://chat.example.org/x"),
        ("LOCATION:https://us02web.zoom.us/j/8412?pwd=a", "https://us02web.zoom.us/j/8412?pwd=a"),
        ("DESCRIPTION:Options: https://teams.microsoft.com/meetingOptions/?x\\nhttps://whereby.com/ana.", "https://whereby.com/ana"),
        ('DESCRIPTION:<a href="https://meet.jit.si/Room?a=1&amp;b=2">Join</a>', "https://meet.jit.si/Room?a=1&b=2"),
        ("DESCRIPTION:https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F1&data=5", "https://teams.microsoft.com/l/meetup-join/1"),
        ("LOCATION:https://cloud.example.org/call/ab12cd34", "https://cloud.example.org/call/ab12cd34"),
        ("URL:https://acme.webex.com/meet/ana", "https://acme.webex.com/meet/ana"),
        ("URL:https://blog.example.org/event", ""),
    ],
)  # fmt: skip
def test_the_call_link_is_found_wherever_it_hides(line: str, link: str) -> None:
    assert read(event(NINE, line)).events[0].link == link


def test_markup_in_descriptions_becomes_words() -> None:
    [found] = read(event(NINE, "DESCRIPTION:<p>Hello &amp; welcome</p><br>1 &lt; 2<ul><li>tea</li></ul>")).events
    assert found.description == "Hello & welcome\n\n1 < 2tea"


def test_an_event_without_uid_gets_the_same_one_again() -> None:
    text = f"BEGIN:VEVENT\r\n{NINE}\r\nSUMMARY:A\r\nEND:VEVENT"
    assert read(text).events[0].uid == read(text).events[0].uid != ""


def test_the_newer_of_two_versions_is_read() -> None:
    reading = read(event(NINE, "SUMMARY:New", "SEQUENCE:2"), event(NINE, "SUMMARY:Old", "SEQUENCE:1"))
    assert [found.title for found in reading.events] == ["New"]
    assert [left.why for left in reading.left_out] == [Why.SUPERSEDED]


def test_different_events_of_one_uid_stay_apart() -> None:
    reading = read(event(NINE), event("DTSTART;TZID=Europe/Berlin:20240201T090000"))
    assert len({found.uid for found in reading.events}) == 2
