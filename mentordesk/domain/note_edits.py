"""What keys do to Markdown text: continue a list, indent it, tick a box, put marks around words.

Plain text in, plain text out; where the caret stands and how it is undone is the editor's affair.
"""

from __future__ import annotations

import re

from mentordesk.domain.markdown import LIST_KINDS, Line, LineKind, read_line, read_lines
from mentordesk.light_dataclass import dataclass

_DEEPEST = 24
"""Characters of indent after which a list goes no deeper."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """What Enter does in a list: end the item by clearing the line up to `clear`, or begin a new one with `prefix`."""

    prefix: str = ""
    clear: int = 0


def continue_line(text: str, column: int, fence: str = "") -> Continuation | None:
    """Say what Enter does at `column` of a line; None means an ordinary new line."""
    line = read_line(text, fence)
    if line.kind not in LIST_KINDS and line.kind is not LineKind.QUOTE:
        return None
    if not text[line.content :].strip():
        return Continuation(clear=len(text))
    if column < line.content:
        return None
    return Continuation(prefix=_next_marker(text, line))


def _next_marker(text: str, line: Line) -> str:
    marker = text[: line.content]
    if line.kind is LineKind.QUOTE:
        return marker if marker.endswith((" ", "\t")) else f"{marker} "
    if line.kind is LineKind.CHECK:
        marker = f"{text[: line.box]} {text[line.box + 1 : line.content]}"
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), marker, count=1)


def can_indent(text: str, fence: str = "") -> bool:
    """Say whether Tab moves this line deeper: only in lists, so that Tab elsewhere leaves the editor."""
    line = read_line(text, fence)
    return line.kind in LIST_KINDS and line.indent < _DEEPEST


def can_outdent(text: str, fence: str = "") -> bool:
    """Say whether Shift+Tab moves this line back."""
    line = read_line(text, fence)
    return line.kind in LIST_KINDS and line.indent > 0


def indent_by(text: str) -> str:
    """Return the white space that moves a list line one step deeper."""
    return "   " if read_line(text).kind is LineKind.NUMBER else "  "


def outdent_by(text: str) -> int:
    """Return how many leading characters to take away to move a list line one step back."""
    if text.startswith("\t"):
        return 1
    blanks = len(text) - len(text.lstrip(" "))
    return min(blanks, len(indent_by(text)))


def tick(text: str, checked: bool | None = None) -> str | None:
    """Return a line with its box ticked, or turned over when `checked` is None; None when it has no box."""
    line = read_line(text)
    if line.kind is not LineKind.CHECK:
        return None
    wanted = not line.checked if checked is None else checked
    if wanted == line.checked:
        return text
    return f"{text[: line.box]}{'x' if wanted else ' '}{text[line.box + 1 :]}"


def tick_line(note: str, number: int, checked: bool | None = None) -> str:
    """Return the note with the box in line `number` (from 0) ticked; all else stays as it is, to the character.

    Raises LookupError when that line has no box (also inside a code fence): the note has changed since it was read.
    """
    lines: list[str] = []
    found = False
    for at, (each, line) in enumerate(read_lines(note)):
        if at == number and line.kind is LineKind.CHECK:
            lines.append(tick(each, checked) or each)
            found = True
        else:
            lines.append(each)
    if not found:
        raise LookupError(f"line {number} has no check box")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Marked:
    """A line after marks were put or taken: its text, and the selection in it."""

    text: str
    start: int
    end: int


def toggle_mark(text: str, start: int, end: int, mark: str) -> Marked:
    """Put `mark` (such as `**`) around text[start:end], or take it away when it is there. Blanks stay outside."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    size, inner = len(mark), text[start:end]
    around = min(
        len(text[:start]) - len(text[:start].rstrip(mark[0])), len(text[end:]) - len(text[end:].lstrip(mark[0]))
    )
    within = min(len(inner) - len(inner.lstrip(mark[0])), len(inner) - len(inner.rstrip(mark[0])))
    if len(inner) > 2 * within and _wears(within, size):
        return Marked(text[:start] + inner[size:-size] + text[end:], start, end - 2 * size)
    if _wears(around, size):
        return Marked(text[: start - size] + inner + text[end + size :], start - size, end - size)
    return Marked(f"{text[:start]}{mark}{inner}{mark}{text[end:]}", start + size, end + size)


def _wears(count: int, size: int) -> bool:
    """Say whether so many stars on either side hold a mark of this size: two are strong, one or three hold emphasis."""
    return count % 2 == 1 if size == 1 else count >= size
