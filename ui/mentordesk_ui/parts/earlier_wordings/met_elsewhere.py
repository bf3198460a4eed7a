"""A line below an editor when another window or program wrote into the same note meanwhile: what became of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.keep_note import Kept
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_editor import NoteKeeping
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class MetElsewhere(QWidget):
    """Hidden while nobody else writes. `note_id` says which note is in the editor; empty while it is not kept yet."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        keeping: NoteKeeping,
        note_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._acts, self._navigation = acts, navigation
        self._keeping, self._note_id = keeping, note_id
        self._other_id = ""
        self._sheets = SheetPlace()
        self.sentence = Text(appearance, "", TextStyle.CAPTION, "warm")
        self.look = Button(appearance, _("See what differs"), "history")
        self.look.clicked.connect(self._show_difference)
        self.fine = Button(appearance, _("Fine"), "check", "plain")
        self.fine.clicked.connect(self.begin)
        expand_across(self)
        row = Flow(self)
        for part in (self.sentence, self.look, self.fine):
            row.addWidget(part)
        self.hide()
        keeping.met.connect(self._tell)
        keeping.draft_found.connect(self._keep_what_is_on_disk)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    def begin(self, *_checked: object) -> None:
        """Say nothing: another note is shown, or it was read."""
        self._other_id = ""
        self.sentence.setText("")
        self.hide()

    def _tell(self, kept: Kept) -> None:
        if kept.note.id != self._note_id():
            return
        self._other_id = kept.other_id or self._other_id
        if self._other_id:
            words = _("The same lines were changed in another window. Yours stand here, the others are kept.")
        else:
            words = _("What was written in another window meanwhile is here too.")
        self.sentence.setText(words)
        self.look.setVisible(bool(self._other_id))
        self.show()
        announce(self, words, urgent=bool(self._other_id))

    def _show_difference(self, *_checked: object) -> None:
        from .taking_back import show_earlier_wordings

        self._keeping.flush()
        show_earlier_wordings(
            self._appearance,
            self.window(),
            self._desk,
            self._clock,
            self._acts,
            self._navigation,
            self._sheets,
            self._note_id(),
            self._other_id,
            done=self._take_over,
        )
        self.begin()

    def _take_over(self) -> None:
        note = self._desk.notes.find(self._note_id())
        if note is not None:
            self._keeping.take_over(note.text)

    def _keep_what_is_on_disk(self) -> None:
        """Keep what the note says among its earlier wordings: nobody knows what it said when the draft was begun."""
        if note_id := self._note_id():
            self._acts.perform(partial(self._desk.notes.leave, note_id))
