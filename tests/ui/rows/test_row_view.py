"""Lists are driven by keys and mouse, and stay quick when they are long."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import AvatarMark, ChipNote, DateMark, IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import Click, RowView
from mentordesk_ui.rows.timeline_delegate import TimelineDelegate
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from tests.support.shown import Show

KEY, NONE, ALT = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Row:
    id: int
    checked: bool | None = None


def make(
    appearance: Appearance,
    count: int = 4,
    *,
    checked: bool | None = None,
    click: Click = "auto",
    movable: bool = False,
    removable: bool = False,
    fits_content: bool = False,
) -> RowView[Row]:
    model: RowModel[Row] = RowModel(
        lambda row: RowLook(f"row {row.id}", "detail", checked=row.checked), movable=movable, removable=removable
    )
    model.set_rows([Row(number, checked) for number in range(count)])
    return RowView(appearance, model, "Rows", click=click, fits_content=fits_content)


def click(view: RowView[Row], row: int, x: int = 300) -> None:
    middle = view.visualRect(view.rows_model.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(x, middle.y()))


def test_tab_enters_a_list_on_its_first_row_and_enter_opens_it(appearance: Appearance, show: Show) -> None:
    view = make(appearance)
    show(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    opened = QSignalSpy(view.activated_row)
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Return)
    assert opened.at(0)[0] == Row(1)
    assert view.shows_keyboard_focus


def test_a_mouse_never_brings_the_focus_ring(appearance: Appearance, show: Show) -> None:
    view = make(appearance)
    show(view)
    click(view, 2)
    assert view.current_row() == Row(2)
    assert not view.shows_keyboard_focus


def test_space_and_a_click_anywhere_in_the_row_toggle_a_checked_row(appearance: Appearance, show: Show) -> None:
    view = make(appearance, checked=False)
    show(view)
    toggled, opened = QSignalSpy(view.toggled_row), QSignalSpy(view.activated_row)
    click(view, 1, x=400)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, KEY.Key_Space)
    assert [toggled.at(0)[0].id, toggled.at(1)[0].id] == [1, 1]
    assert opened.count() == 0


def test_where_a_click_opens_only_the_mark_toggles(appearance: Appearance, show: Show) -> None:
    view = make(appearance, checked=False, click="opens")
    show(view)
    toggled, opened = QSignalSpy(view.toggled_row), QSignalSpy(view.activated_row)
    click(view, 1, x=16)
    assert (toggled.count(), opened.count()) == (1, 0)
    click(view, 1, x=400)
    assert (toggled.count(), opened.count()) == (1, 1)


def test_where_a_click_chooses_a_double_click_opens(appearance: Appearance, show: Show) -> None:
    view = make(appearance, click="chooses")
    show(view)
    chosen, opened = QSignalSpy(view.chosen_row), QSignalSpy(view.activated_row)
    click(view, 1)
    assert (chosen.at(0)[0], opened.count()) == (Row(1), 0)
    middle = view.visualRect(view.rows_model.index(1, 0)).center()
    QTest.mouseDClick(view.viewport(), LEFT, NONE, middle)
    assert opened.count() == 1


def test_alt_and_an_arrow_move_a_row_and_stop_at_the_ends(appearance: Appearance, show: Show) -> None:
    view = make(appearance, movable=True)
    show(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    moved = QSignalSpy(view.moved_row)
    QTest.keyClick(view, KEY.Key_Up, ALT)
    assert moved.count() == 0
    QTest.keyClick(view, KEY.Key_Down, ALT)
    assert moved.at(0) == [Row(0), 1]
    assert [row.id for row in view.rows_model.rows()] == [1, 0, 2, 3]
    assert view.current_row() == Row(0)


def test_rows_that_may_not_move_stay(appearance: Appearance, show: Show) -> None:
    view = make(appearance)
    show(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, KEY.Key_Down, ALT)
    assert [row.id for row in view.rows_model.rows()] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("source", "to_row", "lower_half", "order"), [(0, 2, True, [1, 2, 0, 3]), (3, 0, False, [3, 0, 1, 2])]
)
def test_a_row_is_dragged_to_the_gap_under_the_mouse(
    appearance: Appearance, show: Show, source: int, to_row: int, lower_half: bool, order: list[int]
) -> None:
    view = make(appearance, movable=True)
    show(view)
    moved, opened = QSignalSpy(view.moved_row), QSignalSpy(view.activated_row)
    start = view.visualRect(view.rows_model.index(source, 0)).center()
    goal = view.visualRect(view.rows_model.index(to_row, 0)).center() + QPoint(0, 8 if lower_half else -8)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + goal) / 2)
    QTest.mouseMove(view.viewport(), goal)
    view.grab()
    QTest.mouseRelease(view.viewport(), LEFT, NONE, goal)
    assert [row.id for row in view.rows_model.rows()] == order
    assert (moved.count(), opened.count()) == (1, 0)


def test_delete_removes_only_where_that_is_offered(appearance: Appearance, show: Show) -> None:
    offered, refused = make(appearance, removable=True), make(appearance)
    show(offered, refused)
    for view, count in ((offered, 1), (refused, 0)):
        removed = QSignalSpy(view.removed_row)
        view.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view, KEY.Key_Delete)
        assert removed.count() == count


def test_the_menu_key_asks_for_a_menu_at_the_current_row(appearance: Appearance, show: Show) -> None:
    view = make(appearance)
    show(view)
    view.choose(2)
    asked = QSignalSpy(view.menu_wanted)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view.viewport(), event)
    assert asked.at(0)[0] == Row(2)


def test_a_list_that_fits_its_content_is_as_tall_as_its_rows(appearance: Appearance, show: Show) -> None:
    view = make(appearance, count=3, fits_content=True)
    show(view)
    assert view.height() == 3 * view.row_height()
    view.rows_model.set_rows([Row(number) for number in range(9)])
    QApplication.processEvents()
    assert view.height() == 9 * view.row_height()
    assert view.verticalScrollBar().maximum() == 0


def test_rows_grow_with_the_text(appearance: Appearance, show: Show) -> None:
    view = make(appearance, fits_content=True)
    show(view)
    before = view.height()
    appearance.scale_text(2.0)
    QApplication.processEvents()
    assert view.height() > 1.5 * before


def test_the_current_row_stays_when_rows_come_before_it(appearance: Appearance, show: Show) -> None:
    view = make(appearance)
    show(view)
    view.choose(2)
    view.rows_model.set_rows([Row(number) for number in (9, 8, 0, 1, 2, 3)])
    assert view.current_row() == Row(2)
    assert view.currentIndex().row() == 4


def test_a_screen_reader_finds_each_row_by_its_words(appearance: Appearance, show: Show) -> None:
    view = make(appearance, checked=True)
    show(view)
    list_seen = QAccessible.queryAccessibleInterface(view)
    assert list_seen.text(QAccessible.Text.Name) == "Rows"
    assert list_seen.childCount() == 4
    assert list_seen.child(1).text(QAccessible.Text.Name) == "row 1, detail, done"


def test_a_hundred_thousand_rows_ask_for_the_looks_of_what_is_seen(appearance: Appearance, show: Show) -> None:
    asked: list[int] = []

    def look(row: Row) -> RowLook:
        asked.append(row.id)
        return RowLook(f"row {row.id}")

    model: RowModel[Row] = RowModel(look)
    model.set_rows([Row(number) for number in range(100_000)])
    view = RowView(appearance, model, "Many")
    show(view)
    view.scrollToBottom()
    view.grab()
    assert 99_999 in asked
    assert len(asked) < 200


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_kind_of_row_can_be_painted(
    appearance: Appearance, show: Show, theme: str, direction: Qt.LayoutDirection
) -> None:
    appearance.choose(theme)
    looks = [
        RowLook("Avatar", "detail", AvatarMark("MS"), chip=ChipNote("You")),
        RowLook("Icon", "late", IconMark("message-square"), caption="10 min", warm_detail=True),
        RowLook("Date", "detail", DateMark("5", "Nov"), strong=True),
        RowLook("Check", checked=True, done=True, struck=True, round_check=True, key="Ctrl+1"),
        RowLook("Bar", progress=0.4, caption="by March", enabled=False),
    ]
    for delegate in (
        RowDelegate(appearance, bars=True),
        RowDelegate(appearance, lines=1),
        TimelineDelegate(appearance),
        WrappingDelegate(appearance, bars=True),
    ):
        model: RowModel[Row] = RowModel(lambda row: looks[row.id], movable=True)
        model.set_rows([Row(number) for number in range(len(looks))])
        view = RowView(appearance, model, "Rows", delegate=delegate)
        view.setLayoutDirection(direction)
        show(view)
        blank = view.grab().toImage()
        model.set_rows([])
        assert view.grab().toImage() != blank


def test_words_wrap_where_a_list_is_narrow_and_the_list_grows(appearance: Appearance, show: Show) -> None:
    long = RowLook("Write the story of the migration in one page, without slides", "due today", checked=False)
    model: RowModel[Row] = RowModel(lambda _row: long)
    model.set_rows([Row(0), Row(1)])
    view = RowView(appearance, model, "Rows", delegate=WrappingDelegate(appearance), fits_content=True)
    window = show(view, width=900)
    wide = view.height()
    assert wide == 2 * view.row_height()
    window.resize(220, 700)
    for _settle in range(3):
        QApplication.processEvents()
    assert view.height() > 1.5 * wide
    assert view.visualRect(model.index(1, 0)).bottom() <= view.viewport().rect().bottom()
