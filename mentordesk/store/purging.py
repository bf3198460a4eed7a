"""Purging: the one routine that deletes records, with all that holds their words. What goes with what is said here, link by link.

Who asks for it, and what is told before, is `workflows.forget`; what is left to do on the disk afterwards is `store.scouring`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.store.search_feed import feed
from mentordesk.store.topics import Topic
from mentordesk.store.triggers import expected
from mentordesk.store.whole import Whole

if TYPE_CHECKING:
    from mentordesk.store.database import Database

UNFINISHED = "purge_unfinished"
"""The fact of a desk whose rows are purged and whose disk is not yet: the ids that are gone."""

PURGES = "purges"
"""The fact that counts purges: what was written down for undo before one is worth nothing after it."""


class Tie(StrEnum):
    """What a link to a record that goes means for the record that has it."""

    PART = "part"
    """It has no life of its own, and goes too."""
    ABOUT = "about"
    """It is about what goes: it goes too when somebody is forgotten, and stays without the link when the trash is emptied."""
    LOOSE = "loose"
    """It stays, without the link."""


@dataclass(frozen=True)
class Link:
    """One link by which records of a table point at another's; `unless` names a link that keeps the record all the same."""

    tie: Tie
    unless: str = ""


_PART, _ABOUT, _LOOSE = Link(Tie.PART), Link(Tie.ABOUT), Link(Tie.LOOSE)
_ABOUT_ALONE = Link(Tie.ABOUT, unless="mentorship_id")
"""About it only where no mentorship says what it is about: else it is the other person's."""

LINKS: Mapping[str, Mapping[str, Link]] = {
    "profile": {"person_id": _LOOSE},
    "mentorship": {"person_id": _ABOUT},
    "series": {"mentorship_id": _ABOUT},
    "meeting": {
        "person_id": _ABOUT,
        "mentorship_id": _ABOUT,
        "series_id": _LOOSE,
        "zone_owner_id": _LOOSE,
        "personal_first_id": _LOOSE,
    },
    # A topic of no mentorship is nowhere to be found without its meeting.
    "agenda_item": {
        "mentorship_id": _ABOUT,
        "meeting_id": Link(Tie.PART, unless="mentorship_id"),
        "author_id": _ABOUT_ALONE,
    },
    "note": {"person_id": _ABOUT, "mentorship_id": _ABOUT, "meeting_id": _ABOUT, "goal_id": _ABOUT},
    "note_revision": {"note_id": _PART},
    "note_link": {
        "note_id": _PART,
        "to_person_id": _LOOSE,
        "to_meeting_id": _LOOSE,
        "to_goal_id": _LOOSE,
        "to_note_id": _LOOSE,
    },
    "thread": {"person_id": _ABOUT, "origin_meeting_id": _LOOSE, "origin_note_id": _LOOSE},
    "action": {
        "mentorship_id": _ABOUT,
        "owner_id": _ABOUT_ALONE,
        "origin_meeting_id": _ABOUT_ALONE,
        "origin_note_id": _ABOUT_ALONE,
        "goal_id": _LOOSE,
    },
    "question": {"mentorship_id": _ABOUT, "author_id": _ABOUT_ALONE, "agenda_item_id": _LOOSE},
    "goal": {"mentorship_id": _ABOUT, "owner_id": _ABOUT_ALONE},
    "milestone": {"goal_id": _PART},
    "check_in": {"goal_id": _PART},
    "goal_turn": {"goal_id": _PART},
    "goal_plan": {"goal_id": _PART, "meeting_id": _LOOSE},
    "advice": {
        "mentorship_id": _ABOUT,
        "giver_id": _ABOUT_ALONE,
        "origin_meeting_id": _ABOUT_ALONE,
        "origin_note_id": _ABOUT_ALONE,
    },
    "advice_answer": {"advice_id": _PART},
    "review": {"mentorship_id": _PART},
    "focus_session": {"meeting_id": _PART, "person_id": Link(Tie.ABOUT, unless="meeting_id")},
    "distraction": {"session_id": _PART},
    "reflection": {"meeting_id": _PART},
    "reminder": {"meeting_id": _PART},
    "attachment": {"person_id": _PART, "meeting_id": _PART, "note_id": _PART, "goal_id": _PART},
    "wording": {
        "person_id": _PART,
        "mentorship_id": _PART,
        "goal_id": _PART,
        "goal_plan_id": _PART,
        "check_in_id": _PART,
        "question_id": _PART,
        "thread_id": _PART,
        "advice_id": _PART,
        "reflection_id": _PART,
        "review_id": _PART,
    },
}
"""Each link there is. One that is missing here, of a noun made later, is taken as PART: nothing is left behind by mistake."""

