"""What a locale says about days, times and cities, taken from Babel once and kept in a file for the next start.

Babel and its data are 35 ms and 6 MB, of which a start needs a dozen patterns and some forty names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from datetime import date, time
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentordesk.domain.zones import city_of
from mentordesk.folders import make_own_folder, only_for_me
from mentordesk.light_dataclass import dataclass

if TYPE_CHECKING:
    from babel import Locale

SHORT_TIME, FULL_DATE = "short time", "full date"
ALONE = ("EEEE", "LLLL")
"""Fields that are said by themselves."""
SKELETONS = ("MMMMEEEEd", "MMMEd", "yMMMEd", "MMMd", "yMMMd", "yMMMM", "MMM", "EEE")
"""Which fields are said together; the locale decides on order and signs."""

_FORM = 2
"""Changes when files written before mean something else."""
_GROUPED_FROM = 1000
"""Smaller numbers are said digit by digit everywhere."""
_NUMBERS = frozenset("ydMLHhKkm")
_EACH = {"M": 12, "L": 12, "E": 7, "c": 7, "a": 2, "G": 1}
"""How many names a field of words has."""

_kept_in: Path | None = None


@dataclass(frozen=True)
class LocaleWords:
    """The patterns and names of one locale. What is missing here is asked of Babel."""

    locale: str
    patterns: dict[str, str] = field(default_factory=dict)
    """Templates for `%` by what they say; their fields are those of CLDR (UTS 35, part 4, “Date Field Symbol Table”)."""
    names: dict[str, list[str]] = field(default_factory=dict)
    """Months from January on, days from Monday on, before noon and after, by field."""
    cities: dict[str, str] = field(default_factory=dict)
    """What the cities that zones are named after are called, by zone."""
    countries: dict[str, str] = field(default_factory=dict)
    """What the countries are called that zones lie in, by zone."""

    def say(self, what: str, moment: date | time) -> str:
        """Say a day or a time of day as `what` asks: a skeleton, or one of the names above."""
        template = self.patterns.get(what)
        return (
            template % _Fields(self.names, moment)
            if template
            else _pattern(self.locale, what).apply(moment, babel_locale(self.locale))
        )

    day_in_figures: str = ""
    """How a day is written in figures alone, as CLDR has it: which of day and month comes first."""
    decimal_sign: str = ""
    percent_template: str = ""

    def number(self, value: float) -> str:
        """Say a number with up to three decimals."""
        if self.decimal_sign and 0 <= value < _GROUPED_FROM and (rounded := round(value, 3)) == value:
            whole, _dot, decimals = f"{rounded:.3f}".partition(".")
            decimals = decimals.rstrip("0")
            return whole + (self.decimal_sign + decimals if decimals else "")
        from babel.numbers import format_decimal

        return format_decimal(value, locale=babel_locale(self.locale))

    def percent(self, share: float) -> str:
        """Say a share of a whole."""
        if self.percent_template and 0 <= share < _GROUPED_FROM / 100:
            return self.percent_template.format(round(share * 100))
        from babel.numbers import format_percent

        return format_percent(share, locale=babel_locale(self.locale))

    def city(self, zone: str) -> str:
        """Say the city a zone is named after."""
        return self.cities.get(zone) or city_of(zone)


class _Fields(Mapping[str, str]):
    """The fields of a moment, each made when a template asks for it."""

    def __init__(self, names: dict[str, list[str]], moment: date | time) -> None:
        self._names = names
        self._moment: Any = moment

    def __getitem__(self, name: str) -> str:
        sign, moment = name[0], self._moment
        match sign:
            case "y":
                value = moment.year % 100 if len(name) == 2 else moment.year
            case "M" | "L":
                value = moment.month
            case "d":
                value = moment.day
            case "E" | "c":
                value = moment.weekday() + 1
            case "H":
                value = moment.hour
            case "h":
                value = moment.hour % 12 or 12
            case "K":
                value = moment.hour % 12
            case "k":
                value = moment.hour or 24
            case "m":
                value = moment.minute
            case "a":
                value = 2 if moment.hour >= 12 else 1
            case _:
                value = 1  # of this era
        words = self._names.get(name)
        return words[value - 1] if words else f"{value:0{len(name)}d}"

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


def keep_in(folder: Path | None) -> None:
    """Read what is kept in a folder from now on; None keeps nothing."""
    global _kept_in  # noqa: PLW0603 - as the language itself: a process has one
    _kept_in = folder
    words_of.cache_clear()


@lru_cache(maxsize=4)
def words_of(locale: str) -> LocaleWords:
    """Return the words of a locale: as an earlier start kept them, else as Babel has them."""
    return _read(locale) or _taken_from_babel(locale)


def keep(locale: str) -> None:
    """Put the words of a locale where the next start finds them; where nothing can be written it asks Babel again."""
    if _kept_in is None or _read(locale) is not None or not (stamp := _stamp(locale)):
        return
    try:
        make_own_folder(_kept_in)
        beside = _file(_kept_in, locale).with_suffix(".new")
        with open(beside, "w", encoding="utf-8", opener=only_for_me) as file:
            file.write(json.dumps({"stamp": stamp} | asdict(_taken_from_babel(locale)), ensure_ascii=False))
        beside.replace(_file(_kept_in, locale))
    except OSError:
        return


def _read(locale: str) -> LocaleWords | None:
    if _kept_in is None:
        return None
    try:
        kept = json.loads(_file(_kept_in, locale).read_text("utf-8"))
        return LocaleWords(**kept) if kept.pop("stamp") == _stamp(locale) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Not there, or not as it was written: nothing is lost by asking Babel.
        return None


def _file(folder: Path, locale: str) -> Path:
    return folder / f"words-{locale}.json"


def _stamp(locale: str) -> list[int]:
    """Return what tells one version of Babel's data from the next without loading it; empty where it is no file."""
    found = find_spec("babel")
    if found is None or not found.origin:
        return []
    try:
        known = (Path(found.origin).parent / "locale-data" / f"{locale}.dat").stat()
    except OSError:
        return []
    return [_FORM, known.st_size, known.st_mtime_ns]


