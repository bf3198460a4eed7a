"""One of a few: segments side by side that behave as radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

V = TypeVar("V")


class _Segment(QRadioButton):
    def __init__(self, appearance: Appearance, text: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = text
        self._icon_name = icon
        self.setAccessibleName(text)
        self.setProperty("ringRadius", RADIUS.s)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        px = self._appearance.px
        metrics = self._appearance.metrics(TextStyle.TITLE)
        icon = px(16 + SPACE.s) if self._icon_name else 0
        return QSize(metrics.horizontalAdvance(self._words) + px(28) + icon, max(px(32), metrics.height() + px(14)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._appearance.px(64)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._appearance.px
        painter = QPainter(self)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            colour, line = self._appearance.color("surface"), self._appearance.color("outline")
            painting.draw_round(painter, rect, RADIUS.s, colour, line)
        elif self.underMouse() and self.isEnabled():
            painting.draw_round(painter, rect, RADIUS.s, self._appearance.color("selected"))
        role = "faint" if not self.isEnabled() else "text" if chosen else "muted"
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        if self._icon_name:
            side = px(16)
            place = QRectF(inner.x(), rect.center().y() - side / 2, side, side)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveRight(inner.right())
                inner.setRight(place.x() - px(SPACE.s))
            else:
                inner.setLeft(place.right() + px(SPACE.s))
            painting.draw_icon(painter, self._appearance, place, self._icon_name, "accent" if chosen else role)
        style = TextStyle.TITLE if chosen else TextStyle.BODY
        painting.draw_text(
            painter, self._appearance, inner, self._words, style, role, align=Qt.AlignmentFlag.AlignHCenter
        )
        painter.end()


class Choice(QWidget, Generic[V]):
    """One of a few values. `options` are (value, words) or (value, words, icon); arrows move the choice; Tab passes by."""

    changed = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        options: Sequence[tuple[V, str] | tuple[V, str, str]],
        value: V | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._values: list[V] = [option[0] for option in options]
        self.setAccessibleName(name)
        expand_across(self)
        self._flow = Flow(self, gap=2, line_gap=2)
        self._flow.setContentsMargins(3, 3, 3, 3)
        self._group = QButtonGroup(self)
        for place, option in enumerate(options):
            icon = option[2] if len(option) == 3 else ""
            segment = _Segment(appearance, option[1], icon, self)
            segment.setAccessibleDescription(name)
            self._group.addButton(segment, place)
            self._flow.addWidget(segment)
            if place == 0:
                self.setFocusProxy(segment)
        if value is not None:
            self.set_value(value)
        self._group.buttonClicked.connect(self._tell)
        appearance.changed.connect(self.update)

    def value(self) -> V | None:
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: V) -> None:
        """Choose a value without saying `changed`; raises ValueError for one that is no option."""
        button = self._group.button(self._values.index(value))
        button.setChecked(True)
        self.setFocusProxy(button)

    def clear(self) -> None:
        """Choose nothing, as at the beginning, without saying `changed`."""
        # A group in which one must be chosen lets go of none.
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self.setFocusProxy(self._group.button(0))

    def rename(self, name: str) -> None:
        """Say otherwise what is chosen here."""
        self.setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleDescription(name)

    def set_words(self, value: V, words: str) -> None:
        """Say an option in other words; raises ValueError for one that is no option."""
        button = self._group.button(self._values.index(value))
        if isinstance(button, _Segment):
            button.set_words(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = self.childrenRect().adjusted(-3, -3, 3, 3)
        painting.draw_round(painter, QRectF(used), RADIUS.m, self._appearance.color("hover"))
        painter.end()

    def _tell(self, button: QAbstractButton) -> None:
        self.setFocusProxy(button)
        self.changed.emit(self.value())
