from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentordesk.domain.meetings import Meeting, Mode, Status
from mentordesk.domain.people import Person
from mentordesk.drafts import Drafts
from mentordesk.errors import Trouble
from mentordesk.store.meetings import MeetingPart
from mentordesk.workflows import ask_about, plan_meeting
from mentordesk.workflows.plan_meeting import Plan
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.meetings import MeetingsScreen
from mentordesk_ui.screens.meetings.commands import meeting_commands
from mentordesk_ui.screens.meetings.log_sheet import CallSheet, LogSheet
from mentordesk_ui.screens.meetings.meeting_page import Pane
from mentordesk_ui.screens.meetings.meeting_rows import WINDOW
from mentordesk_ui.screens.meetings.plan_sheet import PlanSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance()
    made.choose("light")
    made.set_reduce_motion(True)
    made.apply(qapp)
    yield made
    made.undress()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def navigation() -> NotedNavigation:
    return NotedNavigation()


@pytest.fixture
def meeting(small: SmallDesk) -> Meeting:
    return plan(small, datetime(2026, 11, 12, 15))


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def screen(
    appearance: Appearance,
    small: SmallDesk,
    navigation: NotedNavigation,
    meeting: Meeting,
    tmp_path: Path,
    opened: list[str],
) -> Iterator[MeetingsScreen]:
    made = MeetingsScreen(
        appearance, small.desk, small.clock, Acts(), navigation, Drafts(tmp_path / "drafts"), open_url=opened.append
    )
    unsubscribe = small.desk.database.subscribe(made.refresh)
    made.resize(1280, 820)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    unsubscribe()
    made.close()
    made.deleteLater()


def plan(small: SmallDesk, wall: datetime, **more: object) -> Meeting:
    asked = Plan(person_id=small.maria.id, wall=wall, link="https://meet.example/maria", **more)  # type: ignore[arg-type]  # keywords of the test's choice
    return plan_meeting.plan_meeting(small.desk, small.clock, asked)


def names(screen: MeetingsScreen) -> list[str]:
    return [row.name for row in screen.list.view.rows_model.rows()]


def press_in_list(screen: MeetingsScreen, key: Qt.Key, row: int = 0) -> None:
    screen.list.view.setFocus()
    screen.list.view.setCurrentIndex(screen.list.view.rows_model.index(row, 0))
    QTest.keyClick(screen.list.view, key)


