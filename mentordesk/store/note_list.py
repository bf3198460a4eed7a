"""All notes as a list shows them: newest first, pinned ones on top, in windows; texts are read as far as a row needs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from mentordesk.domain.excerpts import excerpt, shortened
from mentordesk.domain.notes import title_of
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, Row, instant_text
from mentordesk.store.search import Search

_LETTERS = 600
_LINES = 6
"""How much of a text is read for its row."""


class NotePart(StrEnum):
    """A stretch of all notes."""

    ALL = "all"
    PINNED = "pinned"
    JOURNAL = "journal"
    """Those that belong to nobody."""
    MEETINGS = "meetings"
    """Those taken in meetings."""


@dataclass(frozen=True)
class NoteFilter:
    """Which notes are listed; everything said must hold."""

    part: NotePart = NotePart.ALL
    person_id: str = ""
    meeting_id: str = ""
    goal_id: str = ""
    tag: str = ""
    words: str = ""
    """As typed into a search: words, `person:` and `tag:`."""

    @property
    def is_empty(self) -> bool:
        """Whether every note fits."""
        return self == NoteFilter()


@dataclass(frozen=True)
class ListedNote:
    """One row."""

    id: str
    title: str
    beginning: str
    """What follows the title, or what was looked for and a little around it."""
    at: datetime
    person_id: str
    person: str
    meeting_id: str
    goal_id: str
    goal: str
    tags: tuple[str, ...]
    is_pinned: bool


_PARTS = {
    NotePart.ALL: "",
    NotePart.PINNED: " AND is_pinned",
    NotePart.JOURNAL: " AND note.person_id IS NULL AND note.meeting_id IS NULL AND note.goal_id IS NULL",
    NotePart.MEETINGS: " AND note.meeting_id IS NOT NULL",
}
_PINNED = "SELECT id FROM note WHERE is_pinned AND deleted_at IS NULL"
_COLUMNS = (
    f"note.id, substr(note.text, 1, {_LETTERS}) AS text, note.created_at, note.person_id, person.name AS person,"
    " note.meeting_id, note.goal_id, goal.title AS goal, note.tags, note.is_pinned"
)
_BESIDE = " LEFT JOIN person ON person.id = note.person_id LEFT JOIN goal ON goal.id = note.goal_id"


class NoteList:
    """Reads the list; it writes nothing."""

    def __init__(self, database: Database, search: Search) -> None:
        self._database = database
        self._search = search

    def window(self, wanted: NoteFilter, *, after: ListedNote | None = None, limit: int = 60) -> tuple[ListedNote, ...]:
        """Return the next notes that fit behind `after`, pinned ones first; raises Mistake for a filter it cannot read."""
        if wanted.words.strip():
            return self._found(wanted, after, limit)
        found: tuple[ListedNote, ...] = ()
        if wanted.part is NotePart.PINNED or after is None or after.is_pinned:
            found = self._read(wanted, after, limit, is_pinned=True)
            after = None
        if wanted.part is not NotePart.PINNED and len(found) < limit:
            found += self._read(wanted, after, limit - len(found), is_pinned=False)
        return found

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return every tag and how many notes have it, the most used first."""
        counted: Counter[str] = Counter()
        rows = self._database.rows(
            "SELECT tags, count(*) AS number FROM note INDEXED BY note_tags"
            " WHERE tags <> '[]' AND deleted_at IS NULL GROUP BY tags"
        )
        for row in rows:
            for tag in json.loads(row["tags"]):
                counted[tag] += row["number"]
        return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))

    def _read(
        self, wanted: NoteFilter, after: ListedNote | None, limit: int, *, is_pinned: bool
    ) -> tuple[ListedNote, ...]:
        conditions, values = _conditions(wanted)
        pinned = "note.is_pinned" if is_pinned else "NOT note.is_pinned"
        if after is not None:
            conditions += " AND (note.created_at, note.id) < (?, ?)"
            values += [instant_text(after.at), after.id]
        # The ids first, from indexes alone where there is one; then the words of those few.
        ids = self._database.rows(
            f"SELECT note.id FROM note{_index(wanted, is_pinned=is_pinned)} WHERE note.deleted_at IS NULL AND {pinned}{conditions}"
            f" ORDER BY note.created_at DESC, note.id DESC LIMIT {int(limit)}",
            values,
        )
        return self._rows([row["id"] for row in ids])

    def _found(self, wanted: NoteFilter, after: ListedNote | None, limit: int) -> tuple[ListedNote, ...]:
        conditions, values = _conditions(wanted)
        ids, words = self._search.notes(
            wanted.words,
            conditions,
            values,
            person_id=wanted.person_id,
            tag=wanted.tag,
            among=_PINNED if wanted.part is NotePart.PINNED else "",
            after=after.id if after else "",
            limit=limit,
        )
        return self._rows(ids, words)

    def _rows(self, ids: list[str], words: tuple[str, ...] = ()) -> tuple[ListedNote, ...]:
        if not ids:
            return ()
        sql = f"SELECT {_COLUMNS} FROM note{_BESIDE} WHERE note.id IN ({', '.join('?' * len(ids))})"
        found = {row["id"]: _listed(row) for row in self._database.rows(sql, ids)}
        rows = tuple(found[each] for each in ids)
        return tuple(self._around(row, words) for row in rows) if words else rows

    def _around(self, row: ListedNote, words: tuple[str, ...]) -> ListedNote:
        text = self._database.value("SELECT text FROM note WHERE id = ?", [row.id]).strip()
        return replace(row, beginning=excerpt(text.partition("\n")[2] or text, words) or row.beginning)


def _index(wanted: NoteFilter, *, is_pinned: bool) -> str:
    """Return the index to walk where SQLite would take one that passes over thousands."""
    if is_pinned:
        return " INDEXED BY note_pinned"
    if wanted.meeting_id or wanted.goal_id:
        return ""
    if wanted.tag:
        return " INDEXED BY note_tags"
    indexes = {NotePart.JOURNAL: " INDEXED BY note_journal", NotePart.MEETINGS: " INDEXED BY note_taken"}
    return "" if wanted.person_id else indexes.get(wanted.part, "")


def _conditions(wanted: NoteFilter) -> tuple[str, list[object]]:
    conditions = _PARTS[wanted.part]
    values: list[object] = []
    for column, value in (
        ("person_id", wanted.person_id),
        ("meeting_id", wanted.meeting_id),
        ("goal_id", wanted.goal_id),
    ):
        if value:
            conditions += f" AND note.{column} = ?"
            values.append(value)
    if wanted.tag:
        conditions += " AND note.tags <> '[]' AND instr(note.tags, ?)"
        values.append(json.dumps(wanted.tag, ensure_ascii=False))
    return conditions, values


def _listed(row: Row) -> ListedNote:
    text = row["text"].lstrip()
    title = title_of(text)
    body = " · ".join(filter(None, map(title_of, text.partition("\n")[2].split("\n")[:_LINES])))
    return ListedNote(
        id=row["id"],
        title=shortened(title),
        beginning=body[:240],
        at=datetime.fromisoformat(row["created_at"]),
        person_id=row["person_id"] or "",
        person=row["person"] or "",
        meeting_id=row["meeting_id"] or "",
        goal_id=row["goal_id"] or "",
        goal=row["goal"] or "",
        tags=tuple(json.loads(row["tags"])),
        is_pinned=bool(row["is_pinned"]),
    )
