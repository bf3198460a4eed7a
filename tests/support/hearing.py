"""What a screen reader hears of a window: its tree of roles, names, states and values, read from QAccessible in process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLE = QAccessible.Role
CONTROLS = frozenset(
    {
        ROLE.Button,
        ROLE.CheckBox,
        ROLE.RadioButton,
        ROLE.EditableText,
        ROLE.ComboBox,
        ROLE.SpinBox,
        ROLE.List,
        ROLE.Slider,
        ROLE.ButtonMenu,
        ROLE.Link,
        ROLE.PageTab,
    }
)
"""What somebody can act on, and must therefore know the name of."""
ROWS = frozenset({ROLE.ListItem, ROLE.Cell, ROLE.TreeItem})
MOST_ROWS = 30


@dataclass(frozen=True)
class Heard:
    """One thing that is heard. `depth` counts what it lies in."""

    role: QAccessible.Role
    name: str
    value: str
    states: tuple[str, ...]
    depth: int
    widget: QWidget | None

    @property
    def line(self) -> str:
        """Return it as one line of text."""
        said = [self.role.name, f"“{self.name}”"]
        if self.value and self.value != self.name:
            said.append(f"= {self.value!r}")
        said += self.states
        return "  " * self.depth + " ".join(said)


def listen(window: QWidget) -> list[Heard]:
    """Return what is heard of a window, in the order of reading."""
    root = QAccessible.queryAccessibleInterface(window)
    return list(_heard(root, 0)) if root is not None else []


def transcript(window: QWidget) -> str:
    """Return what is heard as text, one line each."""
    return "\n".join(heard.line for heard in listen(window))


def _heard(interface: QAccessibleInterface, depth: int) -> Iterator[Heard]:
    state = interface.state()
    if state.invisible and depth:
        return
    thing = interface.object()
    widget = thing if isinstance(thing, QWidget) else None
    if widget is not None and depth and not widget.isVisible():
        return
    words = interface.text(QAccessible.Text.Name) or ""
    value = interface.text(QAccessible.Text.Value) or ""
    yield Heard(interface.role(), " ".join(words.split()), value, tuple(_states(state)), depth, widget)
    for place in range(
        min(interface.childCount(), MOST_ROWS) if interface.role() is ROLE.List else interface.childCount()
    ):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield from _heard(child, depth + 1)


def _states(state: QAccessible.State) -> Iterator[str]:
    if state.disabled:
        yield "disabled"
    if state.checkable:
        yield "checked" if state.checked else "not checked"
    if state.focused:
        yield "focused"
    if state.selected:
        yield "selected"
    if state.readOnly:
        yield "read only"
