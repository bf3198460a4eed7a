"""What the note editor offers while one types: people after `@`, dates after `!` with the day they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from mentordesk.domain.date_words import DayOrder, suggest_dates
from mentordesk.language import locale_name
from mentordesk.light_dataclass import dataclass
from mentordesk.spoken_dates import get_ready_soon

from .completion import Suggestion

MOST = 6
_TYPED = re.compile(r"(?:^|(?<=[\s(]))([@!])([^@!\n]{0,40})$")

_LONGEST_PAGE = 82
_PAGE = re.compile(r"\[\[([^\[\]\n]{0,80})$")


@dataclass(frozen=True, slots=True)
class Typed:
    """The mark before the caret, what was typed after it, and where in the line the mark stands."""

    mark: str
    words: str
    start: int


def typed_before(text: str) -> Typed | None:
    """Find a mark that the text before the caret ends with, and what follows it."""
    if "[[" in text[-_LONGEST_PAGE:] and (match := _PAGE.search(text)) and not text[: match.start()].count("`") % 2:
        return Typed("[[", match[1], match.start())
    if "@" not in text[-41:] and "!" not in text[-41:]:
        return None
    match = _TYPED.search(text)
    return Typed(match[1], match[2], match.start(1)) if match else None


def offer_names(names: Sequence[str], typed: str) -> list[Suggestion]:
    """Return the people whose name, or a word of it, begins like what was typed."""
    wanted = typed.casefold()
    if wanted != wanted.lstrip():
        return []
    first = [name for name in names if name.casefold().startswith(wanted)]
    later = [
        name for name in names if name not in first and any(word.casefold().startswith(wanted) for word in name.split())
    ]
    return _unless_typed([Suggestion(name) for name in (*first, *later)], wanted)


def offer_dates(today: Callable[[], date], typed: str) -> list[Suggestion]:
    """Return the date words that begin like what was typed, each with its day."""
    # Babel is wanted only once somebody types a date.
    from mentordesk_ui.parts.date_words import say_date

    if typed != typed.lstrip():
        return []
    get_ready_soon()
    found = suggest_dates(typed, today(), locale_name(), day_order(locale_name()), MOST)
    return [Suggestion(each.words, say_date(each.day)) for each in found]


def _unless_typed(offers: list[Suggestion], wanted: str) -> list[Suggestion]:
    """Offer nothing that stands there already."""
    return [each for each in offers if each.words.casefold() != wanted][:MOST]


@cache
def day_order(name: str) -> DayOrder:
    """Say whether a locale writes the day or the month first."""
    from babel import Locale

    pattern = Locale.parse(name).date_formats["short"].pattern
    return DayOrder.MONTH_FIRST if pattern.find("M") < pattern.find("d") else DayOrder.DAY_FIRST
