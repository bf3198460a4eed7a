"""Markdown on paper: set in the program's own type, black on white, for a printer or as PDF. Loaded when somebody prints."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk_ui.theme.fonts import FAMILY

POINTS = 10.5
MARGIN_MM = 20


def document_of(markdown: str) -> QTextDocument:
    """Return the words set in the program's own type, black on white."""
    document = QTextDocument()
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return document


def print_on(printer: QPrinter, name: str, markdown: str) -> None:
    """Print the words; the printer's list calls them by a name."""
    printer.setDocName(name)
    printer.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    document = document_of(markdown)
    document.setPageSize(QSizeF(printer.pageRect(QPrinter.Unit.Point).size()))
    document.print_(printer)


def write_pdf(path: Path, name: str, markdown: str) -> None:
    """Write the words as PDF; raises Trouble when the file cannot be written."""
    try:
        path.touch()
    except OSError as error:
        raise Trouble(_("{file} cannot be written. Choose another place.").format(file=path)) from error
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(path))
    print_on(printer, name, markdown)
