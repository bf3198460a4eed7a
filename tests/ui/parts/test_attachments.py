"""Files attached by drop, by paste, by the dialog's choice; looked at, copied out, removed and taken back; by keys alone."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk.domain.attachments import MOST_BYTES, Attachment, Holder, HolderKind
from mentordesk.domain.notes import Note
from mentordesk_ui.parts.attachments import AttachmentList
from mentordesk_ui.parts.attachments.attachment_rows import picture_of
from mentordesk_ui.parts.attachments.attachment_sheet import AttachmentSheet
from mentordesk_ui.parts.coming_in import picture_in
from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.attaching import Attaching
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.theme.appearance import Appearance
from tests.support.attaching import attach
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation
from tests.support.pictures import png
from tests.support.rehearsal import until

DELETE, ENTER, TAB = Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Tab


@dataclass
class Room:
    """A note with its attachments, in a window."""

    small: SmallDesk
    window: QWidget
    editor: NoteEditor
    shown: AttachmentList
    attaching: Attaching
    background: Background
    navigation: NotedNavigation
    note: Note

    @property
    def holder(self) -> Holder:
        return Holder(HolderKind.NOTE, self.note.id)

    def kept(self) -> list[Attachment]:
        return list(self.small.desk.attachments.held_by(self.holder))

    def wait(self) -> None:
        until(lambda: not self.background.is_busy, "what is under way to end")

    def attached(self, name: str, content: bytes) -> Attachment:
        made = attach(self.small.desk, HolderKind.NOTE, self.note.id, name, content)
        self.shown.refresh()
        return made

    def sheet(self) -> AttachmentSheet:
        found = [one for one in self.window.findChildren(AttachmentSheet) if one.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def room(tmp_path: Path, appearance: Appearance) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        navigation, acts, background = NotedNavigation(), Acts(), Background()
        attaching = Attaching(small.desk, small.clock, acts, background, navigation.toast)
        note = small.desk.notes.add(Note(text="x"))
        window = QWidget()
        column = QVBoxLayout(window)
        editor = NoteEditor(appearance, "Note")
        shown = AttachmentList(appearance, small.desk, small.clock, attaching)
        shown.take_from(editor)
        column.addWidget(editor)
        column.addWidget(shown)
        shown.show_holder(Holder(HolderKind.NOTE, note.id))
        window.resize(700, 600)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        yield Room(small, window, editor, shown, attaching, background, navigation, note)
        attaching.close()
        background.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def file(folder: Path, name: str, content: bytes = b"content") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def of_files(*paths: Path) -> QMimeData:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return source


def drop(widget: QWidget, source: QMimeData) -> bool:
    """Drag over a widget and let go there, if it would have it."""
    copy, left, bare = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = _colours(widget)
    enter = QDragEnterEvent(QPoint(5, 5), copy, source, left, bare)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    # Where it would come to lie is seen as long as it is held there.
    assert _colours(widget) != before
    event = QDropEvent(QPointF(5, 5), copy, source, left, bare)
    QApplication.sendEvent(widget, event)
    assert _colours(widget) == before
    return event.isAccepted()


def test_files_dropped_beside_a_note_are_attached_in_one_act_that_can_be_taken_back(room: Room, tmp_path: Path) -> None:
    assert drop(room.shown, of_files(file(tmp_path, "plan.pdf", b"%PDF-"), file(tmp_path, "b.txt")))
    room.wait()
    assert [(one.name, one.media_type) for one in room.kept()] == [
        ("plan.pdf", "application/pdf"),
        ("b.txt", "text/plain"),
    ]
    assert room.small.desk.attachments.files.read(room.kept()[0]) == b"%PDF-"
    assert room.navigation.toasts == [("2 files are attached", True)]
    assert [row.name for row in room.shown.model.rows()] == ["plan.pdf", "b.txt"]
    room.small.desk.database.undo()
    assert room.kept() == []


def test_a_file_dropped_on_or_pasted_into_the_text_is_attached_and_its_place_is_not_typed(
    room: Room, tmp_path: Path
) -> None:
    room.editor.insertFromMimeData(of_files(file(tmp_path, "plan.pdf")))
    room.wait()
    assert [one.name for one in room.kept()] == ["plan.pdf"]
    assert room.editor.text() == ""


def test_words_and_links_are_still_pasted_as_words(room: Room) -> None:
    source = QMimeData()
    source.setUrls([QUrl("https://example.org/a")])
    source.setText("https://example.org/a")
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    room.editor.insertFromMimeData(source)
    assert room.editor.text() == "https://example.org/a"
    assert not drop(room.shown, source)
    room.wait()
    assert room.kept() == []


def test_a_pasted_picture_is_attached_by_the_time_of_day(room: Room) -> None:
    image = QImage.fromData(QByteArray(png(64, 40)))
    source = QMimeData()
    source.setImageData(image)
    assert room.editor.canInsertFromMimeData(source)
    room.editor.insertFromMimeData(source)
    room.wait()
    (kept,) = room.kept()
    assert kept.name.startswith("Picture 20")
    assert kept.media_type == "image/png"
    assert QImage.fromData(QByteArray(room.small.desk.attachments.files.read(kept))) == image
    exact = QMimeData()
    exact.setData("image/png", QByteArray(png()))
    exact.setImageData(image)
    assert picture_in(exact) == png()


def test_an_editor_that_takes_no_files_stays_an_editor_of_words(appearance: Appearance, tmp_path: Path) -> None:
    editor = NoteEditor(appearance, "Note")
    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not editor.canInsertFromMimeData(source)
    editor.insertFromMimeData(of_files(file(tmp_path, "plan.pdf")))
    assert "plan.pdf" in editor.text()
    editor.deleteLater()


def test_what_cannot_be_attached_says_why_in_place_and_the_rest_is_attached(room: Room, tmp_path: Path) -> None:
    large = file(tmp_path, "large.mov")
    os.truncate(large, MOST_BYTES + 1)
    (tmp_path / "folder").mkdir()
    room.shown.take([str(large), str(tmp_path / "folder"), str(tmp_path / "gone.txt"), str(file(tmp_path, "fine.txt"))])
    room.wait()
    assert [one.name for one in room.kept()] == ["fine.txt"]
    said = room.shown.mistake.text()
    assert room.shown.mistake.isVisible()
    assert "large.mov” is too large: an attachment may have 200 MB" in said
    assert "folder” is no file" in said
    assert "gone.txt” could not be read" in said
    room.shown.take([str(file(tmp_path, "fine.txt"))])
    assert not room.shown.mistake.isVisible()
    room.wait()


def test_what_takes_long_shows_how_far_it_is_and_stops_leaving_nothing(room: Room, tmp_path: Path) -> None:
    large = file(tmp_path, "large.mov")
    os.truncate(large, 150_000_000)
    room.shown.take([str(large)])
    room.shown.under_way.show_now()
    (line,) = room.shown.under_way._lines.values()
    until(lambda: line.bar.share() > 0, "the first report")
    assert line.isVisible()
    line.stop.click()
    until(lambda: not list(room.small.desk.attachments.files.folder.glob("*")), "what was begun to be taken away")
    room.wait()
    assert room.kept() == []
    assert not room.shown.under_way.isVisible()
    assert room.navigation.toasts == [("Stopped; nothing was left", False)]


def test_what_was_begun_on_one_note_ends_on_it_though_another_is_shown(room: Room, tmp_path: Path) -> None:
    room.shown.take([str(file(tmp_path, "a.txt"))])
    other = room.small.desk.notes.add(Note(text="other"))
    room.shown.show_holder(Holder(HolderKind.NOTE, other.id))
    room.wait()
    assert [one.name for one in room.kept()] == ["a.txt"]
    assert not room.shown.has_rows()


def test_closed_with_the_desk_nothing_is_written_any_more(room: Room, tmp_path: Path) -> None:
    large = file(tmp_path, "large.mov")
    os.truncate(large, 100_000_000)
    room.shown.take([str(large)])
    room.attaching.close()
    room.background.close()
    assert room.kept() == []
    assert not list(room.small.desk.attachments.files.folder.glob("*"))


def test_by_keys_alone_one_is_reached_looked_at_removed_and_taken_back(room: Room) -> None:
    room.attached("a.txt", b"a")
    made = room.attached("b.txt", b"b")
    room.shown.attach.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(room.shown.attach, TAB, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is room.shown.view
    room.shown.view.choose(made.id)
    QTest.keyClick(room.shown.view, ENTER)
    sheet = room.sheet()
    assert QApplication.focusWidget() is sheet.confirm_button
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is room.shown.view
    QTest.keyClick(room.shown.view, DELETE)
    assert [one.name for one in room.kept()] == ["a.txt"]
    assert room.navigation.toasts == [("“b.txt” is removed", True)]
    assert room.small.desk.attachments.files.has(made.id)
    assert room.small.desk.database.undo() == "Remove “b.txt”"
    assert [row.name for row in room.shown.model.rows()] == ["a.txt", "b.txt"]


def test_a_picture_is_shown_small_and_large_and_never_lies_plainly_anywhere(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    made = room.attached("w.png", png())
    room.wait()
    assert not room.shown._delegate._pictures[made.id].isNull()
    room.shown.open_sheet(made)
    sheet = room.sheet()
    room.wait()
    assert sheet.picture.isVisible()
    assert sheet.picture.accessibleName() == "Picture"
    assert list(temporary.iterdir()) == []
    room.shown.show_holder(None)
    assert room.shown._delegate._pictures == {}


def test_behind_the_curtain_no_picture_is_painted(room: Room, appearance: Appearance) -> None:
    made = room.attached("w.png", png())
    room.wait()
    room.shown.open_sheet(made)
    sheet = room.sheet()
    room.wait()
    try:
        seen = [_colours(widget) for widget in (room.shown.view, sheet.picture)]
        appearance.veil_words(is_drawn=True)
        covered = [_colours(widget) for widget in (room.shown.view, sheet.picture)]
    finally:
        appearance.veil_words(is_drawn=False)
    assert all(len(before) > 20 for before in seen)
    assert len(covered[1]) == 1
    assert len(covered[0]) < len(seen[0])
    assert [_colours(widget) for widget in (room.shown.view, sheet.picture)] == seen


def _colours(widget: QWidget) -> set[int]:
    """Return the colours of the land in a picture that a widget shows, and all others of a small one."""
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_a_full_disk_is_told_in_place_and_leaves_nothing(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        room.shown.take([str(file(tmp_path, "a.txt"))])
        room.wait()
    assert room.shown.mistake.text() == "The disk is full. Make some room; nothing that was saved is lost."
    assert room.kept() == []
    assert list(room.small.desk.attachments.files.folder.glob("*")) == []


def test_a_picture_that_is_none_says_so_and_one_that_would_unpack_to_anything_is_not_unpacked(room: Room) -> None:
    broken = room.attached("broken.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    assert broken.is_picture
    room.shown.open_sheet(broken)
    sheet = room.sheet()
    room.wait()
    assert not sheet.picture.isVisible()
    assert "cannot be shown here" in sheet.say.text()
    huge = bytearray(png(8, 8))
    huge[16:24] = (60_000).to_bytes(4) * 2
    assert picture_of(bytes(huge), room.window.size()).isNull()


def test_a_copy_is_written_where_one_wishes_and_a_file_that_is_gone_says_so(room: Room, tmp_path: Path) -> None:
    made = room.attached("a.txt", b"words of Maria")
    room.shown.save_copy(made, str(tmp_path / "copy.txt"))
    room.wait()
    assert (tmp_path / "copy.txt").read_bytes() == b"words of Maria"
    assert room.navigation.toasts[-1][0].startswith("A copy is in")
    room.small.desk.attachments.purge_files([made.id])
    room.shown.save_copy(made, str(tmp_path / "other.txt"))
    room.wait()
    assert "no longer there" in room.shown.mistake.text()
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["copy.txt"]
    room.shown.refresh()
    assert room.shown.model.look_at(0).detail == "The file is missing; a backup may have it."


def test_rows_are_heard_with_kind_and_size_and_what_is_under_way_by_its_name(room: Room) -> None:
    room.attached("Plan.pdf", b"%PDF-" + bytes(248_000))
    assert room.shown.model.look_at(0).spoken() == "Plan.pdf, PDF · 248 KB · today"
    assert room.shown.view.accessibleName() == "Attachments"


def test_the_key_leads_to_what_is_seen_and_else_says_where_files_can_be_attached(room: Room) -> None:
    asked = []
    room.shown.ask_file = lambda: asked.append("here")  # type: ignore[method-assign] # a dialog of the system
    room.attaching.ask_file_here()
    assert asked == ["here"]
    room.window.hide()
    room.attaching.ask_file_here()
    assert asked == ["here"]
    assert room.navigation.toasts[-1] == (
        "Open a note, a meeting, a person or a goal first: files are attached there.",
        False,
    )
