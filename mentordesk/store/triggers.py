"""Triggers and full-text index: one routine puts them right after every migration; a test compares them with its list.

`transform()` of sqlite-utils drops a table's triggers without a word, after which new rows would no longer be found.
"""

from __future__ import annotations

from mentordesk.store import engine
from mentordesk.store.searchable import ROWS_PER_MS, SEARCHABLE, Searchable

NOT_RECORDS = frozenset({"changed", "desk_fact", "search_entry", "_sqlite_migrations"})
"""Tables that are no nouns: they are about the others."""

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


def record_tables(connection: engine.Connection) -> tuple[str, ...]:
    """Return the tables of nouns."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " AND name NOT LIKE 'search!_index%' ESCAPE '!' ORDER BY name"
    )
    return tuple(name for (name,) in found if name not in NOT_RECORDS)


def columns_of(connection: engine.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table, in order."""
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def expected(connection: engine.Connection) -> dict[str, str]:
    """Return the triggers this desk must have, by name, as SQL."""
    triggers = {}
    for table in record_tables(connection):
        triggers[f"{table}_keeps_rows"] = _refuse_delete(table)
        triggers[f"{table}_notes_new"] = _note_insert(table)
        triggers[f"{table}_notes_changes"] = _note_update(table, columns_of(connection, table))
    for searchable in SEARCHABLE:
        triggers[f"{searchable.table}_is_found"] = _index_insert(searchable)
        triggers[f"{searchable.table}_is_found_again"] = _index_update(searchable)
    return triggers


def put_right(connection: engine.Connection) -> bool:
    """Make the desk's triggers those expected, and tell whether any had to be made anew."""
    present = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    wanted = expected(connection)
    if present == wanted:
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in present:
            connection.execute(f"DROP TRIGGER {name}")
        for sql in wanted.values():
            connection.execute(sql)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return True


def _refuse_delete(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'records go to the trash: set deleted_at'); END"
    )


def _note_insert(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_notes_new AFTER INSERT ON {table} "
        f"BEGIN INSERT OR REPLACE INTO changed VALUES ('{table}', NEW.id, '', coalesce(NEW.created_at, {_NOW})); END"
    )


def _note_update(table: str, columns: tuple[str, ...]) -> str:
    cells = " UNION ALL ".join(
        f"SELECT '{table}', NEW.id, '{column}', coalesce(NEW.updated_at, {_NOW}) WHERE OLD.{column} IS NOT NEW.{column}"
        for column in columns
        if column not in {"id", "updated_at"}
    )
    return (
        f"CREATE TRIGGER {table}_notes_changes AFTER UPDATE ON {table} "
        f"BEGIN INSERT OR REPLACE INTO changed {cells}; END"
    )


def _index_insert(searchable: Searchable) -> str:
    return (
        f"CREATE TRIGGER {searchable.table}_is_found AFTER INSERT ON {searchable.table} BEGIN "
        "INSERT INTO search_entry (rowid, table_name, record_id)"
        f" SELECT {_free_number(searchable)}, '{searchable.table}', NEW.id; {_fill(searchable)} END"
    )


def _index_update(searchable: Searchable) -> str:
    watched = ", ".join((*searchable.columns, "deleted_at"))
    return (
        f"CREATE TRIGGER {searchable.table}_is_found_again AFTER UPDATE OF {watched} ON {searchable.table} BEGIN "
        "DELETE FROM search_index WHERE rowid = (SELECT rowid FROM search_entry WHERE record_id = NEW.id); "
        # A meeting that was moved is found at its new date.
        f"UPDATE search_entry SET rowid = {_free_number(searchable)}"
        f" WHERE record_id = NEW.id AND rowid / {ROWS_PER_MS} <> {_number(searchable)} / {ROWS_PER_MS}; "
        f"{_fill(searchable)} END"
    )


def _number(searchable: Searchable) -> str:
    return f"(CAST(unixepoch({searchable.at.format(row='NEW')}, 'subsec') * 1000 + 0.5 AS INTEGER) * {ROWS_PER_MS})"


def _free_number(searchable: Searchable) -> str:
    base = _number(searchable)
    return (
        f"coalesce((SELECT max(rowid) + 1 FROM search_entry WHERE rowid >= {base} AND rowid < {base} + {ROWS_PER_MS}),"
        f" {base})"
    )


def _fill(searchable: Searchable) -> str:
    return (
        "INSERT INTO search_index (rowid, words, who, tags) SELECT search_entry.rowid,"
        f" indexed({searchable.words.format(row='NEW')}), person_token({searchable.person.format(row='NEW')}),"
        f" {searchable.tags.format(row='NEW')} FROM search_entry"
        " WHERE search_entry.record_id = NEW.id AND NEW.deleted_at IS NULL;"
    )
