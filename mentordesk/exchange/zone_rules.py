"""Clock rules that a calendar file brings along (VTIMEZONE), and the IANA zone that keeps the same time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mentordesk.exchange.components import Component
from mentordesk.exchange.repetition import Allowance, RuleRefused, TookTooLong, rule
from mentordesk.exchange.values import stamp, utc_offset
from mentordesk.exchange.zone_names import zone_named
from mentordesk.light_dataclass import dataclass

_MOST_CHANGES = 400
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """When clocks change to which offset, as one file says it for the years asked for."""

    changes: tuple[tuple[datetime, timedelta], ...]
    """Instants (naive UTC) and the offset from then on, ascending."""
    before: timedelta

    @property
    def is_fixed(self) -> bool:
        return all(offset == self.before for _, offset in self.changes)

    def offset(self, instant: datetime) -> timedelta:
        """Return the offset at an instant (naive UTC)."""
        place = bisect_right(self.changes, instant, key=_moment)
        return self.changes[place - 1][1] if place else self.before

    def to_utc(self, wall: datetime) -> datetime:
        """Return the instant (naive UTC) of a wall time, the first of two."""
        for offset in sorted({self.before, *(offset for _, offset in self.changes)}, reverse=True):
            if self.offset(wall - offset) == offset:
                return wall - offset
        return wall - self.offset(wall)


def _moment(change: tuple[datetime, timedelta]) -> datetime:
    return change[0]


def zone_rules(component: Component, years: Iterable[int], allowance: Allowance) -> ZoneRules | None:
    """Work out the rules of a VTIMEZONE around some years; None when it is too broken for that."""
    last = datetime(min(max(years, default=2000) + 2, 2399), 1, 1)
    changes: list[tuple[datetime, timedelta]] = []
    before: list[tuple[datetime, timedelta]] = []
    for part in component.parts:
        if part.name not in {"STANDARD", "DAYLIGHT"}:
            continue
        try:
            came_from = utc_offset(part.text("TZOFFSETFROM") or part.text("TZOFFSETTO"))
            goes_to = utc_offset(part.text("TZOFFSETTO"))
            onsets = _onsets(part, last, allowance)
        except (ValueError, OverflowError, RuleRefused, TookTooLong):
            continue
        changes += [(onset - came_from, goes_to) for onset in onsets]
        before += [(onset, came_from) for onset in onsets[:1]]
    if not changes:
        return None
    return ZoneRules(tuple(sorted(changes)), min(before)[1])


def _onsets(part: Component, last: datetime, allowance: Allowance) -> list[datetime]:
    first = stamp(part.text("DTSTART") or "19700101T000000").wall
    onsets = {first}
    for line in part.all("RRULE"):
        found = rule(line.value)
        until = min(last, found.until.wall) if found.until is not None else last
        for number, onset in enumerate(allowance.starts(found, first, first, until)):
            if number >= _MOST_CHANGES * 2:
                break
            onsets.add(onset)
    for line in part.all("RDATE"):
        onsets |= {stamp(text.split("/")[0]).wall for text in line.value.split(",")[:_MOST_CHANGES]}
    return sorted(onsets)


def matching_zone(rules: ZoneRules, years: Iterable[int], names: Iterable[str]) -> str | None:
    """Return the first of `names` whose clocks agree with the rules all through the years."""
    samples = _samples(rules, sorted(set(years)))
    for name in names:
        zone = zone_named(name)
        if zone is not None and _agrees(rules, zone, samples):
            return name
    return None


def _agrees(rules: ZoneRules, zone: ZoneInfo, samples: list[datetime]) -> bool:
    return all(instant.replace(tzinfo=UTC).astimezone(zone).utcoffset() == rules.offset(instant) for instant in samples)


def _samples(rules: ZoneRules, years: list[int]) -> list[datetime]:
    """Pick instants that tell zones apart: midsummer first, then each half month, then around each change."""
    samples = [datetime(year, month, 15, 12) for month in (7, 1) for year in years]
    samples += [datetime(year, month, day, 12) for year in years for month in range(1, 13) for day in (1, 15)]
    wanted = set(years)
    for instant, _ in rules.changes:
        if instant.year in wanted:
            samples += [instant - _HOUR, instant + _HOUR]
    return samples
