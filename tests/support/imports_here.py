"""Imports of small files of each kind, each as the one act it is."""

from __future__ import annotations

from pathlib import Path

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_file import preview_file
from mentordesk.workflows.take_along.export_desk import Form, take_along

_CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//somebody//else//EN\r
BEGIN:VEVENT\r
UID:one@example.org\r
DTSTAMP:20260901T000000Z\r
DTSTART:{day}T150000Z\r
DTEND:{day}T160000Z\r
SUMMARY:Call with Maria Santos\r
END:VEVENT\r
END:VCALENDAR\r
"""
_CARDS = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:two\r\nFN:Ana Lopes\r\nEMAIL:ana@example.org\r\nEND:VCARD\r\n"


def import_calendar_here(desk: Desk, clock: Clock, folder: Path) -> None:
    """Import a calendar with one coming call with Maria."""
    path = folder / "calls.ics"
    path.write_text(_CALENDAR.format(day=f"{clock.now():%Y}1231"), encoding="utf-8")
    _import(desk, clock, path)


def import_contacts_here(desk: Desk, clock: Clock, folder: Path) -> None:
    """Import one card."""
    path = folder / "cards.vcf"
    path.write_text(_CARDS, encoding="utf-8")
    _import(desk, clock, path)


def import_notes_here(desk: Desk, clock: Clock, folder: Path) -> None:
    """Import a folder with one note, which has a promise in it."""
    notes = folder / "notes"
    notes.mkdir()
    (notes / "A day.md").write_text("# A day\n\nWith [[A day]] in it.\n- [ ] Rest\n", encoding="utf-8")
    _import(desk, clock, notes)


def _import(desk: Desk, clock: Clock, path: Path) -> None:
    preview = preview_file(desk, clock, path)
    if isinstance(preview, ArchivePreview):
        preview.apply(desk, clock)
    else:
        preview.apply(desk, clock, preview.to_do)


def bring_desk_here(desk: Desk, clock: Clock, folder: Path) -> None:
    """Bring in the archive of another desk, which knows one more person."""
    other = Desk.open(folder / "other", clock)
    other.profile.begin(Person(name="Elena Weber"), Profile())
    other.people.add(Person(name="Ana Lopes"))
    path = folder / "other.zip"
    take_along(other, path, Form.ARCHIVE)
    other.close()
    _import(desk, clock, path)
