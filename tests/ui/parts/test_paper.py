"""What is printed: the printer one chooses gets the words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mentordesk_ui.parts.paper import print_markdown
from mentordesk_ui.theme.appearance import Appearance
from tests.support.shown import Show


def test_the_printer_that_is_chosen_gets_the_words(appearance: Appearance, show: Show, tmp_path: Path) -> None:
    host = QWidget()
    show(host)
    dialog = print_markdown(host, "Recovery kit", "# The kit\n\nABCDE FGHIJ")
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "kit.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
