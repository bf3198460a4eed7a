"""A person's page: what is known, kept as typed, and all that happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.advice import Tried
from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting, held, planned
from mentordesk.domain.mentorships import Role
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.threads import Thread
from mentordesk.workflows.keep_advice import answer_advice, keep_advice
from mentordesk.workflows.review import keep_review
from mentordesk.workflows.timeline import PAGE, Shown
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.people import PeopleScreen
from mentordesk_ui.screens.people.mentorship_sheet import EndSheet, MentorshipSheet
from mentordesk_ui.screens.people.note_sheet import NoteSheet
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.screens.people.thread_sheet import ThreadSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

ENTER, CONTROL, NONE = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Q = TypeVar("Q", bound=QObject)


@dataclass
class Page:
    """Maria's page in a window."""

    small: SmallDesk
    screen: PeopleScreen
    navigation: NotedNavigation

    def visible(self, kind: type[Q]) -> Q:
        (found,) = [one for one in self.screen.findChildren(kind) if one.isVisible()]  # type: ignore[attr-defined]  # only widgets are asked for
        return found

    def maria(self) -> Person:
        return self.small.desk.people.get(self.small.maria.id)

    def history(self) -> list[str]:
        return [row.title for row in self.screen.page.history().model.rows()]

    def scroll_to_end(self) -> None:
        bar = self.screen.page.history().view.verticalScrollBar()
        while True:
            rows, place = len(self.history()), bar.value()
            bar.setValue(bar.maximum())
            for _turn in range(3):
                QApplication.processEvents()
            if (rows, place) == (len(self.history()), bar.maximum()):
                return

    def met(self, days_ago: int, title: str) -> Meeting:
        wall = datetime(2026, 11, 12, 9) - timedelta(days=days_ago)
        one = planned(Meeting(person_id=self.small.maria.id, title=title, wall_start=wall, zone="Europe/Berlin"))
        assert one.starts_at
        return self.small.desk.meetings.add(
            held(one, one.starts_at, one.starts_at + timedelta(minutes=50), "Europe/Berlin")
        )


@pytest.fixture
def page(tmp_path: Path, appearance: Appearance) -> Iterator[Page]:
    with small_desk(tmp_path) as small:
        reach = (Channel(ChannelKind.MAIL, "maria@example.org"), Channel(ChannelKind.OTHER, "second door"))
        small.desk.people.save(replace(small.maria, channels=reach, remember="Prefers evenings."))
        navigation = NotedNavigation()
        screen = PeopleScreen(appearance, small.desk, small.clock, Acts(), navigation)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1200, 900)
        screen.open_person(small.maria.id)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield Page(small, screen, navigation)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_head_says_who_and_what_time_it_is_there(page: Page) -> None:
    head = page.screen.page.head
    assert head.name.text() == "Maria Santos"
    assert head.there.text() == "21:48 in Manila now, 7 h ahead of you"
    page.small.clock.advance(hours=3)
    page.screen.tell_time()
    assert head.there.text() == "Friday, 00:48 in Manila now, 7 h ahead of you"


def test_calling_planning_and_logging_are_one_click_away(page: Page) -> None:
    logged: list[str] = []
    page.screen.log_wanted.connect(logged.append)
    for button in (page.screen.page.head.call, page.screen.page.head.plan, page.screen.page.head.log):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    maria = page.small.maria.id
    assert page.navigation.went == [("session", "", maria), ("plan", maria)]
    assert logged == [maria]


def test_what_to_remember_is_kept_as_typed(page: Page) -> None:
    editor = page.screen.page.remember.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(editor, " Tea.")
    page.screen.page.avoid.editor.setFocus()
    assert page.maria().remember == "Prefers evenings. Tea."


def test_leaving_the_page_keeps_what_was_typed_for_whom_it_was_typed(page: Page) -> None:
    other = page.small.desk.people.add(Person(name="Chidi"))
    QTest.keyClicks(page.screen.page.avoid.editor, "Her old lead")
    page.screen.open_person(other.id)
    assert page.maria().avoid == "Her old lead"
    assert page.screen.page.avoid.editor.text() == ""
    assert page.small.desk.people.get(other.id).avoid == ""


