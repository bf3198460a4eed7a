"""Promises and questions: their lists, full and empty, and what opens over them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.domain.questions import Urgency
from mentordesk.workflows.promises.promises_overview import Grouping
from mentordesk_ui.screens.actions import ActionsScreen
from mentordesk_ui.screens.questions import QuestionsScreen
from mentordesk_ui.screens.questions.question_sheets import ComposeSheet
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene, next_call


def _actions(stage: Rehearsal) -> ActionsScreen:
    stage.show_screen("actions")
    settle()
    return stage.shown.screens.actions()


def _questions(stage: Rehearsal) -> QuestionsScreen:
    stage.show_screen("questions")
    settle()
    return stage.shown.screens.questions()


def promises(stage: Rehearsal) -> QWidget:
    _actions(stage)
    return stage.window


def promises_by_person(stage: Rehearsal) -> QWidget:
    screen = _actions(stage)
    screen.grouping.set_value(Grouping.PERSON)
    screen.show_open()
    settle()
    return stage.window


def promises_closed(stage: Rehearsal) -> QWidget:
    _actions(stage).show_closed()
    settle()
    return stage.window


def promises_empty(stage: Rehearsal) -> QWidget:
    desk = stage.desk
    with desk.database.change():
        for action in desk.actions.where():
            desk.actions.remove(action.id)
    _actions(stage)
    return stage.window


def questions(stage: Rehearsal) -> QWidget:
    _questions(stage)
    return stage.window


def questions_empty(stage: Rehearsal) -> QWidget:
    desk = stage.desk
    with desk.database.change():
        for question in desk.questions.where():
            desk.questions.remove(question.id)
    _questions(stage)
    return stage.window


def question_compose(stage: Rehearsal) -> QWidget:
    screen = _questions(stage)
    me = stage.desk.profile.me().id
    waiting = stage.desk.questions.all_open()
    urgent = next(one for one in waiting if one.urgency is Urgency.URGENT and one.author_id == me)
    screen.open_question(urgent.id)
    row = screen.view.current_row()
    assert row is not None
    screen.deeds.compose(row)  # type: ignore[arg-type]  # the row of a question is no heading
    settle()
    sheet = screen.deeds.sheet
    assert isinstance(sheet, ComposeSheet)
    return stage.window


def question_answer(stage: Rehearsal) -> QWidget:
    screen = _questions(stage)
    screen.open_question(stage.desk.questions.all_open()[0].id)
    row = screen.view.current_row()
    assert row is not None
    screen.deeds.answer(row)  # type: ignore[arg-type]  # the row of a question is no heading
    settle()
    return stage.window


def agreed_for_urgent(stage: Rehearsal) -> QWidget:
    """Open the sheet of a mentorship, where it is agreed how to reach each other when it cannot wait."""
    stage.shown.ways.open_person(next_call(stage).person_id)
    settle()
    view = stage.shown.screens.people().page.mentorships.view
    view.activated_row.emit(view.rows_model.row_at(0))
    settle()
    return stage.window


SCENES = (
    Scene("promises", promises_by_person),
    Scene("promises-by-date", promises),
    Scene("promises-closed", promises_closed),
    Scene("promises-empty", promises_empty),
    Scene("questions", questions),
    Scene("questions-empty", questions_empty),
    Scene("question-compose", question_compose),
    Scene("question-answer", question_answer),
    Scene("mentorship", agreed_for_urgent),
)
