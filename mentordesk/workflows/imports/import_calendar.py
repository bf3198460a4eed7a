"""Import a calendar: find out whose events they are, show what would happen, then do it in one short change.

What a person edited here is never overwritten: each meeting remembers what the calendar said last, and only fields that
still say so follow the calendar.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from mentordesk.clock import Clock
from mentordesk.domain.meetings import LONGEST, Meeting, Mode, Series, Status
from mentordesk.domain.people import Person
from mentordesk.domain.zones import instant_of
from mentordesk.exchange.calendars import CalendarEvent, CalendarReading, Window
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.people.mentorship_with import mentorship_with

DEFAULT_MINUTES = 60
"""The length of an event whose calendar does not say."""

_FOLLOWED = ("title", "wall_start", "zone", "minutes", "link", "place")
"""The fields of a meeting that follow the calendar as long as nobody edits them here."""


class EventFate(StrEnum):
    """What an import would do with an event."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CALLED_OFF = "called_off"
    """The calendar has cancelled a meeting that is on the desk."""
    CANCELLED = "cancelled"
    """Cancelled in the calendar and never on the desk: there is nothing to do."""
    REMOVED = "removed"
    """Imported before and put into the trash here: it stays there."""


@dataclass(frozen=True)
class EventRow:
    """One event of the file beside what the desk knows."""

    event: CalendarEvent
    fate: EventFate
    starts_at: datetime
    person_id: str
    """Whose it is; empty when nobody on the desk is named in it, or several are."""
    candidates: tuple[str, ...] = ()
    """Ids of the people it might be with, when there are several."""
    is_ticked: bool = False
    """Whether it is suggested: still to come, with a person who is known, and something to do."""
    meeting_id: str = ""


@dataclass(frozen=True)
class EventsImported:
    """What an import did."""

    added: int = 0
    updated: int = 0
    called_off: int = 0
    unchanged: int = 0


def window_around(clock: Clock) -> Window:
    """Return the days in which repetitions are worked out: a month back, and a year ahead."""
    today = clock.now().astimezone(clock.zone()).date()
    return Window(today - timedelta(days=31), today + timedelta(days=366))


def compare_calendar(desk: Desk, clock: Clock, reading: CalendarReading) -> tuple[EventRow, ...]:
    """Return what an import of this calendar would do, in order of time; nothing is written."""
    people = _Known(desk.people.others())
    now = clock.now()
    found: dict[str, dict[str, Meeting]] = {}
    rows = []
    for event in reading.all_events():
        if event.uid not in found:
            found[event.uid] = {meeting.origin_recurrence: meeting for meeting in desk.meetings.of_origin(event.uid)}
        rows.append(_row(event, found[event.uid].get(_recurrence(event)), people, now))
    return tuple(sorted(rows, key=lambda row: row.starts_at))


def import_calendar(
    desk: Desk,
    clock: Clock,
    reading: CalendarReading,
    rows: Sequence[EventRow],
    chosen: Collection[int],
    people: Mapping[int, str] | None = None,
    new_people: Iterable[Person] = (),
) -> EventsImported:
    """Import the chosen rows, by their place, as one act.

    `people` says whose an event is where the row does not know, by the ids of people on the desk or of `new_people`, who
    are added; a chosen row without a person is passed over.
    """
    done = EventsImported()
    homes = _Homes(desk, clock, reading)
    fresh: list[Meeting] = []
    with desk.database.change(Topic.MEETINGS, Topic.MENTORSHIPS, Topic.PEOPLE, act=_("Import a calendar")):
        for person in new_people:
            desk.people.add(person)
        for index in sorted(chosen):
            row = rows[index]
            person_id = (people or {}).get(index, row.person_id)
            match row.fate:
                case EventFate.NEW if person_id and not homes.is_here(row.event):
                    fresh.append(_as_lived(homes.place(_meeting(row.event), person_id), clock))
                case EventFate.CHANGED:
                    desk.meetings.save(_followed(desk.meetings.get(row.meeting_id), row.event))
                    done = replace(done, updated=done.updated + 1)
                case EventFate.CALLED_OFF:
                    off = replace(desk.meetings.get(row.meeting_id), status=Status.CANCELLED)
                    desk.meetings.save(replace(off, status_why=_("Called off in the calendar")))
                    done = replace(done, called_off=done.called_off + 1)
                case _:
                    pass
        # All at once: a calendar may hold thousands, and the desk is locked meanwhile.
        desk.meetings.add_all(fresh)
    done = replace(done, added=len(fresh))
    return replace(done, unchanged=len(rows) - done.added - done.updated - done.called_off)


class _Homes:
    """Gives each meeting its mentorship and series, looking each up once."""

    def __init__(self, desk: Desk, clock: Clock, reading: CalendarReading) -> None:
        self._desk = desk
        self._clock = clock
        self._masters = {series.uid: series.master for series in reading.series}
        self._mentorships: dict[str, str] = {}
        self._series: dict[str, str] = {}
        self._here: dict[str, frozenset[str]] = {}

    def is_here(self, event: CalendarEvent) -> bool:
        """Tell whether the event came in since it was looked at, by another import of the same file."""
        if event.uid not in self._here:
            found = self._desk.meetings.of_origin(event.uid)
            self._here[event.uid] = frozenset(meeting.origin_recurrence for meeting in found)
        return _recurrence(event) in self._here[event.uid]

    def place(self, meeting: Meeting, person_id: str) -> Meeting:
        """Return the meeting as one with a person."""
        if person_id not in self._mentorships:
            self._mentorships[person_id] = mentorship_with(self._desk, self._clock, person_id).id
        mentorship_id = self._mentorships[person_id]
        uid = meeting.origin_uid
        if uid in self._masters and uid not in self._series:
            self._series[uid] = _series_id(self._desk, self._masters[uid], mentorship_id)
        return replace(meeting, person_id=person_id, mentorship_id=mentorship_id, series_id=self._series.get(uid, ""))


