"""Where a window keeps what is half typed in its forms, lines and rows; how they do is in `half_typed`, `kept_line`, `in_place_edit`."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble

OF_ROW = "edit/"
"""Begins the key of what was typed into a row: then what kind of row, and which."""


class FormDrafts(QObject):
    """A child of the window, by which its fields find where to keep what is typed; a window without one keeps nothing."""

    rows_changed = Signal()
    """Something typed into a row waits to be put back, or no longer does."""

    def __init__(self, drafts: Drafts, window: QWidget) -> None:
        super().__init__(window)
        self.drafts = drafts
        self._rows: dict[str, str] = {}

    @staticmethod
    def of(window: QWidget | None) -> FormDrafts | None:
        """Return that of a window."""
        if window is None:
            return None
        found: FormDrafts | None = window.findChild(FormDrafts, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found

    @property
    def rows(self) -> Mapping[str, str]:
        """What was typed into rows and never confirmed, by its key: none until `look`, which a first sight can do without."""
        return self._rows

    def look(self) -> None:
        """Find what an earlier run has left half typed in rows. Raises Trouble."""
        self._rows = {one.key: one.text for one in self.drafts.all() if one.key.startswith(OF_ROW)} | self._rows
        self.rows_changed.emit()

    def keep_row(self, key: str, words: str, base: str) -> None:
        """Keep what is typed into a row that said `base`."""
        if self._rows.get(key) != words:
            try:
                self.drafts.keep(key, words, base)
            except Trouble:
                return  # the words are on the screen; the next letter tries again
            self._rows[key] = words

    def let_row_go(self, key: str) -> None:
        """Forget what was typed into a row: it is confirmed, or let go."""
        if key in self._rows:
            try:
                self.drafts.discard(key)
            except Trouble:
                return  # it is offered once more, and nothing is lost
            del self._rows[key]
            self.rows_changed.emit()
