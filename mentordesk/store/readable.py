"""Whether a row that comes from outside can be read as its noun: kinds of values, dates, choices, what lies nested in it."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from mentordesk.store.columns import readings
from mentordesk.store.database import Row
from mentordesk.store.whole import Table

NOUNS = {
    "action": "actions.Action",
    "advice": "advice.Advice",
    "advice_answer": "advice.AdviceAnswer",
    "agenda_item": "agenda.AgendaItem",
    "attachment": "attachments.Attachment",
    "check_in": "goals.CheckIn",
    "distraction": "focus.Distraction",
    "focus_session": "focus.FocusSession",
    "goal": "goals.Goal",
    "goal_plan": "goals.GoalPlan",
    "goal_turn": "goals.GoalTurn",
    "meeting": "meetings.Meeting",
    "mentorship": "mentorships.Mentorship",
    "milestone": "goals.Milestone",
    "note": "notes.Note",
    "note_link": "note_links.NoteLink",
    "note_revision": "notes.NoteRevision",
    "person": "people.Person",
    "profile": "profile.Profile",
    "question": "questions.Question",
    "reflection": "reflections.Reflection",
    "reminder": "reminders.Reminder",
    "review": "reviews.Review",
    "series": "meetings.Series",
    "thread": "threads.Thread",
    "wording": "wordings.Wording",
}
"""The class of each table, in `mentordesk.domain`."""

_TYPES: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}
_LONGEST_ID = 64
_WALL_TIMES = frozenset({"wall_start"})
_LARGEST = 2**63


class Unreadable(Exception):
    """A row that is none of its noun; says which column is to blame."""


@cache
def noun_of(table: str) -> Any:
    """Return the class that records of a table are read as; None for a table that is not known here."""
    module, _dot, name = NOUNS.get(table, "").partition(".")
    return getattr(import_module(f"mentordesk.domain.{module}"), name) if module else None


def check_row(table: Table, row: Row) -> str:
    """Return the id of a row; raise Unreadable, with the name of the column, unless the row may lie in the table and be read from it."""
    record_id = row.get("id")
    if not isinstance(record_id, str) or not 0 < len(record_id) <= _LONGEST_ID:
        raise Unreadable("id")
    columns = {column.name: column for column in table.columns}
    for name, value in row.items():
        column = columns.get(name)
        if column is None:
            raise Unreadable(name)
        if value is None:
            if column.is_needed:
                raise Unreadable(name)
        elif not isinstance(value, _TYPES[column.kind]) or (
            isinstance(value, int) and not -_LARGEST <= value < _LARGEST
        ):
            raise Unreadable(name)
    for name, check in _checks(table.name).items():
        value = row.get(name)
        if value is None:
            continue
        try:
            check(value)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise Unreadable(name) from error
    return record_id


@cache
def _checks(table: str) -> dict[str, Callable[[Any], object]]:
    """Return what each column must stand, beyond being of its kind."""
    kind = noun_of(table)
    if kind is None:
        return {}
    hints = get_type_hints(kind)
    checks: dict[str, Callable[[Any], object]] = {}
    for name, read in readings(kind).items():
        hint = hints[name]
        bare = next((part for part in get_args(hint) if part is not type(None)), hint) if _is_union(hint) else hint
        if get_origin(bare) is tuple or (is_dataclass(bare) and isinstance(bare, type)):
            # Strictly: the store's own reading takes what lies within as it comes.
            checks[name] = msgspec.json.Decoder(bare).decode
        elif bare is datetime:
            checks[name] = _check_wall_time if name in _WALL_TIMES else _check_instant
        elif read is not None and bare is not str:
            checks[name] = read
    return checks


def _is_union(hint: Any) -> bool:
    return isinstance(hint, types.UnionType)


def _check_instant(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


def _check_wall_time(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is not None:
        raise ValueError(text)
