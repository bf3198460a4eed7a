"""The recovery kit as a form: its lines, from its file or typed from paper, and its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.vault.kit import read_kit
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.lines_edit import LinesEdit
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

LARGEST = 1 << 16
"""Bytes: a kit has one page."""


class KitForm(QWidget):
    """`given` says the name of the key, its wrapped copy and the passphrase; whoever tries them says `refuse`, or `rest(False)`."""

    given = Signal(str, object, str)

    def __init__(self, appearance: Appearance, *beside: Button, words: str = "") -> None:
        """`words` are on the button that opens, and other buttons may stand beside it."""
        super().__init__()
        self._words = words or _("Open")
        self.lines = LinesEdit(appearance, _("Lines of the kit"), lines=5, mono=True)
        self.passphrase = PassphraseLine(appearance)
        self.file = Button(appearance, _("Open the file"), "folder-open")
        self.kit_field = Field(appearance, _("Lines of the kit"), self.lines)
        self.field = Field(appearance, _("Passphrase of the kit"), self.passphrase)
        self.open = Button(appearance, self._words, "lock-open", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        for part in (self.kit_field, _row(self.file), self.field, _row(self.open, *beside)):
            column.addWidget(part)
        self.setFocusProxy(self.lines)
        self.file.clicked.connect(self._ask_file)
        self.passphrase.returnPressed.connect(self._give)
        self.open.clicked.connect(self._give)

    def take_file(self, name: str) -> None:
        """Take the lines of a file; one that is no kit is told beneath them."""
        try:
            with Path(name).open("rb") as file:
                text = file.read(LARGEST).decode("utf-8", errors="replace")
            read_kit(text)
        except OSError as error:
            self.kit_field.show_mistake(_("The file cannot be read: {reason}.").format(reason=error.strerror))
        except Mistake as mistake:
            self.kit_field.show_mistake(mistake.sentence)
        else:
            self.lines.setPlainText(text)
            self.passphrase.setFocus()

    def refuse(self, error: Mistake | Trouble) -> None:
        """Say why it does not open."""
        self.rest(False)
        is_of_kit = isinstance(error, Mistake) and error.field == "kit"
        (self.kit_field if is_of_kit else self.field).show_mistake(error.sentence)
        (self.lines if is_of_kit else self.passphrase).setFocus()
        if not is_of_kit:
            self.passphrase.selectAll()

    def begin_anew(self) -> None:
        """Forget what was typed."""
        self.rest(False)
        self.lines.clear()
        self.passphrase.clear()
        for field in (self.kit_field, self.field):
            field.clear_mistake()

    def rest(self, is_opening: bool) -> None:
        """Take nothing while what was given is tried."""
        self.lines.setReadOnly(is_opening)
        self.passphrase.setReadOnly(is_opening)
        self.open.setEnabled(not is_opening)
        self.open.set_words(_("Opening…") if is_opening else self._words)
        if is_opening:
            announce(self, _("Opening…"))

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
            self.kit_field.show_mistake(mistake.sentence)
            return
        if not self.passphrase.text():
            self.field.show_mistake(_("Type the passphrase of the kit."))
            return
        self.rest(True)
        self.given.emit(key_id, copy, self.passphrase.text())


def _row(*buttons: Button) -> QWidget:
    row = QWidget()
    expand_across(row)
    flow = Flow(row)
    for button in buttons:
        flow.addWidget(button)
    return row
