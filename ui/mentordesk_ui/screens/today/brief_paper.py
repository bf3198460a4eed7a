"""A brief on paper: set in the program's own type, for a printer or as PDF. Loaded when somebody prints."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.workflows.brief import Brief
from mentordesk.workflows.brief_words import brief_as_markdown
from mentordesk_ui.theme.fonts import FAMILY

POINTS = 10.5
MARGIN_MM = 20


def document_of(brief: Brief) -> QTextDocument:
    """Return the brief set in the program's own type, black on white."""
    document = QTextDocument()
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setMarkdown(brief_as_markdown(brief), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return document


def print_on(printer: QPrinter, brief: Brief) -> None:
    """Print the brief."""
    printer.setDocName(_("Brief"))
    printer.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    document = document_of(brief)
    document.setPageSize(QSizeF(printer.pageRect(QPrinter.Unit.Point).size()))
    document.print_(printer)


def write_pdf(brief: Brief, path: Path) -> None:
    """Write the brief as PDF; raises Trouble when the file cannot be written."""
    try:
        path.touch()
    except OSError as error:
        raise Trouble(_("{file} cannot be written. Choose another place.").format(file=path)) from error
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(path))
    print_on(printer, brief)
