"""Attachments in the whole program: from each page, from the palette, found by name, gone with the desk that closes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.notes import Note
from tests.support.attaching import attach
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.scene import next_call, noted_meeting, running

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    opened = Rehearsal(tmp_path)
    yield opened
    opened.close()
    assert opened.bugs == []


def drop(widget: QWidget, path: Path) -> None:
    """Let a file go over a widget."""
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, bare = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), copy, source, left, bare))
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, source, left, bare))


def names_of(stage: Rehearsal, kind: HolderKind, holder_id: str) -> list[str]:
    until(lambda: not stage.program.background.is_busy, "the file to be attached")
    return [one.name for one in stage.desk.attachments.held_by(Holder(kind, holder_id))]


def test_a_file_dropped_on_a_page_belongs_to_whom_or_what_the_page_is_about(stage: Rehearsal, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-")
    screens, ways = stage.shown.screens, stage.shown.ways
    meeting, person_id = noted_meeting(stage), next_call(stage).person_id
    goal = stage.desk.goals.where("state = 'open'")[0]
    note = stage.desk.notes.add(Note(text="# Alone"))
    ways.open_meeting(meeting.id)
    drop(screens.meetings().page, plan)
    assert names_of(stage, HolderKind.MEETING, meeting.id) == ["plan.pdf"]
    ways.open_person(person_id)
    drop(screens.people().page, plan)
    assert names_of(stage, HolderKind.PERSON, person_id) == ["plan.pdf"]
    ways.open_goal(goal.id)
    drop(screens.goals().page, plan)
    assert names_of(stage, HolderKind.GOAL, goal.id) == ["plan.pdf"]
    ways.open_note(note.id)
    drop(screens.notes().page, plan)
    assert names_of(stage, HolderKind.NOTE, note.id) == ["plan.pdf"]
    settle()
    assert [row.name for row in screens.notes().page.attachments.model.rows()] == ["plan.pdf"]
    stage.desk.database.undo()
    settle()
    assert not screens.notes().page.attachments.has_rows()


def test_in_a_call_what_is_pasted_into_the_notes_is_attached_to_the_meeting(stage: Rehearsal, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-")
    page = running(stage).running
    page.notes_button.click()
    panel = page.note
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(plan))])
    panel.editor.insertFromMimeData(source)
    assert names_of(stage, HolderKind.MEETING, panel._meeting_id) == ["plan.pdf"]
    settle()
    assert panel.attachments.view.isVisible()
    assert not panel.attachments.attach.isVisible()


def test_the_key_asks_for_a_file_for_the_page_that_is_seen(stage: Rehearsal, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-")
    note = stage.desk.notes.add(Note(text="# Alone"))
    QTest.keyClick(stage.window, Qt.Key.Key_X, CTRL_SHIFT)
    settle()
    assert stage.window.findChildren(QFileDialog) == []
    stage.shown.ways.open_note(note.id)
    settle()
    QTest.keyClick(stage.window, Qt.Key.Key_X, CTRL_SHIFT)
    settle()
    (dialog,) = stage.window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "plan.pdf")])
    dialog.close()
    assert names_of(stage, HolderKind.NOTE, note.id) == ["plan.pdf"]


def test_its_name_is_found_and_leads_to_where_it_is_attached(stage: Rehearsal) -> None:
    note = stage.desk.notes.add(Note(text="# Where the letter lies"))
    attach(stage.desk, HolderKind.NOTE, note.id, "Lighthouse letter.pdf", b"%PDF-")
    stage.window.open_palette("lighthouse lett")
    settle()
    palette = stage.window.palette_box
    (entry,) = (one for one in palette.list.rows_model.rows() if one.name.startswith("attachment:"))
    assert (entry.title, entry.section) == ("Lighthouse letter.pdf", "Attachment")
    palette.close_overlay()
    entry.run()
    settle()
    assert stage.window.current_key() == "notes"
    assert stage.shown.screens.notes().page.note_id == note.id


def test_a_desk_that_closes_stops_what_is_under_way_and_leaves_nothing_of_it(stage: Rehearsal, tmp_path: Path) -> None:
    large = tmp_path / "large.mov"
    large.touch()
    os.truncate(large, 190_000_000)
    note = stage.desk.notes.add(Note(text="# Alone"))
    folder = stage.desk.attachments.files.folder
    stage.shown.ways.open_note(note.id)
    stage.shown.screens.notes().page.attachments.take([str(large)])
    stage.program.open(stage.folder / "another")
    until(lambda: not list(folder.glob("*")), "what was begun to be taken away")
