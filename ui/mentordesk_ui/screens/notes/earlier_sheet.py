"""The earlier wordings of a note: each with its day, readable, and one of them taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.notes import NoteRevision
from mentordesk.language import _, ngettext
from mentordesk.phrases import clock_time, near_day
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_LINES = 14
_NARROW = 620


class EarlierSheet(Sheet):
    """`taken` says the id of the wording to take back."""

    taken = Signal(str)

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, note_id: str) -> None:
        note = desk.notes.get(note_id)
        revisions = [each for each in desk.notes.revisions(note_id) if each.text != note.text]
        confirm = _("Take this wording back") if revisions else ""
        super().__init__(appearance, host, _("Earlier wordings"), confirm=confirm, cancel=_("Close"), width=860)
        self._clock = clock
        self.model: RowModel[NoteRevision] = RowModel(self._look)
        self.view: RowView[NoteRevision] = RowView(appearance, self.model, _("Earlier wordings"), click="chooses")
        self.reader = NoteEditor(appearance, _("How the note read then"))
        self.reader.setReadOnly(True)
        height = QFontMetrics(self.reader.font()).lineSpacing() * _LINES
        self._both = QWidget()
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.l)
        if host.window().width() < appearance.px(_NARROW) * 3 // 2:
            box.setDirection(QBoxLayout.Direction.TopToBottom)
            height = height * 2 // 3
            self.view.setMinimumHeight(self.view.row_height() * 2)
        box.addWidget(self.view, 2)
        box.addWidget(self.reader, 3)
        self.reader.setMinimumHeight(height)
        if revisions:
            self.add(self._both)
        else:
            words = _("There is none yet. While you write, how the note read is kept every few minutes.")
            self.add(Text(appearance, words, TextStyle.BODY, "muted"))
        self.view.chosen_row.connect(self._read)
        self.confirmed.connect(self._take)
        self.model.set_rows(revisions)
        if revisions:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _look(self, revision: NoteRevision) -> RowLook:
        zone = self._clock.zone()
        kept = (revision.created_at or self._clock.now()).astimezone(zone)
        day = near_day(kept.date(), self._clock.now().astimezone(zone).date())
        count = len(revision.text.split())
        words = ngettext("{count} word", "{count} words", count).format(count=count)
        return RowLook(f"{day[:1].upper()}{day[1:]}, {clock_time(kept)}", words, IconMark("history"))

    def _read(self, revision: NoteRevision | None) -> None:
        self.reader.set_text(revision.text if revision else "")

    def _take(self) -> None:
        revision = self.view.current_row()
        if revision is not None:
            self.taken.emit(revision.id)
