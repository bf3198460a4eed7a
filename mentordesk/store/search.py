"""Finding anything: the full-text index asked, newest first. What is found is said in a title and a short excerpt."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from mentordesk.domain.excerpts import excerpt, shortened
from mentordesk.domain.notes import title_of
from mentordesk.domain.search_query import SearchQuery, parse
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, Row
from mentordesk.store.searchable import ROWS_PER_MS, SEARCHABLE, indexed, person_token, plain

_AMONG = "id IN (SELECT value FROM json_each(?))"
"""One statement whatever the number of ids: it is compiled once."""
_READ = {
    searchable.table: (
        f"SELECT id, {searchable.words.format(row=searchable.table)} AS words,"
        f" {searchable.title.format(row=searchable.table) or 'NULL'} AS title,"
        f" {searchable.person.format(row=searchable.table)} AS person_id FROM {searchable.table} WHERE {_AMONG}"
    )
    for searchable in SEARCHABLE
}

LONGEST_PREFIX = 5
"""Of so many letters the index keeps beginnings (`prefix` in its making)."""
MOST_SPELLINGS = 12
"""Of more words than that, which begin alike, the places are gathered at once."""


@dataclass(frozen=True)
class Found:
    """One record found."""

    table: str
    record_id: str
    person_id: str
    person: str
    """The name of the person it is about; empty when it is about nobody."""
    title: str
    """What it is called, in one line: a note by the first line that says something."""
    excerpt: str
    """A short piece around the first word looked for; empty when the title says it all."""
    at: datetime

    @property
    def words(self) -> str:
        """What was said or written, in short."""
        return self.excerpt or self.title


class Search:
    """Asks the index; feeding it is the triggers' work."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folded_names: dict[str, str] = {}
        """What names are looked for by, so that each letter typed does not take every accent off again."""

    def find(self, text: str, *, limit: int = 50) -> tuple[Found, ...]:
        """Return what fits the words and filters typed, newest first; raises Mistake for a filter that cannot be read."""
        query = parse(text)
        people = [self._people_like(name) for name in query.people]
        if not all(people):
            return ()
        match = self._match(query, people)
        conditions, parameters = (["search_index MATCH ?"], [match]) if match else ([], [])
        if query.after:
            conditions.append(f"rowid >= {_rowid(query.after)}")
        if query.before:
            conditions.append(f"rowid < {_rowid(query.before)}")
        if not conditions or (query.words and not any(map(_term, query.words))):
            return ()
        hits = self._database.rows(
            # Without words the index's own list of what it holds is asked: nothing in it is in the trash.
            f"SELECT rowid AS number FROM {'search_index' if match else 'search_index_docsize'}"
            f" WHERE {' AND '.join(conditions)} ORDER BY rowid DESC LIMIT {int(limit)}",
            parameters,
        )
        return self._found([hit["number"] for hit in hits], query.words)

    def naming(self, names: Sequence[str], *, limit: int = 50) -> tuple[Found, ...]:
        """Return what has one of these names in it, word for word, newest first; what is about the person need not name them."""
        phrases = [f'words : "{phrase}"' for name in names if (phrase := _unquoted(indexed(name)))]
        if not phrases:
            return ()
        hits = self._database.rows(
            f"SELECT rowid AS number FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT {int(limit)}",
            [" OR ".join(phrases)],
        )
        return self._found([hit["number"] for hit in hits], tuple(names))

    def notes(
        self,
        text: str,
        conditions: str,
        values: Sequence[object],
        *,
        person_id: str = "",
        tag: str = "",
        among: str = "",
        after: str = "",
        limit: int = 50,
    ) -> tuple[list[str], tuple[str, ...]]:
        """Return the ids of notes that fit what was typed, newest first, and the words looked for.

        `conditions` are further ones in SQL on `note`, each with its AND; a person and a tag among them, and a query for
        the ids of few notes, are asked of the index as well, which is quicker. `after` is the note to go on behind.
        Raises Mistake for a filter that cannot be read.
        """
        query = parse(text)
        people = [self._people_like(name) for name in query.people]
        if not all(people) or (query.words and not any(map(_term, query.words))):
            return [], ()
        match = self._match(query, [*people, [person_id]] if person_id else people)
        if tag and _unquoted(tag):
            match += f'{" AND " if match else ""}tags : "{_unquoted(tag)}"'
        wanted, parameters = (["search_index MATCH ?"], [match]) if match else ([], [])
        if query.after:
            wanted.append(f"found.rowid >= {_rowid(query.after)}")
        if query.before:
            wanted.append(f"found.rowid < {_rowid(query.before)}")
        if after:
            wanted.append("found.rowid < (SELECT max(rowid) FROM search_entry WHERE record_id = ?)")
            parameters.append(after)
        # Without words the index's own list of what it holds is asked, as in `find`.
        index, number = ("search_index", "rowid") if match else ("search_index_docsize", "id")
        join = "JOIN"
        if among:
            # The hits are walked once and compared with the few; asking the index for each of them would take longer.
            few = f"SELECT rowid FROM search_entry WHERE table_name = 'note' AND record_id IN ({among})"
            wanted.append(f"+found.rowid IN ({few})")
            join = "CROSS JOIN"
        places = " AND ".join(wanted).replace("found.rowid", f"found.{number}") or "1"
        rows = self._database.rows(
            f"SELECT note.id FROM {index} AS found {join} search_entry AS entry ON entry.rowid = found.{number}"
            f" {join} note ON note.id = entry.record_id"
            f" WHERE {places} AND entry.table_name = 'note'{conditions}"
            f" ORDER BY found.{number} DESC LIMIT {int(limit)}",
            [*parameters, *values],
        )
        return [row["id"] for row in rows], query.words

    def _match(self, query: SearchQuery, people: list[list[str]]) -> str:
        """Return the question as FTS5 takes it."""
        clauses = [f"words : {self._spelled_out(word) or term}" for word in query.words if (term := _term(word))]
        clauses += ["who : (" + " OR ".join(map(person_token, ids)) + ")" for ids in people]
        clauses += [f'tags : "{tag}"' for word in query.tags if (tag := _unquoted(word))]
        return " AND ".join(clauses)

    def _spelled_out(self, word: str) -> str:
        """Return the words of the index that begin so, as a question; empty where the beginning is as good.

        What is longer than the beginnings the index keeps is gathered from all words that begin so, however many
        places that are; words spelled out are walked from the newest place on, and no further than needed.
        """
        # Of other letters only the index itself knows for certain what it takes them for.
        if len(word) <= LONGEST_PREFIX or not (word.isascii() and word.isalnum()):
            return ""
        words = self._database.words_of_search
        beginning, end, found = word.lower(), f"{word.lower()}\U0010ffff", []
        after = beginning
        while next_word := self._database.value(
            # One seek each: asked for all at once, every place of each word would be counted.
            f"SELECT term FROM {words} WHERE term >= ? AND term < ? LIMIT 1",
            [after, end],
        ):
            found.append(f'"{next_word}"')
            after = f"{next_word}\1"
            if len(found) > MOST_SPELLINGS:
                return ""
        return f"({' OR '.join(found)})" if found else ""

    def _people_like(self, name: str) -> list[str]:
        """Return the ids of those called so, each word typed being the beginning of one of theirs; else of their places.

        People are read, not looked up in the index: they are few, and a common name is in thousands of notes.
        """
        wanted = _folded(name).split()
        for columns in ("name || ' ' || called", "organisation || ' ' || city"):
            rows = self._database.rows(f"SELECT id, {columns} AS called FROM person WHERE deleted_at IS NULL")
            if found := [row["id"] for row in rows if _fits(wanted, self._folded_name(row["called"]))]:
                return found
        return []

    def _folded_name(self, name: str) -> str:
        if name not in self._folded_names:
            # A blank before each word: what is looked for after one is the beginning of a word, in one look.
            self._folded_names[name] = f" {_folded(name)}"
        return self._folded_names[name]

    def _found(self, numbers: list[int], words: tuple[str, ...]) -> tuple[Found, ...]:
        """Return what stands at these places of the index, in their order; a question for each table, none for each hit."""
        entries = self._database.rows(
            "SELECT rowid AS number, table_name, record_id FROM search_entry"
            " WHERE rowid IN (SELECT value FROM json_each(?))",
            [json.dumps(numbers)],
        )
        ids: dict[str, list[str]] = {}
        for entry in entries:
            ids.setdefault(entry["table_name"], []).append(entry["record_id"])
        read = {(table, row["id"]): row for table, wanted in ids.items() for row in self._rows(_READ[table], wanted)}
        people = {row["person_id"] for row in read.values() if row["person_id"]}
        names = {row["id"]: row["name"] for row in self._rows(f"SELECT id, name FROM person WHERE {_AMONG}", people)}
        places = {entry["number"]: (entry["table_name"], entry["record_id"]) for entry in entries}
        return tuple(
            _said(number, places[number], read[places[number]], names, words)
            for number in numbers
            if places.get(number) in read
        )

    def _rows(self, sql: str, ids: Iterable[str]) -> list[Row]:
        return self._database.rows(sql, [json.dumps(list(ids))])


