"""The list of keys, as the commands give them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.keycap import Keycap
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.keycap_painting import key_words
from mentordesk_ui.shell.commands import Command
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class _KeyLine(QWidget):
    def __init__(self, appearance: Appearance, title: str, key: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{title}: {key}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(Text(appearance, title), 1)
        row.addWidget(Keycap(appearance, key_words(key)), 0, Qt.AlignmentFlag.AlignVCenter)


def everywhere() -> list[tuple[str, str]]:
    """Return the keys that work in every list and form, as (title, key)."""
    return [
        (_("Open the row"), "Return"),
        (_("Tick the row"), "Space"),
        (_("Move the row"), "Alt+Up"),
        (_("Delete the row, with Undo"), "Del"),
        (_("Save and close a sheet"), "Ctrl+Return"),
        (_("Close without saving"), "Esc"),
    ]


def keys_sheet(appearance: Appearance, host: QWidget, commands: Sequence[Command]) -> Sheet:
    """Return a sheet with every key, by section in the order of the commands; it deletes itself when closed."""
    sheet = Sheet(appearance, host, _("Keys"), cancel=_("Close"), width=520)
    sections: dict[str, list[tuple[str, str]]] = {}
    for command in commands:
        if command.key:
            sections.setdefault(command.section, []).append((command.title, command.key))
    sections.setdefault(_("Lists and forms"), []).extend(everywhere())
    for place, (section, lines) in enumerate(sections.items()):
        if place:
            sheet.body.addSpacing(SPACE.s)
        sheet.add(SectionHead(appearance, section))
        for title, key in lines:
            sheet.add(_KeyLine(appearance, title, key))
    sheet.body.setSpacing(SPACE.s)
    sheet.closed.connect(sheet.deleteLater)
    return sheet
