"""The real program, driven from within: started as `mentordesk --desk` starts it, only on the day of the demo desk."""

# ruff: noqa: E402 - the collector is switched off before anything large is loaded
from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import NamedTuple
from zoneinfo import ZoneInfo

gc.disable()  # as mentordesk_ui.app.main does before it loads the window, part of which is loaded here to be driven

# In the order of the program: the core's door, then the desktop's, which makes imports plain before any of Qt's and
# asks the keyring before the window is loaded. So it is done here too, for the desk this process is started on.
from mentordesk import cli  # isort: split

import mentordesk_ui.app as desktop  # isort: split

_asked = desktop.ask_keyring(Path(sys.argv[1]))

from mentordesk_ui.app import starting  # isort: split

from PySide6.QtCore import QEventLoop, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.clock import SystemClock
from mentordesk.store.desk import Desk
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.program import Program
from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.window import Window
from tests.benchmarks.subjects.sight import Sight, now

PATIENCE_S = 10.0
NOW = datetime.fromisoformat(
    "2026-11-12T13:48:00+00:00"
)  # as in tests.benchmarks.desks, which start would have to load


class NotShown(Exception):
    """What was waited for did not come into sight; the text says what it was."""


class Opened(NamedTuple):
    """How a page came into sight, in ms."""

    first_sight: float
    """Until its head and what is in sight of it had been painted."""
    whole: float
    """Until all of it was there and painted."""
    standstill: float
    """The longest time in which no key would have been heard meanwhile."""


class DeskClock(SystemClock):
    """The computer's clock, set to the day of the demo desk when the process starts."""

    def __init__(self) -> None:
        super().__init__()
        self._off: timedelta = NOW - super().now()

    def now(self) -> datetime:
        return super().now() + self._off

    def zone(self) -> ZoneInfo:
        super().zone()  # what a real start pays for
        return ZoneInfo("Europe/Berlin")


class Driver:
    """The running program: its window, its desk, and how long it takes to answer."""

    def __init__(self, program: Program, shown: DeskWindow, sight: Sight) -> None:
        self.appearance = program.appearance
        self.window = shown.window
        self.shown = shown
        self.sight = sight

    @property
    def desk(self) -> Desk:
        return self.shown.screens.desk

    def screen(self, key: str) -> QWidget:
        return self.window.screen_of(key)

    def answered(self, act: Callable[[], object], shows: Callable[[], bool], what: str = "") -> float:
        """Return how many ms pass from an act until what `shows` tells of has been painted; raises NotShown."""
        self.sight.watch_for(shows)
        begun = now()
        act()
        while self.sight.shown_at is None:
            if now() - begun > PATIENCE_S:
                raise NotShown(what or getattr(shows, "__name__", "what was waited for"))
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        return (self.sight.shown_at - begun) * 1000

    def opened(self, act: Callable[[], object], shows: Callable[[], bool], what: str) -> Opened:
        """Return how the page came that an act leads to, from the act until nothing of it is left to come."""
        self.sight.watch_for(shows)
        begun = last = now()
        act()
        standstill = 0.0
        while True:
            turn = now()
            standstill, last = max(standstill, turn - last), turn
            if self.sight.shown_at is not None and self._is_whole():
                break
            if turn - begun > PATIENCE_S:
                raise NotShown(what)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        shown_at = self.sight.shown_at
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)  # what came last is painted
        standstill = max(standstill, now() - last)
        return Opened((shown_at - begun) * 1000, (self.sight.paints[-1] - begun) * 1000, standstill * 1000)

    def _is_whole(self) -> bool:
        return all(one.is_whole for one in self.screen(self.window.current_key()).findChildren(ByAndBy))

    def rest(self, ms: int = 400) -> None:
        """Let the window come to rest, as between two acts of a person."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()


def _end_loudly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what went wrong and end: the program itself would log it, tell the person, and go on."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(70)


_then: Callable[[Driver], object] | None = None


class _Application(QApplication):
    """Hands over to what drives the program, once its event loop runs and the first sight has been painted."""

    def exec(self) -> int:  # type: ignore[override] # Qt declares it static; the program calls it on the object
        windows = [each for each in self.topLevelWidgets() if isinstance(each, Window) and each.isVisible()]
        self.sight = Sight(windows[0])
        self.sight.rested.connect(self._begin)
        self._closed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._closed.activated.connect(self.quit)
        return super().exec()

    def _begin(self) -> None:
        self.sight.rested.disconnect(self._begin)
        sys.excepthook = _end_loudly
        program = self.findChild(Program)
        if not isinstance(program, Program) or not isinstance(program.shown, DeskWindow) or _then is None:
            raise NotShown("the desk in its window")
        _then(Driver(program, program.shown, self.sight))


def drive(desk: Path, then: Callable[[Driver], object]) -> int:
    """Start the program on a desk; when it is at rest for the first time, call `then`; return its exit status."""
    global _then  # noqa: PLW0603 - one program per process, and Qt makes the object that hands over
    _then = then
    # The same classes with a hook, and on another day; the keyring has been asked.
    for module, name, stand_in in (
        (desktop, "ask_keyring", lambda _folder: _asked),
        (starting, "QApplication", _Application),
        (starting, "SystemClock", DeskClock),
    ):
        setattr(module, name, stand_in)
    return cli.main(["--desk", str(desk)])


def most_met(desk: Desk) -> str:
    """Return the id of the person with the most meetings."""
    rows = desk.database.rows("SELECT person_id, count(*) AS n FROM meeting GROUP BY person_id ORDER BY n DESC LIMIT 1")
    return str(rows[0]["person_id"])


def told_to_end(driver: Driver) -> None:
    """Close the window; nothing more is to be measured."""
    driver.window.close()
