"""Advice: what I was given, with and without a question, what I advised, one piece opened, and one being kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mentordesk.domain.advice import Tried
from mentordesk_ui.screens.advice.screen import AdviceScreen
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes.scene import Scene


def screen_of(stage: Rehearsal) -> AdviceScreen:
    stage.show_screen("advice")
    screen = stage.shown.screens.advice()
    screen.show_given_to_me()
    settle()
    return screen


def advice(stage: Rehearsal) -> QWidget:
    screen_of(stage)
    return stage.window


def advice_empty(stage: Rehearsal) -> QWidget:
    with stage.desk.database.change():
        for one in stage.desk.advice.where():
            stage.desk.advice.remove(one.id)
    screen_of(stage).refresh()
    settle()
    return stage.window


def advice_asked(stage: Rehearsal) -> QWidget:
    """Answer yes; what happened and what it was worth are asked in place."""
    screen = screen_of(stage)
    card = screen.mine.asked.cards[0]
    card.form.open_for(Tried.YES)
    card.form.happened.setPlainText("Two of them said that they had waited for it.")
    card.form.worth.set_value(4)
    settle()
    return stage.window


def advice_given(stage: Rehearsal) -> QWidget:
    screen_of(stage).show_given_by_me()
    settle()
    return stage.window


def advice_opened(stage: Rehearsal) -> QWidget:
    screen = screen_of(stage)
    tried = screen.mine.tried.view.rows_model.row_at(0)
    stage.shown.ways.open_advice(tried.id)
    settle()
    return stage.window


def advice_new(stage: Rehearsal) -> QWidget:
    screen_of(stage).new_advice()
    settle()
    return stage.window


SCENES: tuple[Scene, ...] = (
    Scene("advice", advice),
    Scene("advice-empty", advice_empty),
    Scene("advice-asked", advice_asked),
    Scene("advice-given", advice_given),
    Scene("advice-opened", advice_opened),
    Scene("advice-new", advice_new),
)
