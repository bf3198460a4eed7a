"""Which backups are kept: the last of each of seven days, four weeks and twelve months. Pure functions over dates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(days: Iterable[tuple[str, date]]) -> frozenset[str]:
    """Return the names to keep of backups, each with the day it was made on; names sort by when they were made.

    Days, weeks and months without a backup take up no place: who opens the program once a month keeps a year all the same.
    """
    newest_first = sorted(days, reverse=True)
    return frozenset(
        name
        for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month))
        for name in _last_of_each(newest_first, most, period)
    )


def _last_of_each(newest_first: list[tuple[str, date]], most: int, period: Callable[[date], Hashable]) -> Iterable[str]:
    seen: set[Hashable] = set()
    for name, day in newest_first:
        if period(day) not in seen and len(seen) < most:
            seen.add(period(day))
            yield name


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
