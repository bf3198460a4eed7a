"""What parent and child say to each other while a file is read: one JSON object a line on the child's standard output."""

from __future__ import annotations

import msgspec

from mentordesk.exchange.calendars import CalendarReading, Window
from mentordesk.exchange.contacts import ContactsReading
from mentordesk.exchange.report import RefusalKind
from mentordesk.exchange.texts import TextsReading

Value = str | int | float | None
"""What a cell of the desk holds."""


class Order(msgspec.Struct, frozen=True, tag="order"):
    """What the child is to read; handed over on its command line, the file itself as its standard input."""

    contacts: bool
    zone: str = "UTC"
    window: Window | None = None
    memory_bytes: int = 0
    archive: tuple[str, ...] = ()
    """The tables of a desk in the order in which they are wanted: the file is an archive of one."""
    with_files: bool = False
    """The content of its attachments is wanted too, and not only whether it is whole."""
    folder: str = ""
    """A folder of Markdown to read; the file is then none."""
    is_table: bool = False
    """The file is a table (CSV)."""


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


class ReadTexts(msgspec.Struct, frozen=True, tag="texts"):
    """A folder, or a table, held notes."""

    reading: TextsReading


class ArchiveFacts(msgspec.Struct, frozen=True, tag="archive"):
    """What an archive says of itself; comes before its rows."""

    schema: int
    made_at: str
    me: str
    """The id of the person whose desk it is; empty for a desk that is nobody's yet."""
    profile: str
    counts: dict[str, int]
    """How many rows each table has."""
    fingerprint: str
    """Two archives that have it in common are one."""
    files: list[str] = []
    """The ids of the attachments whose content lies in it."""
    files_bytes: int = 0
    """What they take, all together."""


class ArchivePiece(msgspec.Struct, frozen=True, tag="piece"):
    """Some of what an attachment holds; pieces of one come together, and all of them before the first row."""

    id: str
    content: bytes
    is_last: bool = False
    """Nothing more comes of it, and it was as its checksum says."""


class ArchiveRows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows of one table."""

    table: str
    rows: list[dict[str, Value]]


class ArchiveEnd(msgspec.Struct, frozen=True, tag="end"):
    """All rows were there, and as their checksums say."""


Message = (
    Step | Refused | ReadCalendar | ReadContacts | ReadTexts | ArchiveFacts | ArchivePiece | ArchiveRows | ArchiveEnd
)
