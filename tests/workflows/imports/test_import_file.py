"""Importing a file: what it is, what it would bring, and bringing it from a second connection."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.limits import CALENDAR_BYTES
from mentordesk.workflows.imports.import_choices import EventChoices, choices_for, order_of
from mentordesk.workflows.imports.import_file import (
    CalendarPreview,
    ContactsPreview,
    FileKind,
    bring_beside,
    kind_of,
    preview_file,
)
from tests.support.desks import SmallDesk, small_desk
from tests.support.exchange_files import calendar, card, event

MARIA = "maria@example.org"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as desk:
        maria = desk.maria
        reach = (Channel(ChannelKind.MAIL, MARIA),)
        desk.desk.people.save(Person(**{**vars(maria), "channels": reach}))
        yield desk


def call(uid: str, day: str, *more: str, title: str = "Promotion case", who: str = MARIA) -> str:
    attendee = (f"ATTENDEE;CN={who.partition('@')[0]}:mailto:{who}",) if who else ()
    start = f"DTSTART;TZID=Europe/Berlin:{day}T150000"
    return event(f"SUMMARY:{title}", start, "DURATION:PT50M", *attendee, *more, uid=uid)


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_calendar_file(small: SmallDesk, path: Path) -> CalendarPreview:
    preview = preview_file(small.desk, small.clock, path)
    assert isinstance(preview, CalendarPreview)
    return preview


def test_what_a_file_says_of_itself_counts_more_than_its_name(tmp_path: Path) -> None:
    assert kind_of(written(tmp_path, "people.ics", card("FN:Maria"))) is FileKind.CONTACTS
    assert kind_of(written(tmp_path, "download", calendar().decode().encode("utf-16"))) is FileKind.CALENDAR
    assert kind_of(written(tmp_path, "broken.vcf", b"\x00\x01")) is FileKind.CONTACTS
    with pytest.raises(Mistake, match="neither contacts"):
        kind_of(written(tmp_path, "letter.txt", "Dear Maria"))
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(Mistake, match="not an ordinary file"):
        kind_of(tmp_path / "pipe.ics")
    assert kind_of(tmp_path) is FileKind.FOLDER
    assert kind_of(written(tmp_path, "desk.zip", b"")) is FileKind.ARCHIVE
    assert kind_of(written(tmp_path, "people.csv", "name\nMaria")) is FileKind.TABLE
    with pytest.raises(Mistake, match="single note"):
        kind_of(written(tmp_path, "note.md", "# One"))
    with pytest.raises(Trouble, match="cannot be opened"):
        kind_of(tmp_path / "gone.ics")


def test_a_calendar_is_said_in_lines_and_brought_with_known_people_only(small: SmallDesk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "work.ics",
        calendar(
            call("a", "20261119"), call("b", "20261120", who=""), call("c", "20260101"), event("SUMMARY:No start")
        ),
    )
    preview = read_calendar_file(small, path)

    assert list(preview.lines()) == [
        "[x] Thu 19 Nov, 15:00 · Promotion case · Maria Santos",
        "[ ] 1 · in the past",
        "[ ] 1 · with nobody on your desk",
        "Left out:",
        "  No start: It has no start.",
    ]
    done = preview.apply(small.desk, small.clock)
    assert (done.added, done.unchanged) == (1, 2)
    again = read_calendar_file(small, path)
    assert again.suggested == frozenset()
    assert again.apply(small.desk, small.clock).added == 0


def test_the_same_file_brought_twice_from_two_looks_at_it_adds_nothing(small: SmallDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "work.ics", calendar(call("a", "20261119", "RRULE:FREQ=WEEKLY;COUNT=3")))
    first, second = read_calendar_file(small, path), read_calendar_file(small, path)

    assert first.apply(small.desk, small.clock).added == 3
    assert second.apply(small.desk, small.clock).added == 0
    assert small.desk.meetings.count() == 3


def test_contacts_are_said_in_lines_and_few_of_them_are_suggested(small: SmallDesk, tmp_path: Path) -> None:
    cards = "".join(card(f"FN:Person {turn}", f"UID:{turn}") for turn in range(3))
    preview = preview_file(small.desk, small.clock, written(tmp_path, "some.vcf", cards))
    assert isinstance(preview, ContactsPreview)
    assert len(preview.suggested) == 3
    assert next(iter(preview.lines())) == "[x] Person 0"
    done = preview.apply(small.desk, small.clock, my_role=Role.MENTOR)
    assert done.added == len(small.desk.mentorships.running()) - 1 == 3

    book = "".join(card(f"FN:Contact {turn}", f"UID:book-{turn}") for turn in range(300))
    many = preview_file(small.desk, small.clock, written(tmp_path, "book.vcf", book))
    assert many.suggested == frozenset(), "a whole address book is not what a desk is for"
    assert len(many.to_do) == 300


def test_an_import_beside_the_window_is_one_step_of_its_undo(small: SmallDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "work.ics", calendar(*(call(f"u{turn}", "20261119") for turn in range(30))))
    preview = read_calendar_file(small, path)
    small.desk.people.add(Person(name="Before"), act="Add Before")

    brought = bring_beside(small.desk.open_beside, partial(preview.apply, clock=small.clock))
    assert brought.words == "30 meetings added"
    assert brought.step is not None
    small.desk.database.undo_log.adopt(brought.step)

    assert small.desk.meetings.count() == 30
    assert small.desk.database.undo() == "Import a calendar"
    assert small.desk.meetings.count() == 0
    assert small.desk.database.redo() == "Import a calendar"
    assert small.desk.meetings.count() == 30
    small.desk.database.undo()
    assert small.desk.database.undo() == "Add Before"


def test_an_event_given_a_person_takes_its_repetitions_and_its_like_along(small: SmallDesk, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "work.ics",
        calendar(
            call("weekly", "20261119", "RRULE:FREQ=WEEKLY;COUNT=3", who="bob@example.org"),
            call("once", "20261125", who="BOB@example.org"),
            call("other", "20261126", who="eve@example.org"),
        ),
    )
    preview = read_calendar_file(small, path)
    choices = choices_for(preview)
    assert isinstance(choices, EventChoices)
    assert not choices.toggle(0), "nobody said with whom it is"

    touched = choices.give_new(0, "Bob Nakamura")

    assert len(touched) == len(choices.ticked) == 4
    done = preview.apply(small.desk, small.clock, choices.ticked, choices.people, choices.needed_new_people())
    assert done.added == 4
    (bob,) = small.desk.people.named("Bob Nakamura")
    assert bob.mail == "bob@example.org", "the next import knows him"
    assert {meeting.person_id for meeting in small.desk.meetings.where()} == {bob.id}


def test_a_new_person_nobody_is_ticked_for_is_not_added(small: SmallDesk, tmp_path: Path) -> None:
    preview = read_calendar_file(small, written(tmp_path, "work.ics", calendar(call("a", "20261119", who=""))))
    choices = choices_for(preview)
    assert isinstance(choices, EventChoices)
    choices.give_new(0, "Bob")
    choices.toggle(0)
    assert choices.needed_new_people() == ()


def test_two_people_of_one_name_are_asked_about(small: SmallDesk, tmp_path: Path) -> None:
    small.desk.people.add(Person(name="Maria Santos", city="Lisbon"))
    path = written(tmp_path, "work.ics", calendar(call("a", "20261119", who="", title="Maria Santos: goals")))
    preview = read_calendar_file(small, path)
    choices = choices_for(preview)
    assert isinstance(choices, EventChoices)
    assert (preview.suggested, choices.who_words(0)) == (frozenset(), "Maria Santos / Maria Santos?")
    choices.give(0, small.maria.id)
    assert choices.ticked == {0}


def test_what_is_suggested_is_shown_first_and_what_there_is_nothing_to_do_with_last(
    small: SmallDesk, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        "work.ics",
        calendar(
            call("past", "20260105", title="Past"),
            call("unknown", "20261113", title="Unknown", who=""),
            call("known", "20261119", title="Known"),
            call("off", "20261118", "STATUS:CANCELLED", title="Cancelled"),
        ),
    )
    preview = read_calendar_file(small, path)
    titles = [preview.rows[index].event.title for index in order_of(preview)]
    assert titles == ["Known", "Unknown", "Past", "Cancelled"]


def test_a_file_of_a_hundred_megabytes_is_refused_before_it_is_read(small: SmallDesk, tmp_path: Path) -> None:
    path = written(tmp_path, "huge.ics", b"BEGIN:VCALENDAR\r\n")
    os.truncate(path, 100_000_000)
    assert CALENDAR_BYTES < 100_000_000
    with pytest.raises(Mistake, match="larger than"):
        preview_file(small.desk, small.clock, path)
