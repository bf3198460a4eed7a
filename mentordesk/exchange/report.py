"""What an import tells the person: what was left out, what was read differently, why a file was refused.

Codes travel from the child process; the words are said here, in the language of whoever asks.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass


class RefusalKind(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty"
    BINARY = "binary"
    ARCHIVE = "archive"
    WEB_PAGE = "web_page"
    CONTACTS_NOT_CALENDAR = "contacts_not_calendar"
    CALENDAR_NOT_CONTACTS = "calendar_not_contacts"
    OTHER_KIND = "other_kind"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    STOPPED = "stopped"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"
    # Of archives, folders of texts and tables only; said in `taken_words`.
    NO_DESK = "no_desk"
    DAMAGED = "damaged"
    NEWER = "newer"
    NO_TEXTS = "no_texts"
    NO_COLUMNS = "no_columns"


class Refusal(Exception):
    """A file that cannot be read at all; `mistake()` says it in words."""

    def __init__(self, kind: RefusalKind, detail: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.detail = detail

    def mistake(self, *, contacts: bool, name: str) -> Mistake:
        """Say what is wrong with the file `name` and what to do."""
        return Mistake(_refused(self.kind, contacts=contacts).format(name=name, limit=self.detail), field="path")


def _refused(kind: RefusalKind, *, contacts: bool) -> str:
    sentences = {
        RefusalKind.EMPTY: _("“{name}” is empty. Export it again and choose the new file."),
        RefusalKind.BINARY: _("“{name}” does not hold text. Choose the .vcf file that your address book exported.")
        if contacts
        else _("“{name}” does not hold text. Choose the .ics file that your calendar exported."),
        RefusalKind.ARCHIVE: _("“{name}” is an archive. Unpack it and choose one of the files inside."),
        RefusalKind.WEB_PAGE: _(
            "“{name}” is a web page, often a sign-in page saved by mistake. Sign in, export again and choose the new file."
        ),
        RefusalKind.CONTACTS_NOT_CALENDAR: _("“{name}” holds contacts, not a calendar. Import it as contacts instead."),
        RefusalKind.CALENDAR_NOT_CONTACTS: _(
            "“{name}” holds a calendar, not contacts. Import it as a calendar instead."
        ),
        RefusalKind.OTHER_KIND: _("“{name}” holds no contacts. Choose a .vcf file exported from your address book.")
        if contacts
        else _("“{name}” holds no calendar. Choose an .ics file exported from your calendar."),
        RefusalKind.TRUNCATED: _("“{name}” breaks off in the middle. Nothing was read; export or download it again."),
        RefusalKind.TOO_LARGE: _("“{name}” is larger than {limit} MB. Export a smaller part, such as one group.")
        if contacts
        else _("“{name}” is larger than {limit} MB. Export a shorter time or a single calendar."),
        RefusalKind.TOO_SLOW: _(
            "“{name}” took too long to read, so reading was stopped. Export a smaller part and try that."
        ),
        RefusalKind.TOO_MUCH_MEMORY: _(
            "“{name}” needs more memory than it may have. Export a smaller part and try that."
        ),
        RefusalKind.STOPPED: _(
            "“{name}” could not be read: reading it stopped halfway. Export it again, or a smaller part."
        ),
        RefusalKind.FOLDER: _("“{name}” is a folder. Choose a file inside it."),
        RefusalKind.NOT_A_FILE: _("“{name}” is not an ordinary file. Choose a file that was exported to disk."),
    }
    return sentences[kind]


class Why(StrEnum):
    """Why one event or card was left out."""

    NO_START = "no_start"
    BAD_START = "bad_start"
    FAR_DATE = "far_date"
    UNKNOWN_ZONE = "unknown_zone"
    TOO_FINE = "too_fine"
    NEVER = "never"
    BAD_RULE = "bad_rule"
    OTHER_CALENDAR = "other_calendar"
    OLD_RULE = "old_rule"
    TOO_SLOW = "too_slow"
    OUTSIDE = "outside"
    BROKEN = "broken"
    SUPERSEDED = "superseded"
    NO_NAME = "no_name"
    GROUP = "group"
    NOT_A_PERSON = "not_a_person"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One entry that was not read: what it calls itself, when it is (as its file says), and why."""

    title: str
    when: str
    why: Why
    detail: str = ""

    @property
    def reason(self) -> str:
        """Say why, in the language of the person importing."""
        return _left_out(self.why).format(detail=self.detail)


