"""Desks that Hypothesis makes up: records of every noun with any values their fields may have, and links between them."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from mentordesk.domain.records import new_id
from mentordesk.store.columns import column_of
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.readable import noun_of
from mentordesk.store.whole import Table, Whole

_NEVER_EMPTY = {"id", "created_at", "updated_at"}
_WORDS = st.text(max_size=12) | st.sampled_from(
    ["", "# Maria’s first week\n\nnaïve – 日本語 🙂", '"a,b";\\', "=1+1", "\u2028x\r\n", "\x01"]
)
_INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)


@st.composite
def rows_of_desks(draw: st.DrawFn, tables: Sequence[Table]) -> dict[str, list[Row]]:
    """Make up rows for all tables, in their order; links lead to rows that are there, or nowhere."""
    made: dict[str, list[Row]] = {}
    for table in tables:
        most = 1 if table.name == "profile" else 3
        made[table.name] = [_row(draw, table, made) for _count in range(draw(st.integers(0, most)))]
    return made


@st.composite
def other_versions(draw: st.DrawFn, tables: Sequence[Table], rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Make up what the same records might say on another desk: some just so, some with other values and dates."""
    return {
        table.name: [
            row if draw(st.booleans()) else {**_row(draw, table, rows), "id": row["id"]} for row in rows[table.name]
        ]
        for table in tables
    }


def put_on_desk(desk: Desk, rows: dict[str, list[Row]]) -> None:
    """Write made-up rows as one act."""
    whole = Whole(desk.database)
    with whole.bringing("Make up a desk"):
        for table, some in rows.items():
            whole.add(table, some)


def every_row(desk: Desk) -> dict[str, list[Row]]:
    """Return all that lies on a desk, row by row."""
    whole = Whole(desk.database)
    return {table.name: list(whole.rows(table.name)) for table in whole.tables}


def _row(draw: st.DrawFn, table: Table, made: dict[str, list[Row]]) -> Row:
    kind = noun_of(table.name)
    hints = get_type_hints(kind)
    row: Row = {}
    for field in fields(kind):
        column = table.column(field.name)
        assert column is not None
        if field.name == "id":
            row["id"] = new_id()
        elif column.leads_to:
            ids = [other["id"] for other in made.get(column.leads_to, [])]
            row[field.name] = draw(st.sampled_from([None, *ids]))
        else:
            value = draw(_values(hints[field.name], field.name))
            row[field.name] = column_of(field.name, "personal" if field.name == "space_id" else value)
    return row


def _values(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if isinstance(hint, types.UnionType):
        bare = next(part for part in get_args(hint) if part is not types.NoneType)
        return _values(bare, name) if name in _NEVER_EMPTY else st.none() | _values(bare, name)
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0], name), max_size=3).map(tuple)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: _values(hints[field.name], field.name) for field in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: _WORDS,
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False),
        date: st.dates(),
        time: st.times(),
        datetime: st.datetimes().map(lambda at: at.replace(microsecond=0)) if name == "wall_start" else _INSTANTS,
    }
    return plain[hint]
