"""The text of a field in an open form as one that has earlier wordings: nothing is written until the form is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from mentordesk.domain.wordings import TextPlace
from mentordesk.store.desk import Desk
from mentordesk.workflows.wordings.take_back import EarlierWording, with_part_back, wording_of


class TypedText:
    """Taking back is one step of the field's own undo."""

    def __init__(self, desk: Desk, place: TextPlace, editor: QWidget) -> None:
        if not isinstance(editor, QLineEdit | QPlainTextEdit | QTextEdit):
            raise TypeError(type(editor))
        self._desk, self._place, self._editor = desk, place, editor

    def text(self) -> str:
        """Return what stands in the field."""
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    def earlier(self) -> Sequence[EarlierWording]:
        """Return the earlier wordings, newest first."""
        return self._desk.wordings.of(self._place)

    def take_back(self, wording_id: str) -> None:
        """Let the field say again what the text said."""
        self._put(wording_of(self.earlier(), wording_id).text)

    def take_stretch_back(self, wording_id: str, seen: str, number: int) -> None:
        """Let one stretch of the field say again what the text said."""
        earlier = wording_of(self.earlier(), wording_id).text
        self._put(with_part_back(earlier, self.text(), seen, number))

    def _put(self, text: str) -> None:
        if isinstance(self._editor, QLineEdit):
            self._editor.selectAll()
            self._editor.insert(text)
            return
        cursor = self._editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._editor.setTextCursor(cursor)
