"""A list view that is keyboard first, reorders by drag, and can be as tall as its rows; it knows nothing of what rows mean."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QScrollArea, QSizePolicy, QWidget

from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.keyboard_focus import has_keyboard_focus
from mentordesk_ui.theme.veil import PEEK_KEY

T = TypeVar("T")

Click = Literal["auto", "opens", "toggles", "chooses"]


class RowView(QListView, Generic[T]):
    """Shows a RowModel.

    Enter opens, Space toggles a checked row, Alt+Up and Alt+Down move when the model is movable, Delete removes when the
    model is removable, the menu key asks for a menu. A click toggles a row with a mark and opens any other (`click`
    "auto"); with "opens" only the mark itself toggles; with "chooses" a click selects and a double click opens.
    With `fits_content` the view is as tall as its rows and leaves scrolling to the column around it.
    """

    activated_row = Signal(object)
    toggled_row = Signal(object)
    moved_row = Signal(object, int)
    removed_row = Signal(object)
    chosen_row = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        appearance: Appearance,
        model: RowModel[T],
        name: str,
        *,
        delegate: RowDelegate | None = None,
        lines: Literal[1, 2] = 2,
        click: Click = "auto",
        fits_content: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows_model = model
        self._click: Click = click
        self._fits_content = fits_content
        self._pressed = QPersistentModelIndex()
        self._press_point = QPoint()
        self._dragging = False
        self._drop_gap = -1
        self._delegate = delegate or RowDelegate(appearance, lines=lines)
        self._delegate.setParent(self)
        self._by_keys = False
        self._worn: QFont | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(self._delegate.uniform)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.wear(appearance.veil)
        self._veil_worn = appearance.veil.state
        if fits_content:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
                signal.connect(self._fit)
        self.selectionModel().currentChanged.connect(self._tell_choice)
        appearance.resized.connect(self._follow_sizes)
        appearance.changed.connect(self.viewport().update)
        self._follow_sizes()

    # -- what the program asks

    @property
    def rows_model(self) -> RowModel[T]:
        return self._rows_model

    @property
    def shows_keyboard_focus(self) -> bool:
        return self.hasFocus() and (self._by_keys or has_keyboard_focus(self))

    @property
    def shows_choice(self) -> bool:
        """True when the chosen row stays marked, as in a list beside what it opens."""
        return self._click == "chooses"

    @property
    def pressed_position(self) -> int:
        return self._pressed.row() if self._pressed.isValid() else -1

    def current_row(self) -> T | None:
        index = self.currentIndex()
        return self._rows_model.row_at(index.row()) if index.isValid() else None

    def choose(self, key: Hashable) -> bool:
        """Make the row with this key the current one; False when the list does not hold it."""
        position = self._rows_model.position_of(key)
        if position is None:
            return False
        self.setCurrentIndex(self._rows_model.index(position, 0))
        return True

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == PEEK_KEY and not event.modifiers():
            if not event.isAutoRepeat():
                self._peek(True)
            return
        self._by_keys = True
        self.viewport().update()
        index = self.currentIndex()
        key, bare = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid():
            super().keyPressEvent(event)
            return
        row = self._rows_model.row_at(index.row())
        if bare == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self._rows_model.movable:
                self._move(index.row(), index.row() + (1 if key == Qt.Key.Key_Down else -1))
                return
        elif bare == Qt.KeyboardModifier.NoModifier:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.activated_row.emit(row)
                return
            if key == Qt.Key.Key_Space and self._rows_model.look_at(index.row()).checked is not None:
                self.toggled_row.emit(row)
                return
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._rows_model.removable:
                self.removed_row.emit(row)
                return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows_model.rowCount() and has_keyboard_focus(self):
            self.setCurrentIndex(self._rows_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._peek(False)
        self._by_keys = False
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            point = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(self._rows_model.row_at(index.row()), point)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == PEEK_KEY and not event.isAutoRepeat():
            self._peek(False)
        super().keyReleaseEvent(event)

    def _peek(self, peeks: bool) -> None:
        """Show the row that has the keyboard as if there were no curtain, for as long as the key is held."""
        self._rows_model.peek(self.currentIndex().row() if peeks else -1)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._pressed = QPersistentModelIndex(index)
            self._press_point = event.position().toPoint()
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed.isValid() and self._rows_model.movable and event.buttons() & Qt.MouseButton.LeftButton:
            far = abs(point.y() - self._press_point.y()) >= QApplication.startDragDistance()
            if self._dragging or far:
                self._dragging = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._drop_gap = self._gap_at(point)
                self._scroll_near_edge(point)
                self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self._rows_model.index(self._pressed.row(), 0) if self._pressed.isValid() else QModelIndex()
        self._pressed = QPersistentModelIndex()
        point = event.position().toPoint()
        if self._dragging:
            gap = self._drop_gap
            self._stop_drag()
            if pressed.isValid() and gap >= 0:
                self._move(pressed.row(), gap - 1 if gap > pressed.row() else gap)
            return
        super().mouseReleaseEvent(event)
        self.viewport().update()
        if event.button() == Qt.MouseButton.LeftButton and pressed.isValid() and self.indexAt(point) == pressed:
            self._clicked(pressed, point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._click == "chooses" and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.activated_row.emit(self._rows_model.row_at(index.row()))
            return
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._fits_content:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _clicked(self, index: QModelIndex, point: QPoint) -> None:
        row = self._rows_model.row_at(index.row())
        look = self._rows_model.look_at(index.row())
        if not look.enabled:
            return
        on_mark = look.checked is not None and self._delegate.mark_rect(self.visualRect(index), look, self).contains(
            point
        )
        toggles = self._click == "toggles" or (self._click == "auto" and look.checked is not None)
        if look.checked is not None and (toggles or on_mark):
            self.toggled_row.emit(row)
        elif self._click in ("auto", "opens"):
            self.activated_row.emit(row)

    # -- moving

    def _move(self, source: int, target: int) -> None:
        target = max(0, min(target, self._rows_model.rowCount() - 1))
        if target == source:
            return
        row = self._rows_model.row_at(source)
        self._rows_model.move(source, target)
        self.setCurrentIndex(self._rows_model.index(target, 0))
        self.moved_row.emit(row, target)

    def _gap_at(self, point: QPoint) -> int:
        index = self.indexAt(QPoint(self.viewport().width() // 2, point.y()))
        if not index.isValid():
            return self._rows_model.rowCount() if point.y() > 0 else 0
        return index.row() + (1 if point.y() > self.visualRect(index).center().y() else 0)

    def _scroll_near_edge(self, point: QPoint) -> None:
        edge, bar = self._appearance.px(24), self.verticalScrollBar()
        if point.y() < edge:
            bar.setValue(bar.value() - edge // 2)
        elif point.y() > self.viewport().height() - edge:
            bar.setValue(bar.value() + edge // 2)

    def _stop_drag(self) -> None:
        self._dragging = False
        self._drop_gap = -1
        self.unsetCursor()
        self.viewport().update()

    # -- geometry and painting

    def row_height(self) -> int:
        return self._delegate.row_height()

    def sizeHint(self) -> QSize:
        if self._fits_content:
            return QSize(self._appearance.px(240), self._content_height())
        return QSize(self._appearance.px(320), self.row_height() * 6)

    def minimumSizeHint(self) -> QSize:
        height = self._content_height() if self._fits_content else self.row_height()
        return QSize(self._appearance.px(120), height)

    def _content_height(self) -> int:
        if self._delegate.uniform:
            return self._rows_model.rowCount() * self.row_height()
        width = self.viewport().width()
        looks = (self._rows_model.look_at(place) for place in range(self._rows_model.rowCount()))
        return sum(self._delegate.height_of(look, width, self) for look in looks)

    def _fit(self, *_places: object) -> None:
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits_content or not self.isVisible():
            # Left to itself QListView lays its rows out a tenth of a second later, and Today is complete only then. It
            # does not while a layout is on its way; a long list that is dragged wider goes on waiting.
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        if self._fits_content:
            self.verticalScrollBar().setValue(0)
            if not self._delegate.uniform and event.oldSize().width() != event.size().width():
                self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_gap < 0:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self._gap_y()
        painter.setPen(QPen(self._appearance.color("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        left = self._appearance.px(8)
        painter.drawEllipse(QPoint(left, y), 3, 3)
        painter.drawLine(left + 4, y, self.viewport().width() - left, y)
        painter.end()

    def _gap_y(self) -> int:
        count = self._rows_model.rowCount()
        last = self._drop_gap >= count
        rect: QRect = self.visualRect(self._rows_model.index(count - 1 if last else self._drop_gap, 0))
        y = rect.bottom() if last else rect.top()
        return max(4, min(y, self.viewport().height() - 4))

    @Slot()
    def _follow_sizes(self) -> None:
        font = self._appearance.font(self._delegate.title_style)
        if font != self._worn:  # the veil alone changes words
            self._worn = font
            self._delegate.forget_measures()
            self.setFont(font)
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
        if self._veil_worn != self._appearance.veil.state:
            self._veil_worn = self._appearance.veil.state
            self._rows_model.follow_veil()
            if not self._delegate.uniform:
                self.scheduleDelayedItemsLayout()
                self.updateGeometry()

    def _tell_choice(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row: Any = self._rows_model.row_at(current.row()) if current.isValid() else None
        self.chosen_row.emit(row)
        if current.isValid() and self._fits_content:
            self._show_in_column(current)

    def _show_in_column(self, index: QModelIndex) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        content = around.widget() if around is not None else None
        if around is None or content is None:
            return
        center = self.viewport().mapTo(content, self.visualRect(index).center())
        around.ensureVisible(center.x(), center.y(), 0, self.row_height())