_NEEDED = {
    "mentorship": ("person_id",),
    "meeting": ("person_id",),
    "thread": ("person_id",),
    "series": ("mentorship_id",),
}
"""What is nothing without a link: as long as there is such a record, emptying the trash leaves in it what it points at."""

Ids = dict[str, set[str]]
"""Ids by table."""


@dataclass(frozen=True)
class Purge:
    """What is to go, by table, and what had to be left of that which was asked for."""

    gone: Mapping[str, frozenset[str]]
    held_back: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """Return every id that goes."""
        return frozenset().union(*self.gone.values())

    def count(self, table: str) -> int:
        """Return how many records of a table go."""
        return len(self.gone.get(table, ()))


@dataclass(frozen=True)
class Unfinished:
    """What is left to do on the disk after a purge."""

    ids: frozenset[str] = frozenset()
    """Of the records that are gone: their drafts and attachments are found by them."""
    backups: frozenset[str] = frozenset()
    """That are to go once there is a new one, as paths."""
    drafts: frozenset[str] = frozenset()
    """The keys of drafts that go too, although they belong to none of the records."""


def link_of(table: str, column: str) -> Link:
    """Return what a link means for the record that has it."""
    return LINKS.get(table, {}).get(column, _PART)


class Reach:
    """Follows the links of a desk from records to all that goes with them. Only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._links = [
            (table.name, column.name, column.leads_to)
            for table in Whole(database).tables
            for column in table.columns
            if column.leads_to
        ]

    def of_person(self, person_id: str, *, keep: Mapping[str, Iterable[str]] | None = None) -> Purge:
        """Return a person with all that is about them; records in `keep`, by table, stay with what is part of them."""
        kept: Ids = {table: set(ids) for table, ids in (keep or {}).items()}
        return self._spread({"person": {person_id}}, kept)

    def of_trash(self, asked: Mapping[str, Iterable[str]]) -> Purge:
        """Return records of the trash with their parts; one that others cannot be without is held back."""
        wanted: Ids = {table: set(ids) for table, ids in asked.items()}
        held: set[str] = set()
        while found := self._needed(wanted) - held:
            held |= found
            wanted = {table: ids - held for table, ids in wanted.items()}
        purge = self._spread(wanted, {}, ties=(Tie.PART,))
        return Purge(purge.gone, frozenset(held))

    def _needed(self, wanted: Ids) -> set[str]:
        """Return which of the records are pointed at by one that stays and is nothing without them."""
        needed: set[str] = set()
        for table, column, leads_to in self._links:
            if column in _NEEDED.get(table, ()) and wanted.get(leads_to):
                rows = self._pointing(table, column, wanted[leads_to])
                needed |= {to for record_id, to in rows if record_id not in wanted.get(table, ())}
        return needed

    def _spread(self, roots: Ids, kept: Ids, ties: tuple[Tie, ...] = (Tie.PART, Tie.ABOUT)) -> Purge:
        gone: Ids = {table: set(ids) for table, ids in roots.items()}
        fresh = {table: set(ids) for table, ids in gone.items()}
        while any(fresh.values()):
            found: Ids = {}
            for table, column, leads_to in self._links:
                link = link_of(table, column)
                if link.tie in ties and fresh.get(leads_to):
                    pointing = {one for one, _to in self._pointing(table, column, fresh[leads_to], link.unless, gone)}
                    found.setdefault(table, set()).update(pointing)
            fresh = {table: ids - gone.get(table, set()) - kept.get(table, set()) for table, ids in found.items()}
            for table, ids in fresh.items():
                gone.setdefault(table, set()).update(ids)
        return Purge({table: frozenset(ids) for table, ids in gone.items() if ids})

    def _pointing(
        self, table: str, column: str, ids: Iterable[str], unless: str = "", gone: Ids | None = None
    ) -> list[tuple[str, str]]:
        """Return the records of a table that point at one of these, each with what it points at."""
        extra = f", {unless} AS keeper" if unless else ", NULL AS keeper"
        rows = self._database.rows(
            f"SELECT id, {column} AS leads_to{extra} FROM {table}"
            f" WHERE {column} IN (SELECT value FROM json_each(?)) AND {column} <> id",
            [json.dumps(sorted(ids))],
        )
        going = set().union(*(gone or {}).values())
        return [(row["id"], row["leads_to"]) for row in rows if row["keeper"] is None or row["keeper"] in going]


# --- the act -------------------------------------------------------------------------------------------------


def purge(
    database: Database,
    wanted: Purge,
    backups: Iterable[str] = (),
    drafts: Iterable[str] = (),
    *,
    at_once: bool = True,
) -> None:
    """Delete records with all that speaks of them in the file, as one change that no undo takes back.

    `at_once`, the index of search is made anew in the same change, and a backup made a moment later knows nothing of them; that
    takes seconds on a large desk, in which nobody else can write. Else their words leave the index with `scouring.scour`, in slices.
    What is left on the disk is noted as unfinished, with `backups` and `drafts` (by their keys) that are to go, until `scouring.close_book`.
    Raises Busy, before anything happened, while another program is writing; Trouble where the disk fails.
    """
    connection: engine.Connection = database.tables.conn
    # What is deleted is overwritten with zeros at once; the index does that by being written anew.
    connection.execute("PRAGMA secure_delete = ON")
    ids = json.dumps(sorted(wanted.ids))
    try:
        with database.change(*Topic):
            _let_go(connection, database, wanted)
            guards = {name: sql for name, sql in expected(connection).items() if name.endswith("_keeps_rows")}
            for table, gone in wanted.gone.items():
                connection.execute(f"DROP TRIGGER IF EXISTS {table}_keeps_rows")
                connection.execute(
                    f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(gone)),)
                )
                connection.execute(guards[f"{table}_keeps_rows"])
            connection.execute("DELETE FROM changed WHERE row_id IN (SELECT value FROM json_each(?))", (ids,))
            for index in ("search_index", "search_entry"):
                connection.execute(
                    f"DELETE FROM {index} WHERE rowid IN (SELECT rowid FROM search_entry"
                    " WHERE record_id IN (SELECT value FROM json_each(?)))",
                    (ids,),
                )
            if at_once:
                feed(connection)
            _note(connection, Unfinished(wanted.ids, frozenset(backups), frozenset(drafts)))
    except engine.IntegrityError as error:
        # Another program linked something to it a moment ago: what goes has to be looked for anew.
        raise Trouble(_("Something was added a moment ago. Nothing was deleted; try again.")) from error


def _let_go(connection: engine.Connection, database: Database, wanted: Purge) -> None:
    """Take the links away by which records that stay point at what goes."""
    for table in Whole(database).tables:
        for column in table.columns:
            gone = wanted.gone.get(column.leads_to)
            if not gone:
                continue
            staying = json.dumps(sorted(wanted.gone.get(table.name, ())))
            connection.execute(
                f"UPDATE {table.name} SET {column.name} = NULL, updated_at = ?"
                f" WHERE {column.name} IN (SELECT value FROM json_each(?))"
                " AND id NOT IN (SELECT value FROM json_each(?))",
                (database.now_text(), json.dumps(sorted(gone)), staying),
            )


def _note(connection: engine.Connection, left: Unfinished) -> None:
    before = unfinished_of(connection) or Unfinished()
    words = json.dumps(
        {
            "ids": sorted(left.ids | before.ids),
            "backups": sorted(left.backups | before.backups),
            "drafts": sorted(left.drafts | before.drafts),
        }
    )
    connection.execute("INSERT OR REPLACE INTO desk_fact VALUES (?, ?)", (UNFINISHED, words))
    connection.execute(
        "INSERT INTO desk_fact VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
        (PURGES,),
    )


def unfinished_of(connection: engine.Connection) -> Unfinished | None:
    """Return what a purge has left to do on the disk; None when there is nothing."""
    row = connection.execute("SELECT value FROM desk_fact WHERE name = ?", (UNFINISHED,)).fetchone()
    if row is None:
        return None
    found = json.loads(row[0])
    # A version before has noted no drafts.
    return Unfinished(frozenset(found["ids"]), frozenset(found["backups"]), frozenset(found.get("drafts", ())))
