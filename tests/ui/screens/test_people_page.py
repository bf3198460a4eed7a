"""A person's page: what is known, kept as typed, and what leads on from it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.people import Person
from mentordesk.domain.threads import Thread
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.screens.people.thread_sheet import ThreadSheet
from tests.support.marias_page import MariasPage

ENTER, CONTROL, NONE = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def test_the_head_says_who_and_what_time_it_is_there(marias: MariasPage) -> None:
    head = marias.screen.page.head
    assert head.name.text() == "Maria Santos"
    assert head.there.text() == "21:48 in Manila now, 7 h ahead of you"
    marias.small.clock.advance(hours=3)
    marias.screen.tell_time()
    assert head.there.text() == "Friday, 00:48 in Manila now, 7 h ahead of you"


def test_calling_planning_and_logging_are_one_click_away(marias: MariasPage) -> None:
    logged: list[str] = []
    marias.screen.log_wanted.connect(logged.append)
    for button in (marias.screen.page.head.call, marias.screen.page.head.plan, marias.screen.page.head.log):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    maria = marias.small.maria.id
    assert marias.navigation.went == [("session", "", maria), ("plan", maria)]
    assert logged == [maria]


def test_what_to_remember_is_kept_as_typed(marias: MariasPage) -> None:
    editor = marias.screen.page.remember.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(editor, " Tea.")
    marias.screen.page.avoid.editor.setFocus()
    assert marias.maria().remember == "Prefers evenings. Tea."


def test_leaving_the_page_keeps_what_was_typed_for_whom_it_was_typed(marias: MariasPage) -> None:
    other = marias.small.desk.people.add(Person(name="Chidi"))
    QTest.keyClicks(marias.screen.page.avoid.editor, "Her old lead")
    marias.screen.open_person(other.id)
    assert marias.maria().avoid == "Her old lead"
    assert marias.screen.page.avoid.editor.text() == ""
    assert marias.small.desk.people.get(other.id).avoid == ""


def test_a_channel_opens_or_is_copied_and_what_is_no_link_is_words(marias: MariasPage) -> None:
    copies = [one for one in marias.screen.page.facts.findChildren(IconButton) if one.isVisible()]
    assert [one.accessibleName() for one in copies] == ["Copy https://meet.example/maria", "Copy maria@example.org"]
    QTest.mouseClick(copies[1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "maria@example.org"


def test_something_to_ask_is_added_opened_and_told(marias: MariasPage) -> None:
    threads = marias.screen.page.threads
    QTest.keyClicks(threads.line, "Her exam !20 December")
    QTest.keyClick(threads.line, ENTER)
    (thread,) = marias.small.desk.threads.waiting(marias.small.maria.id)
    assert thread.ripe_on == date(2026, 12, 20)
    assert threads.line.text() == ""
    assert threads.view.rows_model.look_at(0).detail == "Not before Sun 20 Dec"

    threads.view.setFocus()
    threads.view.setCurrentIndex(threads.view.model().index(0, 0))
    QTest.keyClick(threads.view, ENTER)
    sheet = marias.visible(ThreadSheet)
    QTest.keyClicks(sheet.answer, "Passed")
    QTest.keyClick(sheet.answer, ENTER)

    assert marias.small.desk.threads.get(thread.id).answer == "Passed"
    assert marias.history()[0] == "Her exam"
    assert marias.navigation.toasts[-1] == ("Told", True)


def test_a_day_that_cannot_be_read_is_said_below_the_line(marias: MariasPage) -> None:
    threads = marias.screen.page.threads
    QTest.keyClicks(threads.line, "Her exam !31 June")
    QTest.keyClick(threads.line, ENTER)
    assert threads._mistake.isVisible()
    assert threads.line.text() == "Her exam !31 June"


def test_space_on_something_to_ask_marks_it_as_told_with_undo(marias: MariasPage) -> None:
    marias.small.desk.threads.add(Thread(person_id=marias.small.maria.id, text="The wedding"))
    view = marias.screen.page.threads.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert marias.small.desk.threads.waiting(marias.small.maria.id) == ()
    marias.small.desk.database.undo()
    assert view.rows_model.rowCount() == 1


def test_the_form_changes_all_that_is_known(marias: MariasPage) -> None:
    QTest.mouseClick(marias.screen.page.head.edit, Qt.MouseButton.LeftButton)
    sheet = marias.visible(PersonSheet)
    sheet.name.setText("Maria Santos-Reyes")
    sheet.zone.set_zone("Europe/Lisbon")
    sheet.city.setText("Porto")
    sheet.birthday.setText("29 Feb")
    sheet.channels._lines[1]._remove()
    QTest.keyClick(sheet.name, ENTER)

    maria = marias.maria()
    assert (maria.name, maria.zone, maria.city, maria.birthday) == (
        "Maria Santos-Reyes",
        "Europe/Lisbon",
        "Porto",
        "--02-29",
    )
    assert [channel.value for channel in maria.channels] == ["maria@example.org"]
    assert marias.screen.page.head.there.text() == "13:48 in Porto now, 1 h behind you"
    assert marias.navigation.toasts[-1] == ("Kept", True)


def test_a_person_in_the_trash_leaves_meetings_where_they_are_and_comes_back_by_undo(marias: MariasPage) -> None:
    met = marias.met(3, "Salary talk")
    marias.screen.page.head.delete_wanted.emit()
    assert marias.screen.is_list_shown()
    assert marias.screen.list.shown() == ()
    words, undoable = marias.navigation.toasts[-1]
    assert "Meetings and notes with Maria stay" in words
    assert undoable
    assert marias.small.desk.meetings.get(met.id).deleted_at is None
    marias.small.desk.database.undo()
    assert [entry.name for entry in marias.screen.list.shown()] == ["Maria Santos"]


def test_a_zone_this_computer_does_not_know_is_left_unsaid_and_can_be_chosen_anew(marias: MariasPage) -> None:
    marias.met(3, "Salary talk")
    later = Meeting(person_id=marias.small.maria.id, wall_start=datetime(2026, 11, 20, 9), zone="Europe/Berlin")
    marias.small.desk.meetings.add(planned(later))
    # As a desk from a computer with newer zones has it: a store would refuse it here.
    marias.small.desk.database._connection.execute(
        "UPDATE person SET zone = 'Mars/Olympus' WHERE name = 'Maria Santos'"
    )
    marias.screen.refresh()
    assert marias.screen.page.head.there.text() == "Manila"
    assert marias.screen.page.history().model.row_at(0).detail == "09:00 your time"
    marias.screen.show_list()
    assert marias.screen.list.current.rows_model.look_at(0).detail == "Manila"

    marias.screen.open_person(marias.small.maria.id)
    marias.screen.page.edit()
    sheet = marias.visible(PersonSheet)
    assert "no time zone called “Mars/Olympus”" in sheet._fields["zone"].mistake
    sheet.zone.set_zone("Asia/Manila")
    QTest.keyClick(sheet.name, ENTER)
    assert marias.maria().zone == "Asia/Manila"


def test_the_focus_follows_to_the_page_and_back_to_the_row(marias: MariasPage) -> None:
    QTest.mouseClick(marias.screen.page.head.back, Qt.MouseButton.LeftButton)
    assert marias.screen.list.current.hasFocus()
    QTest.keyClick(marias.screen.list.current, ENTER)
    assert marias.navigation.went == [("person", marias.small.maria.id)]
    marias.screen.open_person(marias.small.maria.id)
    assert marias.screen.page.head.call.hasFocus()


def test_a_goal_on_the_page_opens_its_own(marias: MariasPage) -> None:
    small = marias.small
    goal = small.desk.goals.add(Goal(owner_id=small.maria.id, mentorship_id=small.mentorship.id, title="Lead a team"))
    QApplication.processEvents()
    view = marias.screen.page.goals.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert marias.navigation.went[-1] == ("goal", goal.id)


def test_something_is_left_alone_stands_apart_and_may_be_raised_again(marias: MariasPage) -> None:
    threads = marias.screen.page.threads
    QTest.keyClicks(threads.line, "Her old team")
    QTest.keyClick(threads.line, ENTER)
    (thread,) = marias.small.desk.threads.waiting(marias.small.maria.id)
    for words, is_left_alone in (("Don’t raise it", True), ("May be raised again", False)):
        threads.view.setFocus()
        threads.view.choose(thread.id)
        QTest.keyClick(threads.view, ENTER)
        sheet = marias.visible(ThreadSheet)
        button = next(one for one in sheet.findChildren(Button) if one.words() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert (marias.small.desk.threads.get(thread.id).let_be_at is not None) is is_left_alone
        assert (threads.view.rows_model.look_at(0).detail == "Not to raise") is is_left_alone
