"""Earlier wordings of texts that are no notes: the ways to them on a page and in a form, and one that is read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mentordesk.domain.goals import Goal
from mentordesk_ui.parts.earlier_wordings.sheet import EarlierSheet
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import Scene, next_call


def person_earlier(stage: Rehearsal) -> QWidget:
    """Show a person's page on which both texts said something else before."""
    desk = stage.desk
    person = desk.people.get(next_call(stage).person_id)
    remember, avoid = f"{person.remember}\nTea, never coffee.", "Her brother, unless she begins."
    desk.people.save(replace(person, remember=remember, avoid="Her brother."), act="Edit")
    desk.people.save(replace(desk.people.get(person.id), remember=person.remember, avoid=avoid), act="Edit")
    stage.shown.ways.open_person(person.id)
    settle()
    return stage.window


def goal_earlier(stage: Rehearsal) -> QWidget:
    """Show what differs between why a goal was set and what is said of it now."""
    goal = _reworded_goal(stage)
    stage.shown.ways.open_goal(goal.id)
    settle()
    screen = stage.shown.screens.goals()
    QTest.keyClick(screen.page.said.before["why"], Qt.Key.Key_Space)
    sheet = screen.earlier.sheet
    assert isinstance(sheet, EarlierSheet)
    until(lambda: not sheet.is_comparing, "the difference to be worked out")
    settle()
    return stage.window


def goal_form_earlier(stage: Rehearsal) -> QWidget:
    """Show the form of a goal whose texts have earlier wordings."""
    goal = _reworded_goal(stage)
    stage.shown.ways.open_goal(goal.id)
    stage.shown.screens.goals().edit()
    settle()
    return stage.window


def _reworded_goal(stage: Rehearsal) -> Goal:
    desk = stage.desk
    mentorship = desk.mentorships.current_of(next_call(stage).person_id)
    assert mentorship is not None
    goal = desk.goals.open_in(mentorship.id)[0]
    wordings = (
        ("So that the quarter is planned by those who carry it.", "They plan it once without me."),
        ("So that the quarter is planned by those who carry it, and Sundays are free again.", "Two quarters in a row."),
    )
    for why, measure in wordings:
        stage.clock.advance(minutes=40)
        goal = desk.goals.save(replace(goal, why=why, measure=measure), act="Change a goal")
    return goal


SCENES: tuple[Scene, ...] = (
    Scene("person-earlier", person_earlier),
    Scene("goal-earlier", goal_earlier),
    Scene("goal-form-earlier", goal_form_earlier),
)
