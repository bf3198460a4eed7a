"""What reading a calendar yields: single events, series with their occurrences, and a report. How it is read: `calendar_file`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mentordesk.exchange.report import LeftOut, Note
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which repetitions are worked out, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone invited or inviting; `status` is the answer in small letters (`accepted`, `needs-action` ...) or empty."""

    name: str
    mail: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event as its file tells it. Times are wall times (no tzinfo) in `zone`, an IANA name.

    `ends` is None when the file gives no usable end; all-day events start and end (exclusively) at midnight. `uid` is never
    empty: without one in the file it is made from title and start, so that the same file yields it again.
    `recurrence_id` is the original start, in `zone` of the series, of the repetition this event stands for.
    """

    uid: str
    title: str
    starts: datetime
    zone: str
    ends: datetime | None = None
    all_day: bool = False
    recurrence_id: datetime | None = None
    sequence: int = 0
    modified: datetime | None = None
    """When its program last changed it, naive UTC."""
    description: str = ""
    status: str = "confirmed"
    """`confirmed`, `tentative` or `cancelled`."""
    place: str = ""
    link: str = ""
    """The address of the call, wherever the program hid it."""
    attendees: tuple[Attendee, ...] = ()
    organizer: Attendee | None = None
    categories: tuple[str, ...] = ()
    rule: str | None = None
    exceptions: tuple[datetime, ...] = ()
    additions: tuple[datetime, ...] = ()

    @property
    def minutes(self) -> int | None:
        """How long it takes in real minutes, clock changes counted; None when the file does not say."""
        if self.ends is None:
            return None
        if self.all_day:
            return (self.ends - self.starts) // timedelta(minutes=1)
        zone = ZoneInfo(self.zone)
        return (
            self.ends.replace(tzinfo=zone).astimezone(UTC) - self.starts.replace(tzinfo=zone).astimezone(UTC)
        ) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One repetition. `change` is the place in `Series.changes` of the event that changed it, or None."""

    original: datetime
    """The start the rule gave it, wall time in the zone of the series' master: its name on the next import."""
    starts: datetime
    zone: str
    ends: datetime | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An event that repeats: its master, the events that change single repetitions, and those within the window.

    Cancelled repetitions are among the occurrences, their event has the status `cancelled`; deleted ones (EXDATE) are not.
    """

    master: CalendarEvent
    changes: tuple[CalendarEvent, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    is_cut: bool = False
    """There were more repetitions within the window than the limit."""

    @property
    def uid(self) -> str:
        return self.master.uid

    def event(self, occurrence: Occurrence) -> CalendarEvent:
        """Return the whole event an occurrence stands for: one event, no rule, `recurrence_id` set."""
        source = self.master if occurrence.change is None else self.changes[occurrence.change]
        status = "cancelled" if self.master.status == "cancelled" else source.status
        return replace(
            source,
            uid=self.master.uid,
            starts=occurrence.starts,
            zone=occurrence.zone,
            ends=occurrence.ends,
            recurrence_id=occurrence.original,
            status=status,
            rule=None,
            exceptions=(),
            additions=(),
        )

    def events(self) -> Iterator[CalendarEvent]:
        """Yield every occurrence as an event of its own."""
        for occurrence in self.occurrences:
            yield self.event(occurrence)


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """All of a calendar file. `events` happen once (whatever the window), `series` repeat (within the window)."""

    name: str
    events: tuple[CalendarEvent, ...] = ()
    series: tuple[Series, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()

    def all_events(self) -> Iterator[CalendarEvent]:
        """Yield single events and occurrences alike."""
        yield from self.events
        for series in self.series:
            yield from series.events()
