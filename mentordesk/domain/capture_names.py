"""Finding in a typed line who and which goal is meant: accents, case and apostrophes do not count, beginnings are enough."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from mentordesk.domain.names import fold
from mentordesk.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody a line may name."""

    id: str
    name: str
    called: str = ""
    is_me: bool = False
    ways: tuple[str, ...] = ()
    """Further words that mean this person, such as “me”."""


@dataclass(frozen=True, slots=True)
class KnownGoal:
    """A goal a line may speak of; `person_id` is who it is shared with, `target` what it counts to."""

    id: str
    title: str
    owner_id: str = ""
    person_id: str = ""
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a line: one id means it is clear, several that it is not, none that nobody is called so."""

    words: str
    end: int
    ids: tuple[str, ...]
    near: tuple[str, ...] = ()
    """When nobody is called so: who is called nearly so."""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """Words as they are compared, and where each of their letters came from."""

    words: str
    places: tuple[int, ...]


_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_UNSPACED = 0x2E80
"""From here on stand the scripts that are written without spaces between words."""
_MOST_NEAR = 5


def folded(text: str) -> Folded:
    """Return the text without case and accents, with plain apostrophes."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter.casefold().translate(_APOSTROPHES)):
            if not unicodedata.combining(plain):
                letters.append(plain)
                places.append(place)
    return Folded("".join(letters), tuple(places))


def read_name(line: str, start: int, people: Sequence[KnownPerson]) -> Named | None:
    """Read the name that begins at `start`: the longest known one, else the word there as the beginning of one."""
    rest = folded(line[start : start + 200])
    best, ids = "", tuple[str, ...]()
    for person in people:
        for way in _whole_names(person):
            if len(way) >= len(best) and _stands_at_start(rest.words, way):
                ids = (*ids, person.id) if way == best else (person.id,)
                best = way
    word = re.match(r"[\w'.-]*\w", rest.words)
    if not best and word is None:
        return None
    if not best and word is not None:
        best = word[0]
        ids = _begun(best, people)
    ids = tuple(dict.fromkeys(ids))
    if len(ids) > 1:
        best, ids = _narrowed(rest.words, best, ids, people)
    end = start + rest.places[len(best) - 1] + 1
    while end < len(line) and unicodedata.combining(line[end]):
        end += 1
    words = line[start:end]
    near = () if ids else _nearly(best, people)
    is_me = len(ids) == 1 and any(person.is_me for person in people if person.id == ids[0])
    possessive = re.match(r"['’]s(?!\w)", line[end:])
    return Named(words, end + (possessive.end() if possessive else 0), ids, near, is_me)


def _whole_names(person: KnownPerson) -> set[str]:
    words = person.name.split()
    ways = {person.name, person.called, "".join(words), words[0] if words else "", *person.ways}
    return {_plain(way) for way in ways if way.strip()}


def _plain(words: str) -> str:
    return fold(words.translate(_APOSTROPHES))


def _stands_at_start(text: str, way: str) -> bool:
    if not text.startswith(way):
        return False
    follows = text[len(way) : len(way) + 1]
    return not (follows.isalnum() or follows == "_") or ord(way[-1]) >= _UNSPACED


def _begun(word: str, people: Sequence[KnownPerson]) -> tuple[str, ...]:
    """Return whose name, or else whose further names, begin with a word."""
    for names in (_whole_names, _further_names):
        found = tuple(person.id for person in people if any(name.startswith(word) for name in names(person)))
        if found:
            return found
    return ()


def _further_names(person: KnownPerson) -> set[str]:
    return {_plain(word) for word in person.name.split()[1:]}


def _narrowed(
    text: str, best: str, ids: tuple[str, ...], people: Sequence[KnownPerson]
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Of several people of one name, keep those whose next name begins with the word that follows."""
    word = re.match(r" ([\w'-]+)", text[len(best) :])
    if word is None:
        return best, ids
    longer = best + word[0]
    left = tuple(person.id for person in people if person.id in ids and _plain(person.name).startswith(longer))
    return (longer, left) if left and len(word[1]) > 1 else (best, ids)


def _nearly(word: str, people: Sequence[KnownPerson]) -> tuple[str, ...]:
    by_way = {way: person.id for person in people for way in _whole_names(person)}
    close = get_close_matches(word, by_way, n=_MOST_NEAR, cutoff=0.7)
    return tuple(dict.fromkeys(by_way[way] for way in close))


@dataclass(frozen=True, slots=True)
class FoundGoal:
    """Where a line names a goal, and which it may be."""

    start: int
    end: int
    ids: tuple[str, ...]


def read_goal(line: str, words: Sequence[tuple[int, int]], goals: Sequence[KnownGoal]) -> FoundGoal | None:
    """Find the longest run of words, from the first on, that names a goal; one word may be only its beginning."""
    plain = [_plain(line[start:end]).strip(".,:;“”\"'") for start, end in words[:12]]
    titles = {goal.id: [word.strip(".,:;“”\"'") for word in _plain(goal.title).split()] for goal in goals}
    for count in range(len(plain), 0, -1):
        wanted = plain[:count]
        if not all(wanted):
            continue
        followed_by_number = count < len(plain) and plain[count][:1].isdigit()
        fits = _by_beginnings if count == 1 or followed_by_number else _by_words
        tests: tuple[Callable[[list[str], list[str]], bool], ...] = (_is_whole, fits)
        for is_meant in tests:
            ids = tuple(goal_id for goal_id, title in titles.items() if is_meant(wanted, title))
            if ids:
                return FoundGoal(words[0][0], words[count - 1][1], ids)
    return None


def _is_whole(wanted: list[str], title: list[str]) -> bool:
    return wanted == title


def _by_words(wanted: list[str], title: list[str]) -> bool:
    """Tell whether all the words stand in the title, in their order."""
    rest = iter(title)
    return all(any(word == other for other in rest) for word in wanted)


def _by_beginnings(wanted: list[str], title: list[str]) -> bool:
    rest = iter(title)
    return all(any(other == word or (len(word) >= 3 and other.startswith(word)) for other in rest) for word in wanted)
