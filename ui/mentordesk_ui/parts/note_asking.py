"""What must be asked back about the lines of a note: who is meant, which day. The answer goes into the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.keep_note import Unclear, find_unclear, put_name
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class NoteAsking(QWidget):
    """A line below an editor. Whoever saves hands `answers` to the workflow, and to `show_unclear` what came back."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        editor: NoteEditor,
        keeping: NoteKeeping,
        save: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._editor = editor
        self._keeping = keeping
        self._save = save
        self._unclear: tuple[Unclear, ...] = ()
        self.answers: dict[int, str] = {}
        """Who is meant in which line, for names that alone do not tell; until the next save."""
        self.sentence = Text(appearance, "", TextStyle.CAPTION, "warm")
        self.candidates: list[Button] = []
        expand_across(self)
        self._flow = Flow(self)
        self._flow.addWidget(self.sentence)
        self._looking = QTimer(self, interval=0, singleShot=True)
        self._looking.timeout.connect(self._show)
        editor.cursorPositionChanged.connect(self._looking.start)

    def begin(self) -> None:
        """Turn to the text that is in the editor now."""
        self.answers = {}
        self._unclear = find_unclear(self._desk, self._clock, self._editor.text())
        self._show()

    def show_unclear(self, unclear: tuple[Unclear, ...]) -> None:
        """Ask about what a save found; the answers given are used up."""
        self.answers = {}
        self._unclear = unclear
        self._looking.start()

    def _show(self) -> None:
        """Ask about the first unclear line that is not being typed: a name half written is no question yet."""
        typing = self._editor.caret_line() if self._editor.hasFocus() else -1
        asked = next((each for each in self._unclear if each.line != typing), None)
        words = asked.sentence if asked else ""
        if words == self.sentence.text():
            return
        for button in self.candidates:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.candidates = []
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))
        if asked is not None and asked.about == "person":
            for person in asked.candidates:
                button = Button(self._appearance, person.name, "user")
                button.clicked.connect(partial(self._answer, asked, person.id))
                self._flow.addWidget(button)
                QWidget.setTabOrder(self.candidates[-1] if self.candidates else self._editor, button)
                button.show()
                self.candidates.append(button)
        if words:
            announce(self, words)

    def _answer(self, asked: Unclear, person_id: str, *_checked: object) -> None:
        try:
            text = put_name(self._desk, self._editor.text(), asked.line, person_id)
        except LookupError:
            # The line was edited since it was asked about: ask anew about what it says now.
            self.begin()
            return
        self.answers = {asked.line: person_id}
        if text == self._editor.text():
            self._acts.perform(partial(self._save, text))
        else:
            self._editor.change_text(text)
            self._keeping.flush()
        self._show()
