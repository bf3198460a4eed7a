"""The whole program on a demo desk and a clock that stands still, offscreen: for pictures, ears and the way of Tab."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.settings import Settings, SettingsFile
from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.app.program import Program
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.window import Window
from tests.support.clock import FakeClock
from tests.support.keyrings import MemoryKeyring
from tests.support.quiet_desktop import RehearsedComputer

MEETINGS, SEED = 400, 7
PATIENCE_S = 60
"""How long a busy machine may take for work in the background before a rehearsal is given up."""


class Rehearsal:
    """The program as it would be started, less the parts that talk to a real clock. Close it when done.

    `bugs` holds the tracebacks of everything that went wrong on the way; it must stay empty.
    """

    def __init__(
        self,
        folder: Path,
        *,
        theme: str = "light",
        text_scale: float = 1.0,
        size: tuple[int, int] = (1280, 820),
        demo: bool = True,
        clock: FakeClock | None = None,
    ) -> None:
        self.folder = folder
        self.clock = clock or FakeClock()
        self.bugs: list[str] = []
        self._size = size
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("a rehearsal needs a QApplication")
        application.setQuitOnLastWindowClosed(False)
        application.setCursorFlashTime(0)  # a picture must not depend on the beat of the cursor
        settings = SettingsFile(folder / "config")
        # The demo stands for somebody's own desk that is not encrypted. Being reminded of that has tests of its own.
        reminded_on = self.clock.now().date().isoformat() if demo else ""
        settings.write(
            Settings(
                theme=theme,
                text_scale=text_scale,
                reduce_motion=True,
                reminders_on=False,
                kit_reminded_on=reminded_on,
            )
        )
        if demo:
            shutil.copytree(demo_desk(), folder / "desk")
        self._worn = application.styleSheet(), application.palette(), application.font()
        (folder / "computer").mkdir(exist_ok=True)
        self.keyring = MemoryKeyring()
        self.computer = RehearsedComputer(folder / "computer", self.clock)
        self.program = Program(
            application,
            self.clock,
            Preferences(settings),
            log_folder=folder / "logs",
            quieting=self.computer.quieting,
            watch_microphone=self.computer.watch_microphone,
            keyring=self.keyring,
        )
        self.program._bugs.found.connect(self.bugs.append)
        self.reopen(folder / "desk")

    def reopen(self, folder: Path) -> None:
        """Open the desk in a folder, and do at once what waits for the first sight on a real start: nothing depends on real time."""
        self.program.open(folder)
        self.window.resize(*self._size)
        self.window.activateWindow()
        if isinstance(self.program.shown, DeskWindow):
            self.program.shown._warm_up.stop()
            self.program.appearance.watch_focus()
            self.program.shown._complete(None)
        settle()

    # -- what is shown

    @property
    def window(self) -> Window:
        """The window that is shown now."""
        shown = self.program.shown
        if shown is None:
            raise LookupError("no window is shown")
        return shown.window

    @property
    def shown(self) -> DeskWindow:
        """The desk in its window."""
        if not isinstance(self.program.shown, DeskWindow):
            raise TypeError("no desk is shown")
        return self.program.shown

    @property
    def first_start(self) -> FirstStart:
        """The first start, before there is a desk."""
        if not isinstance(self.program.shown, FirstStart):
            raise TypeError("this is not a first start")
        return self.program.shown

    @property
    def desk(self) -> Desk:
        """The desk that is open."""
        return self.shown.screens.desk

    def show_screen(self, key: str) -> QWidget:
        """Show a screen by the key the rail knows it by."""
        self.window.show_screen(key)
        settle()
        return self.window.screen_of(key)

    def wear(self, theme: str, text_scale: float = 1.0) -> None:
        """Change theme and size of text as the settings do."""
        self.program.preferences.choose(theme=theme, text_scale=text_scale)
        settle()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size; it is laid out anew."""
        self.window.resize(width, height)
        settle()

    def close(self) -> None:
        """End the program and take off what the application wore."""
        self.program.close()
        self.program.appearance.undress()
        self.program.deleteLater()
        settle()
        sheet, palette, font = self._worn
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(sheet)
            application.setPalette(palette)
            application.setFont(font)


def settle() -> None:
    """Let everything that waits for the event loop happen: layouts, deletions, queued calls."""
    for _round in range(6):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(is_so: Callable[[], object], what: str) -> None:
    """Run the event loop until something is so; AssertionError with `what` when it does not come about."""
    deadline = monotonic() + PATIENCE_S
    while not is_so():
        if monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    settle()


@cache
def demo_desk() -> Path:
    """Write the demo desk once per process and return its folder, closed; copy it before use."""
    folder = Path(_kept_folder().name) / "demo"
    clock = FakeClock()
    desk = Desk.open(folder, clock)
    write_demo(desk, MEETINGS, SEED, clock.now())
    # The strip that marks a demo has a picture of its own; all others show a desk as its owner sees it.
    profile = desk.profile.mine()
    if profile is None:
        raise LookupError("the demo has no profile")
    desk.profile.save(replace(profile, is_demo=False))
    desk.close()
    return folder


@cache
def _kept_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="mentordesk-rehearsal-", ignore_cleanup_errors=True)
