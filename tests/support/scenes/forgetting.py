"""Letting go of somebody: what is held, how long, the question before forgetting, and the strip when the time is over."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store import backups
from mentordesk.workflows.forgetting.retention import choose_retention
from mentordesk_ui.screens.people.forget_sheet import ForgetSheet
from mentordesk_ui.screens.people.held_sheet import HeldSheet
from mentordesk_ui.screens.people.keep_sheet import KeepSheet
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call


def somebody(stage: Rehearsal) -> Person:
    """Return who calls next, shown on their page."""
    person = stage.desk.people.get(next_call(stage).person_id)
    stage.shown.ways.open_person(person.id)
    settle()
    return person


def forget_sheet(stage: Rehearsal) -> ForgetSheet:
    """Ask whether to forget the next caller, of whom others speak and backups know."""
    desk, clock = stage.desk, stage.clock
    person = somebody(stage)
    other = next(one for one in desk.people.others() if one.id != person.id)
    desk.notes.add(Note(person_id=other.id, text=f"Reading list\n\n{person.name} knows a good book on this."))
    backups.write(desk.folder, backups.Reason.DAILY, clock.now() - timedelta(days=1))
    stage.shown.screens.people().page.head.forget_wanted.emit()
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, ForgetSheet)
    until(lambda: sheet._preview is not None, "what it would do")
    return sheet


def asked(stage: Rehearsal) -> QWidget:
    """Ask, with nothing typed yet."""
    forget_sheet(stage)
    return stage.window


def typed(stage: Rehearsal) -> QWidget:
    """Ask, with the name typed, at the end of the sheet."""
    sheet = forget_sheet(stage)
    sheet.typed.setText(sheet.person.name)
    sheet.typed.setFocus()
    settle()
    sheet._scroll.ensureWidgetVisible(sheet.typed)
    settle()
    return stage.window


def held(stage: Rehearsal) -> QWidget:
    """Show what is held."""
    somebody(stage)
    stage.shown.screens.people().page.head.held_wanted.emit()
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, HeldSheet)
    until(lambda: sheet.report is not None, "the report")
    return stage.window


def how_long(stage: Rehearsal) -> QWidget:
    """Ask how long to keep somebody, after the mentorship."""
    somebody(stage)
    stage.shown.screens.people().page.head.how_long_wanted.emit()
    sheet = stage.shown.screens.letting_go().sheet
    assert isinstance(sheet, KeepSheet)
    sheet.how.set_value("after")
    sheet._fit()
    settle()
    return stage.window


def time_over(stage: Rehearsal) -> QWidget:
    """Ask about somebody whose time is over."""
    person = somebody(stage)
    choose_retention(stage.desk, stage.clock, person.id, until=stage.clock.now().date())
    stage.clock.advance(days=2)
    stage.shown.screens.letting_go().look()
    stage.shown.screens.people().page.refresh()
    settle()
    return stage.window


SCENES = (
    Scene("forget-asked", asked),
    Scene("forget-typed", typed),
    Scene("held", held),
    Scene("keep-how-long", how_long),
    Scene("keep-time-over", time_over),
)
