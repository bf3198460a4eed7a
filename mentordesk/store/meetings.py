"""Meetings and series on disk."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mentordesk.domain.meetings import LONGEST, Meeting, Mode, Series, Status
from mentordesk.domain.zones import instant_of
from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_OPEN = "status IN ('planned', 'moved')"
_CLOSED = "status IN ('held', 'cancelled', 'missed')"


class MeetingPart(StrEnum):
    """A stretch of all meetings, as they are listed."""

    COMING = "coming"
    """Open, and not over: a call that is running is among them."""
    UNSETTLED = "unsettled"
    """Over, and nobody has said what became of it."""
    PAST = "past"
    """Held, called off or missed."""


_IN_PART = {
    # The first bound is for the index: no meeting is longer than two days.
    MeetingPart.COMING: f"{_OPEN} AND starts_at >= :edge AND unixepoch(starts_at) + 60 * minutes >= unixepoch(:now)",
    MeetingPart.UNSETTLED: f"{_OPEN} AND starts_at < :now AND unixepoch(starts_at) + 60 * minutes < unixepoch(:now)",
    MeetingPart.PAST: _CLOSED,
}


@dataclass(frozen=True)
class PastMeeting:
    """A meeting that was held, as a list shows it: read in thousands, so no more than that."""

    id: str
    person_id: str
    person: str
    title: str
    mode: Mode
    at: datetime
    zone: str
    """Where I was."""


@dataclass(frozen=True)
class Began:
    """Who began with the personal in the calls of a mentorship."""

    held: int
    """How many calls were held."""
    person_id: str = ""
    """Who began in the last one of which anybody noticed; empty while there is none."""
    since: int = 0
    """How many calls were held after that one."""


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
        # The plus keeps SQLite from walking an index of all meetings to have the people in order.
        rows = self.database.rows(
            f"SELECT DISTINCT +person_id AS person_id FROM {self.name} WHERE deleted_at IS NULL AND {_OPEN} AND starts_at >= ?",
            [instant_text(since)],
        )
        return frozenset(row["person_id"] for row in rows if row["person_id"])

    def next_times(self, since: datetime) -> dict[str, datetime]:
        """Return when the next meeting with each person is that starts at `since` or later."""
        rows = self.database.rows(
            f"SELECT person_id, min(starts_at) AS starts_at FROM {self.name}"
            f" WHERE deleted_at IS NULL AND {_OPEN} AND starts_at >= ? AND person_id IS NOT NULL GROUP BY +person_id",
            [instant_text(since)],
        )
        return {row["person_id"]: datetime.fromisoformat(row["starts_at"]) for row in rows}

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
        # Left to itself SQLite takes another index of the person, and looks every meeting up for its status.
        sql = (
            "SELECT count(*) FROM meeting INDEXED BY meeting_held_person"
            " WHERE person_id = ? AND status = 'held' AND deleted_at IS NULL"
        )
        return int(self.database.value(sql, [person_id]))

    def who_began(self, mentorship_id: str) -> Began:
        """Return who began with the personal last in a mentorship; read from an index alone, from its end."""
        source = (
            "FROM meeting INDEXED BY meeting_begun WHERE mentorship_id = ? AND status = 'held' AND deleted_at IS NULL"
        )
        at = "coalesce(actual_start, starts_at)"
        held = int(self.database.value(f"SELECT count(*) {source}", [mentorship_id]))
        found = self.database.rows(
            f"SELECT id, personal_first_id, {at} AS at {source} AND personal_first_id IS NOT NULL ORDER BY {at} DESC, id DESC LIMIT 1",
            [mentorship_id],
        )
        if not found:
            return Began(held=held)
        last = found[0]
        since = self.database.value(
            f"SELECT count(*) {source} AND ({at}, id) > (?, ?)", [mentorship_id, last["at"], last["id"]]
        )
        return Began(held=held, person_id=last["personal_first_id"], since=int(since))

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

    def past(self, *, limit: int = 100, after: PastMeeting | None = None) -> tuple[PastMeeting, ...]:
        """Return meetings held, newest first, from the one after `after` on."""
        place = ""
        parameters: list[object] = []
        if after is not None:
            place = "AND actual_start <= ? AND (actual_start < ? OR meeting.id < ?)"
            parameters = [instant_text(after.at), instant_text(after.at), after.id]
        rows = self.database.rows(
            "SELECT meeting.id, person_id, person.name AS person, title, mode, actual_start, lived_zone"
            " FROM meeting LEFT JOIN person ON person.id = person_id"
            f" WHERE status = 'held' AND meeting.deleted_at IS NULL AND actual_start IS NOT NULL {place}"
            f" ORDER BY actual_start DESC, meeting.id DESC LIMIT {int(limit)}",
            parameters,
        )
        return tuple(
            PastMeeting(
                id=row["id"],
                person_id=row["person_id"] or "",
                person=row["person"] or "",
                title=row["title"],
                mode=Mode(row["mode"]),
                at=datetime.fromisoformat(row["actual_start"]),
                zone=row["lived_zone"],
            )
            for row in rows
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
                    self.database.update(self.name, meeting.id, {"starts_at": instant_text(instant)})
                    moved += 1
        return moved

    def window(
        self,
        part: MeetingPart,
        now: datetime,
        *,
        after: Meeting | None = None,
        person_id: str = "",
        status: Status | None = None,
        limit: int = 100,
    ) -> tuple[Meeting, ...]:
        """Return the next `limit` meetings of a part behind `after`: what comes soonest first, what is over newest first."""
        comes = part is MeetingPart.COMING
        condition = _IN_PART[part]
        values: dict[str, object] = {
            "now": instant_text(now),
            "edge": instant_text(now - LONGEST),
            "person": person_id,
            "status": status.value if status else "",
            "limit": limit,
        }
        if person_id:
            condition += " AND person_id = :person"
        if status:
            condition += " AND status = :status"
        if after is not None and after.starts_at is not None:
            condition += f" AND (starts_at, id) {'>' if comes else '<'} (:at, :id)"
            values |= {"at": instant_text(after.starts_at), "id": after.id}
        way = "ASC" if comes else "DESC"
        rows = self.database.rows(
            f"SELECT * FROM meeting WHERE deleted_at IS NULL AND starts_at IS NOT NULL AND {condition}"
            f" ORDER BY starts_at {way}, id {way} LIMIT :limit",
            values,
        )
        return tuple(self.from_row(row) for row in rows)

    def unsettled_count(self, now: datetime) -> int:
        """Return how many meetings are over and wait for a word on what became of them."""
        return int(
            self.database.value(
                f"SELECT count(*) FROM meeting WHERE deleted_at IS NULL AND {_IN_PART[MeetingPart.UNSETTLED]}",
                {"now": instant_text(now)},
            )
        )
