"""Two wordings of one text that went apart, brought together: by lines, and where both changed the same ones by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mentordesk.domain.matching import matching_blocks
from mentordesk.light_dataclass import dataclass

_TOKEN = re.compile(r"\n|\[[ xX]\]|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|\w+|[^\S\n]+|.", re.DOTALL)
_MOST_WORK = 1_000_000
"""Pairs of words that are compared at most where both sides changed the same lines; beyond that mine stands alone."""

Region = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""What the base, my side and the other side say in one place."""


@dataclass(frozen=True)
class Merged:
    """A text with the changes of both sides. Where both changed the same words it says what mine says."""

    text: str
    is_plain: bool
    """No line was changed by both, so each stands as somebody wrote it; else theirs is worth keeping beside it."""


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Bring together what two sides made of the text `base`; lines both added at one place stand one after the other."""
    if theirs in {mine, base}:
        return Merged(mine, is_plain=True)
    if mine == base:
        return Merged(theirs, is_plain=True)
    lines: list[str] = []
    is_plain = True
    for was, ours, other in _regions(base.split("\n"), mine.split("\n"), theirs.split("\n")):
        if ours in (was, other):
            lines += other
        elif other == was:
            lines += ours
        elif not _says(was):
            # Both wrote where nothing stood.
            lines += [*(line for line in other if line.strip()), *ours]
        elif _says(other) and all(line in ours for line in other if line.strip()):
            lines += ours
        else:
            lines.append(_by_words(was, ours, other))
            is_plain = False
    return Merged("\n".join(lines), is_plain)


def merge_keeping_all(base: str, mine: str, theirs: str) -> str:
    """Bring two wordings together where no earlier one is kept beside: lines both changed stand twice, to be sorted out."""
    merged = merge(base, mine, theirs)
    if merged.is_plain:
        return merged.text
    kept = set(merged.text.split("\n"))
    return "\n".join([merged.text, *(line for line in theirs.split("\n") if line.strip() and line not in kept)])


def _by_words(was: Sequence[str], ours: Sequence[str], other: Sequence[str]) -> str:
    base, mine, theirs = (_TOKEN.findall("\n".join(lines)) for lines in (was, ours, other))
    if len(base) * max(len(mine), len(theirs)) > _MOST_WORK:
        return "\n".join(ours)
    words: list[str] = []
    for before, left, right in _regions(base, mine, theirs):
        words += right if left == before else left
    return "".join(words)


def _says(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)


def _regions(base: Sequence[str], left: Sequence[str], right: Sequence[str]) -> Iterator[Region]:
    """Yield what the base and both sides say, stretch by stretch, parted by what all three share."""
    at_base = at_left = at_right = 0
    for begin, in_left, in_right, length in _shared(base, left, right):
        if (at_base, at_left, at_right) != (begin, in_left, in_right):
            yield base[at_base:begin], left[at_left:in_left], right[at_right:in_right]
        shared = base[begin : begin + length]
        yield shared, shared, shared
        at_base, at_left, at_right = begin + length, in_left + length, in_right + length
    if at_base < len(base) or at_left < len(left) or at_right < len(right):
        yield base[at_base:], left[at_left:], right[at_right:]


def _shared(base: Sequence[str], left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches of the base that stand unchanged on both sides: where in each, and how long."""
    to_left = matching_blocks(base, left)
    to_right = matching_blocks(base, right)
    here = there = 0
    while here < len(to_left) and there < len(to_right):
        one, two = to_left[here], to_right[there]
        begin = max(one.a, two.a)
        end = min(one.a + one.size, two.a + two.size)
        if end > begin:
            yield begin, one.b + begin - one.a, two.b + begin - two.a, end - begin
        if one.a + one.size < two.a + two.size:
            here += 1
        else:
            there += 1
