"""The reading column: content of at most 760 px that scrolls, by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.theme.appearance import Appearance

READING_WIDTH = 760


_FLOORS = 3
"""How often layouts are asked: each tells the one around it, and a column in a section in a page is as deep as it gets."""


class ScrollColumn(QScrollArea):
    """A column of widgets from the top down. Page Up and Down, Home and End scroll it when what has focus does not want them.

    Add to `column` (a QVBoxLayout) or with `add`. `wide` leaves out the limit of 760 px.
    """

    def __init__(
        self,
        appearance: Appearance,
        *,
        wide: bool = False,
        margins: tuple[int, int, int, int] = (36, 32, 36, 32),
        gap: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._wide = wide
        self._margins = margins
        self._expects_more = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = QWidget(self)
        self._ground.setObjectName("scroll_ground")
        self._body = QWidget(self._ground)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self._body)
        self.column.setSpacing(gap)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._around = QHBoxLayout(self._ground)
        self._around.setSpacing(0)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.addWidget(self._body, 1)
        if not wide:
            self._around.addStretch(0)
        self.setWidget(self._ground)
        for ground in (self, self.viewport(), self._ground):
            ground.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._keep_to_top)
        appearance.resized.connect(self._follow_appearance)
        self._follow_appearance()

    def add(self, content: QWidget | QLayout, *, space_before: int = 0, stretch: int = 0) -> None:
        """Put a widget or layout below what is there, after some space in px."""
        if space_before:
            self.column.addSpacing(space_before)
        if isinstance(content, QWidget):
            self.column.addWidget(content, stretch)
        else:
            self.column.addLayout(content, stretch)

    def add_stretch(self) -> None:
        self.column.addStretch(1)

    def expect_more(self, expects: bool = True) -> None:
        """Be as tall as if what is still to come were there: its scroll bar would push aside what is being read."""
        self._expects_more = expects
        self._keep_room()

    def expect_rest(self, by_and_by: ByAndBy) -> None:
        """Expect more until nothing is left to come."""
        if not by_and_by.is_whole:
            by_and_by.whole.connect(self._expect_no_more, Qt.ConnectionType.UniqueConnection)
            self.expect_more()

    @Slot()
    def _expect_no_more(self) -> None:
        self.expect_more(False)

    def _keep_room(self) -> None:
        self._ground.setMinimumHeight(self.viewport().height() + self._appearance.px(200) if self._expects_more else 0)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until the widget can be seen, also one that was shown only just now."""
        for _floor in range(_FLOORS):
            # Until it is laid out, what was shown is nowhere, and a place that is wrong would be scrolled to.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(widget, 0, self._appearance.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep() - bar.singleStep(),
            Qt.Key.Key_PageUp: bar.singleStep() - bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        bar.setValue(bar.value() + step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        if self._expects_more:
            self._keep_room()

    def _keep_to_top(self, _least: int, most: int) -> None:
        """Keep what is shorter than the view at its top.

        Only then: Qt gives a layout that is aligned no more than its size hint, which is made for a wider page, and would
        squeeze what wraps in this one.
        """
        wanted = Qt.AlignmentFlag(0) if most > 0 else Qt.AlignmentFlag.AlignTop
        if self.column.alignment() != wanted:
            self.column.setAlignment(wanted)
            self.column.update()

    def _set_margins(self) -> None:
        left, top, right, bottom = self._margins
        if self.viewport().width() < self._appearance.px(520):
            left = right = min(left, 20)
        # Inside the body, so that the shadow of a card has somewhere to fall.
        self.column.setContentsMargins(left, top, right, bottom)
        if not self._wide:
            self._body.setMaximumWidth(self._appearance.px(READING_WIDTH) + left + right)

    def _follow_appearance(self) -> None:
        self.verticalScrollBar().setSingleStep(self._appearance.px(40))
        self._set_margins()
