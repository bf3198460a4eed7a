"""What is done with one question: each is one step of undo and says so. Asking at once happens in a sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.questions.compose_question import Composed, compose
from mentordesk.workflows.questions.questions_overview import QuestionView
from mentordesk_ui.parts.call_link import can_open
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance

from .question_sheets import ComposeSheet, QuestionSheet, WhomSheet


def open_link(link: str) -> bool:
    """Open a mail or a call in the program it belongs to; False when there is none. The link is encoded already."""
    return can_open(link) and QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(link.encode())))


class QuestionDeeds(QObject):
    """`performed` says in words what was done, `refused` what must be asked back."""

    performed = Signal(str)
    refused = Signal(str)
    reworded = Signal(str)
    """The new words of the row with this id are on disk."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        host: QWidget,
        open_url: Callable[[str], bool],
    ) -> None:
        super().__init__(host)
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._host = host
        self._open_url = open_url
        self._sheets = SheetPlace()
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    # -- at once

    def put_off(self, row: QuestionView, urgency: Urgency) -> None:
        """Say how long it can wait."""
        said = {
            Urgency.URGENT: _("Urgent now"),
            Urgency.THIS_WEEK: _("For this week"),
            Urgency.NEXT_MEETING: _("On the agenda of the next meeting"),
        }[urgency]
        if urgency is Urgency.NEXT_MEETING and not row.person_id:
            said = _("For the next meeting, once you say with whom")
        self._perform(partial(ask_question.put_off, self._desk, self._clock, row.id, urgency), said)

    def reword(self, question_id: str, words: str) -> None:
        """Change what it says."""
        act = partial(ask_question.reword_question, self._desk, self._clock, question_id, words)
        self._acts.perform(act, done=partial(self._tell_reworded, question_id), failed=self._refuse)

    def _tell_reworded(self, question_id: str, result: object) -> None:
        self.reworded.emit(question_id)
        self._tell(_("Changed"), result)

    def let_go(self, row: QuestionView) -> None:
        """Let it go."""
        if row.question.is_open:
            act = partial(ask_question.let_go, self._desk, self._clock, row.id)
            self._perform(act, _("Let go: {what}").format(what=row.question.text))

    def reopen(self, row: QuestionView) -> None:
        """Ask it again."""
        if not row.question.is_open:
            act = partial(ask_question.reopen_question, self._desk, self._clock, row.id)
            self._perform(act, _("Open again: {what}").format(what=row.question.text))

    def remove(self, row: QuestionView) -> None:
        """Put it into the trash."""
        said = _("Removed “{text}”").format(text=row.question.text)
        self._perform(partial(ask_question.remove_question, self._desk, self._clock, row.id), said)

    def ask_whom(self, question_id: str, person_id: str) -> None:
        """Say whom to ask."""
        person = self._desk.people.find(person_id) if person_id else None
        said = _("For {name}").format(name=person.short_name) if person else _("For nobody yet")
        self._perform(partial(ask_question.ask_whom, self._desk, self._clock, question_id, person_id), said)

    def open_person(self, row: QuestionView) -> None:
        """Show whom it is for."""
        if row.person_id:
            self._navigation.open_person(row.person_id)

    def _perform(self, act: Callable[[], object], said: str) -> None:
        self._acts.perform(act, done=partial(self._tell, said), failed=self._refuse)

    def _tell(self, said: str, _result: object) -> None:
        self.performed.emit(said)

    def _refuse(self, mistake: Mistake) -> None:
        self.refused.emit(mistake.sentence)

    # -- in sheets

    def open(self, row: QuestionView, *, to_answer: bool = False) -> None:
        """Show all that is written of it."""
        sheet = QuestionSheet(self._appearance, self._host, row.question, to_answer=to_answer)
        sheet.ready.connect(partial(self._change, sheet, row.question))
        self.earlier.in_form(sheet, "question", row.id, text="text", context="context", answer="answer")
        self._sheets.show(sheet)

    def answer(self, row: QuestionView) -> None:
        """Write down the answer."""
        self.open(row, to_answer=True)

    def _change(self, sheet: Sheet, before: Question, text: str, context: str, answer: str) -> None:
        said = _("Kept the answer") if answer.strip() != before.answer else _("Changed")
        act = partial(ask_question.change_question, self._desk, self._clock, before.id, text, context, answer)
        done = partial(self._done_in, sheet, said)
        perform_form(self._acts, self._desk, before, act, done=done, failed=sheet.show_mistake)

    def choose_whom(self, row: QuestionView) -> None:
        """Ask who is to be asked."""
        sheet = WhomSheet(self._appearance, self._host, self._desk, row.question, row.person_id)
        sheet.chosen.connect(partial(self._keep_whom, sheet, row.id))
        self._sheets.show(sheet)

    def _keep_whom(self, sheet: Sheet, question_id: str, person_id: str) -> None:
        act = partial(ask_question.ask_whom, self._desk, self._clock, question_id, person_id)
        self._perform_in(sheet, act, _("Changed whom to ask"))

    def compose(self, row: QuestionView) -> None:
        """Get the question ready to go; without anybody to ask, ask whom."""
        composed = compose(self._desk, self._clock, row.question)
        if composed is None:
            self.choose_whom(row)
            return
        sheet = ComposeSheet(self._appearance, self._host, row.question, composed)
        sheet.asked.connect(partial(self._ask, sheet, row.question))
        self._sheets.show(sheet)

    def _ask(self, sheet: Sheet, question: Question, way: str, context: str) -> None:
        how = AskedHow(way)
        composed = compose(self._desk, self._clock, question, context)
        if composed is None:
            return
        said = self._hand_over(composed, how)
        if not said:
            sheet.show_mistake(Mistake(_("This computer has no program for that. Copy the text instead.")))
            return
        act = partial(ask_question.say_asked, self._desk, self._clock, question.id, how, context)
        self._perform_in(sheet, act, said)

    def _hand_over(self, composed: Composed, how: AskedHow) -> str:
        """Give the question to the program it goes by and say so; empty when there is none."""
        if how is AskedHow.COPY:
            QGuiApplication.clipboard().setText(composed.text)
            return _("Copied. Paste it where {name} reads it.").format(name=composed.person.short_name)
        if not self._open_url(composed.mail_link if how is AskedHow.MAIL else composed.call_link):
            return ""
        if how is AskedHow.CALL:
            return _("The call should open now.")
        if composed.is_cut:
            QGuiApplication.clipboard().setText(composed.text)
            return _("The text is long, so it is on the clipboard: paste it into the mail.")
        # A desktop takes a mail address and fails later, in silence, where it has no mail program.
        return _("Your mail program should open now. If it does not, undo this and copy the text.")

    def _perform_in(self, sheet: Sheet, act: Callable[[], object], said: str) -> None:
        self._acts.perform(act, done=partial(self._done_in, sheet, said), failed=sheet.show_mistake)

    def _done_in(self, sheet: Sheet, said: str, _result: object) -> None:
        sheet.close_overlay()
        self.performed.emit(said)
