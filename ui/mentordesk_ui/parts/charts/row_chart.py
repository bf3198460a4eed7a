"""Several things below each other: each with its name, a bar or a small line over time, and its value in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.charts.chart import Chart
from mentordesk_ui.parts.charts.points import Numbers, Row, day_number, day_of
from mentordesk_ui.parts.charts.sparkline import draw_spark
from mentordesk_ui.parts.date_words import say_date
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_LEAST_PICTURE = 120
"""Below so many px at 100 % text for the picture, the name stands above it."""


@dataclass(frozen=True)
class RowsGeometry:
    """Where the rows stand at one size."""

    area: QRectF
    tall: float
    name: float
    """Width for names; 0 when they stand above."""
    said: float

    def row(self, place: int) -> QRectF:
        return QRectF(0, self.area.top() + place * self.tall, self.area.width(), self.tall)


class RowChart(Chart[RowsGeometry]):
    """Rows of bars, or of small lines. `show_rows` says what; arrows up and down walk."""

    tells_above = False

    def __init__(
        self, appearance: Appearance, name: str, kind: Literal["bars", "lines"] = "bars", parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, name, parent)
        self._kind = kind
        self._rows: tuple[Row, ...] = ()
        self._bounds = (0.0, 1.0)
        self._say: Callable[[float], str] = phrases.number
        self._heads = ("", "")

    def show_rows(
        self,
        rows: Sequence[Row],
        *,
        heads: tuple[str, str],
        bounds: tuple[float, float] = (0.0, 1.0),
        say: Callable[[float], str] = phrases.number,
    ) -> None:
        """Show rows whose pictures go over `bounds`; `heads` are the columns of the table, `say` puts a value in words."""
        self._rows, self._heads, self._bounds, self._say = tuple(rows), heads, bounds, say
        self.forget()

    def count(self) -> int:
        return len(self._rows)

    def words_at(self, place: int) -> str:
        row = self._rows[place]
        return _("{name}: {value}").format(name=row.name, value=row.said)

    def numbers(self) -> Numbers:
        if self._kind == "bars":
            return Numbers.of(self._heads, [((row.name, row.said), (row.name, row.value)) for row in self._rows])
        rows: list[tuple[tuple[str, ...], tuple[object, ...]]] = []
        for row in self._rows:
            for dot in row.course:
                said = _("not said") if dot.value is None else self._say(dot.value)
                rows.append(((row.name, say_date(day_of(dot.on)), said), (row.name, day_of(dot.on), dot.value)))
            if not row.course:
                rows.append(((row.name, "–", row.said), (row.name, None, row.value)))
        return Numbers.of((self._heads[0], _("Day"), self._heads[1]), rows)

    def _height_for(self, width: float) -> float:
        return max(1, len(self._rows)) * self._tall(width)

    def _widths(self, width: float) -> tuple[float, float]:
        a = self._appearance
        body, caption = QFontMetricsF(a.font(TextStyle.BODY)), QFontMetricsF(a.font(TextStyle.TITLE, tabular=True))
        said = max((caption.horizontalAdvance(row.said) for row in self._rows), default=0.0) + a.px(SPACE.m)
        name = max((body.horizontalAdvance(row.name) for row in self._rows), default=0.0) + a.px(SPACE.l)
        # A name is never cut for the sake of its picture.
        fits = name <= width * 0.56 and width - name - said >= a.px(_LEAST_PICTURE)
        return (name if fits else 0.0), said

    def _tall(self, width: float) -> float:
        a = self._appearance
        body = QFontMetricsF(a.font(TextStyle.BODY)).height()
        name, _said = self._widths(width)
        return body + a.px(14) if name else body * 2 + a.px(18)

    def _measure(self, area: QRectF) -> RowsGeometry:
        name, said = self._widths(area.width())
        return RowsGeometry(area, self._tall(area.width()), name, said)

    def _nearest(self, geometry: RowsGeometry, point: QPointF) -> int:
        return min(max(0, int((point.y() - geometry.area.top()) / geometry.tall)), len(self._rows) - 1)

    def _neighbour(self, place: int, key: Qt.Key) -> int | None:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            goal = place + (-1 if key is Qt.Key.Key_Up else 1)
            return goal if 0 <= goal < len(self._rows) else None
        return super()._neighbour(place, key)

    def _paint(self, painter: QPainter, geometry: RowsGeometry, cursor: int) -> None:
        a = self._appearance
        first, last = self._days()
        for place, row in enumerate(self._rows):
            box = geometry.row(place)
            if place == cursor:
                painting.draw_round(painter, box, a.px(6), a.color("hover"))
            high = box.height()
            if geometry.name:
                names = QRectF(0, box.top(), geometry.name - a.px(SPACE.l), high)
                mid = QRectF(geometry.name, box.top(), box.width() - geometry.name - geometry.said, high)
            else:
                names = QRectF(0, box.top(), box.width(), high / 2)
                mid = QRectF(0, box.center().y(), box.width() - geometry.said, high / 2)
            ends = QRectF(box.right() - geometry.said, mid.top(), geometry.said, mid.height())
            painting.draw_text(painter, a, names, row.name)
            painting.draw_text(
                painter, a, ends, row.said, TextStyle.TITLE, "text", align=Qt.AlignmentFlag.AlignRight, tabular=True
            )
            if self._kind == "bars":
                self._paint_bar(painter, mid, row)
            else:
                inner = mid.adjusted(a.px(4), a.px(5), -a.px(4), -a.px(5))
                draw_spark(painter, a, inner, row.course, bounds=self._bounds, days=(first, last), dots_shown=True)

    def _paint_bar(self, painter: QPainter, box: QRectF, row: Row) -> None:
        a = self._appearance
        low, high = self._bounds
        share = min(1.0, max(0.0, (row.value - low) / (high - low))) if high > low else 0.0
        thick = a.px(8)
        bar = QRectF(box.left(), box.center().y() - thick / 2, box.width(), thick)
        painting.draw_progress(painter, a, bar, share)
        painter.setPen(QPen(a.color("canvas"), 0))

    def _days(self) -> tuple[float, float]:
        days = [day_number(dot.on) for row in self._rows for dot in row.course]
        return (min(days), max(days)) if days else (0.0, 1.0)
