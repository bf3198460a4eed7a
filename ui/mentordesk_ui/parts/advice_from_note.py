"""Advice kept from a note: the words selected, or the line of the caret, by a key or from the editor’s menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from mentordesk.clock import Clock
from mentordesk.domain.advice import Advice
from mentordesk.domain.picked_advice import pick_advice
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.advice.keep_advice import keep_from_note
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation

KEY = "Ctrl+Shift+K"


class AdviceFromNote(QObject):
    """Lives as long as its editor; `note_id` says which note is shown, empty for none yet."""

    def __init__(
        self,
        editor: NoteEditor,
        keeping: NoteKeeping,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        note_id: Callable[[], str],
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._keeping = keeping
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._note_id = note_id
        self.action = QAction(_("Keep as advice"), editor)
        self.action.setShortcut(QKeySequence(KEY))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.action.triggered.connect(self.keep)
        editor.addAction(self.action)

    def keep(self) -> None:
        """Keep what is selected, else the line of the caret, as advice of the note’s mentorship."""
        self._keeping.flush()
        selected = self._editor.createMimeDataFromSelection().text() if self._editor.textCursor().hasSelection() else ""
        picked = pick_advice(self._editor.text(), self._editor.caret_line(), selected)
        note_id = self._note_id()
        if not picked.words or not note_id:
            self._navigation.toast(_("Write the advice first, then keep its line."))
            return
        act = partial(keep_from_note, self._desk, self._clock, note_id, picked)
        self._acts.perform(act, done=self._say_kept, failed=self._say_why_not)

    def _say_kept(self, advice: Advice) -> None:
        self._navigation.toast(_("Kept as advice: {text}").format(text=advice.text), undoable=True)

    def _say_why_not(self, mistake: Mistake) -> None:
        self._navigation.toast(mistake.sentence)
