"""Bars over spans of time: stacked, and on two sides of a line where two people are looked at together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.charts.chart import Chart, fill_bar
from mentordesk_ui.parts.charts.line_chart import draw_ticks
from mentordesk_ui.parts.charts.points import Key, Numbers, Part, Stack
from mentordesk_ui.parts.charts.steps import value_steps
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


@dataclass(frozen=True)
class BarGeometry:
    """Where the bars stand at one size."""

    plot: QRectF
    up_steps: tuple[float, ...]
    down_steps: tuple[float, ...]
    zero: float
    per_value: float
    slot: float

    def slot_of(self, place: int) -> QRectF:
        return QRectF(self.plot.left() + place * self.slot, self.plot.top(), self.slot, self.plot.height())


class BarChart(Chart[BarGeometry]):
    """One stack per span of time. `show_stacks` says what; arrows left and right walk in time."""

    def __init__(
        self, appearance: Appearance, name: str, *, lines_high: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, name, parent)
        self._lines_high = lines_high
        self._parts: tuple[Part, ...] = ()
        self._stacks: tuple[Stack, ...] = ()
        self._sides: tuple[str, str] = ("", "")
        self._say: Callable[[float], str] = phrases.number
        self._is_counted = True

    def show_stacks(
        self,
        parts: Sequence[Part],
        stacks: Sequence[Stack],
        *,
        sides: tuple[str, str] = ("", ""),
        say: Callable[[float], str] = phrases.number,
        counted: bool = True,
    ) -> None:
        """Show stacks made of parts; `sides` names what is above and below the line, `counted` marks whole numbers only."""
        self._parts, self._stacks, self._sides = tuple(parts), tuple(stacks), sides
        self._say, self._is_counted = say, counted
        self.forget()

    # -- what it says

    def count(self) -> int:
        return len(self._stacks)

    def words_at(self, place: int) -> str:
        stack = self._stacks[place]
        said = [self._side_words(self._sides[0], stack.up)]
        if stack.down or self._sides[1]:
            said.append(self._side_words(self._sides[1], stack.down))
        return " · ".join([stack.words, *filter(None, said)])

    def _side_words(self, side: str, values: tuple[float, ...]) -> str:
        if len(self._parts) == 1:
            words = self._say(values[0] if values else 0.0)
        else:
            named = [
                f"{part.name} {self._say(value)}" for part, value in zip(self._parts, values, strict=False) if value
            ]
            words = ", ".join(named) or _("nothing")
        return _("{name}: {value}").format(name=side, value=words) if side else words

    def words_at_rest(self) -> str:
        return _("Last: {words}").format(words=self.words_at(len(self._stacks) - 1)) if self._stacks else ""

    def keys(self) -> tuple[Key, ...]:
        return tuple(Key(part.name, part.role, part.sign) for part in self._parts) if len(self._parts) > 1 else ()

    def numbers(self) -> Numbers:
        has_sides = any(self._sides)
        heads = [_("When"), *([_("Who")] if has_sides else []), *(part.name for part in self._parts)]
        rows: list[tuple[list[str], list[object]]] = []
        for stack in self._stacks:
            for side, values in zip(self._sides, (stack.up, stack.down), strict=True):
                if side or (not has_sides and values is stack.up):
                    whole = (*values, *(0.0,) * (len(self._parts) - len(values)))
                    who = [side] if has_sides else []
                    rows.append(([stack.words, *who, *map(self._say, whole)], [stack.on, *who, *whole]))
        return Numbers.of(heads, rows)

    # -- where it stands

    def _height_for(self, _width: float) -> float:
        return self.line_height() * self._lines_high

    def _measure(self, area: QRectF) -> BarGeometry:
        a = self._appearance
        metrics = QFontMetricsF(a.font(TextStyle.CAPTION, tabular=True))
        foot = metrics.height() + a.px(SPACE.s)
        up = max((sum(stack.up) for stack in self._stacks), default=0.0)
        down = max((sum(stack.down) for stack in self._stacks), default=0.0)
        both = bool(self._sides[1]) or down > 0
        most = max(2, min(6, int((area.height() - foot) / (metrics.height() * 2))))
        steps = value_steps(0, max(up, down, 1.0 if self._is_counted else 0.0), max(2, most // 2 + 1) if both else most, whole=self._is_counted)  # fmt: skip
        down_steps = steps if both else (0.0,)
        left = max(metrics.horizontalAdvance(self._say(step)) for step in steps) + a.px(SPACE.s) + 2
        plot = area.adjusted(left, metrics.height() / 2, 0, -foot)
        per_value = plot.height() / (steps[-1] + down_steps[-1])
        zero = plot.top() + steps[-1] * per_value
        return BarGeometry(plot, steps, down_steps, zero, per_value, plot.width() / max(1, len(self._stacks)))

    def _nearest(self, geometry: BarGeometry, point: QPointF) -> int:
        place = int((point.x() - geometry.plot.left()) / geometry.slot)
        return min(max(0, place), len(self._stacks) - 1)

    # -- painting

    def _paint(self, painter: QPainter, geometry: BarGeometry, cursor: int) -> None:
        a, plot = self._appearance, geometry.plot
        if cursor >= 0:
            painter.fillRect(geometry.slot_of(cursor), a.color("hover"))
        high = self.line_height()
        marks = [(step, geometry.zero - step * geometry.per_value) for step in geometry.up_steps]
        marks += [(step, geometry.zero + step * geometry.per_value) for step in geometry.down_steps[1:]]
        for step, y in marks:
            painting.draw_rule(painter, a, QPointF(plot.left(), y), QPointF(plot.right(), y))
            place = QRectF(0, y - high / 2, plot.left() - a.px(SPACE.s), high)
            painting.draw_text(
                painter, a, place, self._say(step), TextStyle.CAPTION, "muted", align=Qt.AlignmentFlag.AlignRight, tabular=True
            )  # fmt: skip
        gap = min(geometry.slot * 0.3, a.px(10))
        wide = min(geometry.slot - gap, a.px(44))
        for number, stack in enumerate(self._stacks):
            left = geometry.slot_of(number).center().x() - wide / 2
            self._paint_side(painter, geometry, stack.up, left, wide, -1)
            self._paint_side(painter, geometry, stack.down, left, wide, 1)
        if len(geometry.down_steps) > 1:
            painter.setPen(QPen(a.color("outline"), 1))
            painter.drawLine(QPointF(plot.left(), geometry.zero), QPointF(plot.right(), geometry.zero))
            self._paint_side_names(painter, plot, high)
        draw_ticks(painter, a, self._ticks(geometry), plot, high)

    def _paint_side(
        self, painter: QPainter, geometry: BarGeometry, values: tuple[float, ...], left: float, wide: float, way: int
    ) -> None:
        y = geometry.zero
        for part, value in zip(self._parts, values, strict=False):
            tall = value * geometry.per_value
            if tall <= 0:
                continue
            top = y - tall if way < 0 else y
            # A hair of ground between the parts tells them apart without their colours.
            box = QRectF(left, top + (0.5 if way < 0 else 1), wide, max(1.0, tall - 1.5))
            fill_bar(painter, self._appearance, box, part.role, part.sign)
            y += way * tall

    def _paint_side_names(self, painter: QPainter, plot: QRectF, high: float) -> None:
        a = self._appearance
        wide = plot.width() / 2
        metrics = QFontMetricsF(a.font(TextStyle.CAPTION))
        for side, y in zip(self._sides, (plot.top(), plot.bottom() - high), strict=True):
            words = painting.elide_text(a.font(TextStyle.CAPTION), side, wide)
            box = QRectF(plot.left() + a.px(2), y, metrics.horizontalAdvance(words) + a.px(SPACE.s), high)
            painter.fillRect(box, a.color("canvas"))
            painting.draw_text(painter, a, box, words, TextStyle.CAPTION, "muted")

    def _ticks(self, geometry: BarGeometry) -> list[tuple[float, str]]:
        metrics = QFontMetricsF(self._appearance.font(TextStyle.CAPTION))
        are_weeks = len(self._stacks) > 1 and _are_weeks(self._stacks)
        named = [phrases.brief_day(one.on, one.on) if are_weeks else _month_words(one) for one in self._stacks]
        widest = max((metrics.horizontalAdvance(words) for words in named), default=1.0) + self._appearance.px(SPACE.m)
        every = max(1, math.ceil(widest / geometry.slot))
        if not are_weeks:
            # Every second month, every third …: those that January, which goes by its year, is among.
            per_month = _months_apart(self._stacks)
            every = next((one for one in (1, 2, 3, 6, 12, 24, 60) if one >= every * per_month), 120)
        return [
            (geometry.slot_of(place).center().x(), named[place])
            for place, stack in enumerate(self._stacks)
            if (place if are_weeks else stack.on.year * 12 + stack.on.month - 1) % every == 0
        ]


def _month_words(stack: Stack) -> str:
    return str(stack.on.year) if stack.on.month == 1 else phrases.short_month(stack.on)


def _months_apart(stacks: Sequence[Stack]) -> int:
    return max(1, round((stacks[1].on - stacks[0].on).days / 30.4)) if len(stacks) > 1 else 1


def _are_weeks(stacks: Sequence[Stack]) -> bool:
    return (stacks[1].on - stacks[0].on).days <= 8
