"""An icon on a round ground, over the title of a page that stands alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance


class Emblem(QWidget):
    """Decoration: the title beneath says what the page is about."""

    def __init__(self, appearance: Appearance, icon: str, side: int = 48) -> None:
        """`side` is its width in px at the usual size of text."""
        super().__init__()
        self._appearance, self._icon, self._side = appearance, icon, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self._appearance.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QRectF(self.rect())
        painting.draw_round(painter, ground, ground.width() / 2, self._appearance.color("accent_soft"))
        side = ground.width() * 0.44
        box = QRectF(0, 0, side, side)
        box.moveCenter(ground.center())
        painting.draw_icon(painter, self._appearance, box, self._icon, "on_accent_soft")
        painter.end()
