"""Records made and not yet written, noun by noun, so that each table is fed in one go."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from mentordesk.domain.records import Record
from mentordesk.store.desk import Desk
from mentordesk.store.record_table import RecordTable


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
        tables: tuple[RecordTable[Any], ...] = (
            desk.people, desk.profile, desk.mentorships, desk.meetings, desk.notes, desk.notes.links, desk.agenda, desk.actions,
            desk.threads, desk.questions, desk.goals, desk.goals.milestones, desk.goals.check_ins, desk.goals.turns, desk.goals.plans, desk.focus,
            desk.focus.distractions, desk.reflections, desk.reviews, desk.advice, desk.advice.answers, desk.wordings,
        )  # fmt: skip
        with desk.database.change(*(table.topic for table in tables)), desk.database.found_at_the_end():
            for table in tables:
                table.put_in(self._records.pop(table.kind.__name__, []))
        if self._records:
            message = f"nowhere to write {sorted(self._records)}"
            raise ValueError(message)
