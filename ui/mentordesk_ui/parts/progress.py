"""How far something is, as a thin bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance


class Progress(QProgressBar):
    """A bar for a value 0..1; `name` says of what, the percentage is said by Qt."""

    def __init__(
        self, appearance: Appearance, value: float = 0.0, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(value)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def share(self) -> float:
        return self.value() / 1000

    def set_share(self, value: float) -> None:
        """Show a value, kept within 0..1."""
        self.setValue(round(1000 * min(1.0, max(0.0, value))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(120), self._appearance.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(24), self._appearance.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self._appearance.px(4)
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painting.draw_progress(painter, self._appearance, rect, self.share())
        painter.end()
