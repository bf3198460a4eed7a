"""Goals by keys and mouse: set, found, checked in on, paused, planned for; what cannot be read is asked back in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalState, Milestone
from mentordesk.drafts import Drafts
from mentordesk.workflows.keep_goal import GoalWords, add_goal, turn_goal
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.screens.goals import GoalsScreen
from mentordesk_ui.screens.goals.goal_sheet import GoalSheet
from mentordesk_ui.screens.goals.sheets import CheckInSheet, StepSheet, TurnSheet
from mentordesk_ui.shell.found_entries import FoundEntries
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

KEY, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
S = TypeVar("S", bound=Sheet)


class Leading(NotedNavigation):
    """Opens goals for real: setting one leads to its page."""

    screen: GoalsScreen

    def open_goal(self, goal_id: str) -> None:
        super().open_goal(goal_id)
        self.screen.open_goal(goal_id)


@dataclass
class Room:
    """The screen of goals in a window."""

    small: SmallDesk
    screen: GoalsScreen
    navigation: Leading

    def goal(self, **words: Any) -> Goal:
        said = {"title": "Lead a team of four", "owner_id": self.small.maria.id} | words
        made = add_goal(self.small.desk, self.small.clock, GoalWords(**said))
        QApplication.processEvents()
        return made

    def sheet(self, kind: type[S]) -> S:
        assert isinstance(self.screen.sheet, kind)
        return self.screen.sheet

    def steps(self, goal: Goal) -> list[str]:
        return [step.text for step in self.small.desk.goals.milestones_of(goal.id)]


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance) -> Iterator[Room]:
    with small_desk(tmp_path) as small:
        navigation = Leading()
        screen = GoalsScreen(appearance, small.desk, small.clock, Acts(), navigation, Drafts(tmp_path / "drafts"))
        navigation.screen = screen
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1100, 900)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield Room(small, screen, navigation)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def test_an_empty_screen_offers_the_one_next_step_and_a_title_is_enough(room: Room) -> None:
    assert room.screen.list.empty.button is not None
    QTest.mouseClick(room.screen.list.empty.button, Qt.MouseButton.LeftButton)
    sheet = room.sheet(GoalSheet)
    QTest.keyClicks(focused(), "Sleep before midnight")
    QTest.keyClick(focused(), KEY.Key_Return)
    (goal,) = room.small.desk.goals.listed()
    assert (goal.title, goal.owner_id, room.navigation.went) == (
        "Sleep before midnight", room.small.me.id, [("goal", goal.id)]
    )  # fmt: skip
    assert room.navigation.toasts == [("The goal is set", True)]
    assert room.screen.page.head.title.text() == goal.title
    assert not sheet.isVisible()


def test_numbers_that_lead_nowhere_are_asked_back_under_the_number(room: Room) -> None:
    room.screen.new_goal()
    sheet = room.sheet(GoalSheet)
    type_in(sheet.title, "Fewer late evenings")
    type_in(sheet.target, "0")
    QTest.keyClick(sheet.target, KEY.Key_Return)
    assert "same number" in sheet._fields["start"].mistake
    assert not room.small.desk.goals.listed()
    type_in(sheet.start, "12")
    QTest.keyClick(sheet.start, KEY.Key_Return)
    (goal,) = room.small.desk.goals.listed()
    assert (goal.start_value, goal.target_value) == (12, 0)


def test_a_day_that_cannot_be_read_is_asked_back_in_place(room: Room) -> None:
    room.screen.new_goal()
    sheet = room.sheet(GoalSheet)
    type_in(sheet.title, "Sleep")
    type_in(sheet.due_on, "when pigs fly")
    QTest.keyClick(sheet.title, KEY.Key_Return, CONTROL)
    assert "Which day" in sheet._fields["due_on"].mistake
    assert not room.small.desk.goals.listed()


def test_the_list_is_by_person_and_narrowed_by_state_and_person(room: Room) -> None:
    theirs, mine = room.goal(), room.goal(owner_id=room.small.me.id, title="Sleep")
    turn_goal(room.small.desk, room.small.clock, mine.id, GoalState.REACHED)
    shown = room.screen.list
    assert [entry.id for entry in shown.shown()] == [theirs.id]
    shown.states.setFocus()
    for _step in range(2):
        QTest.keyClick(focused(), KEY.Key_Right)
    assert [entry.id for entry in shown.shown()] == [mine.id]
    shown.show_state(None)
    assert [entry.id for entry in shown.shown()] == [mine.id, theirs.id]
    shown.show_person(room.small.maria.id)
    assert [entry.id for entry in shown.shown()] == [theirs.id]


def test_enter_opens_a_goal_and_going_back_finds_it_again(room: Room) -> None:
    goal = room.goal()
    room.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_Return)
    assert room.screen.page.goal == goal
    QTest.mouseClick(room.screen.page.head.back, Qt.MouseButton.LeftButton)
    current = room.screen.list.current()
    assert room.screen.is_list_shown()
    assert current is not None
    assert current.id == goal.id


def test_c_in_the_list_checks_in_and_p_pauses_with_a_word_and_nothing_turns_red(room: Room) -> None:
    goal = room.goal(due_on=date(2026, 1, 1))
    room.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_C)
    sheet = room.sheet(CheckInSheet)
    QTest.keyClicks(focused(), "7,5")
    type_in(sheet.sentence, "The fourth signed")
    QTest.keyClick(sheet.sentence, KEY.Key_Return)
    (said,) = room.small.desk.goals.check_ins.of_goal(goal.id)
    assert (said.value, said.sentence) == (7.5, "The fourth signed")
    room.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_P)
    QTest.keyClicks(room.sheet(TurnSheet).why, "the move")
    QTest.keyClick(room.sheet(TurnSheet).why, KEY.Key_Return)
    assert room.small.desk.goals.get(goal.id).state is GoalState.PAUSED
    room.screen.list.show_state(GoalState.PAUSED)
    (entry,) = room.screen.list.shown()
    assert (entry.detail, entry.by) == ("Paused today: the move", "")
    room.small.desk.database.undo()
    assert room.small.desk.goals.get(goal.id).is_open


def test_a_check_in_of_tomorrow_and_a_number_off_the_scale_are_asked_back(room: Room) -> None:
    goal = room.goal()
    room.screen.open_goal(goal.id)
    QTest.mouseClick(room.screen.page.head.check_in, Qt.MouseButton.LeftButton)
    sheet = room.sheet(CheckInSheet)
    QTest.keyClicks(sheet.value, "11")
    QTest.keyClick(sheet.value, KEY.Key_Return)
    assert "0 to 10" in sheet._fields["value"].mistake
    sheet.value.clear()
    QTest.keyClicks(sheet.value, "8")
    sheet.day.setText("tomorrow")
    QTest.keyClick(sheet.value, KEY.Key_Return)
    assert "still to come" in sheet._fields["at"].mistake
    sheet.day.setText("1 March 2026")
    QTest.keyClick(sheet.value, KEY.Key_Return)
    (said,) = room.small.desk.goals.check_ins.of_goal(goal.id)
    assert said.at == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_steps_are_added_ticked_moved_reworded_and_removed_by_keys(room: Room) -> None:
    goal = room.goal()
    room.screen.open_goal(goal.id)
    steps = room.screen.page.steps
    for words in ("Outline", "Draft !2026-12-01", "Print"):
        type_in(steps.line, words)
        QTest.keyClick(steps.line, KEY.Key_Return)
    assert room.steps(goal) == ["Outline", "Draft", "Print"]
    steps.view.setFocus()
    steps.view.setCurrentIndex(steps.model.index(2, 0))
    QTest.keyClick(steps.view, KEY.Key_Up, ALT)
    assert room.steps(goal) == ["Outline", "Print", "Draft"]
    QTest.keyClick(steps.view, KEY.Key_Space)
    assert room.small.desk.goals.milestones_of(goal.id)[1].is_reached
    QTest.keyClick(steps.view, KEY.Key_F2)
    QTest.keyClicks(focused(), "Print it twice")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert room.steps(goal) == ["Outline", "Print it twice", "Draft"]
    QTest.keyClick(steps.view, KEY.Key_Delete)
    assert room.steps(goal) == ["Outline", "Draft"]
    assert room.navigation.toasts[-1] == ("Removed “Print it twice”", True)
    room.small.desk.database.undo()
    assert room.steps(goal) == ["Outline", "Print it twice", "Draft"]
    assert room.screen.page.head.stands.text() == "33% · 1 of 3 steps"


def test_a_step_is_dragged_and_all_of_it_is_changed_in_its_sheet(room: Room) -> None:
    goal = room.goal()
    for text in ("a", "b", "c"):
        room.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text=text))
    room.screen.open_goal(goal.id)
    QApplication.processEvents()
    steps = room.screen.page.steps
    view, places = steps.view.viewport(), [steps.view.visualRect(steps.model.index(row, 0)) for row in range(3)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0].center())
    QTest.mouseMove(view, places[1].center())
    QTest.mouseMove(view, places[2].center() + (places[2].bottomLeft() - places[2].center()) / 2)
    QTest.mouseRelease(
        view,
        Qt.MouseButton.LeftButton,
        pos=places[2].bottomRight() - (places[2].bottomRight() - places[2].center()) / 2,
    )
    assert room.steps(goal) == ["b", "c", "a"]
    steps.view.setCurrentIndex(steps.model.index(0, 0))
    QTest.keyClick(steps.view, KEY.Key_Return)
    sheet = room.sheet(StepSheet)
    sheet.reached_on.setText("+3")
    QTest.keyClick(sheet.text, KEY.Key_Return)
    assert "still to come" in sheet._fields["reached"].mistake
    sheet.reached_on.setText("2026-11-02")
    QTest.keyClick(sheet.text, KEY.Key_Return)
    reached = room.small.desk.goals.milestones_of(goal.id)[0].reached_at
    assert reached is not None
    assert reached.date() == date(2026, 11, 2)


def test_five_hundred_steps_are_measured_once_and_no_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = room.goal()
    room.small.desk.goals.milestones.add_all(
        Milestone(goal_id=goal.id, text=f"Step {number}", position=f"V{number:04d}1") for number in range(500)
    )
    measured: list[str] = []
    whole = WrappingDelegate.height_of

    def counting(self: WrappingDelegate, look: Any, width: int, view: QWidget) -> int:
        measured.append(look.title)
        return whole(self, look, width, view)

    room.screen.open_goal(goal.id)
    for _turn in range(4):
        QApplication.processEvents()
    monkeypatch.setattr(WrappingDelegate, "height_of", counting)
    room.screen.page.refresh()
    QApplication.processEvents()
    assert measured == []
    steps = room.screen.page.steps
    steps.view.setCurrentIndex(steps.model.index(0, 0))
    QTest.keyClick(steps.view, KEY.Key_Space)
    QApplication.processEvents()
    assert set(measured) <= {"Step 0"}
    assert room.screen.page.head.stands.text() == "0% · 1 of 500 steps"


def test_the_chart_says_numbers_target_and_steps(room: Room) -> None:
    goal = room.goal(target="12", unit="pages", due_on=date(2027, 3, 1))
    room.screen.open_goal(goal.id)
    course = room.screen.page.course
    assert course.figure.isHidden()
    for days, value in ((40, 2.0), (10, 7.0)):
        at = room.small.clock.now() - timedelta(days=days)
        room.small.desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=at, value=value))
    room.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Outline", due_on=date(2026, 12, 1)))
    assert not course.figure.isHidden()
    assert course.chart.count() == 3
    assert course.figure.sentence.text() == "From 2 to 7 of 12 pages in 2 check-ins."
    legend = course.chart.keys()
    assert any("Target 12 pages" in key.words for key in legend)
    assert [row.value for row in course.model.rows()] == [7.0, 2.0]


def test_long_histories_are_listed_some_at_a_time(room: Room) -> None:
    goal, now = room.goal(), room.small.clock.now()
    room.small.desk.goals.check_ins.add_all(
        CheckIn(goal_id=goal.id, at=now - timedelta(days=days), value=3.0) for days in range(60)
    )
    room.screen.open_goal(goal.id)
    course = room.screen.page.course
    assert (course.model.rowCount(), course.more_button.words()) == (5, "55 earlier ones")
    QTest.mouseClick(course.more_button, Qt.MouseButton.LeftButton)
    assert course.model.rowCount() == 45


def test_the_four_questions_go_on_by_key_and_leaving_early_loses_nothing(room: Room) -> None:
    goal = room.goal()
    room.screen.open_goal(goal.id)
    QTest.mouseClick(room.screen.page.head.converse, Qt.MouseButton.LeftButton)
    talk = room.screen.conversation
    assert str(talk.step) == "wish"
    QTest.keyClicks(focused(), "A calm team")
    QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    QTest.keyClicks(focused(), "Free Sundays")
    QTest.mouseClick(talk.back_button, Qt.MouseButton.LeftButton)
    assert [(plan.wish, plan.outcome) for plan in room.small.desk.goals.plans_of(goal.id)] == [
        ("A calm team", "Free Sundays")
    ]
    QTest.mouseClick(room.screen.page.plans.go_on, Qt.MouseButton.LeftButton)
    assert str(talk.step) == "obstacle"
    QTest.keyClicks(focused(), "I jump in")
    QTest.keyClick(focused(), KEY.Key_PageUp, CONTROL)
    assert (str(talk.step), talk.editor.text()) == ("outcome", "Free Sundays")
    for _question in range(2):
        QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    QTest.keyClicks(focused(), "count to ten")
    assert talk.sentence.text() == "If I jump in, then I will count to ten."
    QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    assert not room.screen.shows_conversation()
    assert room.screen.page.plans.sentence.text() == "If I jump in, then I will count to ten."
    assert len(room.small.desk.goals.plans_of(goal.id)) == 1


def test_a_note_of_the_goal_is_kept_as_typed_and_makes_promises(room: Room) -> None:
    goal = room.goal()
    room.screen.open_goal(goal.id)
    room.screen.page.note.editor.insert("# How\n- [ ] @Maria write the outline !2026-12-01")
    room.screen.leave()
    (note,) = room.small.desk.notes.where("goal_id = ?", [goal.id])
    assert (note.person_id, note.mentorship_id, note.title) == (room.small.maria.id, room.small.mentorship.id, "How")
    assert [action.text for action in room.small.desk.actions.of_note(note.id)] == ["write the outline"]
    promises = room.screen.page.promises
    assert [row.action.text for row in promises.model.rows()] == ["write the outline"]
    promises.view.setFocus()
    promises.view.setCurrentIndex(promises.model.index(0, 0))
    QTest.keyClick(promises.view, KEY.Key_Space)
    assert "- [x] @Maria write the outline" in room.screen.page.note.editor.text()


def test_reached_twice_keeps_the_first_day_on_the_page(room: Room) -> None:
    goal = room.goal()
    room.screen.open_goal(goal.id)
    for words, day in (("they said yes", "2026-11-03"), ("again", "2026-11-10")):
        room.screen.turn(GoalState.REACHED)
        sheet = room.sheet(TurnSheet)
        sheet.day.setText(day)
        type_in(sheet.why, words)
        QTest.keyClick(sheet.why, KEY.Key_Return)
    assert room.screen.page.head.rests.text() == "Reached Tue 3 Nov: again"
    assert room.screen.page.way.words() == ["Reached Tue 3 Nov: they said yes", "Set today"]


def test_a_goal_in_the_trash_leaves_its_page_and_undo_brings_it_back_whole(room: Room) -> None:
    goal = room.goal()
    room.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Outline"))
    room.screen.open_goal(goal.id)
    room.screen.page.head.delete_wanted.emit()
    assert room.screen.is_list_shown()
    assert room.screen.list.shown() == ()
    room.small.desk.database.undo()
    room.screen.open_goal(goal.id)
    assert room.steps(goal) == ["Outline"]


def test_all_that_belongs_to_a_goal_leads_to_its_page_from_the_palette(room: Room) -> None:
    desk, goal = room.small.desk, room.goal(title="Walk to Zanzibar")
    desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Buy boots in Zanzibar"))
    desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=room.small.clock.now(), sentence="Zanzibar is far"))
    desk.goals.plans.add(GoalPlan(goal_id=goal.id, wish="Zanzibar by spring"))
    turn_goal(desk, room.small.clock, goal.id, GoalState.PAUSED, why="Zanzibar is closed")
    navigation = NotedNavigation()
    entries = FoundEntries(desk, room.small.clock, navigation)("zanzibar")
    for entry in entries:
        entry.run()
    assert len(entries) == 5
    assert navigation.went == [("goal", goal.id)] * 5


def test_a_goal_found_in_the_trash_says_so_and_is_taken_out_by_one_key(room: Room) -> None:
    goal = room.goal()
    room.small.desk.goals.remove(goal.id)
    room.screen.open_goal(goal.id)
    assert room.screen.page.head.rests.text() == "This goal is in the trash."
    assert not room.screen.page.head.check_in.isVisible()
    QTest.keyClick(focused(), KEY.Key_Return)
    assert room.small.desk.goals.get(goal.id).deleted_at is None
    assert room.screen.page.head.check_in.isVisible()
