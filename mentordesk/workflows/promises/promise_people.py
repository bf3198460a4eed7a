"""Who `@name` in a note is: one person, several, or nobody on this desk. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    def _everybody(self) -> tuple[tuple[str, str, str], ...]:
        """Id, name and what I call them; of hundreds of people a text names a few, who alone are read whole."""
        return ((self.me.id, self.me.name, self.me.called), *self._desk.people.names_to_call())

    @cached_property
    def _by_way(self) -> dict[str, tuple[str, ...]]:
        """The ids of everybody by each way to say their name."""
        found: dict[str, tuple[str, ...]] = {}
        for person_id, name, called in self._everybody:
            for way in _ways_to_say(name, called):
                found[way] = (*found.get(way, ()), person_id)
        return found

    def _read(self, ids: Iterable[str]) -> tuple[Person, ...]:
        wanted = tuple(dict.fromkeys(ids))
        others = self._desk.people.many(each for each in wanted if each != self.me.id)
        return tuple(self.me if each == self.me.id else others[each] for each in wanted)

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the names of several words a text may hold, so that `@Maria Santos` is read whole."""
        begins = {fold(word) for word in _AT_WORD.findall(text)}
        if not begins:
            return ()
        return tuple(
            name
            for _id, whole, called in self._everybody
            for name in {whole, called}
            if " " in name.strip() and fold(name.split()[0]) in begins
        )

    def named(self, name: str) -> Named:
        """Return who is called so, by whole name, first name or what I call them; case and accents do not count."""
        wanted = fold(name)
        if _is_me(name):
            return Named((self.me,), ())
        sure = self._by_way.get(wanted, ())
        if sure:
            return Named(self._read(sure), ())
        near = [each for way, ids in self._by_way.items() if way.startswith(wanted) for each in ids]
        for way in get_close_matches(wanted, self._by_way, n=_MOST_CANDIDATES, cutoff=0.7):
            near += self._by_way[way]
        return Named((), self._read(tuple(dict.fromkeys(near))[:_MOST_CANDIDATES]))

    def way_to_say(self, person: Person) -> str:
        """Return the shortest name by which a person is told from everybody else; the whole one if none is."""
        for name in (person.short_name, person.name):
            if self._by_way.get(fold(name), ()) == (person.id,) and not _is_me(name):
                return name
        return person.name


def _is_me(name: str) -> bool:
    return fold(name) in {fold(word) for word in (_("me"), "me")}


def _ways_to_say(name: str, called: str) -> set[str]:
    words = name.split()
    ways = {name, called, "".join(words), *words[:1]}
    return {fold(way) for way in ways if way}
