"""Finding anything: the full-text index asked, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from mentordesk.domain.search_query import SearchQuery, parse
from mentordesk.store.database import Database
from mentordesk.store.searchable import ROWS_PER_MS, SEARCHABLE, indexed, person_token

_TITLES = {
    searchable.table: f"SELECT {searchable.words.format(row=searchable.table)} AS words,"
    f" {searchable.person.format(row=searchable.table)} AS person_id FROM {searchable.table} WHERE id = ?"
    for searchable in SEARCHABLE
}


@dataclass(frozen=True)
class Found:
    """One record found."""

    table: str
    record_id: str
    person_id: str
    person: str
    """The name of the person it is about; empty when it is about nobody."""
    words: str
    """What was said or written, whole."""
    at: datetime


class Search:
    """Asks the index; feeding it is the triggers' work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, text: str, *, limit: int = 50) -> tuple[Found, ...]:
        """Return what fits the words and filters typed, newest first; raises Mistake for a filter that cannot be read."""
        query = parse(text)
        match = self._match(query)
        if not match:
            return ()
        conditions, parameters = ["search_index MATCH ?"], [match]
        if query.after:
            conditions.append(f"rowid >= {_rowid(query.after)}")
        if query.before:
            conditions.append(f"rowid < {_rowid(query.before)}")
        hits = self._database.rows(
            f"SELECT rowid FROM search_index WHERE {' AND '.join(conditions)} ORDER BY rowid DESC LIMIT {int(limit)}",
            parameters,
        )
        return tuple(found for hit in hits if (found := self._found(hit["rowid"])))

    def _match(self, query: SearchQuery) -> str:
        clauses = [f"words : {term}" for word in query.words for term in _terms(word)]
        for name in query.people:
            tokens = [person_token(person_id) for person_id in self._people_like(name)]
            # A person nobody knows finds nothing: an unknown word of the index says just that.
            clauses.append("who : (" + " OR ".join(tokens or ["nobody"]) + ")")
        clauses += [f'tags : "{_plain(tag)}"' for tag in query.tags]
        return " AND ".join(clauses)

    def _people_like(self, name: str) -> list[str]:
        terms = " AND ".join(f"words : {term}" for term in _terms(name))
        if not terms:
            return []
        rows = self._database.rows(
            "SELECT record_id FROM search_entry WHERE table_name = 'person' AND rowid IN"
            " (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
            [terms],
        )
        wanted = name.casefold()
        names = {
            row["record_id"]: f"{row['name']} {row['called']}".casefold()
            for row in self._database.rows("SELECT id AS record_id, name, called FROM person WHERE deleted_at IS NULL")
        }
        # The index also knows a person by what is remembered about them; a filter means the name.
        by_name = [
            found["record_id"] for found in rows if _folded(wanted) in _folded(names.get(found["record_id"], ""))
        ]
        return by_name or [row["record_id"] for row in rows]

    def _found(self, rowid: int) -> Found | None:
        entry = self._database.rows("SELECT table_name, record_id FROM search_entry WHERE rowid = ?", [rowid])[0]
        rows = self._database.rows(_TITLES[entry["table_name"]], [entry["record_id"]])
        if not rows:
            return None
        person_id = rows[0]["person_id"] or ""
        person = self._database.value("SELECT name FROM person WHERE id = ?", [person_id]) if person_id else ""
        return Found(
            table=entry["table_name"],
            record_id=entry["record_id"],
            person_id=person_id,
            person=person or "",
            words=" ".join(rows[0]["words"].split(" ")).strip(),
            at=datetime.fromtimestamp(rowid // ROWS_PER_MS / 1000, UTC),
        )


def _terms(word: str) -> list[str]:
    """Return a typed word as phrases of the index; the last word of each may still be growing."""
    plain = _plain(indexed(word))
    return [f'"{plain}"*'] if plain else []


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _folded(text: str) -> str:
    import unicodedata

    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def _rowid(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000) * ROWS_PER_MS