def test_a_channel_opens_or_is_copied_and_what_is_no_link_is_words(page: Page) -> None:
    copies = [one for one in page.screen.page.facts.findChildren(IconButton) if one.isVisible()]
    assert [one.accessibleName() for one in copies] == ["Copy https://meet.example/maria", "Copy maria@example.org"]
    QTest.mouseClick(copies[1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "maria@example.org"


def test_something_to_ask_is_added_opened_and_told(page: Page) -> None:
    threads = page.screen.page.threads
    QTest.keyClicks(threads.line, "Her exam !20 December")
    QTest.keyClick(threads.line, ENTER)
    (thread,) = page.small.desk.threads.waiting(page.small.maria.id)
    assert thread.ripe_on == date(2026, 12, 20)
    assert threads.line.text() == ""
    assert threads.view.rows_model.look_at(0).detail == "Not before Sun 20 Dec"

    threads.view.setFocus()
    threads.view.setCurrentIndex(threads.view.model().index(0, 0))
    QTest.keyClick(threads.view, ENTER)
    sheet = page.visible(ThreadSheet)
    QTest.keyClicks(sheet.answer, "Passed")
    QTest.keyClick(sheet.answer, ENTER)

    assert page.small.desk.threads.get(thread.id).answer == "Passed"
    assert page.history()[0] == "Her exam"
    assert page.navigation.toasts[-1] == ("Told", True)


def test_a_day_that_cannot_be_read_is_said_below_the_line(page: Page) -> None:
    threads = page.screen.page.threads
    QTest.keyClicks(threads.line, "Her exam !31 June")
    QTest.keyClick(threads.line, ENTER)
    assert threads._mistake.isVisible()
    assert threads.line.text() == "Her exam !31 June"


def test_space_on_something_to_ask_marks_it_as_told_with_undo(page: Page) -> None:
    page.small.desk.threads.add(Thread(person_id=page.small.maria.id, text="The wedding"))
    view = page.screen.page.threads.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert page.small.desk.threads.waiting(page.small.maria.id) == ()
    page.small.desk.database.undo()
    assert view.rows_model.rowCount() == 1


def test_a_mentorship_is_changed_ended_and_taken_up_again(page: Page) -> None:
    view = page.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = page.visible(MentorshipSheet)
    QTest.keyClicks(sheet.purpose, "The step to team lead")
    QTest.keyClick(sheet.purpose, ENTER)
    assert view.rows_model.look_at(0).title == "The step to team lead"

    QTest.keyClick(view, ENTER)
    page.visible(MentorshipSheet).end_wanted.emit()
    end = page.visible(EndSheet)
    QTest.keyClicks(end.why, "She leads it now")
    QTest.keyClick(end.why, ENTER)
    (mentorship,) = page.small.desk.mentorships.of_person(page.small.maria.id)
    assert (mentorship.ended_on, mentorship.ended_why) == (date(2026, 11, 12), "She leads it now")
    assert page.history()[0] == "Mentorship ended"

    page.small.desk.database.undo()
    assert page.small.desk.mentorships.current_of(page.small.maria.id) is not None


def test_what_is_agreed_for_urgent_questions_is_kept_and_half_an_agreement_is_asked_back(page: Page) -> None:
    view = page.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = page.visible(MentorshipSheet)
    sheet.urgent.set_value("call link")
    sheet.urgent_from.setText("9")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert page.visible(MentorshipSheet) is sheet
    sheet.urgent_to.setText("25 o’clock")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert page.visible(MentorshipSheet) is sheet
    sheet.urgent_to.setText("17:00")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    kept = page.small.desk.mentorships.get(page.small.mentorship.id)
    assert (kept.urgent_channel, kept.urgent_from, kept.urgent_to) == ("call link", time(9), time(17))


def test_how_often_one_looks_back_is_chosen_with_the_mentorship(page: Page) -> None:
    view = page.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = page.visible(MentorshipSheet)
    assert sheet.look_back.value() == 90
    sheet.look_back.set_value(0)
    QTest.keyClick(sheet.purpose, ENTER)
    assert page.small.desk.mentorships.get(page.small.mentorship.id).review_every_days == 0
    assert not page.screen.page.looking_back.due_line.isVisible()


def test_another_mentorship_begins_beside_the_first(page: Page) -> None:
    QTest.mouseClick(page.screen.page.mentorships.begin, Qt.MouseButton.LeftButton)
    sheet = page.visible(MentorshipSheet)
    sheet.role.set_value(Role.MENTEE)
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert {one.my_role for one in page.small.desk.mentorships.of_person(page.small.maria.id)} == {
        Role.MENTOR,
        Role.MENTEE,
    }


def test_the_form_changes_all_that_is_known(page: Page) -> None:
    QTest.mouseClick(page.screen.page.head.edit, Qt.MouseButton.LeftButton)
    sheet = page.visible(PersonSheet)
    sheet.name.setText("Maria Santos-Reyes")
    sheet.zone.set_zone("Europe/Lisbon")
    sheet.city.setText("Porto")
    sheet.birthday.setText("29 Feb")
    sheet.channels._lines[1]._remove()
    QTest.keyClick(sheet.name, ENTER)

    maria = page.maria()
    assert (maria.name, maria.zone, maria.city, maria.birthday) == (
        "Maria Santos-Reyes",
        "Europe/Lisbon",
        "Porto",
        "--02-29",
    )
    assert [channel.value for channel in maria.channels] == ["maria@example.org"]
    assert page.screen.page.head.there.text() == "13:48 in Porto now, 1 h behind you"
    assert page.navigation.toasts[-1] == ("Kept", True)


def test_a_person_in_the_trash_leaves_meetings_where_they_are_and_comes_back_by_undo(page: Page) -> None:
    met = page.met(3, "Salary talk")
    page.screen.page.head.delete_wanted.emit()
    assert page.screen.is_list_shown()
    assert page.screen.list.shown() == ()
    words, undoable = page.navigation.toasts[-1]
    assert "Meetings and notes with Maria stay" in words
    assert undoable
    assert page.small.desk.meetings.get(met.id).deleted_at is None
    page.small.desk.database.undo()
    assert [entry.name for entry in page.screen.list.shown()] == ["Maria Santos"]


def test_rows_of_the_history_open_what_they_tell(page: Page) -> None:
    met = page.met(3, "Salary talk")
    view = page.screen.page.history().view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert page.navigation.went == [("meeting", met.id)]


def test_a_note_of_no_meeting_is_written_over_the_page(page: Page) -> None:
    QTest.mouseClick(page.screen.page.head.note, Qt.MouseButton.LeftButton)
    sheet = page.visible(NoteSheet)
    QTest.keyClicks(sheet.editor, "Thinks of moving")
    QTest.keyClick(sheet.editor, Qt.Key.Key_Escape)
    sheet.close_overlay()
    (note,) = page.small.desk.notes.latest_with(page.small.maria.id)
    assert note.text == "Thinks of moving"
    assert page.history()[0] == "Thinks of moving"
    page.screen.page.open_note(note.id)
    assert page.visible(NoteSheet).editor.text() == "Thinks of moving"
    page.visible(NoteSheet).close_overlay()


def test_the_history_can_be_narrowed_to_one_kind(page: Page) -> None:
    page.met(3, "Salary talk")
    page.small.desk.notes.add(Note(person_id=page.small.maria.id, text="Moving"))
    history = page.screen.page.history()
    history.show_only(Shown.NOTES)
    assert page.history() == ["Moving"]
    assert history.kind.accessibleName() == "Show: notes"
    history.show_only(Shown.GOALS)
    assert history._nothing.isVisible()


def test_a_long_history_is_read_as_it_is_scrolled_and_a_change_far_down_is_seen(page: Page) -> None:
    for days in range(1, 5 * PAGE):
        page.met(days, f"Meeting {days}")
    history = page.screen.page.history()
    assert len(page.history()) < 5 * PAGE
    page.scroll_to_end()
    assert len(page.history()) == 5 * PAGE
    assert page.history()[-1] == "Mentorship began"

    last = history.model.row_at(len(page.history()) - 2)
    page.small.desk.meetings.save(replace(page.small.desk.meetings.get(last.meeting_id), title="Renamed"))
    page.scroll_to_end()
    assert page.history()[-2] == "Renamed"
    assert len(page.history()) == 5 * PAGE
    assert page.history()[0] == "Meeting 1"

    page.small.desk.meetings.remove(last.meeting_id)
    assert page.history()[-2:] == ["Meeting 298", "Mentorship began"], "what is in sight is read at once"


def test_below_1100_px_the_history_stands_at_the_end_of_the_page(page: Page) -> None:
    page.met(3, "Salary talk")
    page.screen.resize(900, 640)
    QApplication.processEvents()
    assert page.screen.page.history() is page.screen.page.below
    assert page.history() == ["Salary talk", "Mentorship began"]
    page.screen.resize(1280, 820)
    QApplication.processEvents()
    assert page.screen.page.history() is page.screen.page.beside


def test_my_own_page_shows_no_mentorship_with_myself(page: Page) -> None:
    page.screen.open_person(page.small.me.id)
    assert not page.screen.page.mentorships.isVisible()
    assert not page.screen.page.head.call.isVisible()
    assert page.screen.page.head.edit.isVisible()


def test_a_zone_this_computer_does_not_know_is_left_unsaid_and_can_be_chosen_anew(page: Page) -> None:
    page.met(3, "Salary talk")
    later = Meeting(person_id=page.small.maria.id, wall_start=datetime(2026, 11, 20, 9), zone="Europe/Berlin")
    page.small.desk.meetings.add(planned(later))
    # As a desk from a computer with newer zones has it: a store would refuse it here.
    page.small.desk.database._connection.execute("UPDATE person SET zone = 'Mars/Olympus' WHERE name = 'Maria Santos'")
    page.screen.refresh()
    assert page.screen.page.head.there.text() == "Manila"
    assert page.screen.page.history().model.row_at(0).detail == "09:00 your time"
    page.screen.show_list()
    assert page.screen.list.current.rows_model.look_at(0).detail == "Manila"

    page.screen.open_person(page.small.maria.id)
    page.screen.page.edit()
    sheet = page.visible(PersonSheet)
    assert "no time zone called “Mars/Olympus”" in sheet._fields["zone"].mistake
    sheet.zone.set_zone("Asia/Manila")
    QTest.keyClick(sheet.name, ENTER)
    assert page.maria().zone == "Asia/Manila"


def test_the_focus_follows_to_the_page_and_back_to_the_row(page: Page) -> None:
    QTest.mouseClick(page.screen.page.head.back, Qt.MouseButton.LeftButton)
    assert page.screen.list.current.hasFocus()
    QTest.keyClick(page.screen.list.current, ENTER)
    assert page.navigation.went == [("person", page.small.maria.id)]
    page.screen.open_person(page.small.maria.id)
    assert page.screen.page.head.call.hasFocus()


def test_a_goal_on_the_page_opens_its_own(page: Page) -> None:
    small = page.small
    goal = small.desk.goals.add(Goal(owner_id=small.maria.id, mentorship_id=small.mentorship.id, title="Lead a team"))
    QApplication.processEvents()
    view = page.screen.page.goals.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert page.navigation.went[-1] == ("goal", goal.id)


def test_the_way_to_the_pictures_and_a_calm_word_when_it_is_time_to_look_back(page: Page) -> None:
    section = page.screen.page.looking_back
    assert "Maria" in section.due_line.text()
    QTest.mouseClick(section.pictures_button, Qt.MouseButton.LeftButton)
    assert page.navigation.went[-1] == ("insights", page.small.maria.id)
    QTest.mouseClick(section.review_button, Qt.MouseButton.LeftButton)
    assert page.navigation.went[-1] == ("look-back", page.small.mentorship.id)
    keep_review(page.small.desk, page.small.clock, page.small.mentorship.id, (4, 4, 4, 4, 4, 4), "", "")
    page.screen.refresh()
    assert not section.review_button.isVisible()
    assert section.pictures_button.isVisible()


def test_something_is_left_alone_stands_apart_and_may_be_raised_again(page: Page) -> None:
    threads = page.screen.page.threads
    QTest.keyClicks(threads.line, "Her old team")
    QTest.keyClick(threads.line, ENTER)
    (thread,) = page.small.desk.threads.waiting(page.small.maria.id)
    for words, is_left_alone in (("Don’t raise it", True), ("May be raised again", False)):
        threads.view.setFocus()
        threads.view.choose(thread.id)
        QTest.keyClick(threads.view, ENTER)
        sheet = page.visible(ThreadSheet)
        button = next(one for one in sheet.findChildren(Button) if one.words() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert (page.small.desk.threads.get(thread.id).let_be_at is not None) is is_left_alone
        assert (threads.view.rows_model.look_at(0).detail == "Not to raise") is is_left_alone


def test_advice_of_the_history_opens_where_it_is_answered(page: Page) -> None:
    small = page.small
    advice = keep_advice(small.desk, small.clock, small.mentorship.id, small.me.id, "Say no kindly")
    answer_advice(small.desk, small.clock, advice.id, Tried.YES, happened="Nobody minded", worth=4)
    page.screen.open_person(small.maria.id)
    view = page.screen.page.history().view
    looks = [(view.rows_model.look_at(place).title, view.rows_model.look_at(place).detail) for place in range(2)]
    assert set(looks) == {
        ("Say no kindly", "Tried · worth 4 of 5 · “Nobody minded”"),
        ("Say no kindly", "You advised"),
    }
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert page.navigation.went[-1] == ("advice", advice.id)
