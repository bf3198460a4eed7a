"""The question before a restore: which backup, and what would go, come back, and be as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.backups import DESK_FILE, Backup
from mentordesk.store.engine import OtherKey
from mentordesk.vault.keys import Keys
from mentordesk.vault.wrapping import Wrapped
from mentordesk.workflows.desk.open_desk import (
    by_passphrase,
    can_be_recovered,
    key_files_beside,
    opens,
    with_keys_of_backup,
    with_kit,
)
from mentordesk.workflows.safety.back_up import reason_words
from mentordesk.workflows.safety.desk_contents import Difference, difference
from mentordesk.workflows.safety.difference_words import difference_lines, moment_words
from mentordesk.workflows.safety.restore import check_usable
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kit_form import KitForm
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class RestoreSheet(Sheet):
    """Compares as soon as a backup is chosen; the button works once it is known what it would do."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk_folder: Path,
        clock: Clock,
        keys: Keys,
        background: Background,
        found: Sequence[Backup],
        restore: Callable[[Path, Keys], None],
    ) -> None:
        """`keys` are those of the desk; a backup that none of them opens asks for the passphrase it was made with."""
        super().__init__(
            appearance,
            host,
            _("Restore a backup"),
            line=_("The desk as it is now is backed up first, and one click brings it back."),
            confirm=_("Restore"),
            width=640,
        )
        self._folder, self._clock, self._background, self._restore = desk_folder, clock, background, restore
        self._keys = keys
        self._looking: Progress | None = None
        self.which = QComboBox()
        for backup in found:
            made = moment_words(backup.made_at, clock)
            self.which.addItem(f"{made[:1].upper()}{made[1:]} ({reason_words(backup.reason)})", backup.path)
        self.add_field("backup", Field(appearance, _("Backup"), self.which))
        self.lines = Text(appearance, "")
        self.add(self.lines)
        self.passphrase = PassphraseLine(appearance)
        self.unlock = Button(appearance, _("Open the backup"), "lock-open")
        self._asks = QWidget()
        asked = QVBoxLayout(self._asks)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(SPACE.m)
        self._field = Field(appearance, _("Passphrase of its recovery kit"), self.passphrase)
        asked.addWidget(self._field)
        asked.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._asks)
        self._asks.hide()
        self.kit = Button(appearance, _("Use the recovery kit"), "file-text", "plain")
        self.form = KitForm(appearance, words=_("Open the backup"))
        self._offer = QWidget()
        expand_across(self._offer)
        Flow(self._offer).addWidget(self.kit)
        self.add(self._offer)
        self.add(self.form)
        self._offer.hide()
        self.form.hide()
        self.kit.clicked.connect(self._ask_kit)
        self.form.given.connect(self._use_kit)
        self.passphrase.returnPressed.connect(self._unlock)
        self.unlock.clicked.connect(self._unlock)
        self.other = self.add_button(Button(appearance, _("Another file"), "folder-open", "plain"))
        self.other.clicked.connect(self._ask_file)
        self.which.currentIndexChanged.connect(self._look)
        self.confirmed.connect(self._go)
        self.closed.connect(self._look_no_further)
        self._look()

    def chosen(self) -> Path | None:
        """Return the file that would be restored."""
        path = self.which.currentData()
        return path if isinstance(path, Path) else None

    def _look(self, _index: int = 0) -> None:
        self._look_no_further()
        self._allow(False)
        for part in (self._asks, self._offer, self.form):
            part.hide()
        path = self.chosen()
        if path is None:
            self.lines.setText(_("There is no backup yet. One is made each day while MentorDesk runs."))
            return
        self.lines.setText(_("Comparing…"))
        self._looking = self._background.run(
            partial(_compare, self._folder / DESK_FILE, path, self._keys), done=self._show, failed=self._show_failed
        )

    def _look_no_further(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _show(self, found: Difference) -> None:
        words = "\n\n".join(difference_lines(found, self._clock))
        self.lines.setText(words)
        self._allow(True)
        announce(self, words)
        self.place()

    def _unlock(self) -> None:
        path = self.chosen()
        if path is not None and self.passphrase.text():
            self.unlock.setEnabled(False)
            self._background.run(
                partial(_unlocked, path, self._keys, self.passphrase.text()), done=self._take_keys, failed=self._refuse
            )

    def _take_keys(self, keys: Keys) -> None:
        self._keys = keys
        self.unlock.setEnabled(True)
        self.passphrase.clear()
        self.form.begin_anew()
        self._look()

    def _ask_kit(self) -> None:
        self._asks.hide()
        self._offer.hide()
        words = _("Open the file of the kit, or type the lines of its page.")
        self.lines.setText(words)
        self.form.show()
        announce(self, words)
        self.place()
        self.form.lines.setFocus()

    def _use_kit(self, key_id: str, copy: Wrapped, words: str) -> None:
        path = self.chosen()
        if path is not None:
            self._background.run(
                partial(with_kit, path, self._keys, key_id, copy, words),
                done=self._take_keys,
                failed=self.form.refuse,
            )

    def _refuse(self, error: Mistake | Trouble) -> None:
        self.unlock.setEnabled(True)
        self._field.show_mistake(error.sentence)

    def _show_failed(self, error: Mistake | Trouble) -> None:
        path = self.chosen()
        self._offer.setVisible(isinstance(error, OtherKey))
        if isinstance(error, OtherKey) and path is not None and any(map(can_be_recovered, key_files_beside(path))):
            words = _("This backup was encrypted with another key.")
            self.lines.setText(words)
            self._asks.show()
            announce(self, words)
            self.place()
            self.passphrase.setFocus()
            return
        self.lines.setText(error.sentence)
        announce(self, error.sentence, urgent=True)
        self.place()

    def _allow(self, allowed: bool) -> None:
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(allowed)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose a backup"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Backups") + " (*.db)", _("All files") + " (*)"])
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, name: str) -> None:
        self.which.addItem(Path(name).name, Path(name))
        self.which.setCurrentIndex(self.which.count() - 1)

    def _go(self) -> None:
        path = self.chosen()
        if path is not None:
            self.close_overlay()
            self._restore(path, self._keys)


def _unlocked(backup: Path, keys: Keys, words: str) -> Keys:
    return with_keys_of_backup(backup, keys, partial(by_passphrase, passphrase=words))


def _compare(desk: Path, backup: Path, keys: Keys, token: Progress) -> Difference:
    if not opens(backup, keys):
        raise OtherKey(
            _(
                "{file} is damaged, or was encrypted with a key that is not known here. "
                "Lay the file that ends in .keys beside it, or use the recovery kit."
            ).format(file=backup.name)
        )
    check_usable(backup, token, keys=keys)
    return difference(desk, backup, keys)
