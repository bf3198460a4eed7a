"""A person's page over time: mentorships, looking back, the history and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.advice import Tried
from mentordesk.domain.mentorships import Role
from mentordesk.domain.notes import Note
from mentordesk.workflows.advice.keep_advice import answer_advice, keep_advice
from mentordesk.workflows.people.review import keep_review
from mentordesk.workflows.people.timeline import PAGE, Shown
from mentordesk_ui.screens.people.mentorship_sheet import EndSheet, MentorshipSheet
from mentordesk_ui.screens.people.note_sheet import NoteSheet
from tests.support.marias_page import MariasPage

ENTER, CONTROL, NONE = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def test_a_mentorship_is_changed_ended_and_taken_up_again(marias: MariasPage) -> None:
    view = marias.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = marias.visible(MentorshipSheet)
    QTest.keyClicks(sheet.purpose, "The step to team lead")
    QTest.keyClick(sheet.purpose, ENTER)
    assert view.rows_model.look_at(0).title == "The step to team lead"

    QTest.keyClick(view, ENTER)
    marias.visible(MentorshipSheet).end_wanted.emit()
    end = marias.visible(EndSheet)
    QTest.keyClicks(end.why, "She leads it now")
    QTest.keyClick(end.why, ENTER)
    (mentorship,) = marias.small.desk.mentorships.of_person(marias.small.maria.id)
    assert (mentorship.ended_on, mentorship.ended_why) == (date(2026, 11, 12), "She leads it now")
    assert marias.history()[0] == "Mentorship ended"

    marias.small.desk.database.undo()
    assert marias.small.desk.mentorships.current_of(marias.small.maria.id) is not None


def test_what_is_agreed_for_urgent_questions_is_kept_and_half_an_agreement_is_asked_back(marias: MariasPage) -> None:
    view = marias.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = marias.visible(MentorshipSheet)
    sheet.urgent.set_value("call link")
    sheet.urgent_from.setText("9")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert marias.visible(MentorshipSheet) is sheet
    sheet.urgent_to.setText("25 o’clock")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert marias.visible(MentorshipSheet) is sheet
    sheet.urgent_to.setText("17:00")
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    kept = marias.small.desk.mentorships.get(marias.small.mentorship.id)
    assert (kept.urgent_channel, kept.urgent_from, kept.urgent_to) == ("call link", time(9), time(17))


def test_how_often_one_looks_back_is_chosen_with_the_mentorship(marias: MariasPage) -> None:
    view = marias.screen.page.mentorships.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    sheet = marias.visible(MentorshipSheet)
    assert sheet.look_back.value() == 90
    sheet.look_back.set_value(0)
    QTest.keyClick(sheet.purpose, ENTER)
    assert marias.small.desk.mentorships.get(marias.small.mentorship.id).review_every_days == 0
    assert not marias.screen.page.looking_back.due_line.isVisible()


def test_another_mentorship_begins_beside_the_first(marias: MariasPage) -> None:
    QTest.mouseClick(marias.screen.page.mentorships.begin, Qt.MouseButton.LeftButton)
    sheet = marias.visible(MentorshipSheet)
    sheet.role.set_value(Role.MENTEE)
    QTest.keyClick(sheet.purpose, ENTER, CONTROL)
    assert {one.my_role for one in marias.small.desk.mentorships.of_person(marias.small.maria.id)} == {
        Role.MENTOR,
        Role.MENTEE,
    }


def test_rows_of_the_history_open_what_they_tell(marias: MariasPage) -> None:
    met = marias.met(3, "Salary talk")
    view = marias.screen.page.history().view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert marias.navigation.went == [("meeting", met.id)]


def test_a_note_of_no_meeting_is_written_over_the_page(marias: MariasPage) -> None:
    QTest.mouseClick(marias.screen.page.head.note, Qt.MouseButton.LeftButton)
    sheet = marias.visible(NoteSheet)
    QTest.keyClicks(sheet.editor, "Thinks of moving")
    QTest.keyClick(sheet.editor, Qt.Key.Key_Escape)
    sheet.close_overlay()
    (note,) = marias.small.desk.notes.latest_with(marias.small.maria.id)
    assert note.text == "Thinks of moving"
    assert marias.history()[0] == "Thinks of moving"
    marias.screen.page.open_note(note.id)
    assert marias.visible(NoteSheet).editor.text() == "Thinks of moving"
    marias.visible(NoteSheet).close_overlay()


def test_the_history_can_be_narrowed_to_one_kind(marias: MariasPage) -> None:
    marias.met(3, "Salary talk")
    marias.small.desk.notes.add(Note(person_id=marias.small.maria.id, text="Moving"))
    history = marias.screen.page.history()
    history.show_only(Shown.NOTES)
    assert marias.history() == ["Moving"]
    assert history.kind.accessibleName() == "Show: notes"
    history.show_only(Shown.GOALS)
    assert history._nothing.isVisible()


def test_a_long_history_is_read_as_it_is_scrolled_and_a_change_far_down_is_seen(marias: MariasPage) -> None:
    for days in range(1, 5 * PAGE):
        marias.met(days, f"Meeting {days}")
    history = marias.screen.page.history()
    assert len(marias.history()) < 5 * PAGE
    marias.scroll_to_end()
    assert len(marias.history()) == 5 * PAGE
    assert marias.history()[-1] == "Mentorship began"

    last = history.model.row_at(len(marias.history()) - 2)
    marias.small.desk.meetings.save(replace(marias.small.desk.meetings.get(last.meeting_id), title="Renamed"))
    marias.scroll_to_end()
    assert marias.history()[-2] == "Renamed"
    assert len(marias.history()) == 5 * PAGE
    assert marias.history()[0] == "Meeting 1"

    marias.small.desk.meetings.remove(last.meeting_id)
    assert marias.history()[-2:] == ["Meeting 298", "Mentorship began"], "what is in sight is read at once"


def test_below_1100_px_the_history_stands_at_the_end_of_the_page(marias: MariasPage) -> None:
    marias.met(3, "Salary talk")
    marias.screen.resize(900, 640)
    QApplication.processEvents()
    assert marias.screen.page.history() is marias.screen.page.below
    assert marias.history() == ["Salary talk", "Mentorship began"]
    marias.screen.resize(1280, 820)
    QApplication.processEvents()
    assert marias.screen.page.history() is marias.screen.page.beside


def test_my_own_page_shows_no_mentorship_with_myself(marias: MariasPage) -> None:
    marias.screen.open_person(marias.small.me.id)
    assert not marias.screen.page.mentorships.isVisible()
    assert not marias.screen.page.head.call.isVisible()
    assert marias.screen.page.head.edit.isVisible()


def test_the_way_to_the_pictures_and_a_calm_word_when_it_is_time_to_look_back(marias: MariasPage) -> None:
    section = marias.screen.page.looking_back
    assert "Maria" in section.due_line.text()
    QTest.mouseClick(section.pictures_button, Qt.MouseButton.LeftButton)
    assert marias.navigation.went[-1] == ("insights", marias.small.maria.id)
    QTest.mouseClick(section.review_button, Qt.MouseButton.LeftButton)
    assert marias.navigation.went[-1] == ("look-back", marias.small.mentorship.id)
    keep_review(marias.small.desk, marias.small.clock, marias.small.mentorship.id, (4, 4, 4, 4, 4, 4), "", "")
    marias.screen.refresh()
    assert not section.review_button.isVisible()
    assert section.pictures_button.isVisible()


def test_advice_of_the_history_opens_where_it_is_answered(marias: MariasPage) -> None:
    small = marias.small
    advice = keep_advice(small.desk, small.clock, small.mentorship.id, small.me.id, "Say no kindly")
    answer_advice(small.desk, small.clock, advice.id, Tried.YES, happened="Nobody minded", worth=4)
    marias.screen.open_person(small.maria.id)
    view = marias.screen.page.history().view
    looks = [(view.rows_model.look_at(place).title, view.rows_model.look_at(place).detail) for place in range(2)]
    assert set(looks) == {
        ("Say no kindly", "Tried · worth 4 of 5 · “Nobody minded”"),
        ("Say no kindly", "You advised"),
    }
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, ENTER)
    assert marias.navigation.went[-1] == ("advice", advice.id)
