"""All notes: filtered, pinned, written, moved and thrown away; links typed, asked about, opened and seen from the other end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.meetings import Meeting
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake
from mentordesk.store.note_list import NotePart
from mentordesk.workflows.keep_note import keep_note
from mentordesk.workflows.plan_meeting import start_unplanned
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.earlier_wordings.sheet import EarlierSheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.notes import NotesScreen
from mentordesk_ui.screens.notes.move_sheet import MoveSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

ENTER, ESCAPE, DOWN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Room:
    """The screen in a window, on a small desk."""

    small: SmallDesk
    screen: NotesScreen
    navigation: NotedNavigation

    def write(self, text: str, note: Note | None = None) -> Note:
        self.small.clock.advance(minutes=1)
        note = note or self.small.desk.notes.add(note or Note())
        return keep_note(self.small.desk, self.small.clock, note.id, text).note

    def read(self, note: Note) -> Note:
        return self.small.desk.notes.get(note.id)

    def titles(self) -> list[str]:
        return [row.title for row in self.screen.column.model.rows()]

    def type(self, words: str, note: Note) -> None:
        """Type at the end of a note."""
        self.screen.open_note(note.id)
        self.screen.page.focus_text(at_end=True)
        QTest.keyClicks(self.screen.page.editor, words)

    def asked(self) -> str:
        links = self.screen.page.links
        links.look()
        return links.sentence.text() if links.isVisible() else ""

    def answers(self) -> list[Button]:
        return [one for one in self.screen.page.links.findChildren(Button) if one.isVisible()]

    def target(self, note: Note, place: int = 0) -> Target | None:
        return self.small.desk.notes.links.of_note(note.id)[place].target


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        navigation = NotedNavigation()
        drafts = Drafts(tmp_path / "drafts")
        screen = NotesScreen(appearance, small.desk, small.clock, Acts(), navigation, drafts)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1280, 820)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield Room(small, screen, navigation)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# -- the list


def test_typing_filters_and_the_arrow_goes_down_into_what_was_found(room: Room) -> None:
    room.write("# Water\nA chapter")
    room.write("# Fire\nA garden")
    room.screen.ask_words()
    QTest.keyClicks(focus(), "gar")
    assert room.titles() == ["Fire"]
    QTest.keyClick(focus(), DOWN)
    assert focus() is room.screen.column.view
    assert room.screen.page.editor.text() == "# Fire\nA garden"
    QTest.keyClick(focus(), ENTER)
    assert focus() is room.screen.page.editor
    QTest.keyClick(focus(), ESCAPE)
    assert focus() is room.screen.column.view


def test_a_half_typed_day_is_said_where_it_is_typed(room: Room) -> None:
    room.write("# Water")
    room.screen.column.words.setText("after:2026-1")
    assert room.titles() == ["Water"]
    room.screen.column.words.setText("after:soon")
    assert room.screen.column._mistake.isVisible()


def test_person_tag_and_part_hold_together_and_one_click_takes_them_away(room: Room) -> None:
    room.write("# One #work", room.small.desk.notes.add(Note(person_id=room.small.maria.id)))
    room.write("# Two #work")
    room.write("# Three")
    column = room.screen.column
    QTest.keyClicks(column.tag, "wo")
    QTest.keyClick(column.tag, ENTER)
    assert room.titles() == ["Two #work", "One #work"]
    QTest.keyClicks(column.place, "mari")
    QTest.keyClick(column.place, ENTER)
    assert room.titles() == ["One #work"]
    column.parts.set_value(NotePart.JOURNAL)
    column.parts.changed.emit(NotePart.JOURNAL)
    assert room.titles() == []
    QTest.mouseClick(column.clear, LEFT)
    assert room.titles() == ["Three", "Two #work", "One #work"]


def test_p_pins_and_undo_takes_the_pin_away(room: Room) -> None:
    first = room.write("# First")
    room.write("# Second")
    room.screen.column.choose(first.id)
    QTest.keyClick(room.screen.column.view, Qt.Key.Key_P)
    assert room.titles() == ["First", "Second"]
    assert room.navigation.toasts[-1][1]
    room.small.desk.database.undo()
    assert room.titles() == ["Second", "First"]
    room.screen.open_note(first.id)
    QTest.mouseClick(room.screen.page.pin, LEFT)
    assert room.read(first).is_pinned


def test_delete_throws_away_and_goes_on_to_the_next(room: Room) -> None:
    notes = [room.write(f"# {number}") for number in range(3)]
    room.screen.column.choose(notes[1].id)
    QTest.keyClick(room.screen.column.view, Qt.Key.Key_Delete)
    assert room.titles() == ["2", "0"]
    assert room.screen.page.note_id == notes[0].id
    room.small.desk.database.undo()
    assert room.titles() == ["2", "1", "0"]


# -- writing


def test_reading_notes_one_after_the_other_writes_nothing(room: Room) -> None:
    notes = [room.small.desk.notes.add(Note(text=f"# {number}")) for number in range(3)]
    for note in notes:
        room.screen.open_note(note.id)
    room.screen.leave()
    assert [room.small.desk.notes.revisions(note.id) for note in notes] == [(), (), ()]


def test_a_journal_entry_begins_with_the_day_and_vanishes_when_nothing_is_written(room: Room) -> None:
    button = room.screen.column.empty.button
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert room.titles() == ["Thursday 12 November"]
    QTest.keyClicks(focus(), "A slow day. #calm")
    room.screen.leave()
    (note,) = room.small.desk.notes.where()
    assert (note.text, note.tags) == ("# Thursday 12 November\n\nA slow day. #calm", ("calm",))
    room.screen.new_journal_entry()
    assert len(room.titles()) == 2
    room.screen.leave()
    assert room.titles() == ["Thursday 12 November"]


def test_a_note_says_which_meeting_it_is_from_and_leads_there(room: Room) -> None:
    meeting = start_unplanned(room.small.desk, room.small.clock, room.small.maria.id)
    note = room.small.desk.notes.add(Note(meeting_id=meeting.id, person_id=room.small.maria.id, text="# Kick-off"))
    room.screen.open_note(note.id)
    assert room.screen.page.place.words() == "From the meeting with Maria, today"
    QTest.mouseClick(room.screen.page.place, LEFT)
    assert room.navigation.went[-1] == ("meeting", meeting.id)


def test_a_note_is_moved_to_a_person_and_back_to_nobody(room: Room) -> None:
    note = room.write("# Loose\n- [ ] ask her !2026-12-01")
    room.screen.open_note(note.id)
    QTest.mouseClick(room.screen.page.move_button, LEFT)
    sheet = room.screen.sheet
    assert isinstance(sheet, MoveSheet)
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert room.screen.sheet is sheet
    QTest.keyClicks(sheet.where, "maria")
    QTest.keyClick(sheet.where, ENTER)
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert room.read(note).person_id == room.small.maria.id
    assert room.small.desk.actions.of_note(note.id)[0].mentorship_id == room.small.mentorship.id
    assert room.screen.page.place.words() == "About Maria Santos"
    room.small.desk.database.undo()
    assert room.read(note).person_id == ""
    assert room.screen.page.place.words() == "Journal"


def test_a_meeting_keeps_its_own_note(room: Room) -> None:
    meeting: Meeting = start_unplanned(room.small.desk, room.small.clock, room.small.maria.id)
    room.small.desk.notes.add(Note(meeting_id=meeting.id, text="There already"))
    note = room.write("# Loose")
    room.screen.open_note(note.id)
    room.screen.move_shown()
    sheet = room.screen.sheet
    assert isinstance(sheet, MoveSheet)
    sheet.moved.emit(Target(TargetKind.MEETING, meeting.id))
    assert room.read(note).meeting_id == ""
    assert room.screen.sheet is sheet


def test_an_earlier_wording_is_read_and_taken_back_and_undo_returns_the_later_one(room: Room) -> None:
    note = room.write("# One\nfirst")
    room.small.clock.advance(minutes=10)
    room.write("# One\nsecond", note)
    room.screen.open_note(note.id)
    QTest.mouseClick(room.screen.page.earlier, LEFT)
    sheet = room.screen.sheet
    assert isinstance(sheet, EarlierSheet)
    assert sheet.reader.text() == "# One\nfirst"
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert room.screen.page.editor.text() == "# One\nfirst"
    room.small.desk.database.undo()
    assert (room.read(note).text, room.screen.page.editor.text()) == ("# One\nsecond", "# One\nsecond")


def test_in_a_narrow_window_the_note_takes_the_place_of_the_list_and_gives_it_back(room: Room) -> None:
    room.write("# One")
    room.screen.resize(900, 640)
    QApplication.processEvents()
    view = room.screen.column.view
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(room.screen.column.model.index(0, 0)).center())
    assert room.screen.page.isVisible()
    assert not room.screen.column.isVisible()
    QTest.mouseClick(room.screen.page.back, LEFT)
    assert (room.screen.page.isVisible(), room.screen.column.isVisible()) == (False, True)


def test_a_note_opens_at_a_line_also_when_it_has_fewer_by_now(room: Room) -> None:
    note = room.write("# One\n\na\nb\nc")
    room.screen.open_note(note.id, 3)
    assert room.screen.page.editor.caret_line() == 3
    room.screen.open_note(note.id, 99)
    room.small.desk.notes.remove(note.id)
    with pytest.raises(Mistake):
        room.screen.open_note(note.id)


def test_a_promise_of_somebody_unknown_is_asked_back(room: Room) -> None:
    note = room.write("")
    room.type("- [ ] @Mariah one page", note)
    QTest.keyClick(room.screen.page.editor, ENTER)
    room.screen.page.keeping.flush()
    QApplication.processEvents()
    asking = room.screen.page.asking
    assert asking.sentence.text() == "Nobody here is called Mariah. Who is meant?"
    QTest.mouseClick(asking.candidates[0], LEFT)
    assert room.read(note).text.startswith("- [ ] @Maria one page")
    assert room.small.desk.actions.of_note(note.id)[0].owner_id == room.small.maria.id


# -- links


@pytest.mark.parametrize("key", [TAB, ENTER])
def test_after_two_brackets_names_are_offered_and_the_first_is_taken_by_key(room: Room, key: Qt.Key) -> None:
    note = room.write("Ask ")
    room.type("[[mar", note)
    QTest.keyClick(room.screen.page.editor, key)
    QTest.keyClicks(room.screen.page.editor, " first")
    room.screen.page.keeping.flush()
    assert room.read(note).text == "Ask [[Maria Santos]] first"
    assert room.target(note) == Target(TargetKind.PERSON, room.small.maria.id)


def test_of_two_with_one_name_the_one_taken_from_the_list_is_meant(room: Room) -> None:
    for _number in range(2):
        room.small.clock.advance(minutes=1)
        room.write("# Plan\n")
    note = room.write("See ")
    room.type("[[plan", note)
    shown = room.screen.page.editor._completing.shown
    assert shown is not None
    second = shown.offers[1].key
    QTest.keyClick(room.screen.page.editor, DOWN)
    QTest.keyClick(room.screen.page.editor, ENTER)
    room.screen.page.keeping.flush()
    assert room.read(note).text == "See [[Plan]]"
    assert room.target(note) == second
    assert room.asked() == ""


def test_a_name_that_two_have_is_asked_about_below_the_text(room: Room) -> None:
    room.small.desk.people.add(Person(name="Anna Kern"))
    berg = room.small.desk.people.add(Person(name="Anna Berg"))
    note = room.write("Ask ")
    room.type("[[Anna]]", note)
    room.screen.page.keeping.flush()
    assert room.asked() == "Several are called “Anna”. Which one is meant?"
    (button,) = [one for one in room.answers() if "Berg" in one.words()]
    QTest.mouseClick(button, LEFT)
    assert room.target(note) == Target(TargetKind.PERSON, berg.id)
    assert room.asked() == ""
    assert focus() is room.screen.page.editor


def test_a_name_nothing_has_offers_to_make_its_note(room: Room) -> None:
    note = room.write("See ")
    room.type("[[The list]]", note)
    assert room.asked() == "Nothing here is called “The list” yet."
    QTest.mouseClick(room.answers()[0], LEFT)
    (made,) = room.small.desk.notes.where("name = 'the list'")
    assert room.navigation.went[-1] == ("note", made.id)
    assert room.target(note) == Target(TargetKind.NOTE, made.id)


def test_half_a_link_is_nothing_yet(room: Room) -> None:
    note = room.write("See ")
    room.type("[[Nobody knows", note)
    assert room.asked() == ""


def test_a_link_opens_by_control_and_enter_at_the_caret_and_by_control_and_click(room: Room) -> None:
    note = room.write("[[Maria Santos]] knows")
    room.screen.open_note(note.id)
    editor = room.screen.page.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, ENTER, CONTROL)
    assert room.navigation.went == [("person", room.small.maria.id)]
    assert editor.text() == "[[Maria Santos]] knows"
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    QTest.mouseClick(editor.viewport(), LEFT, CONTROL, editor.cursorRect(cursor).center())
    assert room.navigation.went == [("person", room.small.maria.id)] * 2


def test_a_link_into_the_trash_offers_to_take_it_back(room: Room) -> None:
    other = room.write("# Gone\n")
    note = room.write("See [[Gone]]")
    room.small.desk.notes.remove(other.id)
    room.screen.open_note(note.id)
    room.screen.page.links.open("Gone", 0)
    assert room.navigation.went == []
    assert room.asked() == "“Gone” is in the trash."
    QTest.mouseClick(room.answers()[0], LEFT)
    assert room.read(other).deleted_at is None
    room.screen.page.links.open("Gone", 0)
    assert room.navigation.went == [("note", other.id)]


def test_what_links_to_a_note_stands_below_it_and_opens_at_the_line(room: Room) -> None:
    target = room.write("# Target\n")
    room.screen.open_note(target.id)
    assert not room.screen.page.backlinks.view.isVisible()
    linking = room.write("# From here\n\nas said in [[Target]]")
    QApplication.processEvents()
    view = room.screen.page.backlinks.view
    assert [row.id for row in room.screen.page.backlinks.model.rows()] == [linking.id]
    view.setFocus()
    view.setCurrentIndex(room.screen.page.backlinks.model.index(0, 0))
    QTest.keyClick(view, ENTER)
    assert room.navigation.went[-1] == ("note", linking.id, "2")


def test_ten_thousand_links_are_kept_and_seen(room: Room) -> None:
    note = room.write("\n".join(f"{number} [[Maria Santos]]" for number in range(10_000)))
    room.screen.open_note(note.id)
    room.type(" [[Maria]]", note)
    room.screen.page.keeping.flush()
    assert len(room.small.desk.notes.links.of_note(note.id)) == 10_001
    assert room.target(note, 10_000) == Target(TargetKind.PERSON, room.small.maria.id)
