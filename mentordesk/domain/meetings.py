"""Meetings and their series: when, in whose zone, how, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.domain.zones import checked_wall, instant_of
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

LONGEST = timedelta(days=2)


class Mode(StrEnum):
    """How two people meet."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"
    CHAT = "chat"


class Kind(StrEnum):
    """What sort of meeting it is in the course of a mentorship."""

    FIRST = "first"
    REGULAR = "regular"
    URGENT = "urgent"
    REVIEW = "review"
    CLOSING = "closing"


class Status(StrEnum):
    """What became of a meeting; never a score."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True)
class Series(Record):
    """A rule by which meetings repeat; imported ones are kept as their calendar wrote them."""

    mentorship_id: str = ""
    title: str = ""
    rule: str = ""
    """An RRULE of RFC 5545, without the property's name."""
    wall_start: datetime | None = None
    zone: str = ""
    minutes: int = 60
    mode: Mode = Mode.VIDEO
    link: str = ""
    place: str = ""
    origin_uid: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """One meeting with one person. Planned: a wall time in somebody's zone. Held: instants, and where I was."""

    person_id: str = ""
    mentorship_id: str = ""
    series_id: str = ""
    title: str = ""
    wall_start: datetime | None = None
    """What the clock shows in `zone`; the instant is derived from both."""
    zone: str = ""
    zone_owner_id: str = ""
    """Whose zone it is: the meeting keeps that person's wall time when clocks change."""
    starts_at: datetime | None = None
    """Derived from `wall_start` and `zone` when saved, kept so that meetings can be found in order."""
    minutes: int = 60
    mode: Mode = Mode.VIDEO
    link: str = ""
    place: str = ""
    kind: Kind = Kind.REGULAR
    status: Status = Status.PLANNED
    status_why: str = ""
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    lived_zone: str = ""
    """The zone I was in when it happened."""
    personal_first_id: str = ""
    """Who spoke first about the personal; empty when nobody said."""
    personal_unnoticed: bool = False
    """It was looked back on, and nobody noticed who did."""
    moved_from: datetime | None = None
    """When it was planned for before it was moved last, as an instant."""
    origin_uid: str = ""
    """The calendar event this meeting came from."""
    origin_recurrence: str = ""
    """Which occurrence of that event: its original wall time, as RECURRENCE-ID says it."""
    origin_state: str = ""
    """What the calendar said when it was last read, as JSON: fields that differ from it were edited here."""

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, or ended."""
        if self.actual_end:
            return self.actual_end
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_open(self) -> bool:
        """Whether it may still take place."""
        return self.status in {Status.PLANNED, Status.MOVED}


def planned(meeting: Meeting) -> Meeting:
    """Return the meeting with its instant derived; raises Mistake for a time or length that cannot be."""
    if meeting.wall_start is None:
        raise Mistake(_("Choose a day and a time."), field="starts")
    if not timedelta(0) < timedelta(minutes=meeting.minutes) <= LONGEST:
        raise Mistake(_("A meeting lasts between one minute and two days."), field="minutes")
    wall = checked_wall(meeting.wall_start.replace(second=0, microsecond=0), meeting.zone)
    return replace(meeting, wall_start=wall, starts_at=instant_of(wall, meeting.zone))


def moved(meeting: Meeting, wall: datetime, zone: str) -> Meeting:
    """Return the meeting at another time; its agenda belongs to the mentorship and comes along."""
    if not meeting.is_open:
        raise Mistake(_("Only a meeting that is still to come can be moved."))
    return replace(
        planned(replace(meeting, wall_start=wall, zone=zone)), status=Status.MOVED, moved_from=meeting.starts_at
    )


def cancelled(meeting: Meeting, why: str = "") -> Meeting:
    """Return the meeting as called off."""
    if not meeting.is_open:
        raise Mistake(_("Only a meeting that is still to come can be called off."))
    return replace(meeting, status=Status.CANCELLED, status_why=why)


def missed(meeting: Meeting, now: datetime, why: str = "") -> Meeting:
    """Return the meeting as one that did not happen; raises Mistake before its time has come."""
    if not meeting.is_open:
        raise Mistake(_("This meeting is already closed."))
    if meeting.starts_at and meeting.starts_at > now:
        raise Mistake(_("This meeting is still to come."))
    return replace(meeting, status=Status.MISSED, status_why=why)


def begun(meeting: Meeting, now: datetime, lived_zone: str) -> Meeting:
    """Return the meeting as having begun now; beginning again keeps the first start."""
    if meeting.status in {Status.CANCELLED, Status.MISSED}:
        raise Mistake(_("This meeting was called off. Start an unplanned call instead."))
    return replace(meeting, actual_start=meeting.actual_start or now, lived_zone=meeting.lived_zone or lived_zone)


def held(meeting: Meeting, started: datetime, ended: datetime, lived_zone: str) -> Meeting:
    """Return the meeting as held between two instants; raises Mistake when it ends before it starts."""
    if ended < started:
        raise Mistake(_("A meeting cannot end before it starts."), field="ends")
    return replace(meeting, status=Status.HELD, actual_start=started, actual_end=ended, lived_zone=lived_zone)
