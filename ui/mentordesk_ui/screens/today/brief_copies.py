"""Copies of a brief: on the clipboard as Markdown, on paper through the system's dialog, and as PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.workflows.brief.brief_words import brief_as_markdown
from mentordesk.workflows.brief.prepare import Brief
from mentordesk_ui.parts.announce import sayable
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation


class BriefCopies(QObject):
    """Gives briefs away, asking over `host` where to."""

    def __init__(self, acts: Acts, navigation: Navigation, host: QWidget) -> None:
        super().__init__(host)
        self._acts = acts
        self._navigation = navigation
        self._host = host

    def copy(self, brief: Brief) -> None:
        """Put a brief on the clipboard as Markdown."""
        QGuiApplication.clipboard().setText(brief_as_markdown(brief))
        self._navigation.toast(_("The brief is on the clipboard."))

    def print_out(self, brief: Brief) -> None:
        """Ask for a printer and print a brief."""
        # Loaded when somebody prints, not when Today opens; the same below.
        from mentordesk_ui.parts.paper import ask_for_printer

        from .brief_paper import print_on

        ask_for_printer(self._host, partial(print_on, brief=brief))

    def save(self, brief: Brief) -> None:
        """Ask for a place and write a brief there as PDF."""
        whose = sayable(self._host, brief.person.name, _("Brief")) if brief.person else _("Brief")
        name = f"{whose} {brief.prepared_at:%Y-%m-%d}.pdf".replace("/", "-")
        dialog = QFileDialog(self._host, _("Save brief as PDF"), name, _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.write, brief))
        dialog.setModal(True)
        dialog.show()

    def write(self, brief: Brief, path: str) -> None:
        """Write a brief as PDF and say so."""
        from .brief_paper import write_pdf

        try:
            write_pdf(brief, Path(path))
        except Trouble as trouble:
            self._acts.trouble.emit(trouble)
        else:
            self._navigation.toast(_("The brief is in {file}.").format(file=Path(path).name))
