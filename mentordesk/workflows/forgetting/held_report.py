"""What a desk holds about somebody: every record that is about them, each of its fields, and where else they are mentioned.

The same records that forgetting them would delete; what a field is called is said in `held_words`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from mentordesk import phrases
from mentordesk.domain.excerpts import shortened
from mentordesk.domain.notes import title_of
from mentordesk.domain.people import Person
from mentordesk.domain.wordings import LONG_TEXTS
from mentordesk.errors import Trouble
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.purging import Purge, Reach
from mentordesk.store.whole import Column, Table, Whole
from mentordesk.workflows.forgetting.forget import HeldByBackups, Mention, held_by_backups, mentions_of
from mentordesk.workflows.forgetting.forget_words import backup_words, mention_words
from mentordesk.workflows.forgetting.held_words import (
    DATES,
    OWN_TITLES,
    SAYS_NOTHING,
    label,
    number_words,
    section_title,
    value_words,
)
from mentordesk.workflows.forgetting.typed_about import drafts_of, names
from mentordesk.workflows.safety.difference_words import moment_words
from mentordesk.workflows.take_along.export_desk import file_beside

_FIRST = (
    "person",
    "mentorship",
    "series",
    "meeting",
    "agenda_item",
    "note",
    "note_revision",
    "wording",
    "note_link",
    "attachment",
)
_BODIES = frozenset({("note", "text"), ("note_revision", "text"), ("wording", "text")})
"""Texts of several lines, which are shown as they are."""
_CALENDAR_DAYS = frozenset({"starts_at", "actual_start"})


@dataclass(frozen=True)
class Said:
    """One field."""

    label: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One record: when, what it is called, its fields."""

    when: str
    title: str
    fields: tuple[Said, ...]
    text: str = ""
    """What was written in it, as Markdown."""


@dataclass(frozen=True)
class Section:
    """All records of a noun, the newest first."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class HeldReport:
    """All of it."""

    name: str
    made: str
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    backups: HeldByBackups
    desk_folder: Path
    clock_words: tuple[str, ...] = ()
    """What is said of the backups."""

    @property
    def count(self) -> int:
        """Return how many records there are."""
        return sum(len(section.entries) for section in self.sections)


def held_about(desk: Desk, person_id: str, *, second_folder: str = "") -> HeldReport:
    """Return what the desk holds about a person, in the trash too; for a thread of its own. Raises Mistake where there is nobody."""
    person = desk.people.get(person_id)
    reach = Reach(desk.database).of_person(person_id)
    clock = desk.database.clock
    teller = _Teller(desk, reach, person)
    drafts = tuple(teller.drafts())
    sections = [*teller.sections(), *([Section(_("Drafts"), drafts)] if drafts else [])]
    held = held_by_backups(desk, person, second_folder)
    return HeldReport(
        name=person.name,
        made=moment_words(clock.now(), clock),
        sections=tuple(sections),
        mentions=mentions_of(desk, person, reach),
        backups=held,
        desk_folder=desk.folder,
        clock_words=backup_words(held, person),
    )


class _Teller:
    """Reads the records and says them."""

    def __init__(self, desk: Desk, reach: Purge, person: Person) -> None:
        self._desk, self._reach, self._person = desk, reach, person
        self._clock = desk.database.clock
        self._today = self._clock.now().astimezone(self._clock.zone()).date()
        self._whole = Whole(desk.database)
        self._tables: Mapping[str, Table] = {table.name: table for table in self._whole.tables}
        self._titles: dict[str, str] = {}

    def sections(self) -> Iterator[Section]:
        order = [*_FIRST, *(name for name in self._tables if name not in _FIRST)]
        for table in (self._tables[name] for name in order if name in self._reach.gone):
            rows = self._whole.present(table.name, sorted(self._reach.gone[table.name])).values()
            dated = sorted(((self._at(table.name, row), row) for row in rows), key=_by_date, reverse=True)
            yield Section(section_title(table.name), tuple(self._entry(table, at, row) for at, row in dated))

    def drafts(self) -> Iterator[Entry]:
        ids = self._reach.ids
        for draft in drafts_of(self._desk):
            if ids & set(draft.key.split("/")) or (draft.is_of_nothing and names(draft.words, self._person)):
                yield Entry(moment_words(draft.kept_at, self._clock), _("Typed and not saved yet"), (), draft.words)

    def _entry(self, table: Table, at: str, row: Row) -> Entry:
        called = OWN_TITLES.get(table.name, "")
        title = " ".join(str(row.get(called) or "").split()) or _whose_words(table.name, row)
        said, text = [], ""
        for column in sorted(table.columns, key=_says_less):
            if (table.name, column.name) in _BODIES:
                text = str(row[column.name] or "")
            elif column.name not in SAYS_NOTHING and (words := self._value(table, column, row)):
                is_shared = column.name == called and words == title
                if not is_shared or table.name == "person":
                    said.append(Said(label(table.name, column.name) or column.name, words))
        return Entry(self._when(at), title, tuple(said), text)

    def _at(self, table: str, row: Row) -> str:
        return next((str(row[name]) for name in (*DATES.get(table, ()), "created_at") if row.get(name)), "")

    def _when(self, at: str) -> str:
        return self._moment(at) if at else ""

    # -- values

    def _value(self, table: Table, column: Column, row: Row) -> str:
        value = row[column.name]
        if value is None or value in {"", "[]"}:
            return ""
        if column.leads_to:
            # Whose page it is all about need not be said at every record.
            return "" if column.leads_to == "person" and self._is_root(value) else self._title(column.leads_to, value)
        if column.kind == "TEXT":
            return self._text(column.name, str(value))
        if column.name.startswith(("is_", "personal_un")):
            return _("yes") if value else ""
        return number_words(column.name, int(value)) or phrases.number(float(value))

    def _text(self, column: str, value: str) -> str:
        if value[:1] in {"[", "{"}:
            with suppress(ValueError):
                return "; ".join(self._nested(json.loads(value)))
        if column.endswith(("_at", "_on", "_until", "_from", "_to", "_start", "_day")) or column in {
            "at",
            "actual_end",
        }:
            return self._moment(value)
        return value_words(column, value)

    def _nested(self, value: Any) -> Iterator[str]:
        """Say what lies nested: each record of a list in a line of its own."""
        for one in value if isinstance(value, list) else [value]:
            inner: Iterable[Any] = one.values() if isinstance(one, dict) else [one]
            words = [self._leaf(each) for each in inner if each not in (None, "", [], {})]
            if words:
                yield ", ".join(word for word in words if word)

    def _leaf(self, value: Any) -> str:
        if isinstance(value, list | dict):
            return ", ".join(self._nested(value))
        if isinstance(value, bool):
            return _("yes") if value else ""
        if isinstance(value, int | float):
            return phrases.number(float(value))
        return self._moment(str(value))

    def _moment(self, value: str) -> str:
        """Say a day, a time or a moment; what is none of them stays as it is."""
        with suppress(ValueError):
            return phrases.brief_date(date.fromisoformat(value))
        with suppress(ValueError):
            return phrases.clock_time(time.fromisoformat(value))
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
            wall = moment.astimezone(self._clock.zone()) if moment.tzinfo else moment
            return _("{day}, {time}").format(day=phrases.brief_date(wall.date()), time=phrases.clock_time(wall))
        return value

    def _is_root(self, record_id: str) -> bool:
        return record_id in self._reach.gone.get("person", ())

    def _title(self, table: str, record_id: str) -> str:
        if record_id not in self._titles:
            row = self._whole.present(table, [record_id]).get(record_id)
            self._titles[record_id] = self._called(table, row) if row else ""
        return self._titles[record_id]

    def _called(self, table: str, row: Row) -> str:
        words = str(row.get(OWN_TITLES.get(table, "")) or "")
        title = shortened(title_of(words)) if words else ""
        if table in {"person", "goal"}:
            return title
        return ", ".join(part for part in (title or section_title(table), self._when(self._at(table, row))) if part)


def _whose_words(table: str, row: Row) -> str:
    """Say which text of its record an earlier wording is of; empty for what is none."""
    if table != "wording":
        return ""
    holder = next((noun for noun in LONG_TEXTS if row.get(f"{noun}_id")), "")
    return label(holder, str(row["field"]))


def _says_less(column: Column) -> bool:
    """Put what all records have below what is the record's own."""
    return column.name in {"visibility", "created_at"}


