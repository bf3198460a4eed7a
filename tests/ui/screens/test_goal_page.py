"""One goal on its page: its note, its turns, the trash, and the ways that lead to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from mentordesk.domain.actions import Action
from mentordesk.domain.goals import CheckIn, GoalPlan, GoalState, Milestone
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.people import Person
from mentordesk.workflows.goals.keep_goal import turn_goal
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.pick_sheet import PickSheet
from mentordesk_ui.screens.goals.sheets import CheckInSheet, TurnSheet
from mentordesk_ui.shell.found_entries import FoundEntries
from tests.support.goals_room import GoalsRoom, focused, type_in
from tests.support.navigation import NotedNavigation

KEY, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_note_of_the_goal_is_kept_as_typed_and_makes_promises(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.open_goal(goal.id)
    goals.screen.page.note.editor.insert("# How\n- [ ] @Maria write the outline !2026-12-01")
    goals.screen.leave()
    (note,) = goals.small.desk.notes.where("goal_id = ?", [goal.id])
    assert (note.person_id, note.mentorship_id, note.title) == (goals.small.maria.id, goals.small.mentorship.id, "How")
    assert [action.text for action in goals.small.desk.actions.of_note(note.id)] == ["write the outline"]
    promises = goals.screen.page.promises
    assert [row.action.text for row in promises.model.rows()] == ["write the outline"]
    promises.view.setFocus()
    promises.view.setCurrentIndex(promises.model.index(0, 0))
    QTest.keyClick(promises.view, KEY.Key_Space)
    assert "- [x] @Maria write the outline" in goals.screen.page.note.editor.text()


def test_a_promise_is_linked_by_its_words_and_taken_off_again_and_one_undo_each(goals: GoalsRoom) -> None:
    goal, desk = goals.goal(), goals.small.desk
    outline = desk.actions.add(Action(owner_id=goals.small.maria.id, text="Write the outline"))
    near = desk.actions.add(
        Action(owner_id=goals.small.maria.id, mentorship_id=goals.small.mentorship.id, text="Call the printer")
    )
    goals.screen.open_goal(goal.id)
    promises = goals.screen.page.promises
    assert promises.isVisibleTo(goals.screen)
    promises.link_button.click()
    sheet = goals.sheet(PickSheet)
    assert [one.title for one in sheet.offered()] == ["Call the printer", "Write the outline"]
    QTest.keyClicks(focused(), "outl")
    QTest.keyClick(focused(), KEY.Key_Return)
    assert desk.actions.get(outline.id).goal_id == goal.id
    assert [row.action.text for row in promises.model.rows()] == ["Write the outline"]
    assert focused() is promises.view
    promises.link_button.click()
    assert [one.value for one in goals.sheet(PickSheet).offered()] == [near.id]
    QTest.keyClick(focused(), KEY.Key_Escape)
    promises.view.setFocus()
    promises.view.setCurrentIndex(promises.model.index(0, 0))
    QTest.keyClick(promises.view, KEY.Key_Delete)
    assert (desk.actions.get(outline.id).goal_id, desk.actions.get(outline.id).deleted_at) == ("", None)
    desk.database.undo()
    assert desk.actions.get(outline.id).goal_id == goal.id


def test_reached_twice_keeps_the_first_day_on_the_page(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.screen.open_goal(goal.id)
    for words, day in (("they said yes", "2026-11-03"), ("again", "2026-11-10")):
        goals.screen.turn(GoalState.REACHED)
        sheet = goals.sheet(TurnSheet)
        sheet.day.setText(day)
        type_in(sheet.why, words)
        QTest.keyClick(sheet.why, KEY.Key_Return)
    assert goals.screen.page.head.rests.text() == "Reached Tue 3 Nov: again"
    assert goals.screen.page.way.words() == ["Reached Tue 3 Nov: they said yes", "Set today"]


def test_a_goal_in_the_trash_leaves_its_page_and_undo_brings_it_back_whole(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.small.desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Outline"))
    goals.screen.open_goal(goal.id)
    goals.screen.page.head.delete_wanted.emit()
    assert goals.screen.is_list_shown()
    assert goals.screen.list.shown() == ()
    goals.small.desk.database.undo()
    goals.screen.open_goal(goal.id)
    assert goals.steps(goal) == ["Outline"]


def test_all_that_belongs_to_a_goal_leads_to_its_page_from_the_palette(goals: GoalsRoom) -> None:
    desk, goal = goals.small.desk, goals.goal(title="Walk to Zanzibar")
    desk.goals.milestones.add(Milestone(goal_id=goal.id, text="Buy boots in Zanzibar"))
    desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=goals.small.clock.now(), sentence="Zanzibar is far"))
    desk.goals.plans.add(GoalPlan(goal_id=goal.id, wish="Zanzibar by spring"))
    turn_goal(desk, goals.small.clock, goal.id, GoalState.PAUSED, why="Zanzibar is closed")
    navigation = NotedNavigation()
    entries = FoundEntries(desk, goals.small.clock, navigation)("zanzibar")
    for entry in entries:
        entry.run()
    assert len(entries) == 5
    assert navigation.went == [("goal", goal.id)] * 5


def test_a_goal_found_in_the_trash_says_so_and_is_taken_out_by_one_key(goals: GoalsRoom) -> None:
    goal = goals.goal()
    goals.small.desk.goals.remove(goal.id)
    goals.screen.open_goal(goal.id)
    assert goals.screen.page.head.rests.text() == "This goal is in the trash."
    assert not goals.screen.page.head.check_in.isVisible()
    QTest.keyClick(focused(), KEY.Key_Return)
    assert goals.small.desk.goals.get(goal.id).deleted_at is None
    assert goals.screen.page.head.check_in.isVisible()


def test_links_in_the_note_of_a_goal_are_completed_asked_about_and_opened(goals: GoalsRoom) -> None:
    desk, goal = goals.small.desk, goals.goal()
    berg = desk.people.add(Person(name="Anna Berg"))
    desk.people.add(Person(name="Anna Kern"))
    goals.screen.open_goal(goal.id)
    note = goals.screen.page.note
    type_in(note.editor, "Ask [[mar")
    QTest.keyClick(note.editor, KEY.Key_Tab)
    assert note.editor.text() == "Ask [[Maria Santos]]"
    QTest.keyClicks(note.editor, " and [[Anna]]")
    note.keeping.flush()
    note.links.look()
    assert note.links.sentence.text() == "Several are called “Anna”. Which one is meant?"
    (berg_button,) = [one for one in note.links.findChildren(Button) if one.isVisible() and "Berg" in one.words()]
    QTest.mouseClick(berg_button, Qt.MouseButton.LeftButton)
    (kept,) = desk.notes.where("goal_id = ?", [goal.id])
    assert [link.target for link in desk.notes.links.of_note(kept.id)] == [
        Target(TargetKind.PERSON, goals.small.maria.id), Target(TargetKind.PERSON, berg.id)
    ]  # fmt: skip
    assert not note.links.isVisible()
    note.editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _step in range(7):
        QTest.keyClick(note.editor, KEY.Key_Right)
    QTest.keyClick(note.editor, KEY.Key_Return, CONTROL)
    assert goals.navigation.went[-1] == ("person", goals.small.maria.id)


def test_a_key_from_a_call_means_a_goal_of_whom_one_talks_with_and_not_the_one_looked_at_last(
    goals: GoalsRoom,
) -> None:
    mine, hers = goals.goal(title="Sleep", owner_id=goals.small.me.id), goals.goal()
    goals.screen.open_goal(mine.id)
    goals.screen.check_in(goals.small.maria.id)
    sheet = goals.sheet(CheckInSheet)
    QTest.keyClicks(focused(), "7")
    QTest.keyClick(focused(), KEY.Key_Return, CONTROL)
    assert not sheet.isVisible()
    assert [goals.small.desk.goals.check_ins.count("goal_id = ?", [one.id]) for one in (mine, hers)] == [0, 1]
    goals.screen.open_goal(mine.id)
    goals.screen.converse(goals.small.maria.id)
    assert goals.screen.shows_conversation()
    assert goals.screen.conversation.goal_id == hers.id
    goals.goal(title="Rest")
    goals.screen.open_goal(mine.id)
    goals.screen.check_in(goals.small.maria.id)
    assert goals.navigation.toasts[-1][0] == "Choose a goal first."
    assert {entry.owner_id for entry in goals.screen.list.shown()} == {goals.small.maria.id}
