"""The note editor, typed into with keys as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.parts.note_editor.marks import box_rect
from mentordesk_ui.theme.appearance import Appearance

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL_SHIFT = Modifier.ControlModifier | Modifier.ShiftModifier


class Painted:
    """How far down, in px, the editor was asked to paint anew."""

    def __init__(self, editor: NoteEditor) -> None:
        self.bottom = 0.0
        editor.document().documentLayout().update.connect(self._note)

    def _note(self, rect: QRectF) -> None:
        self.bottom = max(self.bottom, rect.bottom())


class Desk:
    """An editor between two fields, in a shown window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.appearance = Appearance()
        self.opened: list[str] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.before, self.after = QLineEdit(), QLineEdit()
        self.editor = NoteEditor(
            self.appearance,
            "Notes on the call",
            names=("Maria Santos", "Jonas"),
            today=lambda: date(2026, 11, 23),
            open_url=self.opened.append,
        )
        column = QVBoxLayout(self.window)
        for widget in (self.before, self.editor, self.after):
            column.addWidget(widget)
        self.window.resize(520, 600)
        self.window.show()
        self.window.activateWindow()
        self.editor.setFocus()

    def type(self, text: str) -> None:
        for part, line in enumerate(text.split("\n")):
            if part:
                self.press(Key.Key_Return)
            QTest.keyClicks(self.editor, line)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.editor, key, modifiers)

    def undo(self) -> None:
        self.press(Key.Key_Z, Modifier.ControlModifier)

    def select(self, start: int, end: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def end(self) -> None:
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def box(self, number: int) -> QPoint:
        layout, block = self.editor._layout, self.editor.document().findBlockByNumber(number)
        layout.blockBoundingRect(block)
        row = layout.rows[number]
        box = box_rect(self.appearance, block.layout(), row)
        return box.translated(layout.left, row.y).center().toPoint()

    @property
    def offered(self) -> list[str]:
        shown = self.editor._completing.shown
        return [each.words for each in shown.offers] if shown else []


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.window.hide()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.text(alphabet="\r\n\u2028\u2029\ufdd0\ufdd1\ufdd2\ufeff\x00\xa0\ufffc\t -[]x#🎉ع")))
def test_a_text_comes_out_as_it_went_in_to_the_character(desk: Desk, text: str) -> None:
    desk.editor.set_text(text)
    desk.editor._text = None
    assert desk.editor.text() == text


@pytest.mark.parametrize("line", ["x" * 30_000, "word " * 9_000, "🎉" * 5_000, "- [ ] " + "a b " * 4_000])
def test_a_very_long_line_is_whole_when_it_is_read_again(desk: Desk, line: str) -> None:
    desk.editor.set_text(f"before\n{line}\nafter")
    desk.end()
    desk.type("!")
    assert desk.editor.text() == f"before\n{line}\nafter!"
    assert desk.editor.caret_line() == 2


def test_backspace_in_a_long_line_takes_one_letter_wherever_the_line_was_cut(desk: Desk) -> None:
    desk.editor.set_text("x" * 5000)
    cursor = QTextCursor(desk.editor.document().findBlockByNumber(1))
    desk.editor.setTextCursor(cursor)
    desk.press(Key.Key_Backspace)
    assert desk.editor.text() == "x" * 4999


def test_styling_adds_no_step_of_undo(desk: Desk) -> None:
    desk.editor.set_text("start")
    desk.end()
    desk.type("\n# Title **x**\n- [ ] @Maria Santos !friday")
    steps = 0
    while desk.editor.text() != "start":
        desk.undo()
        steps += 1
        assert steps < 8
    # two runs of typing and two new lines
    assert steps == 4
    assert not desk.editor.document().isUndoAvailable()


def test_one_undo_takes_back_one_act(desk: Desk) -> None:
    desk.editor.set_text("- [ ] one")
    desk.end()
    desk.press(Key.Key_Return)
    assert desk.editor.text() == "- [ ] one\n- [ ] "
    desk.undo()
    assert desk.editor.text() == "- [ ] one"
    desk.press(Key.Key_Space, CONTROL_SHIFT)
    assert desk.editor.text() == "- [x] one"
    desk.undo()
    assert desk.editor.text() == "- [ ] one"


