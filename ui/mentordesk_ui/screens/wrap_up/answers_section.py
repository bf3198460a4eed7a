"""Questions that were talked about: what was the answer? Each can be written down here, or stays open without a word."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.questions import Question
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.questions.ask_question import answer_question
from mentordesk.workflows.questions.question_topics import unanswered_of
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class AnswersSection(QWidget):
    """Enter or leaving a line keeps the answer. It is not seen where nothing was asked."""

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation, drafts: Drafts
    ) -> None:
        super().__init__()
        self._drafts = drafts
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._meeting_id = ""
        self.lines: dict[str, LineEdit] = {}
        """The line for each question that waits for its answer, by the question's id."""
        self._fields: dict[str, Field] = {}
        self._keepings: dict[str, LineKeeping] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.m)
        self._column.addWidget(SectionHead(appearance, _("What was the answer?"), _("if there was one")))
        self.hide()

    def show_meeting(self, meeting_id: str) -> None:
        """Show the questions talked about in a meeting."""
        self._meeting_id = meeting_id
        self.refresh()

    def refresh(self) -> None:
        """Read them again; what is being typed stays."""
        waiting = unanswered_of(self._desk, self._desk.agenda.discussed_in(self._meeting_id))
        for gone in self.lines.keys() - {question.id for question in waiting}:
            del self.lines[gone], self._keepings[gone]
            field = self._fields.pop(gone)
            field.hide()
            field.deleteLater()
        for question in waiting:
            if question.id not in self.lines:
                self._add(question)
        self.setVisible(bool(waiting))

    def flush(self) -> None:
        """Put on disk what is typed and not kept yet."""
        for question_id in tuple(self.lines):
            self._keep(question_id)

    def _add(self, question: Question) -> None:
        line = LineEdit(self._appearance, _("In your own words, to be found again"), name=question.text)
        keeping = self._keepings[question.id] = LineKeeping(line, self._drafts)
        keeping.open(line_key(question.id, "answer"))
        line.editingFinished.connect(partial(self._keep, question.id))
        field = Field(self._appearance, question.text, line)
        self.lines[question.id], self._fields[question.id] = line, field
        self._column.addWidget(field)

    def _keep(self, question_id: str) -> None:
        words = self.lines[question_id].text().strip() if question_id in self.lines else ""
        if words:
            self._acts.perform(partial(answer_question, self._desk, self._clock, question_id, words), done=self._kept)

    def _kept(self, question: Question) -> None:
        if question.id in self._keepings:
            self._keepings[question.id].settle()
        self.refresh()
        self._navigation.toast(_("Kept the answer"), undoable=True)
