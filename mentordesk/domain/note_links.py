"""Links in notes, `[[words]]`: what they lead to is kept beside the text, so that it outlives a change of name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from mentordesk.domain.markdown import LineKind, SpanKind, links_written, read_lines, read_spans
from mentordesk.domain.records import Record
from mentordesk.light_dataclass import dataclass

_CODE = frozenset({LineKind.FENCE, LineKind.CODE})
_MAY_HIDE_LINKS = frozenset("`\\:*_~")
"""Signs beside which a link may be none: code, escapes, addresses, emphasis. Lines without them are read quickly."""


class TargetKind(StrEnum):
    """What a link can lead to."""

    PERSON = "person"
    MEETING = "meeting"
    GOAL = "goal"
    NOTE = "note"


@dataclass(frozen=True, order=True, slots=True)
class Target:
    """What a link leads to."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, kw_only=True)
class NoteLink(Record):
    """One `[[link]]` of a note."""

    note_id: str = ""
    place: int = 0
    """Orders the links of a note. Numbers have gaps, so that a new link in between changes no other."""
    words: str = ""
    to_person_id: str = ""
    """One of these four says where it leads; none does while it leads nowhere."""
    to_meeting_id: str = ""
    to_goal_id: str = ""
    to_note_id: str = ""

    @property
    def target(self) -> Target | None:
        """Where it leads."""
        return next((Target(kind, found) for kind in TargetKind if (found := getattr(self, column_of(kind)))), None)


def link_to(target: Target | None, *, note_id: str, place: int, words: str) -> NoteLink:
    """Return a new link that leads to something, or nowhere."""
    ids = dict.fromkeys(TargetKind, "")
    if target is not None:
        ids[target.kind] = target.id
    return NoteLink(
        note_id=note_id,
        place=place,
        words=words,
        to_person_id=ids[TargetKind.PERSON],
        to_meeting_id=ids[TargetKind.MEETING],
        to_goal_id=ids[TargetKind.GOAL],
        to_note_id=ids[TargetKind.NOTE],
    )


def column_of(kind: TargetKind) -> str:
    """Return the field of a link that leads to such a thing."""
    return f"to_{kind.value}_id"


@dataclass(frozen=True, slots=True)
class Written:
    """One link as it stands in a text."""

    words: str
    line: int
    """The line of the text, from 0."""
    start: int
    """Where in the line its brackets begin and end."""
    end: int


@lru_cache(maxsize=8)
def links_in(text: str) -> tuple[Written, ...]:
    """Return the links of a text in order; what stands in code is none."""
    if "[[" not in text:
        return ()
    found: list[Written] = []
    for number, (each, line) in enumerate(read_lines(text)):
        if "[[" not in each or line.kind in _CODE:
            continue
        if _MAY_HIDE_LINKS.isdisjoint(each) and "www." not in each:
            places = links_written(each, line.content)
        else:
            spans = read_spans(each, line.content)
            places = [(span.start, span.end, span.target) for span in spans if span.kind is SpanKind.PAGE]
        found += [Written(words, number, start, end) for start, end, words in places]
    return tuple(found)


def pair_links(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair the links of a text with those it had, by their words, as new position → old position.

    What stands before and after the change is paired in order; in between, each link finds the first one left with the
    same words. A link whose words changed is another link.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    pairs = {place: place for place in range(start)}
    pairs |= {len(new) - 1 - place: len(old) - 1 - place for place in range(end)}
    left: dict[str, list[int]] = {}
    for place in range(len(old) - end - 1, start - 1, -1):
        left.setdefault(old[place], []).append(place)
    for place in range(start, len(new) - end):
        if left.get(new[place]):
            pairs[place] = left[new[place]].pop()
    return pairs


GAP = 1024
"""How far apart the places of links are made."""


def places_between(before: int | None, after: int | None, count: int) -> list[int] | None:
    """Return places for links between two others; None when there is no room left and all must be placed anew."""
    if after is None:
        first = 0 if before is None else before + GAP
        return [first + GAP * step for step in range(count)]
    if before is None:
        return [after - GAP * step for step in range(count, 0, -1)]
    step = (after - before) // (count + 1)
    return [before + step * number for number in range(1, count + 1)] if step else None
