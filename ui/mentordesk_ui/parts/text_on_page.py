"""A note editor that stands on a page among other things: as tall as its words, and a word only when they are not on disk."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics

from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class TallAsWords(QObject):
    """Lets the page scroll and not the text."""

    def __init__(self, appearance: Appearance, editor: NoteEditor, *, least_lines: int) -> None:
        super().__init__(editor)
        self._editor, self._least_lines = editor, least_lines
        editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        appearance.resized.connect(self._fit)
        self._fit()

    def _fit(self, *_size: object) -> None:
        editor = self._editor
        least = QFontMetrics(editor.font()).lineSpacing() * self._least_lines + 2 * SPACE.s
        words = round(editor.document().size().height()) + 2 * editor.frameWidth() + SPACE.s
        editor.setFixedHeight(max(least, words))


class KeepingWord(Text):
    """Hidden while all is well."""

    def __init__(self, appearance: Appearance, keeping: NoteKeeping) -> None:
        super().__init__(appearance, "", TextStyle.CAPTION, "warm")
        self._keeping = keeping
        self.hide()
        keeping.state_changed.connect(self._say)

    def _say(self, state: str) -> None:
        is_fine = self._keeping.is_saved or not state
        self.setText("" if is_fine else state)
        self.setVisible(not is_fine)
