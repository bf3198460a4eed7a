"""The occurrences of one series within a window: rule, additions, exceptions, and repetitions that were changed or moved."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from mentordesk.exchange.calendars import CalendarEvent, Occurrence, Series
from mentordesk.exchange.event_reading import ReadEvent
from mentordesk.exchange.repetition import Allowance, Rule
from mentordesk.exchange.values import Stamp
from mentordesk.exchange.zone_names import moved

_DAY = timedelta(days=1)


class SeriesExpansion:
    """A master event and those that change repetitions of it."""

    def __init__(self, master: ReadEvent, changes: list[ReadEvent]) -> None:
        self._master = master
        self._event = master.event
        self._excepted = frozenset(master.event.exceptions)
        self._changes: list[CalendarEvent] = []
        self._single: dict[datetime, int] = {}
        self._single_days: dict[datetime, int] = {}
        self._onward: list[tuple[datetime, int]] = []
        for place, change in enumerate(changes):
            original = self._original(change)
            self._changes.append(replace(change.event, recurrence_id=original))
            if change.and_future:
                self._onward.append((original, place))
            elif change.recurrence_is_date:
                self._single_days[original] = place
            else:
                self._single[original] = place
        self._onward.sort()

    def within(self, first: datetime, last: datetime, allowance: Allowance, most: int) -> Series:
        """Work out the occurrences that start from `first` up to but not including `last` (wall times).

        Raises TookTooLong, ValueError and OverflowError.
        """
        found: list[Occurrence] = []
        met: set[int] = set()
        ends = dict(self._master.added)
        is_cut = False
        shift = max((abs(self._delta(place)) for _, place in self._onward), default=timedelta())
        # From the first repetition that was changed, so that each change meets the one it belongs to.
        since = min([first - shift, *(change.recurrence_id or first for change in self._changes)])
        for original in self._originals(since, last + shift, allowance):
            if self._is_excepted(original):
                continue
            occurrence = self._occurrence(original, ends.get(original))
            if occurrence.change is not None:
                met.add(occurrence.change)
            if first <= occurrence.starts < last:
                if len(found) >= most:
                    is_cut = True
                    break
                found.append(occurrence)
        if not is_cut:
            found += self._moved_here(first, last, met)
        found.sort(key=_start)
        return Series(self._event, tuple(self._changes), tuple(found), is_cut)

    def _original(self, change: ReadEvent) -> datetime:
        """Return the start that a change names, as wall time of the master's zone."""
        named = change.event.recurrence_id or change.event.starts
        if change.recurrence_is_date or change.event.all_day or self._event.all_day:
            return datetime.combine(named, time()) if change.recurrence_is_date or self._event.all_day else named
        return moved(named, change.event.zone, self._event.zone)

    def _originals(self, since: datetime, last: datetime, allowance: Allowance) -> Iterator[datetime]:
        """Yield the starts before `last`, ascending, each once: those of the rule and those added."""
        horizon = last - timedelta(seconds=1)
        ruled: list[Iterable[datetime]] = [self._walk(rule, since, horizon, allowance) for rule in self._master.rules]
        excluded = {moment for rule in self._master.excluding for moment in self._walk(rule, since, horizon, allowance)}
        # A rule yields the start itself, unless it ended before: so programs write a series that was deleted whole.
        first = () if ruled else (self._event.starts,)
        added = sorted(moment for moment in (*first, *self._event.additions) if moment < last)
        before: datetime | None = None
        # Two rules are worked out one after the other: they share dateutil's horizon.
        for moment in heapq.merge(*(ruled if len(ruled) < 2 else map(list, ruled)), added):
            if moment != before and moment not in excluded:
                yield moment
            before = moment

    def _walk(self, rule: Rule, since: datetime, horizon: datetime, allowance: Allowance) -> Iterator[datetime]:
        if rule.until is not None:
            horizon = min(horizon, self._until(rule.until))
        return allowance.starts(rule, self._event.starts, since, horizon)

    def _until(self, until: Stamp) -> datetime:
        """Return the last moment of a rule: a day counts whole, an instant in the zone of the event."""
        if until.is_date:
            return until.wall + _DAY - timedelta(seconds=1)
        if not until.is_utc:
            return until.wall + (_DAY if self._event.all_day else timedelta())
        there = moved(until.wall, "UTC", self._event.zone)
        # Programs write the end of whole days as midnight here or midnight UTC.
        return datetime.combine(max(there, until.wall), time(23, 59, 59)) if self._event.all_day else there

    def _is_excepted(self, original: datetime) -> bool:
        return original in self._excepted or datetime.combine(original, time()) in self._master.excepted_days

    def _occurrence(self, original: datetime, ends: datetime | None) -> Occurrence:
        place = self._single.get(original)
        if place is None and self._single_days:
            place = self._single_days.get(datetime.combine(original, time()))
        if place is not None:
            return self._changed(original, place)
        event = self._event
        for begins, onward in reversed(self._onward):
            if original >= begins:
                changed = self._changes[onward]
                starts = original + self._delta(onward)
                length = changed.ends - changed.starts if changed.ends is not None else None
                return Occurrence(
                    original, starts, changed.zone, starts + length if length is not None else None, onward
                )
        if ends is None and event.ends is not None:
            ends = original + (event.ends - event.starts)
        return Occurrence(original, original, event.zone, ends)

    def _changed(self, original: datetime, place: int) -> Occurrence:
        event = self._changes[place]
        return Occurrence(original, event.starts, event.zone, event.ends, place)

    def _delta(self, place: int) -> timedelta:
        changed = self._changes[place]
        return changed.starts - (changed.recurrence_id or changed.starts)

    def _is_stale(self, original: datetime, place: int) -> bool:
        """Whether the series has since been changed so that this repetition is gone."""
        return self._is_excepted(original) or self._changes[place].sequence < self._event.sequence

    def _moved_here(self, first: datetime, last: datetime, met: set[int]) -> list[Occurrence]:
        """Return changed repetitions that the walk did not meet: moved in from later, or no longer part of the rule."""
        places = [*self._single.items(), *self._single_days.items(), *self._onward]
        return [
            self._changed(original, place)
            for original, place in places
            if place not in met and first <= self._changes[place].starts < last and not self._is_stale(original, place)
        ]


def _start(occurrence: Occurrence) -> tuple[datetime, datetime]:
    return occurrence.starts, occurrence.original
