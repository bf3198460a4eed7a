# As much of recurring_ical_events as reading occurrences takes.
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Component, Event

_Moment = date | datetime | tuple[int, ...] | str

class CalendarQuery:
    def at(self, date: _Moment) -> list[Event]: ...
    def between(self, start: _Moment, stop: _Moment | timedelta) -> list[Event]: ...
    def after(self, earliest_end: _Moment | None = None) -> Iterator[Event]: ...
    def count(self) -> int: ...

def of(
    a_calendar: Calendar | Component,
    keep_recurrence_attributes: bool = False,
    components: Sequence[str] = ("VEVENT",),
    skip_bad_series: bool = False,
) -> CalendarQuery: ...