def _left_out(why: Why) -> str:
    sentences = {
        Why.NO_START: _("It has no start."),
        Why.BAD_START: _("Its start “{detail}” is not a date."),
        Why.FAR_DATE: _("Its date is too far away to be meant: {detail}."),
        Why.UNKNOWN_ZONE: _("Its time zone “{detail}” is unknown, so its time would be a guess."),
        Why.TOO_FINE: _("It repeats more often than a meeting does: {detail}."),
        Why.NEVER: _("It repeats on days that do not exist: {detail}."),
        Why.BAD_RULE: _("How it repeats cannot be understood: {detail}."),
        Why.OTHER_CALENDAR: _("It repeats by a calendar that is not supported: {detail}."),
        Why.OLD_RULE: _("It repeats in an old notation that is not supported: {detail}."),
        Why.TOO_SLOW: _("Working out its repetitions took too long: {detail}."),
        Why.OUTSIDE: _("None of its repetitions lies in the time being imported."),
        Why.BROKEN: _("It is damaged and cannot be read."),
        Why.SUPERSEDED: _("The file holds a newer version of it, which was read instead."),
        Why.NO_NAME: _("The card has no name, organisation or mail address."),
        Why.GROUP: _("It is a list of contacts, not a person."),
        Why.NOT_A_PERSON: _("It is not a person."),
        Why.TWICE: _("The same card is in the file twice."),
    }
    return sentences[why]


class NoteKind(StrEnum):
    """What was read differently from how the file says it, or is worth knowing."""

    ZONE_MATCHED = "zone_matched"
    ZONE_FIXED = "zone_fixed"
    ZONE_ABBREVIATION = "zone_abbreviation"
    FLOATING = "floating"
    NO_SUCH_TIME = "no_such_time"
    TWO_SUCH_TIMES = "two_such_times"
    END_BEFORE_START = "end_before_start"
    ENCODING = "encoding"
    NO_END_MARK = "no_end_mark"
    NO_EVENTS = "no_events"
    NO_CONTACTS = "no_contacts"
    TASKS = "tasks"
    CUT = "cut"
    MORE_LEFT_OUT = "more_left_out"
    BAD_EXCEPTION = "bad_exception"
    BAD_CHANGE = "bad_change"
    STRAY_LINES = "stray_lines"
    OFFSET_ONLY = "offset_only"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on the reading: how many entries it concerns, and names in it."""

    kind: NoteKind
    count: int = 1
    names: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Say the remark in the language of the person importing."""
        return _noted(self.kind, self.count).format(count=self.count, **self.names)


