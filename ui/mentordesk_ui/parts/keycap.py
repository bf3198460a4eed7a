"""A small cap with the words of a key, to place in a line of hints."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.rows.keycap_painting import draw_keycap, keycap_size
from mentordesk_ui.theme.appearance import Appearance


class Keycap(QWidget):
    """One key, for a line of hints. Screen readers skip it: the hint beside it says what the key does."""

    def __init__(self, appearance: Appearance, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return keycap_size(self._appearance, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keycap(painter, self._appearance, QRectF(self.rect()), self._words)
        painter.end()
