"""Importing in the window: choose or drop a file, look, say with whom, bring it in, take it back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mentordesk.domain.people import Channel, ChannelKind
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.screens.imports import Imports
from mentordesk_ui.screens.imports.import_sheet import ImportSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.exchange_files import calendar, card, event
from tests.support.navigation import NotedNavigation

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 20_000
"""A busy machine is not a failure."""


@dataclass
class Room:
    """A window that imports files into a small desk."""

    small: SmallDesk
    window: QWidget
    imports: Imports
    navigation: NotedNavigation
    bot: QtBot
    folder: Path

    @property
    def sheet(self) -> ImportSheet:
        assert self.imports.sheet is not None
        return self.imports.sheet

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def until(self, is_so: Callable[[], bool]) -> None:
        self.bot.waitUntil(is_so, timeout=PATIENCE_MS)

    def read(self, path: Path) -> ImportSheet:
        """Open a file and wait until it was looked at."""
        self.imports.open_file(path)
        sheet = self.sheet
        self.until(lambda: sheet._reading is None)
        return sheet

    def bring(self) -> None:
        """Bring what is ticked, by key, and wait until it is there."""
        sheet = self.sheet
        QTest.keyClick(sheet.list.view, ENTER, CONTROL)
        self.until(lambda: sheet._pages.currentWidget() is sheet.done or not sheet._is_bringing)

    def titles(self) -> list[str]:
        model = self.sheet.list.model
        return [model.look_at(place).title for place in range(model.rowCount())]


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance, qtbot: QtBot) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        reach = (Channel(ChannelKind.MAIL, "maria@example.org"),)
        small.desk.people.save(replace(small.maria, channels=reach))
        window = QWidget()
        window.resize(1280, 820)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        background = Background()
        navigation = NotedNavigation()
        imports = Imports(appearance, window, small.desk, small.clock, background, navigation)
        yield Room(small, window, imports, navigation, qtbot, tmp_path)
        background.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def call(uid: str, day: str, who: str = "maria@example.org", title: str = "Promotion case") -> str:
    attendee = (f"ATTENDEE;CN={who.partition('@')[0]}:mailto:{who}",) if who else ()
    return event(f"SUMMARY:{title}", f"DTSTART;TZID=Europe/Berlin:{day}T150000", "DURATION:PT50M", *attendee, uid=uid)


def test_a_calendar_is_looked_at_brought_and_taken_back(room: Room) -> None:
    path = room.write(
        "work.ics",
        calendar(call("a", "20261119"), call("b", "20261120", who="", title="Dentist"), event("SUMMARY:Odd")),
    )
    sheet = room.read(path)
    look = sheet.list.model.look_at(0)
    assert room.titles() == ["Promotion case", "Dentist"]
    assert (look.checked, look.detail, look.caption) == (True, "Thu 19 Nov, 15:00 · 22:00 in Manila", "Maria Santos")
    assert sheet.list.model.look_at(1).caption == "with whom?"
    assert sheet.go.words() == "Import 1 event"
    assert "It has no start." in sheet.report.text.toPlainText()

    room.bring()

    (meeting,) = room.small.desk.meetings.where()
    assert meeting.person_id == room.small.maria.id
    assert sheet.done.state._title.text() == "1 meeting added"
    assert room.navigation.toasts == [("1 meeting added", True)]
    assert room.small.desk.database.undo() == "Import a calendar"
    assert room.small.desk.meetings.count() == 0
    QTest.keyClick(sheet.go, ENTER)
    assert room.imports.sheet is None


def test_the_same_file_again_has_nothing_to_bring(room: Room) -> None:
    path = room.write("work.ics", calendar(call("a", "20261119")))
    room.read(path)
    room.bring()
    sheet = room.read(path)
    assert sheet.go.words() == "Nothing to import"
    assert not sheet.go.isEnabled()
    assert "on your desk already" in sheet.list.summary.text()


def test_with_whom_is_said_by_keys_and_goes_for_the_whole_series(room: Room) -> None:
    weekly = event(
        "SUMMARY:Weekly", "DTSTART;TZID=Europe/Berlin:20261119T150000", "RRULE:FREQ=WEEKLY;COUNT=3", uid="weekly"
    )
    sheet = room.read(room.write("work.ics", calendar(weekly)))
    view = sheet.list.view
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert sheet.who.picker.hasFocus(), "a tick asks with whom"
    QTest.keyClicks(sheet.who.picker, "mar")
    QTest.keyClick(sheet.who.picker, ENTER)

    assert view.hasFocus()
    assert len(sheet.list.ticked()) == 3
    room.bring()
    assert {one.person_id for one in room.small.desk.meetings.where()} == {room.small.maria.id}


def test_somebody_new_is_added_with_the_meeting_and_goes_with_it(room: Room) -> None:
    sheet = room.read(room.write("work.ics", calendar(call("a", "20261119", who="bob@example.org"))))
    QTest.keyClick(sheet.list.view, ENTER)
    assert sheet.who.picker.text() == "bob", "who is named in the event is offered"
    sheet.who.picker.clear()
    QTest.keyClicks(sheet.who.picker, "Bob Nakamura")
    QTest.keyClick(sheet.who.picker, ENTER)
    room.bring()

    (bob,) = room.small.desk.people.named("Bob Nakamura")
    assert bob.mail == "bob@example.org"
    assert room.small.desk.meetings.count("person_id = ?", [bob.id]) == 1
    room.small.desk.database.undo()
    assert room.small.desk.people.named("Bob Nakamura") == ()


def test_a_click_ticks_and_the_button_counts(room: Room) -> None:
    sheet = room.read(room.write("work.ics", calendar(call("a", "20261119"), call("b", "20261126"))))
    assert sheet.go.words() == "Import 2 events"
    view = sheet.list.view
    place = view.visualRect(sheet.list.model.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert sheet.go.words() == "Import 1 event"
    QTest.mouseClick(sheet.list.none, Qt.MouseButton.LeftButton)
    assert not sheet.go.isEnabled()
    QTest.mouseClick(sheet.list.all, Qt.MouseButton.LeftButton)
    assert sheet.go.words() == "Import 2 events"


def test_contacts_of_any_script_come_in_with_a_mentorship_if_wished(room: Room) -> None:
    cards = "".join(card(f"FN:{name}", f"UID:{name}") for name in ("ليلى حداد", "🦊 Fox", "Maria Santos"))
    sheet = room.read(room.write("people.vcf", cards))
    fates = {sheet.list.model.look_at(place).title: sheet.list.model.look_at(place).chip for place in range(3)}
    assert {name: chip.text for name, chip in fates.items() if chip} == {
        "ليلى حداد": "new",
        "🦊 Fox": "new",
        "Maria Santos": "fills in",
    }
    sheet.role.set_value("mentor")
    room.bring()
    assert {person.name for person in room.small.desk.people.others()} == {"ليلى حداد", "🦊 Fox", "Maria Santos"}
    assert len(room.small.desk.mentorships.running()) == 3


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cut.ics", calendar(call("a", "20261119"))[:120], "breaks off in the middle"),
        ("binary.vcf", bytes(range(256)) * 40, "does not hold text"),
        ("empty.ics", b"", "is empty"),
        ("page.ics", b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        ("letter.txt", b"Dear Maria", "holds neither contacts"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_offers_another(
    room: Room, name: str, content: bytes, sentence: str
) -> None:
    sheet = room.read(room.write(name, content))
    assert sentence in sheet.choose.state._line.text()
    assert sheet.choose.state.button is not None
    assert sheet.choose.state.button.words() == "Choose another file"
    assert sheet.choose.state.button.hasFocus()
    room.read(room.write("work.ics", calendar(call("a", "20261119"))))
    assert sheet.go.words() == "Import 1 event", "another file can be read in the same place"


def test_a_file_of_a_hundred_megabytes_is_refused_in_place(room: Room) -> None:
    path = room.write("huge.ics", b"BEGIN:VCALENDAR\r\n")
    os.truncate(path, 100_000_000)
    assert "is larger than" in room.read(path).choose.state._line.text()


def test_reading_can_be_called_off(room: Room) -> None:
    room.imports.import_calendar()
    many = calendar(*(call(f"u{turn}", "20261119") for turn in range(2000)))
    room.sheet.read(room.write("work.ics", many))
    assert room.sheet._pages.currentWidget() is room.sheet.wait
    QTest.mouseClick(room.sheet.cancel, Qt.MouseButton.LeftButton)
    assert room.sheet._pages.currentWidget() is room.sheet.choose
    room.until(lambda: not room.imports._background.is_busy)
    assert room.sheet.preview is None


def test_closing_the_sheet_stops_reading_and_changes_nothing(room: Room) -> None:
    room.imports.open_file(room.write("work.ics", calendar(call("a", "20261119"))))
    QTest.keyClick(room.sheet, Qt.Key.Key_Escape)
    assert room.imports.sheet is None
    room.until(lambda: not room.imports._background.is_busy)
    assert room.small.desk.meetings.count() == 0


def drop(path: Path) -> tuple[QDragEnterEvent, QDropEvent, QMimeData]:
    words = QMimeData()
    words.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, words, buttons, keys)
    dropped = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, words, buttons, keys)
    entered.ignore()
    dropped.ignore()
    return entered, dropped, words


def test_a_calendar_dropped_on_the_window_is_looked_at(room: Room) -> None:
    entered, dropped, _words = drop(room.write("work.ics", calendar(call("a", "20261119"))))
    QCoreApplication.sendEvent(room.window, entered)
    QCoreApplication.sendEvent(room.window, dropped)
    assert entered.isAccepted()
    room.until(lambda: room.sheet.preview is not None)
    assert room.titles() == ["Promotion case"]


def test_other_files_are_not_taken(room: Room) -> None:
    entered, dropped, _words = drop(room.write("cat.png", b""))
    QCoreApplication.sendEvent(room.window, entered)
    QCoreApplication.sendEvent(room.window, dropped)
    assert not entered.isAccepted()
    assert room.imports.sheet is None


def test_the_command_asks_for_a_file_of_its_kind(room: Room) -> None:
    commands = {command.name: command for command in room.imports.commands()}
    commands["import.contacts"].run()
    sheet = room.sheet
    assert sheet.choose.state._title.text() == "Choose the contacts to import"
    assert sheet.choose.state.button is not None
    QTest.keyClick(sheet.choose.state.button, ENTER)
    (dialog,) = room.window.findChildren(QFileDialog)
    assert dialog.nameFilters()[0] == "Contacts (*.vcf *.vcard)"
    dialog.fileSelected.emit(str(room.write("people.vcf", card("FN:Grace"))))
    dialog.close()
    room.until(lambda: sheet.preview is not None)
    assert room.titles() == ["Grace"]


def test_thousands_of_rows_are_filtered_and_looked_at_only_where_they_are_seen(room: Room) -> None:
    events = (call(f"u{turn}", "20261119", title=f"Call {turn}") for turn in range(3000))
    sheet = room.read(room.write("work.ics", calendar(*events)))
    QApplication.processEvents()
    assert sheet.list.model.rowCount() == 3000
    assert len(sheet.list.model._looks) < 100
    QTest.keyClicks(sheet.list.filter, "call 2999")
    assert room.titles() == ["Call 2999"]


def test_the_report_unfolds_and_is_copied(room: Room) -> None:
    sheet = room.read(room.write("work.ics", calendar(call("a", "20261119"), event("SUMMARY:Odd"))))
    assert sheet.report.unfold.words() == "1 left out"
    assert not sheet.report.text.isVisible()
    QTest.mouseClick(sheet.report.unfold, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.report.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Left out:\n  Odd: It has no start."


def test_a_locked_desk_says_so_and_another_try_brings_it(room: Room) -> None:
    sheet = room.read(room.write("work.ics", calendar(call("a", "20261119"))))
    connection = room.small.desk.database._connection
    connection.execute("BEGIN IMMEDIATE")
    room.bring()
    assert "Another program is using this desk" in sheet.mistake.text()
    connection.execute("ROLLBACK")
    assert room.small.desk.meetings.count() == 0
    room.bring()
    assert room.small.desk.meetings.count() == 1
