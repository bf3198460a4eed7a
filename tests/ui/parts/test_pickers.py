"""Dates, times, zones and people are picked by typing, arrows and mouse."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from mentordesk import language
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.time_edit import TimeEdit
from mentordesk_ui.parts.zone_picker import ZonePicker
from mentordesk_ui.theme.appearance import Appearance
from tests.support.clock import FakeClock
from tests.support.shown import Show

KEY = Qt.Key
PEOPLE = [(1, "Maria Santos", "Manila"), (2, "Aisha Rahman", "Dhaka"), (3, "José Marín", "Lima")]


@pytest.fixture(autouse=True)
def _british() -> None:
    language.use("en_GB")


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_day_is_typed_and_tidied_when_the_line_is_left(appearance: Appearance, show: Show) -> None:
    edit, other = DateEdit(appearance, FakeClock()), QLineEdit()
    show(edit, other)
    edit.setFocus()
    changed = QSignalSpy(edit.changed)
    QTest.keyClicks(edit, "fri")
    other.setFocus()
    assert changed.at(0)[0] == date(2026, 11, 13)
    assert edit.text() == "Fri, 13 Nov 2026"


def test_arrows_step_a_day_by_days_and_months(appearance: Appearance, show: Show) -> None:
    edit = DateEdit(appearance, FakeClock(), date(2026, 1, 31))
    show(edit)
    QTest.keyClick(edit, KEY.Key_PageUp)
    assert edit.day() == date(2026, 2, 28)
    QTest.keyClick(edit, KEY.Key_Up)
    assert edit.day() == date(2026, 3, 1)
    QTest.keyClick(edit, KEY.Key_Down)
    assert edit.day() == date(2026, 2, 28)


def test_a_day_that_cannot_be_understood_stays_to_be_corrected(appearance: Appearance, show: Show) -> None:
    edit, other = DateEdit(appearance, FakeClock(), date(2026, 11, 12)), QLineEdit()
    show(edit, other)
    edit.setFocus()
    edit.selectAll()
    changed = QSignalSpy(edit.changed)
    QTest.keyClicks(edit, "someday")
    other.setFocus()
    assert (edit.day(), edit.text(), edit.is_valid()) == (None, "someday", False)
    assert changed.at(changed.count() - 1)[0] is None


def test_the_calendar_picks_a_day_by_keys_and_gives_the_focus_back(appearance: Appearance, show: Show) -> None:
    edit = DateEdit(appearance, FakeClock(), date(2026, 11, 12))
    show(edit)
    edit.setFocus()
    changed = QSignalSpy(edit.changed)
    QTest.keyClick(edit, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(focus(), KEY.Key_Down)
    QTest.keyClick(focus(), KEY.Key_Right)
    QTest.keyClick(focus(), KEY.Key_Return)
    assert changed.at(0)[0] == date(2026, 11, 20)
    assert focus() is edit


def test_escape_leaves_the_calendar_without_a_choice(appearance: Appearance, show: Show) -> None:
    edit = DateEdit(appearance, FakeClock(), date(2026, 11, 12))
    show(edit)
    edit.setFocus()
    edit.open_calendar()
    QTest.keyClick(focus(), KEY.Key_PageDown)
    QTest.keyClick(focus(), KEY.Key_Escape)
    assert edit.day() == date(2026, 11, 12)
    assert focus() is edit


def test_a_click_on_a_day_picks_it(appearance: Appearance, show: Show) -> None:
    edit = DateEdit(appearance, FakeClock(), date(2026, 11, 12))
    show(edit)
    edit.open_calendar()
    grid = focus()
    spot = grid.rect_of(date(2026, 11, 3)).center().toPoint()  # type: ignore[attr-defined]  # the focus is the month
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
    assert edit.day() == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (time(15, 7), KEY.Key_Up, time(15, 15)),
        (time(15, 7), KEY.Key_Down, time(15)),
        (time(23, 50), KEY.Key_Up, time(0)),
        (time(0), KEY.Key_Down, time(23, 45)),
        (time(15), KEY.Key_PageUp, time(16)),
    ],
)
def test_arrows_step_a_time_to_the_next_quarter(
    appearance: Appearance, show: Show, start: time, key: Qt.Key, end: time
) -> None:
    edit = TimeEdit(appearance, start)
    show(edit)
    QTest.keyClick(edit, key)
    assert edit.moment() == end


def test_a_time_is_typed_freely(appearance: Appearance, show: Show) -> None:
    edit = TimeEdit(appearance)
    show(edit)
    edit.setFocus()
    changed = QSignalSpy(edit.changed)
    QTest.keyClicks(edit, "3pm")
    QTest.keyClick(edit, KEY.Key_Return)
    assert changed.at(0)[0] == time(15)
    assert edit.text() == "15:00"


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("manila", "Asia/Manila"),
        ("philip", "Asia/Manila"),
        ("new y", "America/New_York"),
        ("sao p", "America/Sao_Paulo"),
        ("utc", "UTC"),
        ("india", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_found_by_city_and_country(appearance: Appearance, show: Show, words: str, zone: str) -> None:
    picker = ZonePicker(appearance, FakeClock())
    show(picker)
    picker.setFocus()
    changed = QSignalSpy(picker.changed)
    QTest.keyClicks(picker, words)
    QTest.keyClick(picker, KEY.Key_Return)
    assert changed.at(0)[0] == zone
    assert picker.zone() == zone


def test_a_zone_is_found_by_its_distance_and_shows_the_time_there(appearance: Appearance, show: Show) -> None:
    picker = ZonePicker(appearance, FakeClock())
    show(picker)
    picker.setFocus()
    QTest.keyClicks(picker, "GMT+8")
    found = picker.suggestions()
    assert "Asia/Manila" in [one.value for one in found]
    assert {one.caption for one in found} == {"21:48"}


def test_what_fits_no_zone_is_taken_back(appearance: Appearance, show: Show) -> None:
    picker, other = ZonePicker(appearance, FakeClock(), "Asia/Manila"), QLineEdit()
    show(picker, other)
    picker.setFocus()
    picker.selectAll()
    QTest.keyClicks(picker, "Atlantis")
    assert not picker.is_open()
    other.setFocus()
    assert (picker.zone(), picker.text()) == ("Asia/Manila", "Manila")
    assert picker.local_time() == "21:48"


def test_a_person_is_found_without_accents_and_by_arrows(appearance: Appearance, show: Show) -> None:
    picker = PersonPicker(appearance, PEOPLE)
    show(picker)
    picker.setFocus()
    changed = QSignalSpy(picker.changed)
    QTest.keyClicks(picker, "mar")
    assert [one.value for one in picker.suggestions()] == [1, 3]
    QTest.keyClick(picker, KEY.Key_Down)
    QTest.keyClick(picker, KEY.Key_Return)
    assert changed.at(0)[0] == 3
    assert picker.text() == "José Marín"


def test_tab_takes_the_person_who_is_marked_and_adds_nobody(appearance: Appearance, show: Show) -> None:
    picker = PersonPicker(appearance, PEOPLE, adds=True)
    show(picker, QLineEdit())
    picker.setFocus()
    QTest.keyClicks(picker, "mar")
    QTest.keyClick(picker, KEY.Key_Tab)
    assert picker.text() == "Maria Santos"
    added: list[str] = []
    picker.new_person_wanted.connect(added.append)
    picker.setFocus()
    picker.selectAll()
    QTest.keyClicks(picker, "Zoltan")
    QTest.keyClick(picker, KEY.Key_Tab)
    assert (picker.text(), added) == ("Maria Santos", [])


def test_a_click_picks_a_person(appearance: Appearance, show: Show) -> None:
    picker = PersonPicker(appearance, PEOPLE)
    window = show(picker)
    picker.setFocus()
    QTest.keyClick(picker, KEY.Key_Down)
    view = next(
        one for one in window.findChildren(QWidget) if one.accessibleName() == "Type a name" and one is not picker
    )
    rect = view.visualRect(view.model().index(1, 0))  # type: ignore[attr-defined]  # the list of the picker
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())  # type: ignore[attr-defined]
    assert picker.person() == 2
    assert not picker.is_open()


def test_an_unknown_name_is_offered_to_be_added(appearance: Appearance, show: Show) -> None:
    picker = PersonPicker(appearance, PEOPLE, adds=True)
    show(picker)
    picker.setFocus()
    wanted = QSignalSpy(picker.new_person_wanted)
    QTest.keyClicks(picker, "Chidi")
    QTest.keyClick(picker, KEY.Key_Return)
    assert wanted.at(0)[0] == "Chidi"
    assert picker.person() is None


def test_an_emptied_line_means_nobody(appearance: Appearance, show: Show) -> None:
    picker, other = PersonPicker(appearance, PEOPLE), QLineEdit()
    show(picker, other)
    picker.set_person(2)
    picker.setFocus()
    changed = QSignalSpy(picker.changed)
    picker.selectAll()
    QTest.keyClick(picker, KEY.Key_Delete)
    other.setFocus()
    assert changed.at(0)[0] is None


def test_escape_closes_the_list_and_keeps_who_was_picked(appearance: Appearance, show: Show) -> None:
    picker = PersonPicker(appearance, PEOPLE)
    show(picker)
    picker.set_person(1)
    picker.setFocus()
    picker.selectAll()
    QTest.keyClicks(picker, "ai")
    QTest.keyClick(picker, KEY.Key_Escape)
    assert (picker.person(), picker.text(), picker.is_open()) == (1, "Maria Santos", False)


def test_a_list_near_the_lower_edge_opens_upwards(appearance: Appearance, show: Show) -> None:
    space, picker = QWidget(), PersonPicker(appearance, PEOPLE)
    space.setFixedHeight(600)
    window = show(space, picker)
    picker.setFocus()
    QTest.keyClick(picker, KEY.Key_Down)
    view = next(
        one for one in window.findChildren(QWidget) if one.accessibleName() == "Type a name" and one is not picker
    )
    assert view.mapTo(window, QPoint(0, view.height())).y() <= picker.mapTo(window, QPoint(0, 0)).y()
