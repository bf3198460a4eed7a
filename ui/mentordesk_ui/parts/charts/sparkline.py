"""A line over time as small as a word: no axes, its last point marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.parts.charts.points import Dot, day_number
from mentordesk_ui.parts.charts.steps import thinned
from mentordesk_ui.theme.appearance import Appearance


def draw_spark(
    painter: QPainter,
    appearance: Appearance,
    rect: QRectF,
    dots: Sequence[Dot],
    *,
    bounds: tuple[float, float] | None = None,
    days: tuple[float, float] | None = None,
    dots_shown: bool = False,
    role: str = "accent",
) -> None:
    """Draw dots as a line that fills the rect; delegates of lists may call it. None in the values interrupts the line."""
    points = [(day_number(dot.on), dot.value) for dot in dots]
    values = [value for _x, value in points if value is not None]
    if not values or rect.width() <= 2:
        return
    low, high = bounds or (min(values), max(values))
    first, last = days or (points[0][0], points[-1][0])
    span_x, span_y = last - first or 1.0, high - low or 1.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ground = QPen(appearance.color("border"), 1)
    painter.setPen(ground)
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    pen = QPen(appearance.color(role), 1.75)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pieces: list[list[tuple[float, float]]] = [[]]
    for x, value in points:
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((x, value))
    end = QPointF()
    for piece in filter(None, pieces):
        xs, ys = thinned([x for x, _y in piece], [y for _x, y in piece], span_x / rect.width())
        line = [
            QPointF(
                rect.left() + (x - first) / span_x * rect.width(),
                rect.bottom() - min(1.0, max(0.0, (y - low) / span_y)) * rect.height(),
            )
            for x, y in zip(xs, ys, strict=True)
        ]
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(appearance.color(role))
        if dots_shown and len(line) * 9 < rect.width():
            for point in line:
                painter.drawEllipse(point, 2.2, 2.2)
        end = line[-1]
    painter.setBrush(appearance.color(role))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(end, appearance.px(3), appearance.px(3))
    painter.restore()


class Sparkline(QWidget):
    """A small line that is only looked at; `name` says to ears what it shows, in words with its numbers."""

    def __init__(self, appearance: Appearance, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._dots: tuple[Dot, ...] = ()
        self._bounds: tuple[float, float] | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def show_dots(self, dots: Sequence[Dot], name: str, *, bounds: tuple[float, float] | None = None) -> None:
        """Show dots, and say `name`."""
        self._dots, self._bounds = tuple(dots), bounds
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(96), self._appearance.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(40), self._appearance.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        reach = self._appearance.px(4)
        rect = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        draw_spark(painter, self._appearance, rect, self._dots, bounds=self._bounds)
        painter.end()
