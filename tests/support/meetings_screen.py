"""Meetings for tests of their screen: planned, listed, and the sheets they open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.domain.meetings import Meeting
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.screens.meetings import MeetingsScreen
from mentordesk_ui.screens.meetings.log_sheet import LogSheet
from mentordesk_ui.screens.meetings.plan_sheet import PlanSheet
from tests.support.desks import SmallDesk


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
