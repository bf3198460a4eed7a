"""Words for screen readers when something appears without taking the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from mentordesk_ui.theme.appearance import Appearance


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say these words: after what it is saying now, or at once when `urgent`.

    What the veil of the widget, or of what it lies in, covers is not said.
    """
    if not words:
        return
    words = _veil_of(widget)(words)
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def sayable(widget: QWidget, words: str, instead: str) -> str:
    """Return words for what knows of no curtain, such as a dialog or a printer of the system; `instead` while they are covered."""
    return words if _veil_of(widget)(words) == words else instead


def _veil_of(widget: QWidget) -> Callable[[str], str]:
    step: QWidget | None = widget
    while step is not None:
        appearance = getattr(step, "_appearance", None)
        if isinstance(appearance, Appearance):
            return appearance.veil.aloud
        step = step.parentWidget()
    return str
