"""The strip that says the curtain is drawn, and how it is lifted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.shell.strips import Strip
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.veil import PEEK_KEY

CURTAIN_KEY = "Ctrl+Shift+H"


class CurtainStrip(Strip):
    """Emits `lifted` when the button is pressed."""

    lifted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "accent_soft", "on_accent_soft", "eye-off", parent)
        self.button = Button(appearance, _("Lift"), kind="quiet", key="", show_key=False)
        self.button.setAccessibleName(_("Lift the curtain"))
        self.button.setToolTip(f"{_('Lift the curtain')}  {key_words(CURTAIN_KEY)}")
        self.button.clicked.connect(self.lifted)
        self.row.addWidget(self.button)

    def say_drawn(self) -> None:
        """Say that it is drawn."""
        self._say(
            _("The curtain is drawn: initials for names, dots for notes. {key} lifts it; hold {peek} to look.").format(
                key=key_words(CURTAIN_KEY), peek=key_words(QKeySequence(PEEK_KEY).toString())
            ),
            urgent=False,
        )