def _noted(kind: NoteKind, count: int) -> str:
    match kind:
        case NoteKind.ZONE_MATCHED:
            return _("The time zone “{zone}” was read as {read_as}, whose clock changes agree with it.")
        case NoteKind.ZONE_FIXED:
            return _("The time zone “{zone}” was read as the fixed offset {read_as}.")
        case NoteKind.ZONE_ABBREVIATION:
            return _("The time zone “{zone}” was taken to mean {read_as}.")
        case NoteKind.FLOATING:
            return ngettext(
                "{count} event names no time zone; it was read in {zone}.",
                "{count} events name no time zone; they were read in {zone}.",
                count,
            )
        case NoteKind.NO_SUCH_TIME:
            return ngettext(
                "{count} time does not exist because clocks go forward then; it is kept as written: {title}.",
                "{count} times do not exist because clocks go forward then; they are kept as written, such as {title}.",
                count,
            )
        case NoteKind.TWO_SUCH_TIMES:
            return ngettext(
                "{count} time comes twice because clocks go back then; the first was taken: {title}.",
                "{count} times come twice because clocks go back then; the first was taken, such as {title}.",
                count,
            )
        case NoteKind.END_BEFORE_START:
            return ngettext(
                "{count} event ends before it starts; its length was left open: {title}.",
                "{count} events end before they start; their length was left open, such as {title}.",
                count,
            )
        case NoteKind.ENCODING:
            return _("The file does not say how its letters are encoded; check names with accents.")
        case NoteKind.NO_END_MARK:
            return _("The file lacks its closing line. If something is missing at its end, export it again.")
        case NoteKind.NO_EVENTS:
            return _("The calendar holds no events.")
        case NoteKind.NO_CONTACTS:
            return _("The file holds no contacts that can be read.")
        case NoteKind.TASKS:
            return ngettext(
                "{count} task or journal entry was passed over; only events are imported.",
                "{count} tasks or journal entries were passed over; only events are imported.",
                count,
            )
        case NoteKind.CUT:
            return _("“{title}” repeats very often; only its first {count} repetitions were read.")
        case NoteKind.MORE_LEFT_OUT:
            return ngettext(
                "{count} more entry was left out for reasons like these.",
                "{count} more entries were left out for reasons like these.",
                count,
            )
        case NoteKind.BAD_EXCEPTION:
            return ngettext(
                "{count} date in an exception could not be read: {title}.",
                "{count} dates in exceptions could not be read, such as in {title}.",
                count,
            )
        case NoteKind.BAD_CHANGE:
            return ngettext(
                "{count} event is said to change a repetition, but not which; it stands alone: {title}.",
                "{count} events are said to change a repetition, but not which; they stand alone, such as {title}.",
                count,
            )
        case NoteKind.STRAY_LINES:
            return ngettext("{count} damaged line was passed over.", "{count} damaged lines were passed over.", count)
        case NoteKind.OFFSET_ONLY:
            return ngettext(
                "{count} card gives only a distance from UTC, which is no time zone; set the zone by hand.",
                "{count} cards give only a distance from UTC, which is no time zone; set their zones by hand.",
                count,
            )


class Findings:
    """Collects what a reader leaves out and remarks on, within bounds, each kind of remark told once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left_out: list[LeftOut] = []
        self._more = 0
        self._notes: dict[tuple[NoteKind, str], Note] = {}

    def leave_out(self, title: str, when: str, why: Why, detail: str = "") -> None:
        """Add an entry to the report."""
        if len(self._left_out) < self._most:
            self._left_out.append(LeftOut(title[:200], when[:60], why, detail[:200]))
        else:
            self._more += 1

    def note(self, kind: NoteKind, *, apart: str = "", count: int = 1, **names: str) -> None:
        """Count a remark; remarks of one kind are told apart by `apart`, and name what came first."""
        before = self._notes.get((kind, apart))
        if before is not None:
            self._notes[kind, apart] = Note(kind, before.count + count, before.names)
        elif len(self._notes) < 200:
            self._notes[kind, apart] = Note(kind, count, {key: value[:200] for key, value in names.items()})

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out, in the order of the file."""
        return tuple(self._left_out)

    def notes(self) -> tuple[Note, ...]:
        """Return the remarks."""
        if self._more:
            self.note(NoteKind.MORE_LEFT_OUT, count=self._more)
        return tuple(self._notes.values())


def as_written(when: datetime, *, all_day: bool) -> str:
    """Say a wall time the way reports carry it: ISO, minutes at most; the screen may format it further."""
    return when.date().isoformat() if all_day else when.isoformat(" ", "minutes")
