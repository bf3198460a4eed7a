"""Actions on disk."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from mentordesk.domain.actions import Action, checked_action
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_OPEN = "done_at IS NULL AND dropped_at IS NULL"
_CLOSED_AT = "coalesce(done_at, dropped_at)"
_MANY = 1_000_000
"""Characters of what is read at once: those of some six thousand actions."""


class ActionKey(NamedTuple):
    """As much of an action as putting thousands into groups needs; days are text, empty for none."""

    id: str
    owner_id: str
    mentorship_id: str
    due_on: str
    snoozed_until: str
    closed_at: str


class ActionStore(RecordTable[Action]):
    """What was promised, by either side."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Action, "action", Topic.ACTIONS)

    def checked(self, record: Action) -> Action:
        """Return the action as it may be kept; raises Mistake when it says nothing or belongs to nobody."""
        return checked_action(record)

    def open_in(self, mentorship_id: str) -> tuple[Action, ...]:
        """Return a mentorship's open actions: those with a day first, soonest first."""
        return self.where(f"mentorship_id = ? AND {_OPEN}", [mentorship_id], order="due_on IS NULL, due_on, id")

    def done_since(self, mentorship_id: str, since: datetime) -> tuple[Action, ...]:
        """Return a mentorship's actions done since an instant, the last first."""
        return self.where(
            "mentorship_id = ? AND done_at >= ?", [mentorship_id, instant_text(since)], order="done_at DESC"
        )

    def of_meeting(self, meeting_id: str) -> tuple[Action, ...]:
        """Return what was agreed in a meeting, in the order in which it was."""
        return self.where("origin_meeting_id = ?", [meeting_id])

    def of_note(self, note_id: str) -> tuple[Action, ...]:
        """Return the actions that are lines of a note, in the order of the lines."""
        return self.where("origin_note_id = ?", [note_id], order="note_place, id")

    def of_goal(self, goal_id: str) -> tuple[Action, ...]:
        """Return what was promised about a goal and not let go, what is open first."""
        return self.where(
            "goal_id = ? AND dropped_at IS NULL", [goal_id], order="done_at IS NOT NULL, due_on IS NULL, due_on, id"
        )

    def open_besides(self, goal_id: str, mentorship_id: str, owner_id: str, *, most: int) -> tuple[Action, ...]:
        """Return open actions that are not about a goal: those of a mentorship, then of an owner, then the others."""
        nearest = "mentorship_id IS NOT ?, owner_id IS NOT ?, due_on IS NULL, due_on, id"
        return self.where(
            f"{_OPEN} AND goal_id IS NOT ?",
            [goal_id, mentorship_id or "-", owner_id],
            order=nearest,
            limit=most,
        )

    def keys_open(self, also: Sequence[str] = ()) -> tuple[ActionKey, ...]:
        """Return every open action of the desk, and `also` these: those with a day first, soonest first."""
        found = self._keys(_OPEN, "due_on, id")
        begin = next((place for place, key in enumerate(found) if key.due_on), len(found))
        keys = [*found[begin:], *found[:begin]]
        if also:
            # Closed ones only: those that are open again stand in their place already.
            for key in self._keys(f"id IN ({', '.join('?' * len(also))}) AND NOT ({_OPEN})", "id", also):
                insort(keys, key, key=_by_day)
        return tuple(keys)

    def keys_closed(self) -> tuple[ActionKey, ...]:
        """Return every action of the desk that is done or let go, the last first."""
        return self._keys(f"{_CLOSED_AT} IS NOT NULL", f"{_CLOSED_AT} DESC, id DESC")

    def _keys(self, condition: str, order: str, parameters: Sequence[str] = ()) -> tuple[ActionKey, ...]:
        columns = ", ".join(
            f"coalesce({name}, '')" for name in ("owner_id", "mentorship_id", "due_on", "snoozed_until")
        )
        # In one piece: twenty thousand rows read one by one take six times as long. The order is that of an index.
        text = self.database.value(
            f"SELECT json_group_array(json_array(id, {columns}, coalesce({_CLOSED_AT}, ''))) FROM (SELECT * FROM action"
            f" WHERE deleted_at IS NULL AND {condition} ORDER BY {order})",
            list(parameters),
        )
        if len(text) < _MANY:
            return tuple(map(ActionKey._make, json.loads(text)))
        import msgspec  # twice as fast; not worth its import, 13 ms and 3 MB, for hundreds

        return msgspec.json.decode(text, type=tuple[ActionKey, ...])

    def thrown_away_with_lines_of(self, note_id: str) -> tuple[Action, ...]:
        """Return the actions in the trash that were lines of a note, the last thrown away first."""
        rows = self.database.rows(
            "SELECT * FROM action WHERE origin_note_id = ? AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC",
            [note_id],
        )
        return tuple(self.from_row(row) for row in rows)


def _by_day(key: ActionKey) -> tuple[bool, str, str]:
    return not key.due_on, key.due_on, key.id
