"""A few lines of text, kept when the focus leaves them. Tab moves on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from mentordesk_ui.parts.covering import CoveredText
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class LinesEdit(QPlainTextEdit):
    """A text of several lines, as tall as so many of them; with `mono` each letter is as wide as the others."""

    left = Signal()

    def __init__(self, appearance: Appearance, name: str, *, lines: int = 6, mono: bool = False) -> None:
        super().__init__()
        self._appearance, self._lines, self._mono = appearance, lines, mono
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

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        font = self._appearance.mono_font() if self._mono else self._appearance.font(TextStyle.BODY)
        self.setFont(font)
        height = QFontMetrics(font).lineSpacing() * self._lines
        # The room round the words, and what a text keeps free at its edges: at its height nothing scrolls.
        self.setMinimumHeight(height + self._appearance.px(28) + round(2 * self.document().documentMargin()))
        self.updateGeometry()