class _Known:
    """Finds the people of the desk in what an event says."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_mail: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._names: list[tuple[str, str]] = []
        for person in people:
            for channel in person.channels:
                self._by_mail.setdefault(channel.value.casefold(), []).append(person.id)
            self._by_name.setdefault(person.name.casefold(), []).append(person.id)
            self._names.append((person.name.casefold(), person.id))

    def in_event(self, event: CalendarEvent) -> tuple[str, ...]:
        """Return the ids of those an event is with: by mail address, else by name, else by a whole name in its title."""
        named = (*event.attendees, *((event.organizer,) if event.organizer else ()))
        by_mail = [one for who in named for one in self._by_mail.get(who.mail.casefold().removeprefix("mailto:"), ())]
        by_name = [one for who in named if who.name for one in self._by_name.get(who.name.casefold(), ())]
        title = event.title.casefold()
        in_title = [person_id for name, person_id in self._names if name and name in title]
        return tuple(dict.fromkeys(by_mail or by_name or in_title))


def _row(event: CalendarEvent, meeting: Meeting | None, people: _Known, now: datetime) -> EventRow:
    starts_at = instant_of(event.starts, event.zone)
    fate = _fate(event, meeting)
    who = (meeting.person_id,) if meeting else people.in_event(event)
    person_id = who[0] if len(who) == 1 else ""
    is_work = fate in {EventFate.NEW, EventFate.CHANGED, EventFate.CALLED_OFF}
    return EventRow(
        event=event,
        fate=fate,
        starts_at=starts_at,
        person_id=person_id,
        candidates=who if len(who) > 1 else (),
        is_ticked=bool(person_id) and is_work and (starts_at >= now or meeting is not None),
        meeting_id=meeting.id if meeting else "",
    )


def _fate(event: CalendarEvent, meeting: Meeting | None) -> EventFate:
    is_off = event.status == "cancelled"
    if meeting is None:
        return EventFate.CANCELLED if is_off else EventFate.NEW
    if meeting.deleted_at is not None:
        return EventFate.REMOVED
    if is_off:
        return EventFate.CALLED_OFF if meeting.is_open else EventFate.SAME
    if not meeting.is_open or _followed(meeting, event) == meeting:
        return EventFate.SAME
    return EventFate.CHANGED


def _recurrence(event: CalendarEvent) -> str:
    return event.recurrence_id.isoformat(timespec="minutes") if event.recurrence_id else ""


def _meeting(event: CalendarEvent) -> Meeting:
    minutes = event.minutes or DEFAULT_MINUTES
    longest = LONGEST // timedelta(minutes=1)
    meeting = Meeting(
        title=event.title,
        wall_start=event.starts,
        zone=event.zone,
        starts_at=instant_of(event.starts, event.zone),
        minutes=min(minutes, longest),
        mode=Mode.IN_PERSON if event.place and not event.link else Mode.VIDEO,
        link=event.link,
        place=event.place,
        origin_uid=event.uid,
        origin_recurrence=_recurrence(event),
    )
    return replace(meeting, origin_state=_said(meeting))


def _said(meeting: Meeting) -> str:
    return json.dumps({name: str(getattr(meeting, name)) for name in _FOLLOWED}, ensure_ascii=False, sort_keys=True)


def _followed(meeting: Meeting, event: CalendarEvent) -> Meeting:
    """Return the meeting as the calendar has it now, but for fields that were edited here."""
    fresh = _meeting(event)
    said = json.loads(meeting.origin_state or "{}")
    # Time and zone say one thing together: editing either keeps both.
    kept_time = any(str(getattr(meeting, name)) != said.get(name) for name in ("wall_start", "zone"))
    taken = {
        name: getattr(fresh, name)
        for name in _FOLLOWED
        if str(getattr(meeting, name)) == said.get(name) and not (kept_time and name in {"wall_start", "zone"})
    }
    followed = replace(meeting, **taken, origin_state=fresh.origin_state)
    if followed.wall_start:
        followed = replace(followed, starts_at=instant_of(followed.wall_start, followed.zone))
    return followed


def _as_lived(meeting: Meeting, clock: Clock) -> Meeting:
    """Return a meeting of the past as held: the calendar says so, and whoever ticked it agrees."""
    if meeting.starts_at is None or meeting.ends_at is None or meeting.ends_at > clock.now():
        return meeting
    return replace(
        meeting,
        status=Status.HELD,
        actual_start=meeting.starts_at,
        actual_end=meeting.ends_at,
        lived_zone=clock.zone().key,
    )


def _series_id(desk: Desk, master: CalendarEvent, mentorship_id: str) -> str:
    present = desk.series.first("origin_uid = ?", [master.uid])
    if present:
        return present.id
    series = Series(
        mentorship_id=mentorship_id,
        title=master.title,
        rule=master.rule or "",
        wall_start=master.starts,
        zone=master.zone,
        minutes=master.minutes or DEFAULT_MINUTES,
        link=master.link,
        place=master.place,
        origin_uid=master.uid,
    )
    return desk.series.add(series).id
