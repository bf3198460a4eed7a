"""The style of the application: Fusion in our palette, and a style sheet on just those controls that Qt draws itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QProxyStyle,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSplitter,
    QStatusBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

from .sheet import TOOLTIP

_KINDS: dict[type[QWidget], str] = {
    QLineEdit: "field",
    QTextEdit: "field",
    QPlainTextEdit: "field",
    QComboBox: "field",
    QAbstractSpinBox: "field",
    QScrollBar: "scroll_bar",
    QMenu: "menu",
    QMenuBar: "menu",
}
"""What Qt draws in these and in everything made from them."""
_PLAIN_KINDS: dict[type[QWidget], str] = {
    QPushButton: "button",
    QToolButton: "button",
    QCheckBox: "check",
    QRadioButton: "check",
    QProgressBar: "progress",
    QSlider: "slider",
    QTabBar: "tabs",
    QTabWidget: "tabs",
    QSplitter: "frame",
    QGroupBox: "frame",
    QStatusBar: "frame",
    QToolBar: "frame",
}
"""What is made from these here paints itself: only Qt's own, as in its dialogs, are dressed."""


class Clothes(QProxyStyle):
    """Dresses each control when it is first shown.

    A style sheet of the application would be matched against every widget there is, some hundreds, most of which paint
    themselves: half of what building a screen costs, and 400 ms at each change of theme.
    """

    def __init__(self, sheets: Mapping[str, str]) -> None:
        super().__init__("Fusion")
        self._sheets = sheets

    def change(self, sheets: Mapping[str, str], *, resizes: bool) -> None:
        """Put other sheets on: at once on what can be seen, and on all when they change sizes; else when it is shown."""
        self._sheets = sheets
        for widget in QApplication.allWidgets():
            if _kind_of(widget) and widget.styleSheet():
                if resizes or widget.isVisible():
                    self.dress(widget)
                else:
                    widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self.dress(watched)
        return False

    def dress(self, widget: QWidget) -> None:
        """Put the present sheet on a control, if it is of a kind that wears one and wears another."""
        kind = _kind_of(widget)
        if kind and widget.styleSheet() != self._sheets[kind]:
            widget.setStyleSheet(self._sheets[kind])

    def polish(self, worn_by: QWidget | QApplication | QPalette | Qt.GlobalColor | QColor, /) -> None:
        super().polish(worn_by)
        if isinstance(worn_by, QScrollBar) and worn_by.minimum() == worn_by.maximum():
            # Each area that may scroll has two, most of which are never seen: 20 ms of a start for their sheets.
            worn_by.rangeChanged.connect(self._dress_bar, Qt.ConnectionType.UniqueConnection)
        elif isinstance(worn_by, QWidget):
            _lay_bare(worn_by)
            self.dress(worn_by)

    @Slot()
    def _dress_bar(self) -> None:
        """Dress a scroll bar that has something to scroll from now on, before room is made for it."""
        bar = self.sender()
        if isinstance(bar, QScrollBar):
            bar.rangeChanged.disconnect(self._dress_bar)
            self.dress(bar)


_known: dict[type[QWidget], str | None] = {}


def _kind_of(widget: QWidget) -> str | None:
    made_of = type(widget)
    if made_of not in _known:
        _known[made_of] = _PLAIN_KINDS.get(made_of) or next(
            (kind for each in made_of.__mro__ if (kind := _KINDS.get(each))), None
        )
    if made_of is QLabel and widget.windowType() == Qt.WindowType.ToolTip:
        return TOOLTIP  # Qt makes it, of a class that it keeps to itself
    return _known[made_of]


def _lay_bare(widget: QWidget) -> None:
    """Let the ground of the window be seen through what scrolls; Qt gives it a frame and a ground of its own."""
    if isinstance(widget, QScrollArea):
        widget.setFrameShape(QFrame.Shape.NoFrame)
        widget.viewport().setAutoFillBackground(False)
        if content := widget.widget():
            content.setAutoFillBackground(False)
