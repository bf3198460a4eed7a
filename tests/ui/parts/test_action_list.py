from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from mentordesk.domain.actions import Action
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import keep_meeting_note
from mentordesk_ui.parts.action_list import ActionList
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance()
    made.choose("light")
    made.apply(qapp)
    yield made
    made.undress()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


@pytest.fixture
def meeting(small: SmallDesk) -> Meeting:
    return start_unplanned(small.desk, small.clock, small.maria.id)


@pytest.fixture
def actions(appearance: Appearance, small: SmallDesk, meeting: Meeting) -> Iterator[ActionList]:
    made = ActionList(appearance, small.desk, small.clock, Acts(), NotedNavigation())
    made.show_meeting(meeting.id)
    made.resize(320, 480)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()
    made.deleteLater()


def type_line(actions: ActionList, words: str) -> None:
    QTest.keyClicks(actions.line, words)
    QTest.keyClick(actions.line, Qt.Key.Key_Return)


def press(actions: ActionList, key: Qt.Key, row: int = 0) -> None:
    actions.view.setFocus()
    actions.view.setCurrentIndex(actions.view.rows_model.index(row, 0))
    QTest.keyClick(actions.view, key)


def only(small: SmallDesk) -> Action:
    (action,) = small.desk.actions.where()
    return action


def test_a_typed_line_becomes_an_action_of_whom_it_names(actions: ActionList, small: SmallDesk) -> None:
    QTest.keyClicks(actions.line, "@Maria one page !friday")
    assert actions.understood.text() == "Maria Santos · one page · tomorrow"
    QTest.keyClick(actions.line, Qt.Key.Key_Return)
    action = only(small)
    assert (action.owner_id, action.text, action.due_on) == (small.maria.id, "one page", date(2026, 11, 13))
    assert actions.line.text() == ""
    assert "Maria" in actions.view.rows_model.look_at(0).spoken()


def test_without_a_name_it_is_mine(actions: ActionList, small: SmallDesk) -> None:
    type_line(actions, "ask Jonas")
    assert only(small).owner_id == small.me.id
    chip = actions.view.rows_model.look_at(0).chip
    assert chip is not None
    assert chip.text == "You"


def test_an_unclear_name_is_asked_back_and_one_click_answers(actions: ActionList, small: SmallDesk) -> None:
    small.desk.people.add(Person(name="Maria Lopez"))
    type_line(actions, "@Maria one page")
    assert small.desk.actions.count() == 0
    assert actions.line.text() == "@Maria one page"
    buttons = {button.words(): button for button in actions.findChildren(Button) if button.isVisible()}
    QTest.mouseClick(buttons["Maria Lopez"], Qt.MouseButton.LeftButton)
    assert small.desk.people.get(only(small).owner_id).name == "Maria Lopez"


def test_space_ticks_and_the_line_of_the_note_follows(actions: ActionList, small: SmallDesk, meeting: Meeting) -> None:
    keep_meeting_note(small.desk, small.clock, meeting.id, "- [ ] ask Jonas")
    press(actions, Qt.Key.Key_Space)
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text == "- [x] ask Jonas"
    assert actions.view.rows_model.look_at(0).checked


def test_o_gives_it_to_the_other_side_and_back(actions: ActionList, small: SmallDesk) -> None:
    type_line(actions, "one page")
    press(actions, Qt.Key.Key_O)
    assert only(small).owner_id == small.maria.id
    press(actions, Qt.Key.Key_O)
    assert only(small).owner_id == small.me.id


def test_f2_changes_words_owner_and_day_in_place(actions: ActionList, small: SmallDesk) -> None:
    type_line(actions, "one page")
    press(actions, Qt.Key.Key_F2)
    (edit,) = actions.findChildren(InPlaceEdit)
    edit.setText("@Maria two pages !2026-12-24")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    action = only(small)
    assert (action.text, action.owner_id, action.due_on) == ("two pages", small.maria.id, date(2026, 12, 24))


def test_the_menu_sets_the_day_and_delete_removes(actions: ActionList, small: SmallDesk) -> None:
    type_line(actions, "one page")
    menu = actions.menu_for(actions.view.rows_model.row_at(0))
    days = next(action.menu() for action in menu.actions() if action.text() == "Until when")
    assert isinstance(days, QMenu)
    next(action for action in days.actions() if action.text() == "Tomorrow").trigger()
    assert only(small).due_on == date(2026, 11, 13)
    press(actions, Qt.Key.Key_Delete)
    assert small.desk.actions.count() == 0
    small.desk.database.undo()
    assert small.desk.actions.count() == 1


def test_a_mentorship_shows_what_is_open_between_two_people(actions: ActionList, small: SmallDesk) -> None:
    small.desk.actions.add(
        Action(owner_id=small.me.id, mentorship_id=small.mentorship.id, text="late", due_on=date(2026, 11, 2))
    )
    actions.show_mentorship(small.mentorship.id)
    look = actions.view.rows_model.look_at(0)
    assert (look.detail, look.warm_detail) == ("was due Mon 2 Nov", True)


def test_what_is_put_off_stands_at_the_end_says_until_when_and_is_taken_up_again(
    actions: ActionList, small: SmallDesk
) -> None:
    add = partial(Action, owner_id=small.me.id, mentorship_id=small.mentorship.id)
    late = small.desk.actions.add(add(text="late", due_on=date(2026, 11, 2), snoozed_until=date(2026, 11, 16)))
    small.desk.actions.add(add(text="soon", due_on=date(2026, 11, 20)))
    actions.show_mentorship(small.mentorship.id)
    looks = [actions.view.rows_model.look_at(place) for place in range(2)]
    assert [look.title for look in looks] == ["soon", "late"]
    assert (looks[1].detail, looks[1].warm_detail) == ("put off until Monday", False)
    menu = actions.menu_for(actions.view.rows_model.row_at(1))
    next(action for action in menu.actions() if action.text() == "Take up now").trigger()
    assert small.desk.actions.get(late.id).snoozed_until is None
    assert actions.view.rows_model.look_at(0).title == "late"


def test_in_a_call_what_is_put_off_stays_away(appearance: Appearance, small: SmallDesk) -> None:
    navigation = NotedNavigation()
    called = ActionList(appearance, small.desk, small.clock, Acts(), navigation, put_off=False)
    asleep = Action(
        owner_id=small.me.id, mentorship_id=small.mentorship.id, text="later", snoozed_until=date(2026, 11, 16)
    )
    small.desk.actions.add(asleep)
    called.show_mentorship(small.mentorship.id)
    assert called.view.rows_model.rows() == ()
    called.deleteLater()
