"""Files that real programs exported, where they lie beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mentordesk.exchange.calendar_file import parse_calendar
from mentordesk.exchange.calendars import Window
from mentordesk.exchange.contact_file import parse_contacts

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real"
CALENDARS = sorted(FOLDER.glob("*.ics"))
CONTACTS = sorted(FOLDER.glob("*.vcf"))
WINDOW = Window(date(2014, 1, 1), date(2024, 12, 31))


def test_every_calendar_of_real_programs_is_read_whole() -> None:
    for path in CALENDARS:
        content = path.read_bytes()
        reading = parse_calendar(content, WINDOW, "Europe/Vienna")
        without_start = [left for left in reading.left_out if left.reason == "It has no start."]
        assert reading.left_out == tuple(without_start), path.name
        changes = sum(len(series.changes) for series in reading.series)
        entries = len(reading.events) + len(reading.series) + changes + len(reading.left_out)
        assert entries == content.count(b"BEGIN:VEVENT"), path.name


def test_every_card_of_real_programs_is_read_whole() -> None:
    for path in CONTACTS:
        content = path.read_bytes()
        reading = parse_contacts(content)
        assert len(reading.contacts) == content.count(b"BEGIN:VCARD"), path.name
        for contact in reading.contacts:
            assert "=C3" not in contact.full_name, path.name
            assert "\\" not in contact.full_name, path.name


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_the_same_file_read_twice_names_its_events_alike(cut: float) -> None:
    window = Window(date(2014, 1, 1), date.fromordinal(date(2014, 1, 1).toordinal() + int(4_000 * cut)))
    for path in CALENDARS:
        first, again = (parse_calendar(path.read_bytes(), window, "Europe/Vienna") for _ in range(2))
        names = [(found.uid, found.recurrence_id) for found in first.all_events()]
        assert names == [(found.uid, found.recurrence_id) for found in again.all_events()]
        assert len(set(names)) == len(names), path.name
