"""All meetings by keys: settled, narrowed, planned, moved, called off, logged, begun."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.meetings import Meeting, Mode, Status
from mentordesk.domain.people import Person
from mentordesk.store.meetings import MeetingPart
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk_ui.screens.meetings import MeetingsScreen
from mentordesk_ui.screens.meetings.commands import meeting_commands
from mentordesk_ui.screens.meetings.log_sheet import CallSheet
from mentordesk_ui.screens.meetings.meeting_rows import WINDOW
from tests.support.desks import SmallDesk
from tests.support.meetings_screen import click, log_sheet, names, note_text, plan_sheet, press_in_list
from tests.support.navigation import NotedNavigation


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
