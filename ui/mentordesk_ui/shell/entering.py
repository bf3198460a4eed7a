"""Where the keyboard goes when a screen is led to: not left behind on the rail, nor on what is no longer seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QScrollArea, QWidget

from mentordesk_ui.parts.overlay import Overlay, can_be_tabbed_to
from mentordesk_ui.parts.search_box import SearchBox

_REASON = Qt.FocusReason.OtherFocusReason


def leave_screen(window: QWidget, screen: QWidget | None) -> None:
    """Take the keyboard off a screen that is about to be hidden: Qt would hand it to whatever comes next."""
    focused = window.focusWidget()
    if screen is not None and focused is not None and screen.isAncestorOf(focused):
        window.setFocus(_REASON)


def enter_screen(window: QWidget, screen: QWidget, *, is_place: bool) -> None:
    """Give the keyboard to a screen, unless it has it already, or a sheet or the palette does.

    At a place within the screen the screen says where (`take_focus`, false where it does not know); else it goes where it
    was there last. Else to the first list that has rows, or the first control: never to the search box, which is the
    palette one may have come from.
    """
    focused = window.focusWidget()
    if focused is not None and (screen.isAncestorOf(focused) or _lies_on_overlay(focused)):
        return
    last = screen.focusWidget()
    if not is_place and last is not None and _does_something(last, screen):
        last.setFocus(_REASON)
        return
    take_focus: Callable[[], bool] | None = getattr(screen, "take_focus", None)
    if take_focus is not None and take_focus():
        return
    controls = [one for one in screen.findChildren(QWidget) if _does_something(one, screen)]
    lists = (one for one in controls if isinstance(one, QAbstractItemView) and one.model().rowCount())
    first = next(lists, next(iter(controls), None))
    if first is not None:
        first.setFocus(_REASON)


def _does_something(widget: QWidget, screen: QWidget) -> bool:
    is_only_read = isinstance(widget, QLineEdit) and widget.isReadOnly()
    return can_be_tabbed_to(widget, screen) and not (is_only_read or isinstance(widget, SearchBox | QScrollArea))


def _lies_on_overlay(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, Overlay):
        at = at.parentWidget()
    return at is not None
