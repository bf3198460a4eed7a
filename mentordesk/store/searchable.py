"""What the full-text index is fed with: which columns of which table, and how text is prepared for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mentordesk.store import engine

# Chinese, Japanese and Korean write without spaces: each character is a word of its own, and a query is a phrase.
_EAST_ASIAN = re.compile(
    "([\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
)
ROWS_PER_MS = 4096
"""How many records of one millisecond the index can hold."""


@dataclass(frozen=True)
class Searchable:
    """How records of a table enter the index; expressions are SQL over a row called `{row}`."""

    table: str
    words: str
    """What was said or written."""
    person: str
    """The id of the person it is about."""
    at: str
    """When; newest is found first."""
    columns: tuple[str, ...]
    """A change of one of these feeds the index again."""
    tags: str = "''"


_MENTEE = "(SELECT person_id FROM mentorship WHERE id = {row}.mentorship_id)"

SEARCHABLE = (
    Searchable(
        "person",
        "{row}.name || ' ' || {row}.called || ' ' || {row}.organisation || ' ' || {row}.city || ' ' || {row}.remember"
        " || ' ' || {row}.met_how || ' ' || {row}.avoid",
        "{row}.id",
        "{row}.created_at",
        ("name", "called", "organisation", "city", "remember", "met_how", "avoid"),
    ),
    Searchable(
        "meeting",
        "{row}.title || ' ' || {row}.place || ' ' || {row}.status_why",
        "{row}.person_id",
        "coalesce({row}.actual_start, {row}.starts_at, {row}.created_at)",
        ("title", "place", "status_why", "person_id"),
    ),
    Searchable(
        "note",
        "{row}.text",
        "{row}.person_id",
        "{row}.created_at",
        ("text", "person_id", "tags"),
        tags="{row}.tags",
    ),
    Searchable("agenda_item", "{row}.text", _MENTEE, "{row}.created_at", ("text", "mentorship_id")),
    Searchable("action", "{row}.text", _MENTEE, "{row}.created_at", ("text", "mentorship_id")),
    Searchable("thread", "{row}.text || ' ' || {row}.answer", "{row}.person_id", "{row}.created_at", ("text", "answer", "person_id")),
    Searchable("question", "{row}.text || ' ' || {row}.answer", _MENTEE, "{row}.created_at", ("text", "answer", "mentorship_id")),
    Searchable(
        "goal",
        "{row}.title || ' ' || {row}.why || ' ' || {row}.measure || ' ' || {row}.state_why",
        _MENTEE,
        "{row}.created_at",
        ("title", "why", "measure", "state_why", "mentorship_id"),
    ),
    Searchable(
        "milestone",
        "{row}.text",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM goal WHERE id = {row}.goal_id))",
        "{row}.created_at",
        ("text",),
    ),
    Searchable(
        "check_in",
        "{row}.sentence",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM goal WHERE id = {row}.goal_id))",
        "coalesce({row}.at, {row}.created_at)",
        ("sentence",),
    ),
    Searchable("mentorship", "{row}.purpose || ' ' || {row}.ended_why", "{row}.person_id", "{row}.created_at", ("purpose", "ended_why")),
    Searchable(
        "reflection",
        "{row}.went_well || ' ' || {row}.would_change || ' ' || {row}.learned || ' ' || {row}.feeling",
        "(SELECT person_id FROM meeting WHERE id = {row}.meeting_id)",
        "{row}.created_at",
        ("went_well", "would_change", "learned", "feeling"),
    ),
)  # fmt: skip


def indexed(text: str | None) -> str:
    """Return text as the index takes it: East Asian characters stand alone."""
    if not text:
        return ""
    return text if text.isascii() else _EAST_ASIAN.sub(r" \1 ", text)


def person_token(person_id: str | None) -> str:
    """Return a person's id as one word of the index."""
    return "p" + person_id.replace("-", "") if person_id else ""


def register_functions(connection: engine.Connection) -> None:
    """Give the triggers that feed the index the functions they call."""
    connection.create_function("indexed", 1, indexed, deterministic=True)
    connection.create_function("person_token", 1, person_token, deterministic=True)
