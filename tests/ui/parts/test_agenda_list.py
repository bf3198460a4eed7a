from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.records import Visibility
from mentordesk.workflows.meetings import edit_agenda
from mentordesk_ui.parts.agenda_list import AgendaList
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
        for words in ("How it went 10m", "Promotion case 15m", "Reading group"):
            edit_agenda.add_topic(made.desk, words, mentorship_id=made.mentorship.id)
        yield made


@pytest.fixture
def navigation() -> NotedNavigation:
    return NotedNavigation()


@pytest.fixture
def agenda(appearance: Appearance, small: SmallDesk, navigation: NotedNavigation) -> Iterator[AgendaList]:
    made = AgendaList(appearance, small.desk, Acts(), navigation)
    made.show_mentorship(small.mentorship.id)
    made.resize(320, 480)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()
    made.deleteLater()


def shown(agenda: AgendaList) -> list[str]:
    return [item.text for item in agenda.view.rows_model.rows()]


def items(small: SmallDesk) -> tuple[AgendaItem, ...]:
    return small.desk.agenda.of_mentorship(small.mentorship.id, *AgendaState)


def press(
    agenda: AgendaList, row: int, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    agenda.view.setFocus()
    agenda.view.setCurrentIndex(agenda.view.rows_model.index(row, 0))
    QTest.keyClick(agenda.view, key, modifier)


def test_a_typed_topic_is_added_with_its_minutes_and_the_line_is_empty_again(
    agenda: AgendaList, small: SmallDesk
) -> None:
    QTest.keyClicks(agenda.line, "Saying no 5m")
    QTest.keyClick(agenda.line, Qt.Key.Key_Return)
    assert shown(agenda)[-1] == "Saying no"
    assert items(small)[-1].minutes == 5
    assert agenda.line.text() == ""


def test_what_cannot_be_added_says_why_and_keeps_the_words(agenda: AgendaList) -> None:
    QTest.keyClicks(agenda.line, "Everything 9999m")
    QTest.keyClick(agenda.line, Qt.Key.Key_Return)
    assert agenda.line.text() == "Everything 9999m"
    assert len(shown(agenda)) == 3


def test_space_ticks_off_and_back(agenda: AgendaList, small: SmallDesk) -> None:
    press(agenda, 0, Qt.Key.Key_Space)
    assert items(small)[0].state is AgendaState.DISCUSSED
    assert shown(agenda)[0] == "How it went", "a ticked topic stays to be seen"
    press(agenda, 0, Qt.Key.Key_Space)
    assert items(small)[0].is_open


def test_a_click_on_a_row_ticks_it_off(agenda: AgendaList, small: SmallDesk) -> None:
    row = agenda.view.visualRect(agenda.view.rows_model.index(1, 0))
    QTest.mouseClick(agenda.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert items(small)[1].state is AgendaState.DISCUSSED


def test_alt_and_an_arrow_reorder_and_the_order_is_kept(agenda: AgendaList, small: SmallDesk) -> None:
    press(agenda, 2, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.text for item in items(small)] == ["How it went", "Reading group", "Promotion case"]
    assert shown(agenda) == ["How it went", "Reading group", "Promotion case"]


def test_dragging_reorders(agenda: AgendaList, small: SmallDesk) -> None:
    viewport = agenda.view.viewport()
    first = agenda.view.visualRect(agenda.view.rows_model.index(0, 0))
    last = agenda.view.visualRect(agenda.view.rows_model.index(2, 0))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first.center())
    for y in (first.center().y() + 15, last.center().y(), last.bottom() - 2):
        QTest.mouseMove(viewport, QPoint(first.center().x(), y))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(first.center().x(), last.bottom() - 2))
    assert [item.text for item in items(small)] == ["Promotion case", "Reading group", "How it went"]


def test_park_sets_aside_and_enter_takes_up_again(
    agenda: AgendaList, small: SmallDesk, navigation: NotedNavigation
) -> None:
    press(agenda, 1, Qt.Key.Key_P)
    assert shown(agenda) == ["How it went", "Reading group"]
    assert navigation.toasts[-1] == ("Parked “Promotion case”", True)
    assert agenda.parked_button.words() == "1 parked"
    agenda.parked_button.click()
    agenda.parked_view.setCurrentIndex(agenda.parked_view.rows_model.index(0, 0))
    QTest.keyClick(agenda.parked_view, Qt.Key.Key_Return)
    assert shown(agenda) == ["How it went", "Promotion case", "Reading group"]


def test_delete_drops_with_undo_and_the_keyboard_stays_in_the_list(
    agenda: AgendaList, small: SmallDesk, navigation: NotedNavigation
) -> None:
    press(agenda, 1, Qt.Key.Key_Delete)
    assert navigation.toasts[-1] == ("Dropped “Promotion case”", True)
    assert agenda.view.current_row() is not None
    small.desk.database.undo()
    assert shown(agenda) == ["How it went", "Promotion case", "Reading group"]


def test_f2_changes_words_and_minutes_in_place(agenda: AgendaList, small: SmallDesk) -> None:
    press(agenda, 0, Qt.Key.Key_F2)
    (edit,) = agenda.findChildren(InPlaceEdit)
    assert edit.text() == "How it went 10m"
    edit.setText("How the first 1:1s went 20m")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (items(small)[0].text, items(small)[0].minutes) == ("How the first 1:1s went", 20)
    assert agenda.view.hasFocus()


def test_escape_leaves_the_words_as_they_were(agenda: AgendaList, small: SmallDesk) -> None:
    press(agenda, 0, Qt.Key.Key_Return)
    (edit,) = agenda.findChildren(InPlaceEdit)
    QTest.keyClicks(edit, "other words")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert items(small)[0].text == "How it went"


def test_s_marks_a_topic_as_shared(agenda: AgendaList, small: SmallDesk) -> None:
    press(agenda, 0, Qt.Key.Key_S)
    assert items(small)[0].visibility is Visibility.SHARED
    assert "shared" in agenda.view.rows_model.look_at(0).spoken()


def test_the_menu_names_every_act_with_its_key(agenda: AgendaList) -> None:
    menu = agenda.menu_for(agenda.view.rows_model.row_at(1))
    keys = {action.text(): action.shortcut().toString() for action in menu.actions() if not action.isSeparator()}
    assert keys["Talked about"] == "Space"
    assert (keys["Park"], keys["Drop"], keys["Move up"], keys["Change"]) == ("P", "Del", "Alt+Up", "F2")


def test_in_a_meeting_what_was_discussed_in_it_is_seen_and_counted(agenda: AgendaList, small: SmallDesk) -> None:
    meeting_id = small.desk.meetings.add(Meeting(person_id=small.maria.id)).id
    agenda.show_mentorship(small.mentorship.id, meeting_id)
    press(agenda, 0, Qt.Key.Key_Space)
    agenda.show_mentorship("")
    agenda.show_mentorship(small.mentorship.id, meeting_id)
    assert shown(agenda) == ["How it went", "Promotion case", "Reading group"]
    agenda.show_mentorship(small.mentorship.id)
    assert shown(agenda) == ["Promotion case", "Reading group"]


def test_what_another_part_changes_is_seen_at_once(agenda: AgendaList, small: SmallDesk) -> None:
    edit_agenda.add_topic(small.desk, "From elsewhere", mentorship_id=small.mentorship.id)
    assert shown(agenda)[-1] == "From elsewhere"
