"""Goals by keys and mouse: set, found, checked in on, paused, planned for; what cannot be read is asked back in place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.goals import CheckIn, GoalState, Milestone
from mentordesk.workflows.goals.keep_goal import turn_goal
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.screens.goals.goal_sheet import GoalSheet
from mentordesk_ui.screens.goals.sheets import CheckInSheet, StepSheet, TurnSheet
from tests.support.goals_room import GoalsRoom, focused, type_in

KEY, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_an_empty_screen_offers_the_one_next_step_and_a_title_is_enough(goals: GoalsRoom) -> None:
    assert goals.screen.list.empty.button is not None
    QTest.mouseClick(goals.screen.list.empty.button, Qt.MouseButton.LeftButton)
    sheet = goals.sheet(GoalSheet)
    QTest.keyClicks(focused(), "Sleep before midnight")
    QTest.keyClick(focused(), KEY.Key_Return)
    (goal,) = goals.small.desk.goals.listed()
    assert (goal.title, goal.owner_id, goals.navigation.went) == (
        "Sleep before midnight", goals.small.me.id, [("goal", goal.id)]
    )  # fmt: skip
    assert goals.navigation.toasts == [("The goal is set", True)]
    assert goals.screen.page.head.title.text() == goal.title
    assert not sheet.isVisible()


def test_numbers_that_lead_nowhere_are_asked_back_under_the_number(goals: GoalsRoom) -> None:
    goals.screen.new_goal()
    sheet = goals.sheet(GoalSheet)
    type_in(sheet.title, "Fewer late evenings")
    type_in(sheet.target, "0")
    QTest.keyClick(sheet.target, KEY.Key_Return)
    assert "same number" in sheet._fields["start"].mistake
    assert not goals.small.desk.goals.listed()
    type_in(sheet.start, "12")
    QTest.keyClick(sheet.start, KEY.Key_Return)
    (goal,) = goals.small.desk.goals.listed()
    assert (goal.start_value, goal.target_value) == (12, 0)


def test_a_day_that_cannot_be_read_is_asked_back_in_place(goals: GoalsRoom) -> None:
    goals.screen.new_goal()
    sheet = goals.sheet(GoalSheet)
    type_in(sheet.title, "Sleep")
    type_in(sheet.due_on, "when pigs fly")
    QTest.keyClick(sheet.title, KEY.Key_Return, CONTROL)
    assert "Which day" in sheet._fields["due_on"].mistake
    assert not goals.small.desk.goals.listed()


def test_the_list_is_by_person_and_narrowed_by_state_and_person(goals: GoalsRoom) -> None:
    theirs, mine = goals.goal(), goals.goal(owner_id=goals.small.me.id, title="Sleep")
    turn_goal(goals.small.desk, goals.small.clock, mine.id, GoalState.REACHED)
    shown = goals.screen.list
    assert [entry.id for entry in shown.shown()] == [theirs.id]
    shown.states.setFocus()
    for _step in range(2):
        QTest.keyClick(focused(), KEY.Key_Right)
    assert [entry.id for entry in shown.shown()] == [mine.id]
    shown.show_state(None)
    assert [entry.id for entry in shown.shown()] == [mine.id, theirs.id]
    shown.show_person(goals.small.maria.id)
    assert [entry.id for entry in shown.shown()] == [theirs.id]


def test_enter_opens_a_goal_and_going_back_finds_it_again(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_Return)
    assert goals.screen.page.goal == goal
    QTest.mouseClick(goals.screen.page.head.back, Qt.MouseButton.LeftButton)
    current = goals.screen.list.current()
    assert goals.screen.is_list_shown()
    assert current is not None
    assert current.id == goal.id


def test_c_in_the_list_checks_in_and_p_pauses_with_a_word_and_nothing_turns_red(goals: GoalsRoom) -> None:
    goal = goals.goal(due_on=date(2026, 1, 1))
    goals.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_C)
    sheet = goals.sheet(CheckInSheet)
    QTest.keyClicks(focused(), "7,5")
    type_in(sheet.sentence, "The fourth signed")
    QTest.keyClick(sheet.sentence, KEY.Key_Return)
    (said,) = goals.small.desk.goals.check_ins.of_goal(goal.id)
    assert (said.value, said.sentence) == (7.5, "The fourth signed")
    goals.screen.list.focus_goal(goal.id)
    QTest.keyClick(focused(), KEY.Key_P)
    QTest.keyClicks(goals.sheet(TurnSheet).why, "the move")
    QTest.keyClick(goals.sheet(TurnSheet).why, KEY.Key_Return)
    assert goals.small.desk.goals.get(goal.id).state is GoalState.PAUSED
    goals.screen.list.show_state(GoalState.PAUSED)
    (entry,) = goals.screen.list.shown()
    assert (entry.detail, entry.by) == ("Paused today: the move", "")
    goals.small.desk.database.undo()
    assert goals.small.desk.goals.get(goal.id).is_open


def test_a_check_in_of_tomorrow_and_a_number_off_the_scale_are_asked_back(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.open_goal(goal.id)
    QTest.mouseClick(goals.screen.page.head.check_in, Qt.MouseButton.LeftButton)
    sheet = goals.sheet(CheckInSheet)
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
    (said,) = goals.small.desk.goals.check_ins.of_goal(goal.id)
    assert said.at == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_steps_are_added_ticked_moved_reworded_and_removed_by_keys(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.open_goal(goal.id)
    steps = goals.screen.page.steps
    for words in ("Outline", "Draft !2026-12-01", "Print"):
        type_in(steps.line, words)
        QTest.keyClick(steps.line, KEY.Key_Return)
    assert goals.steps(goal) == ["Outline", "Draft", "Print"]
    steps.view.setFocus()
    steps.view.setCurrentIndex(steps.model.index(2, 0))
    QTest.keyClick(steps.view, KEY.Key_Up, ALT)
    assert goals.steps(goal) == ["Outline", "Print", "Draft"]
    QTest.keyClick(steps.view, KEY.Key_Space)
    assert goals.small.desk.goals.milestones_of(goal.id)[1].is_reached
    QTest.keyClick(steps.view, KEY.Key_F2)
    QTest.keyClicks(focused(), "Print it twice")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert goals.steps(goal) == ["Outline", "Print it twice", "Draft"]
    QTest.keyClick(steps.view, KEY.Key_Delete)
    assert goals.steps(goal) == ["Outline", "Draft"]
    assert goals.navigation.toasts[-1] == ("Removed “Print it twice”", True)
    goals.small.desk.database.undo()
    assert goals.steps(goal) == ["Outline", "Print it twice", "Draft"]
    assert goals.screen.page.head.stands.text() == "33% · 1 of 3 steps"


def test_a_step_is_dragged_and_all_of_it_is_changed_in_its_sheet(goals: GoalsRoom) -> None:
    goal = goals.goal()
    for text in ("a", "b", "c"):
        goals.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text=text))
    goals.screen.open_goal(goal.id)
    QApplication.processEvents()
    steps = goals.screen.page.steps
    view, places = steps.view.viewport(), [steps.view.visualRect(steps.model.index(row, 0)) for row in range(3)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0].center())
    QTest.mouseMove(view, places[1].center())
    QTest.mouseMove(view, places[2].center() + (places[2].bottomLeft() - places[2].center()) / 2)
    QTest.mouseRelease(
        view,
        Qt.MouseButton.LeftButton,
        pos=places[2].bottomRight() - (places[2].bottomRight() - places[2].center()) / 2,
    )
    assert goals.steps(goal) == ["b", "c", "a"]
    steps.view.setCurrentIndex(steps.model.index(0, 0))
    QTest.keyClick(steps.view, KEY.Key_Return)
    sheet = goals.sheet(StepSheet)
    sheet.reached_on.setText("+3")
    QTest.keyClick(sheet.text, KEY.Key_Return)
    assert "still to come" in sheet._fields["reached"].mistake
    sheet.reached_on.setText("2026-11-02")
    QTest.keyClick(sheet.text, KEY.Key_Return)
    reached = goals.small.desk.goals.milestones_of(goal.id)[0].reached_at
    assert reached is not None
    assert reached.date() == date(2026, 11, 2)


def test_five_hundred_steps_are_measured_once_and_no_more(goals: GoalsRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = goals.goal()
    goals.small.desk.goals.milestones.add_all(
        Milestone(goal_id=goal.id, text=f"Step {number}", position=f"V{number:04d}1") for number in range(500)
    )
    measured: list[str] = []
    whole = WrappingDelegate.height_of

    def counting(self: WrappingDelegate, look: Any, width: int, view: QWidget) -> int:
        measured.append(look.title)
        return whole(self, look, width, view)

    goals.screen.open_goal(goal.id)
    for _turn in range(4):
        QApplication.processEvents()
    monkeypatch.setattr(WrappingDelegate, "height_of", counting)
    goals.screen.page.refresh()
    QApplication.processEvents()
    assert measured == []
    steps = goals.screen.page.steps
    steps.view.setCurrentIndex(steps.model.index(0, 0))
    QTest.keyClick(steps.view, KEY.Key_Space)
    QApplication.processEvents()
    assert set(measured) <= {"Step 0"}
    assert goals.screen.page.head.stands.text() == "0% · 1 of 500 steps"


def test_the_chart_says_numbers_target_and_steps(goals: GoalsRoom) -> None:
    goal = goals.goal(target="12", unit="pages", due_on=date(2027, 3, 1))
    goals.screen.open_goal(goal.id)
    course = goals.screen.page.course
    assert course.figure.isHidden()
    for days, value in ((40, 2.0), (10, 7.0)):
        at = goals.small.clock.now() - timedelta(days=days)
        goals.small.desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=at, value=value))
    goals.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Outline", due_on=date(2026, 12, 1)))
    assert not course.figure.isHidden()
    assert course.chart.count() == 3
    assert course.figure.sentence.text() == "From 2 to 7 of 12 pages in 2 check-ins."
    legend = course.chart.keys()
    assert any("Target 12 pages" in key.words for key in legend)
    assert [row.value for row in course.model.rows()] == [7.0, 2.0]


def test_long_histories_are_listed_some_at_a_time(goals: GoalsRoom) -> None:
    goal, now = goals.goal(), goals.small.clock.now()
    goals.small.desk.goals.check_ins.add_all(
        CheckIn(goal_id=goal.id, at=now - timedelta(days=days), value=3.0) for days in range(60)
    )
    goals.screen.open_goal(goal.id)
    course = goals.screen.page.course
    assert (course.model.rowCount(), course.more_button.words()) == (5, "55 earlier ones")
    QTest.mouseClick(course.more_button, Qt.MouseButton.LeftButton)
    assert course.model.rowCount() == 45


def test_the_four_questions_go_on_by_key_and_leaving_early_loses_nothing(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.open_goal(goal.id)
    QTest.mouseClick(goals.screen.page.head.converse, Qt.MouseButton.LeftButton)
    talk = goals.screen.conversation
    assert str(talk.step) == "wish"
    QTest.keyClicks(focused(), "A calm team")
    QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    QTest.keyClicks(focused(), "Free Sundays")
    QTest.mouseClick(talk.back_button, Qt.MouseButton.LeftButton)
    assert [(plan.wish, plan.outcome) for plan in goals.small.desk.goals.plans_of(goal.id)] == [
        ("A calm team", "Free Sundays")
    ]
    QTest.mouseClick(goals.screen.page.plans.go_on, Qt.MouseButton.LeftButton)
    assert str(talk.step) == "obstacle"
    QTest.keyClicks(focused(), "I jump in")
    QTest.keyClick(focused(), KEY.Key_PageUp, CONTROL)
    assert (str(talk.step), talk.editor.text()) == ("outcome", "Free Sundays")
    for _question in range(2):
        QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    QTest.keyClicks(focused(), "count to ten")
    assert talk.sentence.text() == "If I jump in, then I will count to ten."
    QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    assert not goals.screen.shows_conversation()
    assert goals.screen.page.plans.sentence.text() == "If I jump in, then I will count to ten."
    assert len(goals.small.desk.goals.plans_of(goal.id)) == 1
