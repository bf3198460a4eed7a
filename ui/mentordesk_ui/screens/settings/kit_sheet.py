"""Making a recovery kit: its passphrase first, then the page to print and the file to keep."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import write_whole
from mentordesk.language import _, pgettext
from mentordesk.vault.kit import BEGIN, END, kit_as_markdown
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.lines_edit import LinesEdit
from mentordesk_ui.parts.new_passphrase import NewPassphrase
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.protection import Protection
from mentordesk_ui.theme.appearance import Appearance


class KitSheet(Sheet):
    """Two steps in one sheet. The kit counts as made with the first; without the second it lies beside the desk alone."""

    def __init__(self, appearance: Appearance, host: QWidget, protection: Protection) -> None:
        super().__init__(
            appearance,
            host,
            _("Recovery kit"),
            line=_(
                "A page to print and a file to keep. With its passphrase it opens your desk on any computer, "
                "also when this one, or its keyring, is gone."
            ),
            confirm=_("Make the kit"),
        )
        self._protection = protection
        self._kit = ""
        self.passphrase = NewPassphrase(
            appearance,
            _("Passphrase of the kit"),
            _("Write it down, apart from the page: one without the other opens nothing."),
        )
        self.lines = LinesEdit(appearance, _("Lines of the kit"), lines=5, mono=True)
        self.lines.setReadOnly(True)
        self.said = Text(appearance, "")
        self.print_out = Button(appearance, _("Print the page"), "printer", "primary")
        self.save = Button(appearance, _("Save as a file"), "download")
        self._made = QWidget()
        expand_across(self._made)
        row = Flow(self._made)
        row.addWidget(self.print_out)
        row.addWidget(self.save)
        for part in (self.passphrase, self.lines, self._made, self.said):
            self.add(part)
        for part in (self.lines, self._made, self.said):
            part.hide()
        self.passphrase.entered.connect(self._make)
        self.confirmed.connect(self._go_on)
        self.print_out.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_place)

    @property
    def kit(self) -> str:
        """The text of the kit; empty until it is made."""
        return self._kit

    def _go_on(self) -> None:
        if self._kit:
            self.close_overlay()
        else:
            self._make()

    def _make(self) -> None:
        if words := self.passphrase.taken():
            self._allow(False)
            self._protection.make_kit(words, self._show, self._refuse)

    def _refuse(self, error: Mistake | Trouble) -> None:
        self._allow(True)
        self.passphrase.refuse(error.sentence)

    def _show(self, kit: str) -> None:
        self._kit = kit
        self.passphrase.hide()
        self.lines.setPlainText(kit.partition(f"{BEGIN}\n")[2].partition(f"\n{END}")[0])
        for part in (self.lines, self._made, self.said):
            part.show()
        words = _("The kit is made. Print it or keep its file, away from this computer.")
        self.said.setText(words)
        self._allow(True)
        if self.confirm_button is not None:
            self.confirm_button.set_words(pgettext("finish", "Done"))
            self.confirm_button.set_kind("quiet")
        if self.cancel_button is not None:
            self.cancel_button.hide()
        self.print_out.setFocus()
        announce(self, words)
        self.place()

    def _allow(self, allowed: bool) -> None:
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(allowed)

    # -- on paper, and in a file

    def _print(self) -> None:
        # Loaded when somebody prints.
        from mentordesk_ui.parts.paper import print_markdown

        print_markdown(self.window(), _("MentorDesk recovery kit"), kit_as_markdown(self._kit))

    def _ask_place(self) -> None:
        dialog = QFileDialog(
            self.window(), _("Save the recovery kit"), str(Path.home() / (_("MentorDesk recovery kit") + ".txt"))
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        dialog.setModal(True)
        dialog.show()

    def write(self, name: str) -> None:
        """Write the kit to a file that only its owner may read, and say so."""
        try:
            path = Path(name)
            write_whole(path, self._kit.encode())
        except OSError as error:
            words = _("The file cannot be written: {reason}.").format(reason=error.strerror)
        else:
            words = _("The kit is in {file}.").format(file=path.name)
        self.said.setText(words)
        announce(self, words)
