"""How a page with one long list is arranged: head, entry line and filters above, the list below them to the lower edge."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentordesk_ui.theme.tokens import SPACE

_ASIDE, _ABOVE = 36, 32


def show_instead(stack: QStackedWidget, page: QWidget, line: QWidget) -> None:
    """Show the list, or what stands there while it is empty; the keyboard goes to the line above when its list is gone.

    Qt would give it to the empty page, where no key does anything.
    """
    shown = stack.currentWidget()
    focused = stack.window().focusWidget()
    if (
        shown is not page
        and shown is not None
        and focused is not None
        and (shown is focused or shown.isAncestorOf(focused))
    ):
        line.setFocus()
    stack.setCurrentWidget(page)


def arrange_list_page(page: QWidget, above: Iterable[QWidget], below: QWidget) -> QWidget:
    """Arrange a page and return the column within it, whose greatest width is the page's to say.

    Rows of `below` reach over what stands above on both sides, so that their words begin where the title does.
    """
    head = QVBoxLayout()
    head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
    head.setSpacing(SPACE.m)
    for widget in above:
        head.addWidget(widget)
    # What can be scrolled gives way in a low window with large text, before anything above it is cut.
    below.setMinimumHeight(1)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.m)
    column.addLayout(head)
    column.addWidget(below, 1)
    around = QHBoxLayout(page)
    around.setContentsMargins(_ASIDE - SPACE.s, _ABOVE, _ASIDE - SPACE.s, SPACE.s)
    around.addWidget(body, 1000)
    around.addStretch(1)
    return body
