"""A layout that sets chips or buttons side by side and wraps to the next line, like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from mentordesk_ui.theme.tokens import SPACE


class Flow(QLayout):
    """Items from the reading side on, wrapped; a line is as tall as its tallest item, the others stand in its middle."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = SPACE.s, line_gap: int = SPACE.s) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        # A column of such layouts asks each some twenty times for what changes only when one of its items does.
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._hint = self._least = None
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def clear(self) -> None:
        """Take out and delete every widget."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._wished_size()
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = self._least_size()
        return QSize(self._least)

    def _wished_size(self) -> QSize:
        sizes = [item.sizeHint() for item in self._visible()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _least_size(self) -> QSize:
        margins = self.contentsMargins()
        sizes = [item.minimumSize() for item in self._visible()]
        width = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        height = max((size.height() for size in sizes), default=0) + margins.top() + margins.bottom()
        return QSize(width, height)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        y = area.y()
        for line in self._lines(area.width()):
            height = max(size.height() for _item, size in line)
            if place:
                self._place_line(line, area, y, height)
            y += height + self._line_gap
        bottom = y - self._line_gap if y > area.y() else y
        return bottom - rect.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._visible():
            size = item.sizeHint().expandedTo(item.minimumSize())
            whole = size.width()
            size.setWidth(max(item.minimumSize().width(), min(whole, width)))
            if size.width() < whole and item.hasHeightForWidth():
                # Words that must wrap further than they wished need more lines.
                size.setHeight(max(item.minimumSize().height(), item.heightForWidth(size.width())))
            if lines and used + self._gap + size.width() <= width:
                lines[-1].append((item, size))
                used += self._gap + size.width()
            else:
                lines.append([(item, size)])
                used = size.width()
        return lines

    def _place_line(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, y: int, height: int) -> None:
        x = 0
        parent = self.parentWidget()
        leftwards = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item, size in line:
            left = area.right() + 1 - x - size.width() if leftwards else area.x() + x
            item.setGeometry(QRect(QPoint(left, y + (height - size.height()) // 2), size))
            x += size.width() + self._gap


def expand_across(widget: QWidget) -> None:
    """Let a widget that holds a Flow take the width it is given and ask for the height that follows."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
