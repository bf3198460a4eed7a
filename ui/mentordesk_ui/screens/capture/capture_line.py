"""The line of quick capture: what is understood in it stands out while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat

from mentordesk.domain.capture import Mark, MarkKind
from mentordesk.language import _
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_INK = {MarkKind.KIND: "muted", MarkKind.URGENCY: "warm"}


class _Marks(QSyntaxHighlighter):
    """Paints the marks; the words themselves stay plain text."""

    def __init__(self, line: CaptureLine, appearance: Appearance) -> None:
        super().__init__(line.document())
        self._appearance = appearance
        self.marks: tuple[Mark, ...] = ()

    def highlightBlock(self, text: str) -> None:
        for mark in self.marks:
            look = QTextCharFormat()
            ink = _INK.get(mark.what, "accent") if mark.is_clear else "warm"
            look.setForeground(self._appearance.color(ink))
            look.setFontWeight(QFont.Weight.DemiBold)
            if not mark.is_clear:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            self.setFormat(mark.start, min(mark.end, len(text)) - mark.start, look)


class CaptureLine(GrowingText):
    """One line that wraps. Enter keeps, Shift+Enter keeps and stays; up and down choose what the line becomes."""

    keep_wanted = Signal(bool)
    """Whether to stay for another line."""
    kind_wanted = Signal(int)
    """One further, or one back."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(
            appearance, _("What to keep"), _("Type a line. @name, #tag and !friday are understood."), bare=True
        )
        self._marks = _Marks(self, appearance)
        appearance.changed.connect(self._marks.rehighlight)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Let these stretches stand out."""
        if tuple(marks) != self._marks.marks:
            self._marks.marks = tuple(marks)
            self.blockSignals(True)
            self._marks.rehighlight()
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_wanted.emit(bool(keys & Qt.KeyboardModifier.ShiftModifier))
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not keys and self._stands_on_one_line():
            self.kind_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def _follow_appearance(self) -> None:
        self.setFont(self._appearance.font(TextStyle.NOTE))
        self.document().setDefaultFont(self.font())
        self._fit()

    def _stands_on_one_line(self) -> bool:
        layout = self.document().firstBlock().layout()
        return layout is None or layout.lineCount() <= 1
