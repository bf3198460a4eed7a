"""A few lines of text, kept when the focus leaves them. Tab moves on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

LINES = 6


class LinesEdit(QPlainTextEdit):
    """A text of several lines as tall as six of them."""

    left = Signal()

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        appearance.changed.connect(self._fit)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _fit(self) -> None:
        height = QFontMetrics(self._appearance.font(TextStyle.BODY)).lineSpacing() * LINES
        self.setMinimumHeight(height + self._appearance.px(24))