def test_a_change_of_theme_or_size_leaves_text_and_undo_alone(desk: Desk) -> None:
    heard: list[bool] = []
    desk.type("# Title")
    desk.editor.edited.connect(lambda: heard.append(True))
    height = desk.editor.document().size().height()
    desk.appearance.choose("dark")
    desk.appearance.scale_text(2.0)
    assert desk.editor.document().size().height() > 1.3 * height
    assert not heard
    desk.undo()
    assert desk.editor.text() == ""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("- one\ntwo", "- one\n- two"),
        ("9. one\ntwo", "9. one\n10. two"),
        ("- [x] one\ntwo", "- [x] one\n- [ ] two"),
        ("> one\ntwo", "> one\n> two"),
        ("- one\n\nafter", "- one\nafter"),
        ("words\nmore", "words\nmore"),
    ],
)
def test_enter_continues_lists_and_ends_them_on_an_empty_item(desk: Desk, typed: str, text: str) -> None:
    desk.type(typed)
    assert desk.editor.text() == text


def test_a_tilde_in_a_line_that_enter_began_is_something_to_ask_about(desk: Desk) -> None:
    desk.type("- [ ] one page\n~ her exam\n- ~5 pages")
    assert desk.editor.text() == "- [ ] one page\n~ her exam\n- ~5 pages"
    desk.editor.undo()
    desk.editor.undo()
    assert desk.editor.text().startswith("- [ ] one page\n")


def test_enter_in_code_is_an_ordinary_new_line(desk: Desk) -> None:
    desk.type("```\n- code\nmore")
    assert desk.editor.text() == "```\n- code\nmore"


def test_shift_enter_breaks_a_line_without_a_new_item(desk: Desk) -> None:
    desk.type("- one")
    desk.press(Key.Key_Return, Modifier.ShiftModifier)
    assert desk.editor.text() == "- one\n"


def test_tab_moves_list_lines_and_shift_tab_moves_them_back(desk: Desk) -> None:
    desk.type("- one\ntwo")
    desk.press(Key.Key_Tab)
    assert desk.editor.text() == "- one\n  - two"
    desk.press(Key.Key_Backtab, Modifier.ShiftModifier)
    assert desk.editor.text() == "- one\n- two"


def test_tab_outside_a_list_leaves_the_editor(desk: Desk) -> None:
    desk.type("words")
    desk.press(Key.Key_Tab)
    assert desk.window.focusWidget() is desk.after
    assert desk.editor.text() == "words"


def test_escape_and_then_tab_leaves_a_list_too(desk: Desk) -> None:
    desk.type("- one")
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Tab)
    assert desk.window.focusWidget() is desk.after
    assert desk.editor.text() == "- one"


def test_control_tab_leaves_a_list_in_both_directions(desk: Desk) -> None:
    desk.type("- one")
    desk.press(Key.Key_Tab, Modifier.ControlModifier)
    assert desk.window.focusWidget() is desk.after
    desk.editor.setFocus()
    desk.press(Key.Key_Backtab, CONTROL_SHIFT)
    assert desk.window.focusWidget() is desk.before


def test_backspace_behind_a_marker_takes_the_whole_marker(desk: Desk) -> None:
    desk.type("- [ ] one\n")
    desk.press(Key.Key_Backspace)
    assert desk.editor.text() == "- [ ] one\n"


def test_home_goes_to_the_words_first(desk: Desk) -> None:
    desk.type("- [ ] one")
    desk.press(Key.Key_Home)
    assert desk.editor.textCursor().positionInBlock() == 6
    desk.press(Key.Key_Home)
    assert desk.editor.textCursor().positionInBlock() == 0


def test_a_click_on_a_box_ticks_it_and_leaves_the_caret(desk: Desk) -> None:
    heard: list[tuple[int, bool]] = []
    desk.editor.set_text("# Title\n- [ ] one\n- [ ] two")
    desk.editor.check_toggled.connect(lambda line, checked: heard.append((line, checked)))
    for _click in range(2):
        QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=desk.box(2))
    assert heard == [(2, True), (2, False)]
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=desk.box(1))
    assert desk.editor.text() == "# Title\n- [x] one\n- [ ] two"
    assert desk.editor.textCursor().position() == 0


def test_the_key_ticks_every_selected_line_and_makes_boxes(desk: Desk) -> None:
    desk.editor.set_text("- [ ] one\n- two\nthree")
    desk.editor.selectAll()
    desk.press(Key.Key_Space, CONTROL_SHIFT)
    assert desk.editor.text() == "- [x] one\n- [ ] two\n- [ ] three"
    desk.undo()
    assert desk.editor.text() == "- [ ] one\n- two\nthree"


