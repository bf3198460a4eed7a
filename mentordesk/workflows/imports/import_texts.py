"""Import notes from a folder of Markdown or from a table: compare with the desk, show what would happen, then do it as one act.

A note is known again by the place it came from, so that the same folder adds nothing twice. Of two that differ the later one
counts, and what the other said is kept among the earlier wordings. Lines that look like promises stay text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid5

from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.domain.notes import Note, title_of
from mentordesk.exchange.texts import FilesNotTaken, TextLeftOut, TextNote, TextsReading
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_links import keep_links

_SOURCES = UUID("6f1cf5a2-4f0e-5d3c-9a41-2f6a1f0f8d11")
"""In the name of this, places that texts come from are turned into ids."""


class TextFate(StrEnum):
    """What an import would do with a text."""

    NEW = "new"
    CHANGED = "changed"
    """It is here, and the file was changed later."""
    SAME = "same"
    LATER_HERE = "later_here"
    """It is here, and was changed here later."""
    REMOVED = "removed"
    """Imported before and put into the trash here: it stays there."""


@dataclass(frozen=True)
class TextRow:
    """One text beside what the desk knows."""

    note: TextNote
    fate: TextFate
    title: str
    note_id: str
    person_id: str = ""


@dataclass(frozen=True)
class TextsImported:
    """What an import did."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class TextsPreview:
    """What a folder or table of notes would bring."""

    path: Path
    rows: tuple[TextRow, ...]
    left_out: tuple[TextLeftOut, ...] = ()
    other_files: int = 0

    @property
    def notes(self) -> tuple[FilesNotTaken, ...]:
        """What is worth knowing."""
        return (FilesNotTaken(self.other_files),) if self.other_files else ()

    @property
    def to_do(self) -> tuple[int, ...]:
        """The places of rows with which there is something to do."""
        work = {TextFate.NEW, TextFate.CHANGED}
        return tuple(index for index, row in enumerate(self.rows) if row.fate in work)

    @property
    def suggested(self) -> frozenset[int]:
        """The places of rows that are ticked to begin with: whoever chose the folder wants its notes."""
        return frozenset(self.to_do)

    def lines(self) -> Iterator[str]:
        """Say in lines for a terminal what it would bring."""
        for index in self.to_do:
            row = self.rows[index]
            yield f"[x] {row.title}" + (f" · {text_fate_words(row.fate)}" if row.fate is TextFate.CHANGED else "")
        known = len(self.rows) - len(self.to_do)
        if known:
            words = ngettext("{count} note stays as it is.", "{count} notes stay as they are.", known)
            yield words.format(count=known)

    def apply(self, desk: Desk, clock: Clock, chosen: Collection[int] | None = None) -> TextsImported:
        """Bring the chosen rows, or all with which there is something to do, as one act."""
        return import_texts(desk, clock, self.rows, self.to_do if chosen is None else chosen)


def compare_texts(desk: Desk, path: Path, reading: TextsReading) -> TextsPreview:
    """Return what an import of these texts would do; nothing is written."""
    ids = [text.id or str(uuid5(_SOURCES, text.source)) for text in reading.notes]
    present = desk.notes.many(ids)
    people: dict[str, list[str]] = {}
    for person in desk.people.others():
        people.setdefault(fold(person.name), []).append(person.id)
    rows = []
    for note_id, text in zip(ids, reading.notes, strict=True):
        named = people.get(fold(text.person), []) if text.person else []
        person_id = named[0] if len(named) == 1 else ""
        title = title_of(text.text[:5000]) or _("Untitled")
        rows.append(TextRow(text, _fate(present.get(note_id), text), title, note_id, person_id))
    return TextsPreview(path, tuple(rows), reading.left_out, reading.other_files)


def import_texts(desk: Desk, clock: Clock, rows: Sequence[TextRow], chosen: Collection[int]) -> TextsImported:
    """Import the chosen rows, by their place, as one act."""
    added: dict[str, Note] = {}
    changed: list[tuple[Note, str]] = []
    with desk.database.change(Topic.NOTES, act=_("Import notes")):
        for index in sorted(chosen):
            row = rows[index]
            # Once more: another import of the same folder may have come between.
            fate = _fate(desk.notes.find(row.note_id), row.note)
            if fate is TextFate.NEW:
                mentorship = desk.mentorships.current_of(row.person_id) if row.person_id else None
                added[row.note_id] = Note(
                    id=row.note_id,
                    person_id=row.person_id,
                    mentorship_id=mentorship.id if mentorship else "",
                    text=row.note.text,
                    created_at=row.note.created or clock.now(),
                    updated_at=row.note.updated or row.note.created or clock.now(),
                )
            elif fate is TextFate.CHANGED:
                desk.notes.leave(row.note_id)
                note = desk.notes.get(row.note_id)
                changed.append((desk.notes.save(replace(note, text=row.note.text)), note.text))
        desk.notes.add_all(added.values())
        # Links last: they may lead to what has just come in. On a desk that is nobody's yet no name means anybody.
        if desk.profile.mine() is not None:
            for note in added.values():
                keep_links(desk, clock, note.id, "", note.text)
            for note, before in changed:
                keep_links(desk, clock, note.id, before, note.text)
    return TextsImported(len(added), len(changed), len(rows) - len(added) - len(changed))


def text_fate_words(fate: TextFate) -> str:
    """Say what would happen to a text."""
    return {
        TextFate.NEW: _("new"),
        TextFate.CHANGED: _("changed"),
        TextFate.SAME: _("here already"),
        TextFate.LATER_HERE: _("later here"),
        TextFate.REMOVED: _("in the trash"),
    }[fate]


def _fate(note: Note | None, text: TextNote) -> TextFate:
    if note is None:
        return TextFate.NEW
    if note.deleted_at is not None:
        return TextFate.REMOVED
    if note.text == text.text:
        return TextFate.SAME
    later = text.updated is not None and (note.updated_at is None or text.updated > note.updated_at)
    return TextFate.CHANGED if later else TextFate.LATER_HERE
