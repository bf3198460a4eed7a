"""A few lines of text, kept when the focus leaves them. Tab moves on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from mentordesk_ui.parts.covering import CoveredText
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class LinesEdit(QPlainTextEdit):
    """A text of several lines, as tall as so many of them."""

    left = Signal()

    def __init__(self, appearance: Appearance, name: str, *, lines: int = 6) -> None:
        super().__init__()
        self._appearance, self._lines = appearance, lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        appearance.resized.connect(self._fit)
        self._fit()
        CoveredText(self, appearance)

    def lines(self) -> tuple[str, ...]:
        """Return the lines that say something, without the room round them."""
        return tuple(" ".join(line.split()) for line in self.toPlainText().splitlines() if line.strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _fit(self) -> None:
        height = self._appearance.metrics(TextStyle.BODY).lineSpacing() * self._lines
        self.setMinimumHeight(height + self._appearance.px(24))
