"""The dates people write after a `!` in a note, in English and German: `!friday`, `!in 2 weeks`, `!24.12.`.

One table of patterns; what could mean two days is refused with a sentence, never guessed. Zones and times live elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass


class DayOrder(Enum):
    """How the reader's locale writes 3/4: the day first, or the month first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class UnknownDate(Mistake):
    """The words are none that this reader knows; another may."""


_WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
}
_SHORT_WEEKDAYS = (
    ("mon", "mo"),
    ("tue", "tues", "di"),
    ("wed", "mi"),
    ("thu", "thur", "thurs", "do"),
    ("fri", "fr"),
    ("sat", "sa", "sonnabend"),
    ("sun", "so"),
)
_MONTHS = (
    ("january", "januar", "jänner", "jan"),
    ("february", "februar", "feb"),
    ("march", "märz", "maerz", "mar", "mär"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "juni", "jun"),
    ("july", "juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oktober", "oct", "okt"),
    ("november", "nov"),
    ("december", "dezember", "dec", "dez"),
)
_NEAR_DAYS = {
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
    "morgen": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "übermorgen": 2,
    "uebermorgen": 2,
}
_COUNTS = {
    word: count
    for count, words in enumerate(
        (
            ("a", "an", "one", "ein", "eine", "einem", "einer"),
            ("two", "zwei"),
            ("three", "drei"),
            ("four", "vier"),
            ("five", "fünf"),
            ("six", "sechs"),
            ("seven", "sieben"),
            ("eight", "acht"),
            ("nine", "neun"),
            ("ten", "zehn"),
            ("eleven", "elf"),
            ("twelve", "zwölf"),
            ("thirteen", "dreizehn"),
            ("fourteen", "vierzehn"),
        ),
        start=1,
    )
    for word in words
}
_UNITS = {
    word: unit
    for unit, words in {
        "day": ("day", "days", "tag", "tage", "tagen"),
        "week": ("week", "weeks", "woche", "wochen"),
        "month": ("month", "months", "monat", "monate", "monaten"),
        "year": ("year", "years", "jahr", "jahre", "jahren"),
    }.items()
    for word in words
}
_WEEKDAY_NUMBER = {name: number for names in _WEEKDAYS.values() for number, name in enumerate(names)} | {
    name: number for number, names in enumerate(_SHORT_WEEKDAYS) for name in names
}
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def _any(words: Mapping[str, int] | Mapping[str, str]) -> str:
    spelled = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return "(" + "|".join(spelled) + ")"


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _made(year: int, month: int, day: int) -> date:
    """Return that day, or raise a Mistake that names what is wrong with it."""
    if not 1 <= month <= 12:
        raise Mistake(_("There is no month {month}.").format(month=month))
    try:
        return date(year, month, day)
    except ValueError:
        if 1 <= year <= 9999 and 1 <= day <= 31:
            last = calendar.monthrange(year, month)[1]
            sentence = _("That month has only {last} days in {year}.").format(last=last, year=year)
        else:
            sentence = _("There is no such day in the calendar.")
        raise Mistake(sentence) from None


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _next_time(today: date, month: int, day: int) -> date:
    """Return the next such day at or after today; 29 February is asked back rather than looked for years ahead."""
    if (month, day) == (2, 29) and not calendar.isleap(today.year):
        raise Mistake(_("29 February is not in every year. Write the year too."))
    found = _made(today.year, month, day)
    return found if found >= today else _made(today.year + 1, month, day)


