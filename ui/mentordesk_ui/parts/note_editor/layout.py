"""Lays a note out: hanging indents, sizes and marks without a single format in the document, so that undo knows only words.

Blocks are styled and broken into lines when first shown; a key press costs the block it touches.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextOption,
)

from mentordesk.domain.markdown import LineKind
from mentordesk_ui.theme.appearance import Appearance

from .marks import draw_caret, draw_grounds, draw_marks, draw_selection, x_of
from .rows import Row, Rows
from .styling import NoteStyles

MARGIN_PX = 8
_NOW_SECONDS = 0.012
_AT_ONCE = 40
"""Changed blocks that are laid out within the key press; more wait until they are shown."""


class NoteLayout(QAbstractTextDocumentLayout):
    """The layout of one note's document."""

    grown = Signal()
    """Guessed heights became real ones while painting."""

    def __init__(self, document: QTextDocument, appearance: Appearance, styles: NoteStyles) -> None:
        super().__init__(document)
        self._appearance = appearance
        self.styles = styles
        self.rows = Rows(document)
        self._bottom = 0.0
        self._width = -1.0
        self._announced = QSizeF()
        self._next_unlaid = 0
        self.waits = False
        """Nobody sees the editor: heights are guessed until it has its width, for until then they are wrong anyway."""

    # what Qt asks

    def documentChanged(self, position: int, removed: int, added: int) -> None:  # noqa: N802
        width = self._text_width()
        is_resized = width != self._width
        waits = self.waits and not is_resized
        if is_resized:
            self._width = width
            self._unlay()
        count = len(self.rows)
        touched = self.rows.renew(position, added)
        if touched.start < self._next_unlaid:
            # Rows above stay settled; those below moved by as many as came or went.
            is_large = len(touched) > _AT_ONCE
            self._next_unlaid = (
                touched.start if is_large else max(touched.start, self._next_unlaid + len(self.rows) - count)
            )
        height_before = self._bottom
        block = self.document().findBlockByNumber(touched.start)
        for number in touched:
            row = self.rows[number]
            if len(touched) <= _AT_ONCE and not waits:
                self._lay(block, row)
                block = block.next()
            else:
                row.height = self._guess(row)
        if waits:
            self._next_unlaid = min(self._next_unlaid, touched.start)
        self._place(0 if is_resized else touched.start)
        if not waits and (is_resized or len(touched) > _AT_ONCE):
            # A note of usual length is exact at once; guesses would make its scroll bar come and go.
            self.settle_some(_NOW_SECONDS)
        first, last = self.rows[touched.start], self.rows[touched.stop - 1]
        # The first letter, and the last one gone, take or bring a placeholder that may have more lines than the note.
        has_more_text = self.document().characterCount() - 1 > added
        is_local = self._bottom == height_before and not is_resized and has_more_text
        bottom = last.y + last.height if is_local else 1e7
        self._ask_for_paint(QRectF(0, first.y, 1e7, bottom - first.y))
        self._announce()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip = context.clip if not context.clip.isNull() else QRectF(0, 0, 1e7, self._bottom)
        number = self.settle(clip.top(), clip.bottom())
        block = self.document().findBlockByNumber(number)
        look, left = self._appearance, self.left
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("text"))
        while block.isValid() and number < len(self.rows):
            row = self.rows[number]
            if row.y > clip.bottom():
                break
            origin = QPointF(left, row.y)
            layout = block.layout()
            draw_grounds(painter, look, layout, row, origin, self._width)
            draw_selection(painter, look, context, block, row, origin)
            painter.setPen(look.color("text"))
            layout.draw(painter, origin)
            draw_marks(painter, look, layout, row, origin, self._width)
            draw_caret(painter, look, context, block, origin)
            block = block.next()
            number += 1

    # Qt only ever calls it with a QPointF; the other types are what PySide would convert from.
    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]  # noqa: N802
        if not len(self.rows):
            return 0
        self.settle(point.y(), point.y())
        number = self.rows.at(point.y())
        row, block = self.rows[number], self.document().findBlockByNumber(number)
        layout, y = block.layout(), point.y() - row.y
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        if exact and not 0 <= y <= row.height:
            return -1
        line = layout.lineAt(0)
        for index in range(1, layout.lineCount()):
            following = layout.lineAt(index)
            if y < (line.y() + line.height() + following.y()) / 2:
                break
            line = following
        x = point.x() - self.left
        if exact and not line.naturalTextRect().left() <= x <= line.naturalTextRect().right():
            return -1
        return block.position() + line.xToCursor(x)

    def pageCount(self) -> int:  # noqa: N802
        return 1

    def documentSize(self) -> QSizeF:  # noqa: N802
        return QSizeF(max(0.0, self._width) + 2 * self.left, self._bottom + self.left)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:  # noqa: N802
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802
        number = block.blockNumber()
        if not block.isValid() or number >= len(self.rows):
            return QRectF()
        row = self.rows[number]
        if not row.laid:
            height = row.height
            self._lay(block, row)
            if row.height != height:
                self._place(number + 1)
        return QRectF(self.left, row.y, max(0.0, self._width), row.height)

    # what the editor asks

    @property
    def left(self) -> float:
        """The margin in px. Not the document's own: setting that would be a step of undo."""
        return float(self._appearance.px(MARGIN_PX))

    def restyle(self) -> None:
        """Lay everything out anew: theme, text size or names changed."""
        self._width = self._text_width()
        self._unlay()
        self._place(0)
        if not self.waits:
            self.settle_some(_NOW_SECONDS)
        self._ask_for_paint(QRectF(0, 0, 1e7, 1e7))
        self._announce()

    def come_into_sight(self) -> None:
        """Lay out what waited until somebody sees it."""
        self.waits = False
        if self._next_unlaid < len(self.rows):
            self.settle_some(_NOW_SECONDS)

    def settle(self, top: float, bottom: float) -> int:
        """Lay out what lies between two heights; return the number of the first row there."""
        if not len(self.rows):
            return 0
        number = first = self.rows.at(top)
        block = self.document().findBlockByNumber(number)
        changed, y = -1, self.rows[number].y
        while number < len(self.rows) and y <= bottom:
            row = self.rows[number]
            if not row.laid:
                before = row.height
                self._lay(block, row)
                if row.height != before and changed < 0:
                    changed = number
            y += row.height
            block = block.next()
            number += 1
        if changed >= 0:
            self._place(changed + 1)
            self.grown.emit()
        return first

    def settle_around(self, block: QTextBlock, reach: float) -> None:
        """Lay out what lies within `reach` px of a block, and tell the scroll bars."""
        top = -1.0
        while top != (now := self.blockBoundingRect(block).top()):
            top = now
            self.settle(top - reach, top + reach)
        self._announce()

    def settle_some(self, seconds: float) -> bool:
        """Lay out waiting rows from the top for about so long; say whether any is left."""
        until = perf_counter() + seconds
        number = start = self._next_unlaid
        block = self.document().findBlockByNumber(number)
        while number < len(self.rows) and perf_counter() < until:
            if not self.rows[number].laid:
                self._lay(block, self.rows[number])
            block = block.next()
            number += 1
        self._next_unlaid = number
        if number > start:
            self._place(start)
            self._announce()
        return number < len(self.rows)

    def announce(self) -> None:
        """Tell the scroll bars the size of the document, if it changed."""
        self._announce()

    # laying out

    def _ask_for_paint(self, area: QRectF) -> None:
        self.update[QRectF].emit(area)  # type: ignore[index]  # the stubs know no overloaded signals

    def _text_width(self) -> float:
        page = self.document().pageSize().width()
        return max(40.0, (page if page > 0 else 600.0) - 2 * self.left)

    def _unlay(self) -> None:
        self._next_unlaid = 0
        for row in self.rows:
            row.laid = False
            row.height = self._guess(row)

    def _guess(self, row: Row) -> float:
        lines = 1 + int(len(row.text) * self.styles.character_width / max(40.0, self._width))
        return float(lines * self.styles.pitch) * (1.4 if row.line.kind is LineKind.HEADING else 1.0)

    def _place(self, first: int) -> None:
        if first < len(self.rows):
            self._bottom = self.rows.place(first, self.left)
        elif len(self.rows):
            last = self.rows[len(self.rows) - 1]
            self._bottom = last.y + last.height

    def _announce(self) -> None:
        size = self.documentSize()
        if size != self._announced:
            self._announced = size
            self.documentSizeChanged.emit(size)

    def _lay(self, block: QTextBlock, row: Row) -> None:
        dress = self.styles.dress(block.text(), row.line)
        layout = block.layout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        rightward = block.textDirection() != Qt.LayoutDirection.RightToLeft
        option.setTextDirection(block.textDirection())
        option.setAlignment(Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight)
        option.setTabStopDistance(self.styles.unit * 8)
        layout.setTextOption(option)
        layout.setFormats(dress.formats)
        row.grounds = dress.grounds
        inset = self._appearance.px(12) if row.line.kind in (LineKind.CODE, LineKind.FENCE) else 0
        hang = y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, self._width - hang - inset))
            height = self._height(line.height(), row)
            line.setPosition(QPointF(inset + (hang if rightward else 0.0), y + (height - line.height()) / 2))
            y += height
            if not hang and dress.content and line.textLength() > dress.content:
                hang = _hang(x_of(line, dress.content), self._width, rightward)
        layout.endLayout()
        row.hang, row.height, row.laid = hang, y, True

    def _height(self, natural: float, row: Row) -> float:
        if row.line.kind is LineKind.HEADING:
            return round(natural * 1.25)
        return max(float(self.styles.pitch), round(natural * 1.2))


def _hang(content: float, width: float, rightward: bool) -> float:
    hang = content if rightward else width - content
    # A marker as wide as half the line would leave no room for words.
    return hang if 0 < hang < width / 2 else 0.0
