"""Dates, times and durations as calendar and contact files write them, slips included. Zones are not known here."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from mentordesk.exchange.limits import YEARS
from mentordesk.light_dataclass import dataclass

_STAMP = re.compile(
    r"\s*(?P<year>[0-9]{4})-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})"
    r"(?:[T ]\s*(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?\s*",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\s*(?P<sign>[+-])?P(?:(?P<weeks>[0-9]{1,5})W)?(?:(?P<days>[0-9]{1,6})D)?"
    r"(?:T(?:(?P<hours>[0-9]{1,7})H)?(?:(?P<minutes>[0-9]{1,8})M)?(?:(?P<seconds>[0-9]{1,10})S)?)?\s*",
    re.IGNORECASE,
)


class FarDate(ValueError):
    """A date outside the years a calendar can mean."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, or a date with a time; `is_utc` when the text fixes the instant (`wall` is then UTC)."""

    wall: datetime
    is_date: bool = False
    is_utc: bool = False


def stamp(text: str) -> Stamp:
    """Read `20240131`, `20240131T0930`, `2024-01-31T09:30:00Z`, with offsets too.

    Raises FarDate outside limits.YEARS, ValueError for anything else that is not a date.
    """
    found = _STAMP.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise FarDate(day.isoformat())
    if found["hour"] is None:
        return Stamp(datetime.combine(day, time()), is_date=True)
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    tomorrow = hour == 24 and minute == second == 0
    # A leap second is the last second of its minute here.
    wall = datetime.combine(day, time(0 if tomorrow else hour, minute, min(second, 59) if second <= 60 else second))
    if tomorrow:
        wall += timedelta(days=1)
    offset = (found["offset"] or "").upper()
    if not offset:
        return Stamp(wall)
    if offset != "Z":
        distance = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        zone = timezone(-distance if offset[0] == "-" else distance)
        wall = wall.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
    return Stamp(wall, is_utc=True)


def duration(text: str) -> timedelta:
    """Read `PT1H30M`, `P1D`, `-PT15M`; raises ValueError, also for more than a century."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found[name] for name in ("weeks", "days", "hours", "minutes", "seconds")):
        raise ValueError(text)
    length = timedelta(**{name: int(found[name] or 0) for name in ("weeks", "days", "hours", "minutes", "seconds")})
    if length > timedelta(days=36_600):
        raise ValueError(text)
    return -length if found["sign"] == "-" else length


def utc_offset(text: str) -> timedelta:
    """Read `+0100`, `-05:00`, `+013000`; raises ValueError."""
    found = re.fullmatch(r"\s*([+-]?)([0-9]{1,2}):?([0-9]{2})?(?::?([0-9]{2}))?\s*", text)
    if found is None:
        raise ValueError(text)
    distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    if distance >= timedelta(hours=24):
        raise ValueError(text)
    return -distance if found[1] == "-" else distance
