"""Everything a desk can hold about one person: a record of every noun, each of its fields said in words found nowhere else."""

from __future__ import annotations

import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from hashlib import sha256
from typing import Any, get_args, get_origin, get_type_hints

from mentordesk.domain.records import new_id
from mentordesk.store.columns import column_of
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.readable import noun_of
from mentordesk.store.whole import Whole

ATTACHED = b"MDPLAIN\nzqattached"
"""The file of the attachment, as it lies in the folder of a desk without a key."""

DAY = date(2025, 3, 4)
INSTANT = datetime(2025, 3, 4, 10, 30, tzinfo=UTC)

_LEFT_ALONE = {"space_id", "visibility", "zone", "lived_zone", "position", "sha256", "deleted_at", "origin_recurrence"}
"""Fields that say nothing of anybody."""

_VALUES: dict[tuple[str, str], Any] = {
    ("mentorship", "ended_on"): None,
    ("focus_session", "ended_at"): INSTANT,
    ("attachment", "size"): 10,
    ("person", "birthday"): "1990-05-06",
    ("profile", "is_demo"): False,
    ("wording", "field"): "remember",
}


@dataclass(frozen=True)
class AllAbout:
    """What was put on the desk: the ids by table, and the word of each field of each table."""

    ids: dict[str, str]
    words: dict[tuple[str, str], str]

    @property
    def person_id(self) -> str:
        """Return whom it is all about."""
        return self.ids["person"]


def word_of(table: str, column: str, mark: str = "zq") -> str:
    """Return the word that stands in a field."""
    return f"{mark}{table}{column}".replace("_", "")


def put_all_about(desk: Desk, *, mark: str = "zq") -> AllAbout:
    """Put a person on the desk, with a record of every noun about them; words begin with `mark`."""
    whole = Whole(desk.database)
    tables = [table for table in whole.tables if table.name != "profile"]
    ids = {table.name: new_id() for table in tables}
    words: dict[tuple[str, str], str] = {}
    with whole.bringing("All about one"):
        for table in tables:
            kind = noun_of(table.name)
            hints = get_type_hints(kind)
            row: Row = {}
            for field in fields(kind):
                column = table.column(field.name)
                assert column is not None
                if field.name == "id":
                    row["id"] = ids[table.name]
                elif column.leads_to:
                    row[field.name] = ids[column.leads_to] if _is_linked(table.name, field.name) else None
                elif field.name in _LEFT_ALONE:
                    row[field.name] = "personal" if field.name == "space_id" else _of_nothing(field.name)
                else:
                    word = word_of(table.name, field.name, mark)
                    value = _VALUES.get((table.name, field.name), _value(hints[field.name], word))
                    row[field.name] = column_of(field.name, value)
                    if word in str(row[field.name]):
                        words[table.name, field.name] = word
            whole.add(table.name, [row])
    return AllAbout(ids, words)


def _is_linked(table: str, column: str) -> bool:
    # An attachment belongs to one thing only, and so does an earlier wording.
    return {"attachment": "note_id", "wording": "person_id"}.get(table, column) == column


def _of_nothing(name: str) -> str | None:
    return {
        "visibility": "private",
        "zone": "Asia/Manila",
        "lived_zone": "Europe/Berlin",
        "sha256": sha256(b"zqattached").hexdigest(),
    }.get(name, None if name == "deleted_at" else "")


def _value(hint: Any, word: str) -> Any:
    if isinstance(hint, types.UnionType):
        return _value(next(part for part in get_args(hint) if part is not types.NoneType), word)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], word),)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{field.name: _value(hints[field.name], word) for field in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    plain: dict[Any, Any] = {str: word, bool: True, int: 7, float: 3.5, date: DAY, time: time(9, 15), datetime: INSTANT}
    return plain[hint]
