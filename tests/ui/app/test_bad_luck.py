"""Bad luck while the window is open: a lock of another program, a full disk. What was typed outlives both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk_ui.app import desk_window
from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.screens.people import PeopleScreen
from tests.support.rehearsal import Rehearsal, settle, until

Start = Callable[[], Rehearsal]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Start the program, again and again on the same desk."""
    begun: list[Rehearsal] = []

    def begin() -> Rehearsal:
        begun.append(Rehearsal(tmp_path, demo=not begun))
        return begun[-1]

    yield begin
    assert [bug for one in begun for bug in one.bugs] == []
    for one in begun:
        one.close()


def _next_note(rehearsal: Rehearsal) -> tuple[Meeting, NoteEditor]:
    meeting = rehearsal.desk.meetings.first("status = 'planned'", order="starts_at")
    assert meeting is not None
    rehearsal.shown.ways.open_meeting(meeting.id)
    settle()
    editor = rehearsal.shown.screens.meetings().page.note.editor
    editor.setFocus()
    return meeting, editor


def _note_of(rehearsal: Rehearsal, meeting: Meeting) -> str:
    note = rehearsal.desk.notes.of_meeting(meeting.id)
    return note.text if note else ""


def _end(rehearsal: Rehearsal) -> None:
    rehearsal.window.close()
    rehearsal.program.close()
    settle()


def test_text_typed_while_another_program_writes_is_saved_as_soon_as_it_lets_go(start: Start, tmp_path: Path) -> None:
    rehearsal = start()
    meeting, editor = _next_note(rehearsal)
    other = engine.connect(str(tmp_path / "desk" / FILE_NAME), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    QTest.keyClicks(editor, "under lock")
    until(lambda: list((tmp_path / "desk" / "drafts").glob("*.draft.json")), "the draft")
    assert _note_of(rehearsal, meeting) == ""
    other.execute("ROLLBACK")
    other.close()
    until(lambda: _note_of(rehearsal, meeting) == "under lock", "the note")
    assert not list((tmp_path / "desk" / "drafts").glob("*.draft.json"))
    _end(rehearsal)


def test_a_window_closed_while_another_program_writes_loses_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_window, "LAST_PATIENCE_MS", 1)
    rehearsal = start()
    meeting, editor = _next_note(rehearsal)
    QTest.keyClicks(editor, "the last words")
    other = engine.connect(str(tmp_path / "desk" / FILE_NAME), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _end(rehearsal)
    other.execute("ROLLBACK")
    other.close()
    again = start()
    assert _note_of(again, meeting) == "the last words"
    toast = again.window.current_toast()
    assert toast is not None
    assert "saved now" in toast.text()
    _end(again)


def test_a_window_closed_with_text_just_typed_saves_it(start: Start) -> None:
    rehearsal = start()
    meeting, editor = _next_note(rehearsal)
    QTest.keyClicks(editor, "just typed")
    _end(rehearsal)
    again = start()
    assert _note_of(again, meeting) == "just typed"
    assert again.window.current_toast() is None
    _end(again)


def test_a_full_disk_is_said_in_the_window_and_over_once_there_is_room(start: Start) -> None:
    rehearsal = start()
    meeting, editor = _next_note(rehearsal)
    database = rehearsal.desk.database
    database.tables.conn.execute("VACUUM")  # pages that are free would still take the words
    database.value(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    editor.textCursor().insertText("many words " * 5000)
    until(lambda: not rehearsal.shown.screens.meetings().page.note.keeping.is_saved, "the failure")
    rehearsal.shown.screens.meetings().page.note.keeping.flush()
    assert "disk is full" in rehearsal.shown.screens.meetings().page.note.state.text()
    rehearsal.shown._acts.perform(partial(rehearsal.desk.people.add, Person(name="x", remember="y" * 99_999)))
    assert rehearsal.window.trouble_strip.isVisible()
    database.value("PRAGMA max_page_count = 1000000")
    rehearsal.shown.screens.meetings().page.note.keeping.flush()
    assert _note_of(rehearsal, meeting).startswith("many words")
    _end(rehearsal)


def test_what_another_program_brings_in_is_seen(start: Start, tmp_path: Path) -> None:
    rehearsal = start()
    people = rehearsal.show_screen("people")
    assert isinstance(people, PeopleScreen)
    other = Desk.open(tmp_path / "desk", rehearsal.clock)
    other.people.add(Person(name="Aisha Rahman"))
    other.close()
    until(lambda: "Aisha Rahman" in [entry.name for entry in people.list.shown()], "the new person")
    _end(rehearsal)


def test_what_a_broken_log_has_cost_is_said_in_the_window(start: Start, tmp_path: Path) -> None:
    first = start()
    folder = first.desk.folder
    _end(first)
    with closing(Desk.open(folder, first.clock)) as desk:
        desk.notes.add(Note(text="lost"))
        log = Path(f"{desk.database.path}-wal").read_bytes()
        file = desk.database.path.read_bytes()
    (folder / FILE_NAME).write_bytes(file)
    Path(f"{folder / FILE_NAME}-wal").write_bytes(log[:-1] + bytes([log[-1] ^ 1]))
    again = start()
    until(again.window.trouble_strip.isVisible, "the word on what is lost")
    assert "is lost, made until" in again.window.trouble_strip.text()
