"""A line for a passphrase: hidden while it is typed, shown on wish, and never in a clipboard's or undo's memory for long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from mentordesk.language import _
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.theme.appearance import Appearance

LONGEST = 1024
"""Characters: a book pasted by mistake is no passphrase."""


class PassphraseLine(LineEdit):
    """Starts hidden. `name` is for a line without a Field around it."""

    def __init__(self, appearance: Appearance, placeholder: str = "", *, name: str = "") -> None:
        super().__init__(appearance, placeholder, name=name)
        self.setMaxLength(LONGEST)
        # The curtain leaves it alone: it is covered at any time, but for the eye.
        self.setProperty("holdsPassphrase", True)
        # Words of a passphrase are nobody's dictionary, and no on-screen keyboard should learn them.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = IconButton(appearance, "eye", _("Show the passphrase"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.show_words)
        self.set_trailing(self.eye)
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Show what is typed, or hide it."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(_("Hide the passphrase") if shown else _("Show the passphrase"))
        if self.eye.isChecked() != shown:
            self.eye.setChecked(shown)