def _months_later(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class _Said:
    """The words matched, and what reading them depends on."""

    match: re.Match[str]
    today: date
    order: DayOrder | None


_Reader = Callable[[_Said], date]


def _read_near(said: _Said) -> date:
    return said.today + timedelta(days=_NEAR_DAYS[_plain(said.match[1])])


def _read_weekday(said: _Said) -> date:
    """The first such day after today: on a Friday, `!friday` is in a week (today has its own word)."""
    ahead = (_WEEKDAY_NUMBER[_plain(said.match[1])] - said.today.weekday() - 1) % 7 + 1
    return said.today + timedelta(days=ahead)


def _read_next_weekday(said: _Said) -> date:
    """That day of the next calendar week, which starts on Monday."""
    return said.today + timedelta(days=7 - said.today.weekday() + _WEEKDAY_NUMBER[_plain(said.match[1])])


def _read_ahead(said: _Said) -> date:
    word, unit = _plain(said.match[1]), _UNITS[_plain(said.match[2])]
    count = _COUNTS[word] if word in _COUNTS else int(word)
    if unit in ("day", "week"):
        return said.today + timedelta(days=count * (7 if unit == "week" else 1))
    return _months_later(said.today, count * (12 if unit == "year" else 1))


def _read_end_of_month(said: _Said) -> date:
    return _end_of_month(said.today)


def _read_end_of_next_month(said: _Said) -> date:
    return _end_of_month(_months_later(said.today.replace(day=1), 1))


def _read_end_of_named_month(said: _Said) -> date:
    """Its last day this year, next year's when that is over; a year may be named."""
    month = _MONTH_NUMBER[_plain(said.match[1])]
    found = _end_of_month(_made(int(said.match[2] or said.today.year), month, 1))
    return found if said.match[2] or found >= said.today else _end_of_month(found.replace(year=found.year + 1, day=1))


def _read_end_of_year(said: _Said) -> date:
    return _made(int(said.match[1] or said.today.year), 12, 31)


def _read_iso(said: _Said) -> date:
    return _made(int(said.match[1]), int(said.match[2]), int(said.match[3]))


def _read_dotted(said: _Said) -> date:
    day, month = int(said.match[1]), int(said.match[2])
    return _made(_year(said.match[3]), month, day) if said.match[3] else _next_time(said.today, month, day)


def _read_slashed(said: _Said) -> date:
    first, second = int(said.match[1]), int(said.match[2])
    if said.order is None and first != second and first <= 12 and second <= 12:
        raise Mistake(_("“{words}” could be two different days. Write it like 2026-12-24.").format(words=said.match[0]))
    month_first = said.order is DayOrder.MONTH_FIRST or (said.order is None and second > 12)
    month, day = (first, second) if month_first else (second, first)
    if month > 12 >= day:
        turned = f"{second}/{first}"
        raise Mistake(_("There is no month {month}. Did you mean {turned}?").format(month=month, turned=turned))
    return _made(_year(said.match[3]), month, day) if said.match[3] else _next_time(said.today, month, day)


def _read_day_month(said: _Said) -> date:
    day, month = int(said.match[1]), _MONTH_NUMBER[_plain(said.match[2])]
    return _made(int(said.match[3]), month, day) if said.match[3] else _next_time(said.today, month, day)


def _read_month_day(said: _Said) -> date:
    month, day = _MONTH_NUMBER[_plain(said.match[1])], int(said.match[2])
    return _made(int(said.match[3]), month, day) if said.match[3] else _next_time(said.today, month, day)


def _refuse_span(said: _Said) -> date:
    sentence = _("“{words}” is more than one day. Name the day, like “next monday” or “in 2 weeks”.")
    raise Mistake(sentence.format(words=said.match[0]))


_NEXT = r"(?:next|n(?:ä|ae)chste[nrs]?)\s+"
_END = r"(?:(?:by\s+|at\s+)?(?:the\s+)?end\s+of|(?:bis\s+|am\s+|zum\s+)?ende(?:\s+von)?)\s+"
_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern + r"(?!\w)", re.IGNORECASE), read)
    for pattern, read in (
        (_any(_NEAR_DAYS), _read_near),
        (_NEXT + _any(_WEEKDAY_NUMBER), _read_next_weekday),
        (r"(?:on\s+|am\s+|bis\s+|(?:diese|kommende)[nmr]\s+)?" + _any(_WEEKDAY_NUMBER), _read_weekday),
        (r"in\s+(\d{1,4}|" + _any(_COUNTS)[1:-1] + r")\s+" + _any(_UNITS), _read_ahead),
        (_END + r"(?:next\s+month|n(?:ä|ae)chsten\s+monats)", _read_end_of_next_month),
        (r"(?:monatsende|" + _END + r"(?:(?:the\s+|this\s+)?month|(?:des|dieses)\s+monats))", _read_end_of_month),
        (r"(?:jahresende|" + _END + r"(?:(?:(?:the|this|des|dieses)\s+)?(?:year|jahres)|(\d{4})))", _read_end_of_year),
        (_END + _any(_MONTH_NUMBER) + r"(?:\s+(\d{4}))?", _read_end_of_named_month),
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", _read_iso),
        (r"(\d{1,2})\.\s?(\d{1,2})(?:\.(\d{4}|\d{2})?)?", _read_dotted),
        (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?", _read_slashed),
        (r"(\d{1,2})(?:\.|st|nd|rd|th)?\s+" + _any(_MONTH_NUMBER) + r"(?:\s+(\d{4}))?", _read_day_month),
        (_any(_MONTH_NUMBER) + r"\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?", _read_month_day),
        (_NEXT + r"(?:week|month|year|woche|monats?|jahr(?:es)?)", _refuse_span),
        (r"(?:this|diese[rsn]?)\s+(?:week|month|year|woche|monat|jahr)", _refuse_span),
        (r"(?:end\s+of\s+(?:the\s+|this\s+|next\s+)?week|ende\s+der\s+woche|weekend|wochenende)", _refuse_span),
    )
)


_DAY_OF_MONTH = re.compile(
    r"(?:on\s+|by\s+)?the\s+(\d{1,2})(?:st|nd|rd|th)|(?:am|bis zum)\s+(\d{1,2})\.", re.IGNORECASE
)
"""Read only where a date is expected: in a sentence “the 3rd” may be a call."""


def _read_day_of_month(match: re.Match[str], today: date) -> date:
    """The next month's that has such a day, this month's if it is not over."""
    day = int(match[1] or match[2])
    if not 1 <= day <= 31:
        raise Mistake(_("There is no such day in the calendar."))
    month = today.replace(day=1)
    while (month.year, month.month, day) < (today.year, today.month, today.day) or _end_of_month(month).day < day:
        month = _months_later(month, 1)
    return month.replace(day=day)


