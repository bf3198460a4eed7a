"""What parent and child say to each other while a file is read: one JSON object a line on the child's standard output."""

from __future__ import annotations

import msgspec

from mentordesk.exchange.calendars import CalendarReading, Window
from mentordesk.exchange.contacts import ContactsReading
from mentordesk.exchange.report import RefusalKind


class Order(msgspec.Struct, frozen=True, tag="order"):
    """What the child is to read; handed over on its command line, the file itself as its standard input."""

    contacts: bool
    zone: str = "UTC"
    window: Window | None = None
    memory_bytes: int = 0


class Step(msgspec.Struct, frozen=True, tag="step"):
    """How far the child is."""

    done: int
    total: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The file is refused."""

    kind: RefusalKind
    detail: str = ""


class ReadCalendar(msgspec.Struct, frozen=True, tag="calendar"):
    """The file was a calendar."""

    reading: CalendarReading


class ReadContacts(msgspec.Struct, frozen=True, tag="contacts"):
    """The file held contacts."""

    reading: ContactsReading


Message = Step | Refused | ReadCalendar | ReadContacts
