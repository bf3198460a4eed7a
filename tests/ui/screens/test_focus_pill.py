"""The pill: what it shows, what it says, where it stays, and that it never takes the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.focus import asks_between
from mentordesk_ui.screens.focus.pill import Pill
from mentordesk_ui.theme.appearance import Appearance
from tests.support.display import VirtualDisplay
from tests.support.focus_window import FocusWindow, focus_window
from tests.support.sample_desk import sample_desk
from tests.support.sources import ROOT


@pytest.fixture
def focus(tmp_path: Path, appearance: Appearance) -> Iterator[FocusWindow]:
    made = focus_window(appearance, sample_desk(tmp_path), with_pill=True)
    yield made
    made.close()
    made.sample.desk.close()


def pill_of(focus: FocusWindow) -> Pill:
    focus.screen.pill_watch.decide()
    pill = focus.screen.pill_watch.pill
    assert pill is not None
    return pill


def leave(focus: FocusWindow) -> Pill:
    focus.window.show_screen("today")
    return pill_of(focus)


def test_the_pill_is_there_only_while_the_session_cannot_be_seen(focus: FocusWindow) -> None:
    focus.begin()
    focus.screen.pill_watch.decide()
    assert focus.screen.pill_watch.pill is None
    pill = leave(focus)
    assert pill.isVisible()
    focus.window.show_screen("focus")
    focus.screen.pill_watch.decide()
    assert not pill.isVisible()


def test_the_pill_leaves_with_the_session(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    focus.screen.end()
    assert not pill.isVisible()
    assert not focus.screen.course.is_looking


def test_who_wants_no_pill_gets_none(focus: FocusWindow) -> None:
    focus.begin()
    focus.screen.pill_watch._wanted = lambda: False
    focus.window.show_screen("today")
    focus.screen.pill_watch.decide()
    assert focus.screen.pill_watch.pill is None


def test_it_shows_time_part_and_name_and_goes_on_looking(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    assert focus.screen.course.is_looking
    focus.let_pass(minutes=15, seconds=48)
    assert (pill._face.look.time, pill._face.name) == ("34:12", "Topics · Maria")
    assert pill.accessibleName() == "Topics, 35 minutes left"


def test_under_the_mouse_it_offers_five_minutes_and_the_next_part(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    assert not pill.more_button.isVisible()
    QApplication.sendEvent(pill, QEnterEvent(QPoint(5, 5).toPointF(), QPoint(5, 5).toPointF(), QPoint(5, 5).toPointF()))
    assert pill.more_button.isVisible()
    QTest.mouseClick(pill.more_button, Qt.MouseButton.LeftButton)
    assert pill._face.look.time == "55:00"


def test_a_click_brings_the_session_forward(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert focus.window.current_key() == "focus"


def test_dragged_it_stays_where_it_was_put(appearance: Appearance) -> None:
    places: list[tuple[int, int]] = [(100, 90)]
    pill = Pill(appearance, load_place=lambda: places[-1], save_place=places.append, floats=True)
    pill.appear()
    assert (pill.x(), pill.y()) == (100, 90)
    QTest.mousePress(pill, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(pill, QPoint(60, 50))
    QTest.mouseRelease(pill, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert places[-1] == (140, 120)
    pill.hide()
    again = Pill(appearance, load_place=lambda: places[-1], floats=True)
    again.appear()
    assert (again.x(), again.y()) == (140, 120)
    again.hide()


def test_a_place_on_a_screen_that_is_gone_is_not_used(appearance: Appearance) -> None:
    pill = Pill(appearance, load_place=lambda: (9000, 9000), floats=True)
    pill.appear()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(pill.geometry())
    pill.hide()


@pytest.mark.parametrize(
    ("moments", "since", "until", "asks"),
    [
        ((15,), 14, 15, True),
        ((15,), 15, 16, False),
        ((15,), 29, 31, True),
        ((5, 20), 19, 20, True),
        ((5, 20), 9, 11, False),
        ((5, 20), 39, 40, True),
        ((), 0, 60, False),
        ((0,), 0, 60, False),
    ],
)
def test_the_last_chosen_moment_repeats(moments: tuple[int, ...], since: int, until: int, asks: bool) -> None:
    assert asks_between(moments, timedelta(minutes=since), timedelta(minutes=until)) is asks


def test_at_the_chosen_moment_it_asks_kindly_and_the_line_fades(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    focus.let_pass(minutes=14, seconds=59)
    assert pill.line == ""
    focus.let_pass(seconds=1)
    assert pill.line == "Still undisturbed? Phone away?"
    assert pill._line_end.interval() == 8000
    pill._line_end.timeout.emit()
    assert pill.line == ""


def test_signs_are_said_in_the_pill_too(focus: FocusWindow) -> None:
    focus.begin()
    pill = leave(focus)
    focus.let_pass(minutes=44)
    focus.let_pass(minutes=1)
    assert pill.line == "5 minutes left"


PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from mentordesk_ui.screens.focus.pill import Pill
from mentordesk_ui.screens.focus.ring import RingLook
from mentordesk_ui.theme.appearance import Appearance

application = QApplication([])
appearance = Appearance()
appearance.choose("dark")
appearance.apply(application)
pill = Pill(appearance)
seconds = 0

def show_time():
    global seconds
    seconds += 1
    pill.show_look(RingLook((0.3, 1.0), 0.4, f"34:{seconds % 60:02d}", knob=False), "Maria", "time")
    if seconds % 5 == 0:
        pill.say("Still undisturbed? Phone away?")

class Line(QLineEdit):
    def finish(self):
        print(self.text(), pill.isVisible(), pill.isActiveWindow(), flush=True)
        application.quit()

timer = QTimer(interval=20)
timer.timeout.connect(show_time)
pill.more_wanted.connect(lambda: print("more", flush=True))
show_time()
if sys.argv[1] == "pill":
    timer.start()
    pill.appear()
else:
    line = Line()
    line.setWindowTitle("Somebody else's window")
    line.returnPressed.connect(line.finish)
    line.show()
application.exec()
"""


@pytest.mark.journey
def test_the_pill_never_takes_the_keyboard_from_another_program(display: VirtualDisplay, tmp_path: Path) -> None:
    script = tmp_path / "pill.py"
    script.write_text(PROGRAM)
    paths = {"PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}"}
    other = display.start(sys.executable, str(script), "other", extra=paths)
    window = display.wait_for_window("Somebody else's window")
    display.activate(window)
    display.type("Before ")
    display.start(sys.executable, str(script), "pill", extra=paths)
    pill = display.wait_for_window("time of the call")
    assert display.active_window() == window
    display.type("and after")
    # Even a click on it leaves the keyboard where it is.
    display.click(20, 20, window=pill)
    assert display.active_window() == window
    display.key("Return")
    assert other.wait(timeout=30) == 0
    assert display.said(other) == "Before and after False False\n"
