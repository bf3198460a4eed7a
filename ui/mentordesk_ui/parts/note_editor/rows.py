"""The lines of a note as the layout keeps them: what each is, where it stands and how high it is. Knows no painting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field

from PySide6.QtGui import QTextBlock, QTextDocument

from mentordesk.domain.markdown import Line, LineKind, read_line
from mentordesk.light_dataclass import dataclass

from .styling import Ground


@dataclass(slots=True)
class Row:
    """One block of the document. Until it is `laid` its height is a guess."""

    line: Line
    text: str
    fence_before: str
    goes_on: bool
    """Whether it is a further piece of the block before (see stand_ins)."""
    is_cut: bool
    y: float = 0.0
    height: float = 0.0
    hang: float = 0.0
    laid: bool = False
    grounds: list[Ground] = field(default_factory=list)


class Rows:
    """All rows of a document, kept in step with its blocks."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._rows: list[Row] = []
        self.cut = ""
        """The stand-in that ends a piece of a long line."""

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Row:
        return self._rows[number]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def forget(self) -> None:
        """Drop all rows; the next change reads the whole document."""
        self._rows.clear()

    def renew(self, position: int, added: int) -> range:
        """Read the blocks again that a change touched, and those below whose meaning changed with it (code fences)."""
        document, rows = self._document, self._rows
        count = document.blockCount()
        first = max(0, document.findBlock(position).blockNumber())
        end = document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else count - 1
        gone = (last - first + 1) - (count - len(rows))
        if not rows or gone < 0 or first + gone > len(rows):
            first, last, gone = 0, count - 1, len(rows)
        # Laying a block out makes Qt name it in the next change as well: what reads as before stays as it is.
        while first < last and gone > 1 and _is_same(document.findBlockByNumber(first), rows[first]):
            first, gone = first + 1, gone - 1
        while first < last and gone > 1 and _is_same(document.findBlockByNumber(last), rows[first + gone - 1]):
            last, gone = last - 1, gone - 1
        block = document.findBlockByNumber(first)
        before = rows[first - 1] if first else None
        fresh: list[Row] = []
        for _number in range(first, last + 1):
            before = self._read(block, before)
            fresh.append(before)
            block = block.next()
        rows[first : first + gone] = fresh
        number = last + 1
        while before and number < count:
            row = rows[number]
            if row.fence_before == before.line.fence and row.goes_on == before.is_cut:
                break
            before = rows[number] = self._read(block, before)
            block = block.next()
            number += 1
        return range(first, number)

    def _read(self, block: QTextBlock, before: Row | None) -> Row:
        text = block.text()
        fence = before.line.fence if before else ""
        goes_on = before.is_cut if before else False
        if goes_on:
            line = Line(LineKind.CODE if fence else LineKind.TEXT, fence=fence)
        else:
            line = read_line(text, fence)
        return Row(line, text, fence, goes_on, bool(self.cut) and text.endswith(self.cut))

    def place(self, first: int, top: float) -> float:
        """Put the rows from `first` on below each other; return where the last one ends."""
        rows = self._rows
        y = rows[first - 1].y + rows[first - 1].height if first else top
        for row in rows[first:] if first else rows:
            row.y = y
            y += row.height
        return y

    def at(self, y: float) -> int:
        """Return the number of the row at height `y`, the nearest when outside."""
        return max(0, bisect_right(self._rows, y, key=_top) - 1)

    def text_line(self, number: int) -> int:
        """Return which line of the whole text a block belongs to: pieces of a long line count once."""
        return sum(not row.goes_on for row in self._rows[: number + 1]) - 1

    def block_of(self, text_line: int) -> int:
        """Return the block where a line of the text begins; raise IndexError when there is none."""
        seen = -1
        for number, row in enumerate(self._rows):
            seen += not row.goes_on
            if seen == text_line:
                return number
        raise IndexError(text_line)


def _top(row: Row) -> float:
    return row.y


def _is_same(block: QTextBlock, row: Row) -> bool:
    # A block whose lines Qt dropped must be laid out again even if its text is the same.
    return block.text() == row.text and bool(not row.laid or block.layout().lineCount())