def test_keys_put_marks_around_words_and_take_them_away(desk: Desk) -> None:
    desk.editor.set_text("🎉 one two")
    desk.select(3, 6)
    desk.press(Key.Key_B, Modifier.ControlModifier)
    assert desk.editor.text() == "🎉 **one** two"
    desk.press(Key.Key_I, Modifier.ControlModifier)
    assert desk.editor.text() == "🎉 ***one*** two"
    desk.press(Key.Key_I, Modifier.ControlModifier)
    desk.press(Key.Key_B, Modifier.ControlModifier)
    assert desk.editor.text() == "🎉 one two"


def test_a_link_is_made_by_key_and_by_pasting_an_address_on_words(desk: Desk) -> None:
    desk.editor.set_text("guide")
    desk.editor.selectAll()
    desk.press(Key.Key_L, Modifier.ControlModifier)
    desk.type("x")
    assert desk.editor.text() == "[guide](x)"
    desk.editor.set_text("the guide")
    desk.select(4, 9)
    pasted = QMimeData()
    pasted.setText("https://example.org/g\n")
    desk.editor.insertFromMimeData(pasted)
    assert desk.editor.text() == "the [guide](https://example.org/g)"


def test_what_is_pasted_is_plain_text(desk: Desk) -> None:
    pasted = QMimeData()
    pasted.setHtml("<h1>Big</h1><p>and <b>bold</b></p>")
    desk.editor.insertFromMimeData(pasted)
    assert desk.editor.text() == "Big\nand bold"
    desk.editor.selectAll()
    copied = desk.editor.createMimeDataFromSelection()
    assert (copied.text(), copied.hasHtml()) == ("Big\nand bold", False)


def test_pasted_line_ends_of_other_systems_are_line_ends(desk: Desk) -> None:
    pasted = QMimeData()
    pasted.setText("one\r\ntwo\rthree")
    desk.editor.insertFromMimeData(pasted)
    assert desk.editor.text() == "one\ntwo\nthree"


def test_links_open_by_control_click_and_by_key(desk: Desk) -> None:
    desk.editor.set_text("https://example.org/a and [words](mailto:a@b.c)")
    desk.end()
    desk.press(Key.Key_Left)
    desk.press(Key.Key_O, Modifier.ControlModifier)
    place = desk.editor.cursorRect(QTextCursor(desk.editor.document())).center() + QPoint(20, 0)
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.opened == ["mailto:a@b.c"]
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, Modifier.ControlModifier, place)
    assert desk.opened == ["mailto:a@b.c", "https://example.org/a"]


def test_people_are_offered_and_tab_takes_the_first(desk: Desk) -> None:
    desk.type("- [ ] @sa")
    assert desk.offered == ["Maria Santos"]
    desk.press(Key.Key_Tab)
    assert desk.editor.text() == "- [ ] @Maria Santos "
    assert desk.offered == []


def test_dates_are_offered_with_their_day_and_chosen_by_arrow_and_enter(desk: Desk) -> None:
    desk.type("!to")
    shown = desk.editor._completing.shown
    assert shown is not None
    assert [each.words for each in shown.offers] == ["today", "tomorrow"]
    assert "24" in shown.offers[1].aside
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.editor.text() == "!tomorrow "


def test_enter_belongs_to_the_text_unless_a_row_was_chosen(desk: Desk) -> None:
    desk.type("@jo\nx")
    assert desk.editor.text() == "@jo\nx"


def test_escape_closes_the_offers_until_another_mark_is_typed(desk: Desk) -> None:
    desk.type("@j")
    assert desk.offered
    desk.press(Key.Key_Escape)
    desk.type("o")
    assert desk.offered == []
    desk.type(" @j")
    assert desk.offered == ["Jonas"]
    assert desk.editor.text() == "@jo @j"


def test_nothing_is_offered_in_code(desk: Desk) -> None:
    desk.type("```\n@j")
    assert desk.offered == []


def test_wrapped_lines_of_a_list_hang_under_its_words(desk: Desk) -> None:
    desk.editor.set_text("- [ ] " + "several words " * 12)
    block = desk.editor.document().firstBlock()
    desk.editor.document().documentLayout().blockBoundingRect(block)
    layout = block.layout()
    assert layout.lineCount() > 1
    words = box_rect(desk.appearance, layout, desk.editor._layout.rows[0])
    assert layout.lineAt(1).x() > words.right()


