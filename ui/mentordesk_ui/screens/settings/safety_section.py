"""“Backups and order”: when the last backup was made and where, a second folder, restoring, and checking the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.store.backups import FOLDER_NAME, Reason, backups_of
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Keys
from mentordesk.workflows.safety.back_up import BackedUp, back_up, reason_words
from mentordesk.workflows.safety.check import CheckReport, check_desk
from mentordesk.workflows.safety.difference_words import moment_words
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.background import Progress as Token
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.screens.settings.restore_sheet import RestoreSheet
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance


class SafetySection(Section):
    """What keeps the desk from being lost. `restore` makes a file the desk; `rescue` leaves it for what is still readable."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        preferences: Preferences,
        background: Background,
        *,
        restore: Callable[[Path, Keys], None],
        rescue: Callable[[], None],
    ) -> None:
        super().__init__(appearance, _("Backups"))
        self._desk, self._clock, self._preferences, self._background = desk, clock, preferences, background
        self._restore, self._rescue = restore, rescue
        self._token: Token | None = None
        self._pressed: Button | None = None
        self.sheet: RestoreSheet | None = None
        self.last = Text(appearance, "")
        self.column.addWidget(self.last)
        self.column.addWidget(
            Text(
                appearance,
                _("One is made each day, checked, and kept here: seven days, four weeks, a year."),
                role="muted",
            )
        )
        self._show_path(str(desk.folder / FOLDER_NAME), _("Folder of the backups"))
        self.make = Button(appearance, _("Back up now"), "archive")
        self.bring_back = Button(appearance, _("Restore…"), "archive-restore")
        self.check = Button(appearance, _("Check the desk"), "shield-check")
        self.stop = Button(appearance, _("Stop"), "x", "plain")
        self.add_row(self.make, self.bring_back, self.check, self.stop)
        self.progress = Progress(appearance, 0.0, _("Progress"))
        self.said = Text(appearance, "")
        self.see_rescue = Button(appearance, _("See what can be saved"), "history", "primary")
        self.column.addWidget(self.progress)
        self.column.addWidget(self.said)
        self.add_row(self.see_rescue)
        self.second_words = Text(appearance, "", role="muted")
        self.column.addWidget(self.second_words)
        self.second = self._show_path("", _("Second folder for backups"))
        self.choose_second = Button(appearance, _("Choose a second folder"), "folder-open")
        self.leave_second = Button(appearance, _("Copy there no more"), "x", "plain")
        self.add_row(self.choose_second, self.leave_second)
        for part in (self.stop, self.progress, self.said, self.see_rescue):
            part.hide()
        self.make.clicked.connect(self._back_up)
        self.bring_back.clicked.connect(self.ask_restore)
        self.check.clicked.connect(self._check)
        self.stop.clicked.connect(self._stop)
        self.see_rescue.clicked.connect(self._go_rescue)
        self.choose_second.clicked.connect(self._ask_second)
        self.leave_second.clicked.connect(self._forget_second)
        preferences.changed.connect(self.refresh)
        self.refresh()

    def _show_path(self, path: str, name: str) -> LineEdit:
        # A line that scrolls: a path is one long word, which would push the page wider than the window.
        line = LineEdit(self._appearance, text=path, name=name)
        line.setReadOnly(True)
        line.setCursorPosition(0)
        self.column.addWidget(line)
        return line

    def refresh(self) -> None:
        """Say which backups there are, and where else they go."""
        found = backups_of(self._desk.folder)
        if found:
            newest = found[0]
            when = moment_words(newest.made_at, self._clock)
            words = ngettext(
                "The last backup is from {when} ({what}). {count} is kept.",
                "The last backup is from {when} ({what}). {count} are kept.",
                len(found),
            )
            self.last.setText(words.format(when=when, what=reason_words(newest.reason), count=len(found)))
        else:
            self.last.setText(_("There is no backup yet."))
        second = self._preferences.now.backup_folder
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.leave_second.setVisible(bool(second))
        self.choose_second.set_words(_("Choose another folder") if second else _("Choose a second folder"))
        self.second_words.setText(
            _("Each backup is copied to this folder too:")
            if second
            else _("A copy elsewhere helps when this computer does not: another disk, or a synchronised folder.")
        )

    # -- work

    def _begin(self, words: str) -> None:
        # A button that rests hands the keyboard on; whoever pressed it goes on there when it is done.
        self._pressed = next((one for one in (self.make, self.bring_back, self.check) if one.hasFocus()), None)
        for button in (self.make, self.bring_back, self.check):
            button.setEnabled(False)
        self.see_rescue.hide()
        self.progress.set_share(0.0)
        self.progress.show()
        self.stop.show()
        self._say(words)

    def _end(self, words: str) -> None:
        self._token = None
        for button in (self.make, self.bring_back, self.check):
            button.setEnabled(True)
        if self._pressed is not None and self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._pressed.setFocus()
        self.progress.hide()
        self.stop.hide()
        self._say(words)
        self.refresh()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        announce(self, words)

    def _failed(self, error: Mistake | Trouble) -> None:
        self._end(error.sentence)

    def _go_on(self, share: float, _words: str) -> None:
        self.progress.set_share(share)

    def _stop(self) -> None:
        if self._token is not None:
            self._token.cancel()
            self._end(_("Stopped. Nothing was changed."))

    def _back_up(self) -> None:
        self._begin(_("Backing up…"))
        second = self._preferences.now.backup_folder
        work = partial(
            back_up, self._desk.folder, self._clock, Reason.WISHED, keys=self._desk.keys, second_folder=second
        )
        self._token = self._background.run(
            partial(_watched, work), done=self._backed_up, failed=self._failed, progress=self._go_on
        )

    def _backed_up(self, done: BackedUp) -> None:
        self._end(" ".join(filter(None, (_("Backed up and checked."), done.second_trouble))))
        if bool(done.second_trouble) != self._preferences.now.backup_folder_told:
            self._preferences.choose(backup_folder_told=bool(done.second_trouble))

    def _check(self) -> None:
        self._begin(_("Checking…"))
        self._token = self._background.run(
            partial(_check_beside, self._desk.open_beside), done=self._checked, failed=self._failed
        )

    def _checked(self, report: CheckReport) -> None:
        first = (_("Everything on the desk is in order."),) if report.is_fine else report.problems
        self._end("\n".join((*report.repaired, *first, report.backups)))
        self.see_rescue.setVisible(report.is_damaged)

    def _go_rescue(self) -> None:
        self._rescue()

    # -- restoring, and the second folder

    def ask_restore(self) -> None:
        """Ask which backup to restore."""
        self.sheet = RestoreSheet(
            self._appearance,
            self.window(),
            self._desk.folder,
            self._clock,
            self._desk.keys,
            self._background,
            backups_of(self._desk.folder),
            self._restore,
        )
        self.sheet.open()

    def _ask_second(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose a second folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.use_second)
        dialog.open()

    def use_second(self, folder: str) -> None:
        """Copy backups to this folder too, beginning with one now."""
        self._preferences.choose(backup_folder=folder, backup_folder_told=False)
        self._back_up()

    def _forget_second(self) -> None:
        self._preferences.choose(backup_folder="", backup_folder_told=False)
        self._say(_("What lies there stays there."))


def _watched(work: partial[BackedUp], token: Token) -> BackedUp:
    return work(watcher=token)


def _check_beside(open_beside: Callable[[], Desk]) -> CheckReport:
    desk = open_beside()
    try:
        return check_desk(desk)
    finally:
        desk.close()
