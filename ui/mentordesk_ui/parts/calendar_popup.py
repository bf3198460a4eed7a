"""A month to pick a day from, by arrows or mouse; it stands beneath the line that opened it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.language import _, locale_name
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.date_words import first_weekday, say_date_aloud
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

_WEEKS = 6
SHADE = 16
"""Room around a popup in px in which its shadow falls."""


class MonthGrid(QWidget):
    """Six weeks of days. Arrows go by days and weeks, Page Up and Down by months, Home and End to the ends of the week."""

    moved = Signal(object)
    picked = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._day = date(2000, 1, 1)
        self._today = self._day
        self._hovered: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownRing", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def day(self) -> date:
        return self._day

    def show_day(self, day: date, today: date | None = None) -> None:
        self._day = day
        self._today = today or self._today
        self.setAccessibleName(say_date_aloud(day))
        announce(self, say_date_aloud(day))
        self.moved.emit(day)
        self.update()

    def show_month(self, by: int) -> None:
        """Go some months on or back, staying on the same day where there is one."""
        month = self._day.year * 12 + self._day.month - 1 + by
        year, month = divmod(month, 12)
        if 1 <= year <= 9999:
            last = calendar.monthrange(year, month + 1)[1]
            self.show_day(date(year, month + 1, min(self._day.day, last)))

    def first_shown(self) -> date:
        first = self._day.replace(day=1)
        return first - timedelta(days=(first.weekday() - first_weekday()) % 7)

    def day_at(self, point: QPoint) -> date | None:
        cell = self._cell()
        column, week = point.x() // cell.width(), point.y() // cell.height() - 1
        if not (0 <= column < 7 and 0 <= week < _WEEKS):
            return None
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = 6 - column
        return self.first_shown() + timedelta(days=week * 7 + column)

    def rect_of(self, day: date) -> QRectF:
        """Return where a day stands."""
        cell = self._cell()
        place = (day - self.first_shown()).days
        week, column = divmod(place, 7)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = 6 - column
        return QRectF(column * cell.width(), (week + 1) * cell.height(), cell.width(), cell.height())

    def sizeHint(self) -> QSize:
        cell = self._cell()
        return QSize(cell.width() * 7, cell.height() * (_WEEKS + 1))

    def _cell(self) -> QSize:
        metrics = self._appearance.metrics(TextStyle.BODY)
        side = max(
            34, metrics.height() + self._appearance.px(10), metrics.horizontalAdvance("30") + self._appearance.px(12)
        )
        return QSize(side, min(side, metrics.height() + self._appearance.px(15)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on = -1 if leftwards else 1
        column = (self._day.weekday() - first_weekday()) % 7
        days = {
            Qt.Key.Key_Left: -on,
            Qt.Key.Key_Right: on,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
            Qt.Key.Key_Home: -column,
            Qt.Key.Key_End: 6 - column,
        }
        key = Qt.Key(event.key())
        if key in days:
            self.show_day(self._day + timedelta(days=days[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_month(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._day)
        elif event.text().casefold() == "t":
            self.show_day(self._today)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self.day_at(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._appearance
        from babel.dates import get_day_names

        names = get_day_names("short", "stand-alone", locale=locale_name())
        first = self.first_shown()
        centre = Qt.AlignmentFlag.AlignHCenter
        for column in range(7):
            rect = self.rect_of(first + timedelta(days=column)).translated(0, -self._cell().height())
            name = str(names[(first_weekday() + column) % 7])
            painting.draw_text(painter, look, rect, name, TextStyle.CAPTION, "muted", align=centre)
        for place in range(_WEEKS * 7):
            day = first + timedelta(days=place)
            rect = self.rect_of(day)
            ground = rect.adjusted(1, 1, -1, -1)
            role = "text" if day.month == self._day.month else "faint"
            style = TextStyle.BODY
            if day == self._day:
                painting.draw_round(painter, ground, RADIUS.s, look.color("accent"))
                role, style = "on_accent", TextStyle.TITLE
            elif day == self._hovered:
                painting.draw_round(painter, ground, RADIUS.s, look.color("hover"))
            if day == self._today and day != self._day:
                painting.draw_round(painter, ground, RADIUS.s, None, look.color("accent"), 1.5)
                style = TextStyle.TITLE
            painting.draw_text(painter, look, rect, str(day.day), style, role, align=centre, tabular=True)
        painter.end()


class CalendarPopup(QFrame):
    """Shows a month under an editor, as a child of its window. `picked` says the day; Esc or leaving closes it."""

    picked = Signal(object)

    def __init__(self, appearance: Appearance, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._appearance = appearance
        self._editor = editor
        self._month = Text(appearance, "", TextStyle.TITLE, elides=True)
        back = IconButton(appearance, "chevron-left", _("Month before"), size=28)
        on = IconButton(appearance, "chevron-right", _("Month after"), size=28)
        self.grid = MonthGrid(appearance)
        for button, step in ((back, self._month_before), (on, self._month_after)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(step)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE.s, 0, 0, 0)
        head.addWidget(self._month, 1)
        head.addWidget(back)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (SHADE + SPACE.m,)))
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.grid)
        self.grid.moved.connect(self._show_month_name)
        self.grid.picked.connect(self._pick)
        self.grid.installEventFilter(self)
        self.hide()

    def open_at(self, day: date, today: date) -> None:
        """Show the month of a day under the editor, or above where there is more room, and take the focus."""
        window = self._editor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.grid.show_day(day, today)
        size = self.sizeHint()
        corner = self._editor.mapTo(window, QPoint(0, 0))
        y = corner.y() + self._editor.height() + SPACE.xs - SHADE
        if y + size.height() - SHADE > window.height():
            y = max(-SHADE, min(corner.y() - size.height() - SPACE.xs + SHADE, window.height() - size.height() + SHADE))
        x = max(-SHADE, min(corner.x() - SHADE, window.width() - size.width() + SHADE))
        self.setGeometry(x, y, size.width(), size.height())
        self.show()
        self.raise_()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_popup(self) -> None:
        if self.isVisible():
            self.hide()
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.close_popup()
            return True
        away = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in away:
            self.hide()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(SHADE, SHADE, -SHADE, -SHADE)
        painting.draw_card(painter, self._appearance, rect, radius=RADIUS.m)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _month_before(self) -> None:
        self.grid.show_month(-1)

    def _month_after(self) -> None:
        self.grid.show_month(1)

    def _show_month_name(self, day: date) -> None:
        self._month.setText(phrases.month(day))

    def _pick(self, day: date) -> None:
        self.close_popup()
        self.picked.emit(day)
