"""Rules of repetition: reading RRULE, refusing what no meeting does, and bounded expansion through python-dateutil.

Wall time only: zones and exceptions are the caller's.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import types
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime, timedelta
from typing import Literal

import dateutil.rrule
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from mentordesk.exchange.limits import EXPANSION_SECONDS, TIMES_A_DAY
from mentordesk.exchange.report import Why
from mentordesk.exchange.values import Stamp, stamp
from mentordesk.light_dataclass import dataclass

_Frequency = Literal[0, 1, 2, 3]
_FREQUENCIES: dict[str, _Frequency] = {"YEARLY": YEARLY, "MONTHLY": MONTHLY, "WEEKLY": WEEKLY, "DAILY": DAILY}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANGES = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 60, False),
}
_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


class RuleRefused(Exception):
    """A rule that is not expanded: why, and the part of it that is at fault."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail


class TookTooLong(Exception):
    """The time for working out repetitions is used up."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of daily or coarser repetition."""

    text: str
    frequency: _Frequency
    interval: int = 1
    count: int | None = None
    until: Stamp | None = None
    week_start: int = 0
    days: tuple[tuple[int, int], ...] = ()
    """Weekday (Monday 0) and which one of its kind in the month or year; 0 is every one."""
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def names_days(self) -> bool:
        """Whether it says itself on which days it falls, so that it cannot move to another zone unharmed."""
        return bool(self.days) or any(
            name in self.numbers for name in ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYHOUR")
        )


def rule(text: str) -> Rule:
    """Read an RRULE; raises RuleRefused for what is broken, finer than daily, or never happens."""
    parts = _parts(text)
    name = parts.get("FREQ", "").upper()
    if name in {"SECONDLY", "MINUTELY", "HOURLY"}:
        raise RuleRefused(Why.TOO_FINE, f"FREQ={name}")
    if name not in _FREQUENCIES:
        old = re.match(r"\s*(?:[DWM]|MP|MD|YM|YD)[0-9]+\b", text, re.IGNORECASE)
        raise RuleRefused(Why.OLD_RULE if old else Why.BAD_RULE, text)
    scale = parts.get("RSCALE", "GREGORIAN").upper()
    if scale != "GREGORIAN" or parts.get("SKIP", "OMIT").upper() != "OMIT":
        raise RuleRefused(Why.OTHER_CALENDAR, text)
    try:
        found = Rule(
            text=text,
            frequency=_FREQUENCIES[name],
            interval=_positive(parts.get("INTERVAL", "1")),
            count=_count(parts.get("COUNT", "")),
            until=_until(parts.get("UNTIL", "")),
            week_start=_DAYS.index(parts.get("WKST", "MO").upper()),
            days=tuple(_day(day) for day in _list(parts.get("BYDAY", ""))),
            numbers={key: _numbers(key, parts[key]) for key in _RANGES if parts.get(key)},
        )
    except (ValueError, OverflowError):
        raise RuleRefused(Why.BAD_RULE, text) from None
    _refuse_senseless(found)
    return found


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").split(";"):
        name, _, value = part.partition("=")
        parts.setdefault(name.strip().upper(), value.strip())
    return parts


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _positive(text: str) -> int:
    if not re.fullmatch(r"\+?[0-9]{1,12}", text) or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _count(text: str) -> int | None:
    """Some programs write -1 or 0 for repetition without end."""
    return None if text in {"", "-1", "0"} else _positive(text)


def _until(text: str) -> Stamp | None:
    """Some programs write the last day there is for repetition without end."""
    return None if not text or text.startswith("9999") else stamp(text)


def _numbers(name: str, text: str) -> tuple[int, ...]:
    low, high, may_count_back = _RANGES[name]
    numbers = []
    for part in _list(text):
        if not re.fullmatch(r"[+-]?[0-9]{1,3}", part):
            raise ValueError(text)
        number = int(part)
        if not low <= (abs(number) if may_count_back else number) <= high:
            raise ValueError(text)
        numbers.append(min(number, 59) if name == "BYSECOND" else number)
    return tuple(dict.fromkeys(numbers))