def _said(number: int, place: tuple[str, str], row: Row, names: Mapping[str, str], words: tuple[str, ...]) -> Found:
    table, record_id = place
    said = row["words"].strip()
    called = said if row["title"] is None else row["title"].strip()
    title = title_of(called)
    body = said.partition("\n")[2] if table == "note" else said.removeprefix(called)
    person_id = row["person_id"] or ""
    return Found(
        table=table,
        record_id=record_id,
        person_id=person_id,
        person=names.get(person_id, ""),
        title=shortened(title),
        excerpt=excerpt(said if len(title) > len(shortened(title)) else body, words),
        at=datetime.fromtimestamp(number // ROWS_PER_MS / 1000, UTC),
    )


def _term(word: str) -> str:
    """Return a typed word as a phrase of the index whose end may still be growing; empty for nothing but signs."""
    phrase = _unquoted(indexed(word))
    return f'"{phrase}"*' if phrase else ""


def _unquoted(text: str) -> str:
    return " ".join(text.replace('"', " ").replace("\0", " ").split()) if any(map(str.isalnum, text)) else ""


def _fits(wanted: list[str], name: str) -> bool:
    return bool(wanted) and all(f" {part}" in name or (not part.isascii() and part in name) for part in wanted)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", plain(text).casefold()).translate(_WITHOUT_ACCENTS)


class _WithoutAccents(dict[int, int | None]):
    """Each character as itself, accents as nothing; learnt as they come, for asking Unicode takes ten times as long."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_ACCENTS = _WithoutAccents()


def _rowid(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000) * ROWS_PER_MS
