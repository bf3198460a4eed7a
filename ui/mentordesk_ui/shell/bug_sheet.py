"""What a person sees of a bug: that nothing is lost, and the report to copy."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance


def bug_sheet(appearance: Appearance, host: QWidget, report: str) -> Sheet:
    """Return a sheet that tells of a bug; the report holds places in the program and nothing of the desk."""
    sheet = Sheet(
        appearance,
        host,
        _("Something in MentorDesk went wrong"),
        line=_("Your desk is safe: every change is kept whole or not at all. If it happens again, please report it."),
        cancel=_("Close"),
    )
    shown = QPlainTextEdit(report)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setFont(appearance.mono_font())
    shown.setAccessibleName(_("Report"))
    shown.setMinimumHeight(appearance.px(160))
    sheet.add(shown)
    copy = sheet.add_button(Button(appearance, _("Copy the report"), "copy"))
    copy.clicked.connect(partial(_copy, report))
    sheet.closed.connect(sheet.deleteLater)
    return sheet


def _copy(report: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(report)
