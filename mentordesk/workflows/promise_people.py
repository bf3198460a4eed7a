"""Who `@name` in a note is: one person, several, or nobody on this desk. Never a guess."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property

from mentordesk.domain.names import fold
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk

__all__ = ["Named", "People", "fold"]

_AT_WORD = re.compile(r"(?<![\w@./+-])@([^\W\d_]+)")
_MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Named:
    """People who may be meant by a name; exactly one means it is clear."""

    sure: tuple[Person, ...]
    maybe: tuple[Person, ...]
    """When nobody is called so: who is called nearly so."""


class People:
    """Everybody on the desk whom a text may name, and I. Read only when a name is looked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def me(self) -> Person:
        """The person I am."""
        return self._desk.profile.me()

    @cached_property
    def _everybody(self) -> tuple[Person, ...]:
        return (self.me, *self._desk.people.others())

    @cached_property
    def _by_way(self) -> dict[str, tuple[Person, ...]]:
        """Everybody by each way to say their name."""
        found: dict[str, tuple[Person, ...]] = {}
        for person in self._everybody:
            for way in _ways_to_say(person):
                found[way] = (*found.get(way, ()), person)
        return found

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the names of several words a text may hold, so that `@Maria Santos` is read whole."""
        begins = {fold(word) for word in _AT_WORD.findall(text)}
        if not begins:
            return ()
        return tuple(
            name
            for person in self._everybody
            for name in {person.name, person.called}
            if " " in name.strip() and fold(name.split()[0]) in begins
        )

    def named(self, name: str) -> Named:
        """Return who is called so, by whole name, first name or what I call them; case and accents do not count."""
        wanted = fold(name)
        if wanted in {fold(word) for word in (_("me"), "me")}:
            return Named((self.me,), ())
        sure = self._by_way.get(wanted, ())
        if sure:
            return Named(sure, ())
        near = [person for way, people in self._by_way.items() if way.startswith(wanted) for person in people]
        for way in get_close_matches(wanted, self._by_way, n=_MOST_CANDIDATES, cutoff=0.7):
            near += self._by_way[way]
        return Named((), tuple(dict.fromkeys(near))[:_MOST_CANDIDATES])

    def way_to_say(self, person: Person) -> str:
        """Return the shortest name by which a person is told from everybody else; the whole one if none is."""
        for name in (person.short_name, person.name):
            if self.named(name).sure == (person,):
                return name
        return person.name


def _ways_to_say(person: Person) -> set[str]:
    words = person.name.split()
    ways = {person.name, person.short_name, "".join(words), *(words[:1])}
    return {fold(way) for way in ways if way}
