"""What a desk's file holds, in numbers and names, and how two of them differ: the desk as it is, and a backup of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from mentordesk import phrases
from mentordesk.domain.excerpts import shortened
from mentordesk.domain.notes import title_of
from mentordesk.language import ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store import engine
from mentordesk.vault.keys import NO_KEYS, Keys

T = TypeVar("T")

MOST_TITLES = 5
"""How many of each noun are named; the rest is a number."""
LONGEST_TITLE = 60
"""Letters of a name that are said."""

_TITLES = {
    "person": "name",
    "meeting": "coalesce(nullif(title, ''), '–') || coalesce(', ' || substr(wall_start, 1, 10), '')",
    "note": "substr(text, 1, 200)",
    "goal": "title",
    "action": "substr(text, 1, 200)",
    "question": "substr(text, 1, 200)",
    "advice": "substr(text, 1, 200)",
    "thread": "substr(text, 1, 200)",
    "attachment": "name",
}
"""The nouns that are counted for people, in the order they are told, and what each of them is called, in SQL."""


@dataclass(frozen=True)
class Contents:
    """How much of each noun there is, without the trash, and when something was changed last (aware UTC)."""

    counts: dict[str, int]
    newest: datetime | None


@dataclass(frozen=True)
class Only:
    """Records of one noun that one of two desks has alone; some of them by name."""

    count: int = 0
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """How a backup differs from the desk, by noun; records are the same when their ids are."""

    here: Contents
    there: Contents
    only_here: dict[str, Only]
    """Would be gone."""
    only_there: dict[str, Only]
    """Would come back."""
    changed: dict[str, int]
    """In both, and changed since."""

    @property
    def is_none(self) -> bool:
        """Whether both hold the same."""
        return not (self.only_here or self.only_there or self.changed)


def contents(path: Path, keys: Keys = NO_KEYS) -> Contents:
    """Return what a backup holds; raises Trouble where it cannot be read."""
    return _asked(path, _contents, keys, read_only=True)


def difference(desk: Path, backup: Path, keys: Keys = NO_KEYS) -> Difference:
    """Compare a desk's file with a backup of it; raises Trouble where one of them cannot be read."""
    here, mine = _asked(desk, _contents_and_records, keys, read_only=False)
    there, theirs = _asked(backup, _contents_and_records, keys, read_only=True)
    only_here, only_there, changed = {}, {}, {}
    for noun in _TITLES:
        now, then = mine[noun], theirs[noun]
        if lost := [now[record_id][1] for record_id in now if record_id not in then]:
            only_here[noun] = _only(lost)
        if back := [then[record_id][1] for record_id in then if record_id not in now]:
            only_there[noun] = _only(back)
        if count := sum(now[record_id][0] != then[record_id][0] for record_id in now.keys() & then.keys()):
            changed[noun] = count
    return Difference(here, there, only_here, only_there, changed)


_Records = dict[str, dict[str, tuple[str, str]]]


def _only(titles: list[str]) -> Only:
    # The newest first: ids sort by when they were made.
    named = (shortened(title_of(title), LONGEST_TITLE) for title in reversed(titles))
    return Only(len(titles), tuple(islice(filter(None, named), MOST_TITLES)))


def _asked(path: Path, ask: Callable[[engine.Connection], T], keys: Keys, *, read_only: bool) -> T:
    try:
        with closing(engine.open_file(path, keys, read_only=read_only)) as connection:
            connection.execute("BEGIN")  # one moment for all that is asked
            return ask(connection)
    except engine.DatabaseError as error:
        raise engine.world_failed(error, str(path)) or error from error


def _contents(connection: engine.Connection) -> Contents:
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = {
        noun: int(connection.execute(f"SELECT count(*) FROM {noun} WHERE deleted_at IS NULL").fetchone()[0])
        for noun in _TITLES
        if noun in present
    }
    (newest,) = connection.execute("SELECT max(at) FROM changed").fetchone()
    return Contents(counts, datetime.fromisoformat(newest).astimezone(UTC) if newest else None)


def _contents_and_records(connection: engine.Connection) -> tuple[Contents, _Records]:
    held = _contents(connection)
    records: _Records = {noun: {} for noun in _TITLES}
    for noun in held.counts:
        rows = connection.execute(
            f"SELECT id, coalesce(updated_at, ''), {_TITLES[noun]} FROM {noun} WHERE deleted_at IS NULL ORDER BY id"
        )
        records[noun] = {record_id: (updated, title or "") for record_id, updated, title in rows}
    return held, records


# --- words ---------------------------------------------------------------------------------------------------


def counted(noun: str, count: int) -> str:
    """Say how many there are of a noun."""
    words = {
        "person": ngettext("{count} person", "{count} people", count),
        "meeting": ngettext("{count} meeting", "{count} meetings", count),
        "note": ngettext("{count} note", "{count} notes", count),
        "goal": ngettext("{count} goal", "{count} goals", count),
        "action": ngettext("{count} promise", "{count} promises", count),
        "question": ngettext("{count} question", "{count} questions", count),
        "advice": ngettext("{count} piece of advice", "{count} pieces of advice", count),
        "thread": ngettext("{count} thing to ask about", "{count} things to ask about", count),
        "attachment": ngettext("{count} attachment", "{count} attachments", count),
    }
    return words[noun].format(count=count)


def counts_words(counts: Mapping[str, int]) -> str:
    """Say how much of each noun there is, leaving out those there are none of; empty when there is nothing."""
    said = [counted(noun, counts[noun]) for noun in _TITLES if counts.get(noun)]
    return phrases.listed(said) if said else ""
