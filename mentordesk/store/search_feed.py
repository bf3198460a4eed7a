"""Feeding the full-text index: the SQL by which a record enters it, and feeding all of it anew. Asking it is `search`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mentordesk.store import engine
from mentordesk.store.searchable import ROWS_PER_MS, SEARCHABLE, Searchable

_INTO = "INSERT INTO search_index (rowid, words, who, tags)"


def enter(searchable: Searchable, row: str, source: str = "") -> str:
    """Return the SQL that gives a record its number in the index; `source` is where `row` comes from outside triggers."""
    return (
        "INSERT INTO search_entry (rowid, table_name, record_id)"
        f" SELECT {_free_number(searchable, row)}, '{searchable.table}', {row}.id{source}"
    )


def renumber(searchable: Searchable, row: str) -> str:
    """Return the SQL that gives a record another number when its date has changed."""
    return (
        f"UPDATE search_entry SET rowid = {_free_number(searchable, row)}"
        f" WHERE record_id = {row}.id AND rowid / {ROWS_PER_MS} <> {_number(searchable, row)} / {ROWS_PER_MS}"
    )


def fill(searchable: Searchable, row: str, source: str = "") -> str:
    """Return the SQL that puts a record's words into the index; conditions may follow."""
    return f"{_INTO} {_told(searchable, row, source)}"


def _told(searchable: Searchable, row: str, source: str) -> str:
    return (
        "SELECT search_entry.rowid,"
        f" indexed({searchable.words.format(row=row)}), person_token({searchable.person.format(row=row)}),"
        f" {searchable.tags.format(row=row)} FROM search_entry{source} WHERE search_entry.record_id = {row}.id"
    )


def gaps(connection: engine.Connection) -> int:
    """Return how many records are not in the index as they should be, or are in it and should not."""
    found = 0
    for searchable in SEARCHABLE:
        table = searchable.table
        found += _count(
            connection,
            f"SELECT count(*) FROM {table} LEFT JOIN search_entry ON record_id = {table}.id"
            " LEFT JOIN search_index_docsize ON search_index_docsize.id = search_entry.rowid"
            f" WHERE search_entry.rowid IS NULL OR ({table}.deleted_at IS NULL) <> (search_index_docsize.id IS NOT NULL)",
        )
        found += _count(
            connection,
            "SELECT count(*) FROM search_entry WHERE table_name = ?"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = record_id)",
            table,
        )
    return found + _count(
        connection, "SELECT count(*) FROM search_index_docsize WHERE id NOT IN (SELECT rowid FROM search_entry)"
    )


def feed(connection: engine.Connection) -> None:
    """Feed the index anew from the records, within the open transaction."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    for searchable in SEARCHABLE:
        table = searchable.table
        connection.execute(
            "DELETE FROM search_entry WHERE table_name = ?"
            f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = record_id)",
            (table,),
        )
        missing = connection.execute(
            f"SELECT id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE record_id = {table}.id) ORDER BY id"
        ).fetchall()
        for (record_id,) in missing:
            # One by one: each must see the number the one before it has taken.
            connection.execute(enter(searchable, table, f" FROM {table} WHERE {table}.id = ?"), (record_id,))
        connection.execute(
            fill(searchable, table, f", {table}")
            + f" AND search_entry.table_name = '{table}' AND {table}.deleted_at IS NULL ORDER BY search_entry.rowid"
        )


@contextmanager
def fed_together(connection: engine.Connection) -> Iterator[None]:
    """Feed what is added in here at its end and in order, within the open transaction: five times as quick as row by row.

    A statement that feeds the index makes it spill what it holds, to be able to take the statement back. The triggers
    that would feed it are away meanwhile; taking the transaction back brings them back as well.
    """
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%!_is!_found' ESCAPE '!'"
    ).fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("CREATE TEMP TABLE to_feed (record_id TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID")
    for one in SEARCHABLE:
        connection.execute(
            f"CREATE TEMP TRIGGER {one.table}_is_to_feed AFTER INSERT ON main.{one.table}"
            f" BEGIN {enter(one, 'NEW')}; INSERT INTO to_feed VALUES (NEW.id); END"
        )
    yield
    for one in SEARCHABLE:
        connection.execute(f"DROP TRIGGER temp.{one.table}_is_to_feed")
    told = [
        f"{_told(one, one.table, f', {one.table}, to_feed')} AND {one.table}.id = to_feed.record_id"
        f" AND {one.table}.deleted_at IS NULL"
        for one in SEARCHABLE
    ]
    connection.execute(f"{_INTO} SELECT * FROM ({' UNION ALL '.join(told)}) ORDER BY 1")
    connection.execute("DROP TABLE temp.to_feed")
    for _name, sql in triggers:
        connection.execute(sql)


def _count(connection: engine.Connection, sql: str, *parameters: str) -> int:
    return int(connection.execute(sql, parameters).fetchone()[0])


def _number(searchable: Searchable, row: str) -> str:
    return f"(CAST(unixepoch({searchable.at.format(row=row)}, 'subsec') * 1000 + 0.5 AS INTEGER) * {ROWS_PER_MS})"


def _free_number(searchable: Searchable, row: str) -> str:
    base = _number(searchable, row)
    return (
        f"coalesce((SELECT max(rowid) + 1 FROM search_entry WHERE rowid >= {base} AND rowid < {base} + {ROWS_PER_MS}),"
        f" {base})"
    )
