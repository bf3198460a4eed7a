"""Records made and not yet written, noun by noun, so that each table is fed in one go and in the order of time."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from mentordesk.domain.records import Record
from mentordesk.store.desk import Desk
from mentordesk.store.record_table import RecordTable

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Batch:
    """What is to be written next."""

    def __init__(self) -> None:
        self._records: defaultdict[str, list[Record]] = defaultdict(list)

    def add(self, *records: Record) -> None:
        """Take records of any noun."""
        for record in records:
            self._records[type(record).__name__].append(record)

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    def write(self, desk: Desk) -> None:
        """Put everything on the desk, in one change, and be empty again."""
        # Oldest first within a table: the index takes rising numbers as they come and spills at any step back.
        tables: tuple[RecordTable[Any], ...] = (
            desk.people, desk.profile, desk.mentorships, desk.meetings, desk.notes, desk.notes.links, desk.agenda, desk.actions,
            desk.threads, desk.questions, desk.goals, desk.goals.milestones, desk.goals.check_ins, desk.goals.turns, desk.goals.plans, desk.focus,
            desk.focus.distractions, desk.reflections, desk.reviews, desk.advice, desk.advice.answers,
        )  # fmt: skip
        with desk.database.change(*(table.topic for table in tables)):
            for table in tables:
                records = self._records.pop(table.kind.__name__, [])
                table.add_all(sorted(records, key=_when))
        if self._records:
            message = f"nowhere to write {sorted(self._records)}"
            raise ValueError(message)


def _when(record: Record) -> datetime:
    happened = getattr(record, "actual_start", None) or getattr(record, "starts_at", None)
    return happened or record.created_at or _LONG_AGO
