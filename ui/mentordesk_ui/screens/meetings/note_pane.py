"""The note of a meeting: the editor, its way to the disk, and what must be asked back about its promises."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.keep_note import Kept, Unclear, find_unclear, follow_actions, keep_meeting_note, put_name
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.note_links import NoteLinks
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


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
        self._answers: dict[int, str] = {}
        self.editor = NoteEditor(appearance, _("Notes"), today=self._today)
        self.editor.setPlaceholderText(
            _(
                "Notes. A line like “- [ ] @name what !friday” becomes a promise, one like “~ her sister’s wedding in June” something to ask about."
            )
        )
        self.keeping = NoteKeeping(self.editor, self._nowhere, drafts, "meeting-note/", self)
        self.links = NoteLinks(appearance, desk, clock, acts, navigation, self.editor, self.keeping)
        self.advice = AdviceFromNote(self.editor, self.keeping, desk, clock, acts, navigation, self._shown_id)
        self._asking = QTimer(self, interval=0, singleShot=True)
        self._asking.timeout.connect(self._show_unclear)
        self._unclear: tuple[Unclear, ...] = ()
        self.question = Text(appearance, "", TextStyle.CAPTION, "warm")
        self.state = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._asked = QWidget()
        expand_across(self._asked)
        self._flow = Flow(self._asked)
        self._flow.addWidget(self.question)
        self._candidates: list[Button] = []
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        foot.setSpacing(SPACE.m)
        foot.addWidget(self._asked, 1)
        foot.addWidget(self.state, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl + SPACE.xs, SPACE.m, SPACE.l, SPACE.s)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.editor, 1)
        column.addWidget(self.links)
        column.addLayout(foot)
        self.keeping.state_changed.connect(self._say_state)
        self.keeping.saved.connect(self.kept)
        self.editor.cursorPositionChanged.connect(self._asking.start)

    def show_meeting(self, meeting_id: str, names: tuple[str, ...]) -> None:
        """Show the note of a meeting, after the one before is saved."""
        if meeting_id != self._meeting_id:
            self.leave()
            self._meeting_id = meeting_id
            note = self._desk.notes.of_meeting(meeting_id)
            self._note_id = note.id if note else ""
            self._answers = {}
            self.keeping.open(f"meeting-note/{meeting_id}", note.text if note else "", self._save)
            self.links.show_note(self._shown_id)
            self._ask()
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
            self.editor.change_text(note.text)

    def _took_over(self, kept: Kept) -> None:
        if kept.note.text != self.editor.text():
            self.editor.change_text(kept.note.text)

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
            kept = keep_meeting_note(self._desk, self._clock, self._meeting_id, text, self._answers)
        finally:
            self._is_saving = False
        self._answers = {}
        self._note_id = kept.note.id
        self._unclear = kept.unclear
        self._took_over(kept)
        self._asking.start()

    def _say_state(self, words: str) -> None:
        self.state.setText(words)
        is_wrong = not self.keeping.is_saved and bool(words)
        self.state.set_role("danger" if is_wrong else "muted")
        if is_wrong:
            announce(self, words, urgent=True)

    # -- asking back

    def _ask(self) -> None:
        self._unclear = find_unclear(self._desk, self._clock, self.editor.text())
        self._show_unclear()

    def _show_unclear(self) -> None:
        """Ask about the first unclear line that is not being typed: a name half written is no question yet."""
        typing = self.editor.caret_line() if self.editor.hasFocus() else -1
        asked = next((each for each in self._unclear if each.line != typing), None)
        words = asked.sentence if asked else ""
        if words == self.question.text():
            return
        for button in self._candidates:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._candidates = []
        self.question.setText(words)
        self.question.setVisible(bool(words))
        if asked is not None and asked.about == "person":
            for person in asked.candidates:
                button = Button(self._appearance, person.name, "user")
                button.clicked.connect(partial(self._answer, asked, person.id))
                self._flow.addWidget(button)
                button.show()
                self._candidates.append(button)
        if words:
            announce(self, words)

    def _answer(self, asked: Unclear, person_id: str, *_checked: object) -> None:
        try:
            text = put_name(self._desk, self.editor.text(), asked.line, person_id)
        except LookupError:
            # The line was edited since it was asked about: ask anew about what it says now.
            self._ask()
            return
        self._answers = {asked.line: person_id}
        if text == self.editor.text():
            self._acts.perform(partial(self._save, text))
        else:
            self.editor.change_text(text)
            self.keeping.flush()
        self._show_unclear()

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()
