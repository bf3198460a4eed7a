"""The inbox of questions: urgent, this week, next meeting, answered. A question is typed in one line and never lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.questions import Question, Urgency
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.questions.questions_overview import (
    Asker,
    QuestionGroup,
    QuestionsOverview,
    QuestionView,
    urgency_titles,
)
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.asking_line import AskingLine, Reading
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.parts.list_page import arrange_list_page, show_instead
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.rows.grouped_rows import Group, GroupedDelegate, GroupedModel, GroupedView, Heading
from mentordesk_ui.rows.row_keys import bind_row_keys
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .question_deeds import QuestionDeeds, open_link
from .question_rows import question_look

_COLUMN = 860
_MOST_OFFERED = 6


class QuestionsScreen(QWidget):
    """Enter opens a question, A answers it, C gets it ready to go, 1 2 3 say how long it can wait."""

    topics = frozenset({Topic.QUESTIONS, Topic.AGENDA, Topic.PEOPLE, Topic.MENTORSHIPS})

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        navigation: Navigation,
        *,
        tick: Tick | None = None,
        open_url: Callable[[str], bool] = open_link,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._overview = QuestionsOverview(desk, clock)
        self._last_added = ""
        self.deeds = QuestionDeeds(appearance, desk, clock, acts, navigation, self, open_url)
        self._make_parts()
        self._arrange()
        self._connect()
        if tick is not None:
            tick.ticked.connect(self._follow_day)
        self.refresh()

    def _make_parts(self) -> None:
        a = self._appearance
        self.head = PageHead(a, _("Questions"))
        self.add_line = AskingLine(a, _("Ask something: how do I say no? @Maria"), _("Add a question"), self._read_line)
        self.urgency: Choice[Urgency] = Choice(
            a, _("How long it can wait"), list(urgency_titles().items()), Urgency.NEXT_MEETING
        )
        self.asker: Choice[Asker] = Choice(
            a,
            _("Who asks"),
            [(Asker.ALL, _("All")), (Asker.ME, _("I ask")), (Asker.THEM, _("They ask me"))],
            Asker.ALL,
        )
        self._model: GroupedModel[QuestionView] = GroupedModel(question_look, self._read, removable=True)
        self.view: GroupedView[QuestionView] = GroupedView(
            a, self._model, _("Questions"), delegate=GroupedDelegate(a), click="opens"
        )
        self.edit_line = InPlaceEdit(a, self.view, _("Question"), "question", self.edit)
        self.empty = EmptyState(a, "circle-question-mark", "", "", _("Ask something"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._nothing = ScrollColumn(a, wide=True, margins=(0, 0, 0, 0))
        self._nothing.add(self.empty)
        self._stack.addWidget(self._nothing)

    def _arrange(self) -> None:
        choices = QWidget()
        expand_across(choices)
        row = Flow(choices, gap=SPACE.m)
        for part in (
            Text(self._appearance, _("A new one is for"), TextStyle.CAPTION, "muted"),
            self.urgency,
            self.asker,
        ):
            row.addWidget(part)
        self._body = arrange_list_page(self, (self.head, self.add_line, choices, self.edit_line.left), self._stack)
        QWidget.setTabOrder(self.edit_line.left.forget, self.view)  # it stands above the list
        self._fit()

    def _fit(self) -> None:
        self.edit_line.finish()
        self._body.setMaximumWidth(self._appearance.px(_COLUMN))

    def _connect(self) -> None:
        self.add_line.entered.connect(self._add)
        self.add_line.answered.connect(self._answer_whom)
        self.empty.pressed.connect(self.add_line.focus_line)
        self.asker.changed.connect(self._choose_asker)
        self.view.activated_row.connect(self._open)
        self.view.removed_row.connect(self._remove)
        self.view.menu_wanted.connect(self._open_menu)
        keys: dict[Qt.Key, Callable[[QuestionView], object]] = {
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_A: self.deeds.answer,
            Qt.Key.Key_C: self.deeds.compose,
            Qt.Key.Key_W: self.deeds.choose_whom,
            Qt.Key.Key_P: self.deeds.open_person,
            Qt.Key.Key_X: self.deeds.let_go,
            Qt.Key.Key_R: self.deeds.reopen,
            Qt.Key.Key_1: partial(self._put_off, Urgency.URGENT),
            Qt.Key.Key_2: partial(self._put_off, Urgency.THIS_WEEK),
            Qt.Key.Key_3: partial(self._put_off, Urgency.NEXT_MEETING),
        }
        bind_row_keys(self.view, QuestionView, keys)
        self.edit_line.kept.connect(self.deeds.reword)
        self.deeds.performed.connect(self._performed)
        self.deeds.refused.connect(self._refused)
        self.deeds.reworded.connect(self.edit_line.settle)
        self._appearance.resized.connect(self._fit)

    # -- showing

    def refresh(self, _topics: frozenset[Topic] = topics) -> None:
        """Read the questions again; the keyboard stays where it was."""
        row = self.view.current_row()
        before = self._model.position_of(row.id) if isinstance(row, QuestionView) else None
        self._overview = QuestionsOverview(self._desk, self._clock)
        self._show()
        if before is not None and not self.view.currentIndex().isValid():
            self.view.choose_near(before)

    def open_question(self, question_id: str) -> None:
        """Show one question in the inbox; raises Mistake when it is no longer on the desk."""
        question = self._desk.questions.get(question_id)
        if question.deleted_at is not None:
            raise Mistake(_("This question is in the trash."))
        self.asker.set_value(Asker.ALL)
        self._show()
        self._choose(question_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_day()

    def _follow_day(self) -> None:
        """Read again when it is another day: what was put off comes back by itself."""
        if self.isVisible() and self._overview.today != self._clock.now().astimezone(self._clock.zone()).date():
            self.refresh()

    def context_person(self) -> str:
        """Return whom the current row is for, while the list has the keyboard."""
        row = self.view.current_row()
        return row.person_id if isinstance(row, QuestionView) and self.view.hasFocus() else ""

    def _show(self) -> None:
        asker = self.asker.value() or Asker.ALL
        groups = self._overview.groups(asker)
        self._model.show_groups([_group(one) for one in groups])
        self.empty.set_words(*_empty_words(asker))
        show_instead(self._stack, self.view if groups else self._nothing, self.add_line.line)

    def _choose(self, question_id: str) -> None:
        if self._model.reach(question_id) and self.view.choose(question_id):
            self.view.scrollTo(self.view.currentIndex())

    def _choose_asker(self, asker: Asker) -> None:
        theirs = asker is Asker.THEM
        self.add_line.line.setPlaceholderText(
            _("What did they ask? May I show the numbers? @Maria")
            if theirs
            else _("Ask something: how do I say no? @Maria")
        )
        self._show()
        self.view.scrollToTop()

    def _read(self, ids: object) -> tuple[QuestionView, ...]:
        return self._overview.views(ids) if isinstance(ids, (list, tuple)) else ()

    # -- adding

    def _read_line(self, words: str) -> Reading:
        understood = ask_question.understand_question(self._desk, words)
        if understood.unclear:
            asked = understood.unclear[0]
            people = tuple((each.id, each.name) for each in asked.candidates)
            return Reading(asked.sentence, asks=True, people=people)
        if not understood.person_id and understood.urgency is None:
            return Reading()
        name = self._desk.people.get(understood.person_id).name if understood.person_id else ""
        urgency = urgency_titles()[understood.urgency or self.urgency.value() or Urgency.NEXT_MEETING]
        return Reading(" · ".join(part for part in (name, understood.text, urgency) if part))

    def _add(self, words: str, person_id: str) -> None:
        act = partial(
            ask_question.ask_typed,
            self._desk,
            self._clock,
            words,
            self.urgency.value() or Urgency.NEXT_MEETING,
            person_id=person_id,
            theirs=self.asker.value() is Asker.THEM,
        )
        self._acts.perform(act, done=self._added, failed=self._refuse_line)

    def _added(self, question: Question) -> None:
        self.add_line.clear()
        self.refresh()
        self._choose(question.id)
        self._navigation.toast(_("Added: {what}").format(what=question.text), undoable=True)
        if not question.mentorship_id:
            self._last_added = question.id
            running = {one.person_id for one in self._desk.mentorships.running()}
            people = self._desk.people.many(sorted(running)).values()
            known = sorted((one.name, one.id) for one in people if one.deleted_at is None)
            offered = tuple((key, name) for name, key in known[:_MOST_OFFERED])
            self.add_line.ask(_("Whom to ask? You can say it later, too."), offered)

    def _answer_whom(self, person_id: str) -> None:
        self.add_line.clear()
        self.deeds.ask_whom(self._last_added, person_id)

    def _refuse_line(self, mistake: Mistake) -> None:
        self.add_line.refuse(mistake.sentence)

    # -- acts

    def _open(self, row: object) -> None:
        if isinstance(row, QuestionView):
            self.deeds.open(row)

    def _remove(self, row: object) -> None:
        if isinstance(row, QuestionView):
            self.deeds.remove(row)

    def edit(self, row: QuestionView) -> None:
        """Change the words of a question where it stands; `@name` in them says whom to ask."""
        self.edit_line.begin(row.id, row.question.text, left=SPACE.s + self._appearance.px(20 + SPACE.s))

    def _performed(self, said: str) -> None:
        self.refresh()
        self._navigation.toast(said, undoable=True)

    def _refused(self, sentence: str) -> None:
        self.add_line.ask(sentence, ())
        announce(self, sentence, urgent=True)

    # -- keys and menus

    def _put_off(self, urgency: Urgency, row: QuestionView) -> None:
        if row.question.is_open:
            self.deeds.put_off(row, urgency)

    def _open_menu(self, row: object, point: QPoint) -> None:
        if isinstance(row, QuestionView):
            menu = self.menu_for(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(point)

    def menu_for(self, row: QuestionView) -> QMenu:
        """Return what can be done with a question, each with its key."""
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        deeds = self.deeds
        add(_("Open"), "arrow-right", "Return", partial(deeds.open, row))
        add(_("Answer"), "message-square", "A", partial(deeds.answer, row))
        if row.question.is_open:
            if row.is_mine:
                add(_("Ask now"), "mail", "C", partial(deeds.compose, row))
            menu.addSeparator()
            for place, (urgency, title) in enumerate(urgency_titles().items(), start=1):
                action = add(title, "", str(place), partial(deeds.put_off, row, urgency))
                action.setCheckable(True)
                action.setChecked(urgency is row.question.urgency)
            menu.addSeparator()
        else:
            add(_("Ask again"), "undo-2", "R", partial(deeds.reopen, row))
        add(_("Change the words"), "pencil", "F2", partial(self.edit, row))
        add(_("Whom to ask"), "user", "W", partial(deeds.choose_whom, row))
        if row.person_id:
            name = self._desk.people.get(row.person_id).short_name
            add(_("Open {name}’s page").format(name=name), "users", "P", partial(deeds.open_person, row))
        menu.addSeparator()
        if row.question.is_open:
            add(_("Let it go"), "archive", "X", partial(deeds.let_go, row))
        add(_("Remove"), "trash-2", "Del", partial(deeds.remove, row))
        return menu


def _group(group: QuestionGroup) -> Group:
    return Group(Heading(group.key, group.title), group.ids)


def _empty_words(asker: Asker) -> tuple[str, str]:
    if asker is Asker.THEM:
        return _("Nobody asked you anything"), _("What they ask between the calls stands here, with your answer.")
    return (
        _("Nothing to ask"),
        _("Write a question down when it comes. It goes out at once, this week, or onto the next agenda."),
    )
