"""Lines over time: dated points with gaps, a target, milestones. Ten thousand points cost what pixels cost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.charts.chart import Chart, diamond
from mentordesk_ui.parts.charts.points import Dot, Key, Line, Mark, Numbers, Sign, day_number, day_of
from mentordesk_ui.parts.charts.steps import bounded_steps, date_steps, thinned, value_steps
from mentordesk_ui.parts.date_words import say_date
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_STYLES: tuple[tuple[str, Sign, Qt.PenStyle], ...] = (
    ("accent", "line", Qt.PenStyle.SolidLine),
    ("warm", "dash", Qt.PenStyle.DashLine),
    ("text", "dots", Qt.PenStyle.DotLine),
    ("muted", "line", Qt.PenStyle.DashDotLine),
)
_ROOM_FOR_DOTS = 9
"""Single points are marked while they are at least so many px apart."""


@dataclass(frozen=True)
class _Item:
    line: int
    """Which line; -1 for a mark."""
    place: int
    x: float


@dataclass
class LineGeometry:
    """Where a line chart stands at one size."""

    plot: QRectF
    steps: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]
    strokes: tuple[tuple[QPolygonF, ...], ...]
    first: float
    per_day: float

    def x_of(self, day: float) -> float:
        return self.plot.left() + (day - self.first) * self.per_day

    def y_of(self, value: float) -> float:
        low, high = self.steps[0], self.steps[-1]
        return self.plot.bottom() - (value - low) / (high - low) * self.plot.height()


class LineChart(Chart[LineGeometry]):
    """Up to four lines over the days. `show_lines` says what; arrows left and right walk in time, up and down change the line."""

    def __init__(
        self, appearance: Appearance, name: str, *, lines_high: int = 13, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, name, parent)
        self._lines_high = lines_high
        self._lines: tuple[Line, ...] = ()
        self._xs: list[list[float]] = []
        self._ys: list[list[float | None]] = []
        self._reach: tuple[float, float] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._target: float | None = None
        self._bounds: tuple[float, float] | None = None
        self._say: Callable[[float], str] = phrases.number
        self._items: list[_Item] = []
        self._item_xs: list[float] = []
        self._until: date | None = None

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        target: float | None = None,
        marks: Sequence[Mark] = (),
        bounds: tuple[float, float] | None = None,
        say: Callable[[float], str] = phrases.number,
        until: date | None = None,
    ) -> None:
        """Show lines, a dashed line at `target` and diamonds for `marks`.

        `bounds` keeps the axis of values at least so wide, `say` puts a value in words, `until` lets time go on so far.
        """
        self._lines = tuple(Line(line.name, tuple(sorted(line.dots, key=_when))) for line in lines[: len(_STYLES)])
        self._xs = [[day_number(dot.on) for dot in line.dots] for line in self._lines]
        self._ys = [[dot.value for dot in line.dots] for line in self._lines]
        values = [value for ys in self._ys for value in ys if value is not None]
        self._reach = (min(values), max(values)) if values else None
        self._marks = tuple(sorted(marks, key=_marked))
        self._target, self._bounds, self._say, self._until = target, bounds, say, until
        items = [
            _Item(number, place, self._xs[number][place])
            for number, line in enumerate(self._lines)
            for place, dot in enumerate(line.dots)
            if dot.value is not None
        ]
        items += [_Item(-1, place, day_number(mark.on)) for place, mark in enumerate(self._marks)]
        self._items = sorted(items, key=_item_x)
        self._item_xs = [item.x for item in self._items]
        self.forget()

    # -- what it says

    def count(self) -> int:
        return len(self._items)

    def words_at(self, place: int) -> str:
        item = self._items[place]
        if item.line < 0:
            mark = self._marks[item.place]
            state = _("taken") if mark.is_reached else _("not taken yet")
            return _("{day} · step {state}: {words}").format(
                day=say_date(day_of(mark.on)), state=state, words=mark.words
            )
        line = self._lines[item.line]
        dot = line.dots[item.place]
        said = self._say(dot.value or 0.0)
        if len(self._lines) > 1:
            said = _("{name}: {value}").format(name=line.name, value=said)
        return " · ".join(filter(None, (say_date(day_of(dot.on)), said, dot.words)))

    def words_at_rest(self) -> str:
        lasts = [place for place, item in enumerate(self._items) if item.line >= 0]
        return _("Last: {words}").format(words=self.words_at(lasts[-1])) if lasts else ""

    def keys(self) -> tuple[Key, ...]:
        if len(self._lines) < 2 and self._target is None and not self._marks:
            return ()
        keys = [Key(line.name, *_STYLES[number][:2]) for number, line in enumerate(self._lines)]
        if self._target is not None:
            keys.append(Key(_("Target {value}").format(value=self._say(self._target)), "muted", "dash"))
        if self._marks:
            keys.append(Key(_("Step"), "text", "flag"))
        return tuple(keys)

    def numbers(self) -> Numbers:
        heads = [_("Day"), *([_("What")] if len(self._lines) > 1 or self._marks else []), _("Value"), _("Words")]
        rows: list[tuple[list[str], list[object]]] = []
        entries: list[tuple[float, str, Dot | Mark]] = [
            (day_number(dot.on), line.name, dot) for line in self._lines for dot in line.dots
        ]
        entries += [(day_number(mark.on), _("Step"), mark) for mark in self._marks]
        for _x, name, entry in sorted(entries, key=_entry_x):
            on = day_of(entry.on)
            if isinstance(entry, Mark):
                said, value = _("reached") if entry.is_reached else _("not reached yet"), None
            else:
                value = entry.value
                said = _("not said") if value is None else self._say(value)
            what = [name] if len(heads) == 4 else []
            rows.append(([say_date(on), *what, said, entry.words or "–"], [on, *what, value, entry.words]))
        return Numbers.of(heads, rows)

    # -- where it stands

    def _height_for(self, _width: float) -> float:
        return self.line_height() * self._lines_high

    def _measure(self, area: QRectF) -> LineGeometry:
        a = self._appearance
        metrics = QFontMetricsF(a.font(TextStyle.CAPTION, tabular=True))
        foot = metrics.height() + a.px(SPACE.s)
        values = [*(self._reach or ()), *(self._bounds or ()), *([self._target] if self._target is not None else [])]
        low, high = min(values, default=0.0), max(values, default=1.0)
        most = max(2, min(6, int((area.height() - foot) / (metrics.height() * 2))))
        is_scale = self._bounds == (low, high) and float(high - low).is_integer() and 0 < high - low <= 10
        steps = bounded_steps(low, high, most) if is_scale else value_steps(low, high, most)
        left = max(metrics.horizontalAdvance(self._say(step)) for step in steps) + a.px(SPACE.s) + 2
        plot = area.adjusted(left, metrics.height() / 2, -a.px(SPACE.s), -foot)
        days = [*(xs[0] for xs in self._xs if xs), *(xs[-1] for xs in self._xs if xs)]
        days += [day_number(mark.on) for mark in self._marks]
        if self._until:
            days.append(day_number(self._until))
        first, last = (min(days), max(days)) if days else (0.0, 1.0)
        if last - first < 1:
            first, last = first - 3, last + 3
        geometry = LineGeometry(plot, steps, (), (), first, plot.width() / (last - first))
        widest = max(metrics.horizontalAdvance(words) for words in ("2026", phrases.brief_day(date(2026, 9, 28), date(2026, 1, 1))))  # fmt: skip
        most = int(plot.width() / (widest + a.px(SPACE.l)))
        start = date.fromordinal(max(1, int(first)))
        ticks = date_steps(start, start + timedelta(days=int(last - first)), most)
        geometry.ticks = tuple((geometry.x_of(day.toordinal()), words) for day, words in ticks)
        geometry.strokes = tuple(self._strokes(number, geometry) for number in range(len(self._lines)))
        return geometry

    def _strokes(self, number: int, geometry: LineGeometry) -> tuple[QPolygonF, ...]:
        pieces: list[QPolygonF] = []
        xs: list[float] = []
        ys: list[float] = []
        for x, value in zip(self._xs[number], self._ys[number], strict=True):
            if value is None:
                pieces.append(_polygon(xs, ys, geometry))
                xs, ys = [], []
            else:
                xs.append(x)
                ys.append(value)
        pieces.append(_polygon(xs, ys, geometry))
        return tuple(piece for piece in pieces if piece.size())

    def _nearest(self, geometry: LineGeometry, point: QPointF) -> int:
        day = geometry.first + (point.x() - geometry.plot.left()) / geometry.per_day
        at = bisect_left(self._item_xs, day)
        near = range(max(0, at - 12), min(len(self._items), at + 12))
        return min(near, key=lambda place: _far(self._point(geometry, place), point))

    def _point(self, geometry: LineGeometry, place: int) -> QPointF:
        item = self._items[place]
        if item.line < 0:
            return QPointF(geometry.x_of(item.x), geometry.plot.bottom())
        return QPointF(geometry.x_of(item.x), geometry.y_of(self._lines[item.line].dots[item.place].value or 0.0))

    def _neighbour(self, place: int, key: Qt.Key) -> int | None:
        if place < 0:
            return None
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._other_line(place, -1 if key is Qt.Key.Key_Up else 1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is None:
            return None
        line = self._items[place].line
        goal = place + step
        while 0 <= goal < len(self._items) and self._items[goal].line not in (line, -1) and line >= 0:
            goal += step
        return goal if 0 <= goal < len(self._items) else place

    def _other_line(self, place: int, step: int) -> int | None:
        if len(self._lines) < 2:
            return None
        here = self._items[place]
        wanted = (max(0, here.line) + step) % len(self._lines)
        there = [other for other, item in enumerate(self._items) if item.line == wanted]
        return min(there, key=lambda other: abs(self._items[other].x - here.x), default=place)

    # -- painting

    def _paint(self, painter: QPainter, geometry: LineGeometry, cursor: int) -> None:
        self._paint_axes(painter, geometry)
        if self._target is not None:
            self._paint_target(painter, geometry)
        for number in reversed(range(len(self._lines))):
            self._paint_line(painter, geometry, number)
        for mark in self._marks:
            self._paint_mark(painter, geometry, mark)
        if cursor >= 0:
            self._paint_cursor(painter, geometry, cursor)

    def _paint_axes(self, painter: QPainter, geometry: LineGeometry) -> None:
        a, plot = self._appearance, geometry.plot
        high = self.line_height()
        for step in geometry.steps:
            y = geometry.y_of(step)
            painting.draw_rule(painter, a, QPointF(plot.left(), y), QPointF(plot.right(), y))
            place = QRectF(0, y - high / 2, plot.left() - a.px(SPACE.s), high)
            painting.draw_text(
                painter, a, place, self._say(step), TextStyle.CAPTION, "muted", align=Qt.AlignmentFlag.AlignRight, tabular=True
            )  # fmt: skip
        draw_ticks(painter, a, geometry.ticks, plot, high)

    def _paint_target(self, painter: QPainter, geometry: LineGeometry) -> None:
        pen = QPen(self._appearance.color("muted"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        y = geometry.y_of(self._target or 0.0)
        painter.drawLine(QPointF(geometry.plot.left(), y), QPointF(geometry.plot.right(), y))

    def _paint_line(self, painter: QPainter, geometry: LineGeometry, number: int) -> None:
        a = self._appearance
        role, _sign, style = _STYLES[number]
        points = sum(stroke.size() for stroke in geometry.strokes[number])
        # Where a line goes up and down within every pixel, a thin one says the same and is painted in a tenth of the time.
        dense = points > geometry.plot.width()
        pen = QPen(a.color(role), 1.0 if dense else 2.0, style if not dense else Qt.PenStyle.SolidLine)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if not dense else Qt.PenJoinStyle.BevelJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if not dense else Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(dense)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in geometry.strokes[number]:
            painter.drawPolyline(stroke)
        count = len(self._lines[number].dots)
        if count and geometry.plot.width() / count >= _ROOM_FOR_DOTS:
            painter.setPen(QPen(a.color("canvas"), 1.5))
            painter.setBrush(a.color(role))
            for stroke in geometry.strokes[number]:
                for point in stroke.toList():
                    draw_dot(painter, point, a.px(4), number)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(a.color(role))
            for stroke in geometry.strokes[number]:
                if stroke.size() == 1:
                    painter.drawEllipse(stroke.at(0), a.px(2.5), a.px(2.5))

    def _paint_mark(self, painter: QPainter, geometry: LineGeometry, mark: Mark) -> None:
        a = self._appearance
        painter.setPen(QPen(a.color("text"), 1.5))
        painter.setBrush(a.color("text") if mark.is_reached else a.color("canvas"))
        painter.drawPolygon(diamond(QPointF(geometry.x_of(day_number(mark.on)), geometry.plot.bottom()), a.px(5)))

    def _paint_cursor(self, painter: QPainter, geometry: LineGeometry, cursor: int) -> None:
        a = self._appearance
        point = self._point(geometry, cursor)
        painter.setPen(QPen(a.color("outline"), 1))
        painter.drawLine(QPointF(point.x(), geometry.plot.top()), QPointF(point.x(), geometry.plot.bottom()))
        painter.setPen(QPen(a.color("text"), 2))
        painter.setBrush(a.color("canvas"))
        painter.drawEllipse(point, a.px(5), a.px(5))


def draw_dot(painter: QPainter, point: QPointF, reach: float, number: int) -> None:
    """Draw a point of the first, second, third, fourth line: round, square, diamond, round."""
    if number == 1:
        painter.drawRect(QRectF(point.x() - reach * 0.85, point.y() - reach * 0.85, reach * 1.7, reach * 1.7))
    elif number == 2:
        painter.drawPolygon(diamond(point, reach * 1.15))
    else:
        painter.drawEllipse(point, reach, reach)


def draw_ticks(
    painter: QPainter, appearance: Appearance, ticks: Sequence[tuple[float, str]], plot: QRectF, high: float
) -> None:
    """Write words below a plot, each centred on its place and kept within the plot's ends; what would collide is left out."""
    metrics = QFontMetricsF(appearance.font(TextStyle.CAPTION))
    free_from = -1e9
    for x, words in ticks:
        wide = metrics.horizontalAdvance(words) + 2
        left = min(max(x - wide / 2, 0.0), plot.right() + appearance.px(SPACE.s) - wide)
        if left < free_from:
            continue
        free_from = left + wide + appearance.px(SPACE.s)
        place = QRectF(left, plot.bottom() + appearance.px(SPACE.s), wide, high)
        painting.draw_text(painter, appearance, place, words, TextStyle.CAPTION, "muted")


def _polygon(xs: list[float], ys: list[float], geometry: LineGeometry) -> QPolygonF:
    xs, ys = thinned(xs, ys, 1.0 / geometry.per_day)
    left, per_day, first = geometry.plot.left(), geometry.per_day, geometry.first
    low = geometry.steps[0]
    scale = geometry.plot.height() / (geometry.steps[-1] - low)
    bottom = geometry.plot.bottom()
    return QPolygonF([QPointF(left + (x - first) * per_day, bottom - (y - low) * scale) for x, y in zip(xs, ys, strict=True)])  # fmt: skip


def _far(one: QPointF, other: QPointF) -> float:
    # Time counts for more: somebody points at a day first.
    return abs(one.x() - other.x()) * 3 + abs(one.y() - other.y())


def _when(dot: Dot) -> float:
    return day_number(dot.on)


def _marked(mark: Mark) -> float:
    return day_number(mark.on)


def _item_x(item: _Item) -> float:
    return item.x


def _entry_x(entry: tuple[float, str, Dot | Mark]) -> float:
    return entry[0]
