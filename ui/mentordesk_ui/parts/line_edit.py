"""A line to type in, with an icon at its near end when it helps."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mentordesk_ui.parts.covering import CoveredLine
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.painting import draw_icon
from mentordesk_ui.theme.tokens import SPACE

_BY_KEYS = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


class LineEdit(QLineEdit):
    """Use Qt's `textEdited`, `textChanged` and `returnPressed`. `name` is for a line without a Field around it."""

    def __init__(
        self,
        appearance: Appearance,
        placeholder: str = "",
        *,
        text: str = "",
        icon: str = "",
        name: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setPlaceholderText(placeholder)
        self.setText(text)
        self.setAccessibleName(name or placeholder)
        if bare:
            self.setProperty("bare", True)
        self._icon_name = icon
        self._trailing: QWidget | None = None
        self.goes_on = False
        """Whether keys go on with what is half typed in it; else they take its place, as in every line one comes to by a key."""
        appearance.resized.connect(self._follow_appearance)
        appearance.changed.connect(self.update)
        self._follow_appearance()
        CoveredLine(self, appearance)

    def set_trailing(self, button: QWidget) -> None:
        """Stand a small button inside the far end of the line."""
        button.setParent(self)
        self._trailing = button
        self._follow_appearance()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.goes_on and event.reason() in _BY_KEYS:
            self.end(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_trailing()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._icon_name:
            return
        side = self._appearance.px(16)
        box = QRectF(self._appearance.px(12), (self.height() - side) / 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - self._appearance.px(12))
        painter = QPainter(self)
        draw_icon(painter, self._appearance, box, self._icon_name)
        painter.end()

    def _follow_appearance(self) -> None:
        # Qt's own icons in a line stand too low under a style sheet, so they are painted and placed here.
        near = self._appearance.px(16 + SPACE.s) if self._icon_name else 0
        far = self._trailing.sizeHint().width() if self._trailing is not None else 0
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        margins = QMargins(far if leftwards else near, 0, near if leftwards else far, 0)
        if margins != self.textMargins():
            self.setTextMargins(margins)
        self._place_trailing()
        self.update()

    def _place_trailing(self) -> None:
        button = self._trailing
        if button is None:
            return
        size = button.sizeHint()
        x = self.width() - size.width() - SPACE.xs
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = SPACE.xs
        button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())

    def take(self) -> str:
        """Return the words without space around them and empty the line, as after Enter in a line that adds."""
        words = self.text().strip()
        self.clear()
        return words

    def clear(self) -> None:
        """Empty the line for the next words. What was in it is no step back: it was taken, and undoing is the desk's."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._has_nothing_to_undo(event):
            # Qt's line keeps the key for itself even so; the window knows what to take back.
            event.ignore()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        super().keyPressEvent(event)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            # Enter belongs to the line: the screen below must not take it for its own.
            event.accept()

    def _has_nothing_to_undo(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
