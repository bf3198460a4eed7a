"""The earlier wordings of a note, and what another window writes into it meanwhile: seen, heard, taken back, never lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.domain.notes import Note
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.earlier_wordings.sheet import EarlierSheet
from tests.support.notes_room import NotesRoom
from tests.support.rehearsal import until

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_an_earlier_wording_is_read_and_taken_back_and_undo_returns_the_later_one(notes: NotesRoom) -> None:
    note = notes.write("# One\nfirst")
    notes.small.clock.advance(minutes=10)
    notes.write("# One\nsecond", note)
    notes.screen.open_note(note.id)
    QTest.mouseClick(notes.screen.page.earlier, LEFT)
    sheet = notes.screen.sheet
    assert isinstance(sheet, EarlierSheet)
    assert sheet.reader.text() == "# One\nfirst"
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert notes.screen.page.editor.text() == "# One\nfirst"
    notes.small.desk.database.undo()
    assert (notes.read(note).text, notes.screen.page.editor.text()) == ("# One\nsecond", "# One\nsecond")


def open_earlier(notes: NotesRoom, note: Note) -> EarlierSheet:
    notes.screen.open_note(note.id)
    QTest.mouseClick(notes.screen.page.earlier, LEFT)
    sheet = notes.screen.sheet
    assert isinstance(sheet, EarlierSheet)
    until(lambda: not sheet.is_comparing, "the difference")
    return sheet


def test_what_changed_is_seen_and_heard_word_by_word_and_what_stayed_is_folded(notes: NotesRoom) -> None:
    same = "\n".join(f"line {number}" for number in range(9))
    note = notes.write(f"# One\nShe asks nobody.\n{same}\n- [ ] send it")
    notes.small.clock.advance(minutes=10)
    notes.write(f"# One\nShe asks Maria.\n{same}\n- [x] send it", note)
    changes = open_earlier(notes, note).changes
    assert [taker.accessibleDescription() for taker in changes.takers] == [
        "added: Maria, removed: nobody",
        "ticked: - [x] send it",
    ]
    marked = [words.text() for words in changes.words if "underline" in words.text()]
    assert len(marked) == 2
    assert "line-through" in marked[0]
    assert [fold.words() for fold in changes.folds] == ["7 lines unchanged"]
    assert not any("line 4" in words.text() for words in changes.words)
    QTest.mouseClick(changes.folds[0], LEFT)
    assert any("line 4" in words.text() for words in changes.words)


def test_one_stretch_is_taken_back_and_the_sheet_shows_what_still_differs(notes: NotesRoom) -> None:
    note = notes.write("# One\nalpha beta gamma\nstays\none two three")
    notes.small.clock.advance(minutes=10)
    notes.write("# One\nalpha BETA gamma\nstays\none two four", note)
    sheet = open_earlier(notes, note)
    assert len(sheet.changes.takers) == 2
    sheet.changes.takers[0].setFocus()
    QTest.keyClick(sheet.changes.takers[0], Qt.Key.Key_Space)
    assert notes.read(note).text == "# One\nalpha beta gamma\nstays\none two four"
    until(lambda: not sheet.is_comparing, "the difference")
    assert len(sheet.changes.takers) == 1
    assert notes.screen.page.editor.text() == notes.read(note).text
    assert notes.small.desk.database.undo() == "Take a part of an earlier wording back"
    assert notes.read(note).text == "# One\nalpha BETA gamma\nstays\none two four"


def test_the_wording_before_one_was_taken_back_is_kept_and_says_why(notes: NotesRoom) -> None:
    note = notes.write("# One\nfirst")
    notes.small.clock.advance(minutes=10)
    notes.write("# One\nsecond", note)
    QTest.keyClick(open_earlier(notes, note), ENTER, CONTROL)
    sheet = open_earlier(notes, note)
    assert [row.text for row in sheet.model.rows()] == ["# One\nsecond"]
    assert sheet.model.spoken_at(0).endswith("before an earlier one was taken back")


def test_a_stretch_of_a_note_that_was_changed_meanwhile_is_not_taken_back_blindly(notes: NotesRoom) -> None:
    note = notes.write("# One\nfirst")
    notes.small.clock.advance(minutes=10)
    notes.write("# One\nsecond", note)
    sheet = open_earlier(notes, note)
    notes.write("# Another\nthird", note)
    QTest.mouseClick(sheet.changes.takers[0], LEFT)
    assert notes.read(note).text == "# Another\nthird"
    assert "changed meanwhile" in sheet._trouble.text()


def test_a_note_of_fifty_kilobytes_is_compared_while_the_window_goes_on(notes: NotesRoom) -> None:
    words = [f"word{number % 700}" for number in range(8000)]
    lines = [" ".join(words[place : place + 10]) for place in range(0, 8000, 10)]
    note = notes.write("\n".join(lines))
    notes.small.clock.advance(minutes=10)
    changed = [line.replace("word1", "other") if place % 3 == 0 else line for place, line in enumerate(lines)]
    notes.write("\n".join([*changed[400:], *changed[:400]]), note)
    assert len(notes.read(note).text) > 50_000
    notes.screen.open_note(note.id)
    QTest.mouseClick(notes.screen.page.earlier, LEFT)
    sheet = notes.screen.sheet
    assert isinstance(sheet, EarlierSheet)
    assert sheet.is_comparing
    until(lambda: not sheet.is_comparing, "the difference")
    assert len(sheet.changes.takers) <= 40
    sheet.close_overlay()


# -- another window


def change_elsewhere(notes: NotesRoom, note: Note, text: str) -> None:
    other = notes.small.desk.open_beside()
    keep_note(other, notes.small.clock, note.id, text)
    other.close()


def test_lines_written_in_another_window_and_here_are_both_there_and_it_is_said(notes: NotesRoom) -> None:
    note = notes.write("# One\nfirst\n\nlast")
    notes.type(" typed here", note)
    change_elsewhere(notes, note, "# One\nfirst, from there\n\nlast")
    notes.screen.page.keeping.flush()
    assert notes.read(note).text == "# One\nfirst, from there\n\nlast typed here"
    assert notes.screen.page.editor.text() == notes.read(note).text
    elsewhere = notes.screen.page.elsewhere
    assert elsewhere.isVisible()
    assert elsewhere.sentence.text() == "What was written in another window meanwhile is here too."
    assert not elsewhere.look.isVisible()
    QTest.mouseClick(elsewhere.fine, LEFT)
    assert not elsewhere.isVisible()


def test_the_same_words_changed_in_another_window_are_kept_and_their_difference_offered(notes: NotesRoom) -> None:
    note = notes.write("# One\nThe move is in June")
    notes.screen.open_note(note.id)
    change_elsewhere(notes, note, "# One\nThe move is in July")
    notes.screen.page.editor.change_text("# One\nThe move is in May")
    notes.screen.page.keeping.flush()
    assert notes.read(note).text == "# One\nThe move is in May"
    elsewhere = notes.screen.page.elsewhere
    assert elsewhere.look.isVisible()
    QTest.mouseClick(elsewhere.look, LEFT)
    sheet = elsewhere.sheet
    assert isinstance(sheet, EarlierSheet)
    row = sheet.view.current_row()
    assert row is not None
    assert row.text == "# One\nThe move is in July"
    assert sheet.model.spoken_at(0).endswith("written in another window")
    QTest.keyClick(sheet, ENTER, CONTROL)
    assert notes.screen.page.editor.text() == "# One\nThe move is in July"


def test_what_is_typed_while_the_desk_is_busy_is_brought_together_with_what_comes_from_there(notes: NotesRoom) -> None:
    note = notes.write("# One\nfirst\n\nlast")
    notes.type(" typed here", note)
    other = notes.small.desk.open_beside()
    with other.database.change():
        keep_note(other, notes.small.clock, note.id, "# One\nfirst, from there\n\nlast")
        notes.small.desk.database._connection.execute("PRAGMA busy_timeout = 0")
        assert not notes.screen.page.keeping.flush()
    other.close()
    until(notes.screen.page.keeping.flush, "the desk to be free")
    assert notes.read(note).text == "# One\nfirst, from there\n\nlast typed here"


def test_a_draft_of_an_earlier_run_takes_nothing_away_that_was_written_since(notes: NotesRoom) -> None:
    note = notes.write("# One\nwritten since")
    notes.screen.open_note(notes.write("# Two").id)
    notes.drafts.keep(f"note/{note.id}", "# One\nfrom the draft")
    notes.screen.open_note(note.id)
    assert notes.read(note).text == "# One\nfrom the draft"
    assert [one.text for one in notes.small.desk.notes.revisions(note.id)] == ["# One\nwritten since"]
