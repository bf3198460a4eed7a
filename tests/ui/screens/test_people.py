"""People: the list by keys and mouse, and the form of somebody new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people import PeopleScreen
from mentordesk_ui.screens.people.commands import people_commands
from mentordesk_ui.screens.people.person_sheet import PersonSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

ENTER, DOWN, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier


@dataclass
class Shown:
    """The screen of people in a window, with what it stands on."""

    small: SmallDesk
    screen: PeopleScreen
    navigation: NotedNavigation = field(default_factory=NotedNavigation)

    def titles(self) -> list[str]:
        return [entry.name for entry in self.screen.list.shown()]

    def sheet(self) -> PersonSheet:
        (sheet,) = [one for one in self.screen.findChildren(PersonSheet) if one.isVisible()]
        return sheet

    def toast(self) -> tuple[str, bool]:
        return self.navigation.toasts[-1]


@pytest.fixture
def shown(tmp_path: Path, appearance: Appearance) -> Iterator[Shown]:
    with small_desk(tmp_path) as small:
        for person in (
            Person(name="ليلى حداد", zone="Asia/Amman", city="عمّان"),
            Person(name="🦊 Fox", city="Oslo"),
            Person(name="Maria Santos", city="Lisbon", organisation="Harbour"),
        ):
            small.desk.people.add(person)
        navigation = NotedNavigation()
        acts = Acts()
        screen = PeopleScreen(appearance, small.desk, small.clock, acts, navigation)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1100, 800)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield Shown(small, screen, navigation)
        topics.close()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click_row(view: RowView[Any], place: int) -> None:
    rect = view.visualRect(view.model().index(place, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())


def test_a_row_says_who_and_what_time_it_is_there(shown: Shown) -> None:
    look = shown.screen.list.current.rows_model.look_at(0)
    assert (look.title, look.detail, look.caption) == ("Maria Santos", "21:48 in Manila", "due since 21 Jan")
    assert look.chip is not None
    assert look.chip.text == "your mentee"

    shown.small.clock.advance(minutes=12)
    shown.screen.tell_time()

    assert shown.screen.list.current.rows_model.look_at(0).detail == "22:00 in Manila"


def test_two_of_one_name_are_told_apart_by_where_they_are(shown: Shown) -> None:
    model = shown.screen.list.others.rows_model
    details = {model.look_at(place).detail for place, entry in enumerate(model.rows()) if entry.name == "Maria Santos"}
    assert details == {"Lisbon · Harbour"}


def test_names_of_any_script_are_found_as_they_are_typed(shown: Shown) -> None:
    shown.screen.find_person()
    for typed, expected in (
        ("ليلى", ["ليلى حداد"]),
        ("🦊", ["🦊 Fox"]),
        ("lis", ["Maria Santos"]),
        ("mentee", ["Maria Santos"]),
    ):
        shown.screen.list.filter.setText(typed)
        assert shown.titles() == expected, typed


def test_typing_a_name_and_enter_opens_the_person(shown: Shown) -> None:
    shown.screen.find_person()
    QTest.keyClicks(shown.screen.list.filter, "fox")
    QTest.keyClick(shown.screen.list.filter, ENTER)
    (fox,) = shown.small.desk.people.named("🦊 Fox")
    assert shown.navigation.went == [("person", fox.id)]


def test_arrows_lead_from_the_filter_into_the_list_and_enter_opens(shown: Shown) -> None:
    shown.screen.find_person()
    QTest.keyClick(shown.screen.list.filter, DOWN)
    assert shown.screen.list.current.hasFocus()
    QTest.keyClick(shown.screen.list.current, ENTER)
    assert shown.navigation.went == [("person", shown.small.maria.id)]


def test_a_click_opens_a_person(shown: Shown) -> None:
    click_row(shown.screen.list.others, 0)
    assert shown.navigation.went[0][0] == "person"


def test_enter_on_a_name_nobody_has_begins_a_new_person(shown: Shown) -> None:
    shown.screen.find_person()
    QTest.keyClicks(shown.screen.list.filter, "Grace Okello")
    assert "Grace Okello" in shown.screen.list._nobody.text()
    QTest.keyClick(shown.screen.list.filter, ENTER)
    sheet = shown.sheet()
    assert sheet.name.text() == "Grace Okello"
    assert sheet.role is not None
    sheet.role.set_value(Role.MENTEE.value)

    QTest.keyClick(sheet.name, ENTER)

    (grace,) = shown.small.desk.people.named("Grace Okello")
    mentorship = shown.small.desk.mentorships.current_of(grace.id)
    assert mentorship is not None
    assert mentorship.my_role is Role.MENTEE
    assert shown.navigation.went == [("person", grace.id)]
    assert shown.toast() == ("Grace Okello is on your desk", True)


def test_a_person_without_a_name_is_said_at_the_field_and_nothing_is_lost(shown: Shown) -> None:
    shown.screen.new_person()
    sheet = shown.sheet()
    QTest.keyClicks(sheet.channels.lines()[0], "grace@example.org")
    QTest.keyClick(sheet.name, ENTER, CONTROL)
    assert "Write a name" in sheet._fields["name"].mistake
    assert sheet.isVisible()
    assert sheet.channels.channels() == (Channel(ChannelKind.MAIL, "grace@example.org"),)
    assert len(sheet.channels.lines()) == 2, "a further line waits"
    sheet.close_overlay()


def test_a_mistake_in_a_field_that_is_folded_away_unfolds_it(shown: Shown) -> None:
    shown.screen.new_person("Grace")
    sheet = shown.sheet()
    sheet.birthday.setText("the 40th of May")
    QTest.keyClick(sheet.name, ENTER)
    assert sheet.birthday.isVisible()
    assert "12 May" in sheet._fields["birthday"].mistake
    sheet.birthday.setText("12 May 1990")
    QTest.keyClick(sheet.birthday, ENTER)
    (grace,) = shown.small.desk.people.named("Grace")
    assert grace.birthday == "1990-05-12"


def test_what_changes_on_the_desk_is_shown(shown: Shown) -> None:
    chidi = shown.small.desk.people.add(Person(name="Chidi"))
    shown.small.desk.mentorships.add(Mentorship(person_id=chidi.id, started_on=date(2026, 11, 12)))
    assert shown.titles()[:2] == ["Maria Santos", "Chidi"]


def test_an_empty_desk_says_what_belongs_here(tmp_path: Path, appearance: Appearance) -> None:
    with small_desk(tmp_path) as small:
        small.desk.people.remove(small.maria.id)
        screen = PeopleScreen(appearance, small.desk, small.clock, Acts(), NotedNavigation())
        screen.show()
        assert screen.list.empty.isVisible()
        assert not screen.list.filter.isVisible()
        screen.close()
        screen.deleteLater()


def test_commands_add_and_find_from_anywhere(shown: Shown) -> None:
    commands = {command.name: command for command in people_commands(lambda: shown.screen)}
    commands["people.find"].run()
    assert shown.screen.list.filter.hasFocus()
    commands["people.new"].run()
    shown.sheet().close_overlay()
