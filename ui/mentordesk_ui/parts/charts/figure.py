"""A chart as it stands on a page: its title, the sentence that says what it shows, its numbers, and ways to take it along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.charts import saving
from mentordesk_ui.parts.charts.chart import DRAWING_WIDTH, Chart
from mentordesk_ui.parts.charts.numbers_view import NumbersView
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_WRAP = int(Qt.TextFlag.TextWordWrap)


class Figure(QWidget):
    """Shows one chart. The button, or Enter on the chart, turns to its numbers and back; the other one saves and copies."""

    written = Signal(str)
    """A file was written; its name."""
    copied = Signal()
    trouble = Signal(object)
    """A file could not be written: a Trouble."""

    def __init__(self, appearance: Appearance, chart: Chart[Any], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.chart = chart
        self._title = title
        self.setAccessibleName(title)
        self.title = Text(appearance, title, TextStyle.H2)
        self.sentence = Text(appearance, "", TextStyle.BODY, "muted")
        self.numbers_button = IconButton(appearance, "list", _("{title}: as numbers").format(title=title))
        self.numbers_button.setCheckable(True)
        self.numbers_button.toggled.connect(self._turn)
        self.take_button = IconButton(appearance, "download", _("{title}: save or copy").format(title=title))
        self.take_button.clicked.connect(self._offer)
        self.table = NumbersView(appearance, title)
        self.table.hide()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(SPACE.xs)
        head.addWidget(self.title, 1)
        head.addWidget(self.numbers_button)
        head.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(chart)
        column.addWidget(self.table)
        chart.numbers_wanted.connect(self.show_numbers)

    def say(self, sentence: str) -> None:
        """Say in a sentence what the chart shows, and let the table follow what it shows now."""
        self.sentence.setText(sentence)
        self.chart.setAccessibleDescription(sentence)
        self.chart.setVisible(self.chart.count() > 0 and not self.numbers_button.isChecked())
        for button in (self.numbers_button, self.take_button):
            button.setVisible(self.chart.count() > 0)
        if not self.chart.count():
            self.numbers_button.setChecked(False)
        if self.numbers_button.isChecked():
            self.table.show_numbers(self.chart.numbers())

    def shows_numbers(self) -> bool:
        """Tell whether the numbers are shown instead of the picture."""
        return self.numbers_button.isChecked()

    def show_numbers(self) -> None:
        """Turn to the numbers; the arrows walk in them."""
        self.numbers_button.setChecked(True)
        self.table.selectRow(0)
        self.table.setFocus()

    def copy(self) -> None:
        """Put the numbers on the clipboard."""
        self.table.show_numbers(self.chart.numbers())
        self.table.clearSelection()
        self.table.copy()
        self.copied.emit()

    def content(self, ending: str) -> bytes:
        """Return what a file of this kind holds: "png", "svg" or "csv"."""
        if ending == "csv":
            # With a mark, or spreadsheets take the letters for those of another alphabet.
            return saving.as_csv(self.chart.numbers()).encode("utf-8-sig")
        head, size = self._head_height(), self._drawing_size()
        ground = self._appearance.color("canvas")
        # What is taken out is whole, whatever the curtain covers on the screen.
        with self._appearance.veil.resting():
            if ending == "svg":
                return saving.drawing(partial(self._draw, head), size, ground, self._title)
            return saving.png(saving.picture(partial(self._draw, head), size, ground))

    def write(self, ending: str, path: str) -> None:
        """Write the chart to a file and say so."""
        try:
            saving.write(Path(path), self.content(ending))
        except Trouble as trouble:
            self.trouble.emit(trouble)
        else:
            self.written.emit(Path(path).name)

    def ask_where(self, ending: str) -> None:
        """Ask for a place, and write the chart there."""
        kinds = {"png": _("Picture (*.png)"), "svg": _("Drawing (*.svg)"), "csv": _("Numbers (*.csv)")}
        # The dialog is the system's, which knows of no curtain.
        title = _("Save") if self._appearance.veil.hides(self._title) else self._title
        name = f"{title}.{ending}".replace("/", "-")
        dialog = QFileDialog(self, title, name, kinds[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(partial(self.write, ending))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def menu(self) -> QMenu:
        """Return what can be done with the chart."""
        menu = QMenu(self)
        add = partial(offer, self._appearance, menu)
        add(_("Copy the numbers"), "copy", "", self.copy)
        add(_("Save as picture (PNG)"), "download", "", partial(self.ask_where, "png"))
        add(_("Save as drawing (SVG)"), "download", "", partial(self.ask_where, "svg"))
        add(_("Save the numbers (CSV)"), "download", "", partial(self.ask_where, "csv"))
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.take_button.mapToGlobal(QPoint(0, self.take_button.height())))

    def _turn(self, to_numbers: bool) -> None:
        had_focus = self.chart.hasFocus() or self.table.hasFocus()
        if to_numbers:
            self.table.show_numbers(self.chart.numbers())
        self.table.setVisible(to_numbers)
        self.chart.setVisible(not to_numbers and self.chart.count() > 0)
        if had_focus:
            (self.table if to_numbers else self.chart).setFocus()
        announce(self, _("Numbers") if to_numbers else _("Picture"))

    # -- as a file: the chart with its title and sentence above it

    def _head_height(self) -> float:
        a = self._appearance
        title = QFontMetricsF(a.font(TextStyle.H2)).height()
        return title + self._sentence_height() + a.px(SPACE.xl)

    def _sentence_height(self) -> float:
        metrics = QFontMetricsF(self._appearance.font(TextStyle.BODY))
        width = DRAWING_WIDTH - 2 * self._appearance.px(SPACE.xl)
        return metrics.boundingRect(QRectF(0, 0, width, 10_000), _WRAP, self.sentence.text()).height()

    def _drawing_size(self) -> QSizeF:
        margin = self._appearance.px(SPACE.xl)
        inner = DRAWING_WIDTH - 2 * margin
        return QSizeF(DRAWING_WIDTH, 2 * margin + self._head_height() + self.chart.heightForWidth(inner))

    def _draw(self, head: float, painter: QPainter, size: QSizeF) -> None:
        a = self._appearance
        margin = a.px(SPACE.xl)
        painter.translate(margin, margin)
        width = size.width() - 2 * margin
        title = QFontMetricsF(a.font(TextStyle.H2)).height()
        painting.draw_text(painter, a, QRectF(0, 0, width, title), self._title, TextStyle.H2)
        painter.setFont(a.font(TextStyle.BODY))
        painter.setPen(a.color("muted"))
        sentence = QRectF(0, title + a.px(SPACE.xs), width, self._sentence_height() + 2)
        painter.drawText(sentence, _WRAP, self.sentence.text())
        painter.translate(0, head)
        self.chart.draw(painter, QSizeF(width, size.height() - 2 * margin - head))