def _day(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([+-]?[0-9]{1,2})?\s*([A-Z]{2})", text.upper())
    if found is None:
        raise ValueError(text)
    which = int(found[1] or 0)
    if abs(which) > 53:
        raise ValueError(text)
    return _DAYS.index(found[2]), which


def _refuse_senseless(found: Rule) -> None:
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= len(found.numbers.get(name, (0,)))
    if times > TIMES_A_DAY:
        raise RuleRefused(Why.TOO_FINE, found.text)
    if found.days and found.frequency in {MONTHLY, YEARLY}:
        is_of_year = found.frequency == YEARLY and "BYMONTH" not in found.numbers
        if any(abs(which) > (53 if is_of_year else 5) for _, which in found.days):
            raise RuleRefused(Why.NEVER, found.text)
    months = found.numbers.get("BYMONTH", tuple(_LONGEST))
    month_days = found.numbers.get("BYMONTHDAY", ())
    if month_days and not any(abs(day) <= _LONGEST[month] for month in months for day in month_days):
        raise RuleRefused(Why.NEVER, found.text)


class Allowance:
    """How long expansion may still take, for one event and for all together."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def starts(self, found: Rule, first: datetime, since: datetime, horizon: datetime) -> Iterator[datetime]:
        """Yield the wall times of a rule up to and including `horizon`, ascending; those before `since` may be skipped.

        `first` itself is always a repetition, and the first one counted. Raises TookTooLong.
        """
        began = time.monotonic()
        allowed = min(self._left, EXPANSION_SECONDS)
        try:
            for number, moment in enumerate(_starts(found, first, since, horizon)):
                if number % 64 == 0 and time.monotonic() - began > allowed:
                    raise TookTooLong
                yield moment
            if time.monotonic() - began > allowed:
                raise TookTooLong
        finally:
            self._left -= time.monotonic() - began


def _starts(found: Rule, first: datetime, since: datetime, horizon: datetime) -> Iterator[datetime]:
    numbers = found.numbers
    days = [weekday(day, which or None) for day, which in found.days]
    if horizon < first:
        return
    count = found.count
    if count is not None and count > ((horizon - first).days + 2) * TIMES_A_DAY:
        count = None
    dates = rrule(
        found.frequency,
        dtstart=first if count is not None else _nearer(found, first, since),
        interval=min(found.interval, 10_000_000),
        wkst=found.week_start,
        byweekday=days or None,
        bymonth=numbers.get("BYMONTH"),
        bymonthday=numbers.get("BYMONTHDAY"),
        byyearday=numbers.get("BYYEARDAY"),
        byweekno=numbers.get("BYWEEKNO"),
        bysetpos=numbers.get("BYSETPOS"),
        byhour=numbers.get("BYHOUR"),
        byminute=numbers.get("BYMINUTE"),
        bysecond=numbers.get("BYSECOND"),
    )
    yield first
    told = 1
    with _Horizon(horizon):
        for moment in dates:
            if moment > horizon or (count is not None and told >= count):
                return
            if moment > first:
                told += 1
                yield moment


def _nearer(found: Rule, first: datetime, since: datetime) -> datetime:
    """Return a later start of the same rhythm, so that centuries before the window cost nothing."""
    days = {DAILY: 1, WEEKLY: 7}.get(found.frequency)
    if days is None or since <= first:
        return first
    step = days * found.interval
    return first + timedelta(days=max(0, (since - first).days // step - 1) * step)


class _Horizon:
    """Let dateutil give up at the horizon instead of the year 9999.

    A rule that never matches is only noticed at `datetime.MAXYEAR`: 4 s for each daily one (measured), and `until` is looked at
    only after a match. The module's own view of that constant is lowered for as long as the rule is worked out; this runs in
    the child process, on its one thread.
    """

    def __init__(self, horizon: datetime) -> None:
        names = {name: getattr(dt, name) for name in dt.__all__}
        self._view = types.SimpleNamespace(**{**names, "MAXYEAR": min(horizon.year, dt.MAXYEAR - 1)})

    def __enter__(self) -> None:
        setattr(dateutil.rrule, "datetime", self._view)  # noqa: B010 - the stubs do not know the module's own import

    def __exit__(self, *_: object) -> None:
        setattr(dateutil.rrule, "datetime", dt)  # noqa: B010
