"""A brief on paper: for a printer or as PDF. Loaded when somebody prints."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from mentordesk.language import _
from mentordesk.workflows.brief.brief_words import brief_as_markdown
from mentordesk.workflows.brief.prepare import Brief
from mentordesk_ui.parts import paper


def print_on(printer: QPrinter, brief: Brief) -> None:
    """Print the brief."""
    paper.print_on(printer, _("Brief"), brief_as_markdown(brief))


def write_pdf(brief: Brief, path: Path) -> None:
    """Write the brief as PDF; raises Trouble when the file cannot be written."""
    paper.write_pdf(path, _("Brief"), brief_as_markdown(brief))
