"""Taking the desk along in the settings, and bringing one back by the import sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.take_along.export_desk import Form, take_along
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.screens.imports import Imports
from mentordesk_ui.screens.imports.import_sheet import ImportSheet
from mentordesk_ui.screens.settings.take_along_section import TakeAlongSection
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.generated_desks import every_row
from tests.support.navigation import NotedNavigation
from tests.support.shown import Show

PATIENCE_MS = 20_000


@dataclass
class Room:
    small: SmallDesk
    section: TakeAlongSection
    imports: Imports
    navigation: NotedNavigation
    bot: QtBot
    folder: Path

    def until(self, is_so: Callable[[], bool]) -> None:
        self.bot.waitUntil(is_so, timeout=PATIENCE_MS)

    def choose(self, words: str) -> None:
        (segment,) = (one for one in self.section.form.findChildren(QRadioButton) if one.accessibleName() == words)
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton)

    def written(self) -> None:
        self.until(lambda: self.section._writing is None)

    def look(self, path: Path) -> ImportSheet:
        self.imports.open_file(path)
        sheet = self.imports.sheet
        assert sheet is not None
        self.until(lambda: sheet._reading is None)
        return sheet

    def bring(self, sheet: ImportSheet) -> None:
        QTest.keyClick(sheet.list.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: not sheet._is_bringing)

    def rows(self, sheet: ImportSheet) -> list[str]:
        return [sheet.list.model.look_at(place).title for place in range(sheet.list.model.rowCount())]


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance, show: Show, qtbot: QtBot) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        window = QWidget()
        window.resize(1280, 820)
        window.show()
        qtbot.waitExposed(window)
        navigation, background = NotedNavigation(), Background()
        imports = Imports(appearance, window, small.desk, small.clock, background, navigation)
        section = TakeAlongSection(appearance, small.desk, small.clock, background, navigation, imports.bring_back)
        show(section)
        yield Room(small, section, imports, navigation, qtbot, tmp_path)
        if imports.sheet is not None:
            imports.sheet.close_overlay()
        background.close()
        section.window().close()
        window.close()


def test_a_file_is_chosen_and_holds_the_whole_desk(room: Room) -> None:
    QTest.mouseClick(room.section.take, Qt.MouseButton.LeftButton)
    (dialog,) = room.section.window().findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(room.folder / "all.zip"))
    dialog.reject()
    room.written()
    assert room.navigation.toasts[-1] == ("Everything is in “all.zip”", False)
    other = Desk.open(room.folder / "other", room.small.clock)
    try:
        preview_archive(other, room.folder / "all.zip").apply(other)
        assert every_row(other) == every_row(room.small.desk)
    finally:
        other.close()


@pytest.mark.parametrize(("words", "inside"), [("Markdown", "People"), ("Tables", "person.csv")])
def test_a_folder_is_made_where_one_is_chosen_and_never_written_into(room: Room, words: str, inside: str) -> None:
    room.choose(words)
    for _time in range(2):
        room.section._selected(str(room.folder))
        room.written()
    made = sorted(path for path in room.folder.iterdir() if path.name.startswith("MentorDesk "))
    assert len(made) == 2
    assert all((path / inside).exists() for path in made)


def test_progress_shows_only_when_it_takes_longer_and_stopping_leaves_nothing(room: Room) -> None:
    before = set(room.folder.iterdir())
    room.section.write(room.folder / "all.zip")
    assert room.section.under_way.isHidden()
    room.section._show_progress()
    assert not room.section.under_way.isHidden()
    QTest.mouseClick(room.section.stop, Qt.MouseButton.LeftButton)
    room.section._background.finish()
    assert room.section.under_way.isHidden()
    assert room.section.take.isEnabled()
    assert set(room.folder.iterdir()) - before <= {room.folder / "all.zip"}


def test_a_place_that_cannot_be_written_is_said_below_the_button(room: Room) -> None:
    room.section.write(room.folder / "nowhere" / "all.zip")
    room.written()
    assert not room.section.mistake.isHidden()
    assert "all.zip" in room.section.mistake.text()


def test_bringing_back_begins_with_choosing_an_archive(room: Room) -> None:
    QTest.mouseClick(room.section.back, Qt.MouseButton.LeftButton)
    assert room.imports.sheet is not None
    assert room.imports.sheet.accessibleName() == "Bring a desk back"


def test_a_desk_is_looked_at_brought_back_by_key_and_taken_back(room: Room) -> None:
    desk = room.small.desk
    note = desk.notes.add(Note(text="kept"))
    other = Desk.open(room.folder / "other", room.small.clock)
    try:
        added = other.notes.add(Note(text="from elsewhere"))
        take_along(other, room.folder / "desk.zip", Form.ARCHIVE)
    finally:
        other.close()
    sheet = room.look(room.folder / "desk.zip")
    assert room.rows(sheet) == ["1 note"]
    assert sheet.go.isEnabled()
    QTest.keyClick(sheet.list.view, Qt.Key.Key_Space)
    assert sheet.go.isEnabled()
    room.bring(sheet)
    assert desk.notes.get(added.id).text == "from elsewhere"
    assert room.navigation.toasts[-1] == ("1 record added", True)
    desk.database.undo()
    assert desk.notes.get(added.id).deleted_at is not None
    assert desk.notes.get(note.id).deleted_at is None


def test_a_damaged_archive_is_said_in_the_sheet_and_changes_nothing(room: Room) -> None:
    take_along(room.small.desk, room.folder / "desk.zip", Form.ARCHIVE)
    content = (room.folder / "desk.zip").read_bytes()
    (room.folder / "half.zip").write_bytes(content[: len(content) // 2])
    before = every_row(room.small.desk)
    sheet = room.look(room.folder / "half.zip")
    assert sheet._pages.currentWidget() is sheet.choose
    assert every_row(room.small.desk) == before


def test_a_vault_is_looked_at_ticked_and_brought_in(room: Room) -> None:
    vault = room.folder / "Vault"
    vault.mkdir()
    for name in ("One", "Two"):
        (vault / f"{name}.md").write_text("hello", "utf-8")
    before = room.small.desk.notes.count()
    sheet = room.look(vault)
    assert room.rows(sheet) == ["One", "Two"]
    QTest.keyClick(sheet.list.view, Qt.Key.Key_Space)
    assert sheet.list.ticked() == {1}
    room.bring(sheet)
    assert room.small.desk.notes.count() == before + 1
    assert partial(room.look, vault)().list.ticked() == {0}
