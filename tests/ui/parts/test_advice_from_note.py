"""Advice kept from a note, by its key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from mentordesk.domain.notes import Note
from mentordesk.drafts import Drafts
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.advice_from_note import AdviceFromNote
from mentordesk_ui.parts.note_editor import NoteEditor, NoteKeeping
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation
from tests.support.shown import Show

TEXT = "## What helped\n\n- Not on a Friday\n- One thing, the rest can wait\n"
KEEP = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as made:
        yield made


def editor_on(
    appearance: Appearance, show: Show, small: SmallDesk, note: Note, navigation: NotedNavigation
) -> NoteEditor:
    editor = NoteEditor(appearance, "Notes")
    keeping = NoteKeeping(editor, lambda _text: None, Drafts(small.desk.folder / "drafts"), "note", editor)
    keeping.open("note", note.text, partial(keep_note, small.desk, small.clock, note.id))

    def shown() -> str:
        return note.id

    AdviceFromNote(editor, keeping, small.desk, small.clock, Acts(), navigation, shown)
    show(editor, width=500, height=300)
    editor.setFocus()
    return editor


def test_the_line_of_the_caret_is_kept_with_what_stands_round_it_and_can_be_taken_back(
    appearance: Appearance, show: Show, small: SmallDesk
) -> None:
    note = small.desk.notes.add(Note(person_id=small.maria.id, mentorship_id=small.mentorship.id, text=TEXT))
    navigation = NotedNavigation()
    editor = editor_on(appearance, show, small, note, navigation)
    editor.go_to_line(3)
    QTest.keyClick(editor, *KEEP)
    (advice,) = small.desk.advice.where()
    assert (advice.text, advice.context) == ("One thing, the rest can wait", "What helped · Not on a Friday")
    assert (advice.origin_note_id, advice.giver_id) == (note.id, small.me.id)
    assert navigation.toasts == [("Kept as advice: One thing, the rest can wait", True)]
    small.desk.database.undo()
    assert small.desk.advice.where() == ()


def test_words_just_typed_and_selected_are_kept_once_however_often_the_key_is_pressed(
    appearance: Appearance, show: Show, small: SmallDesk
) -> None:
    note = small.desk.notes.add(Note(person_id=small.maria.id, mentorship_id=small.mentorship.id, text="Breathe "))
    editor = editor_on(appearance, show, small, note, NotedNavigation())
    editor.go_to_line(0)
    QTest.keyClicks(editor, "before you answer")
    cursor = editor.textCursor()
    cursor.select(QTextCursor.SelectionType.LineUnderCursor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, *KEEP)
    QTest.keyClick(editor, *KEEP)
    assert [advice.text for advice in small.desk.advice.where()] == ["Breathe before you answer"]


def test_a_note_about_nobody_says_where_advice_is_kept_instead(
    appearance: Appearance, show: Show, small: SmallDesk
) -> None:
    note = small.desk.notes.add(Note(text="Breathe"))
    navigation = NotedNavigation()
    QTest.keyClick(editor_on(appearance, show, small, note, navigation), *KEEP)
    assert small.desk.advice.where() == ()
    assert "about nobody" in navigation.toasts[0][0]
