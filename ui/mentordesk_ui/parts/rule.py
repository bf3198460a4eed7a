"""A hairline between two parts of a page."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance


class Rule(QWidget):
    """One px high, as wide as its column."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_rule(painter, self._appearance, QPointF(0, 0), QPointF(self.width(), 0))
        painter.end()
