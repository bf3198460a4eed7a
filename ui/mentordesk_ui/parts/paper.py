"""Markdown on paper: set in the program's own type, black on white, for a printer or as PDF. Loaded when somebody prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk_ui.theme.fonts import FAMILY

POINTS = 10.5
MARGIN_MM = 20


def ask_for_printer(host: QWidget, print_it: Callable[[QPrinter], object]) -> QPrintDialog:
    """Ask over a window for a printer; `print_it` is handed the one that is chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, host)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(partial(_hand_over, print_it, printer))
    dialog.setModal(True)
    dialog.show()
    return dialog


def _hand_over(print_it: Callable[[QPrinter], object], printer: QPrinter, *_said_again: QPrinter) -> None:
    # Of the two signals of this name PySide connects the one that says the printer once more.
    print_it(printer)


def document_of(markdown: str) -> QTextDocument:
    """Return the words set in the program's own type, black on white."""
    document = QTextDocument()
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return document


def print_markdown(host: QWidget, name: str, markdown: str) -> QPrintDialog:
    """Ask for a printer and print the words; its list calls them by a name."""
    return ask_for_printer(host, partial(print_on, name=name, markdown=markdown))


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
