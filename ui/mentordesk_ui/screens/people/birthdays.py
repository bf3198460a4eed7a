"""A birthday as people write and read it; the desk keeps an ISO date, or --MM-DD where the year is not known."""

from __future__ import annotations

import re
from datetime import date

from mentordesk import phrases
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk_ui.parts.date_words import read_date

_LEAP_YEAR = 2000


def read_birthday(words: str, today: date) -> str:
    """Return a birthday as it is kept; raises Mistake, field `birthday`, for words that are no day."""
    plain = words.strip()
    if not plain:
        return ""
    if found := re.fullmatch(r"--(\d\d)-?(\d\d)", plain):
        plain = f"{_LEAP_YEAR}-{found[1]}-{found[2]}"
        has_year = False
    else:
        has_year = re.search(r"\d{4}", plain) is not None
    # A leap year, so that 29 February is a day.
    day = read_date(plain if re.search(r"\d{4}", plain) else f"{plain} {_LEAP_YEAR}", today)
    if day is None or day > today:
        raise Mistake(_("Write a day such as 12 May, with the year if you know it."), field="birthday")
    return day.isoformat() if has_year else f"--{day:%m-%d}"


def say_birthday(kept: str) -> str:
    """Say a birthday that is kept; what cannot be read is said as it stands."""
    found = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", kept)
    if not found:
        return kept
    try:
        if found[1] == "-":
            day = date(_LEAP_YEAR, int(found[2]), int(found[3]))
            return phrases.brief_day(day, day)
        return phrases.brief_day(date.fromisoformat(kept), date(1, 1, 1))
    except ValueError:
        return kept