def click(button: Button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def plan_sheet(screen: MeetingsScreen) -> PlanSheet:
    assert isinstance(screen.sheet, PlanSheet)
    return screen.sheet


def log_sheet(screen: MeetingsScreen) -> LogSheet:
    assert isinstance(screen.sheet, LogSheet)
    return screen.sheet


def note_text(small: SmallDesk, meeting: Meeting) -> str:
    note = small.desk.notes.of_meeting(meeting.id)
    return note.text if note else ""


# -- the list


def test_enter_opens_the_meeting_and_back_returns_to_the_list(screen: MeetingsScreen, meeting: Meeting) -> None:
    press_in_list(screen, Qt.Key.Key_Return)
    assert screen.page.meeting_id == meeting.id
    assert screen.page.head.when.text() == "Thursday 12 November · 15:00 your time · 22:00 in Manila · 1 h"
    QTest.mouseClick(screen.page.head.back_button, Qt.MouseButton.LeftButton)
    assert not screen.shows_page()


def test_what_is_over_is_settled_by_one_key(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, navigation: NotedNavigation
) -> None:
    small.clock.advance(days=1)
    screen.list.show_part(MeetingPart.UNSETTLED)
    press_in_list(screen, Qt.Key.Key_M)
    assert small.desk.meetings.get(meeting.id).status is Status.MISSED
    assert navigation.toasts == [("Marked as missed", True)]
    assert names(screen) == []


def test_the_list_is_narrowed_to_a_person(screen: MeetingsScreen, small: SmallDesk) -> None:
    ben = small.desk.people.add(Person(name="Ben Ito"))
    plan_meeting.plan_meeting(small.desk, small.clock, Plan(person_id=ben.id, wall=datetime(2026, 11, 14, 9)))
    assert names(screen) == ["Maria Santos", "Ben Ito"]
    screen.list.show_person(ben.id)
    assert names(screen) == ["Ben Ito"]


def test_a_long_past_is_read_window_by_window(screen: MeetingsScreen, small: SmallDesk) -> None:
    now = small.clock.now()
    small.desk.meetings.add_all(
        Meeting(person_id=small.maria.id, starts_at=now - timedelta(hours=number), status=Status.HELD)
        for number in range(1, 3 * WINDOW)
    )
    screen.list.show_part(MeetingPart.PAST)
    assert len(names(screen)) < 3 * WINDOW - 1
    while screen.list.view.rows_model.canFetchMore(screen.list.view.rootIndex()):
        screen.list.view.scrollToBottom()
        QApplication.processEvents()
    assert len(names(screen)) == 3 * WINDOW - 1


# -- plan, move, cancel


def test_planning_by_keys_on_their_clock_shows_both_times_and_opens_the_meeting(
    screen: MeetingsScreen, small: SmallDesk
) -> None:
    click(screen.list.plan_button)
    sheet = plan_sheet(screen)
    sheet.person.set_person(small.maria.id)
    sheet.person.changed.emit(small.maria.id)
    sheet.when.day.setFocus()
    sheet.when.day.selectAll()
    QTest.keyClicks(sheet.when.day, "2026-11-19")
    sheet.when.time.setFocus()
    sheet.when.time.selectAll()
    QTest.keyClicks(sheet.when.time, "22:00")
    sheet.whose.set_value(True)
    sheet.whose.changed.emit(True)
    assert sheet.said.text() == "Thursday 19 November · 15:00 your time · 22:00 in Manila"
    assert sheet.link.text() == "https://meet.example/maria"
    QTest.keyClick(sheet.when.time, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.sheet is None
    made = small.desk.meetings.get(screen.page.meeting_id)
    assert (made.zone, made.wall_start) == ("Asia/Manila", datetime(2026, 11, 19, 22))
    assert QApplication.focusWidget() is screen.page.agenda.line


def test_a_time_that_does_not_exist_is_said_at_the_field_and_nothing_typed_is_lost(
    screen: MeetingsScreen, small: SmallDesk
) -> None:
    screen.plan(small.maria.id)
    sheet = plan_sheet(screen)
    sheet.when.day.setText("2027-03-28")
    sheet.when.time.setText("02:30")
    QTest.keyClick(sheet.when.time, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.sheet is sheet
    assert not sheet.said.isVisible()  # the sentence stands at the field, and once
    assert sheet.when.time.text() == "02:30"
    assert small.desk.meetings.count() == 1
    sheet.close_overlay()


def test_moving_keeps_the_meeting_and_says_so(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, navigation: NotedNavigation
) -> None:
    screen.open_meeting(meeting.id)
    click(screen.page.head.move_button)
    sheet = plan_sheet(screen)
    sheet.when.time.setText("16:30")
    QTest.keyClick(sheet.when.time, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    moved = small.desk.meetings.get(meeting.id)
    assert (moved.status, moved.wall_start) == (Status.MOVED, datetime(2026, 11, 12, 16, 30))
    assert navigation.toasts[-1] == ("Moved the meeting", True)
    assert screen.page.head.status.text() == "moved"


def test_calling_off_is_immediate_with_undo_and_asks_why_without_insisting(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, navigation: NotedNavigation
) -> None:
    screen.open_meeting(meeting.id)
    click(screen.page.head.cancel_button)
    assert navigation.toasts[-1] == ("Called off the meeting", True)
    QTest.keyClicks(screen.page.strip.why, "ill")
    QTest.keyClick(screen.page.strip.why, Qt.Key.Key_Return)
    assert small.desk.meetings.get(meeting.id).status_why == "ill"
    small.desk.database.undo()
    small.desk.database.undo()
    assert screen.page.head.cancel_button.isVisible()


def test_join_opens_the_link_and_only_links_of_known_kinds(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting, opened: list[str]
) -> None:
    screen.open_meeting(meeting.id)
    click(screen.page.head.join_button)
    assert opened == ["https://meet.example/maria"]
    odd = plan_meeting.change_meeting(
        small.desk,
        small.clock,
        meeting.id,
        Plan(person_id="", wall=meeting.wall_start, link="file:///etc/passwd", mode=Mode.VIDEO),
    )
    screen.open_meeting(odd.id)
    click(screen.page.head.join_button)
    assert len(opened) == 1


# -- log and call


def test_logging_a_past_meeting_takes_a_name_a_line_and_enter(screen: MeetingsScreen, small: SmallDesk) -> None:
    click(screen.list.log_button)
    sheet = log_sheet(screen)
    QTest.keyClicks(sheet.person, "mar")
    QTest.keyClick(sheet.person, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.words, "Talked about the panel")
    QTest.keyClick(sheet.words, Qt.Key.Key_Return)
    assert screen.sheet is None
    (logged,) = small.desk.meetings.held()
    assert (logged.wall_start, logged.minutes) == (datetime(2026, 11, 12, 13), 30)
    assert note_text(small, logged) == "Talked about the panel"
    assert screen.shows_page()
    assert screen.page.meeting_id == logged.id


def test_a_call_from_the_list_asks_with_whom_and_begins_once(screen: MeetingsScreen, small: SmallDesk) -> None:
    click(screen.list.call_button)
    assert isinstance(screen.sheet, CallSheet)
    QTest.keyClicks(screen.sheet.person, "mar")
    QTest.keyClick(screen.sheet.person, Qt.Key.Key_Return)
    assert screen.sheet is None
    assert small.desk.meetings.count("actual_start IS NOT NULL") == 1


def test_an_unplanned_call_starts_at_once_with_who_is_on_screen_and_asks_otherwise(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting
) -> None:
    commands = {command.key: command for command in meeting_commands(lambda: screen, screen.context_person)}
    assert set("NLU") <= set(commands)
    commands["U"].run()
    assert isinstance(screen.sheet, CallSheet)
    screen.sheet.close_overlay()
    screen.open_meeting(meeting.id)
    commands["U"].run()
    assert screen.page.meeting_id != meeting.id
    assert screen.page.head.end_button.isVisible()
    assert screen.page.head.left.text() == "30:00 left"


def test_keys_pressed_elsewhere_mean_who_is_seen_there_and_not_the_meeting_shown_last(
    screen: MeetingsScreen, small: SmallDesk, meeting: Meeting
) -> None:
    screen.open_meeting(meeting.id)
    seen = ""
    commands = {command.key: command for command in meeting_commands(lambda: screen, lambda: seen)}
    commands["U"].run()
    assert isinstance(screen.sheet, CallSheet)
    screen.sheet.close_overlay()
    commands["N"].run()
    assert plan_sheet(screen).person.person() is None
    plan_sheet(screen).close_overlay()
    seen = small.desk.people.add(Person(name="Ken Ito", zone="Asia/Tokyo")).id
    commands["N"].run()
    assert plan_sheet(screen).person.person() == seen
    plan_sheet(screen).close_overlay()


# -- the page


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
