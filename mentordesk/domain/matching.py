"""Which stretches two sequences of lines share, in bounded time: a thousand empty lines must not hold anybody up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher

_MOST_PAIRS = 1_000_000
"""Pairs of equal lines that are looked at; where there are more, lines that come up all the time are no landmarks."""


def matching_blocks(one: Sequence[str], two: Sequence[str]) -> list[Match]:
    """Return the stretches that both have, in order, as difflib does, ended by an empty one."""
    shorter = min(len(one), len(two))
    head = 0
    while head < shorter and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    left, right = one[head : len(one) - tail], two[head : len(two) - tail]
    blocks = [Match(0, 0, head)] if head else []
    blocks += [Match(found.a + head, found.b + head, found.size) for found in _between(left, right) if found.size]
    if tail:
        blocks.append(Match(len(one) - tail, len(two) - tail, tail))
    return [*blocks, Match(len(one), len(two), 0)]


def _between(left: Sequence[str], right: Sequence[str]) -> list[Match]:
    if not left or not right:
        return []
    counts, others = Counter(left), Counter(right)
    if sum(count * others[line] for line, count in counts.items()) <= _MOST_PAIRS:
        return SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    rare = {line for line in counts if counts[line] * others[line] <= len(left) + len(right)}
    return SequenceMatcher(lambda line: line not in rare, left, right, autojunk=False).get_matching_blocks()
