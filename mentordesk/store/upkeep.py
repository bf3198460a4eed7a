"""Looking after the file of a desk: is it sound, and putting right what can be put right without asking anybody."""

from __future__ import annotations

from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.database import Database
from mentordesk.store.search_feed import feed, gaps
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import expected, put_right

MOST_LINES = 20
"""How many findings of SQLite are worth reading: the hundredth says nothing new."""


@dataclass(frozen=True)
class BrokenLink:
    """Records of a table that point at records which do not exist."""

    table: str
    points_at: str
    count: int


@dataclass(frozen=True)
class Damage:
    """What SQLite finds wrong, in its words."""

    file: tuple[str, ...]
    """With the records: only a backup helps."""
    index: tuple[str, ...]
    """With the full-text index, which can be made anew."""


def damage(database: Database) -> Damage:
    """Return what is wrong with the file; raises Trouble where it cannot even be read."""
    rows = database.rows(f"PRAGMA integrity_check({MOST_LINES})")
    lines = [row["integrity_check"] for row in rows if row["integrity_check"] != "ok"]
    if database.keys.now is not None:
        # Each page of an encrypted file carries a seal, also those that SQLite's own check has no need to read. It is looked for
        # in the file itself, where a page may be torn that lies whole in the log.
        database.rows("PRAGMA wal_checkpoint(PASSIVE)")
        lines += [row["cipher_integrity_check"] for row in database.rows("PRAGMA cipher_integrity_check")][:MOST_LINES]
    # SQLite has FTS5 check its tables in the same course (https://sqlite.org/vtab.html#xintegrity).
    about_index = [line for line in lines if "search_index" in line]
    return Damage(tuple(line for line in lines if line not in about_index), tuple(about_index))


def broken_links(database: Database) -> tuple[BrokenLink, ...]:
    """Return the links that lead nowhere, by table."""
    counts: dict[tuple[str, str], int] = {}
    for row in database.rows("PRAGMA foreign_key_check"):
        counts[row["table"], row["parent"]] = counts.get((row["table"], row["parent"]), 0) + 1
    return tuple(BrokenLink(table, parent, count) for (table, parent), count in sorted(counts.items()))


def wrong_triggers(database: Database) -> int:
    """Return how many triggers are missing, changed, or nobody's."""
    connection: engine.Connection = database.tables.conn
    present = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return len(present.items() ^ expected(connection).items())


def mend_triggers(database: Database) -> None:
    """Make the triggers those expected, and feed the index anew; raises Busy when another program is writing."""
    with database.change(*Topic):
        put_right(database.tables.conn)


def index_gaps(database: Database) -> int:
    """Return how many records search would miss or wrongly find."""
    return gaps(database.tables.conn)


def mend_index(database: Database) -> None:
    """Feed the full-text index anew; raises Busy when another program is writing."""
    with database.change(*Topic):
        feed(database.tables.conn)
