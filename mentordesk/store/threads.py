"""Threads on disk."""

from __future__ import annotations

from datetime import date, datetime

from mentordesk.domain.threads import Thread, checked_thread
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ThreadStore(RecordTable[Thread]):
    """Pieces of people's lives to ask about."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Thread, "thread", Topic.THREADS)

    def checked(self, record: Thread) -> Thread:
        """Return the thread as it may be kept; raises Mistake when it says nothing."""
        return checked_thread(record)

    def ripe_for(self, person_id: str, today: date, *, limit: int = 5) -> tuple[Thread, ...]:
        """Return what to ask a person about, longest ripe first; nothing is offered twice."""
        return self.where(
            "person_id = ? AND asked_at IS NULL AND answered_at IS NULL AND let_be_at IS NULL"
            " AND (ripe_on IS NULL OR ripe_on <= ?)",
            [person_id, today.isoformat()],
            order="ripe_on IS NULL, ripe_on, id",
            limit=limit,
        )

    def of_person(self, person_id: str) -> tuple[Thread, ...]:
        """Return a person's threads, those not yet answered first, then the newest."""
        return self.where("person_id = ?", [person_id], order="answered_at IS NOT NULL, id DESC")

    def waiting(self, person_id: str) -> tuple[Thread, ...]:
        """Return what a person has not told yet, what is not to be raised too, in no order that matters."""
        return self.where("person_id = ? AND answered_at IS NULL", [person_id])

    def asked_since(self, person_id: str, since: datetime) -> tuple[Thread, ...]:
        """Return what a person was asked, or told, since an instant, and may be raised; the first asked first."""
        return self.where(
            "person_id = ? AND asked_at >= ? AND let_be_at IS NULL",
            [person_id, instant_text(since)],
            order="asked_at, id",
        )

    def of_note(self, note_id: str) -> tuple[Thread, ...]:
        """Return the threads that are lines of a note, in the order of the lines."""
        return self.where("origin_note_id = ?", [note_id], order="note_place, id")

    def thrown_away_with_lines_of(self, note_id: str) -> tuple[Thread, ...]:
        """Return the threads in the trash that were lines of a note, the last thrown away first."""
        rows = self.database.rows(
            "SELECT * FROM thread WHERE origin_note_id = ? AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC",
            [note_id],
        )
        return tuple(self.from_row(row) for row in rows)
