"""The calm first window: who I am, then where to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.store.desk import Desk
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.theme.appearance import Appearance


class WelcomeScreen(QWidget):
    """Two steps; `finished` says which next step is wished.

    That is "people.new", "import.contacts", "import.calendar" or "today".
    """

    finished = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        *,
        open_demo: Callable[[], None],
    ) -> None:
        super().__init__()
