"""The numbers of a chart as a table: read by ears, walked by arrows, copied to a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.charts.points import Numbers
from mentordesk_ui.parts.charts.saving import as_tabbed
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle
from mentordesk_ui.theme.veil import Veil

MOST_ROWS_SEEN = 12

_Index = QModelIndex | QPersistentModelIndex


class _NumbersModel(QAbstractTableModel):
    def __init__(self, veil: Veil, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._veil = veil
        self.numbers = Numbers((), (), ())

    def show_numbers(self, numbers: Numbers) -> None:
        self.beginResetModel()
        self.numbers = numbers
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.numbers.said)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.numbers.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._veil.words(self.numbers.said[index.row()][index.column()])
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = self.numbers.said[index.row()][index.column()]
            spoken = _("none") if said == "–" else said
            return f"{self.numbers.heads[index.column()]}: {self._veil.aloud(spoken)}"
        raw = self.numbers.raw[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(raw, int | float):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.numbers.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = any(isinstance(row[section], int | float) for row in self.numbers.raw[:50])
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class NumbersView(QTableView):
    """Shows `Numbers`. Ctrl+C copies what is selected, or everything, with tabs."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._numbers_model = _NumbersModel(appearance.veil, self)
        self.setModel(self._numbers_model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(60)
        appearance.resized.connect(self._follow_appearance)
        self._follow_appearance()

    def show_numbers(self, numbers: Numbers) -> None:
        """Show a table; the first row is where the arrows begin."""
        self._numbers_model.show_numbers(numbers)
        self._fit()

    def numbers(self) -> Numbers:
        """Return what is shown."""
        return self._numbers_model.numbers

    def copy(self) -> str:
        """Put the selected rows on the clipboard, or all of them when no more than one is selected, and return the text."""
        numbers = self.numbers()
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if len(rows) > 1:
            picked = tuple(numbers.said[row] for row in rows)
            numbers = Numbers(numbers.heads, picked, tuple(numbers.raw[row] for row in rows))
        text = as_tabbed(numbers)
        QGuiApplication.clipboard().setText(text)
        announce(self, _("The numbers are on the clipboard."))
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # whoever shows the table turns back to the picture
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        rows = max(1, min(MOST_ROWS_SEEN, self.model().rowCount()))
        high = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), high + self._appearance.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(120), self.sizeHint().height())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + self._appearance.px(12))
        self.updateGeometry()

    def _follow_appearance(self) -> None:
        self.setFont(self._appearance.font(TextStyle.BODY, tabular=True))
        self.horizontalHeader().setFont(self._appearance.font(TextStyle.CAPTION))
        self._fit()
        self.viewport().update()
