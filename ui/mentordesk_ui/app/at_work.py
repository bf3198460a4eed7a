"""The window while a desk is closed for work on its file: what is done, how far it is, and stopping."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import SystemClock
from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.text import Text
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle
from mentordesk_ui.window import Window


class WorkPage(QWidget):
    """A title, a bar, and a button that stops."""

    stopped = Signal()

    def __init__(self, appearance: Appearance, title: str) -> None:
        super().__init__()
        self.progress = Progress(appearance, 0.0, title)
        self.words = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.stop = Button(appearance, _("Stop"))
        self.stop.clicked.connect(self.stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl * 3, SPACE.xl, SPACE.xl * 3, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addStretch(2)
        column.addWidget(Text(appearance, title, TextStyle.H2))
        column.addWidget(self.progress)
        column.addWidget(self.words)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)

    def go_on(self, share: float, words: str = "") -> None:
        """Say how far it is, and with what."""
        self.progress.set_share(share)
        self.words.setText(words)


class AtWork:
    """Stands where the desk was, until the work is done."""

    def __init__(self, appearance: Appearance, title: str) -> None:
        self.page = WorkPage(appearance, title)
        self.window = Window(
            appearance, SystemClock(), [RailEntry("work", "archive", _("Desk"), self._page)], bare=True
        )
        self.window.show_screen("work")

    @property
    def desk_folder(self) -> Path | None:
        """No desk is open."""
        return None

    def close(self) -> None:
        """Take the window away."""
        self.window.hide()
        self.window.deleteLater()

    def _page(self) -> QWidget:
        return self.page
