"""What to ask about next time: a line that takes “~ her sister’s wedding in June”, and what was written down so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.threads import Thread
from mentordesk.language import _
from mentordesk.phrases import deadline
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class ThreadsSection(QWidget):
    """Enter adds, Delete removes."""

    added = Signal(str)
    removed = Signal(str)
    """The id of a thread."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._model: RowModel[Thread] = RowModel(self._look, removable=True)
        self.view: RowView[Thread] = RowView(
            appearance,
            self._model,
            _("Ask next time"),
            delegate=RowDelegate(appearance, lines=2, inset=0),
            fits_content=True,
        )
        self.view.removed_row.connect(self._remove)
        self.line = LineEdit(
            appearance, _("~ her sister’s wedding in June"), name=_("Something to ask about next time")
        )
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._clear_wrong)
        self._wrong = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(SectionHead(appearance, _("Ask next time"), _("stays with me")))
        for part in (self.view, self.line, self._wrong):
            column.addWidget(part)

    def show_threads(self, threads: Sequence[Thread], today: date) -> None:
        """Show what was written down."""
        self._today = today
        self._model.set_rows(threads)
        self.view.setVisible(bool(threads))

    def show_wrong(self, sentence: str) -> None:
        """Say why a line cannot be kept as it is."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, urgent=True)

    def _look(self, thread: Thread) -> RowLook:
        when = ""
        if thread.ripe_on is not None and thread.ripe_on > self._today:
            when = _("from {day} on").format(day=deadline(thread.ripe_on, self._today))
        return RowLook(thread.text, when, IconMark("message-square"))

    def _add(self) -> None:
        if self.line.text().strip():
            self.added.emit(self.line.text())

    def _remove(self, thread: Thread) -> None:
        self.removed.emit(thread.id)

    def _clear_wrong(self, _words: str) -> None:
        self.show_wrong("")
