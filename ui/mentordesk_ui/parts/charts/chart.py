"""What all charts share: the cursor of mouse and arrow keys, the line above that tells, the legend, and what is heard."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QBrush,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.charts.points import Key, Numbers
from mentordesk_ui.parts.charts.saving import as_tabbed
from mentordesk_ui.qtkit.spoken_roles import speak_as
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

G = TypeVar("G")

DRAWING_WIDTH = 960
"""How wide a chart is in a file, in px at one picture dot each."""


class Chart(QWidget, Generic[G]):
    """A picture of numbers. Arrow keys and the mouse go from item to item, whose words stand above; Enter asks for the numbers.

    A kind of chart says what its items are, measures a geometry G for a size (kept until something changes), and paints it.
    """

    cursor_moved = Signal(int)
    """The item under the cursor; -1 when there is none."""
    numbers_wanted = Signal()
    tells_above = True
    """Whether words stand above the picture: what an item says, or the legend."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._cursor = -1
        self._measured: dict[tuple[float, float], G] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        speak_as(self, QAccessible.Role.Chart)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._follow_appearance)

    # -- what a kind of chart says of itself

    def count(self) -> int:
        """Return how many items the cursor can stand on."""
        raise NotImplementedError

    def words_at(self, place: int) -> str:
        """Return what an item says, in full."""
        raise NotImplementedError

    def numbers(self) -> Numbers:
        """Return everything as a table."""
        raise NotImplementedError

    def keys(self) -> tuple[Key, ...]:
        """Return the legend."""
        return ()

    def words_at_rest(self) -> str:
        """Return what stands above while nobody points; the legend comes first."""
        return ""

    def _measure(self, area: QRectF) -> G:
        raise NotImplementedError

    def _paint(self, painter: QPainter, geometry: G, cursor: int) -> None:
        raise NotImplementedError

    def _nearest(self, geometry: G, point: QPointF) -> int:
        raise NotImplementedError

    def _height_for(self, width: float) -> float:
        """Return how tall the picture below the line of words is to be."""
        raise NotImplementedError

    def _neighbour(self, place: int, key: Qt.Key) -> int | None:
        """Return the item an arrow key leads to; None leaves the key to what is around."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        return None if key not in steps else place + steps[key]

    # -- for whoever shows it

    def cursor_place(self) -> int:
        """Return the item under the cursor; -1 when there is none."""
        return self._cursor

    def set_cursor(self, place: int, *, aloud: bool = False) -> None:
        """Point at an item, or at nothing with -1; places beyond the ends are the ends."""
        place = -1 if place < 0 or not self.count() else min(place, self.count() - 1)
        if place != self._cursor:
            self._cursor = place
            self.update()
            self.cursor_moved.emit(place)
        if aloud and place >= 0:
            announce(self, self.words_at(place))

    def draw(self, painter: QPainter, size: QSizeF, cursor: int = -1) -> None:
        """Paint the chart from the origin on, on anything that can be painted on."""
        head = self._head_height(size.width())
        self._draw_head(painter, QRectF(0, 0, size.width(), head), cursor)
        if self.count():
            self._paint(painter, self.geometry_for(size), cursor)

    def geometry_for(self, size: QSizeF) -> G:
        """Return where everything stands at a size."""
        key = (size.width(), size.height())
        if key not in self._measured:
            if len(self._measured) > 2:
                self._measured.clear()
            head = self._above(size.width())
            self._measured[key] = self._measure(QRectF(0, head, size.width(), max(1.0, size.height() - head)))
        return self._measured[key]

    def forget(self) -> None:
        """Measure anew: what is shown has changed."""
        self._measured.clear()
        if self._cursor >= self.count():
            self._cursor = -1
        self.setAccessibleDescription(self.words_at_rest())
        self.updateGeometry()
        self.update()

    # -- Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._above(width) + self._height_for(width))

    def sizeHint(self) -> QSize:
        width = self._appearance.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(160), round(self.line_height() * 3))

    def line_height(self) -> float:
        """Return the height of a line of small words, in px."""
        return QFontMetricsF(self._appearance.font(TextStyle.CAPTION)).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QSizeF(self.size()), self._cursor)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.count():
            self.set_cursor(self._nearest(self.geometry_for(QSizeF(self.size())), event.position()))
            words = self.words_at(self._cursor)
            self.setToolTip(words if not self._fits(words) else "")

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.set_cursor(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_cursor(-1)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(as_tabbed(self.numbers()))
            announce(self, _("The numbers are on the clipboard."))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.numbers_wanted.emit()
        elif plain and key is Qt.Key.Key_Escape and self._cursor >= 0:
            self.set_cursor(-1)
        elif not (plain and self.count() and self._go(key)):
            event.ignore()

    def _go(self, key: Qt.Key) -> bool:
        last = self.count() - 1
        leap = max(1, self.count() // 10)
        here = self._cursor
        if here < 0 and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # What is newest is asked for most.
            goal: int | None = last
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = 0 if key is Qt.Key.Key_Home else last
        elif here >= 0 and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            goal = here + (leap if key is Qt.Key.Key_PageDown else -leap)
        else:
            goal = self._neighbour(here, key)
        if goal is None:
            return False
        self.set_cursor(min(last, max(0, goal)), aloud=True)
        return True

    # -- the line above

    def _head_height(self, width: float) -> float:
        if not self.tells_above:
            return 0.0
        lines = len(self._key_lines(width))
        return max(1, lines) * self.line_height() * 1.35

    def _above(self, width: float) -> float:
        return self._head_height(width) + self._appearance.px(SPACE.s) if self.tells_above else 0.0

    def _key_lines(self, width: float) -> list[list[Key]]:
        metrics = QFontMetricsF(self._appearance.font(TextStyle.CAPTION))
        lines: list[list[Key]] = []
        used = width + 1
        for key in self.keys():
            wide = metrics.horizontalAdvance(key.words) + self._appearance.px(22 + SPACE.l)
            if used + wide > width:
                lines.append([])
                used = 0.0
            lines[-1].append(key)
            used += wide
        return lines

    def _fits(self, words: str) -> bool:
        return QFontMetricsF(self._appearance.font(TextStyle.CAPTION)).horizontalAdvance(words) <= self.width()

    def _draw_head(self, painter: QPainter, rect: QRectF, cursor: int) -> None:
        a, line = self._appearance, self.line_height() * 1.35
        if not self.tells_above:
            return
        if cursor >= 0 or not self.keys():
            words = self.words_at(cursor) if cursor >= 0 else self.words_at_rest()
            role = "text" if cursor >= 0 else "muted"
            first = QRectF(rect.x(), rect.y(), rect.width(), line)
            painting.draw_text(painter, a, first, words, TextStyle.CAPTION, role)
            return
        metrics = QFontMetricsF(a.font(TextStyle.CAPTION))
        for number, keys in enumerate(self._key_lines(rect.width())):
            x, y = rect.x(), rect.y() + number * line
            for key in keys:
                box = QRectF(x, y + (line - a.px(10)) / 2, a.px(16), a.px(10))
                self.draw_sign(painter, box, key)
                wide = metrics.horizontalAdvance(key.words) + 2
                place = QRectF(box.right() + a.px(6), y, min(wide, rect.right() - box.right() - a.px(6)), line)
                painting.draw_text(painter, a, place, key.words, TextStyle.CAPTION, "muted")
                x = place.right() + a.px(SPACE.l)

    def draw_sign(self, painter: QPainter, box: QRectF, key: Key) -> None:
        """Draw how something is drawn, small."""
        a = self._appearance
        colour = a.color(key.role)
        middle = box.center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, 2)
        radius = box.height() * 0.42
        if key.sign in ("line", "dash", "dots", "wait"):
            styles = {"dash": Qt.PenStyle.DashLine, "dots": Qt.PenStyle.DotLine}
            pen.setStyle(styles.get(key.sign, Qt.PenStyle.SolidLine))
            painter.setPen(pen)
            reach = box.width() / (4 if key.sign == "wait" else 2)
            painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))
        elif key.sign in ("disc", "ring"):
            painter.setPen(pen)
            painter.setBrush(colour if key.sign == "disc" else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius, radius)
        elif key.sign == "flag":
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour)
            painter.drawPolygon(diamond(middle, radius * 1.15))
        else:
            fill_bar(painter, a, box, key.role, key.sign)
        painter.restore()

    def _follow_appearance(self) -> None:
        self.forget()


def diamond(middle: QPointF, reach: float) -> QPolygonF:
    """Return a diamond about a point."""
    return QPolygonF(
        [
            middle + QPointF(0, -reach),
            middle + QPointF(reach, 0),
            middle + QPointF(0, reach),
            middle + QPointF(-reach, 0),
        ]
    )


def fill_bar(painter: QPainter, appearance: Appearance, box: QRectF, role: str, sign: str) -> None:
    """Fill a bar whole ("full"), with slanted lines ("hatch", "cross") or not at all ("empty"), so that no colour is needed."""
    colour = appearance.color(role)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, sign != "full" or box.width() > 6)
    if sign == "full":
        painter.fillRect(box, colour)
    else:
        inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(colour, 1.5))
        patterns = {"hatch": Qt.BrushStyle.BDiagPattern, "cross": Qt.BrushStyle.DiagCrossPattern}
        painter.setBrush(QBrush(colour, patterns.get(sign, Qt.BrushStyle.NoBrush)))
        painter.drawRect(inner)
    painter.restore()
