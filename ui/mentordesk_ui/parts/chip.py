"""A small pill of words: whose it is, what state it is in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance


class Chip(QWidget):
    """A pill; it says its words to screen readers and takes no focus."""

    def __init__(self, appearance: Appearance, text: str, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, tone: str | None = None) -> None:
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self._show_anew()

    def sizeHint(self) -> QSize:
        return painting.chip_size(self._appearance, self._text)

    def minimumSizeHint(self) -> QSize:
        size = self.sizeHint()
        return QSize(min(size.width(), self._appearance.px(48)), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_chip(painter, self._appearance, QRectF(self.rect()), self._text, self._tone)
        painter.end()

    def _show_anew(self) -> None:
        self.updateGeometry()
        self.update()