def _by_date(dated: tuple[str, Row]) -> tuple[str, str]:
    return dated[0], str(dated[1]["id"])


# --- as Markdown ----------------------------------------------------------------------------------------------


def save_report(report: HeldReport, path: Path) -> None:
    """Write the report as Markdown, for its owner alone, whole or not at all; raises Trouble when the file cannot be written."""
    try:
        # Plain words about somebody: half of it must not be left lying by a run that is killed.
        with file_beside(report.desk_folder, path) as part, part.open("wb") as file:
            file.write(report_as_markdown(report).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Trouble(_("{file} cannot be written. Choose another place.").format(file=path)) from error


def report_as_markdown(report: HeldReport, *, most: int | None = None, headed: bool = True) -> str:
    """Return the report as Markdown; with `most`, of each noun only so many records. `headed` says on top whom it is about."""
    count = ngettext("{count} record", "{count} records", report.count).format(count=report.count)
    parts = [
        f"# {_('What this desk holds about {name}').format(name=report.name)}",
        _("{when}. {count}, those in the trash included.").format(
            when=report.made[:1].upper() + report.made[1:], count=count
        ),
    ][: 2 if headed else 0]
    for section in report.sections:
        parts.append(f"## {section.title} ({len(section.entries)})")
        parts += [_entry_as_markdown(entry) for entry in section.entries[:most]]
        if most is not None and len(section.entries) > most:
            left = len(section.entries) - most
            words = ngettext("*… and {count} more, in the copy.*", "*… and {count} more, in the copy.*", left)
            parts.append(words.format(count=left))
    if report.mentions:
        elsewhere = _("Mentioned elsewhere")  # not inside the f-string, where whoever collects words does not find it
        parts.append(f"## {elsewhere} ({len(report.mentions)})")
        parts.append("\n".join(f"- {mention_words(one)}" for one in report.mentions))
    parts.append(f"## {_('Backups')}")
    parts += report.clock_words
    return "\n\n".join(parts) + "\n"


def _entry_as_markdown(entry: Entry) -> str:
    head = ": ".join(part for part in (entry.when, entry.title) if part)
    lines = [f"### {head}", ""] if head else []
    lines += [f"- {said.label}: {_in_one_item(said.value)}" for said in entry.fields]
    if entry.text.strip():
        lines += ["", *(f"> {line}".rstrip() for line in entry.text.splitlines())]
    return "\n".join(lines)


def _in_one_item(value: str) -> str:
    """Keep the lines of a value within its item of a list."""
    return "\n  ".join(value.splitlines())
