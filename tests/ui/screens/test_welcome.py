"""The first start by keyboard alone: who I am, then where to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.profile import Side
from mentordesk.errors import Mistake, Trouble
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.bring_back import Found
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.welcome import WelcomeScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
Start = Callable[..., WelcomeScreen]


class NothingToBring:
    """Finds no desk anywhere; what there is to find is tried with the whole program, in tests/ui/app/test_bringing_back.py."""

    def look(self, chosen: Path, done: Callable[[Found], None], failed: Callable[[Mistake | Trouble], None]) -> None:
        failed(Mistake(f"There is no desk in {chosen}."))

    def unlock(self, *_asked: object) -> None:
        raise AssertionError("nothing to unlock")

    def use_kit(self, *_asked: object) -> None:
        raise AssertionError("nothing to open")

    def stop(self) -> None:
        pass

    def bring(self, found: Found) -> None:
        raise AssertionError(found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path, FakeClock(), keeps_undo=True)
    yield desk
    desk.close()


@pytest.fixture
def start(appearance: Appearance, desk: Desk) -> Iterator[Start]:
    opened: list[WelcomeScreen] = []

    def open_screen(clock: FakeClock | None = None, demos: list[str] | None = None) -> WelcomeScreen:
        wanted: list[str] = demos if demos is not None else []
        screen = WelcomeScreen(
            appearance,
            desk,
            clock or FakeClock(),
            Acts(),
            open_demo=lambda: wanted.append("demo"),
            bring_back=NothingToBring(),
        )
        screen.resize(1280, 820)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        opened.append(screen)
        return screen

    yield open_screen
    for screen in opened:
        screen.close()
        screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def test_a_name_and_two_times_enter_is_all_it_takes(start: Start, desk: Desk) -> None:
    screen = start()
    went: list[str] = []
    screen.finished.connect(went.append)
    assert focused() is screen.who.name

    QTest.keyClicks(focused(), "Elena Weber")
    press(ENTER)

    me, profile = desk.profile.me(), desk.profile.mine()
    assert (me.name, me.zone) == ("Elena Weber", "Europe/Berlin")
    assert profile is not None
    assert profile.side is Side.MENTOR
    assert screen.steps.greeting() == "Hello, Elena. Where shall we begin?"
    press(ENTER)
    assert went == ["people.new"]


@pytest.mark.parametrize(
    ("steps", "wish"), [(0, "people.new"), (1, "import.contacts"), (2, "import.calendar"), (5, "today")]
)
def test_arrows_choose_where_to_begin(start: Start, steps: int, wish: str) -> None:
    screen = start()
    went: list[str] = []
    screen.finished.connect(went.append)
    QTest.keyClicks(focused(), "Elena")
    press(ENTER, *[Qt.Key.Key_Down] * steps, ENTER)
    assert went == [wish]


def test_the_demo_desk_is_asked_for_once(start: Start) -> None:
    demos: list[str] = []
    screen = start(demos=demos)
    QTest.keyClicks(focused(), "Elena")
    press(ENTER, *[Qt.Key.Key_Down] * 3, ENTER)
    assert demos == ["demo"]
    assert not screen.steps.view.isEnabled()


def test_without_a_name_the_reason_is_said_where_it_is_missing(start: Start, desk: Desk) -> None:
    screen = start()
    press(ENTER)
    assert screen.who._fields["name"].mistake == "Write your name. It stays on this computer."
    assert focused() is screen.who.name
    assert desk.profile.mine() is None
    screen.who.name.setText("ليلى 🌿")
    press(ENTER)
    assert desk.profile.me().name == "ليلى 🌿"


def test_enter_goes_on_from_every_question_and_the_side_is_chosen_by_arrows(start: Start, desk: Desk) -> None:
    screen = start()
    QTest.keyClicks(focused(), "Elena")
    press(TAB)
    assert focused() is screen.who.zone
    QTest.keyClicks(focused(), "manil")
    press(ENTER)
    assert screen.who.zone.zone() == "Asia/Manila", "Enter took the suggestion"
    press(TAB, Qt.Key.Key_Right, ENTER)
    profile = desk.profile.mine()
    assert profile is not None
    assert profile.side is Side.MENTEE
    assert desk.profile.me().zone == "Asia/Manila"


def test_a_computer_that_knows_no_place_asks_for_one(start: Start, desk: Desk) -> None:
    screen = start(FakeClock(zone="UTC"))
    QTest.keyClicks(focused(), "Elena")
    press(ENTER)
    assert "whose clock is yours" in screen.who._fields["zone"].mistake
    assert focused() is screen.who.zone
    assert desk.profile.mine() is None


def test_going_back_corrects_what_was_kept(start: Start, desk: Desk) -> None:
    screen = start()
    QTest.keyClicks(focused(), "Elna")
    press(ENTER)
    QTest.mouseClick(screen.steps.back, Qt.MouseButton.LeftButton)
    assert focused() is screen.who.name
    screen.who.name.setText("Elena")
    press(ENTER)
    assert desk.profile.me().name == "Elena"
    assert desk.people.count() == 1


def test_who_has_a_desk_already_is_asked_for_nothing_else_and_may_go_back(
    start: Start, desk: Desk, tmp_path: Path
) -> None:
    screen = start()
    press(TAB, TAB, TAB, TAB)
    assert focused() is screen.who.has_one
    press(ENTER)
    page = screen.page
    assert page is not None
    assert focused() is page.file
    page.look_at(tmp_path)
    assert "There is no desk in" in page.said.text()
    assert not page.bring.isVisible()
    press(TAB, TAB)
    assert focused() is page.back
    press(ENTER)
    assert focused() is screen.who.name
    assert desk.profile.mine() is None


def test_bringing_back_is_one_of_the_first_steps_and_leads_back_to_them(start: Start) -> None:
    screen = start()
    QTest.keyClicks(focused(), "Elena")
    press(ENTER, *[Qt.Key.Key_Down] * 4, ENTER)
    page = screen.page
    assert page is not None
    assert focused() is page.file
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert screen.is_at_steps()
    assert focused() is screen.steps.view
