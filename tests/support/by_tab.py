"""What somebody with a keyboard alone would find wrong: Tab goes to everything in the order of reading, and Shift+Tab back."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import IconButton
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.overlay import Overlay
from mentordesk_ui.shell.strips import Strip
from mentordesk_ui.theme.keyboard_focus import has_keyboard_focus
from mentordesk_ui.window import Window
from tests.support.rehearsal import settle
from tests.support.sight import seen, seen_part, told

MOST_STEPS = 120


def lost_on_the_way(window: QWidget) -> list[str]:
    """Walk through a window by Tab and back, and return what is wrong with the way, with the way if anything is."""
    stops = walk(window)
    found = [*missed(window, stops), *turned(window, stops), *unseen(window, stops), *other_way_back(stops)]
    return [*found, "", *map(told, stops)] if found else []


def missed(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Tab reaches everything that can be used."""
    reached = {id(stop) for stop in stops}
    return [
        f"{told(widget)} is never reached"
        for widget in usable(window)
        if id(widget) not in reached and not _is_reached(widget, stops)
    ]


def turned(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Tab goes from top to bottom and from left to right, column by column."""
    return [
        f"{told(one)} → {told(other)} is against the order of reading"
        for one, other in pairwise(stops)
        if not (_is_cross(one) or _is_cross(other)) and goes_back(one, other, window)
    ]


def unseen(window: QWidget, stops: list[QWidget]) -> list[str]:
    """What has the keyboard is scrolled into sight and shows it; where there is but one line, its cursor says enough."""
    found = []
    for _round in stops if len(stops) > 1 else ():
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        settle()
        focus = _focus()
        part = seen_part(focus, window)
        if part.height() < min(focus.height(), 12) or part.width() < min(focus.width(), 12):
            found.append(f"{told(focus)} is out of sight when it has the keyboard")
        elif not has_keyboard_focus(focus):
            found.append(f"{told(focus)} does not show that it has the keyboard")
    return found


def other_way_back(stops: list[QWidget]) -> list[str]:
    """Shift+Tab goes the same way back."""
    stops[-1].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    back = [_focus()]
    for _round in stops[1:]:
        QTest.keyClick(_focus(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(_focus())
    return [] if back[::-1] == stops else [f"Shift+Tab goes {[told(stop) for stop in back]}"]


# -- walking


def walk(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes round and return where it stopped, from what one reads first."""
    begin = _focus()
    stops = [begin]
    for _round in range(MOST_STEPS):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        focus = _focus()
        if focus is begin:
            break
        if focus is stops[-1]:
            pytest.fail(f"Tab does not leave {told(focus)}")
        if focus in stops:
            pytest.fail(f"Tab goes round without {told(begin)}:\n" + _way(stops))
        stops.append(focus)
    else:
        pytest.fail("Tab never comes round:\n" + _way(stops))
    layer = _top(window)
    if layer is not window:
        return stops  # a sheet begins with its first line
    # Before a desk is open there is no rail: reading begins at the top, wherever the keyboard is.
    first = next((stop for stop in stops if _begins_page(stop, window)), min(stops, key=partial(_place, window)))
    place = stops.index(first)
    return stops[place:] + stops[:place]


def _place(window: QWidget, stop: QWidget) -> tuple[int, int]:
    corner = stop.mapTo(window, QPoint(0, 0))
    return corner.y(), corner.x()


def _begins_page(stop: QWidget, window: QWidget) -> bool:
    """Tell whether a stop is in the first of the strips above everything or, without any, in the rail."""
    if not isinstance(window, Window):
        return False
    strips = [one for one in window.findChildren(Strip) if one is not window.trouble_strip and _has_button(one)]
    first = min(strips, key=lambda strip: strip.y()) if strips else window.rail
    return first.isAncestorOf(stop)


def _has_button(strip: Strip) -> bool:
    return any(button.isVisible() for button in strip.findChildren(QAbstractButton))


def usable(window: QWidget) -> list[QWidget]:
    """Return what Tab should reach: shown, enabled, and taking the keyboard, in the topmost sheet if there is one."""
    layer = _top(window)
    return [
        widget
        for widget in seen(window)
        if widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and (layer is window or layer.isAncestorOf(widget))
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    ]


def goes_back(one: QWidget, other: QWidget, window: QWidget) -> bool:
    """Tell whether `other` stands before `one` on the page: above it, or to its left on the same line.

    What is compared are the largest parts that hold only one of them, so that a column is read before the next.
    """
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False  # a small button within its line
    first, second = _apart(one, other)
    here, there = _rect(first, window), _rect(second, window)
    if there.bottom() <= here.top() + 2 and there.left() < here.right() and here.left() < there.right():
        return True
    same_line = there.top() < here.bottom() - 2 and here.top() < there.bottom() - 2
    return same_line and there.right() <= here.left() + 2


def _is_cross(widget: QWidget) -> bool:
    """Tell whether it closes a sheet: that comes last of all, though it stands in the corner above."""
    return isinstance(widget, IconButton) and widget.accessibleName() == _("Close")


def _apart(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    above = [one]
    while (parent := above[-1].parentWidget()) is not None:
        above.append(parent)
    step = other
    while (parent := step.parentWidget()) is not None and parent not in above:
        step = parent
    common = step.parentWidget()
    first = next(widget for widget in above if widget.parentWidget() is common)
    return first, step


def _is_reached(widget: QWidget, stops: list[QWidget]) -> bool:
    """Tell whether arrows go on to a widget from where Tab stops: in a choice one is reached for all."""
    around = widget.parentWidget()
    return isinstance(around, Choice | QAbstractItemView) and any(
        around is stop or around.isAncestorOf(stop) for stop in stops
    )


def _top(window: QWidget) -> QWidget:
    sheets = [sheet for sheet in window.findChildren(Overlay) if sheet.isVisible()]
    return sheets[-1] if sheets else window


def _rect(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) if widget is not window else window.rect()


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def _way(stops: list[QWidget]) -> str:
    return "\n".join(told(stop) for stop in stops)
