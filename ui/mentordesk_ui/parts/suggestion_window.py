"""A small window that suggests a session when a program seems to be in a call. It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.floating_card import FloatingCard
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class SuggestionWindow(FloatingCard):
    """Names the program, and asks. Its buttons only say what was wanted."""

    session_wanted = Signal()
    not_now = Signal()
    ignore_wanted = Signal(str)
    """Never again for this program."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("A call?"))
        # Behind the lock nothing is suggested: whoever is there may not be whose desk it is.
        self.setProperty("showsWhileCovered", False)
        self._program = ""
        self._what = Text(appearance, "", TextStyle.TITLE)
        self._why = Text(appearance, _("Start a session and have it quiet?"), TextStyle.CAPTION, "muted")
        self.session_button = Button(appearance, _("Start session"), "timer", "primary")
        self.not_now_button = Button(appearance, _("Not now"), kind="plain")
        self.ignore_button = Button(appearance, "", kind="plain")
        self.session_button.clicked.connect(self.session_wanted)
        self.not_now_button.clicked.connect(self.not_now)
        self.ignore_button.clicked.connect(self._ignore)
        self.column.addWidget(self._what)
        self.column.addWidget(self._why)
        self.add_ways(self.session_button, self.not_now_button, self.ignore_button)

    def suggest(self, program: str) -> None:
        """Say which program uses the microphone."""
        self._program = program
        self._what.setText(_("{program} uses the microphone").format(program=program))
        self.ignore_button.set_words(_("Never for {program}").format(program=program))
        self.setAccessibleName(self._what.text())
        self.appear()
        announce(self, f"{self._what.text()}. {self._why.text()}")

    def _ignore(self) -> None:
        self.ignore_wanted.emit(self._program)
