"""Connects what is typed in a note with the list of suggestions: when it appears, which keys it takes, what it puts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor

from mentordesk.language import ngettext
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.theme.appearance import Appearance

from .completion import ParentWatch, SuggestionList
from .offers import Typed, offer_dates, offer_names, typed_before
from .strokes import python_index

if TYPE_CHECKING:
    from .editor import NoteEditor


class Completing(QObject):
    """The suggestions of one editor. Enter belongs to the text unless a row was chosen by the arrow keys.

    In a link that is being written the first row is chosen: a line cannot end there.
    """

    def __init__(self, editor: NoteEditor, appearance: Appearance, today: Callable[[], date]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._appearance = appearance
        self._today = today
        self._list: SuggestionList | None = None
        self._closed_at = -1
        self.names: tuple[str, ...] = ()

    @property
    def shown(self) -> SuggestionList | None:
        """The list while it is open."""
        return self._list if self._list is not None and self._list.isVisible() else None

    def dismiss(self) -> None:
        """Close the list."""
        if self._list is not None:
            self._list.dismiss()

    def takes(self, event: QKeyEvent) -> bool:
        """Let the open list have a key; say whether it took it."""
        shown = self.shown
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            typed = self._typed()
            self._closed_at = self._mark_position(typed) if typed else -1
            shown.dismiss()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            shown.step(1 if key == Qt.Key.Key_Down else -1)
            announce(self._editor, shown.chosen or "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown.chosen:
            shown.take(shown.chosen)
        else:
            return False
        return True

    def takes_tab(self) -> bool:
        """Take the chosen row, or the first, for Tab; say whether the list was open."""
        shown = self.shown
        if shown is None:
            return False
        shown.take(shown.chosen or shown.offers[0].words)
        return True

    def look(self) -> None:
        """Offer what fits the text before the caret, or close the list."""
        typed = self._typed()
        if typed is None or self._mark_position(typed) == self._closed_at:
            if typed is None:
                self._closed_at = -1
            self.dismiss()
            return
        if typed.mark == "[[":
            offers = list(self._editor.links.find(typed.words)) if self._editor.links.find else []
        elif typed.mark == "@":
            offers = offer_names(self.names, typed.words)
        else:
            offers = offer_dates(self._today, typed.words)
        if not offers:
            self.dismiss()
            return
        shown = self._open()
        shown.offer(offers)
        if typed.mark == "[[" and typed.words:
            shown.step(1)
        shown.place(self._caret())
        count = ngettext("{count} suggestion", "{count} suggestions", len(offers)).format(count=len(offers))
        announce(self._editor, f"{count}: {offers[0].words}")

    def _typed(self) -> Typed | None:
        cursor = self._editor.textCursor()
        if cursor.hasSelection() or self._editor.fence() or not self._editor.hasFocus():
            return None
        text = cursor.block().text()
        column = python_index(text, cursor.positionInBlock())
        following = text[column : column + 1]
        return None if following.isalnum() else typed_before(text[:column])

    def _mark_position(self, typed: Typed) -> int:
        cursor = self._editor.textCursor()
        return cursor.position() - len(typed.words)

    def _caret(self) -> QRectF:
        """Return the caret in the coordinates of the window."""
        rect = self._editor.cursorRect()
        corner = self._editor.viewport().mapTo(self._editor.window(), rect.topLeft())
        return QRectF(corner.x(), corner.y(), rect.width(), rect.height())

    def _open(self) -> SuggestionList:
        window = self._editor.window()
        if self._list is None:
            self._list = SuggestionList(self._appearance, window)
            self._list.taken.connect(self._put)
            window.installEventFilter(ParentWatch(self._list))
        elif self._list.parentWidget() is not window:
            self._list.setParent(window)
            window.installEventFilter(ParentWatch(self._list))
        return self._list

    @Slot(str)
    def _put(self, words: str) -> None:
        """Replace what was typed after the mark, as one step of undo."""
        typed = self._typed()
        if typed is None:
            return
        cursor = self._editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed.words))
        rest = cursor.block().text()[python_index(cursor.block().text(), self._editor.textCursor().positionInBlock()) :]
        if typed.mark == "[[":
            self._put_page(cursor, words, rest)
            return
        cursor.insertText(words if rest.startswith(" ") else f"{words} ")
        self._editor.setTextCursor(cursor)

    def _put_page(self, cursor: QTextCursor, words: str, rest: str) -> None:
        """Put the words of a link and go behind its brackets."""
        if rest.startswith("]]"):
            cursor.insertText(words)
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, 2)
        else:
            cursor.insertText(f"{words}]]")
        self._editor.setTextCursor(cursor)
        offer = self._list.taken_offer if self._list is not None else None
        if offer is not None:
            self._editor.links.taken.emit(words, offer.key)
