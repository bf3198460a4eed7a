"""Ways through the whole window to what was written: from the palette, by key, and from page to page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.notes import Note
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.pick_sheet import PickSheet
from tests.support.rehearsal import settle
from tests.support.scenes.notes import journal, screen_of
from tests.support.scenes.scene import Scene, noted_meeting
from tests.support.scenes.scene import next_call as call
from tests.support.stage import Play, play

__all__ = ["play"]

TODAY = Scene("today", lambda stage: screen_of(stage).window())


def test_a_note_of_nobody_and_of_a_person_opens_among_the_notes_at_its_line(play: Play) -> None:
    stage, _window = play(TODAY)
    entry = journal(stage)
    stage.shown.ways.open_today()
    stage.shown.ways.open_note(entry.id, 4)
    settle()
    page = stage.shown.screens.notes().page
    assert (stage.window.current_key(), page.note_id, page.editor.caret_line()) == ("notes", entry.id, 4)
    note = stage.desk.notes.add(Note(person_id=call(stage).person_id, text="# About her"))
    stage.shown.ways.open_note(note.id)
    assert (stage.window.current_key(), page.note_id) == ("notes", note.id)
    stage.window.back()
    settle()
    assert page.note_id == entry.id


def test_a_note_taken_in_a_meeting_opens_in_the_meeting_at_its_line(play: Play) -> None:
    stage, _window = play(TODAY)
    meeting = noted_meeting(stage)
    note = stage.desk.notes.of_meeting(meeting.id)
    assert note is not None
    stage.shown.ways.open_note(note.id, 3)
    settle()
    page = stage.shown.screens.meetings().page
    assert (stage.window.current_key(), page.meeting_id, page.note.editor.caret_line()) == ("meetings", meeting.id, 3)


def test_a_journal_entry_is_one_key_away_and_its_link_leads_to_the_person(play: Play) -> None:
    stage, window = play(TODAY)
    stage.shown.ways.open_today()
    settle()
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    editor = stage.shown.screens.notes().page.editor
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "Called [[mar")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert stage.window.current_key() == "people"
    person = stage.desk.people.get(stage.shown.screens.people().context_person())
    assert person.name == "Maria Santos"
    rows = stage.shown.screens.people().page.backlinks.model.rows()
    assert rows[0].text.endswith("Called [[Maria Santos]]")


def test_who_is_led_to_somebody_in_the_trash_sees_so_and_takes_them_out(play: Play) -> None:
    stage, window = play(TODAY)
    person_id = call(stage).person_id
    stage.desk.people.remove(person_id, act="Throw away")
    stage.shown.ways.open_person(person_id)
    settle()
    people = stage.shown.screens.people()
    head = people.page.head
    assert head.gone.text() == "Maria Santos is in the trash."
    assert QApplication.focusWidget() is head.restore
    assert not head.call.isVisibleTo(window)
    QTest.keyClick(head.restore, Qt.Key.Key_Return)
    settle()
    assert stage.desk.people.get(person_id).deleted_at is None
    assert (head.call.isVisibleTo(window), head.gone.isVisibleTo(window)) == (True, False)
    for other in stage.desk.people.others():
        stage.desk.people.remove(other.id, act="Throw away")
    people.show_list()
    assert "“Undo and trash” brings them back" in str(people.list.empty._line.text())


def test_a_promise_is_linked_to_a_goal_by_its_key_in_the_whole_window(play: Play) -> None:
    stage, _window = play(TODAY)
    action = stage.desk.actions.first("done_at IS NULL AND dropped_at IS NULL")
    assert action is not None
    stage.shown.ways.open_action(action.id)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_T)
    settle()
    assert isinstance(stage.shown.screens.actions().deeds.sheet, PickSheet)


def test_a_note_found_in_the_palette_opens_where_it_belongs(play: Play) -> None:
    stage, _window = play(TODAY)
    note = stage.desk.notes.add(Note())
    keep_note(stage.desk, stage.clock, note.id, "# Xylophone lessons\n")
    stage.shown.ways.open_today()
    stage.window.open_palette("xylophone")
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert stage.window.current_key() == "notes"
    assert stage.shown.screens.notes().page.note_id == note.id
