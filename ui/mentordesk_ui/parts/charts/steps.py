"""Where axes are marked, with round numbers and whole months, and thousands of points thinned to what pixels can show. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from mentordesk import phrases

ROUND = (1.0, 2.0, 5.0, 10.0)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


def value_steps(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """Return at most about `most` round numbers that enclose `low` to `high`, in order; never fewer than two.

    `whole` leaves out halves, for things that are counted.
    """
    if not high > low:
        low, high = (min(low, 0.0), max(high, 0.0)) if low or high else (0.0, 1.0)
        if low == high:
            high = low + 1.0
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in ROUND if one * power >= rough * (1 - 1e-9))
    if whole:
        step = max(1.0, math.ceil(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        last += 1
    # Through decimals, or 3 × 0.1 is written 0.30000000000000004.
    return tuple(float(f"{place * step:.12g}") for place in range(first, last + 1))


def bounded_steps(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return whole steps from exactly `low` to exactly `high`, as many as fit into `most`: for scales such as 1 to 5."""
    whole = round(high - low)
    every = next(one for one in range(1, whole + 1) if whole % one == 0 and (whole // one < most or one == whole))
    return tuple(low + place * every for place in range(whole // every + 1))


def date_steps(first: date, last: date, most: int) -> tuple[tuple[date, str], ...]:
    """Return at most `most` days to mark between two, each with the words that stand below it."""
    most = max(1, most)
    days = (last - first).days
    if days <= 14 * most and days < 120:
        step = next(one for one in (1, 2, 7, 14) if days / one <= most or one == 14)
        begin = first if step < 7 else first + timedelta(days=-first.weekday() % 7)
        on = [begin + timedelta(days=step * turn) for turn in range(max(0, (last - begin).days // step) + 1)]
        return tuple((day, phrases.brief_day(day, day)) for day in on if first <= day <= last)
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next((one for one in _MONTHS if months / one <= most), _MONTHS[-1])
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    start += -start % every
    found = []
    for place in range(start, last.year * 12 + last.month, every):
        day = date(place // 12, place % 12 + 1, 1)
        # January goes by its year; that tells the others theirs.
        found.append((day, str(day.year) if day.month == 1 else phrases.short_month(day)))
    return tuple(found)


def thinned(xs: Sequence[float], ys: Sequence[float], per_pixel: float) -> tuple[list[float], list[float]]:
    """Return the points a line needs to look the same when a pixel is `per_pixel` wide: of each column of pixels the
    first, the lowest, the highest and the last. `xs` must rise.
    """
    if len(xs) <= 2 or per_pixel <= 0:
        return list(xs), list(ys)
    kept: list[int] = []
    start, left = 0, xs[0]
    bounds = []
    for place, x in enumerate(xs):
        if x - left >= per_pixel:
            bounds.append((start, place))
            start, left = place, x
    bounds.append((start, len(xs)))
    if len(bounds) > len(xs) / 3:
        return list(xs), list(ys)
    for begin, end in bounds:
        column = ys[begin:end]
        low, high = begin + column.index(min(column)), begin + column.index(max(column))
        kept += sorted({begin, low, high, end - 1})
    return [xs[place] for place in kept], [ys[place] for place in kept]
