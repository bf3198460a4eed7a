"""Import a file, whatever it holds: read it, show what it would bring, and bring it.

Reading and comparing take their time and write nothing; both may run on another thread with a desk of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange.calendars import CalendarReading
from mentordesk.exchange.reading import read_calendar, read_contacts
from mentordesk.exchange.report import LeftOut, Note
from mentordesk.exchange.taking import read_table, read_texts
from mentordesk.exchange.texts import TextsReading
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.undo import Step
from mentordesk.workflows.imports.import_archive import ArchiveBrought, ArchivePreview, preview_archive
from mentordesk.workflows.imports.import_calendar import (
    EventFate,
    EventRow,
    EventsImported,
    compare_calendar,
    import_calendar,
    window_around,
)
from mentordesk.workflows.imports.import_contacts import (
    CardFate,
    CardRow,
    ContactsImported,
    compare_contacts,
    import_contacts,
)
from mentordesk.workflows.imports.import_texts import TextsImported, TextsPreview, compare_texts

HEAD_BYTES = 65536
"""So much of a file is looked at to see what it is."""

FEW_CONTACTS = 20
"""Up to so many new people are suggested; a whole address book is not."""


class FileKind(StrEnum):
    """What a file holds."""

    CONTACTS = "contacts"
    CALENDAR = "calendar"
    ARCHIVE = "archive"
    """A whole desk, taken along."""
    FOLDER = "folder"
    """A folder of Markdown."""
    TABLE = "table"
    """A table (CSV) of people or notes."""


def kind_of(path: Path) -> FileKind:
    """Tell what a file holds by what it says of itself, else by its name.

    Raises Mistake, field `path`, for neither, and Trouble for a file that cannot be opened.
    """
    try:
        if path.is_dir():
            return FileKind.FOLDER
        if path.exists() and not path.is_file():
            # A pipe would keep this waiting, and cannot be read twice; one that is not there is told below.
            sentence = _("“{name}” is not an ordinary file. Choose a file that was exported to disk.")
            raise Mistake(sentence.format(name=path.name), field="path")
        with path.open("rb") as file:
            # UTF-16 has a zero byte beside every letter that matters here.
            head = file.read(HEAD_BYTES)
            if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
                return FileKind.ARCHIVE
            head = head.replace(b"\0", b"").upper()
    except (OSError, ValueError) as error:
        raise Trouble(
            _("“{name}” cannot be opened. Check its name, and that you may read it.").format(name=path.name)
        ) from error
    is_calendar, is_card = b"BEGIN:VCALENDAR" in head, b"BEGIN:VCARD" in head
    if is_calendar or is_card:
        return FileKind.CALENDAR if is_calendar else FileKind.CONTACTS
    if path.suffix.casefold() in {".ics", ".ical", ".ifb", ".icalendar"}:
        return FileKind.CALENDAR
    if path.suffix.casefold() in {".vcf", ".vcard"}:
        return FileKind.CONTACTS
    if path.suffix.casefold() == ".zip":
        return FileKind.ARCHIVE
    if path.suffix.casefold() in {".csv", ".tsv"}:
        return FileKind.TABLE
    if path.suffix.casefold() in {".md", ".markdown"}:
        raise Mistake(
            _("“{name}” is a single note. Choose the folder it lies in, and all of its notes come.").format(
                name=path.name
            ),
            field="path",
        )
    raise Mistake(
        _("“{name}” holds neither contacts (.vcf) nor a calendar (.ics).").format(name=path.name), field="path"
    )


@dataclass(frozen=True)
class ContactsPreview:
    """What a file of contacts would bring."""

    path: Path
    rows: tuple[CardRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def to_do(self) -> tuple[int, ...]:
        """The places of rows with which there is something to do."""
        return tuple(index for index, row in enumerate(self.rows) if row.fate is not CardFate.SAME)

    @property
    def suggested(self) -> frozenset[int]:
        """The places of rows that are ticked to begin with."""
        new = [index for index in self.to_do if self.rows[index].fate is CardFate.NEW]
        return frozenset(self.to_do) - (frozenset(new) if len(new) > FEW_CONTACTS else frozenset())

    def lines(self) -> Iterator[str]:
        """Say in lines for a terminal what it would bring, all of it ticked."""
        for index in self.to_do:
            yield f"[x] {card_words(self.rows[index])}"
        known = len(self.rows) - len(self.to_do)
        if known:
            yield ngettext("{count} is known already.", "{count} are known already.", known).format(count=known)
        yield from report_lines(self.left_out, self.notes)

    def apply(
        self, desk: Desk, clock: Clock, chosen: Collection[int] | None = None, my_role: Role | None = None
    ) -> ContactsImported:
        """Bring the chosen rows, or all with which there is something to do, as one act."""
        return import_contacts(desk, clock, self.rows, self.to_do if chosen is None else chosen, my_role)


@dataclass(frozen=True)
class CalendarPreview:
    """What a calendar would bring."""

    path: Path
    reading: CalendarReading
    rows: tuple[EventRow, ...]
    clock: Clock
    people: Mapping[str, Person] = field(default_factory=dict)
    """Everybody on the desk, by id."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was not read."""
        return self.reading.left_out

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was read differently."""
        return self.reading.notes

    @property
    def to_do(self) -> tuple[int, ...]:
        """The places of rows with which there is something to do."""
        work = {EventFate.NEW, EventFate.CHANGED, EventFate.CALLED_OFF}
        return tuple(index for index, row in enumerate(self.rows) if row.fate in work)

    @property
    def suggested(self) -> frozenset[int]:
        """The places of rows that are ticked to begin with: only events with a known person."""
        return frozenset(index for index, row in enumerate(self.rows) if row.is_ticked)

    def lines(self) -> Iterator[str]:
        """Say in lines for a terminal what it would bring, and why the rest is not suggested."""
        for index, row in enumerate(self.rows):
            if row.is_ticked:
                person = self.people.get(row.person_id)
                fate = fate_words(row.fate) if row.fate is not EventFate.NEW else ""
                parts = (self.when(index), row.event.title, person.name if person else "", fate)
                yield "[x] " + " · ".join(part for part in parts if part)
        counted = Counter(why_not(row) for row in self.rows if not row.is_ticked)
        for words, count in counted.most_common():
            yield f"[ ] {count} · {words}"
        yield from report_lines(self.left_out, self.notes)

    def when(self, index: int) -> str:
        """Say when an event is, on my clock."""
        here = self.rows[index].starts_at.astimezone(self.clock.zone())
        today = self.clock.now().astimezone(self.clock.zone()).date()
        day = phrases.short_day(here.date(), today)
        if self.rows[index].event.all_day:
            return _("{day}, all day").format(day=day)
        return _("{day}, {time}").format(day=day, time=phrases.clock_time(here))

    def apply(
        self,
        desk: Desk,
        clock: Clock,
        chosen: Collection[int] | None = None,
        people: Mapping[int, str] | None = None,
        new_people: Iterable[Person] = (),
    ) -> EventsImported:
        """Bring the chosen rows, or those suggested, as one act."""
        wanted = self.suggested if chosen is None else chosen
        return import_calendar(desk, clock, self.reading, self.rows, wanted, people, new_people)


Preview = ContactsPreview | CalendarPreview | TextsPreview | ArchivePreview
Imported = ContactsImported | EventsImported | TextsImported | ArchiveBrought


def preview_file(
    desk: Desk,
    clock: Clock,
    path: Path,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Read a file and compare it with the desk; nothing is written.

    Raises Mistake for a file that cannot be understood, Trouble for one that cannot be read, and
    `exchange.reading.ReadingCancelled`.
    """
    kind = kind_of(path)
    if kind is FileKind.ARCHIVE:
        return preview_archive(desk, path, on_progress=on_progress, is_cancelled=is_cancelled)
    if kind is FileKind.FOLDER:
        texts = read_texts(path, on_progress=on_progress, is_cancelled=is_cancelled)
        return compare_texts(desk, path, texts)
    if kind is FileKind.TABLE:
        table = read_table(path, is_cancelled=is_cancelled)
        if isinstance(table, TextsReading):
            return compare_texts(desk, path, table)
        return ContactsPreview(path, compare_contacts(desk, table.contacts), table.left_out, table.notes)
    if kind is FileKind.CONTACTS:
        found = read_contacts(path, on_progress=on_progress, is_cancelled=is_cancelled)
        return ContactsPreview(path, compare_contacts(desk, found.contacts), found.left_out, found.notes)
    reading = read_calendar(
        path, window_around(clock), zone=clock.zone().key, on_progress=on_progress, is_cancelled=is_cancelled
    )
    people = {person.id: person for person in desk.people.others()}
    return CalendarPreview(path, reading, compare_calendar(desk, clock, reading), clock, people)


