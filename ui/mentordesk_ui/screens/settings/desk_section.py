"""The desk and the program: where the data lies, which version, where the reports of bugs are."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from mentordesk import __version__
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class DeskSection(Section):
    """Where everything lies. Nothing of it leaves this computer."""

    def __init__(self, appearance: Appearance, desk: Desk, navigation: Navigation) -> None:
        super().__init__(appearance, _("This desk"))
        self._folder = str(desk.folder)
        self._navigation = navigation
        self.column.addWidget(
            Text(appearance, _("Everything you write stays in this folder, on this computer:"), role="muted")
        )
        # A line that scrolls: a path is one long word, which would push the page wider than the window.
        place = LineEdit(appearance, text=self._folder, name=_("Folder of this desk"))
        place.setReadOnly(True)
        place.setCursorPosition(0)
        self.column.addWidget(place)
        self.open_folder = Button(appearance, _("Open the folder"), "external-link")
        self.copy_path = Button(appearance, _("Copy its place"), "copy", "plain")
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        flow.addWidget(self.open_folder)
        flow.addWidget(self.copy_path)
        self.column.addWidget(row)
        self.column.addWidget(
            Text(appearance, _("MentorDesk {version}").format(version=__version__), TextStyle.CAPTION, "muted")
        )
        self.open_folder.clicked.connect(self._open)
        self.copy_path.clicked.connect(self._copy)

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)):
            self._navigation.toast(_("No program answered. The folder is {folder}.").format(folder=self._folder))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._folder)
        self._navigation.toast(_("Copied"))
