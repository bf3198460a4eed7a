"""A desk from elsewhere: a backup, an archive or a copied folder is chosen, looked at, opened with its passphrase, brought."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.emblem import Emblem
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kit_form import KitForm
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.parts.stage import Stage
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

if TYPE_CHECKING:
    from mentordesk.vault.wrapping import Wrapped
    from mentordesk.workflows.desk.bring_back import Found

    Kit = tuple[str, Wrapped, str]
    """The name of the key, its wrapped copy, and the passphrase that opens it."""

Failed = Callable[[Mistake | Trouble], None]


class BringBack(Protocol):
    """What the page asks for. Nothing of it stands in the way of the window."""

    def look(self, chosen: Path, done: Callable[[Found], None], failed: Failed) -> None:
        """Look at a file or folder."""

    def unlock(self, chosen: Path, passphrase: str, done: Callable[[], None], failed: Failed) -> None:
        """Try a passphrase on it; where that opens it, `look` finds what is in it."""

    def use_kit(self, chosen: Path, kit: Kit, done: Callable[[], None], failed: Failed) -> None:
        """Try a recovery kit on it, which needs nothing beside the file."""

    def stop(self) -> None:
        """Look no further; nobody is called back."""

    def bring(self, found: Found) -> None:
        """Make it the desk. The window goes."""


class BringBackPage(Stage):
    """Choose, look, bring. What stands in the way is said in place."""

    back_wanted = Signal()

    def __init__(self, appearance: Appearance, bring_back: BringBack) -> None:
        super().__init__(appearance)
        self._bring_back = bring_back
        self._chosen: Path | None = None
        self._found: Found | None = None
        title = _("Bring back your desk")
        self.setAccessibleName(title)
        heading = Text(appearance, title, TextStyle.H1)
        heading.be_heading()
        self.file = Button(appearance, _("Choose a backup or an archive"), "archive", "primary")
        self.folder = Button(appearance, _("Choose a copied folder"), "folder-open")
        self.name = Text(appearance, "", TextStyle.TITLE)
        self.said = Text(appearance, "")
        self.passphrase = PassphraseLine(appearance)
        self.field = Field(appearance, _("Passphrase"), self.passphrase)
        self.unlock = Button(appearance, _("Open it"), "lock-open", "primary")
        self.kit = Button(appearance, _("Use the recovery kit"), "file-text", "plain")
        self.form = KitForm(appearance, words=_("Open it"))
        self.bring = Button(appearance, _("Bring it back"), "archive-restore", "primary")
        self.back = Button(appearance, _("Back"), "arrow-left", "plain")
        self._asks = QWidget()
        asked = QVBoxLayout(self._asks)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(SPACE.m)
        asked.addWidget(self.field)
        asked.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeft)
        line = _("A backup (.db), an archive (.zip), or the folder of a desk, from another computer or this one.")
        more = _("What it is encrypted with stays there: here it gets a key of its own.")
        column = self.column
        column.addWidget(Emblem(appearance, "archive-restore"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SPACE.s)
        column.addWidget(heading)
        column.addWidget(Text(appearance, f"{line} {more}", TextStyle.BODY, "muted"))
        self._row(self.file, self.folder)
        for part in (self.name, self.said, self._asks, self.form):
            column.addWidget(part)
            part.hide()
        self._row(self.bring, self.kit, self.back)
        self.bring.hide()
        self.kit.hide()
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.passphrase.returnPressed.connect(self._unlock)
        self.unlock.clicked.connect(self._unlock)
        self.kit.clicked.connect(self._ask_kit)
        self.form.given.connect(self._use_kit)
        self.bring.clicked.connect(self._bring)
        self.back.clicked.connect(self.back_wanted)

    def _row(self, *buttons: Button) -> None:
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        for button in buttons:
            flow.addWidget(button)
        self.column.addWidget(row)

    def take_focus(self) -> None:
        """Be ready to choose."""
        self.file.setFocus(Qt.FocusReason.TabFocusReason)

    def look_at(self, chosen: Path) -> None:
        """Look at what was chosen, and say what it would bring."""
        self.look_no_further()
        self._chosen, self._found = chosen, None
        self._forget_typed()
        self._look()

    def look_no_further(self) -> None:
        """Whatever is under way is not wanted any more."""
        self._bring_back.stop()

    def _look(self) -> None:
        if self._chosen is None:
            return
        self.name.setText(self._chosen.name)
        self.name.show()
        for part in (self._asks, self.form, self.kit, self.bring):
            part.hide()
        self._say(_("Looking at it…"))
        self._bring_back.look(self._chosen, self._show, self._show_failed)

    def _show(self, found: Found) -> None:
        self._found = found
        self._say(found.words)
        self._be_next(self.bring)

    def _show_failed(self, error: Mistake | Trouble) -> None:
        from mentordesk.store.engine import OtherKey
        from mentordesk.workflows.desk.bring_back import NeedsPassphrase

        self._say(error.sentence)
        self.kit.setVisible(isinstance(error, NeedsPassphrase | OtherKey))
        if isinstance(error, NeedsPassphrase):
            self._be_next(self._asks, self.passphrase)
        else:
            self._be_next(self.file)

    def _be_next(self, part: QWidget, line: QWidget | None = None) -> None:
        """Show what comes next, as the one thing to press, with the keyboard in it."""
        self.file.set_kind("primary" if part is self.file else "quiet")
        part.show()
        (line or part).setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(line or part)

    def _unlock(self) -> None:
        words = self.passphrase.text()
        if self._chosen is None:
            return
        if not words:
            self.field.show_mistake(_("Type the passphrase of this desk."))
            return
        self._rest(True)
        self._bring_back.unlock(self._chosen, words, self._unlocked, self._refuse)

    def _unlocked(self) -> None:
        self._rest(False)
        self._forget_typed()
        self._look()

    def _forget_typed(self) -> None:
        self.passphrase.clear()
        self.field.clear_mistake()
        self.form.begin_anew()

    def _ask_kit(self) -> None:
        self._asks.hide()
        self.kit.hide()
        self._say(_("Open the file of the kit, or type the lines of its page."))
        self._be_next(self.form, self.form.lines)

    def _use_kit(self, key_id: str, copy: Wrapped, words: str) -> None:
        if self._chosen is not None:
            self._bring_back.use_kit(self._chosen, (key_id, copy, words), self._unlocked, self.form.refuse)

    def _refuse(self, error: Mistake | Trouble) -> None:
        self._rest(False)
        self.field.show_mistake(error.sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _rest(self, is_opening: bool) -> None:
        self.passphrase.setReadOnly(is_opening)
        self.unlock.setEnabled(not is_opening)
        self.unlock.set_words(_("Opening…") if is_opening else _("Open it"))

    def _bring(self) -> None:
        if self._found is not None:
            self._bring_back.bring(self._found)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)

    # -- choosing

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose a backup or an archive"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Backups and archives") + " (*.db *.zip)", _("All files") + " (*)"])
        self._ask(dialog)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose a copied folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, name: str) -> None:
        self.look_at(Path(name))
