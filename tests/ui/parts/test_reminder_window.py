"""The reminder: one window above everything, never taking the keyboard, driven by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from mentordesk.domain.meetings import moved
from mentordesk_ui.parts import reminder_window
from mentordesk_ui.parts.reminder_window import ReminderWindow
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.today.reminding import Reminding
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.shown import Show


class Driven:
    """A reminder with what drives it; the call is in 57 minutes."""

    def __init__(self, appearance: Appearance, sample: SampleDesk) -> None:
        self.sample = sample
        self.clock = sample.clock
        self.clock.jump_wall(minutes=-45)
        self.tick = Tick(timedelta(hours=1))
        self.navigation = NotedNavigation()
        self.wanted = True
        self.reminding = Reminding(
            appearance, sample.desk, sample.clock, Acts(), self.tick, self.navigation, self.is_wanted
        )
        self.topics = DeskTopics(sample.desk.database)
        self.topics.changed.connect(self.reminding.refresh)

    def is_wanted(self) -> bool:
        return self.wanted

    def after(self, minutes: float) -> None:
        self.clock.advance(minutes=minutes)
        self.tick.ticked.emit()

    @property
    def window(self) -> ReminderWindow:
        window = self.reminding.window
        assert window is not None
        return window

    def close(self) -> None:
        self.topics.close()
        self.reminding.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def driven(appearance: Appearance, tmp_path: Path) -> Iterator[Driven]:
    sample = sample_desk(tmp_path)
    made = Driven(appearance, sample)
    yield made
    made.close()
    sample.desk.close()


def test_nothing_is_made_before_there_is_something_to_say(driven: Driven) -> None:
    driven.after(30)
    assert driven.reminding.window is None


def test_it_stands_above_everything_and_leaves_the_keyboard_where_it_was(driven: Driven, show: Show) -> None:
    line = QLineEdit()
    show(line)
    line.setFocus()
    driven.after(43)
    assert driven.window.isVisible()
    flags = driven.window.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert driven.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "still typing")
    assert line.text() == "still typing"


def test_it_stays_until_it_was_heard_and_the_next_stage_speaks_again(driven: Driven) -> None:
    driven.after(43)
    driven.after(2)
    assert driven.window.isVisible()
    QTest.mouseClick(driven.window.got_it_button, Qt.MouseButton.LeftButton)
    assert not driven.window.isVisible()
    driven.after(2)
    assert not driven.window.isVisible()
    driven.after(6)
    assert driven.window.isVisible()


def test_a_screen_reader_hears_it_at_once_and_once_a_stage(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen(_widget: object, words: str, *, urgent: bool) -> None:
        assert urgent
        said.append(words)

    monkeypatch.setattr(reminder_window, "announce", listen)
    driven.after(43)
    driven.after(1)
    assert said == ["Call with Maria Santos, in 14 min, 15:00 your time · 22:00 in Manila"]
    assert driven.window.accessibleName() == "Reminder: Call with Maria Santos"


def test_its_buttons_start_the_session_and_open_the_call(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("mentordesk_ui.screens.today.reminding.open_call", opened.append)
    driven.after(43)
    QTest.mouseClick(driven.window.join_button, Qt.MouseButton.LeftButton)
    assert opened == ["https://meet.example.org/maria"]
    assert not driven.window.isVisible()
    driven.after(9)
    QTest.mouseClick(driven.window.session_button, Qt.MouseButton.LeftButton)
    assert driven.navigation.went == [("session", driven.sample.call.id, driven.sample.maria.id)]
    assert not driven.reminding.is_speaking()


def test_a_moved_meeting_takes_it_away_and_arms_it_anew(driven: Driven) -> None:
    driven.after(43)
    meeting = driven.sample.desk.meetings.get(driven.sample.call.id)
    driven.sample.desk.meetings.save(moved(meeting, datetime(2026, 11, 12, 17), "Europe/Berlin"))
    assert not driven.window.isVisible()
    driven.after(120)
    assert driven.window.isVisible()


def test_one_place_switches_them_all_off(driven: Driven) -> None:
    driven.wanted = False
    driven.after(43)
    assert not driven.reminding.is_speaking()
    driven.wanted = True
    profile = driven.sample.desk.profile.mine()
    assert profile is not None
    driven.sample.desk.profile.save(replace(profile, reminder_stages=()))
    driven.after(1)
    assert not driven.reminding.is_speaking()


def test_a_link_to_a_program_of_this_computer_is_not_offered(driven: Driven) -> None:
    meeting = driven.sample.desk.meetings.get(driven.sample.call.id)
    driven.sample.desk.meetings.save(replace(meeting, link="file:///usr/bin/xterm"))
    driven.after(43)
    assert not driven.window.join_button.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_of_it_is_inside_whatever_the_size_of_text(driven: Driven, appearance: Appearance, scale: float) -> None:
    appearance.scale_text(scale)
    driven.after(43)
    QApplication.processEvents()
    window = driven.window
    for button in (window.join_button, window.session_button, window.got_it_button):
        corner = button.mapTo(window, button.rect().bottomRight())
        assert window.rect().contains(corner)
    appearance.scale_text(1.0)