# -- what Babel has


@lru_cache(maxsize=4)
def babel_locale(name: str) -> Locale:
    """Return a locale of Babel's, British English for a name it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


@lru_cache(maxsize=64)
def _pattern(name: str, what: str) -> Any:
    """Return Babel's pattern for what is to be said."""
    import re

    from babel.dates import get_date_format, get_time_format, match_skeleton, parse_pattern

    locale = babel_locale(name)
    if what == SHORT_TIME:
        return get_time_format("short", locale)
    if what == FULL_DATE:
        return get_date_format("full", locale)
    if what in ALONE:
        return parse_pattern(what)
    known = locale.datetime_skeletons
    pattern = str(known[match_skeleton(what, known) or "yMMMd"].pattern)
    # Each field as long as it was asked for (CLDR, “Missing Skeleton Fields”).
    for letter, short in (("E", "E{1,3}"), ("M", "MMM"), ("L", "LLL")):
        # Babel takes the nearest skeleton as it is: “Thu, Nov 12” where the long words were asked for.
        wanted = what.count("M" if letter == "L" else letter)
        if wanted > 3:
            pattern = re.sub(rf"(?<!{letter}){short}(?!{letter})(?=(?:[^']*'[^']*')*[^']*$)", letter * wanted, pattern)
    return parse_pattern(pattern)


@cache
def _taken_from_babel(name: str) -> LocaleWords:
    from datetime import datetime

    from babel.core import get_global
    from babel.dates import DateTimeFormat

    locale = babel_locale(name)
    from babel.numbers import format_percent, get_decimal_symbol

    words = LocaleWords(
        name,
        day_in_figures=str(locale.date_formats["short"].pattern),
        decimal_sign=get_decimal_symbol(locale),
        percent_template=format_percent(0.5, locale=locale).replace("50", "{}"),
    )
    for what in (SHORT_TIME, FULL_DATE, *ALONE, *SKELETONS):
        template = _pattern(name, what).format
        fields = {each.partition(")")[0] for each in template.split("%(")[1:]}
        if not all(_is_known(each) for each in fields):
            continue
        words.patterns[what] = template
        for each in fields - words.names.keys():
            if not _is_number(each):
                # A month and a day of the week in step: 2024 began with a Monday.
                moments = [
                    datetime(
                        2024, place if each[0] in "ML" else 1, place if each[0] in "Ec" else 1, 12 * (place - 1) % 24
                    )
                    for place in range(1, _EACH[each[0]] + 1)
                ]
                words.names[each] = [DateTimeFormat(moment, locale)[each] for moment in moments]
    words.cities.update({zone: str(known["city"]) for zone, known in locale.time_zones.items() if "city" in known})
    lies_in = get_global("zone_territories")
    words.countries.update(
        {zone: locale.territories[code] for zone, code in lies_in.items() if code in locale.territories}
    )
    return words


def _is_number(field_name: str) -> bool:
    sign, length = field_name[0], len(field_name)
    return sign in _NUMBERS and not (sign in "ML" and length > 2)


def _is_known(field_name: str) -> bool:
    return _is_number(field_name) or field_name[0] in _EACH
