"""Help: F1 opens the page about where one is; it can be read, searched and walked through by key alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from mentordesk import language
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.shell import help_pages
from mentordesk_ui.shell.help_sheet import HelpSheet
from tests.support.rehearsal import Rehearsal, settle
from tests.support.sight import cut_off

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    made = Rehearsal(tmp_path)
    yield made
    bugs = list(made.bugs)
    made.close()
    assert not bugs, "\n".join(bugs)


def open_help(stage: Rehearsal, screen: str = "today") -> HelpSheet:
    stage.show_screen(screen)
    QTest.keyClick(stage.window, KEY.Key_F1)
    settle()
    (sheet,) = (one for one in stage.window.findChildren(HelpSheet) if one.isVisible())
    return sheet


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("screen", ["today", "people", "meetings", "focus", "settings"])
def test_f1_opens_the_page_about_the_screen_one_is_on(stage: Rehearsal, screen: str) -> None:
    sheet = open_help(stage, screen)
    assert sheet.page_name() == screen
    assert sheet.browser.toPlainText().startswith(sheet.browser.accessibleName())


def test_the_button_in_the_rail_opens_the_page_about_the_screen_too(stage: Rehearsal) -> None:
    stage.show_screen("goals")
    QTest.mouseClick(stage.window.rail.help_button, Qt.MouseButton.LeftButton)
    settle()
    (sheet,) = (one for one in stage.window.findChildren(HelpSheet) if one.isVisible())
    assert sheet.page_name() == "goals"


def test_f1_in_a_form_helps_and_escape_leads_back_into_it(stage: Rehearsal) -> None:
    stage.show_screen("goals")
    stage.shown.screens.goals().new_goal()
    settle()
    line = focus()
    QTest.keyClicks(line, "Sleep")
    QTest.keyClick(line, KEY.Key_F1)
    settle()
    (sheet,) = (one for one in stage.window.findChildren(HelpSheet) if one.isVisible())
    assert sheet.page_name() == "goals"
    QTest.keyClick(focus(), KEY.Key_F1)
    settle()
    assert [one for one in stage.window.findChildren(HelpSheet) if one.isVisible()] == [sheet]
    QTest.keyClick(focus(), KEY.Key_Escape)
    settle()
    assert focus() is line
    QTest.keyClicks(line, " well")
    assert isinstance(line, QLineEdit)
    assert line.text() == "Sleep well"


def test_f1_in_quick_capture_shows_its_page_and_keeps_the_line(stage: Rehearsal) -> None:
    QTest.keyClick(stage.window, KEY.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    capture = stage.shown.screens.capture()
    QTest.keyClicks(capture.window.line, "? how do I")
    QTest.keyClick(capture.window.line, KEY.Key_F1)
    settle()
    (sheet,) = (one for one in stage.window.findChildren(HelpSheet) if one.isVisible())
    assert sheet.page_name() == "capture"
    assert not capture.window.isVisible()
    sheet.close_overlay()
    QTest.keyClick(stage.window, KEY.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert capture.window.line.text() == "? how do I"


def test_escape_returns_to_where_one_was(stage: Rehearsal) -> None:
    stage.show_screen("people")
    before = QApplication.focusWidget()
    sheet = open_help(stage, "people")
    QTest.keyClick(focus(), KEY.Key_Escape)
    assert not sheet.isVisible()
    assert stage.window.current_key() == "people"
    assert QApplication.focusWidget() is before


def test_links_lead_on_and_alt_and_the_arrows_back(stage: Rehearsal) -> None:
    sheet = open_help(stage)
    button = next(one for one in sheet.findChildren(Button) if one.words() == "Focus session")
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)
    settle()
    assert sheet.page_name() == "focus"
    QTest.keyClick(focus(), KEY.Key_Left, ALT)
    assert sheet.page_name() == "today"
    QTest.keyClick(focus(), KEY.Key_Right, ALT)
    assert sheet.page_name() == "focus"


def test_a_search_leaves_the_pages_that_have_it_and_opens_the_first(stage: Rehearsal) -> None:
    sheet = open_help(stage)
    sheet.browser.setFocus()
    QTest.keyClick(focus(), KEY.Key_F, CTRL)
    assert focus() is sheet.search
    QTest.keyClicks(sheet.search, "parks what came")
    settle()
    assert sheet.page_name() == "focus"
    assert [page.name for page in sheet.contents.rows_model.rows()] == ["focus"]
    match = sheet.browser.document().find("parks what came")
    assert match.charFormat().background().color() == stage.program.appearance.color("warm_soft")
    assert sheet.browser.viewport().rect().contains(sheet.browser.cursorRect(match))
    sheet.search.clear()
    QTest.keyClicks(sheet.search, "qqqq")
    assert sheet.contents.rows_model.rows() == ()
    assert sheet.page_name() == "focus"


def test_keys_scroll_the_page(stage: Rehearsal) -> None:
    sheet = open_help(stage)
    bar = sheet.browser.verticalScrollBar()
    for start in (sheet.search, sheet.browser):
        start.setFocus()
        QTest.keyClick(focus(), KEY.Key_PageDown)
        assert bar.value() > 0
        QTest.keyClick(focus(), KEY.Key_PageUp)
        assert bar.value() == 0


def test_a_picture_is_as_wide_as_its_column_and_told_in_words(stage: Rehearsal) -> None:
    sheet = open_help(stage)
    for size, scale in (((1280, 820), 1.0), ((960, 640), 2.0)):
        stage.wear("light", scale)
        stage.resize(*size)
        assert sheet.browser.horizontalScrollBar().maximum() == 0
        assert cut_off(stage.window) == []
    assert "Today: the next call with both local times" in sheet.browser.toPlainText()


def test_every_page_fits_its_column_and_leads_only_to_pages_there_are(stage: Rehearsal) -> None:
    sheet = open_help(stage)
    stage.wear("light", 2.0)
    stage.resize(960, 640)
    for page in help_pages.all_pages():
        sheet.show_page(page.name)
        settle()
        assert sheet.browser.horizontalScrollBar().maximum() == 0, page.name
        assert cut_off(stage.window) == [], page.name
        assert [name for name, _words in page.links if help_pages.find_page(name) is None] == [], page.name


def test_a_page_nobody_translated_is_shown_in_english_and_says_so(
    stage: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_locale_name", "tlh_XX")
    sheet = open_help(stage)
    assert "This page is in English only." in sheet.browser.toPlainText()


def test_a_translated_page_is_shown_in_its_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "today.md").write_text("# Today\n")
    (tmp_path / "focus.md").write_text("# Focus\n")
    (tmp_path / "de" / "today.md").write_text("# Heute\n")
    monkeypatch.setattr(language, "_locale_name", "de_AT")
    monkeypatch.setattr(help_pages, "resource", lambda *_parts: tmp_path)
    today, other = help_pages.find_page("today"), help_pages.find_page("focus")
    assert today is not None
    assert other is not None
    assert (today.title, today.is_translated, other.title, other.is_translated) == ("Heute", True, "Focus", False)


def test_every_screen_of_the_rail_has_a_page(stage: Rehearsal) -> None:
    keys = [entry.key for entry in stage.shown.screens.rail_entries()]
    assert [key for key in keys if help_pages.page_of_screen(key) == help_pages.INDEX] == []


def test_no_name_leads_out_of_the_folder_of_help() -> None:
    assert help_pages.find_page("../../README") is None
    assert help_pages.page_of_screen("nowhere") == help_pages.INDEX
