"""Dates and times of day as people type them, in the words of their locale; nothing on screen."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import cache

from mentordesk import phrases
from mentordesk.errors import Mistake
from mentordesk.language import _, locale_name


def say_date(day: date) -> str:
    """Return a date in full but short, such as "Thu, 12 Nov 2026"."""
    return phrases.short_date(day)


def say_date_aloud(day: date) -> str:
    return phrases.day(day)


def say_time(moment: time) -> str:
    """Return a time of day, such as "15:00" or "3:00 pm"."""
    return phrases.clock_time(moment)


def first_weekday() -> int:
    """Return the first day of the week in the locale, 0 for Monday."""
    from babel import Locale

    return int(Locale.parse(locale_name()).first_week_day)


def read_date(words: str, today: date) -> date | None:
    """Return the date that was typed, or None. Without a year the nearest one not long past is meant.

    Reads ISO dates, the order of day and month of the locale, month and day names, "today", "tomorrow", "+3", "in 3 days".
    """
    words = " ".join(words.strip().casefold().replace(",", " ").split())
    if not words:
        return None
    said = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    for word, days in said.items():
        if words == word.casefold():
            return today + timedelta(days=days)
    if found := re.fullmatch(r"\+\s*(\d{1,4})(?:\s*(d|w))?", words):
        return today + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?", words):
        return _date_or_none(int(found[1]), int(found[2]), int(found[3]))
    weekday = _weekdays(locale_name()).get(words.rstrip("."))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _read_day_and_month(words, today) or _read_as_said(words, today)


def _read_as_said(words: str, today: date) -> date | None:
    from mentordesk.spoken_dates import read_day  # with its grammar of dates, once some are typed

    try:
        return read_day(words, today)
    except Mistake:
        return None


def _read_day_and_month(words: str, today: date) -> date | None:
    months, weekdays = _months(locale_name()), _weekdays(locale_name())
    numbers: list[int] = []
    month: int | None = None
    year: int | None = None
    for token in re.findall(r"\d+|[^\W\d]+", words):
        if token.isdecimal():
            if len(token) == 4:
                year = int(token)
            elif len(token) <= 2:
                numbers.append(int(token))
            else:
                return None
        elif token in months:
            month = months[token]
        elif token not in weekdays and token not in {"of", "de", "the", "st", "nd", "rd", "th", "en"}:
            return None
    if month is None and len(numbers) >= 2:
        day_first = _day_comes_first(locale_name())
        month = numbers.pop(1 if day_first else 0)
    if month is None or not numbers:
        return None
    day = numbers.pop(0)
    if numbers and year is None:
        year = 2000 + numbers.pop(0)
    if numbers:
        return None
    if year is not None:
        return _date_or_none(year, month, day)
    this_year = _date_or_none(today.year, month, day)
    if this_year is not None and this_year < today - timedelta(days=60):
        return _date_or_none(today.year + 1, month, day)
    return this_year or _date_or_none(today.year + 1, month, day)


def read_time(words: str) -> time | None:
    """Return the time of day that was typed, or None: "15:00", "15.30", "1530", "9", "3pm", "3:15 p.m.", "noon"."""
    words = words.strip().casefold().replace(" ", "").replace("\u202f", "").replace("\xa0", "")
    if words in (_("noon").casefold(), _("midday").casefold()):
        return time(12)
    if words == _("midnight").casefold():
        return time(0)
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?|(\d{2}))?(?:uhr)?(a\.?m?\.?|p\.?m?\.?)?", words)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    half = (found[4] or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months(locale: str) -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for source in ("en", locale):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale=source).items():
                    names[str(name).casefold().rstrip(".")] = int(number)
    for name, number in list(names.items()):
        if name.isalpha() and len(name) > 3:
            names.setdefault(name[:3], number)
    return names


@cache
def _weekdays(locale: str) -> dict[str, int]:
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for source in ("en", locale):
        for width in ("wide", "abbreviated", "short"):
            for number, name in get_day_names(width, "format", locale=source).items():
                names[str(name).casefold().rstrip(".")] = int(number)
    return names


@cache
def _day_comes_first(locale: str) -> bool:
    from babel import Locale

    pattern = str(Locale.parse(locale).date_formats["short"].pattern)
    return pattern.find("d") < pattern.find("M")
