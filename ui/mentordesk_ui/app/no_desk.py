"""The window for a desk that cannot be opened: why, what to do, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import SystemClock
from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window


class NoDesk:
    """Stands where the desk would, until it can be opened."""

    def __init__(self, appearance: Appearance, trouble: Trouble, try_again: Callable[[], None]) -> None:
        self._appearance = appearance
        self._trouble = trouble
        self._try_again = try_again
        entry = RailEntry("trouble", "circle-question-mark", _("Desk"), self._screen)
        self.window = Window(appearance, SystemClock(), [entry], bare=True)
        self.window.show_screen("trouble")

    @property
    def desk_folder(self) -> Path | None:
        """No desk is open."""
        return None

    def close(self) -> None:
        """Take the window away."""
        self.window.hide()
        self.window.deleteLater()

    def _screen(self) -> QWidget:
        screen = QWidget()
        column = QVBoxLayout(screen)
        state = EmptyState(
            self._appearance, "archive", _("This desk cannot be opened"), self._trouble.sentence, _("Try again")
        )
        state.pressed.connect(self._try_again)
        column.addWidget(state)
        return screen
