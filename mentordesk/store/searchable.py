"""What the full-text index is fed with: which columns of which table, and how text is prepared for it."""

from __future__ import annotations

import unicodedata

from mentordesk.domain.excerpts import LETTERS, unspaced
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine

# Points of Hebrew and Arabic are written by few and typed by fewer; letters that are no letter with an accent to
# Unicode are found by the plain ones all the same.
_PLAIN = str.maketrans(LETTERS) | dict.fromkeys((*range(0x591, 0x5BE), *range(0x64B, 0x660), 0x670))

ROWS_PER_MS = 65_536
"""How many records of one millisecond the index can hold: an import may give all its records one date."""


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
    title: str = ""
    """What a list calls it; empty means all that was written."""


_MENTEE = "(SELECT person_id FROM mentorship WHERE id = {row}.mentorship_id)"

SEARCHABLE = (
    Searchable(
        "person",
        "{row}.name || ' ' || {row}.called || ' ' || {row}.organisation || ' ' || {row}.city || ' ' || {row}.remember"
        " || ' ' || {row}.met_how || ' ' || {row}.avoid",
        "{row}.id",
        "{row}.created_at",
        ("name", "called", "organisation", "city", "remember", "met_how", "avoid"),
        title="{row}.name",
    ),
    Searchable(
        "meeting",
        "{row}.title || ' ' || {row}.place || ' ' || {row}.status_why",
        "{row}.person_id",
        "coalesce({row}.actual_start, {row}.starts_at, {row}.created_at)",
        ("title", "place", "status_why", "person_id", "actual_start", "starts_at"),
        title="{row}.title",
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
    Searchable("thread", "{row}.text || ' ' || {row}.answer", "{row}.person_id", "{row}.created_at", ("text", "answer", "person_id"), title="{row}.text"),
    Searchable("advice", "{row}.text || ' ' || {row}.context", _MENTEE, "{row}.created_at", ("text", "context", "mentorship_id"), title="{row}.text"),
    Searchable(
        "advice_answer",
        "{row}.happened",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM advice WHERE id = {row}.advice_id))",
        "coalesce({row}.at, {row}.created_at)",
        ("happened", "at"),
    ),
    Searchable("question", "{row}.text || ' ' || {row}.context || ' ' || {row}.answer", _MENTEE, "{row}.created_at", ("text", "context", "answer", "mentorship_id"), title="{row}.text"),
    Searchable(
        "goal",
        "{row}.title || ' ' || {row}.why || ' ' || {row}.measure",
        _MENTEE,
        "{row}.created_at",
        ("title", "why", "measure", "mentorship_id"),
        title="{row}.title",
    ),
    Searchable(
        "goal_turn",
        "{row}.why",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM goal WHERE id = {row}.goal_id))",
        "{row}.created_at",
        ("why",),
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
        ("sentence", "at"),
    ),
    Searchable(
        "goal_plan",
        "{row}.wish || ' ' || {row}.outcome || ' ' || {row}.obstacle || ' ' || {row}.plan",
        "(SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM goal WHERE id = {row}.goal_id))",
        "{row}.created_at",
        ("wish", "outcome", "obstacle", "plan"),
    ),
    Searchable(
        "review",
        "{row}.keep || ' ' || {row}.change",
        _MENTEE,
        "{row}.created_at",
        ("keep", "change", "mentorship_id"),
    ),
    Searchable("mentorship", "{row}.purpose || ' ' || {row}.ended_why", "{row}.person_id", "{row}.created_at", ("purpose", "ended_why", "person_id"), title="{row}.purpose"),
    Searchable(
        "reflection",
        "{row}.went_well || ' ' || {row}.would_change || ' ' || {row}.learned || ' ' || {row}.feeling",
        "(SELECT person_id FROM meeting WHERE id = {row}.meeting_id)",
        "{row}.created_at",
        ("went_well", "would_change", "learned", "feeling"),
    ),
    Searchable(
        "attachment",
        "{row}.name",
        "coalesce({row}.person_id, (SELECT person_id FROM meeting WHERE id = {row}.meeting_id),"
        " (SELECT person_id FROM note WHERE id = {row}.note_id), (SELECT person_id FROM mentorship WHERE id ="
        " (SELECT mentorship_id FROM goal WHERE id = {row}.goal_id)))",
        "{row}.created_at",
        ("name", "person_id", "meeting_id", "note_id", "goal_id"),
        title="{row}.name",
    ),
)  # fmt: skip


def indexed(text: str | None) -> str:
    """Return text as the index takes it: letters as plain as people type them, East Asian characters alone.

    What this returns for a text must not change without a migration that feeds the index anew.
    """
    if not text or text.isascii():
        return text or ""
    # Scripts without spaces between words: each character is a word of its own, and a query is a phrase.
    return unspaced().sub(r" \1 ", plain(text))


def plain(text: str) -> str:
    """Return text with its letters as plain as people type them; the index takes accents off by itself."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_PLAIN)


def person_token(person_id: str | None) -> str:
    """Return a person's id as one word of the index."""
    return "p" + person_id.replace("-", "") if person_id else ""


def register_functions(connection: engine.Connection) -> None:
    """Give the triggers that feed the index the functions they call."""
    connection.create_function("indexed", 1, indexed, deterministic=True)
    connection.create_function("person_token", 1, person_token, deterministic=True)
