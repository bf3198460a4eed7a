"""What an ear would find wrong with a window: things without a name, rows half told, two of one name, no headings."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from mentordesk_ui.parts.fields import Field
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.veil import DOT
from tests.support.hearing import CONTROLS, MOST_ROWS, ROWS, Heard, listen
from tests.support.sources import RESOURCES

ROLE = QAccessible.Role
ICONS = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}


def unheard(window: QWidget, *, is_page: bool) -> list[str]:
    """Return what keeps a window from being used by ear; a page needs headings, a small window of its own does not."""
    heard = listen(window)
    found = [*nameless(heard), *named_by_example(window), *half_spoken(window), *twins(heard)]
    return [*found, *without_headings(heard)] if is_page else found


def nameless(heard: list[Heard]) -> list[str]:
    """Everything that can be used, and every row, has a name in words."""
    return [f"no name: {one.line}" for one in heard if one.role in CONTROLS | ROWS and not _is_name(one.name)]


def named_by_example(window: QWidget) -> list[str]:
    """A line in a form goes by its label and not by the example that stands in it."""
    found = []
    for field in window.findChildren(Field):
        if field.isVisible() and isinstance(field.editor, QLineEdit):
            name = QAccessible.queryAccessibleInterface(field.editor).text(QAccessible.Text.Name)
            if name in ("", field.editor.placeholderText()) and name != field.label:
                found.append(f"“{field.label}” is called “{name}”")
    return found


def without_headings(heard: list[Heard]) -> list[str]:
    """There are headings to jump to, and none of them is empty."""
    headings = [one.name for one in heard if one.role is ROLE.Heading]
    return [] if headings and all(headings) else [f"headings: {headings}"]


def _heard_rows(view: RowView[Any]) -> list[int]:
    """Return the rows that are heard: of a list that was scrolled, those above what is seen are not."""
    spoken = QAccessible.queryAccessibleInterface(view)
    rows = range(min(view.rows_model.rowCount(), MOST_ROWS))
    return [row for row in rows if (child := spoken.child(row)) is not None and not child.state().invisible]


def half_spoken(window: QWidget) -> list[str]:
    """A row says its title, the word at its side, and whether it is ticked."""
    found = []
    for view in filter(QWidget.isVisible, window.findChildren(RowView)):
        spoken = [one for one in listen(view) if one.role in ROWS]
        for place, one in zip(_heard_rows(view), spoken, strict=True):
            look = view.rows_model.look_at(place)
            parts = [look.title, look.chip.text if look.chip else ""]
            # Dots are for the eye; what is behind the curtain is said to be covered.
            seen = [part for part in parts if DOT not in part]
            if any(_plain(part) not in one.name for part in seen) or not _tells_state(look.checked, one.name):
                found.append(f"{look} is spoken as {one.line}")
    return found


def twins(heard: list[Heard]) -> list[str]:
    """No two buttons beside each other have one name."""
    beside: dict[QWidget | None, list[str]] = {}
    for one in heard:
        if one.role is ROLE.Button and one.widget is not None:
            beside.setdefault(one.widget.parentWidget(), []).append(one.name)
    return [f"twice: {name}" for names in beside.values() for name in set(names) if names.count(name) > 1]


def _tells_state(is_checked: bool | None, spoken: str) -> bool:
    if is_checked is None:
        return True
    return any(word in spoken for word in (("done", "ticked", "chosen") if is_checked else ("not ", "un")))


def _is_name(words: str) -> bool:
    return bool(words.strip(" .…-–·")) and words not in ICONS and not words.startswith(("_", "qt_"))


def _plain(words: str) -> str:
    return " ".join(words.split())
