"""What a widget is to a screen reader, where Qt would guess wrong: a headline is more than a label."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = "spokenRole"


def speak_as_heading(widget: QWidget) -> None:
    """Let screen readers jump to a widget as to a heading; its accessible name is what they say."""
    speak_as(widget, QAccessible.Role.Heading)


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Be something else to screen readers than Qt would guess, such as a chart."""
    _install()
    widget.setProperty(_ROLE, role.value)


def say_nothing_of(widget: QWidget) -> None:
    """Be to screen readers an editor that tells its name, and not a word of what stands in it."""
    speak_as(widget, QAccessible.Role.EditableText)
    _forget(widget)


def speak_as_usual(widget: QWidget) -> None:
    """Be again what Qt takes it for."""
    widget.setProperty(_ROLE, None)
    _forget(widget)


def _forget(widget: QWidget) -> None:
    """Have Qt ask anew what a widget is; it asks only once."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


@cache
def _install() -> None:
    # Qt asks it only while a screen reader listens.
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = thing.property(_ROLE) if isinstance(thing, QWidget) else None
    return QAccessibleWidget(thing, QAccessible.Role(role)) if isinstance(thing, QWidget) and role else None
