"""What neither sheet nor palette can say: the few settings some of Qt's own widgets need to look like ours."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QLineEdit

from .appearance import Appearance
from .tokens import TextStyle


def dress_spin_box(appearance: Appearance, box: QAbstractSpinBox) -> None:
    """Give a spin box or time edit the inner margin of other fields; do it again when the appearance changed."""
    line = box.findChild(QLineEdit)
    if line is not None:
        # The padding of a style sheet does not reach the line inside a spin box (Qt 6.11).
        line.setTextMargins(appearance.px(10), 0, 0, 0)


def dress_calendar(appearance: Appearance, calendar: QCalendarWidget) -> None:
    """Give a calendar calm weekdays, no week numbers and a marked today; do it again when the appearance changed."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setGridVisible(False)
    head = QTextCharFormat()
    head.setForeground(appearance.color("muted"))
    head.setBackground(appearance.color("surface"))
    head.setFont(appearance.font(TextStyle.CAPTION))
    calendar.setHeaderTextFormat(head)
    for day, words in ((day, QTextCharFormat()) for day in Qt.DayOfWeek):
        words.setForeground(appearance.color("text"))
        calendar.setWeekdayTextFormat(day, words)
    today = QTextCharFormat()
    today.setForeground(appearance.color("accent"))
    today.setFontWeight(QFont.Weight.Bold)
    calendar.setDateTextFormat(QDate(), QTextCharFormat())
    calendar.setDateTextFormat(QDate.currentDate(), today)
