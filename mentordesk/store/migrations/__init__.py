"""The history of the schema: each step in the SQL of its day, recorded in the same transaction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.store import engine
from mentordesk.store.migrations.a_desk import APPLICATION_ID, m0001_a_desk
from mentordesk.store.triggers import put_right

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

VERSION = 1
"""How many steps the history has; a desk carries the number it has been through as `user_version`."""


@cache
def history() -> Migrations:
    """Return the steps in order; each is recorded by sqlite-utils in the transaction that takes it."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("mentordesk")
    steps()(m0001_a_desk)
    return steps


def check_is_ours(connection: engine.Connection) -> None:
    """Raise Trouble for the file of another program, and for a desk that has been through a step not known here.

    A file without a single table is nobody's yet.
    """
    # Tables first: another start that makes the desk just now writes them and the number together.
    if not _number(connection, "SELECT count(*) FROM sqlite_master"):
        return
    if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise Trouble(
            _("The desk.db in this folder belongs to another program and was left as it is. Choose another folder.")
        )
    if _version(connection) > VERSION:
        raise Trouble(
            _("This desk was made by a newer MentorDesk. Update the program to open it; nothing was changed.")
        )


def is_behind(connection: engine.Connection) -> bool:
    """Tell whether a desk is there that has steps to go through; a file without a table is none yet."""
    return 0 < _version(connection) < VERSION


def migrate(connection: engine.Connection) -> bool:
    """Bring the desk to the present schema and tell whether there was anything to do.

    Foreign keys are off while tables change, and checked before the desk counts as brought up to date.
    """
    if _version(connection) == VERSION:
        return False
    # Loaded only here and for writing: a start that just reads does without.
    import sqlite_utils

    connection.execute("PRAGMA foreign_keys = OFF")
    # One lock from looking to the last step: of two first starts, the second finds the desk made.
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < VERSION:
            history().apply(sqlite_utils.Database(connection, execute_plugins=False))
            put_right(connection)
            if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
                message = f"the migration left links that lead nowhere: {broken[:5]}"
                raise AssertionError(message)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _version(connection: engine.Connection) -> int:
    return _number(connection, "PRAGMA user_version")


def _number(connection: engine.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
