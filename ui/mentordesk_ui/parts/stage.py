"""A column in the middle of an otherwise empty window; it scrolls where the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import SPACE

WIDTH = 480


class Stage(QScrollArea):
    """Fill `column`; it is at most 480 px wide and stands a little above the middle."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        self._body = QWidget()
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self._body)
        # So that the shadow of a card has somewhere to fall.
        self.column.setContentsMargins(SHADOW_PX, 0, SHADOW_PX, 0)
        self.column.setSpacing(SPACE.l)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._body, 100)
        across.addStretch(1)
        down = QVBoxLayout(ground)
        down.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.setWidget(ground)
        for widget in (self, self.viewport(), ground, self._body):
            widget.setAutoFillBackground(False)
        appearance.resized.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._body.setMaximumWidth(self._appearance.px(WIDTH) + 2 * SHADOW_PX)
