"""The note of a goal, written where it stands and kept as typed; further notes of the goal are rows that open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.goals import Goal
from mentordesk.domain.notes import Note
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.goals.keep_goal_note import keep_goal_note, notes_of_goal
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.earlier_wordings import MetElsewhere
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text_on_page import KeepingWord, TallAsWords
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

_LEAST_LINES = 3


class GoalNote(QWidget):
    """Shows one goal's first note in an editor as tall as its words. Leave it before another goal is shown."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._appearance, self._desk, self._clock = appearance, desk, clock
        self._goal = Goal()
        self._note_id = ""
        self._is_saving = False
        title = _("Notes")
        self.editor = NoteEditor(appearance, title, today=self._today)
        self.editor.setPlaceholderText(
            _("What comes to mind about this goal. “- [ ] @name what !friday” is a promise.")
        )
        self.keeping = NoteKeeping(self.editor, _nothing, drafts, "goal-note/", self)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self.keeping)
        self.elsewhere = MetElsewhere(appearance, desk, clock, acts, navigation, self.keeping, self._shown_id)
        TallAsWords(appearance, self.editor, least_lines=_LEAST_LINES)
        state = KeepingWord(appearance, self.keeping)
        self.model: RowModel[Note] = RowModel(self._look, parent=self)
        self.view: RowView[Note] = RowView(
            appearance,
            self.model,
            _("More notes"),
            delegate=WrappingDelegate(appearance),
            click="opens",
            fits_content=True,
        )
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(SectionHead(appearance, title))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(head)
        ground = Card(appearance, raised=False, padding=SPACE.xs)
        ground.add(self.editor)
        inset = QVBoxLayout()
        inset.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        inset.addWidget(ground)
        column.addLayout(inset)
        column.addWidget(self.links)
        column.addWidget(self.elsewhere)
        self.attachments = AttachmentList(appearance, desk, clock, navigation.attaching)
        self.attachments.take_from(self.editor)
        column.addWidget(state)
        column.addWidget(self.attachments)
        column.addWidget(self.view)
        self.view.hide()
        self.view.activated_row.connect(self._open)
        self._navigation = navigation

    def show_goal(self, goal: Goal, names: tuple[str, ...]) -> None:
        """Show the notes of a goal; another goal's note is saved first."""
        notes = notes_of_goal(self._desk, goal.id)
        # Before the text, which is then dressed once.
        self.editor.set_names(names)
        if goal.id != self._goal.id:
            self.leave()
            self._goal = goal
            self._note_id = notes[0].id if notes else ""
            self.keeping.open(f"goal-note/{goal.id}", notes[0].text if notes else "", self._save)
            self.links.show_note(self._shown_id)
            self.attachments.show_holder(Holder(HolderKind.GOAL, goal.id))
            self.elsewhere.begin()
        elif not self._is_saving and self.keeping.is_saved:
            self._note_id = notes[0].id if notes else ""
            text = notes[0].text if notes else ""
            self.keeping.take_over(text)
        self.model.set_rows(notes[1:])
        self.view.setVisible(len(notes) > 1)

    def leave(self) -> None:
        """Put on disk what is unsaved, and keep the wording as a revision."""
        self.keeping.flush()
        if self._note_id and self._desk.notes.find(self._note_id) is not None:
            self._desk.notes.leave(self._note_id)

    def _shown_id(self) -> str:
        return self._note_id

    def _save(self, text: str) -> None:
        if not text and not self._note_id:
            return
        self._is_saving = True
        try:
            kept = keep_goal_note(self._desk, self._clock, self._goal.id, self._note_id, text, base=self.keeping.base)
        finally:
            self._is_saving = False
        self._note_id = kept.note.id
        self.keeping.note_saved(kept)
        if kept.note.text != self.editor.text():
            self.editor.change_text(kept.note.text)

    def _open(self, note: Note) -> None:
        self._navigation.open_note(note.id)

    def _look(self, note: Note) -> RowLook:
        day = (note.created_at or self._clock.now()).astimezone(self._clock.zone()).date()
        return RowLook(note.title or _("Untitled"), phrases.near_day(day, self._today()), IconMark("file-text"))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()


def _nothing(_text: str) -> None:
    """Keep nothing: no goal is shown yet."""
