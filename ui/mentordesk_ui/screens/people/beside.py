"""Two parts side by side, equally wide; one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

NARROW = 560


class Stack(QWidget):
    """Parts from the top down."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xl + SPACE.xs)
        self._column.addStretch(1)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Put a part below those that are there."""
        self._column.insertWidget(self._column.count() - 1, part)


class Beside(QWidget):
    """Both are as tall as the taller one while they stand side by side."""

    def __init__(self, appearance: Appearance, near: QWidget, far: QWidget, gap: int) -> None:
        super().__init__()
        self._appearance = appearance
        self._gap = gap
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(near, 1)
        self._box.addWidget(far, 1)
        appearance.resized.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._appearance.px(NARROW)
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(SPACE.xl if narrow else self._gap)
