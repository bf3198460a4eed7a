"""All notes: filtered, pinned, written, moved and thrown away; links typed, asked about, opened and seen from the other end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.meetings import Meeting
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.store.note_list import NotePart
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk_ui.screens.notes.move_sheet import MoveSheet
from tests.support.notes_room import NotesRoom

ENTER, ESCAPE, DOWN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# -- the list


def test_typing_filters_and_the_arrow_goes_down_into_what_was_found(notes: NotesRoom) -> None:
    notes.write("# Water\nA chapter")
    notes.write("# Fire\nA garden")
    notes.screen.ask_words()
    QTest.keyClicks(focus(), "gar")
    assert notes.titles() == ["Fire"]
    QTest.keyClick(focus(), DOWN)
    assert focus() is notes.screen.column.view
    assert notes.screen.page.editor.text() == "# Fire\nA garden"
    QTest.keyClick(focus(), ENTER)
    assert focus() is notes.screen.page.editor
    QTest.keyClick(focus(), ESCAPE)
    assert focus() is notes.screen.column.view


def test_a_note_that_a_key_shows_before_its_page_would_be_made_stays_in_sight(notes: NotesRoom) -> None:
    screen = notes.screen
    screen.open_note(notes.write("# Water").id)
    screen.by_and_by.instead(screen._make_page, screen._show_first)
    screen.by_and_by.finish()
    assert screen.page.editor.isVisible()


def test_the_keyboard_stays_among_the_notes_when_the_last_one_is_thrown_away(notes: NotesRoom) -> None:
    notes.screen.open_note(notes.write("# Water").id)
    notes.screen.page.throw.setFocus()
    notes.screen.page.throw.click()
    QApplication.processEvents()
    assert notes.titles() == []
    assert focus() is notes.screen.column.empty.button


def test_a_half_typed_day_is_said_where_it_is_typed(notes: NotesRoom) -> None:
    notes.write("# Water")
    notes.screen.column.words.setText("after:2026-1")
    assert notes.titles() == ["Water"]
    notes.screen.column.words.setText("after:soon")
    assert notes.screen.column._mistake.isVisible()


def test_person_tag_and_part_hold_together_and_one_click_takes_them_away(notes: NotesRoom) -> None:
    notes.write("# One #work", notes.small.desk.notes.add(Note(person_id=notes.small.maria.id)))
    notes.write("# Two #work")
    notes.write("# Three")
    column = notes.screen.column
    QTest.keyClicks(column.tag, "wo")
    QTest.keyClick(column.tag, ENTER)
    assert notes.titles() == ["Two #work", "One #work"]
    QTest.keyClicks(column.place, "mari")
    QTest.keyClick(column.place, ENTER)
    assert notes.titles() == ["One #work"]
    column.parts.set_value(NotePart.JOURNAL)
    column.parts.changed.emit(NotePart.JOURNAL)
    assert notes.titles() == []
    QTest.mouseClick(column.clear, LEFT)
    assert notes.titles() == ["Three", "Two #work", "One #work"]


def test_p_pins_and_undo_takes_the_pin_away(notes: NotesRoom) -> None:
    first = notes.write("# First")
    notes.write("# Second")
    notes.screen.column.choose(first.id)
    QTest.keyClick(notes.screen.column.view, Qt.Key.Key_P)
    assert notes.titles() == ["First", "Second"]
    assert notes.navigation.toasts[-1][1]
    notes.small.desk.database.undo()
    assert notes.titles() == ["Second", "First"]
    notes.screen.open_note(first.id)
    QTest.mouseClick(notes.screen.page.pin, LEFT)
    assert notes.read(first).is_pinned


def test_delete_throws_away_and_goes_on_to_the_next(notes: NotesRoom) -> None:
    kept = [notes.write(f"# {number}") for number in range(3)]
    notes.screen.column.choose(kept[1].id)
    QTest.keyClick(notes.screen.column.view, Qt.Key.Key_Delete)
    assert notes.titles() == ["2", "0"]
    assert notes.screen.page.note_id == kept[0].id
    notes.small.desk.database.undo()
    assert notes.titles() == ["2", "1", "0"]


# -- writing


def test_reading_notes_one_after_the_other_writes_nothing(notes: NotesRoom) -> None:
    kept = [notes.small.desk.notes.add(Note(text=f"# {number}")) for number in range(3)]
    for note in kept:
        notes.screen.open_note(note.id)
    notes.screen.leave()
    assert [notes.small.desk.notes.revisions(note.id) for note in kept] == [(), (), ()]


def test_a_journal_entry_begins_with_the_day_and_vanishes_when_nothing_is_written(notes: NotesRoom) -> None:
    button = notes.screen.column.empty.button
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert notes.titles() == ["Thursday 12 November"]
    QTest.keyClicks(focus(), "A slow day. #calm")
    notes.screen.leave()
    (note,) = notes.small.desk.notes.where()
    assert (note.text, note.tags) == ("# Thursday 12 November\n\nA slow day. #calm", ("calm",))
    notes.screen.new_journal_entry()
    assert len(notes.titles()) == 2
    notes.screen.leave()
    assert notes.titles() == ["Thursday 12 November"]


def test_a_note_says_which_meeting_it_is_from_and_leads_there(notes: NotesRoom) -> None:
    meeting = start_unplanned(notes.small.desk, notes.small.clock, notes.small.maria.id)
    note = notes.small.desk.notes.add(Note(meeting_id=meeting.id, person_id=notes.small.maria.id, text="# Kick-off"))
    notes.screen.open_note(note.id)
    assert notes.screen.page.place.words() == "From the meeting with Maria, today"
    QTest.mouseClick(notes.screen.page.place, LEFT)
    assert notes.navigation.went[-1] == ("meeting", meeting.id)


def test_a_note_is_moved_to_a_person_and_back_to_nobody(notes: NotesRoom) -> None:
    note = notes.write("# Loose\n- [ ] ask her !2026-12-01")
    notes.screen.open_note(note.id)
    QTest.mouseClick(notes.screen.page.move_button, LEFT)
    sheet = notes.screen.sheet
    assert isinstance(sheet, MoveSheet)
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert notes.screen.sheet is sheet
    QTest.keyClicks(sheet.where, "maria")
    QTest.keyClick(sheet.where, ENTER)
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert notes.read(note).person_id == notes.small.maria.id
    assert notes.small.desk.actions.of_note(note.id)[0].mentorship_id == notes.small.mentorship.id
    assert notes.screen.page.place.words() == "About Maria Santos"
    notes.small.desk.database.undo()
    assert notes.read(note).person_id == ""
    assert notes.screen.page.place.words() == "Journal"


def test_a_meeting_keeps_its_own_note(notes: NotesRoom) -> None:
    meeting: Meeting = start_unplanned(notes.small.desk, notes.small.clock, notes.small.maria.id)
    notes.small.desk.notes.add(Note(meeting_id=meeting.id, text="There already"))
    note = notes.write("# Loose")
    notes.screen.open_note(note.id)
    notes.screen.move_shown()
    sheet = notes.screen.sheet
    assert isinstance(sheet, MoveSheet)
    sheet.moved.emit(Target(TargetKind.MEETING, meeting.id))
    assert notes.read(note).meeting_id == ""
    assert notes.screen.sheet is sheet


def test_in_a_narrow_window_the_note_takes_the_place_of_the_list_and_gives_it_back(notes: NotesRoom) -> None:
    notes.write("# One")
    notes.screen.resize(900, 640)
    QApplication.processEvents()
    view = notes.screen.column.view
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(notes.screen.column.model.index(0, 0)).center())
    assert notes.screen.page.isVisible()
    assert not notes.screen.column.isVisible()
    QTest.mouseClick(notes.screen.page.back, LEFT)
    assert (notes.screen.page.isVisible(), notes.screen.column.isVisible()) == (False, True)


def test_a_note_opens_at_a_line_also_when_it_has_fewer_by_now(notes: NotesRoom) -> None:
    note = notes.write("# One\n\na\nb\nc")
    notes.screen.open_note(note.id, 3)
    assert notes.screen.page.editor.caret_line() == 3
    notes.screen.open_note(note.id, 99)
    notes.small.desk.notes.remove(note.id)
    with pytest.raises(Mistake):
        notes.screen.open_note(note.id)


def test_a_promise_of_somebody_unknown_is_asked_back(notes: NotesRoom) -> None:
    note = notes.write("")
    notes.type("- [ ] @Mariah one page", note)
    QTest.keyClick(notes.screen.page.editor, ENTER)
    notes.screen.page.keeping.flush()
    QApplication.processEvents()
    asking = notes.screen.page.asking
    assert asking.sentence.text() == "Nobody here is called Mariah. Who is meant?"
    QTest.mouseClick(asking.candidates[0], LEFT)
    assert notes.read(note).text.startswith("- [ ] @Maria one page")
    assert notes.small.desk.actions.of_note(note.id)[0].owner_id == notes.small.maria.id


# -- links


@pytest.mark.parametrize("key", [TAB, ENTER])
def test_after_two_brackets_names_are_offered_and_the_first_is_taken_by_key(notes: NotesRoom, key: Qt.Key) -> None:
    note = notes.write("Ask ")
    notes.type("[[mar", note)
    QTest.keyClick(notes.screen.page.editor, key)
    QTest.keyClicks(notes.screen.page.editor, " first")
    notes.screen.page.keeping.flush()
    assert notes.read(note).text == "Ask [[Maria Santos]] first"
    assert notes.target(note) == Target(TargetKind.PERSON, notes.small.maria.id)


def test_of_two_with_one_name_the_one_taken_from_the_list_is_meant(notes: NotesRoom) -> None:
    for _number in range(2):
        notes.small.clock.advance(minutes=1)
        notes.write("# Plan\n")
    note = notes.write("See ")
    notes.type("[[plan", note)
    shown = notes.screen.page.editor._completing.shown
    assert shown is not None
    second = shown.offers[1].key
    QTest.keyClick(notes.screen.page.editor, DOWN)
    QTest.keyClick(notes.screen.page.editor, ENTER)
    notes.screen.page.keeping.flush()
    assert notes.read(note).text == "See [[Plan]]"
    assert notes.target(note) == second
    assert notes.asked() == ""


def test_a_name_that_two_have_is_asked_about_below_the_text(notes: NotesRoom) -> None:
    notes.small.desk.people.add(Person(name="Anna Kern"))
    berg = notes.small.desk.people.add(Person(name="Anna Berg"))
    note = notes.write("Ask ")
    notes.type("[[Anna]]", note)
    notes.screen.page.keeping.flush()
    assert notes.asked() == "Several are called “Anna”. Which one is meant?"
    (button,) = [one for one in notes.answers() if "Berg" in one.words()]
    QTest.mouseClick(button, LEFT)
    assert notes.target(note) == Target(TargetKind.PERSON, berg.id)
    assert notes.asked() == ""
    assert focus() is notes.screen.page.editor


def test_a_name_nothing_has_offers_to_make_its_note(notes: NotesRoom) -> None:
    note = notes.write("See ")
    notes.type("[[The list]]", note)
    assert notes.asked() == "Nothing here is called “The list” yet."
    QTest.mouseClick(notes.answers()[0], LEFT)
    (made,) = notes.small.desk.notes.where("name = 'the list'")
    assert notes.navigation.went[-1] == ("note", made.id)
    assert notes.target(note) == Target(TargetKind.NOTE, made.id)


def test_half_a_link_is_nothing_yet(notes: NotesRoom) -> None:
    note = notes.write("See ")
    notes.type("[[Nobody knows", note)
    assert notes.asked() == ""


def test_a_link_opens_by_control_and_enter_at_the_caret_and_by_control_and_click(notes: NotesRoom) -> None:
    note = notes.write("[[Maria Santos]] knows")
    notes.screen.open_note(note.id)
    editor = notes.screen.page.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, ENTER, CONTROL)
    assert notes.navigation.went == [("person", notes.small.maria.id)]
    assert editor.text() == "[[Maria Santos]] knows"
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    QTest.mouseClick(editor.viewport(), LEFT, CONTROL, editor.cursorRect(cursor).center())
    assert notes.navigation.went == [("person", notes.small.maria.id)] * 2


def test_a_link_into_the_trash_offers_to_take_it_back(notes: NotesRoom) -> None:
    other = notes.write("# Gone\n")
    note = notes.write("See [[Gone]]")
    notes.small.desk.notes.remove(other.id)
    notes.screen.open_note(note.id)
    notes.screen.page.links.open("Gone", 0)
    assert notes.navigation.went == []
    assert notes.asked() == "“Gone” is in the trash."
    QTest.mouseClick(notes.answers()[0], LEFT)
    assert notes.read(other).deleted_at is None
    notes.screen.page.links.open("Gone", 0)
    assert notes.navigation.went == [("note", other.id)]


def test_what_links_to_a_note_stands_below_it_and_opens_at_the_line(notes: NotesRoom) -> None:
    target = notes.write("# Target\n")
    notes.screen.open_note(target.id)
    assert not notes.screen.page.backlinks.view.isVisible()
    linking = notes.write("# From here\n\nas said in [[Target]]")
    QApplication.processEvents()
    view = notes.screen.page.backlinks.view
    assert [row.id for row in notes.screen.page.backlinks.model.rows()] == [linking.id]
    view.setFocus()
    view.setCurrentIndex(notes.screen.page.backlinks.model.index(0, 0))
    QTest.keyClick(view, ENTER)
    assert notes.navigation.went[-1] == ("note", linking.id, "2")


def test_ten_thousand_links_are_kept_and_seen(notes: NotesRoom) -> None:
    note = notes.write("\n".join(f"{number} [[Maria Santos]]" for number in range(10_000)))
    notes.screen.open_note(note.id)
    notes.type(" [[Maria]]", note)
    notes.screen.page.keeping.flush()
    assert len(notes.small.desk.notes.links.of_note(note.id)) == 10_001
    assert notes.target(note, 10_000) == Target(TargetKind.PERSON, notes.small.maria.id)