def end_of_date_words(text: str, start: int = 0) -> int | None:
    """Return where the longest date words beginning at `start` end, or None when no date begins there."""
    ends = [match.end() for pattern, _read in _RULES if (match := pattern.match(text, start))]
    return max(ends, default=None)


_BEGINS_A_DAY = re.compile(r"(?<!\S)!(?=[^\W_])")
_MOST_WORDS, _MOST_LETTERS = 6, 40


def find_unread_day(line: str, start: int, name: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Find where a line means to say a day that no rule here reads: the last `!` that begins a word, and where it ends.

    All that follows counts, up to another sign; one word alone where that is a sentence, or where it leaves nothing
    else said besides the `name` that stands there. Another reader may know the words, else they are asked about.
    """
    signs = list(_BEGINS_A_DAY.finditer(line, start))
    if not signs:
        return None
    found = signs[-1]
    begin = found.end()
    words = re.split(r"\s[@#!]", line[begin:], maxsplit=1)[0].rstrip()
    before = line[start : found.start()]
    if name is not None and name[0] < found.start():
        before = line[start : name[0]] + line[name[1] : found.start()]
    if len(words) > _MOST_LETTERS or len(words.split()) > _MOST_WORDS or not before.strip():
        words = words.split()[0]
    return found.start(), begin + len(words)


def read_date(words: str, today: date, order: DayOrder | None = None) -> date:
    """Return the day that `words` (with or without the `!`) mean today.

    `order` says how 3/4 is read; without it only what has one reading is accepted. Raises Mistake, in plain words, for
    what is no date, does not exist, or could mean several days.
    """
    said = words.strip().removeprefix("!").strip()
    for pattern, read in _RULES:
        if match := pattern.fullmatch(said):
            try:
                return read(_Said(match, today, order))
            except (OverflowError, ValueError):
                raise Mistake(_("“{words}” is too far away.").format(words=said)) from None
    if match := _DAY_OF_MONTH.fullmatch(said):
        return _read_day_of_month(match, today)
    raise UnknownDate(_("“{words}” is not a date I know. Try “friday”, “in 2 weeks” or “24.12.”").format(words=said))


_IN_MONTH = re.compile(r"(?:in|im)\s+" + _any(_MONTH_NUMBER) + r"(?:\s+(\d{4}))?(?!\w)", re.IGNORECASE)


def find_date(text: str, today: date, order: DayOrder | None = None) -> date | None:
    """Return the first day that a sentence names in passing (“her exam on 3 June”), or None; nothing is asked back.

    A month alone (“the wedding in June”) is its first day, or today while it lasts.
    """
    for start in (match.start() for match in re.finditer(r"(?<![\w@./+-])\w", text)):
        if month := _IN_MONTH.match(text, start):
            number = _MONTH_NUMBER[_plain(month[1])]
            year = int(month[2]) if month[2] else today.year + (number < today.month)
            return max(date(year, number, 1), today) if year >= 1 else None
        end = end_of_date_words(text, start)
        # “may” and “sun” are words too: a day named in passing has a figure, or is a weekday written out.
        if end is None or not _is_plain_date(text[start:end]):
            continue
        try:
            return read_date(text[start:end], today, order)
        except Mistake:
            continue
    return None


def _is_plain_date(words: str) -> bool:
    return re.search(r"\d|\S{5}|\b(?:end|ende)\b", words, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class DateSuggestion:
    """Words to offer while a date is typed, and the day they mean."""

    words: str
    day: date


_OFFERED: dict[str, tuple[str, ...]] = {
    "en": ("today", "tomorrow", *_WEEKDAYS["en"], "in 1 week", "in 2 weeks", "in 1 month", "end of month"),
    "de": ("heute", "morgen", *_WEEKDAYS["de"], "in 1 Woche", "in 2 Wochen", "in 1 Monat", "Ende des Monats"),
}
_OFFERED_LATER: dict[str, tuple[str, ...]] = {
    "en": tuple(f"next {name}" for name in _WEEKDAYS["en"]),
    "de": tuple(f"nächsten {name}" for name in _WEEKDAYS["de"]),
}


def _offered(language: str) -> Iterator[str]:
    first = "de" if language.startswith("de") else "en"
    for language_now in (first, "en" if first == "de" else "de"):
        yield from _OFFERED[language_now]
        yield from _OFFERED_LATER[language_now]


def suggest_dates(
    typed: str, today: date, language: str = "en", order: DayOrder | None = None, limit: int = 6
) -> tuple[DateSuggestion, ...]:
    """Return what may be meant by the letters typed after `!`, the reader's own language first; soonest words first."""
    wanted = _plain(typed)
    words = [offer for offer in _offered(language) if offer.casefold().startswith(wanted)]
    if not wanted:
        words = words[: len(_OFFERED["en"])]
    elif end_of_date_words(typed) == len(typed) and wanted not in (offer.casefold() for offer in words):
        words.insert(0, typed)
    found: list[DateSuggestion] = []
    for offer in words:
        try:
            found.append(DateSuggestion(offer, read_date(offer, today, order)))
        except Mistake:
            continue
    return tuple(found[:limit])
