"""Meetings and series on disk."""

from __future__ import annotations

from datetime import datetime

from mentordesk.domain.meetings import Meeting, Series, Status
from mentordesk.domain.zones import instant_of
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_OPEN = "status IN ('planned', 'moved')"


class SeriesStore(RecordTable[Series]):
    """The rules by which meetings repeat."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Series, "series", Topic.MEETINGS)


class MeetingStore(RecordTable[Meeting]):
    """Every meeting: planned, held, called off, missed."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Meeting, "meeting", Topic.MEETINGS)

    def upcoming(self, since: datetime, *, limit: int = 50) -> tuple[Meeting, ...]:
        """Return meetings still to come whose time starts at `since` or later, soonest first."""
        return self.where(f"{_OPEN} AND starts_at >= ?", [instant_text(since)], order="starts_at, id", limit=limit)

    def between(self, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        """Return meetings that start in a span, whatever became of them, in order."""
        return self.where(
            "starts_at >= ? AND starts_at < ?", [instant_text(since), instant_text(until)], order="starts_at, id"
        )

    def unresolved(self, until: datetime, *, limit: int = 20) -> tuple[Meeting, ...]:
        """Return meetings whose time has come and of which nobody has said what became, newest first."""
        return self.where(f"{_OPEN} AND starts_at < ?", [instant_text(until)], order="starts_at DESC, id", limit=limit)

    def next_with(self, person_id: str, since: datetime) -> Meeting | None:
        """Return the next meeting with a person that starts at `since` or later."""
        return self.first(
            f"{_OPEN} AND person_id = ? AND starts_at >= ?", [person_id, instant_text(since)], order="starts_at, id"
        )

    def open_between(self, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        """Return meetings that may still take place and start in a span, both ends included, soonest first."""
        return self.where(
            f"{_OPEN} AND starts_at >= ? AND starts_at <= ?",
            [instant_text(since), instant_text(until)],
            order="starts_at, id",
        )

    def expected_people(self, since: datetime) -> frozenset[str]:
        """Return the ids of those with whom a meeting is planned that starts at `since` or later."""
        rows = self.database.rows(
            f"SELECT DISTINCT person_id FROM {self.name} WHERE deleted_at IS NULL AND {_OPEN} AND starts_at >= ?",
            [instant_text(since)],
        )
        return frozenset(row["person_id"] for row in rows if row["person_id"])

    def last_held_times(self) -> dict[str, datetime]:
        """Return when the last meeting was held with each person of a running mentorship; one index seek per person."""
        rows = self.database.rows(
            "SELECT person_id, (SELECT max(actual_start) FROM meeting WHERE meeting.person_id = mentorship.person_id"
            " AND status = 'held' AND deleted_at IS NULL) AS held_at"
            " FROM mentorship WHERE ended_on IS NULL AND deleted_at IS NULL GROUP BY person_id"
        )
        return {row["person_id"]: datetime.fromisoformat(row["held_at"]) for row in rows if row["held_at"]}

    def held_count_with(self, person_id: str) -> int:
        """Return how many meetings were held with a person, read from an index alone."""
        return self.count("person_id = ? AND status = 'held'", [person_id])

    def last_held_with(self, person_id: str) -> Meeting | None:
        """Return the last meeting held with a person."""
        return self.first("person_id = ? AND status = 'held'", [person_id], order="actual_start DESC")

    def held(self, *, limit: int = 50, before: datetime | None = None) -> tuple[Meeting, ...]:
        """Return meetings held, newest first."""
        if before is None:
            return self.where("status = 'held'", order="actual_start DESC", limit=limit)
        return self.where(
            "status = 'held' AND actual_start < ?", [instant_text(before)], order="actual_start DESC", limit=limit
        )

    def of_origin(self, origin_uid: str) -> tuple[Meeting, ...]:
        """Return the meetings that came from a calendar event, those in the trash included."""
        rows = self.database.rows("SELECT * FROM meeting WHERE origin_uid = ?", [origin_uid])
        return tuple(self.from_row(row) for row in rows)

    def derive_instants(self) -> int:
        """Derive the instants of open meetings anew and return how many moved: rules of zones change over the years."""
        moved = 0
        with self.database.change(Topic.MEETINGS):
            for meeting in self.where(f"{_OPEN} AND wall_start IS NOT NULL"):
                instant = instant_of(meeting.wall_start, meeting.zone) if meeting.wall_start else None
                if instant and instant != meeting.starts_at:
                    self.database.tables.table(self.name).update(meeting.id, {"starts_at": instant_text(instant)})
                    moved += 1
        return moved

    def with_status(self, person_id: str, status: Status) -> int:
        """Return how many meetings with a person came to a status."""
        return self.count("person_id = ? AND status = ?", [person_id, status.value])
