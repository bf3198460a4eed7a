"""The notes of the call beside the ring: the note editor on the meeting's own note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.notes.keep_note import keep_meeting_note
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.earlier_wordings import MetElsewhere
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class NotePanel(QWidget):
    """Shows the note of one meeting at a time; the first words make it."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        drafts: Drafts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._meeting_id = ""
        self.editor = NoteEditor(appearance, _("Notes of this call"))
        self.editor.setPlaceholderText(_("Notes. A line “- [ ] @name what !friday” becomes a promise."))
        self._keeping = NoteKeeping(self.editor, self._keep, drafts, "")
        self.advice = AdviceFromNote(self.editor, self._keeping, desk, clock, acts, navigation, self._note_id)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self._keeping)
        self.elsewhere = MetElsewhere(appearance, desk, clock, acts, navigation, self._keeping, self._note_id)
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching)
        self.attachments.take_from(self.editor)
        # In a call nothing asks for anything; what is dropped, pasted or asked for by the key is shown.
        self.attachments.attach.hide()
        self._state = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._keeping.state_changed.connect(self._state.setText)
        self._keeping.saved.connect(self._follow_desk)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(Text(appearance, _("Notes"), TextStyle.TITLE))
        head.addStretch(1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        column.addWidget(self.links)
        column.addWidget(self.elsewhere)
        column.addWidget(self.attachments)
        self.setFocusProxy(self.editor)
        self._follower = DeskFollower(desk.database, self, frozenset({Topic.NOTES, Topic.ACTIONS}), self._follow_desk)

    def show_meeting(self, meeting_id: str, person: Person) -> None:
        """Turn to the note of a meeting with a person."""
        if meeting_id == self._meeting_id:
            self._follow_desk()
            return
        self._meeting_id = meeting_id
        self.editor.set_names([person.short_name, person.name, self._desk.profile.me().short_name])
        self._keeping.open(f"meeting-note/{meeting_id}", self._text(), partial(self._keep_of, meeting_id))
        self.links.show_note(self._note_id)
        self.elsewhere.begin()
        self.attachments.show_holder(Holder(HolderKind.MEETING, meeting_id))

    def flush(self) -> None:
        """Put on disk what is not there yet."""
        self._keeping.flush()

    def _note_id(self) -> str:
        note = self._desk.notes.of_meeting(self._meeting_id) if self._meeting_id else None
        return note.id if note is not None else ""

    def _text(self) -> str:
        note = self._desk.notes.of_meeting(self._meeting_id) if self._meeting_id else None
        return note.text if note is not None else ""

    def _keep(self, text: str) -> object:
        return self._keep_of(self._meeting_id, text)

    def _keep_of(self, meeting_id: str, text: str) -> object:
        if not text.strip() and self._desk.notes.of_meeting(meeting_id) is None:
            return None
        kept = keep_meeting_note(self._desk, self._clock, meeting_id, text, base=self._keeping.base)
        self._keeping.note_saved(kept)
        return kept

    def _follow_desk(self) -> None:
        """Show what the note says on the desk, if it was changed from elsewhere, such as by an action ticked off."""
        if not self._keeping.is_saved or not self._meeting_id:
            return
        self._keeping.take_over(self._text())
