"""Buttons, fields, choices and texts answer keys and mouse, and say what they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from mentordesk_ui.parts.avatar import Avatar, initials_of
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.scroll_column import READING_WIDTH, ScrollColumn
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle
from tests.support.shown import Show

KEY = Qt.Key
LONG = "A sentence that is long enough to need more than one line in a narrow column of a small window."


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_a_button_answers_enter_space_and_its_own_key(appearance: Appearance, show: Show, key: Qt.Key) -> None:
    button = Button(appearance, "Save", "check", "primary", key="Ctrl+S")
    window = show(button)
    pressed = QSignalSpy(button.clicked)
    button.setFocus()
    QTest.keyClick(button, key)
    QTest.keyClick(window, KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 2


def test_a_button_keeps_its_key_when_its_words_change_and_shows_ampersands(appearance: Appearance, show: Show) -> None:
    button = Button(appearance, "Save", key="Ctrl+S")
    window = show(button)
    button.set_words("Save & close")
    pressed = QSignalSpy(button.clicked)
    QTest.keyClick(window, KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 1
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Save & close"


def test_buttons_are_buttons_to_a_screen_reader(appearance: Appearance, show: Show) -> None:
    icon = IconButton(appearance, "pencil", "Edit")
    show(icon)
    seen = QAccessible.queryAccessibleInterface(icon)
    assert (seen.role(), seen.text(QAccessible.Text.Name)) == (QAccessible.Role.PushButton, "Edit")
    assert icon.toolTip() == "Edit"


def test_no_such_kind_of_button_is_refused(appearance: Appearance) -> None:
    with pytest.raises(ValueError, match="loud"):
        Button(appearance, "Save", kind="loud")


def test_a_button_grows_with_the_text(appearance: Appearance, show: Show) -> None:
    button = Button(appearance, "Start focus session", "timer")
    show(button)
    before = button.sizeHint()
    appearance.scale_text(2.0)
    assert button.sizeHint().height() > before.height()
    assert button.sizeHint().width() > 1.7 * before.width()


def test_keys_are_written_as_on_a_keyboard() -> None:
    assert [key_words(key) for key in ("Ctrl+Return", "Ctrl+K", "Esc", "?", "Alt+Up")] == [
        "Ctrl ↵",
        "Ctrl K",
        "esc",
        "?",
        "Alt ↑",
    ]


def test_a_mistake_stands_under_its_field_until_the_words_change(appearance: Appearance, show: Show) -> None:
    field = Field(appearance, "Name", LineEdit(appearance), hint="As they like to be called.")
    show(field)
    field.show_mistake("A person needs a name.")
    assert field.editor.hasFocus()
    assert field.editor.accessibleDescription() == "A person needs a name."
    assert field.editor.accessibleName() == "Name"
    QTest.keyClicks(field.editor, "M")
    assert field.mistake == ""
    assert field.editor.accessibleDescription() == "As they like to be called."


def test_taking_the_words_of_a_line_empties_it(appearance: Appearance, show: Show) -> None:
    line = LineEdit(appearance, "Add a promise, press Enter")
    show(line)
    QTest.keyClicks(line, "  Call Jonas ")
    assert (line.take(), line.text()) == ("Call Jonas", "")


def test_a_choice_is_made_by_arrows_and_by_mouse(appearance: Appearance, show: Show) -> None:
    choice = Choice(appearance, "Channel", [("video", "Video"), ("phone", "Phone"), ("chat", "Chat")], "video")
    show(choice)
    changed = QSignalSpy(choice.changed)
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, KEY.Key_Right)
    assert choice.value() == "phone"
    QTest.mouseClick(choice.findChildren(QRadioButton)[2], Qt.MouseButton.LeftButton)
    assert [changed.at(place)[0] for place in range(changed.count())] == ["phone", "chat"]


def test_a_choice_set_by_the_program_says_nothing(appearance: Appearance) -> None:
    choice = Choice(appearance, "Channel", [(1, "One"), (2, "Two")])
    changed = QSignalSpy(choice.changed)
    assert choice.value() is None
    choice.set_value(2)
    assert (choice.value(), changed.count()) == (2, 0)
    with pytest.raises(ValueError, match="3"):
        choice.set_value(3)


def test_a_click_anywhere_in_a_check_row_toggles_it(appearance: Appearance, show: Show) -> None:
    row = CheckRow(appearance, "Phone is in another room")
    show(row)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 4, row.height() // 2))
    assert row.isChecked()
    seen = QAccessible.queryAccessibleInterface(row)
    assert seen.role() == QAccessible.Role.CheckBox
    assert seen.text(QAccessible.Text.Name) == "Phone is in another room"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_wrap_instead_of_being_cut(appearance: Appearance, show: Show, scale: float) -> None:
    appearance.scale_text(scale)
    text, row = Text(appearance, LONG), CheckRow(appearance, LONG, LONG)
    show(text, row, width=300)
    for widget in (text, row):
        assert widget.height() >= widget.heightForWidth(widget.width())
        assert widget.heightForWidth(300) > widget.heightForWidth(3000)


def test_a_text_that_must_stay_on_a_line_tells_the_rest_in_its_tip(appearance: Appearance, show: Show) -> None:
    text = Text(appearance, LONG, elides=True)
    window = show(text, width=200)
    assert text.toolTip() == LONG
    window.resize(2000, 400)
    QApplication.processEvents()
    assert text.toolTip() == ""


def test_a_flow_wraps_and_mirrors(appearance: Appearance, show: Show) -> None:
    holder = QWidget()
    expand_across(holder)
    flow = Flow(holder)
    chips = [Chip(appearance, f"chip number {number}") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    window = show(holder, width=300)
    assert chips[-1].y() > chips[0].y()
    assert all(chip.geometry().right() <= holder.width() for chip in chips)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert chips[0].geometry().right() == holder.rect().right()
    flow.clear()
    assert flow.count() == 0


def test_the_second_half_of_a_double_click_presses_no_button_that_came_under_it(
    appearance: Appearance, show: Show
) -> None:
    button = Button(appearance, "Plan together")
    show(button)
    pressed = QSignalSpy(button.clicked)
    at = button.rect().center()
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        at.toPointF(),
        button.mapToGlobal(at).toPointF(),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(button, second)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert pressed.count() == 0
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert pressed.count() == 2


def test_words_too_long_for_a_flow_are_given_all_the_lines_they_need(appearance: Appearance, show: Show) -> None:
    holder = QWidget()
    expand_across(holder)
    flow = Flow(holder)
    name = Text(appearance, f"{LONG} {LONG}", TextStyle.H1)
    chip = Chip(appearance, "your peer")
    flow.addWidget(name)
    flow.addWidget(chip)
    show(holder, width=300)
    assert name.height() >= name.heightForWidth(name.width())
    assert chip.y() >= name.geometry().bottom()


def test_the_reading_column_is_no_wider_than_it_should_be_and_scrolls_by_key(
    appearance: Appearance, show: Show
) -> None:
    column = ScrollColumn(appearance, margins=(0, 0, 0, 0))
    texts = [Text(appearance, LONG) for _place in range(60)]
    for text in texts:
        column.add(text)
    show(column, width=1400, height=400)
    assert texts[0].width() == READING_WIDTH
    QTest.keyClick(column, KEY.Key_End)
    assert column.verticalScrollBar().value() == column.verticalScrollBar().maximum() > 0
    QTest.keyClick(column, KEY.Key_PageUp)
    assert column.verticalScrollBar().value() < column.verticalScrollBar().maximum()


def test_the_search_box_shrinks_before_the_title_wraps(appearance: Appearance, show: Show) -> None:
    head = PageHead(appearance, "Good afternoon, Elena", "one call today")
    window = show(head, width=420)
    title = head.findChildren(Text)[0]
    assert title.height() < 2 * title.fontMetrics().height()
    window.resize(1000, 300)
    QApplication.processEvents()
    assert head.findChildren(Text)[0].height() < 2 * title.fontMetrics().height()


def test_an_empty_screen_offers_its_next_step_by_key(appearance: Appearance, show: Show) -> None:
    empty = EmptyState(
        appearance, "target", "No goals yet", "A goal says what will be different.", "New goal", key="Ctrl+N"
    )
    window = show(empty)
    pressed = QSignalSpy(empty.pressed)
    QTest.keyClick(window, KEY.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 1


def test_progress_is_kept_within_its_ends(appearance: Appearance) -> None:
    bar = Progress(appearance, 0.4, "Lead a team")
    assert bar.share() == 0.4
    bar.set_share(7)
    assert bar.share() == 1.0


@pytest.mark.parametrize(
    ("name", "letters"), [("Maria Santos", "MS"), ("Elena", "E"), ("Ana de la Cruz", "AC"), ("", "?")]
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials_of(name) == letters


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_everything_is_painted_in_every_theme(appearance: Appearance, show: Show, theme: str) -> None:
    appearance.choose(theme)
    card = Card(appearance)
    card.add(Text(appearance, "In a card"))
    disabled = Button(appearance, "Disabled", "x", "primary", key="F9", show_key=True)
    disabled.setEnabled(False)
    window = show(
        card,
        disabled,
        Avatar(appearance, "MS"),
        Chip(appearance, "You", "warm"),
        Progress(appearance, 0.3),
        SectionHead(appearance, "Agenda", "50 min"),
        Button(appearance, "Delete", kind="danger"),
        Choice(appearance, "Channel", [(1, "One", "video"), (2, "Two")], 1),
        CheckRow(appearance, "Check", checked=True),
    )
    picture = window.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 5)
    }
    assert len(colours) > 5


def test_nothing_becomes_a_window_while_it_is_built(appearance: Appearance) -> None:
    built = [
        Field(appearance, "Name", LineEdit(appearance), hint="a hint", optional="optional"),
        PageHead(appearance, "Title", "line"),
        SectionHead(appearance, "Agenda", "50 min"),
        EmptyState(appearance, "target", "No goals yet", "line", "New goal"),
    ]
    for widget in built:
        for child in (widget, *widget.findChildren(QWidget)):
            assert not child.testAttribute(Qt.WidgetAttribute.WA_WState_Created)
