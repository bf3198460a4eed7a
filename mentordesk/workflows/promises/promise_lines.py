"""Which action is which line of a note after an edit. Plain texts in, pairs out; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.62
"""From which similarity on a line that moved elsewhere is taken for the same promise."""
ALIKE_IN_PLACE = 0.34
"""The same for a line between the same neighbours as before: most likely it was edited where it stood."""
_MOST_COMPARED = 400
"""Characters of a line that are compared: promises are short, and comparing is quadratic."""


def pair_lines(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair each new line with the old one it was, as new position → old position; both are without their check marks.

    Lines that did not change keep their order; then moved ones are found, then edited ones in their place, then lines
    moved and edited at once. No position is used twice.
    """
    pairs = _unchanged(old, new)
    _pair_moved(old, new, pairs)
    _pair_edited(old, new, pairs)
    return pairs


def _unchanged(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for at, begins, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs |= {begins + step: at + step for step in range(size)}
    return pairs


def _pair_moved(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    left: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for place, line in enumerate(old):
        if place not in taken:
            left.setdefault(line, []).append(place)
    for place, line in enumerate(new):
        if place not in pairs and left.get(line):
            pairs[place] = left[line].pop(0)


def _pair_edited(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    old_left = [place for place in range(len(old)) if place not in taken]
    new_left = [place for place in range(len(new)) if place not in pairs]
    if not old_left or not new_left:
        return
    stretches_old = {place: _stretch(place, taken) for place in old_left}
    stretches_new = {place: _old_stretch(place, pairs) for place in new_left}
    ranked: list[tuple[bool, float, int, int]] = []
    for one in new_left:
        for other in old_left:
            in_place = stretches_new[one] == stretches_old[other]
            least = ALIKE_IN_PLACE if in_place else ALIKE
            likeness = _likeness(old[other], new[one], least, in_place=in_place)
            if likeness >= least:
                ranked.append((not in_place, -likeness, one, other))
    for *_rank, one, other in sorted(ranked):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _stretch(place: int, taken: set[int]) -> int:
    """Return the last old line before this one that is known to have stayed, -1 for none: the name of its stretch."""
    return max((other for other in taken if other < place), default=-1)


def _old_stretch(place: int, anchors: dict[int, int]) -> int:
    """Return the same for a new line: the old position of the last line before it that stayed."""
    before = [other for other in anchors if other < place]
    return anchors[max(before)] if before else -1


def _likeness(old: str, new: str, least: float, *, in_place: bool) -> float:
    """Say how alike two lines are, 0 to 1, or 0 when less than `least`.

    In place, a line that only grew or shrank at its end is the same however much it did: somebody is typing it.
    """
    one, other = old.casefold()[:_MOST_COMPARED], new.casefold()[:_MOST_COMPARED]
    if in_place and one and other and (other.startswith(one) or one.startswith(other)):
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The quick ratios are upper bounds: most pairs of strangers need no more.
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
