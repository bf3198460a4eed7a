"""What every section of the settings has: a heading, and fields below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class Section(QWidget):
    """A heading and what belongs under it."""

    def __init__(self, appearance: Appearance, title: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.l)
        self.column.addWidget(SectionHead(appearance, title, style=TextStyle.H2))

    def add_row(self, *buttons: Button) -> QWidget:
        """Stand buttons beneath, beside one another where there is room, and return their row."""
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        for button in buttons:
            flow.addWidget(button)
        self.column.addWidget(row)
        return row

    def take_focus(self) -> None:
        """Let the keyboard go on at the first control here that does something: a path is only read."""
        for control in self.findChildren(QWidget):
            if isinstance(control, QLineEdit) and control.isReadOnly():
                continue
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isEnabled() and control.isVisibleTo(self):
                control.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def refresh(self) -> None:
        """Show again what is kept; sections that show nothing of the desk have nothing to do."""


def tell_typed(field: Field) -> None:
    """Say that what stands in a field is not kept: it was being typed when the program ended."""
    words = _("This was being typed when the program ended, and is not kept yet. Leaving the field keeps it.")
    field.show_mistake(words, focus=False)
