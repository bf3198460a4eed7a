"""The sheets of a question: all that is written of it, whom to ask, and asking at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentordesk.domain.people import ChannelKind
from mentordesk.domain.questions import AskedHow, Question
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.questions.compose_question import Composed
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class QuestionSheet(Sheet):
    """`ready` says text, context and answer as written."""

    ready = Signal(str, str, str)

    def __init__(self, appearance: Appearance, host: QWidget, question: Question, *, to_answer: bool) -> None:
        super().__init__(appearance, host, _("Question"), confirm=_("Keep"))
        self._to_answer = to_answer
        optional = _("optional")
        self.text = GrowingText(appearance, _("Question"), _("What do you want to know?"), one_line=True)
        self.context = GrowingText(appearance, _("Context"), _("What the other needs to know to answer"), least_lines=2)
        self.answer = GrowingText(appearance, _("Answer"), _("In your own words, to be found again"), least_lines=3)
        for name, label, editor, words in (
            ("text", _("Question"), self.text, question.text),
            ("context", _("Context"), self.context, question.context),
            ("answer", _("Answer"), self.answer, question.answer),
        ):
            editor.set_text(words)
            self.add_field(name, Field(appearance, label, editor, optional="" if name == "text" else optional))
        self.text.finished.connect(self._leave_line)
        self.confirmed.connect(self._say_ready)

    def focus_first(self) -> None:
        (self.answer if self._to_answer else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_line(self) -> None:
        if self.text.hasFocus():
            self.context.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_ready(self) -> None:
        self.ready.emit(self.text.text(), self.context.text(), self.answer.text())


class WhomSheet(Sheet):
    """`chosen` says the id of whoever is to be asked; empty for nobody yet."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, question: Question, person_id: str) -> None:
        super().__init__(appearance, host, _("Whom to ask?"), line=question.text, confirm=_("Keep"), width=440)
        people = [(one.id, one.name, one.city) for one in desk.people.others()]
        self.person = PersonPicker(appearance, people, placeholder=_("Nobody yet"))
        self.person.set_person(person_id or None)
        self.add_field("person", Field(appearance, _("Person"), self.person))
        self.confirmed.connect(self._say)

    def _say(self) -> None:
        self.chosen.emit(str(self.person.person() or ""))


class ComposeSheet(Sheet):
    """`asked` says by what and with which context; the agreed channel comes first."""

    asked = Signal(str, str)

    def __init__(self, appearance: Appearance, host: QWidget, question: Question, composed: Composed) -> None:
        self._first = _first_way(composed)
        words = _way_words()
        title = _("Ask {name}").format(name=composed.person.short_name)
        super().__init__(appearance, host, title, confirm=words[self._first], width=660)
        self.reach = Text(
            appearance, composed.reach.sentence, TextStyle.BODY, "text" if composed.reach.is_now else "warm"
        )
        self.add(self.reach)
        self.add(Text(appearance, question.text, TextStyle.TITLE, selectable=True))
        self.context = GrowingText(
            appearance, _("Context"), _("What is it about? Two sentences save a round of asking."), least_lines=3
        )
        self.context.set_text(question.context)
        self.add_field(
            "context",
            Field(
                appearance,
                _("Context"),
                self.context,
                optional=_("optional"),
                hint=_("It goes with the question, after a greeting."),
            ),
        )
        self.others: dict[AskedHow, Button] = {}
        icons = {AskedHow.MAIL: "mail", AskedHow.CALL: "phone", AskedHow.COPY: "copy"}
        for way in _ways(composed):
            if way is not self._first:
                button = self.add_button(Button(appearance, words[way], icons[way]))
                if self.others:
                    QWidget.setTabOrder(next(reversed(self.others.values())), button)
                self.others[way] = button
        self._connect()

    def _connect(self) -> None:
        self.confirmed.connect(self._ask_first)
        for way, ask in (
            (AskedHow.MAIL, self._ask_by_mail),
            (AskedHow.CALL, self._ask_by_call),
            (AskedHow.COPY, self._ask_by_copy),
        ):
            if way in self.others:
                self.others[way].clicked.connect(ask)

    def focus_first(self) -> None:
        self.context.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_first(self) -> None:
        self._ask(self._first)

    def _ask_by_mail(self) -> None:
        self._ask(AskedHow.MAIL)

    def _ask_by_call(self) -> None:
        self._ask(AskedHow.CALL)

    def _ask_by_copy(self) -> None:
        self._ask(AskedHow.COPY)

    def _ask(self, way: AskedHow) -> None:
        self.asked.emit(way.value, self.context.text())


def _ways(composed: Composed) -> tuple[AskedHow, ...]:
    """Return by what somebody can be asked: copying is always possible."""
    ways = []
    if composed.mail_link:
        ways.append(AskedHow.MAIL)
    if composed.call_link:
        ways.append(AskedHow.CALL)
    return (*ways, AskedHow.COPY)


def _first_way(composed: Composed) -> AskedHow:
    ways = _ways(composed)
    if composed.reach.kind in {ChannelKind.PHONE, ChannelKind.WEB} and AskedHow.CALL in ways:
        return AskedHow.CALL
    if composed.reach.kind is ChannelKind.CHAT:
        return AskedHow.COPY
    return ways[0]


def _way_words() -> dict[AskedHow, str]:
    return {
        AskedHow.MAIL: _("Write a mail"),
        AskedHow.CALL: _("Open the call"),
        AskedHow.COPY: _("Copy the text"),
    }
