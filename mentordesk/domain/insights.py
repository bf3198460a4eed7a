"""What the years look like, in numbers: spans cut into weeks, months and years, and the rows that are counted in them.

Nothing here judges anybody: a share says how something went, never how good somebody is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from mentordesk.domain.reviews import Review
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

R = TypeVar("R")


class Reach(StrEnum):
    """Which time somebody looks at."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"
    CHOSEN = "chosen"


class Grain(StrEnum):
    """Into what a span is cut."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def grain(self) -> Grain:
        """Into what it is cut so that there are between a few and some thirty pieces."""
        if self.days <= 130:
            return Grain.WEEK
        if self.days <= 900:
            return Grain.MONTH
        return Grain.QUARTER if self.days <= 2600 else Grain.YEAR

    def pieces(self) -> tuple[date, ...]:
        """Return the first days of its pieces, in order; the first piece may begin before the span does."""
        return tuple(_walk(self))


def span_of(reach: Reach, today: date, begin: date | None) -> Span:
    """Return the span somebody means; `begin` is when everything began, as far as anybody knows."""
    if reach is Reach.QUARTER:
        return Span(months_before(today, 3) + timedelta(days=1), today)
    if reach is Reach.ALL and begin is not None and begin <= today:
        return Span(begin, today)
    return Span(months_before(today, 12) + timedelta(days=1), today)


def chosen_span(first: date | None, last: date | None, today: date) -> Span:
    """Return the span between two days somebody chose; raises Mistake where there is none."""
    if first is None:
        raise Mistake(_("Choose the first day."), field="first")
    last = last or today
    if last < first:
        raise Mistake(_("The last day is before the first one."), field="last")
    return Span(first, last)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last one that month has."""
    place = day.year * 12 + day.month - 1 - months
    year, month = divmod(place, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def piece_of(day: date, grain: Grain) -> date:
    """Return the first day of the piece a day lies in."""
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    if grain is Grain.MONTH:
        return day.replace(day=1)
    return date(day.year, 1 if grain is Grain.YEAR else day.month - (day.month - 1) % 3, 1)


def piece_end(piece: date, grain: Grain) -> date:
    """Return the last day of a piece."""
    if grain is Grain.WEEK:
        return piece + timedelta(days=6)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
    place = piece.year * 12 + piece.month - 1 + months
    return date(place // 12, place % 12 + 1, 1) - timedelta(days=1)


def _walk(span: Span) -> Iterator[date]:
    piece = piece_of(span.first, span.grain)
    while piece <= span.last:
        yield piece
        piece = piece_end(piece, span.grain) + timedelta(days=1)


def by_piece(
    span: Span, rows: Iterable[R], on: Callable[[R], date], add: Callable[[Sequence[R]], R]
) -> tuple[tuple[date, R | None], ...]:
    """Return every piece of a span with its rows added up, None where there were none; rows outside are left out.

    Where there are no rows at all, there is nothing to show, and no pieces.
    """
    found: dict[date, list[R]] = {piece: [] for piece in span.pieces()}
    grain = span.grain
    for row in rows:
        day = on(row)
        # A week, or a month, that begins before the span still holds its days.
        piece = piece_of(max(day, span.first), grain)
        if day <= span.last and piece in found:
            found[piece].append(row)
    if not any(found.values()):
        return ()
    return tuple((piece, add(theirs) if theirs else None) for piece, theirs in found.items())


# --- what is counted -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Met:
    """Meetings held on a day or in a piece of a span: how many, and how long they were together."""

    on: date
    count: int = 0
    minutes: float = 0.0


@dataclass(frozen=True)
class Rhythm:
    """How often the next meeting came when both meant it to, give or take a few days."""

    kept: int = 0
    times: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there was nothing to keep."""
        return self.kept / self.times if self.times else 1.0


@dataclass(frozen=True)
class FirstWord:
    """Who spoke first about the personal, in some meetings."""

    on: date
    me: int = 0
    them: int = 0
    unsaid: int = 0


@dataclass(frozen=True)
class Kept:
    """What became of promises."""

    in_time: int = 0
    later: int = 0
    open: int = 0
    let_go: int = 0

    @property
    def total(self) -> int:
        """How many were made."""
        return self.in_time + self.later + self.open + self.let_go

    @property
    def done(self) -> int:
        """How many were done, in time or later."""
        return self.in_time + self.later

    @property
    def share(self) -> float:
        """How many of those that are no longer open were done, from 0 to 1; 1 where there are none."""
        closed = self.total - self.open
        return self.done / closed if closed else 1.0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            self.in_time + other.in_time, self.later + other.later, self.open + other.open, self.let_go + other.let_go
        )


@dataclass(frozen=True)
class Promises:
    """What became of promises made on a day or in a piece of a span, on both sides."""

    on: date
    mine: Kept = Kept()
    theirs: Kept = Kept()


@dataclass(frozen=True)
class CarriedTopic:
    """Something on the agenda that three meetings or more did not get to."""

    text: str
    times: int
    is_open: bool
    person: str


@dataclass(frozen=True)
class GoalCourse:
    """How a goal went: days, and how far it was, from 0 to 1."""

    title: str
    person: str
    points: tuple[tuple[date, float], ...]

    @property
    def now(self) -> float:
        """How far it is."""
        return self.points[-1][1] if self.points else 0.0


@dataclass(frozen=True)
class Presence:
    """How present I was, from 1 to 5, over so many meetings."""

    on: date
    mean: float
    count: int


@dataclass(frozen=True)
class Parked:
    """Distractions set aside in focus sessions."""

    on: date
    sessions: int = 0
    count: int = 0


@dataclass(frozen=True)
class Insights:
    """Everything that can be shown of a span, for one mentorship or for all of them."""

    span: Span
    person: str
    """Who the other one is; empty when it is about everybody."""
    met: tuple[Met, ...] = ()
    """By day, in order; days without a meeting are left out."""
    rhythm: Rhythm = Rhythm()
    waits: tuple[tuple[date, date], ...] = ()
    """Where it took longer than meant: when it would have been time, and when they met; only of one mentorship."""
    first_words: tuple[FirstWord, ...] = ()
    promises: tuple[Promises, ...] = ()
    topics: tuple[CarriedTopic, ...] = ()
    goals: tuple[GoalCourse, ...] = ()
    presence: tuple[Presence, ...] = ()
    parked: tuple[Parked, ...] = ()
    reviews: tuple[Review, ...] = ()
    """Of one mentorship, oldest first, whatever the span: there are few, and the trend is the point."""

    @property
    def meetings(self) -> int:
        """How many were held."""
        return sum(met.count for met in self.met)

    @property
    def hours(self) -> float:
        """How long both were together, in hours."""
        return sum(met.minutes for met in self.met) / 60

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not (self.met or self.promises or self.goals or self.topics or self.reviews)


def allowed_gap(cadence_days: int) -> int:
    """Return how many days may lie between two meetings that keep a rhythm: a quarter more, at least two days."""
    return cadence_days + max(2, cadence_days // 4)


def add_met(rows: Sequence[Met]) -> Met:
    """Add up meetings."""
    return Met(rows[0].on, sum(row.count for row in rows), sum(row.minutes for row in rows))


def add_first_words(rows: Sequence[FirstWord]) -> FirstWord:
    """Add up who spoke first."""
    return FirstWord(
        rows[0].on, sum(row.me for row in rows), sum(row.them for row in rows), sum(row.unsaid for row in rows)
    )


def add_promises(rows: Sequence[Promises]) -> Promises:
    """Add up promises on both sides."""
    return Promises(rows[0].on, sum((row.mine for row in rows), Kept()), sum((row.theirs for row in rows), Kept()))


def add_presence(rows: Sequence[Presence]) -> Presence:
    """Return the mean over all meetings of some rows."""
    count = sum(row.count for row in rows)
    mean = sum(row.mean * row.count for row in rows) / count
    # The mean of equal numbers may differ from them in its last digit.
    return Presence(rows[0].on, min(max(mean, min(row.mean for row in rows)), max(row.mean for row in rows)), count)


def add_parked(rows: Sequence[Parked]) -> Parked:
    """Add up what was set aside."""
    return Parked(rows[0].on, sum(row.sessions for row in rows), sum(row.count for row in rows))
