"""Triggers and full-text index: one routine puts them right after every migration; a test compares them with its list.

`transform()` of sqlite-utils drops a table's triggers without a word, after which new rows would no longer be found.
"""

from __future__ import annotations

from mentordesk.store import engine
from mentordesk.store.search_feed import enter, feed, fill, renumber
from mentordesk.store.searchable import SEARCHABLE, Searchable

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
    """Make the desk's triggers those expected, within the open transaction, and tell whether any had to be made anew.

    Where one was missing, nobody knows what was written meanwhile: the index is fed anew too.
    """
    present = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    wanted = expected(connection)
    if present == wanted:
        return False
    for name in present:
        connection.execute(f"DROP TRIGGER {name}")
    for sql in wanted.values():
        connection.execute(sql)
    feed(connection)
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
        f"{enter(searchable, 'NEW')}; {fill(searchable, 'NEW')} AND NEW.deleted_at IS NULL; END"
    )


def _index_update(searchable: Searchable) -> str:
    watched = ", ".join((*searchable.columns, "deleted_at"))
    return (
        f"CREATE TRIGGER {searchable.table}_is_found_again AFTER UPDATE OF {watched} ON {searchable.table} BEGIN "
        "DELETE FROM search_index WHERE rowid = (SELECT rowid FROM search_entry WHERE record_id = NEW.id); "
        # A meeting that was moved is found at its new date.
        f"{renumber(searchable, 'NEW')}; {fill(searchable, 'NEW')} AND NEW.deleted_at IS NULL; END"
    )
