"""The note of a meeting: the editor, its way to the disk, and what must be asked back about its promises."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import Kept, follow_actions, keep_meeting_note
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.earlier_wordings import MetElsewhere
from mentordesk_ui.parts.note_asking import NoteAsking
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_SHARE_OF_ATTACHED = 0.32
"""How much of the height what is attached may take."""


class NotePane(QWidget):
    """Shows one meeting's note. What is typed is on disk within a second, and on every way out."""

    kept = Signal()
    """The note was saved."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._meeting_id = ""
        self._note_id = ""
        self._is_saving = False
        self.editor = NoteEditor(appearance, _("Notes"), today=self._today)
        self.editor.setPlaceholderText(
            _(
                "Notes. A line like “- [ ] @name what !friday” becomes a promise, one like “~ her sister’s wedding in June” something to ask about."
            )
        )
        self.keeping = NoteKeeping(self.editor, self._nowhere, drafts, "meeting-note/", self)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self.keeping)
        self.elsewhere = MetElsewhere(appearance, desk, clock, acts, navigation, self.keeping, self._shown_id)
        self.advice = AdviceFromNote(self.editor, self.keeping, desk, clock, acts, navigation, self._shown_id)
        self.asking = NoteAsking(appearance, desk, clock, acts, self.editor, self.keeping, self._save)
        self.question = self.asking.sentence
        self.state = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching)
        self.attachments.take_from(self.editor)
        self.attachments.changed.connect(self._fit)
        self._attached = ScrollColumn(appearance, wide=True, margins=(0, 0, 0, 0))
        self._attached.add(self.attachments)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        foot.setSpacing(SPACE.m)
        foot.addWidget(self.asking, 1)
        foot.addWidget(self.state, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl + SPACE.xs, SPACE.m, SPACE.l, SPACE.s)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.editor, 1)
        column.addWidget(self.links)
        column.addWidget(self.elsewhere)
        column.addWidget(self._attached)
        column.addLayout(foot)
        self.keeping.state_changed.connect(self._say_state)
        self.keeping.saved.connect(self.kept)

    def show_meeting(self, meeting_id: str, names: tuple[str, ...]) -> None:
        """Show the note of a meeting, after the one before is saved."""
        if meeting_id != self._meeting_id:
            self.leave()
            self._meeting_id = meeting_id
            # Before the text, which is then dressed once.
            self.editor.set_names(names)
            note = self._desk.notes.of_meeting(meeting_id)
            self._note_id = note.id if note else ""
            self.keeping.open(f"meeting-note/{meeting_id}", note.text if note else "", self._save)
            self.links.show_note(self._shown_id)
            self.elsewhere.begin()
            self.asking.begin()
            self.attachments.show_holder(Holder(HolderKind.MEETING, meeting_id))
        else:
            self.editor.set_names(names)

    def leave(self) -> None:
        """Put on disk what is unsaved, and keep the wording as a revision."""
        self.keeping.flush()
        if self._note_id:
            self._acts.perform(partial(self._desk.notes.leave, self._note_id))

    def follow(self, topics: frozenset[Topic]) -> None:
        """Take over what changed on the desk meanwhile: an action ticked elsewhere, an undo, another program."""
        if self._is_saving or not self._meeting_id or not topics & {Topic.ACTIONS, Topic.NOTES, Topic.THREADS}:
            return
        note = self._desk.notes.of_meeting(self._meeting_id)
        self._note_id = note.id if note else ""
        if note is None or not self.keeping.is_saved:
            return
        if topics & {Topic.ACTIONS, Topic.THREADS}:
            self._is_saving = True
            self._acts.perform(partial(follow_actions, self._desk, self._clock, note.id), done=self._took_over)
            self._is_saving = False
        elif note.text != self.editor.text():
            self.keeping.take_over(note.text)

    def _took_over(self, kept: Kept) -> None:
        self.keeping.take_over(kept.note.text)

    # -- saving

    def _shown_id(self) -> str:
        return self._note_id

    def _nowhere(self, _text: str) -> None:
        """No meeting is shown yet: there is nothing to save."""

    def _save(self, text: str) -> None:
        if not text and not self._note_id:
            return
        self._is_saving = True
        try:
            kept = keep_meeting_note(
                self._desk, self._clock, self._meeting_id, text, self.asking.answers, base=self.keeping.base
            )
        finally:
            self._is_saving = False
        self._note_id = kept.note.id
        self.keeping.note_saved(kept)
        if kept.note.text != self.editor.text():
            self.editor.change_text(kept.note.text)
        self.asking.show_unclear(kept.unclear)

    def _say_state(self, words: str) -> None:
        self.state.setText(words)
        is_wrong = not self.keeping.is_saved and bool(words)
        self.state.set_role("danger" if is_wrong else "muted")
        if is_wrong:
            announce(self, words, urgent=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give what is attached the height it needs, up to its share; more of it is scrolled to."""
        self._attached.setVisible(not self.attachments.isHidden())
        wanted = self.attachments.sizeHint().height() + SPACE.s
        self._attached.setFixedHeight(min(wanted, round(self.height() * _SHARE_OF_ATTACHED)))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()
