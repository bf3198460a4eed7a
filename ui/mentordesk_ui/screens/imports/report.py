"""What an import left out or read differently: to read, and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mentordesk.language import _, ngettext
from mentordesk.workflows.imports.import_file import ToldLeftOut, ToldNote, report_lines
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

_LINES = 7


class Report(QWidget):
    """One line that says how much there is; a click unfolds it."""

    def __init__(self, appearance: Appearance, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._navigation = navigation
        self.unfold = Button(appearance, "", "chevron-right", "plain")
        self.copy = IconButton(appearance, "copy", _("Copy the report"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Report"))
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self.unfold)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(row)
        column.addWidget(self.text)
        self.unfold.clicked.connect(self._toggle)
        self.copy.clicked.connect(self._copy)
        appearance.resized.connect(self._fit)
        self._fit()
        self.show_report((), ())

    def show_report(
        self, left_out: Sequence[ToldLeftOut], notes: Sequence[ToldNote], *, unfolded: bool = False
    ) -> None:
        """Show a report; without anything to say it takes no room."""
        self.text.setPlainText("\n".join(report_lines(left_out, notes)))
        parts = []
        if left_out:
            parts.append(ngettext("{count} left out", "{count} left out", len(left_out)).format(count=len(left_out)))
        if notes:
            parts.append(ngettext("{count} remark", "{count} remarks", len(notes)).format(count=len(notes)))
        self.unfold.set_words(" · ".join(parts))
        self.setVisible(bool(parts))
        self._set_unfolded(unfolded)

    def _toggle(self) -> None:
        self._set_unfolded(self.text.isHidden())

    def _set_unfolded(self, unfolded: bool) -> None:
        self.text.setVisible(unfolded)
        self.copy.setVisible(unfolded)
        self.unfold.set_icon("chevron-down" if unfolded else "chevron-right")
        self.unfold.setAccessibleDescription(_("unfolded") if unfolded else _("folded"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._navigation.toast(_("Copied the report"))

    def _fit(self) -> None:
        lines = QFontMetrics(self.text.font()).lineSpacing() * _LINES
        self.text.setMinimumHeight(lines // 2)
        self.text.setMaximumHeight(lines + self._appearance.px(20))
