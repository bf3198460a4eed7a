"""Undo and redo of what was done on a desk: by key, from the palette, and from the menu at the foot of the rail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from mentordesk.language import _, ngettext
from mentordesk.store.database import Database
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window

MOST_LISTED = 12
"""Acts the menu lists: further back one goes by undoing once more."""


class Undoing:
    """Takes back what was done last, one act or several in one go, and does it again."""

    def __init__(
        self,
        appearance: Appearance,
        database: Database,
        acts: Acts,
        window: Window,
        open_trash: Callable[[], object],
    ) -> None:
        self._appearance, self._database, self._acts = appearance, database, acts
        self._window, self._open_trash = window, open_trash
        window.undo_wanted.connect(self.undo)
        # The commands are made once more when all of them are there, and know it from then on.
        window.undo_title = self.undo_title
        window.rail.history_wanted.connect(self.show_menu)

    def undo(self) -> None:
        """Take the last act back and say which it was."""
        self._acts.perform(self._database.undo, done=partial(self._say, _("Taken back: {act}")))

    def undo_several(self, steps: int) -> None:
        """Take back the last acts, all or none of them."""
        words = ngettext("Taken back: {count} act", "Taken back: {count} acts", steps).format(count=steps)
        self._acts.perform(partial(self._database.undo, steps), done=partial(self._say, words))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._acts.perform(self._database.redo, done=partial(self._say, _("Done again: {act}")))

    def undo_title(self) -> str:
        """Name what Undo would take back, or say that there is nothing."""
        act = self._database.undo_log.next_undo
        return _("Undo: {act}").format(act=act) if act else _("Undo: nothing was done yet since the start")

    def redo_title(self) -> str:
        """Name what would be done again, or say that there is nothing."""
        act = self._database.undo_log.next_redo
        return _("Do again: {act}").format(act=act) if act else _("Do again: nothing was taken back")

    def commands(self) -> tuple[Command, ...]:
        """Return what the palette offers besides undo, which the window has itself."""
        window = _("Window")
        return (
            Command(
                "window.redo", _("Do again"), window, self.redo, "Ctrl+Shift+Z", "redo-2", title_now=self.redo_title
            ),
            Command("window.undo_several", _("Undo several steps…"), window, self.show_menu, "", "history"),
        )

    def menu(self) -> QMenu:
        """Return the menu: what can be undone and done again, greyed with the reason where nothing can, and the trash."""
        menu = QMenu(self._window)
        add = partial(offer, self._appearance, menu)
        log = self._database.undo_log
        add(self.undo_title(), "undo-2", "Ctrl+Z", self.undo).setEnabled(bool(log.next_undo))
        add(self.redo_title(), "redo-2", "Ctrl+Shift+Z", self.redo).setEnabled(bool(log.next_redo))
        acts = log.acts()
        several = menu.addMenu(self._appearance.icon("history"), _("Undo everything back to"))
        several.setEnabled(len(acts) > 1)
        if len(acts) < 2:
            several.setTitle(_("Undo several: fewer than two acts since the start"))
        for steps, act in enumerate(acts[:MOST_LISTED], start=1):
            line = QAction(f"{steps}. {act}", several)
            line.triggered.connect(partial(self._undo_to, steps))
            several.addAction(line)
        menu.addSeparator()
        add(_("Open the trash"), "trash-2", "", self._open_trash)
        return menu

    def show_menu(self) -> None:
        """Open the menu beside its button, with the keyboard at its first line."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._window.rail.history_button
        beside = button.mapToGlobal(QPoint(button.width(), 0))
        menu.popup(QPoint(beside.x(), max(0, beside.y() + button.height() - menu.sizeHint().height())))
        first = next((line for line in menu.actions() if line.isEnabled() and not line.isSeparator()), None)
        if first is not None:
            menu.setActiveAction(first)

    def _undo_to(self, steps: int, *_checked: object) -> None:
        if steps == 1:
            self.undo()
        else:
            self.undo_several(steps)

    def _say(self, sentence: str, act: str) -> None:
        self._window.toast(sentence.format(act=act))
