"""Paints rows whose words wrap instead of ending in an ellipsis; for short lists that a screen shows whole."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_WORDS = Qt.TextFlag.TextWordWrap.value
_ANYWHERE = Qt.TextFlag.TextWrapAnywhere.value

_MOST_MEASURED = 1000


def _wrap(metrics: QFontMetrics, words: str, width: int) -> int:
    """Return how to wrap: between words, and inside them only where one is wider than the column."""
    # A word of few letters fits whatever they are; shaping each to measure it would take longer than drawing them all.
    few = width // max(1, metrics.maxWidth())
    return (
        _ANYWHERE
        if any(len(word) > few and metrics.horizontalAdvance(word) > width for word in words.split())
        else _WORDS
    )


class WrappingDelegate(RowDelegate):
    """Rows as tall as their words: nothing is lost in a narrow column or at 200 % text.

    Every height is measured, so keep it to some hundred rows.
    """

    uniform = False
    _words_top = 0

    def __init__(
        self,
        appearance: Appearance,
        *,
        lines: Literal[1, 2] = 2,
        bars: bool = False,
        inset: int = SPACE.s,
        chosen_ground: str = "selected",
    ) -> None:
        super().__init__(appearance, lines=lines, bars=bars, inset=inset, chosen_ground=chosen_ground)
        # Layouts ask for the same row again and again, and each answer shapes all its words.
        self._measured: dict[tuple[RowLook, int], tuple[int, int, int]] = {}

    def forget_measures(self) -> None:
        super().forget_measures()
        self._measured.clear()

    def height_of(self, look: RowLook, width: int, view: QWidget) -> int:
        room = width - 2 * self._inset - self._lead_width(look, view)
        words = self._wrapped(look, room - self._trail_width(look, room))
        return max(self.row_height(), sum(words) + self._appearance.px(16))

    def _wrapped(self, look: RowLook, width: int) -> tuple[int, int, int]:
        """Return the heights in px of title, detail and bar, gaps included."""
        known = self._measured.get((look, width))
        if known is None:
            if len(self._measured) >= _MOST_MEASURED:
                self._measured.clear()
            known = self._measured[look, width] = self._measure(look, width)
        return known

    def _measure(self, look: RowLook, width: int) -> tuple[int, int, int]:
        px = self._appearance.px
        title = self._wrapped_height(self._title_metrics(look), look.title, width)
        detail = 0
        if look.detail and self._lines == 2:
            detail = px(2) + self._wrapped_height(self._metrics(TextStyle.CAPTION), look.detail, width)
        return title, detail, px(12) if self._bars and look.progress is not None else 0

    def _wrapped_height(self, metrics: QFontMetrics, words: str, width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, max(1, width), 100_000), _wrap(metrics, words, width), words).height()

    def _title_metrics(self, look: RowLook) -> QFontMetrics:
        return self._metrics(TextStyle.TITLE if look.strong else TextStyle.BODY)

    def _paint_trailing(self, painter: QPainter, place: QRect, look: RowLook, row: QRect, view: QWidget) -> int:
        heights = self._wrapped(look, place.width() - self._trail_width(look, place.width()))
        self._words_top = place.y() + (place.height() - sum(heights)) // 2
        return super()._paint_trailing(painter, place, look, row, view)

    def _title_line(self, box: QRect, look: RowLook) -> QRect:
        # Where a bar runs beneath, the caption stands beside the first line of the title.
        return QRect(box.x(), self._words_top, box.width(), self._metrics(TextStyle.BODY).height())

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
        near = (self._near(view) | Qt.AlignmentFlag.AlignTop).value
        wrap = _wrap(self._title_metrics(look), look.title, place.width())
        box = QRect(place.x(), top, place.width(), title)
        painter.drawText(self._mirrored(box, row, view), near | wrap, look.title)
        if detail:
            painter.setFont(self._appearance.font(TextStyle.CAPTION))
            painter.setPen(self._appearance.color("warm" if look.warm_detail and not faded else "muted"))
            box = QRect(place.x(), top + title + px(2), place.width(), detail - px(2))
            wrap = _wrap(self._metrics(TextStyle.CAPTION), look.detail, place.width())
            painter.drawText(self._mirrored(box, row, view), near | wrap, look.detail)
        if bar:
            line = QRect(place.x(), top + title + detail + px(8), row.right() + 1 - place.x(), px(4))
            painting.draw_progress(
                painter, self._appearance, QRectF(self._mirrored(line, row, view)), look.progress or 0.0
            )
