"""Wherever somebody types, a kill costs no more than the last half second: the words stand, or are offered, where they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.meetings import Status
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.parts.kept_line import Typed, words_in
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.screens.actions import ActionsScreen
from mentordesk_ui.screens.settings.call_section import CallSection
from mentordesk_ui.screens.settings.me_section import MeSection
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import next_call

Place = Callable[[Rehearsal], QWidget]


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    made = Rehearsal(tmp_path)
    yield made
    bugs = made.bugs
    made.close()
    assert not bugs, "\n".join(bugs)


def drafts_of(stage: Rehearsal) -> Drafts:
    return Drafts(stage.desk.folder / FOLDER_NAME, stage.desk.keys)


def killed(stage: Rehearsal) -> None:
    """Go on with the desk as it lies on the disk at this moment, as after a kill."""
    folder = stage.desk.folder
    as_it_lies = folder.with_name(f"{folder.name}-killed")
    shutil.copytree(folder, as_it_lies)
    stage.reopen(as_it_lies)


def type_words(stage: Rehearsal, field: QWidget, words: str) -> None:
    """Type, and let the moment come at which it is kept."""
    field.setFocus()
    QTest.keyClicks(field, words)
    until(lambda: any(words in draft.text for draft in drafts_of(stage).all()), "the draft")


def topic(stage: Rehearsal) -> QWidget:
    stage.shown.ways.open_meeting(next_call(stage).id)
    settle()
    return stage.shown.screens.meetings().page.agenda.line


def promise(stage: Rehearsal) -> QWidget:
    topic(stage)
    return stage.shown.screens.meetings().page.action_list.line


def to_ask_about(stage: Rehearsal) -> QWidget:
    topic(stage)
    return stage.shown.screens.meetings().page.ask_about.line


def step(stage: Rehearsal) -> QWidget:
    goal = stage.desk.goals.first("deleted_at IS NULL", order="id")
    assert goal is not None
    stage.shown.ways.open_goal(goal.id)
    settle()
    return stage.shown.screens.goals().page.steps.line


def intention(stage: Rehearsal) -> QWidget:
    stage.shown.ways.start_session(next_call(stage).id, None)
    settle()
    return stage.shown.screens.focus().before.intention


def checklist(stage: Rehearsal) -> QWidget:
    intention(stage)
    return stage.shown.screens.focus().before.checklist.line


def promise_with_a_name(stage: Rehearsal) -> QWidget:
    screen = stage.show_screen("actions")
    assert isinstance(screen, ActionsScreen)
    return screen.add_line.line


def my_name(stage: Rehearsal) -> QWidget:
    (section,) = stage.show_screen("settings").findChildren(MeSection)
    return section.name


def calls(stage: Rehearsal) -> CallSection:
    (section,) = stage.show_screen("settings").findChildren(CallSection)
    return section


def every_checklist(stage: Rehearsal) -> QWidget:
    return calls(stage).checklist


PLACES: tuple[Place, ...] = (
    topic,
    promise,
    to_ask_about,
    step,
    intention,
    checklist,
    promise_with_a_name,
)
"""Lines that add, and that keep nothing until Enter."""


def said(field: QWidget) -> str:
    assert isinstance(field, Typed)
    return words_in(field)


def why(stage: Rehearsal, meeting_id: str) -> QWidget:
    stage.shown.ways.open_meeting(meeting_id)
    settle()
    return stage.shown.screens.meetings().page.strip.why


def test_half_typed_lines_stand_where_they_were_after_a_kill(stage: Rehearsal) -> None:
    missed = stage.desk.meetings.first("status = ?", [Status.MISSED.value], order="starts_at DESC")
    assert missed is not None
    stage.desk.meetings.save(replace(missed, status_why=""))
    for place in PLACES:
        type_words(stage, place(stage), f"half of {place.__name__}")
    type_words(stage, why(stage, missed.id), "Her train was la")  # last, for leaving this line keeps it
    killed(stage)
    assert stage.desk.meetings.get(missed.id).status_why == ""
    assert {place.__name__: said(place(stage)) for place in PLACES} == {
        place.__name__: f"half of {place.__name__}" for place in PLACES
    }
    # What leaving its line would have kept is kept once it is seen.
    assert said(why(stage, missed.id)) == "Her train was la"
    assert stage.desk.meetings.get(missed.id).status_why == "Her train was la"
    # What somebody is to be asked about is one line, on the page of the meeting and of the person.
    stage.shown.ways.open_person(next_call(stage).person_id)
    settle()
    threads = stage.shown.screens.people().page.threads
    assert threads.line.text() == "half of to_ask_about"
    # By a key one goes on with them, and does not type over them.
    threads.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(threads.line, "!")
    assert threads.line.text() == "half of to_ask_about!"
    QTest.keyClick(threads.line, Qt.Key.Key_Backspace)
    QTest.keyClick(threads.line, Qt.Key.Key_Return)
    assert said(to_ask_about(stage)) == ""
    # Added, a line leaves nothing behind.
    line = step(stage)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    left = [draft.text for draft in drafts_of(stage).all()]
    assert sorted(left) == sorted(f"half of {place.__name__}" for place in PLACES if place not in {step, to_ask_about})


def test_a_row_that_was_being_changed_is_offered_below_its_list(stage: Rehearsal) -> None:
    screen = stage.show_screen("actions")
    assert isinstance(screen, ActionsScreen)
    screen.view.choose_first()
    row = screen.view.current_row()
    assert isinstance(row, PromiseView)
    action_id, before = row.id, row.action.text
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_F2)
    QTest.keyClick(screen.edit_line, Qt.Key.Key_End)
    type_words(stage, screen.edit_line, ", and the rest")
    killed(stage)
    screen = stage.show_screen("actions")
    assert isinstance(screen, ActionsScreen)
    assert stage.desk.actions.get(action_id).text == before
    left = screen.edit_line.left
    assert left.isVisible()
    assert f"{before}, and the rest" in left.sentence.text()
    left.put_back.click()
    assert screen.edit_line.isVisible()
    assert screen.edit_line.text() == f"{before}, and the rest"
    assert not left.isVisible()
    # Refused, the words are offered once more, and Esc lets them go.
    QTest.keyClicks(screen.edit_line, " @Nobodyofthatname")
    QTest.keyClick(screen.edit_line, Qt.Key.Key_Return)
    settle()
    assert left.isVisible()
    assert "@Nobodyofthatname" in left.sentence.text()
    left.put_back.click()
    screen.edit_line.setText(f"{before} again")
    QTest.keyClick(screen.edit_line, Qt.Key.Key_Return)
    settle()
    assert stage.desk.actions.get(action_id).text == f"{before} again"
    assert not left.isVisible()
    assert drafts_of(stage).all() == ()


def test_a_setting_that_was_being_typed_stands_there_and_is_kept_by_leaving_it(stage: Rehearsal) -> None:
    before = stage.desk.profile.me().name
    name = my_name(stage)
    assert isinstance(name, LineEdit)
    name.end(False)
    type_words(stage, name, " the Elder")
    killed(stage)
    me = my_name(stage)
    assert said(me) == f"{before} the Elder"
    assert stage.desk.profile.me().name == before
    (section,) = stage.window.screen_of("settings").findChildren(MeSection)
    assert "not kept yet" in section._name_field.mistake
    me.setFocus()
    QTest.keyClick(me, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(me) == before
    QTest.keyClick(me, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(me, Qt.Key.Key_Tab)
    assert stage.desk.profile.me().name == f"{before} the Elder"
    assert section._name_field.mistake == ""
    lines = every_checklist(stage)
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClick(lines, Qt.Key.Key_Up)
    type_words(stage, lines, "Window shut")
    killed(stage)
    checklist = every_checklist(stage)
    profile = stage.desk.profile.mine()
    assert profile is not None
    assert "Window shut" not in profile.checklist
    assert said(checklist).startswith("Window shut\n")
    checklist.setFocus()
    QTest.keyClick(checklist, Qt.Key.Key_Tab)
    profile = stage.desk.profile.mine()
    assert profile is not None
    assert profile.checklist[0] == "Window shut"
    assert drafts_of(stage).all() == ()
