"""When the past meetings of the demo took place: working days of some years, at hours without two calls at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from mentordesk.workflows.demo.chance import Chance

_QUIET_WEEKS = frozenset({1, 32, 33, 52, 53})
"""Weeks of the year in which hardly anybody meets."""


def years_of(meetings: int) -> float:
    """Return how many years a desk with so many meetings goes back."""
    return min(24.0, max(0.9, 3 * math.sqrt(meetings / 1000)))


def past_hours(chance: Chance, count: int, first: date, last: date) -> Iterator[datetime]:
    """Yield `count` wall times from `first` to `last`, in order; a little more of them in later years."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() < 5] or [last]
    weights = [
        (0.4 + chance.random.random())
        * (0.05 if day.isocalendar().week in _QUIET_WEEKS else 1)
        * (1 + index / len(days))
        for index, day in enumerate(days)
    ]
    scale = count / sum(weights)
    due, given = 0.0, 0
    for index, (day, weight) in enumerate(zip(days, weights, strict=True)):
        due += weight * scale
        today = count - given if index == len(days) - 1 else int(due) - given
        given += today
        yield from _hours_of(chance, day, today)


def _hours_of(chance: Chance, day: date, count: int) -> list[datetime]:
    if count <= 0:
        return []
    # An hour for each call as long as there are enough of them; the busiest desks meet every few minutes.
    step = 60 if count <= 10 else 30 if count <= 28 else max(1, 15 * 60 // count)
    begin = datetime.combine(day, time(8) if step == 60 else time(6))
    slots = range(12 if step == 60 else 15 * 60 // step)
    chosen = sorted(chance.random.sample(slots, min(count, len(slots))))
    chosen += [chosen[-1]] * (count - len(chosen))
    return [begin + timedelta(minutes=slot * step) for slot in chosen]


def on_working_day(day: date, today: date) -> date:
    """Return the day, or, when it falls on a weekend, the working day before or after it that is further from today."""
    if day.weekday() < 5 or day == today:
        return day
    return day - timedelta(days=day.weekday() - 4) if day < today else day + timedelta(days=7 - day.weekday())
