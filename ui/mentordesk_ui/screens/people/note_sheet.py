"""A note of a person that belongs to no meeting, over their page: typed text is on disk within a second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.notes import Note
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.earlier_wordings import MetElsewhere
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

_LINES = 16


class NoteSheet(Sheet):
    """Closing it is all there is to do."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        drafts: Drafts,
        note: Note,
        names: Sequence[str],
        title: str,
    ) -> None:
        super().__init__(appearance, host, title, cancel=_("Close"), width=680)
        self._desk = desk
        self._clock = clock
        self._note_id = note.id
        self.editor = NoteEditor(appearance, title, names=names)
        self.editor.setPlaceholderText(_("A line like “- [ ] @name what !friday” becomes a promise."))
        self.editor.setMinimumHeight(QFontMetrics(self.editor.font()).lineSpacing() * _LINES)
        self.state = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.keeping = NoteKeeping(self.editor, self._save, drafts, f"note/{note.id}", self)
        self.advice = AdviceFromNote(self.editor, self.keeping, desk, clock, acts, navigation, self._shown_id)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self.keeping)
        self.links.left.connect(self.close_overlay)
        self.elsewhere = MetElsewhere(appearance, desk, clock, acts, navigation, self.keeping, self._shown_id)
        self.keeping.state_changed.connect(self.state.setText)
        self.add(self.editor)
        self.add(self.links)
        self.add(self.elsewhere)
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching)
        self.attachments.take_from(self.editor)
        self.attachments.take_drops(self)
        self.attachments.show_holder(Holder(HolderKind.NOTE, note.id))
        self.add(self.attachments)
        self.add(self.state)
        self.keeping.open(f"note/{note.id}", note.text, self._save)
        self.links.show_note(self._shown_id)
        self.closed.connect(self.keeping.flush)

    def focus_first(self) -> None:
        self.editor.setFocus()

    def _shown_id(self) -> str:
        return self._note_id

    def _save(self, text: str) -> None:
        kept = keep_note(self._desk, self._clock, self._note_id, text, base=self.keeping.base)
        self.keeping.note_saved(kept)
        if kept.note.text != self.editor.text():
            self.editor.change_text(kept.note.text)
