"""What was typed and never kept, and speaks of somebody or of something that goes for good."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from mentordesk.domain.names import fold
from mentordesk.domain.people import Person
from mentordesk.drafts import FOLDER_NAME, Draft, Drafts
from mentordesk.store.desk import Desk
from mentordesk.store.purging import Purge
from mentordesk.store.whole import Whole


def drafts_of(desk: Desk) -> tuple[Draft, ...]:
    """Return everything that was typed on a desk and is not kept yet. Raises Trouble."""
    return Drafts(desk.folder / FOLDER_NAME, desk.keys).all()


def typed_about(desk: Desk, wanted: Purge) -> list[str]:
    """Return the keys of drafts of no record that go with what leaves the trash; nobody was asked about the others.

    Those are what names somebody who goes, and forms from before something was thrown away: they may have been its own.
    """
    people = [person for one in wanted.gone.get("person", ()) if (person := desk.people.find(one)) is not None]
    thrown_at = _thrown_away_at(desk, wanted)
    return [
        draft.key
        for draft in drafts_of(desk)
        if draft.is_of_nothing
        and ((draft.is_form and draft.kept_at <= thrown_at) or any(names(draft.words, person) for person in people))
    ]


def names(words: str, person: Person) -> bool:
    """Tell whether a text has the name of a person in it, or a part of it that is more than a letter."""
    said = set(re.findall(r"\w+", fold(words)))
    ways = re.findall(r"\w+", fold(f"{person.name} {person.called}"))
    return any(way in said for way in ways if len(way) > 1 or not way.isascii())


def table_named(desk: Desk, name: str) -> str:
    """Return the name of a table as the desk has it; raises StopIteration for none."""
    return next(table.name for table in Whole(desk.database).tables if table.name == name)


def _thrown_away_at(desk: Desk, wanted: Purge) -> datetime:
    """Return when the last of these records was thrown away."""
    last = ""
    for table, ids in wanted.gone.items():
        said = desk.database.value(
            f"SELECT max(deleted_at) FROM {table_named(desk, table)} WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(ids))],
        )
        last = max(last, str(said or ""))
    return datetime.fromisoformat(last) if last else datetime.min.replace(tzinfo=UTC)
