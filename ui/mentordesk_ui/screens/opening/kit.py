"""The recovery kit, from its file or typed from paper, with its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.kit import read_kit
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.lines_edit import LinesEdit
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.screens.opening.page import OpeningPage
from mentordesk_ui.theme.appearance import Appearance

LARGEST = 1 << 16
"""Bytes: a kit has one page."""


class KitPage(OpeningPage):
    """`given` says the name of the key, its wrapped copy and the passphrase; whoever tries them says `refuse`."""

    given = Signal(str, object, str)
    back = Signal()

    def __init__(self, appearance: Appearance) -> None:
        line = _("Open the file of the kit, or type the lines of its page.")
        super().__init__(appearance, "file-text", _("Use the recovery kit"), line)
        self.lines = LinesEdit(appearance, _("Lines of the kit"), lines=5)
        self.passphrase = PassphraseLine(appearance)
        self.file = Button(appearance, _("Open the file"), "folder-open")
        self._kit_field = Field(appearance, _("Lines of the kit"), self.lines)
        self._field = Field(appearance, _("Passphrase of the kit"), self.passphrase)
        self.open = Button(appearance, _("Open"), "lock-open", "primary")
        self.leave = Button(appearance, _("Back"), "arrow-left", "plain")
        self.add(self._kit_field)
        self.add_buttons(self.file)
        self.add(self._field)
        self.add_buttons(self.open, self.leave)
        self.begin_at(self.lines)
        self.file.clicked.connect(self._ask_file)
        self.passphrase.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)
        self.leave.clicked.connect(self.back)

    def take_file(self, name: str) -> None:
        """Take the lines of a file; one that is no kit is told beneath them."""
        try:
            with Path(name).open("rb") as file:
                text = file.read(LARGEST).decode("utf-8", errors="replace")
            read_kit(text)
        except OSError as error:
            self._kit_field.show_mistake(_("The file cannot be read: {reason}.").format(reason=error.strerror))
        except Mistake as mistake:
            self._kit_field.show_mistake(mistake.sentence)
        else:
            self.lines.setPlainText(text)
            self.passphrase.setFocus()

    def refuse(self, error: Mistake | Trouble) -> None:
        """Say why it does not open."""
        self._rest(False)
        is_of_kit = isinstance(error, Mistake) and error.field == "kit"
        (self._kit_field if is_of_kit else self._field).show_mistake(error.sentence)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose the recovery kit"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Recovery kits") + " (*.txt)", _("All files") + " (*)"])
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def _give(self) -> None:
        try:
            key_id, copy = read_kit(self.lines.toPlainText())
        except Mistake as mistake:
            self._kit_field.show_mistake(mistake.sentence)
            return
        if not self.passphrase.text():
            self._field.show_mistake(_("Type the passphrase of the kit."))
            return
        self._rest(True)
        self.given.emit(key_id, copy, self.passphrase.text())

    def _rest(self, is_opening: bool) -> None:
        self.lines.setReadOnly(is_opening)
        self.passphrase.setReadOnly(is_opening)
        self.open.setEnabled(not is_opening)
        self.open.set_words(_("Opening …") if is_opening else _("Open"))
        if is_opening:
            announce(self, _("Opening …"))
