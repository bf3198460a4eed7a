"""While the keyring is asked: what it waits for, and the ways round it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.screens.opening.page import OpeningPage
from mentordesk_ui.theme.appearance import Appearance


class WaitingPage(OpeningPage):
    """`again` asks anew, `round_it` wishes a passphrase or a kit instead; for a new desk another place for its key."""

    again = Signal()
    round_it = Signal()

    def __init__(self, appearance: Appearance, *, is_new: bool) -> None:
        super().__init__(appearance, "key-round", _("Opening your desk"), _("Its key comes from the keyring."))
        self.retry = Button(appearance, _("Try again"), "refresh-cw", "primary")
        words = _("Keep the key elsewhere") if is_new else _("Use a passphrase or the recovery kit")
        self.other = Button(appearance, words, "key-round")
        self.add_buttons(self.retry, self.other)
        self.begin_at(self.other)
        self.retry.hide()
        self.retry.clicked.connect(self.again)
        self.other.clicked.connect(self.round_it)

    def show_waiting(self) -> None:
        """Say that the keyring waits for its owner."""
        self.say(
            _("The keyring is locked"), _("It asks for your password in a window of its own, perhaps behind this one.")
        )

    def show_failed(self, sentence: str) -> None:
        """Say why there is no key yet."""
        self.say(_("The keyring does not open this desk"), sentence)
        self.retry.show()
        self.retry.setFocus()
