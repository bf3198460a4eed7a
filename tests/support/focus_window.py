"""The focus screen in a real window, on the sample desk, with its keys bound."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.focus import FocusScreen
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window
from tests.support.sample_desk import SampleDesk


class Ways:
    """Ways to go, as the window has them; what is shown elsewhere is noted."""

    def __init__(self) -> None:
        self.window: Window | None = None
        self.went: list[tuple[str, object]] = []
        self.attaching = None

    def open_today(self) -> None:
        self.went.append(("today", None))

    def open_action(self, action_id: str) -> None:
        self.went.append(("action", action_id))

    def open_question(self, question_id: str) -> None:
        self.went.append(("question", question_id))

    def open_advice(self, advice_id: str) -> None:
        self.went.append(("advice", advice_id))

    def open_goal(self, goal_id: str) -> None:
        self.went.append(("goal", goal_id))

    def open_insights(self, person_id: str = "") -> None:
        self.went.append(("insights", person_id))

    def look_back(self, mentorship_id: str) -> None:
        self.went.append(("review", mentorship_id))

    def open_person(self, person_id: str) -> None:
        self.went.append(("person", person_id))

    def open_meeting(self, meeting_id: str) -> None:
        self.went.append(("meeting", meeting_id))

    def open_note(self, note_id: str, line: int | None = None) -> None:
        self.went.append(("note", note_id))

    def plan_meeting(self, person_id: str | None = None) -> None:
        self.went.append(("plan", person_id))

    def start_session(self, meeting_id: str | None = None, person_id: str | None = None) -> None:
        if self.window is not None:
            self.window.show_screen("focus")
            focus_of(self.window).open(meeting_id, person_id)

    def open_wrap_up(self, meeting_id: str) -> None:
        self.went.append(("wrap_up", meeting_id))

    def toast(self, text: str, undoable: bool = False) -> None:
        self.went.append(("toast", text))


@dataclass
class FocusWindow:
    """A window that shows the focus screen; the clock is the sample's."""

    sample: SampleDesk
    window: Window
    screen: FocusScreen
    ways: Ways

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, words)

    def let_pass(self, **span: float) -> None:
        """Let time pass, and the screen look at the clock."""
        self.sample.clock.advance(**span)
        self.screen.course.look()
        QApplication.processEvents()

    def begin(self) -> str:
        """Begin the planned call; return the session's id."""
        self.screen.open(self.sample.call.id)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        session = self.screen.course.session
        assert session is not None
        return session.id

    def close(self) -> None:
        """Close the window and what belongs to it."""
        self.screen.pill_watch.decide()
        if self.screen.pill_watch.pill is not None:
            self.screen.pill_watch.pill.hide()
        self.window.close()
        self.window.deleteLater()


def focus_of(window: Window) -> FocusScreen:
    """Return the focus screen of a window."""
    screen = window.screen_of("focus")
    assert isinstance(screen, FocusScreen)
    return screen


def focus_window(appearance: Appearance, sample: SampleDesk, *, with_pill: bool = False) -> FocusWindow:
    """Open a window with the focus screen in it and one empty screen besides."""
    ways = Ways()
    acts = Acts()

    def make() -> FocusScreen:
        return FocusScreen(appearance, sample.desk, sample.clock, acts, ways, pill_wanted=lambda: with_pill)

    entries = [RailEntry("today", "sun", "Today", QWidget), RailEntry("focus", "timer", "Focus", make)]
    window = Window(appearance, sample.clock, entries)
    ways.window = window
    acts.setParent(window)
    window.show()
    window.activateWindow()
    window.show_screen("focus")
    screen = focus_of(window)
    window.set_commands(screen.commands())
    QApplication.processEvents()
    return FocusWindow(sample, window, screen, ways)
