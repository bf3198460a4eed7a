"""What charts show, as plain values: dots on dates, marks, stacks, weeks, rows, and the table all of them can be read as. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from mentordesk.light_dataclass import dataclass

Sign = Literal["line", "dash", "disc", "ring", "wait", "full", "hatch", "cross", "empty", "dots", "flag"]
"""How something is drawn, beside its colour: what it means must be told without seeing colours."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a day, or at an instant in the reader's own zone. None is a gap: nothing was said there."""

    on: date | datetime
    value: float | None
    words: str = ""
    """What was said with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Dots in the order of time. The place among a chart's lines decides how it is drawn."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, or shall happen, on a day: a milestone."""

    on: date | datetime
    words: str
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of every stack stands for."""

    name: str
    role: str
    sign: Sign = "full"


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: numbers part by part, above the line, and below it where two sides are compared."""

    on: date
    words: str
    """Which span of time it is, in full."""
    up: tuple[float, ...]
    down: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a calendar: how often something happened in it, and which sign stands for it."""

    starts: date
    count: int
    sign: Sign


@dataclass(frozen=True, slots=True)
class Row:
    """Something with a name and a value, and perhaps how the value came about (None is a gap)."""

    name: str
    value: float
    said: str
    """The value in words, as it stands at the end of the row."""
    course: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend."""

    words: str
    role: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Numbers:
    """The same as a table: heads, and rows as they are said and as they are."""

    heads: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]
    raw: tuple[tuple[object, ...], ...]
    """Dates as `date`, numbers as numbers, None for a gap."""

    @classmethod
    def of(cls, heads: Sequence[str], rows: Sequence[tuple[Sequence[str], Sequence[object]]]) -> Numbers:
        """Make a table of rows that are given twice: in words, and raw."""
        return cls(tuple(heads), tuple(tuple(row[0]) for row in rows), tuple(tuple(row[1]) for row in rows))


def day_number(on: date | datetime) -> float:
    """Return a day or an instant as a number of days, for the axis of time."""
    if isinstance(on, datetime):
        return on.toordinal() + (on.hour * 3600 + on.minute * 60 + on.second) / 86400
    return float(on.toordinal())


def day_of(on: date | datetime) -> date:
    """Return the day of a day or an instant."""
    return on.date() if isinstance(on, datetime) else on
