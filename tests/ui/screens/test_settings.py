"""The settings screen: every choice is kept as it is made, and what makes no sense is said at its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile, Side
from mentordesk.settings import SettingsFile
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.screens.settings import SettingsScreen
from mentordesk_ui.screens.settings.call_section import CallSection
from mentordesk_ui.screens.settings.desk_section import DeskSection
from mentordesk_ui.screens.settings.look_section import LookSection
from mentordesk_ui.screens.settings.me_section import MeSection
from mentordesk_ui.theme.appearance import Appearance
from tests.support.clock import FakeClock
from tests.support.navigation import NotedNavigation
from tests.support.new_desk import new_desk
from tests.support.quiet_desktop import RehearsedComputer
from tests.support.shown import Show


@dataclass
class Opened:
    screen: SettingsScreen
    desk: Desk
    file: SettingsFile
    navigation: NotedNavigation
    asked: list[str]

    def part(self, kind: type[QWidget]) -> QWidget:
        found = self.screen.findChild(kind)
        assert isinstance(found, QWidget)
        return found

    def profile(self) -> Profile:
        profile = self.desk.profile.mine()
        assert profile is not None
        return profile


@pytest.fixture
def opened(appearance: Appearance, show: Show, tmp_path: Path) -> Iterator[Opened]:
    clock = FakeClock()
    desk = new_desk(tmp_path / "desk", clock, keeps_undo=True)
    desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin"), Profile())
    file = SettingsFile(tmp_path / "config")
    (tmp_path / "computer").mkdir()
    computer = RehearsedComputer(tmp_path / "computer", clock)
    navigation, background, asked = NotedNavigation(), Background(), list[str]()
    screen = SettingsScreen(
        appearance,
        desk,
        clock,
        Acts(),
        Preferences(file),
        navigation,
        computer.quieting,
        background,
        partial(asked.append, "bring back"),
    )
    show(screen)
    yield Opened(screen, desk, file, navigation, asked)
    # What has the focus keeps its words when it loses it, and needs the desk for that.
    screen.window().close()
    computer.quieting.close()
    background.close()
    desk.close()


def choose(choice: QWidget, words: str) -> None:
    """Click the segment that says `words`."""
    (segment,) = (one for one in choice.findChildren(QRadioButton) if one.accessibleName() == words)
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)


def type_over(editor: QWidget, words: str) -> None:
    editor.setFocus()
    QTest.keySequence(editor, "Ctrl+A")
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def mistake_at(editor: QWidget) -> str:
    field = editor.parentWidget()
    assert isinstance(field, Field)
    return field.mistake


def test_look_is_kept_for_the_next_start(opened: Opened) -> None:
    look = opened.part(LookSection)
    assert isinstance(look, LookSection)
    choose(look.theme, "Dark")
    choose(look.text_size, "150%")
    choose(look.language, "Deutsch")
    QTest.mouseClick(look.motion, Qt.MouseButton.LeftButton)
    kept = opened.file.read()
    assert (kept.theme, kept.text_scale, kept.language, kept.reduce_motion) == ("dark", 1.5, "de", True)


def test_my_name_is_kept_when_the_field_is_left_and_can_be_taken_back(opened: Opened) -> None:
    me = opened.part(MeSection)
    assert isinstance(me, MeSection)
    type_over(me.name, "Elena W")
    choose(me.side, "a mentor")
    assert (opened.desk.profile.me().name, opened.profile().side) == ("Elena W", Side.MENTOR)
    opened.desk.database.undo()
    opened.desk.database.undo()
    assert (opened.desk.profile.me().name, opened.profile().side) == ("Elena Weber", Side.BOTH)


def test_a_name_of_nothing_is_said_at_its_field_and_not_kept(opened: Opened) -> None:
    me = opened.part(MeSection)
    assert isinstance(me, MeSection)
    type_over(me.name, " ")
    assert opened.desk.profile.me().name == "Elena Weber"
    assert "name" in mistake_at(me.name)


def test_minutes_of_reminders_are_read_in_any_order_and_nonsense_is_said(opened: Opened) -> None:
    calls = opened.part(CallSection)
    assert isinstance(calls, CallSection)
    type_over(calls.stages, "2 30; 10")
    assert opened.profile().reminder_stages == (30, 10, 2)
    type_over(calls.stages, "soon")
    assert opened.profile().reminder_stages == (30, 10, 2)
    assert "whole numbers" in mistake_at(calls.stages)


def test_shares_of_a_call_need_a_number_for_each_part(opened: Opened) -> None:
    calls = opened.part(CallSection)
    assert isinstance(calls, CallSection)
    type_over(calls.shares, "20, 60, 20")
    assert [phase.share for phase in opened.profile().phases] == [20, 60, 20]
    type_over(calls.shares, "50, 50")
    assert [phase.share for phase in opened.profile().phases] == [20, 60, 20]


def test_the_checklist_is_my_own_one_line_each(opened: Opened) -> None:
    calls = opened.part(CallSection)
    assert isinstance(calls, CallSection)
    calls.checklist.setFocus()
    QTest.keySequence(calls.checklist, "Ctrl+A")
    QTest.keyClicks(calls.checklist, "Door is closed")
    QTest.keyClick(calls.checklist, Qt.Key.Key_Return)
    QTest.keyClicks(calls.checklist, "Dog is fed")
    QTest.keyClick(calls.checklist, Qt.Key.Key_Tab)
    assert opened.profile().checklist == ("Door is closed", "Dog is fed")


def test_the_place_of_the_desk_can_be_copied(opened: Opened) -> None:
    about = opened.part(DeskSection)
    assert isinstance(about, DeskSection)
    about.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(opened.desk.folder)


def test_a_way_to_a_part_of_the_settings_takes_the_keyboard_there(opened: Opened) -> None:
    opened.screen.show_take_along()
    focused = opened.screen.focusWidget()
    assert focused is not None
    assert opened.screen.take_along.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()
