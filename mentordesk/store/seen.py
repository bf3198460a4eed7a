"""A form is kept some time after it was opened: what another window changed meanwhile, and the form did not, stays.

Knows rows only. What is told about it, and where the words of the other window are kept, is `workflows.keep_form`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from mentordesk.light_dataclass import dataclass

_OF_THE_ROW = frozenset({"id", "space_id", "created_at", "updated_at", "deleted_at"})


@dataclass(frozen=True)
class Overtaken:
    """A field that both the form and another window had changed: the form's value stands, this was the other one."""

    table: str
    record_id: str
    column: str
    value: Any
    """As the column held it."""


class Seen:
    """Which rows are being kept as they were seen, and in which fields somebody was overtaken."""

    def __init__(self) -> None:
        self._rows: dict[str, Mapping[str, Any]] = {}
        self._overtaken: list[Overtaken] = []
        self._keep: Callable[[Sequence[Overtaken]], None] | None = None

    @contextmanager
    def as_when_opened(
        self, record_id: str, row: Mapping[str, Any], keep: Callable[[Sequence[Overtaken]], None] | None = None
    ) -> Iterator[list[Overtaken]]:
        """Let what is saved of a record within count as changes of the row it was when the form was opened.

        `keep` is handed what is overtaken by a save, within the change that makes it.
        """
        self._rows[record_id], self._overtaken, self._keep = row, [], keep
        try:
            yield self._overtaken
        finally:
            del self._rows[record_id]
            # Whoever asked has them; what is saved later is overtaken by itself or not at all.
            self._overtaken = []

    def is_overtaken(self, table: str, record_id: str, column: str) -> bool:
        """Tell whether what a field says now, which is about to be written over, was written by another window."""
        return any((one.table, one.record_id, one.column) == (table, record_id, column) for one in self._overtaken)

    def spared(self, table: str, record_id: str, before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
        """Return the row to write: fields the form left as they were keep what another window has put there since."""
        opened = self._rows.get(record_id)
        if opened is None:
            return after
        spared = dict(after)
        overtaken: list[Overtaken] = []
        for name, value in after.items():
            if name in _OF_THE_ROW or name not in opened or opened[name] == before[name] or value == before[name]:
                continue
            if value == opened[name]:
                spared[name] = before[name]
            else:
                overtaken.append(Overtaken(table, record_id, name, before[name]))
        self._overtaken += overtaken
        if overtaken and self._keep is not None:
            self._keep(overtaken)
        return spared
