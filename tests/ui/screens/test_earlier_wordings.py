"""Earlier wordings where a text stands: on a page, beside what is typed as one goes, in a form, and in the four questions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.reflections import Reflection
from mentordesk.workflows.goals.goal_plan import keep_plan_words
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.earlier_wordings.sheet import EarlierSheet
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.goals.goal_sheet import GoalSheet
from mentordesk_ui.screens.notes.commands import earlier_command
from mentordesk_ui.screens.wrap_up import WrapUpScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import small_desk
from tests.support.goals_room import GoalsRoom, focused
from tests.support.marias_page import MariasPage
from tests.support.navigation import NotedNavigation
from tests.support.rehearsal import until
from tests.support.shown import Show

KEY, CONTROL, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def opened(ways: EarlierWays) -> EarlierSheet:
    sheet = ways.sheet
    assert isinstance(sheet, EarlierSheet)
    until(lambda: not sheet.is_comparing, "the difference")
    return sheet


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def test_the_why_of_a_goal_has_a_way_once_it_said_something_else_and_is_taken_back_by_key(goals: GoalsRoom) -> None:
    goal = goals.goal(why="So that she grows")
    goals.screen.open_goal(goal.id)
    way = goals.screen.page.said.before["why"]
    assert not way.isVisible()
    palette = earlier_command(partial(getattr, goals, "screen"))
    assert palette.when is not None
    assert not palette.when()
    goals.small.desk.goals.save(replace(goal, why="So that the team grows"), act="Change a goal")
    assert way.isVisible()
    assert not goals.screen.page.said.before["measure"].isVisible()
    assert way.accessibleName() == "Earlier wordings: Why"
    way.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)
    sheet = opened(goals.screen.earlier)
    assert sheet.accessibleName() == "Earlier wordings: Why"
    assert [taker.accessibleDescription() for taker in sheet.changes.takers] == ["added: the team, removed: she"]
    press(KEY.Key_Return, CONTROL)
    assert goals.small.desk.goals.get(goal.id).why == "So that she grows"
    assert goals.screen.page.said._pairs["why"][1].text() == "So that she grows"
    assert goals.navigation.toasts[-1] == ("Took the earlier wording back", True)
    assert focused() is way
    assert goals.small.desk.database.undo() == "Take an earlier wording back"
    assert goals.screen.page.said._pairs["why"][1].text() == "So that the team grows"
    goals.small.desk.database.undo()
    assert not way.isVisible()


def test_in_a_form_the_earlier_wording_stands_in_the_field_until_the_form_is_kept(goals: GoalsRoom) -> None:
    goal = goals.goal(why="So that she grows")
    desk = goals.small.desk
    desk.goals.save(replace(goal, why="So that the team grows"), act="Change a goal")
    goals.screen.open_goal(goal.id)
    goals.screen.edit()
    form = goals.sheet(GoalSheet)
    (way,) = [one for one in form.findChildren(IconButton) if one.accessibleName() == "Earlier wordings: Why"]
    form.why.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Backtab)
    assert focused() is way
    press(KEY.Key_Return)
    opened(goals.screen.earlier)
    press(KEY.Key_Return, CONTROL)
    assert goals.screen.earlier.sheet is None
    assert goals.screen.sheet is form
    assert form.why.text() == "So that she grows"
    assert desk.goals.get(goal.id).why == "So that the team grows"
    form.why.undo()
    assert form.why.text() == "So that the team grows"
    form.why.redo()
    press(KEY.Key_Return, CONTROL)
    assert goals.screen.sheet is None
    assert desk.goals.get(goal.id).why == "So that she grows"
    assert desk.database.undo() == "Change a goal"


def test_what_is_typed_in_a_field_is_what_the_difference_is_to(goals: GoalsRoom) -> None:
    goal = goals.goal(why="She grows.")
    goals.small.desk.goals.save(replace(goal, why="The team grows."), act="Change a goal")
    goals.screen.open_goal(goal.id)
    goals.screen.edit()
    form = goals.sheet(GoalSheet)
    form.why.setText("The whole team grows.")
    (way,) = [one for one in form.findChildren(IconButton) if one.accessibleName() == "Earlier wordings: Why"]
    QTest.mouseClick(way, LEFT)
    sheet = opened(goals.screen.earlier)
    assert sheet.changes.takers[0].accessibleDescription() == "added: The whole team, removed: She"
    QTest.mouseClick(sheet.changes.takers[0], LEFT)
    assert form.why.text() == "She grows."
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert goals.screen.sheet is None
    assert goals.small.desk.goals.get(goal.id).why == "The team grows."


def test_the_four_texts_of_a_plan_are_asked_about_and_the_conversation_shows_its_own(goals: GoalsRoom) -> None:
    small, goal = goals.small, goals.goal()
    plan = keep_plan_words(small.desk, small.clock, goal.id, "", PlanStep.WISH, "A team")
    assert plan is not None
    keep_plan_words(small.desk, small.clock, goal.id, plan.id, PlanStep.OUTCOME, "Sundays")
    small.clock.advance(minutes=6)
    for step, words in ((PlanStep.WISH, "A team of four"), (PlanStep.OUTCOME, "Sundays are mine")):
        keep_plan_words(small.desk, small.clock, goal.id, plan.id, step, words)
    goals.screen.open_goal(goal.id)
    QTest.mouseClick(goals.screen.page.plans.before, LEFT)
    (menu,) = [one for one in goals.screen.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["Wish", "Outcome"]
    menu.close()
    small.desk.goals.save(replace(goal, why="So that she grows"))
    small.desk.goals.save(replace(goal, why="So that the team grows"), act="Change a goal")
    palette = earlier_command(partial(getattr, goals, "screen"))
    assert palette.when is not None
    assert palette.when()
    palette.run()
    menu = next(one for one in goals.screen.findChildren(QMenu) if one.isVisible())
    assert sorted(action.text() for action in menu.actions()) == ["Outcome", "Why", "Wish"]
    menu.close()
    goals.screen.converse()
    conversation = goals.screen.conversation
    conversation.show_step(PlanStep.WISH)
    QTest.mouseClick(conversation.before, LEFT)
    sheet = opened(goals.screen.earlier)
    assert sheet.confirm_button is not None
    QTest.mouseClick(sheet.confirm_button, LEFT)
    assert conversation.editor.text() == "A team"
    small.desk.database.undo()
    assert conversation.editor.text() == "A team of four"


def test_what_to_remember_is_taken_back_beside_its_title_and_typing_goes_on(marias: MariasPage) -> None:
    small, page = marias.small, marias.screen.page
    small.desk.people.save(replace(small.maria, remember="Prefers evenings."))
    small.clock.advance(minutes=6)
    marias.screen.open_person(small.maria.id)
    assert not page.remember_before.isVisible()
    page.remember.editor.change_text("Prefers mornings.")
    page.leave()
    assert page.remember_before.isVisible()
    assert not page.avoid_before.isVisible()
    page.remember.editor.change_text("Prefers mornings. Tea.")
    page.remember.editor.setFocus(Qt.FocusReason.TabFocusReason)
    page.remember_before.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)
    opened(page.earlier)
    press(KEY.Key_Return, CONTROL)
    assert page.remember.editor.text() == marias.maria().remember == "Prefers evenings."
    assert small.desk.database.undo() == "Take an earlier wording back"
    assert page.remember.editor.text() == marias.maria().remember == "Prefers mornings. Tea."


def test_an_answer_of_a_wrap_up_is_taken_back_as_one_act(tmp_path: Path, appearance: Appearance, show: Show) -> None:
    with small_desk(tmp_path) as small:
        meeting = small.desk.meetings.add(Meeting(person_id=small.maria.id, mentorship_id=small.mentorship.id))
        made = small.desk.reflections.add(Reflection(meeting_id=meeting.id, learned="Ask, then wait"))
        small.clock.advance(minutes=6)
        small.desk.reflections.save(replace(made, learned="Wait longer"))
        screen = WrapUpScreen(appearance, small.desk, small.clock, Acts(), NotedNavigation())
        show(screen, width=1280, height=820)
        screen.open(meeting.id)
        (way,) = [one for one in screen.findChildren(EarlierWay) if one.isVisible()]
        assert way.accessibleName() == "Earlier wordings: What did I learn?"
        way.setFocus(Qt.FocusReason.TabFocusReason)
        press(KEY.Key_Space)
        opened(screen.earlier)
        press(KEY.Key_Return, CONTROL)
        assert screen.reflection.learned.text() == "Ask, then wait"
        assert small.desk.database.undo() == "Take an earlier wording back"
        screen.refresh()
        assert screen.reflection.learned.text() == "Wait longer"
        screen.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_person_says_how_they_met_in_other_words_and_the_form_has_the_first_ones(marias: MariasPage) -> None:
    small = marias.small
    small.desk.people.save(replace(small.maria, met_how="At a conference"))
    small.desk.people.save(replace(small.desk.people.get(small.maria.id), met_how="In Lisbon"), act="Edit")
    marias.screen.open_person(small.maria.id)
    marias.screen.page.edit()
    (way,) = [
        one
        for one in marias.screen.findChildren(IconButton)
        if one.isVisible() and one.accessibleName() == "Earlier wordings: How you met"
    ]
    QTest.mouseClick(way, LEFT)
    opened(marias.screen.page.earlier)
    press(KEY.Key_Return, CONTROL)
    assert "At a conference" in {line.text() for line in marias.screen.window().findChildren(QLineEdit)}
    press(KEY.Key_Escape)
