"""A few lines of plain text to type in, as tall as what is in it; answers and intentions. Notes have an editor of their own."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from mentordesk_ui.parts.covering import CoveredText
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class GrowingText(QTextEdit):
    """Tab leaves it. With `one_line` Enter ends the editing too, and line breaks that are pasted become spaces."""

    edited = Signal()
    """The person changed the words (not emitted by set_text)."""
    finished = Signal()
    """The keyboard went elsewhere, or Enter was pressed in a text of one line."""

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        placeholder: str = "",
        *,
        least_lines: int = 1,
        one_line: bool = False,
        bare: bool = False,
        centred: bool = False,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._hint, self._least_lines, self._one_line = placeholder, least_lines, one_line
        self._is_loading = False
        self.setProperty("bare", bare)
        self.setProperty("role", role)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        option = QTextOption(self._align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(0 if bare else 2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._tell)
        appearance.resized.connect(self._follow_appearance)
        self._follow_appearance()
        CoveredText(self, appearance)

    def text(self) -> str:
        """Return the words as plain text."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show other words; the same again changes nothing, and the caret stays."""
        if text == self.text():
            return
        self._is_loading = True
        self.setPlainText(text)
        self._is_loading = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # Ctrl+Enter belongs to the page
                return
            if self._one_line:
                self.finished.emit()
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(self.font())  # the viewport does not inherit a change of it
            painter.setPen(self._appearance.color("muted"))
            margin = round(self.document().documentMargin())
            place = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(place, int(self._align) | int(Qt.TextFlag.TextWordWrap), self._hint)
            painter.end()

    def _tell(self) -> None:
        if not self._is_loading:
            self.edited.emit()

    def _fit(self, *_size: object) -> None:
        metrics = QFontMetrics(self.font())
        # One that is hidden has yet to lay its viewport out, and is fitted again then.
        frame = max(0, self.height() - self.viewport().height())
        margin = 2 * self.document().documentMargin()
        least = self._least_lines * metrics.lineSpacing() + margin
        shown = self.document().size().height()
        if self.document().isEmpty() and self._hint:
            room = self.viewport().rect().adjusted(0, 0, -round(margin), 0)
            room.setHeight(10_000)
            shown = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._hint).height() + margin
        height = math.ceil(max(least, shown)) + frame
        if height != self.height():
            self.setFixedHeight(height)

    def _follow_appearance(self) -> None:
        self.setFont(self._appearance.font(TextStyle.BODY))
        self.document().setDefaultFont(self.font())
        self._fit()
