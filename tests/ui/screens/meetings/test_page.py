"""One meeting on its page: its note, what was agreed, the ways in and out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentordesk.domain.meetings import Meeting
from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk.workflows.people import ask_about
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.screens.meetings import MeetingsScreen
from mentordesk_ui.screens.meetings.meeting_page import Pane
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk
from tests.support.meetings_screen import click, names, note_text, plan
from tests.support.navigation import NotedNavigation


def test_what_is_typed_is_on_disk_after_a_pause_and_its_promise_is_an_action(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    screen.open_meeting(meeting.id)
    screen.page.focus_note()
    QTest.keyClicks(screen.page.note.editor, "- [ ] @Maria one page !2026-12-01")
    QTest.keyClick(screen.page.note.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: note_text(small, meeting) != "")
    (action,) = small.desk.actions.of_meeting(meeting.id)
    assert (action.owner_id, action.text) == (small.maria.id, "one page")
    assert screen.page.action_list.view.rows_model.rows()[0].owner == "Maria"


@pytest.mark.parametrize("way", ["list", "other", "hide", "close", "leave"])
def test_every_way_out_saves_the_note(screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, way: str) -> None:
    other = plan(small, datetime(2026, 11, 20, 15))
    screen.open_meeting(meeting.id)
    screen.page.note.editor.insert("Typed a moment ago")
    assert note_text(small, meeting) == ""
    {
        "list": screen.show_list,
        "other": lambda: screen.open_meeting(other.id),
        "hide": screen.hide,
        "close": screen.close,
        "leave": screen.leave,
    }[way]()
    assert note_text(small, meeting) == "Typed a moment ago"
    assert note_text(small, other) == ""


def test_a_note_that_cannot_be_saved_stays_on_screen_and_in_a_draft_until_it_is(
    screen: MeetingsScreen,
    small: SmallDesk,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise Trouble("The disk is full.")

    screen.open_meeting(meeting.id)
    with monkeypatch.context() as patch:
        patch.setattr("mentordesk_ui.screens.meetings.note_pane.keep_meeting_note", full)
        screen.page.note.editor.insert("Not to be lost")
        screen.page.note.keeping.flush()
        assert "The disk is full" in screen.page.note.state.text()
        draft = Drafts(tmp_path / "drafts").find(f"meeting-note/{meeting.id}")
        assert draft is not None
        assert draft.text == "Not to be lost"
    screen.page.note.keeping.flush()
    assert note_text(small, meeting) == "Not to be lost"
    assert Drafts(tmp_path / "drafts").all() == ()


def test_ticking_an_action_while_typing_keeps_what_is_typed_and_undo_takes_back_the_tick_alone(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    editor = screen.page.note.editor
    editor.insert("- [ ] ask Jonas")
    screen.page.note.keeping.flush()
    editor.insert("\nunsaved words")
    view = screen.page.action_list.view
    view.setFocus()
    view.setCurrentIndex(view.rows_model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert editor.text() == note_text(small, meeting) == "- [x] ask Jonas\nunsaved words"
    small.desk.database.undo()
    screen.page.note.keeping.flush()
    assert editor.text() == note_text(small, meeting) == "- [ ] ask Jonas\nunsaved words"


def test_a_name_nobody_has_is_asked_about_once_the_line_is_left_and_one_click_answers(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    note = screen.page.note
    note.editor.insert("- [ ] @Mariah one page\nmore")
    note.keeping.flush()
    QApplication.processEvents()
    assert note.question.text() == "Nobody here is called Mariah. Who is meant?"
    (button,) = [each for each in note.findChildren(Button) if each.isVisible() and each.words() == "Maria Santos"]
    click(button)
    assert note_text(small, meeting).splitlines()[0] == "- [ ] @Maria one page"
    assert [action.owner_id for action in small.desk.actions.of_meeting(meeting.id)] == [small.maria.id]
    assert note.question.text() == ""


def test_what_was_asked_about_stays_ticked_during_the_call(screen: MeetingsScreen, small: SmallDesk) -> None:
    ask_about.remember_to_ask(small.desk, small.clock, small.maria.id, "Wedding in Cebu")
    screen.start_unplanned(small.maria.id)
    view = screen.page.ask_about.view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows_model.index(0, 0)).center()
    )
    assert small.desk.threads.ripe_for(small.maria.id, small.clock.now().date()) == ()
    assert view.rows_model.look_at(0).checked


def test_a_narrow_window_and_large_text_show_one_column_at_a_time(
    screen: MeetingsScreen, appearance: Appearance, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    assert screen.page.agenda.isVisible()
    assert screen.page.action_list.isVisible()
    screen.resize(960, 640)
    assert (screen.width(), screen.page.agenda.isVisible(), screen.page.note.isVisible()) == (960, False, True)
    screen.page.focus_agenda()
    assert screen.page.panes.value() is Pane.AGENDA
    assert (screen.page.agenda.isVisible(), screen.page.note.isVisible()) == (True, False)
    screen.resize(1400, 820)
    assert screen.page.note.isVisible()
    appearance.scale_text(2.0)
    assert not screen.page.note.isVisible()
    appearance.scale_text(1.0)


def test_the_session_and_the_wrap_up_are_started_from_the_page(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, navigation: NotedNavigation
) -> None:
    screen.open_meeting(meeting.id)
    click(screen.page.head.start_button)
    screen.start_unplanned(small.maria.id)
    click(screen.page.head.end_button)
    assert navigation.went == [("session", meeting.id, ""), ("wrap-up", screen.page.meeting_id)]


def test_a_meeting_in_the_trash_is_left_and_undo_brings_it_back(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    next(action for action in screen.more_menu().actions() if action.text() == "Move to trash").trigger()
    assert not screen.shows_page()
    assert names(screen) == []
    small.desk.database.undo()
    assert names(screen) == ["Maria Santos"]


def test_every_control_has_a_name_and_tab_reaches_the_columns_in_reading_order(
    screen: MeetingsScreen, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    reached: list[QWidget] = []
    screen.page.head.back_button.setFocus()
    for _step in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        # The note keeps Tab for its lists; Ctrl+Tab leaves it.
        inside = focused is screen.page.note.editor
        modifier = Qt.KeyboardModifier.ControlModifier if inside else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(focused, Qt.Key.Key_Tab, modifier)
    assert all(widget.accessibleName() for widget in reached)
    page = screen.page
    order = [
        reached.index(widget)
        for widget in (page.head.start_button, page.agenda.line, page.note.editor, page.action_list.line)
    ]
    assert order == sorted(order)
