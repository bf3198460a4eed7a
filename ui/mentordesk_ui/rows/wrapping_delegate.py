"""Paints rows whose words wrap instead of ending in an ellipsis; for short lists that a screen shows whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.tokens import TextStyle

_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class WrappingDelegate(RowDelegate):
    """Rows as tall as their words: nothing is lost in a narrow column or at 200 % text.

    Every height is measured, so keep it to some hundred rows.
    """

    uniform = False

    def height_of(self, look: RowLook, width: int, view: QWidget) -> int:
        room = width - 2 * self._inset - self._lead_width(look, view)
        words = self._wrapped(look, room - self._trail_width(look, room))
        return max(self.row_height(), sum(words) + self._appearance.px(16))

    def _wrapped(self, look: RowLook, width: int) -> tuple[int, int, int]:
        """Return the heights in px of title, detail and bar, gaps included."""
        px = self._appearance.px
        room = QRect(0, 0, max(px(48), width), 100_000)
        title = self._title_metrics(look).boundingRect(room, _WRAP.value, look.title).height()
        detail = 0
        if look.detail and self._lines == 2:
            detail = px(2) + self._metrics(TextStyle.CAPTION).boundingRect(room, _WRAP.value, look.detail).height()
        return title, detail, px(12) if self._bars and look.progress is not None else 0

    def _title_metrics(self, look: RowLook) -> QFontMetrics:
        return self._metrics(TextStyle.TITLE if look.strong else TextStyle.BODY)

    def _title_line(self, box: QRect, look: RowLook) -> QRect:
        # The caption stands beside the first line; how many follow it cannot be seen from here, the bar is beneath all.
        return QRect(box.x(), box.y() + self._appearance.px(8), box.width(), self._metrics(TextStyle.BODY).height())

    def _paint_words(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> None:
        px = self._appearance.px
        faded = look.done or not look.enabled
        title, detail, bar = self._wrapped(look, place.width())
        top = place.y() + (place.height() - title - detail - bar) // 2
        style = TextStyle.TITLE if look.strong else TextStyle.BODY
        font = self._appearance.font(style)
        font.setStrikeOut(look.struck)
        painter.setFont(font)
        painter.setPen(self._appearance.color("muted" if faded else "text"))
        near = self._near(view) | Qt.AlignmentFlag.AlignTop
        box = QRect(place.x(), top, place.width(), title)
        painter.drawText(self._mirrored(box, row, view), near.value | _WRAP.value, look.title)
        if detail:
            painter.setFont(self._appearance.font(TextStyle.CAPTION))
            painter.setPen(self._appearance.color("warm" if look.warm_detail and not faded else "muted"))
            box = QRect(place.x(), top + title + px(2), place.width(), detail - px(2))
            painter.drawText(self._mirrored(box, row, view), near.value | _WRAP.value, look.detail)
        if bar:
            line = QRect(place.x(), top + title + detail + px(8), row.right() + 1 - place.x(), px(4))
            painting.draw_progress(
                painter, self._appearance, QRectF(self._mirrored(line, row, view)), look.progress or 0.0
            )
