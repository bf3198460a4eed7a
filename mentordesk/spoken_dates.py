"""Days as people say them, in the language of the program and the order of the locale; asked back, never guessed.

Our own reader (`domain.date_words`) knows the common words at once; dateparser, loaded when first needed, the others.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

from mentordesk.domain import date_words
from mentordesk.domain.date_words import DayOrder, UnknownDate
from mentordesk.errors import Mistake
from mentordesk.language import _, locale_name
from mentordesk.locale_words import words_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 40
"""Letters: whoever writes more means a sentence, not a day."""
MOST_WORDS = 6
FARTHEST = timedelta(days=100 * 366)

_one_at_a_time = Lock()  # dateparser fills its dictionaries while it reads


def read_day(words: str, today: date, *, waits: bool = True) -> date:
    """Return the day that `words` (with or without the `!`) mean today.

    Raises Mistake, in plain words, for what is no day, does not exist, or could mean several. Without `waits` only what
    can be read at once is: what dateparser would have to be loaded for is an `UnknownDate`.
    """
    try:
        return date_words.read_date(words, today, day_order())
    except UnknownDate:
        said = words.strip().removeprefix("!").strip()
        if not _may_be_a_day(said) or not (waits or is_ready()):
            raise
        found = _read_by_dateparser(said, today)
        if found is None:
            raise
        if abs(found - today) > FARTHEST:
            raise Mistake(_("“{words}” is too far away.").format(words=said)) from None
        return found


def get_ready() -> None:
    """Load what rare words need: a fifth of a second, best spent off the main thread and before somebody waits."""
    _read_by_dateparser("12 days ago", date(2026, 1, 15))


@cache
def get_ready_soon() -> None:
    """Begin to load what rare words need, on a thread of its own: somebody is about to write a day. Once is enough."""
    Thread(target=get_ready, name="dates in words", daemon=True).start()


def is_ready() -> bool:
    """Tell whether rare words are read without a wait."""
    return _parser.cache_info().currsize > 0


def day_order() -> DayOrder:
    """Return how the locale writes 3/4: day first, or month first."""
    pattern = words_of(locale_name()).day_in_figures
    return DayOrder.MONTH_FIRST if pattern.find("M") < pattern.find("d") else DayOrder.DAY_FIRST


def _may_be_a_day(said: str) -> bool:
    """Tell whether words are worth reading: a lone figure, “a” and whole sentences are no days."""
    if len(said) > LONGEST or len(said.split()) > MOST_WORDS or not said.isprintable():
        return False
    # Languages written without spaces say a day in two letters, “明日”; in others two are rarely a word.
    return any(len(word) > 2 or not word.isascii() for word in re.findall(r"[^\W\d_]+", said))


def _read_by_dateparser(said: str, today: date) -> date | None:
    """Return the day, or None for what is none, or is a month, a year or a time of day."""
    with _one_at_a_time:
        for is_relative in (True, False):
            parser = _parser(locale_name(), is_relative, day_order(), today)
            try:
                read = parser.get_date_data(said)
            except (ValueError, OverflowError, ArithmeticError, LookupError, TypeError, AttributeError):
                return None  # dateparser stumbles over odd words in many ways
            found = read.date_obj
            if found is None:
                continue
            if is_relative:
                # “Next month” is thirty days; “in 2 months” is one.
                is_day = read.period in {"day", "week"} or (read.period in {"month", "year"} and _has_digit(said))
            else:
                # dateparser lets a day of the month be over; with a year written it was meant so.
                is_day = read.period == "day" and (found.date() >= today or re.search(r"\d{4}", said) is not None)
            return found.date() if is_day else None
    return None


def _has_digit(said: str) -> bool:
    return any(letter.isdigit() for letter in said)


@lru_cache(maxsize=8)
def _parser(name: str, is_relative: bool, order: DayOrder, today: date) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=_languages(name),
        settings={
            "PARSERS": ["relative-time" if is_relative else "absolute-time"],
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "MDY" if order is DayOrder.MONTH_FIRST else "DMY",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "RETURN_AS_TIMEZONE_AWARE": False,
            "RETURN_TIME_AS_PERIOD": True,
        },
    )


def _languages(name: str) -> list[str]:
    """Return what to read in, as dateparser calls it: the reader's language, then English."""
    from dateparser.data.languages_info import language_order

    language = name.replace("_", "-").split("-")[0]
    return [one for one in dict.fromkeys((language, "en")) if one in language_order]
