"""How two wordings of a text differ: stretches of lines, and within them word by word. Pure, and bounded in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from mentordesk.domain.matching import matching_blocks
from mentordesk.light_dataclass import dataclass

_TOKEN = re.compile(
    # Marks of Markdown, a box to tick, one character of a script without spaces, a word, blanks, anything else.
    r"\n|\[[ xX]\]|[*_~`#>]+|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_]+(?:['’][^\W_]+)*|[^\S\n]+|.",
    re.DOTALL,
)
_MOST_WORK = 4_000_000
"""Pairs of words that are compared at most in one stretch; above that its lines are shown as taken out and put in."""
_ALIKE = 0.25
"""Below this share of common words two wordings have so little in common that mixing them tells nobody anything."""


class Fate(StrEnum):
    """What became of a piece of text from the earlier wording to the later one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some text and what became of it."""

    fate: Fate
    text: str


@dataclass(frozen=True)
class Stretch:
    """Neighbouring lines that stayed, or that changed together."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Tell whether the two wordings differ here."""
        return self.before != self.after

    @property
    def added(self) -> tuple[str, ...]:
        """What was put in, each piece as it is heard."""
        return _heard(self.pieces, Fate.ADDED)

    @property
    def removed(self) -> tuple[str, ...]:
        """What was taken out, each piece as it is heard."""
        return _heard(self.pieces, Fate.REMOVED)


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches that make up both wordings, in order."""
    old, new = before.split("\n"), after.split("\n")
    stretches = []
    for begin, end, start, stop in _opcodes(old, new):
        lines, others = tuple(old[begin:end]), tuple(new[start:stop])
        if lines == others:
            stretches.append(Stretch(lines, others, (Piece(Fate.SAME, "\n".join(lines)),)))
        elif len(lines) == len(others):
            # As many lines as before: each was changed for itself, and can be taken back for itself.
            pairs = zip(lines, others, strict=True)
            stretches += [Stretch((was,), (now,), _words((was,), (now,))) for was, now in pairs]
        else:
            stretches.append(Stretch(lines, others, _words(lines, others)))
    return tuple(stretches)


def with_stretch_back(stretches: Sequence[Stretch], number: int) -> str:
    """Return the later wording with the changed stretch of this number, from 0, as it was in the earlier one.

    Raises IndexError when there is none.
    """
    lines: list[str] = []
    seen = -1
    for stretch in stretches:
        seen += stretch.is_changed
        lines += stretch.before if stretch.is_changed and seen == number else stretch.after
    if not 0 <= number <= seen:
        raise IndexError(f"there is no stretch {number}")
    return "\n".join(lines)


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    begin = start = 0
    for block in matching_blocks(old, new):
        if (begin, start) != (block.a, block.b):
            yield begin, block.a, start, block.b
        if block.size:
            yield block.a, block.a + block.size, block.b, block.b + block.size
        begin, start = block.a + block.size, block.b + block.size


def _words(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[Piece, ...]:
    before, after = "\n".join(lines), "\n".join(others)
    if not lines or not others:
        # Whole lines: the break that parts them from the next is not worth a word.
        return _known((Piece(Fate.REMOVED, before), Piece(Fate.ADDED, after)))
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > _MOST_WORK:
        return _known((Piece(Fate.REMOVED, before), Piece(Fate.ADDED, after)))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _known((Piece(Fate.REMOVED, before), Piece(Fate.ADDED, after)))
    pieces: list[Piece] = []
    for what, begin, end, start, stop in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece(Fate.SAME, "".join(old[begin:end])))
        else:
            pieces.append(Piece(Fate.REMOVED, "".join(old[begin:end])))
            pieces.append(Piece(Fate.ADDED, "".join(new[start:stop])))
    return _calm(_known(pieces))


def _known(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _calm(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Let changes that only a blank parts read as one: first what was taken out, then what was put in."""
    calm: list[Piece] = []
    changed: list[Piece] = []
    for place, piece in enumerate(pieces):
        is_last = place == len(pieces) - 1
        if piece.fate is not Fate.SAME or (changed and not is_last and piece.text.isspace() and "\n" not in piece.text):
            changed.append(piece)
            continue
        calm += _settled(changed)
        changed = []
        calm.append(piece)
    return (*calm, *_settled(changed))


def _settled(changed: list[Piece]) -> Iterator[Piece]:
    for fate in (Fate.REMOVED, Fate.ADDED):
        text = "".join(piece.text for piece in changed if piece.fate in {fate, Fate.SAME})
        if any(piece.fate is fate for piece in changed):
            yield Piece(fate, text)


def _heard(pieces: Iterable[Piece], fate: Fate) -> tuple[str, ...]:
    runs = (
        "".join(piece.text for piece in run)
        for found, run in groupby(pieces, lambda piece: piece.fate)
        if found is fate
    )
    return tuple(" ".join(text.split()) for text in runs if text.split())
