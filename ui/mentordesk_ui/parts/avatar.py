"""A person's initials in a circle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance


class Avatar(QWidget):
    """Initials, `size` px wide at 100 % text. The name stands beside it, so screen readers skip the picture."""

    def __init__(
        self,
        appearance: Appearance,
        initials: str,
        *,
        size: int = 36,
        tone: str = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._initials = initials
        self._size = size
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def initials(self) -> str:
        return self._initials

    def set_initials(self, initials: str, tone: str | None = None) -> None:
        self._initials = initials
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        side = self._appearance.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_avatar(painter, self._appearance, QRectF(self.rect()), self._initials, self._tone)
        painter.end()


def initials_of(name: str) -> str:
    """Return one or two letters for a name: the first of its first and last word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
