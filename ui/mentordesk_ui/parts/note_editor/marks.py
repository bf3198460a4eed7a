"""Paints what a note shows beside its letters: check boxes, bullets, quote bars, grounds, selection and caret."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPen, QTextBlock, QTextLayout, QTextLine

from mentordesk.domain.markdown import LineKind
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_check, draw_round

from .rows import Row

BOX_PX = 18
CARET_PX = 2
_LINE_END_PX = 6
"""Width of the selected line end of an empty or fully selected line."""


def x_of(line: QTextLine, position: int) -> float:
    """Return where a character of a line begins; PySide says it together with the character."""
    found = line.cursorToX(position)
    return float(cast(tuple[float, int], found)[0] if isinstance(found, tuple) else cast(float, found))


def box_rect(look: Appearance, layout: QTextLayout, row: Row) -> QRectF:
    """Return the check box of a line, relative to its block."""
    line = layout.lineAt(0)
    side = look.px(BOX_PX)
    x = x_of(line, row.line.indent)
    if layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft:
        x -= side
    return QRectF(round(x), round(line.y() + (line.height() - side) / 2), side, side)


def draw_grounds(
    painter: QPainter, look: Appearance, layout: QTextLayout, row: Row, origin: QPointF, width: float
) -> None:
    """Paint what lies behind the letters."""
    kind = row.line.kind
    if kind in (LineKind.CODE, LineKind.FENCE):
        # One px of overlap: neighbouring lines of a block must show no seam.
        painter.fillRect(QRectF(origin.x(), origin.y(), width, row.height + 1), look.color("sidebar"))
    elif kind is LineKind.THREAD:
        area = QRectF(origin.x() - look.px(6), origin.y() + 2, width + look.px(6), row.height - 4)
        draw_round(painter, area, look.px(6), look.color("warm_soft"))
    for ground in row.grounds:
        if row.line.checked and ground.role in ("accent_soft", "warm_soft"):
            continue
        for area in stretches(layout, ground.start, ground.end):
            grown = area.adjusted(-look.px(3), -1, look.px(3), 1)
            draw_round(painter, grown.translated(origin), look.px(6), look.color(ground.role))


def stretches(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """Return the rects that cover a stretch of text, one for each line it runs over."""
    found: list[QRectF] = []
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            one, other = x_of(line, first), x_of(line, last)
            found.append(QRectF(min(one, other), line.y(), abs(other - one), line.height()))
    return found


def draw_marks(
    painter: QPainter, look: Appearance, layout: QTextLayout, row: Row, origin: QPointF, width: float
) -> None:
    """Paint what stands in place of the letters of a marker."""
    kind = row.line.kind
    if kind is LineKind.CHECK:
        draw_check(painter, look, box_rect(look, layout, row).translated(origin), checked=row.line.checked)
    elif kind is LineKind.BULLET:
        line, radius = layout.lineAt(0), look.px(5) / 2
        turned = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
        x = x_of(line, row.line.indent) + (-1 if turned else 1) * look.px(5.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("muted"))
        centre = QPointF(x, line.y() + line.height() / 2 + look.px(1))
        painter.drawEllipse(origin + centre, radius, radius)
    elif kind is LineKind.QUOTE:
        bar = look.px(3)
        turned = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
        x = origin.x() + (width - bar if turned else 0)
        painter.fillRect(QRectF(x, origin.y(), bar, row.height), look.color("accent"))
    elif kind is LineKind.RULE:
        y = round(origin.y() + row.height / 2) + 0.5
        painter.setPen(QPen(look.color("outline"), 1))
        painter.drawLine(QLineF(origin.x(), y, origin.x() + width, y))


def draw_selection(
    painter: QPainter,
    look: Appearance,
    context: QAbstractTextDocumentLayout.PaintContext,
    block: QTextBlock,
    row: Row,
    origin: QPointF,
) -> None:
    """Paint the selected part of a block over the full height of its lines, without gaps between them."""
    begin, layout = block.position(), block.layout()
    for selection in context.selections:
        start, end = selection.cursor.selectionStart() - begin, selection.cursor.selectionEnd() - begin
        if end <= 0 or start >= block.length():
            continue
        colour = _selection_colour(look, context, selection)
        tops = [_top_of(layout, index) for index in range(layout.lineCount())] + [row.height]
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if start > last or end < first or (end == first and index) or (start == last and last < len(row.text)):
                continue
            one, other = x_of(line, max(start, first)), x_of(line, min(end, last))
            left, right = min(one, other), max(one, other)
            if end > last and index == layout.lineCount() - 1:
                right += look.px(_LINE_END_PX)
            painter.fillRect(
                QRectF(origin.x() + left, origin.y() + tops[index], right - left, tops[index + 1] - tops[index]), colour
            )


def _top_of(layout: QTextLayout, index: int) -> float:
    if not index:
        return 0.0
    line, before = layout.lineAt(index), layout.lineAt(index - 1)
    return (before.y() + before.height() + line.y()) / 2


def _selection_colour(
    look: Appearance,
    context: QAbstractTextDocumentLayout.PaintContext,
    selection: QAbstractTextDocumentLayout.Selection,
) -> QColor:
    """The person's own selection wears a soft accent under the letters' own colours; what is found keeps its colour."""
    ground = selection.format.background().color()
    is_own = ground == context.palette.highlight().color() or not ground.alpha()
    return look.color("accent_soft") if is_own else ground


def draw_caret(
    painter: QPainter,
    look: Appearance,
    context: QAbstractTextDocumentLayout.PaintContext,
    block: QTextBlock,
    origin: QPointF,
) -> None:
    """Paint the caret, also inside text that an input method is composing."""
    layout, position = block.layout(), context.cursorPosition
    if position < -1 and layout.preeditAreaText():
        within = layout.preeditAreaPosition() - (position + 2)
    elif block.position() <= position < block.position() + block.length():
        within = position - block.position()
    else:
        return
    line = layout.lineForTextPosition(within)
    if line.isValid():
        place = QRectF(round(origin.x() + x_of(line, within)), origin.y() + line.y(), look.px(CARET_PX), line.height())
        painter.fillRect(place, look.color("accent"))
