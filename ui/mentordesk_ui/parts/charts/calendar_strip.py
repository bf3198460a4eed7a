"""Weeks as a row of signs, year below year: when two people met, and where it took longer than they meant to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.charts.chart import Chart
from mentordesk_ui.parts.charts.points import Key, Numbers, Week
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

WEEKS_IN_ROW = 53
_LARGEST = 3
"""So many in a week fill its place."""


@dataclass(frozen=True)
class StripGeometry:
    """Where the weeks stand at one size."""

    left: float
    top: float
    cell: float
    line: float
    columns: int


class CalendarStrip(Chart[StripGeometry]):
    """One sign per week; longer than a year, one row per year. Arrows go from week to week and from year to year."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, name, parent)
        self._weeks: tuple[Week, ...] = ()
        self._keys: tuple[Key, ...] = ()
        self._say: Callable[[Week], str] = _nothing
        self._places: list[tuple[int, int]] = []
        self._years: list[int] = []
        self._months: dict[int, str] = {}

    def show_weeks(self, weeks: Sequence[Week], say: Callable[[Week], str], keys: Sequence[Key] = ()) -> None:
        """Show weeks, in order and without holes; `say` tells of one in words, and `keys` what their signs mean."""
        self._say = say
        self._weeks, self._keys = tuple(weeks), tuple(keys)
        # A week belongs to the year most of its days lie in.
        middles = [week.starts + timedelta(days=3) for week in self._weeks]
        self._years = sorted({day.year for day in middles})
        if len(self._weeks) <= WEEKS_IN_ROW:
            self._years = self._years[-1:]
            self._places = [(0, place) for place in range(len(self._weeks))]
        else:
            rows = {year: row for row, year in enumerate(self._years)}
            self._places = [(rows[day.year], day.timetuple().tm_yday // 7) for day in middles]
        self._months = self._month_words()
        self.forget()

    def count(self) -> int:
        return len(self._weeks)

    def words_at(self, place: int) -> str:
        return self._say(self._weeks[place])

    def keys(self) -> tuple[Key, ...]:
        return self._keys

    def words_at_rest(self) -> str:
        return self._say(self._weeks[-1]) if self._weeks else ""

    def numbers(self) -> Numbers:
        rows = [((self._say(week), phrases.number(week.count)), (week.starts, week.count)) for week in self._weeks]
        return Numbers.of((_("Week"), _("Meetings")), rows)

    def _rows(self) -> int:
        return max(1, len(self._years))

    def _columns(self) -> int:
        return WEEKS_IN_ROW if len(self._weeks) > WEEKS_IN_ROW else max(13, len(self._weeks))

    def _left(self) -> float:
        if self._rows() == 1:
            return 0.0
        metrics = QFontMetricsF(self._appearance.font(TextStyle.CAPTION, tabular=True))
        return metrics.horizontalAdvance("2026") + self._appearance.px(SPACE.m)

    def _cell(self, width: float) -> float:
        return min(self._appearance.px(30), (width - self._left()) / self._columns())

    def _line(self, cell: float) -> float:
        return max(cell, self.line_height() if self._rows() > 1 else 0.0) + self._appearance.px(2)

    def _height_for(self, width: float) -> float:
        return self._rows() * self._line(self._cell(width)) + self.line_height() + self._appearance.px(SPACE.s)

    def _measure(self, area: QRectF) -> StripGeometry:
        cell = self._cell(area.width())
        return StripGeometry(self._left(), area.top(), cell, self._line(cell), self._columns())

    def _middle(self, geometry: StripGeometry, place: int) -> QPointF:
        row, column = self._places[place]
        return QPointF(
            geometry.left + (column + 0.5) * geometry.cell, geometry.top + row * geometry.line + geometry.line / 2
        )

    def _nearest(self, geometry: StripGeometry, point: QPointF) -> int:
        row = int((point.y() - geometry.top) / geometry.line)
        column = int((point.x() - geometry.left) / geometry.cell)
        return min(
            range(len(self._places)),
            key=lambda place: (abs(self._places[place][0] - row), abs(self._places[place][1] - column)),
        )

    def _neighbour(self, place: int, key: Qt.Key) -> int | None:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._rows() > 1 and place >= 0:
            row, column = self._places[place]
            row += -1 if key is Qt.Key.Key_Up else 1
            return min(
                (other for other, (its_row, _column) in enumerate(self._places) if its_row == row),
                key=lambda other: abs(self._places[other][1] - column),
                default=place,
            )
        return super()._neighbour(place, key)

    def _paint(self, painter: QPainter, geometry: StripGeometry, cursor: int) -> None:
        a = self._appearance
        high = self.line_height()
        if self._rows() > 1:
            for row, year in enumerate(self._years):
                place = QRectF(0, geometry.top + row * geometry.line, geometry.left, geometry.line)
                painting.draw_text(painter, a, place, str(year), TextStyle.CAPTION, "muted", tabular=True)
        self._paint_weeks(painter, geometry)
        if cursor >= 0:
            painter.setPen(QPen(a.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            reach = geometry.cell / 2
            middle = self._middle(geometry, cursor)
            box = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
            painter.drawRoundedRect(box, 3, 3)
        self._paint_months(painter, geometry, geometry.top + self._rows() * geometry.line + a.px(SPACE.xs), high)

    def _paint_weeks(self, painter: QPainter, geometry: StripGeometry) -> None:
        a = self._appearance
        reach = max(2.0, geometry.cell / 2 - 1)
        pens = {"wait": QPen(a.color("warm"), max(1.5, reach * 0.28)), "ring": QPen(a.color("accent"), 1.8)}
        fills = {"disc": a.color("accent"), "dot": a.color("outline")}
        by_sign: dict[str, list[int]] = {}
        for place, week in enumerate(self._weeks):
            by_sign.setdefault(_drawn_as(week), []).append(place)
        # Sign by sign: of hundreds of weeks it is the changes of pens and brushes that cost.
        for sign, places in by_sign.items():
            painter.setPen(pens.get(sign, Qt.PenStyle.NoPen))
            painter.setBrush(fills.get(sign, Qt.BrushStyle.NoBrush))
            for place in places:
                middle = self._middle(geometry, place)
                if sign == "wait":
                    half = QPointF(reach * 0.6, 0)
                    painter.drawLine(middle - half, middle + half)
                elif sign == "dot":
                    painter.drawEllipse(middle, 1.1, 1.1)
                elif sign != "empty":
                    # The area grows with the number, as the eye compares areas.
                    size = reach * (0.45 + 0.55 * min(self._weeks[place].count, _LARGEST) / _LARGEST)
                    painter.drawEllipse(middle, size, size)

    def _month_words(self) -> dict[int, str]:
        """Return the names of months by the column they begin in."""
        by_column: dict[int, str] = {}
        seen: set[tuple[int, int]] = set()
        in_rows = self._rows() > 1
        for week, (_row, column) in zip(self._weeks, self._places, strict=True):
            # In rows of years every row says the same months: the fullest row would do, the last one is at hand.
            sunday = week.starts + timedelta(days=6)
            key = (sunday.month, 0 if in_rows else sunday.year)
            if key not in seen and sunday.day <= 7:
                seen.add(key)
                is_year = sunday.month == 1 and not in_rows
                by_column.setdefault(
                    column, str(sunday.year) if is_year else phrases.short_month(sunday.replace(day=1))
                )
        return by_column

    def _paint_months(self, painter: QPainter, geometry: StripGeometry, y: float, high: float) -> None:
        a, by_column = self._appearance, self._months
        metrics = QFontMetricsF(a.font(TextStyle.CAPTION))
        columns = sorted(by_column)
        widest = max((metrics.horizontalAdvance(words) for words in by_column.values()), default=0.0) + a.px(SPACE.s)
        apart = min((there - here for here, there in pairwise(columns)), default=1) * geometry.cell
        for column in columns[:: max(1, math.ceil(widest / apart))]:
            words = by_column[column]
            x = geometry.left + column * geometry.cell
            wide = metrics.horizontalAdvance(words) + 2
            if x + wide <= geometry.left + geometry.columns * geometry.cell + a.px(SPACE.l):
                painting.draw_text(painter, a, QRectF(x, y, wide, high), words, TextStyle.CAPTION, "muted")


def _nothing(_week: Week) -> str:
    return ""


def _drawn_as(week: Week) -> str:
    """Return the sign of a week: "wait", "ring", "disc", "empty", or "dot" where there is nothing to say."""
    if week.sign == "wait":
        return "wait"
    if week.count:
        return "ring" if week.sign == "ring" else "disc"
    return "empty" if week.sign == "empty" else "dot"
