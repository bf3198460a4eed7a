"""A passphrase opens the desk: the one of each start, or that of the recovery kit where the keyring does not have the key."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.screens.opening.page import OpeningPage
from mentordesk_ui.theme.appearance import Appearance


class PassphrasePage(OpeningPage):
    """`given` says the passphrase; whoever tries it says `refuse`, or takes the page away."""

    given = Signal(str)
    again = Signal()
    kit_wanted = Signal()

    def __init__(self, appearance: Appearance, *, why: str = "") -> None:
        """`why` says what became of the keyring; without it the passphrase is asked at each start."""
        title = _("Open your desk with its passphrase") if why else _("Your desk is locked")
        line = (
            _("{why} Type its passphrase, or that of its recovery kit.").format(why=why)
            if why
            else _("Type its passphrase.")
        )
        super().__init__(appearance, "lock", title, line)
        self.passphrase = PassphraseLine(appearance)
        self.field = Field(appearance, _("Passphrase"), self.passphrase)
        self.open = Button(appearance, _("Open"), "lock-open", "primary")
        self.kit = Button(appearance, _("Use the recovery kit"), "file-text", "plain")
        self.retry = Button(appearance, _("Ask the keyring again"), "refresh-cw", "plain")
        self.add(self.field)
        self.add_buttons(self.open, self.kit, *((self.retry,) if why else ()))
        self.begin_at(self.passphrase)
        self.passphrase.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)
        self.kit.clicked.connect(self.kit_wanted)
        self.retry.clicked.connect(self.again)

    def refuse(self, error: Mistake | Trouble) -> None:
        """Say why it does not open; what was typed stays, to be mended."""
        self._rest(False)
        self.field.show_mistake(error.sentence)
        self.passphrase.selectAll()

    def _give(self) -> None:
        words = self.passphrase.text()
        if not words:
            self.field.show_mistake(_("Type the passphrase of this desk."))
            return
        self._rest(True)
        self.given.emit(words)

    def _rest(self, is_opening: bool) -> None:
        self.passphrase.setReadOnly(is_opening)
        self.open.setEnabled(not is_opening)
        self.open.set_words(_("Opening…") if is_opening else _("Open"))
        if is_opening:
            announce(self, _("Opening…"))
