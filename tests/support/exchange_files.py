"""Calendar and contact files for tests, written from their parts."""

from __future__ import annotations

from datetime import date

from mentordesk.exchange.calendar_file import parse_calendar
from mentordesk.exchange.calendars import CalendarReading, Window
from mentordesk.exchange.contact_file import parse_contacts
from mentordesk.exchange.contacts import ContactsReading

WINDOW = Window(date(2024, 1, 1), date(2024, 12, 31))


def event(*lines: str, uid: str = "one@example.org") -> str:
    """Return a VEVENT with these lines."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def calendar(*parts: str, ends: str = "\r\n") -> bytes:
    """Return a calendar file of these parts."""
    text = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))
    return text.replace("\r\n", ends).encode()


def card(*lines: str, version: str = "3.0") -> str:
    """Return a VCARD with these lines."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def read(*parts: str, zone: str = "Europe/Vienna", window: Window = WINDOW) -> CalendarReading:
    """Read a calendar of these parts."""
    return parse_calendar(calendar(*parts), window, zone)


def read_cards(*cards: str) -> ContactsReading:
    """Read a contacts file of these cards."""
    return parse_contacts("".join(cards).encode())
