"""The screen of the trash, by keys and mouse: looking, taking back, choosing several, deleting for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.workflows.goals import goal_steps, keep_goal
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.safety.trash import TrashView
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.trash import TrashScreen
from mentordesk_ui.screens.trash.delete_sheet import DeleteSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation
from tests.support.rehearsal import until

ENTER, DOWN, SPACE, DELETE, HOME = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
)
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Room:
    """The screen in a window, on a small desk."""

    small: SmallDesk
    screen: TrashScreen
    navigation: NotedNavigation

    def throw(self, *texts: str) -> list[Note]:
        notes = []
        for text in texts:
            note = self.small.desk.notes.add(Note(text=text))
            self.small.clock.advance(minutes=1)
            self.small.desk.notes.remove(note.id)
            notes.append(note)
        return notes

    def titles(self) -> list[str]:
        return [row.title for row in self.screen.model.rows() if isinstance(row, TrashView)]

    def press(self, *keys: Qt.Key) -> None:
        self.screen.view.setFocus()
        for key in keys:
            QTest.keyClick(self.screen.view, key)


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        navigation, background = NotedNavigation(), Background()
        screen = TrashScreen(appearance, small.desk, small.clock, Acts(), background, navigation)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1000, 700)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield Room(small, screen, navigation)
        background.close()
        topics.close()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_empty_trash_says_so_and_offers_nothing(room: Room) -> None:
    assert room.screen.empty.isVisible()
    assert not room.screen.take_button.isEnabled()
    assert not room.screen.delete_button.isEnabled()


def test_enter_takes_a_row_back_and_the_keyboard_stays_in_the_list(room: Room) -> None:
    first, second = room.throw("# First", "# Second")
    assert room.titles() == ["Second", "First"]
    room.press(HOME, ENTER)
    assert room.small.desk.notes.get(second.id).deleted_at is None
    assert room.navigation.toasts == [("Taken out of the trash: Second", True)]
    assert room.titles() == ["First"]
    row = room.screen.view.current_row()
    assert isinstance(row, TrashView)
    assert row.thrown.id == first.id


def test_space_chooses_several_and_one_button_takes_them_back_as_one_act(room: Room) -> None:
    room.throw("# One", "# Two", "# Three")
    room.press(HOME, SPACE, DOWN, SPACE)
    assert room.screen.said.text() == "2 chosen"
    QTest.mouseClick(room.screen.take_button, LEFT)
    assert room.titles() == ["One"]
    assert room.navigation.toasts[-1] == ("2 things are back", True)
    room.small.desk.database.undo()
    assert room.titles() == ["Three", "Two", "One"]


def test_rows_are_heard_with_what_they_are_and_whether_they_are_chosen(room: Room) -> None:
    room.throw("# One")
    place = 1
    assert room.screen.model.spoken_at(place) == "One, Note · 14:49, 30 days left, not chosen"
    room.press(HOME, SPACE)
    assert room.screen.model.spoken_at(place).endswith(", chosen")


def test_what_comes_along_is_said(room: Room) -> None:
    desk, clock = room.small.desk, room.small.clock
    goal = keep_goal.add_goal(desk, clock, GoalWords(title="Lead a team"))
    step = goal_steps.add_step(desk, clock, goal.id, "Ask for one")
    goal_steps.remove_step(desk, step.id)
    clock.advance(hours=1)
    keep_goal.remove_goal(desk, goal.id)
    assert room.titles() == ["Lead a team", "Ask for one"]
    room.press(HOME, DOWN, ENTER)
    assert room.titles() == []
    assert room.navigation.toasts[-1][0] == "Taken out of the trash: Ask for one – and what it belongs to: Goal"


def test_typing_looks_in_the_trash(room: Room) -> None:
    room.throw("# Water\nand the harbour", "# Fire")
    room.screen.focus_words()
    QTest.keyClicks(room.screen.words, "harb")
    assert room.titles() == ["Water"]
    QTest.keyClicks(room.screen.words, "zz")
    assert room.screen.empty.isVisible()


def test_delete_asks_first_and_the_harmless_answer_has_the_keyboard(room: Room) -> None:
    (note,) = room.throw("# One")
    room.press(HOME, DELETE)
    sheet = room.screen.sheet
    assert isinstance(sheet, DeleteSheet)
    assert sheet.cancel_button is not None
    assert QApplication.focusWidget() is sheet.cancel_button
    QTest.keyClick(sheet.cancel_button, ENTER)
    assert room.screen.sheet is None
    assert room.small.desk.notes.find(note.id) is not None


def test_deleting_for_good_is_done_beside_and_no_undo_is_offered(room: Room) -> None:
    one, two = room.throw("# One", "# Two")
    room.small.desk.notes.add(Note(text="another"), act="New note")
    room.press(HOME, DELETE)
    sheet = room.screen.sheet
    assert sheet is not None
    assert sheet.confirm_button is not None
    QTest.mouseClick(sheet.confirm_button, LEFT)
    until(lambda: not room.screen.is_deleting, "the note to be deleted")
    assert room.small.desk.notes.find(two.id) is None
    assert room.small.desk.notes.find(one.id) is not None
    assert room.titles() == ["One"]
    assert room.navigation.toasts[-1] == ("Deleted for good", False)
    assert room.small.desk.database.undo_log.acts() == ("New note",)


def test_with_nothing_chosen_all_that_is_listed_may_be_deleted(room: Room) -> None:
    room.throw("# One", "# Two", "# Three")
    room.small.desk.people.remove(room.small.desk.people.add(Person(name="Ben")).id)
    QTest.mouseClick(room.screen.delete_button, LEFT)
    sheet = room.screen.sheet
    assert isinstance(sheet, DeleteSheet)
    assert len(sheet.rows) == 4
    assert sheet.confirm_button is not None
    QTest.mouseClick(sheet.confirm_button, LEFT)
    until(lambda: not room.screen.is_deleting, "the trash to be emptied")
    assert room.titles() == []
