"""The first start: one calm screen in a window without a rail, until the desk knows whose it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.welcome import WelcomeScreen
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk_ui.screens.welcome.bring_back import BringBack


class FirstStart:
    """Asks who the desk is for, then hands over to the desk's own window."""

    def __init__(
        self,
        lasting: Lasting,
        desk: Desk,
        clock: Clock,
        *,
        begin_with: Callable[[Desk, str], None],
        open_demo: Callable[[], None],
        bring_back: BringBack,
    ) -> None:
        self._lasting = lasting
        self._bring_back = bring_back
        self._begin_with = begin_with
        self._open_demo = open_demo
        self.desk = desk
        self._clock = clock
        self._acts = Acts()
        entry = RailEntry("welcome", "hand", _("Welcome"), self._screen)
        self.window = Window(lasting.appearance, clock, [entry], bare=True)
        self._acts.trouble.connect(self.window.show_trouble)
        self._acts.mistake.connect(self.window.show_mistake)
        self.window.set_commands(
            [Command("window.quit", _("Quit"), _("Window"), self.window.close, "Ctrl+Q", "log-out")]
        )
        self.window.show_screen("welcome")

    @property
    def desk_folder(self) -> Path:
        """Where the new desk lies."""
        return self.desk.folder

    def close(self) -> None:
        """Take the window away and close the desk."""
        self._bring_back.stop()
        self._acts.finish()
        self.window.hide()
        self.window.deleteLater()
        self.desk.close()

    def _screen(self) -> QWidget:
        screen = WelcomeScreen(
            self._lasting.appearance,
            self.desk,
            self._clock,
            self._acts,
            open_demo=self._open_demo,
            bring_back=self._bring_back,
        )
        screen.finished.connect(self._go_on)
        return screen

    def _go_on(self, step: str) -> None:
        # The screen that said so must have returned before its window goes.
        QTimer.singleShot(0, partial(self._begin_with, self.desk, step))
