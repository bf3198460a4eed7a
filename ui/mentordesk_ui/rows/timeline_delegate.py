"""Paints the rows of a timeline: the date, a dot on a line that runs through all rows, title and detail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import DateMark, RowLook
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class TimelineDelegate(RowDelegate):
    """Rows whose `leading` is a DateMark, or None for a further thing on the same day; 56 px and more.

    `done` leaves the dot hollow and pale (cancelled, missed); `strong` fills it (what is still to come).
    """

    def __init__(self, appearance: Appearance, *, inset: int = 0) -> None:
        super().__init__(appearance, lines=2, inset=inset)

    def row_height(self) -> int:
        return max(super().row_height(), self._appearance.px(56))

    def _paint_row(self, painter: QPainter, rect: QRect, look: RowLook, view: RowView[object]) -> None:
        px = self._appearance.px
        date_width = self._date_width()
        if isinstance(look.leading, DateMark):
            box = self._mirrored(QRect(rect.x(), rect.y(), date_width, rect.height()), rect, view)
            self._paint_date(painter, box, look.leading, look, view)
        rail = rect.x() + date_width + px(SPACE.m)
        column = self._mirrored(QRect(rail, rect.y(), 1, rect.height()), rect, view)
        self._paint_line_and_dot(painter, column, look)
        left = rail + px(SPACE.l)
        place = QRect(left, rect.y(), rect.right() + 1 - left, rect.height())
        taken = self._paint_trailing(painter, place, look, rect, view)
        self._paint_words(painter, place.adjusted(0, 0, -taken, 0), look, rect, view)

    def _paint_line_and_dot(self, painter: QPainter, column: QRect, look: RowLook) -> None:
        px = self._appearance.px
        words = self._metrics(TextStyle.BODY).height() + px(2) + self._metrics(TextStyle.CAPTION).height()
        y = column.y() + (column.height() - words) / 2 + self._metrics(TextStyle.BODY).height() / 2
        radius = px(4) + 0.5
        gap = radius + 2
        line = self._appearance.color("border")
        # In two pieces: what lies under a hollow dot is the ground of the list, whatever that is.
        painter.fillRect(QRectF(column.x(), column.y(), 1, y - gap - column.y()), line)
        painter.fillRect(QRectF(column.x(), y + gap, 1, column.bottom() + 1 - y - gap), line)
        role = "outline" if look.done else "accent"
        painter.setPen(QPen(self._appearance.color(role), 1.7 * self._appearance.text_scale))
        painter.setBrush(self._appearance.color(role) if look.strong else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(column.x() + 0.5, y), radius, radius)
