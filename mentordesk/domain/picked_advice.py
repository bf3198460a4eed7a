"""What of a note becomes advice: the words picked, and as context what stands round them. Pure text."""

from __future__ import annotations

from mentordesk.domain.markdown import Line, LineKind, read_lines
from mentordesk.domain.notes import title_of
from mentordesk.light_dataclass import dataclass

Lines = list[tuple[str, Line]]

AROUND = 2
"""So many lines before and after the words are their context."""
LONGEST_CONTEXT = 300


@dataclass(frozen=True, slots=True)
class Picked:
    """The words, and what they stood among."""

    words: str
    context: str


def pick_advice(note: str, line: int, selected: str = "") -> Picked:
    """Pick the selected words, else the whole line (from 0), without Markdown's marks.

    The context is the nearest heading above and the lines beside it, as far as no empty line or heading parts them.
    """
    lines = list(read_lines(note))
    line = max(0, min(line, len(lines) - 1))
    picked = selected if selected.strip() else lines[line][0]
    words = " ".join(said for said in (_plain(each) for each in picked.splitlines()) if said)
    last = line
    if selected.strip() and (place := note.find(selected)) >= 0:
        # A selection of several lines has the caret at either end.
        first_at = note.count("\n", 0, place)
        line, last = first_at, first_at + selected.rstrip("\n").count("\n")
    said: list[str] = []
    if heading := _heading_above(lines, line):
        said.append(heading)
    if line == last and selected.strip() and _plain(lines[line][0]) != words:
        said.append(_plain(lines[line][0]))
    else:
        said += [*_beside(lines, range(line - 1, line - 1 - AROUND, -1))[::-1]]
        said += _beside(lines, range(last + 1, last + 1 + AROUND))
    context = " · ".join(dict.fromkeys(part for part in said if part and part != words))
    if len(context) > LONGEST_CONTEXT:
        context = context[:LONGEST_CONTEXT].rsplit(" ", 1)[0].rstrip(" ·,;") + "…"
    return Picked(words, context)


def _plain(line: str) -> str:
    return title_of(line.strip().removeprefix("~").strip())


def _heading_above(lines: Lines, line: int) -> str:
    for text, kind in reversed(lines[:line]):
        if kind.kind is LineKind.HEADING:
            return _plain(text)
    return ""


def _beside(lines: Lines, places: range) -> list[str]:
    found: list[str] = []
    for place in places:
        if not 0 <= place < len(lines):
            break
        text, kind = lines[place]
        if not text.strip() or kind.kind is LineKind.HEADING:
            break
        found.append(_plain(text))
    return found
