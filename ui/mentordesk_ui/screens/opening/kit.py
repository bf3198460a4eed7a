"""The recovery kit, from its file or typed from paper, with its passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.kit_form import KitForm
from mentordesk_ui.screens.opening.page import OpeningPage
from mentordesk_ui.theme.appearance import Appearance


class KitPage(OpeningPage):
    """`given` says the name of the key, its wrapped copy and the passphrase; whoever tries them says `refuse`."""

    given = Signal(str, object, str)
    back = Signal()

    def __init__(self, appearance: Appearance) -> None:
        line = _("Open the file of the kit, or type the lines of its page.")
        super().__init__(appearance, "file-text", _("Use the recovery kit"), line)
        self.leave = Button(appearance, _("Back"), "arrow-left", "plain")
        self.form = KitForm(appearance, self.leave)
        self.add(self.form)
        self.begin_at(self.form.lines)
        self.form.given.connect(self.given)
        self.leave.clicked.connect(self.back)

    def refuse(self, error: Mistake | Trouble) -> None:
        """Say why it does not open."""
        self.form.refuse(error)