def test_a_fence_that_opens_restyles_what_is_below_it(desk: Desk) -> None:
    desk.editor.set_text("x\n- [ ] one\n- [ ] two")
    rows = desk.editor._layout.rows
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Delete)
    desk.type("```")
    assert [row.line.box for row in rows] == [-1, -1, -1]
    desk.undo()
    assert [row.line.box for row in rows] == [-1, 3, 3]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30), st.text(alphabet="`-[x] \nab#>", max_size=8))))
def test_after_any_edits_the_rows_are_those_of_the_text_read_anew(
    desk: Desk, edits: list[tuple[int, int, str]]
) -> None:
    editor = desk.editor
    editor.set_text("# One\n```\n- [ ] two\n```\n> three\n- four")
    for at, length, text in edits:
        last = editor.document().characterCount() - 1
        cursor = editor.textCursor()
        cursor.setPosition(min(at, last))
        cursor.setPosition(min(at + length, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
    lines = [row.line for row in editor._layout.rows]
    fresh = NoteEditor(desk.appearance, "Other")
    fresh.set_text(editor.text())
    assert lines == [row.line for row in fresh._layout.rows]
    fresh.deleteLater()


def test_a_change_from_elsewhere_is_one_step_and_keeps_the_caret(desk: Desk) -> None:
    desk.editor.set_text("- [ ] one\n- [ ] two\nend")
    desk.end()
    desk.editor.change_text("- [ ] one\n- [x] two\nend")
    desk.type("!")
    assert desk.editor.text() == "- [ ] one\n- [x] two\nend!"
    desk.undo()
    desk.undo()
    assert desk.editor.text() == "- [ ] one\n- [ ] two\nend"


def test_a_screen_reader_hears_the_name_and_the_text(desk: Desk) -> None:
    desk.editor.set_text("# Title\nwords")
    heard = QAccessible.queryAccessibleInterface(desk.editor)
    assert heard.role() == QAccessible.Role.EditableText
    assert heard.text(QAccessible.Text.Name) == "Notes on the call"
    assert "Esc" in heard.text(QAccessible.Text.Description)
    text = heard.textInterface()
    assert text.text(0, text.characterCount()) == "# Title\nwords"


def test_nothing_is_clipped_at_twice_the_text_size(desk: Desk) -> None:
    desk.appearance.scale_text(2.0)
    desk.editor.set_text("# A heading of several long words\n- [ ] " + "words " * 30)
    document = desk.editor.document()
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        rect: QRectF = document.documentLayout().blockBoundingRect(block)
        for index in range(block.layout().lineCount()):
            line = block.layout().lineAt(index)
            assert line.naturalTextRect().right() <= rect.width() + 1
            assert line.y() + line.height() <= rect.height() + 1


def test_up_and_down_walk_through_wrapped_lines(desk: Desk) -> None:
    desk.editor.set_text("word " * 60 + "\nlast")
    for _step in range(2):
        desk.press(Key.Key_Down)
    assert desk.editor.textCursor().blockNumber() == 0
    assert desk.editor.textCursor().position() > 20
    QApplication.processEvents()


def test_a_note_that_fits_shows_no_scroll_bar_at_any_width(desk: Desk) -> None:
    desk.editor.set_text("# Title\n\n" + "some words that fill a line of the note and more\n" * 6)
    for width in (520, 900, 640, 521):
        desk.window.resize(width, 600)
        QApplication.processEvents()
        assert desk.editor.verticalScrollBar().maximum() == 0


def test_what_is_in_sight_stays_while_lines_above_find_their_height(desk: Desk) -> None:
    desk.editor.set_text("# A heading that is higher than a guess\n" * 400)
    desk.editor.go_to_line(300)
    QApplication.processEvents()
    place = desk.editor.cursorRect().top()
    assert 0 <= place < desk.editor.viewport().height()
    while desk.editor._settling.isActive():
        QApplication.processEvents()
    assert abs(desk.editor.cursorRect().top() - place) <= 1


def test_the_first_letter_and_the_last_one_gone_paint_a_placeholder_of_several_lines(desk: Desk) -> None:
    desk.editor.setPlaceholderText("A long example that goes on for a while. " * 5)
    for key in (Key.Key_A, Key.Key_Backspace):
        painted = Painted(desk.editor)
        desk.press(key)
        assert painted.bottom > desk.editor.height()


def test_the_placeholder_grows_with_the_size_of_text(desk: Desk) -> None:
    before = desk.editor.viewport().font().pixelSize()
    desk.appearance.scale_text(2.0)
    assert desk.editor.viewport().font().pixelSize() == 2 * before
