"""What lies in the trash: which nouns are listed there, what went in with what, and what each needs to be reached again.

Only reads. Taking out is `workflows.trash`, deleting for good `store.purging`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from mentordesk.light_dataclass import dataclass

if TYPE_CHECKING:
    from mentordesk.store.database import Database

KEPT_FOR = timedelta(days=30)
"""How long the trash keeps what is put into it."""

TOGETHER = timedelta(seconds=2)
"""What belongs to something and was put there within this time of it went in with it."""

_MENTEE = "(SELECT person_id FROM mentorship WHERE id = {table}.mentorship_id)"
_OF_GOAL = (
    "(SELECT (SELECT person_id FROM mentorship WHERE id = goal.mentorship_id) FROM goal WHERE id = {table}.goal_id)"
)


@dataclass(frozen=True)
class Noun:
    """How records of a table are listed: SQL for what they are called and whom they are about, and what they belong to.

    `belongs_to` are links, by the table they lead to, to what a record is listed under when both went in together;
    `needs` those without which nobody finds it again.
    """

    title: str
    person: str = "NULL"
    words: str = ""
    """All that can be looked for; the title where it is empty."""
    belongs_to: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()


_IN_MENTORSHIP = (("mentorship_id", "mentorship"),)
_IN_GOAL = (("goal_id", "goal"),)

NOUNS: Mapping[str, Noun] = {
    "person": Noun("name", "id", "name || ' ' || called || ' ' || organisation || ' ' || city || ' ' || remember"),
    "mentorship": Noun(
        "(SELECT name FROM person WHERE id = mentorship.person_id)",
        "person_id",
        belongs_to=(("person_id", "person"),),
        needs=(("person_id", "person"),),
    ),
    "meeting": Noun("title", "person_id", belongs_to=(("person_id", "person"),), needs=_IN_MENTORSHIP),
    "note": Noun(
        "text",
        "person_id",
        belongs_to=(("meeting_id", "meeting"), ("goal_id", "goal")),
        needs=(("meeting_id", "meeting"), ("goal_id", "goal")),
    ),
    "reflection": Noun(
        "went_well || ' ' || would_change || ' ' || learned",
        "(SELECT person_id FROM meeting WHERE id = reflection.meeting_id)",
        belongs_to=(("meeting_id", "meeting"),),
        needs=(("meeting_id", "meeting"),),
    ),
    "goal": Noun("title", _MENTEE.format(table="goal"), "title || ' ' || why || ' ' || measure", needs=_IN_MENTORSHIP),
    "milestone": Noun("text", _OF_GOAL.format(table="milestone"), belongs_to=_IN_GOAL, needs=_IN_GOAL),
    "check_in": Noun(
        "coalesce(nullif(sentence, ''), value, '')",
        _OF_GOAL.format(table="check_in"),
        belongs_to=_IN_GOAL,
        needs=_IN_GOAL,
    ),
    "goal_plan": Noun(
        "wish",
        _OF_GOAL.format(table="goal_plan"),
        "wish || ' ' || outcome || ' ' || obstacle || ' ' || plan",
        belongs_to=_IN_GOAL,
        needs=_IN_GOAL,
    ),
    "action": Noun("text", f"coalesce({_MENTEE.format(table='action')}, owner_id)", needs=_IN_MENTORSHIP),
    "question": Noun(
        "text", _MENTEE.format(table="question"), "text || ' ' || context || ' ' || answer", needs=_IN_MENTORSHIP
    ),
    "agenda_item": Noun("text", _MENTEE.format(table="agenda_item"), needs=_IN_MENTORSHIP),
    "thread": Noun("text", "person_id", "text || ' ' || answer", needs=(("person_id", "person"),)),
    "advice": Noun("text", _MENTEE.format(table="advice"), "text || ' ' || context", needs=_IN_MENTORSHIP),
    "advice_answer": Noun(
        "happened",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM advice WHERE id = advice_answer.advice_id))",
        belongs_to=(("advice_id", "advice"),),
        needs=(("advice_id", "advice"),),
    ),
    "review": Noun("keep || ' ' || change", _MENTEE.format(table="review"), needs=_IN_MENTORSHIP),
    "distraction": Noun("text"),
    "attachment": Noun(
        "name",
        "person_id",
        belongs_to=(("note_id", "note"), ("meeting_id", "meeting"), ("goal_id", "goal"), ("person_id", "person")),
        needs=(("note_id", "note"), ("meeting_id", "meeting"), ("goal_id", "goal"), ("person_id", "person")),
    ),
}
"""The nouns that are listed. What has no words of its own comes and goes with what it belongs to."""

Key = tuple[str, str]
"""A table and the id of a record in it."""


@dataclass(frozen=True)
class Thrown:
    """A record in the trash, with those that went in with it."""

    table: str
    id: str
    title: str
    """What it is called, as far as it is called anything: not shortened, Markdown and all."""
    person_id: str
    at: datetime
    """When it was put there, aware UTC."""
    with_it: tuple[Key, ...] = ()

    @property
    def key(self) -> Key:
        """The table and the id."""
        return self.table, self.id


class TrashList:
    """Reads the trash of a desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> tuple[Thrown, ...]:
        """Return what lies in the trash, what was put there last first; what went in with something is listed under it."""
        found: dict[Key, Thrown] = {}
        links: dict[Key, list[Key]] = {}
        for table, noun in NOUNS.items():
            columns = "".join(f", {column}" for column, _to in noun.belongs_to)
            rows = self._database.rows(
                f"SELECT id, substr({noun.title}, 1, 400) AS title, {noun.person} AS person_id, deleted_at{columns}"
                f" FROM {table} WHERE deleted_at IS NOT NULL"
            )
            for row in rows:
                key = (table, row["id"])
                at = datetime.fromisoformat(row["deleted_at"]).astimezone(UTC)
                found[key] = Thrown(table, row["id"], str(row["title"] or ""), row["person_id"] or "", at)
                links[key] = [(to, row[column]) for column, to in noun.belongs_to if row[column]]
        under: dict[Key, list[Key]] = {}
        for key, owners in links.items():
            for owner in owners:
                if owner in found and abs(found[owner].at - found[key].at) <= TOGETHER:
                    under.setdefault(owner, []).append(key)
                    break
        below = {key for keys in under.values() for key in keys}
        listed = [
            _with(one, _all_below(one.key, under))
            for one in found.values()
            if one.key not in below and (one.title.strip() or one.table in _NAMELESS or one.key in under)
        ]
        return tuple(sorted(listed, key=lambda one: (one.at, one.id), reverse=True))

    def count(self) -> int:
        """Return how many records lie in the trash, those included that are not listed by themselves."""
        counts = (self._database.value(f"SELECT count(*) FROM {table} WHERE deleted_at IS NOT NULL") for table in NOUNS)
        return sum(int(count) for count in counts)

    def words(self, rows: Iterable[Thrown]) -> dict[Key, str]:
        """Return all words of records and of what went in with them, to look for something in them."""
        wanted = [(row.key, key) for row in rows for key in (row.key, *row.with_it)]
        texts: dict[Key, str] = {}
        for table, noun in NOUNS.items():
            ids = [key[1] for _row, key in wanted if key[0] == table]
            if ids:
                found = self._database.rows(
                    f"SELECT id, {noun.words or noun.title} AS words FROM {table}"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    [json.dumps(ids)],
                )
                texts |= {(table, row["id"]): str(row["words"] or "") for row in found}
        words: dict[Key, str] = {}
        for row, key in wanted:
            words[row] = f"{words.get(row, '')} {texts.get(key, '')}"
        return words

    def needed(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        """Return what else lies in the trash and has to come out, so that these can be reached; the nearest first."""
        wanted, found = list(keys), list[Key]()
        while wanted:
            table, record_id = wanted.pop()
            for column, to in NOUNS[table].needs if table in NOUNS else ():
                row = self._database.rows(
                    f"SELECT {to}.id FROM {table} JOIN {to} ON {to}.id = {table}.{column}"
                    f" WHERE {table}.id = ? AND {to}.deleted_at IS NOT NULL",
                    [record_id],
                )
                if row and (key := (to, row[0]["id"])) not in found:
                    found.append(key)
                    wanted.append(key)
        return tuple(found)

    def staying(self, people: Iterable[str]) -> frozenset[str]:
        """Return which people in the trash stay there: something of them is still kept."""
        from mentordesk.store.purging import Reach

        ids = sorted(people)
        return Reach(self._database).of_trash({"person": ids}).held_back if ids else frozenset()

    def expired(self, before: datetime) -> dict[str, tuple[str, ...]]:
        """Return the ids, by table, of what was put there before an instant: every noun's, listed or not."""
        from mentordesk.store.columns import instant_text
        from mentordesk.store.whole import Whole

        found: dict[str, tuple[str, ...]] = {}
        for table in Whole(self._database).tables:
            rows = self._database.rows(f"SELECT id FROM {table.name} WHERE deleted_at < ?", [instant_text(before)])
            if rows:
                found[table.name] = tuple(row["id"] for row in rows)
        return found


_NAMELESS = {"meeting"}
"""Listed by their day where they have no title."""


def _with(one: Thrown, below: tuple[Key, ...]) -> Thrown:
    return Thrown(one.table, one.id, one.title, one.person_id, one.at, below)


def _all_below(key: Key, under: Mapping[Key, list[Key]]) -> tuple[Key, ...]:
    return tuple(each for child in under.get(key, ()) for each in (child, *_all_below(child, under)))