@dataclass(frozen=True)
class Brought:
    """What an import did, in words, and the step that takes it back."""

    words: str
    step: Step | None


def bring_beside(open_beside: Callable[[], Desk], bring: Callable[[Desk], Imported]) -> Brought:
    """Run an import on a desk opened for it, for a thread of its own; hand the step to the undo log of the window.

    A thousand events take some tenths of a second: too long for a window that answers within a frame. In slices the
    import would no longer be one act, all or nothing; so it runs as one transaction on a second connection, and other
    writes wait for its end as they would for another program’s. The desk is backed up before.
    """
    desk = open_beside()
    try:
        backups.write(desk.folder, backups.Reason.IMPORT, desk.database.clock.now(), keys=desk.keys)
        done = bring(desk)
        return Brought(done_words(done), desk.database.undo_log.last())
    finally:
        desk.close()


# --- words ---------------------------------------------------------------------------------------------------


def done_words(done: Imported) -> str:
    """Say what an import did."""
    if isinstance(done, ArchiveBrought):
        added, changed = sum(done.added.values()), sum(done.changed.values())
        parts = [
            ngettext("{count} record added", "{count} records added", added).format(count=added),
            ngettext("{count} changed", "{count} changed", changed).format(count=changed),
            ngettext("{count} kept as it is here", "{count} kept as they are here", done.stays).format(
                count=done.stays
            ),
        ]
        counts = [added, changed, done.stays]
    elif isinstance(done, TextsImported):
        parts = [
            ngettext("{count} note added", "{count} notes added", done.added).format(count=done.added),
            ngettext("{count} changed", "{count} changed", done.changed).format(count=done.changed),
        ]
        counts = [done.added, done.changed]
    elif isinstance(done, ContactsImported):
        parts = [
            ngettext("{count} person added", "{count} people added", done.added).format(count=done.added),
            ngettext("{count} filled in", "{count} filled in", done.filled_in).format(count=done.filled_in),
        ]
        counts = [done.added, done.filled_in]
    else:
        parts = [
            ngettext("{count} meeting added", "{count} meetings added", done.added).format(count=done.added),
            ngettext("{count} changed", "{count} changed", done.updated).format(count=done.updated),
            ngettext("{count} called off", "{count} called off", done.called_off).format(count=done.called_off),
        ]
        counts = [done.added, done.updated, done.called_off]
    said = [part for part, count in zip(parts, counts, strict=True) if count]
    return phrases.listed(said) if said else _("Nothing was changed")


