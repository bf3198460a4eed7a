"""What the desk holds about somebody, to read, copy, print and save."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.phrases import number
from mentordesk.store.desk import Desk
from mentordesk.workflows.forgetting.held_report import HeldReport, held_about, report_as_markdown, save_report
from mentordesk_ui.parts.announce import announce, sayable
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.shell.help_browser import HelpBrowser
from mentordesk_ui.shell.help_pages import HelpPage
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

MOST_SHOWN = 40
"""How many records of a noun are shown: copied, printed and saved are all of them."""

_LINES, _LEAST_LINES = 32, 5
_AROUND = 8
"""Lines that the head and the buttons of the sheet take up."""


class HeldSheet(Sheet):
    """Reads the desk on a thread of its own; the buttons work once it is read."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        background: Background,
        navigation: Navigation,
        person: Person,
        *,
        second_folder: str = "",
    ) -> None:
        title = _("What this desk holds about {name}").format(name=person.name)
        super().__init__(appearance, host, title, cancel=_("Close"), width=820)
        self.person = person
        self._navigation = navigation
        self.report: HeldReport | None = None
        self.summary = Text(appearance, _("Looking…"), TextStyle.BODY, "muted")
        self.page = HelpBrowser(appearance)
        line = appearance.metrics(TextStyle.BODY).lineSpacing()
        around = line * _AROUND + appearance.px(SPACE.xl * 4)
        self.page.setMinimumHeight(max(line * _LEAST_LINES, min(line * _LINES, host.height() - around)))
        self.add(self.summary)
        self.add(self.page)
        self.copy = self.add_button(Button(appearance, _("Copy"), "copy"))
        self.save = self.add_button(Button(appearance, _("Save as Markdown"), "download"))
        self.pdf = self.add_button(Button(appearance, _("Save as PDF"), "file-text"))
        self.printing = self.add_button(Button(appearance, _("Print"), "printer"))
        self._buttons = (self.copy, self.save, self.pdf, self.printing)
        for button, act in zip(
            self._buttons, (self._copy, self._ask_markdown, self._ask_pdf, self._print), strict=True
        ):
            button.clicked.connect(act)
            button.setEnabled(False)
        for before, after in pairwise(self._buttons):
            QWidget.setTabOrder(before, after)
        self._looking: Progress | None = background.run(
            partial(_read, desk, person.id, second_folder), done=self._show, failed=self._show_failed
        )
        self.closed.connect(self._look_no_further)

    def focus_first(self) -> None:
        """Begin where it is read."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_no_further(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _show(self, report: HeldReport) -> None:
        self._looking, self.report = None, report
        words = ngettext(
            "{count} record, those in the trash included.",
            "{count} records, those in the trash included.",
            report.count,
        )
        self.summary.setText(words.format(count=number(report.count)))
        text = report_as_markdown(report, most=MOST_SHOWN, headed=False)
        self.page.show_page(HelpPage("held", self.person.name, text, Path(), is_translated=True))
        for button in self._buttons:
            button.setEnabled(True)
        announce(self, self.summary.text())
        self.place()

    def _show_failed(self, error: Mistake | Trouble) -> None:
        self._looking = None
        self.summary.setText(error.sentence)
        announce(self, error.sentence, urgent=True)

    # -- copies

    def _words(self) -> str:
        return report_as_markdown(self.report) if self.report is not None else ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words())
        self._navigation.toast(_("The report is on the clipboard."))

    def _print(self) -> None:
        # Loaded when somebody prints; the same below.
        from mentordesk_ui.parts.paper import print_markdown

        print_markdown(self, sayable(self, self.person.name, _("Report")), self._words())

    def _ask_markdown(self) -> None:
        self._ask(_("Save report"), "md", _("Markdown (*.md)")).fileSelected.connect(self.write_markdown)

    def _ask_pdf(self) -> None:
        self._ask(_("Save report as PDF"), "pdf", _("PDF (*.pdf)")).fileSelected.connect(self.write_pdf)

    def _ask(self, title: str, ending: str, kind: str) -> QFileDialog:
        whose = sayable(self, self.person.name, _("Report"))
        name = f"{whose}.{ending}".replace("/", "-")
        dialog = QFileDialog(self, title, name, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def write_markdown(self, path: str) -> None:
        """Write the report as Markdown and say so."""
        if self.report is None:
            return
        try:
            save_report(self.report, Path(path))
        except Trouble as trouble:
            self.show_mistake(Mistake(trouble.sentence))
        else:
            self._navigation.toast(_("The report is in {file}.").format(file=Path(path).name))

    def write_pdf(self, path: str) -> None:
        """Write the report as PDF and say so."""
        from mentordesk_ui.parts.paper import write_pdf

        try:
            write_pdf(Path(path), self.person.name, self._words())
        except Trouble as trouble:
            self.show_mistake(Mistake(trouble.sentence))
        else:
            self._navigation.toast(_("The report is in {file}.").format(file=Path(path).name))


def _read(desk: Desk, person_id: str, second_folder: str) -> HeldReport:
    beside = desk.open_beside()
    try:
        return held_about(beside, person_id, second_folder=second_folder)
    finally:
        beside.close()
