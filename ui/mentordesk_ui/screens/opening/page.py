"""What the pages before an open desk share: an emblem, a title, a line that says why, fields, and buttons beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.emblem import Emblem
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.stage import Stage
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class OpeningPage(Stage):
    """Fill it by `add` and `add_buttons`; the first widget given to `begin_at` has the keyboard when it is shown."""

    def __init__(self, appearance: Appearance, icon: str, title: str, line: str) -> None:
        super().__init__(appearance)
        self._appearance = appearance
        self._first: QWidget | None = None
        self.setAccessibleName(title)
        self.title = Text(appearance, title, TextStyle.H1)
        self.title.be_heading()
        self.line = Text(appearance, line, TextStyle.BODY, "muted")
        self.column.addWidget(Emblem(appearance, icon), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(SPACE.s)
        self.column.addWidget(self.title)
        self.column.addWidget(self.line)

    def add(self, part: QWidget) -> None:
        """Stand a part beneath what is there."""
        self.column.addWidget(part)

    def add_buttons(self, *buttons: Button) -> None:
        """Stand buttons beneath, beside one another where there is room."""
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        for button in buttons:
            flow.addWidget(button)
        self.column.addSpacing(SPACE.s)
        self.column.addWidget(row)

    def begin_at(self, part: QWidget) -> None:
        """Give the keyboard to a part as soon as the page is shown."""
        self._first = part

    def say(self, title: str, line: str) -> None:
        """Say something else, aloud too."""
        self.title.setText(title)
        self.line.setText(line)
        self.setAccessibleName(title)
        announce(self, f"{title}. {line}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