def card_words(row: CardRow) -> str:
    """Say whom a card is about."""
    facts = [row.person.mail, row.person.city]
    if row.fate is CardFate.FILLS_IN:
        facts.append(_("fills in what is empty"))
    said = ", ".join(fact for fact in facts if fact)
    return f"{row.person.name} ({said})" if said else row.person.name


def fate_words(fate: EventFate | CardFate) -> str:
    """Say what would happen to an event or a card."""
    return {
        EventFate.NEW: _("new"),
        EventFate.CHANGED: _("changed"),
        EventFate.SAME: _("here already"),
        EventFate.CALLED_OFF: _("called off"),
        EventFate.CANCELLED: _("cancelled"),
        EventFate.REMOVED: _("in the trash"),
        CardFate.NEW: _("new"),
        CardFate.FILLS_IN: _("fills in"),
        CardFate.SAME: _("known"),
    }[fate]


def why_not(row: EventRow) -> str:
    """Say why an event is not suggested."""
    if row.fate is EventFate.SAME:
        return _("on the desk already")
    if row.fate in {EventFate.CANCELLED, EventFate.CALLED_OFF}:
        return _("cancelled in the calendar")
    if row.fate is EventFate.REMOVED:
        return _("put into the trash here before")
    if row.candidates:
        return _("could be with several people")
    return _("in the past") if row.person_id else _("with nobody on your desk")


class ToldLeftOut(Protocol):
    """Something an import left out."""

    @property
    def title(self) -> str:
        """What it calls itself."""

    @property
    def when(self) -> str:
        """Its date, where it has one."""

    @property
    def reason(self) -> str:
        """Why, in words."""


class ToldNote(Protocol):
    """Something worth knowing about a reading."""

    @property
    def text(self) -> str:
        """It in words."""


def report_lines(left_out: Sequence[ToldLeftOut], notes: Sequence[ToldNote]) -> Iterator[str]:
    """Say what was left out and why, and what was read differently."""
    if left_out:
        yield _("Left out:")
    for one in left_out:
        words = " ".join(word for word in (one.when, one.title) if word)
        yield f"  {words}: {one.reason}" if words else f"  {one.reason}"
    for note in notes:
        yield note.text
