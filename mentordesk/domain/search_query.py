"""What somebody typed to find something: words, and filters such as `person:maria tag:career after:2026-01`."""

from __future__ import annotations

import re
from datetime import date

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

_PART = re.compile(r'(?:(person|tag|after|before):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


@dataclass(frozen=True)
class SearchQuery:
    """Words to find as beginnings of words, all of them; and what else must hold."""

    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self == SearchQuery()


def parse(text: str) -> SearchQuery:
    """Read what was typed; raises Mistake for a day that cannot be read. A filter without a value is still being typed."""
    words: list[str] = []
    people: list[str] = []
    tags: list[str] = []
    days: dict[str, date] = {}
    for found in _PART.finditer(text):
        name, quoted, plain = (found.group(1) or "").lower(), found.group(2), found.group(3)
        value = quoted if quoted is not None else plain
        match name:
            case "":
                if not re.fullmatch(r"(?i)(person|tag|after|before):", value):
                    words.append(value)
            case "person":
                people.append(value)
            case "tag":
                tags.append(value.removeprefix("#").casefold())
            case _:
                days[name] = _day(value)
    return SearchQuery(tuple(words), tuple(people), tuple(tags), days.get("after"), days.get("before"))


def _day(value: str) -> date:
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", value)
    if match:
        year, month, day = (int(part or 1) for part in match.groups())
        try:
            return date(year, month, day)
        except ValueError as error:
            raise Mistake(_("There is no such day: {day}.").format(day=value)) from error
    raise Mistake(_("Write the day as 2026, 2026-11 or 2026-11-24, not “{day}”.").format(day=value))
