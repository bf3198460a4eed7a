"""A line to type in, with an icon at its near end when it helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mentordesk_ui.theme.appearance import Appearance


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
        self._leading: QAction | None = None
        if icon:
            self._leading = self.addAction(appearance.icon(icon), QLineEdit.ActionPosition.LeadingPosition)
        appearance.changed.connect(self.update)

    def take(self) -> str:
        """Return the words without space around them and empty the line, as after Enter in a line that adds."""
        words = self.text().strip()
        self.clear()
        return words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        super().keyPressEvent(event)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            # Enter belongs to the line: the screen below must not take it for its own.
            event.accept()
