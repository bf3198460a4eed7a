"""The summary for the other side: which of the shared things there are, exactly what would be sent, and the ways to send it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.records import Visibility
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.tab_place import TabPlace
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


@dataclass(frozen=True)
class Mark:
    """Something that may be shared: `kind` is topic, action or note."""

    kind: str
    id: str
    text: str
    visibility: Visibility


class SummarySection(QWidget):
    """A ticked line is shared and stands in the preview below; one that is not is private and cannot."""

    marked = Signal(object, bool)
    """A Mark, and whether it is to be shared."""
    copy_wanted = Signal()
    mail_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: tuple[Mark, ...] = ()
        self._head = SectionHead(appearance, "")
        self._line = Text(
            appearance, _("Ticked is shared. What is not ticked stays private."), TextStyle.CAPTION, "muted"
        )
        self._place = TabPlace(self)
        self._marks = QVBoxLayout()
        self._marks.setSpacing(0)
        self._rows: list[CheckRow] = []
        self._card = Card(appearance, raised=False, padding=SPACE.l)
        self.preview = Text(appearance, "", TextStyle.BODY, selectable=True)
        self.preview.setAccessibleName(_("What would be sent"))
        self._card.add(self.preview)
        self.copy_button = Button(appearance, _("Copy"), "copy")
        self.copy_button.clicked.connect(self.copy_wanted)
        self.mail_button = Button(appearance, _("Mail"), "mail")
        self.mail_button.clicked.connect(self.mail_wanted)
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        flow.addWidget(self.copy_button)
        flow.addWidget(self.mail_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addLayout(self._marks)
        column.addWidget(self._card)
        column.addWidget(row)

    def rows(self) -> Sequence[CheckRow]:
        return tuple(self._rows)

    def show_summary(self, name: str, marks: Sequence[Mark], text: str) -> None:
        """Show what may be shared with somebody, and what would be sent now."""
        self._head.set_title(_("Summary for {name}").format(name=name))
        self.preview.setText(text.strip())
        if tuple(marks) == self._shown:
            return
        if [(mark.kind, mark.id) for mark in marks] != [(mark.kind, mark.id) for mark in self._shown]:
            self._rebuild(marks)
        self._shown = tuple(marks)
        for row, mark in zip(self._rows, marks, strict=True):
            is_shared = mark.visibility is Visibility.SHARED
            row.set_words(mark.text, _("shared") if is_shared else _("private"))
            row.blockSignals(True)
            row.setChecked(is_shared)
            row.blockSignals(False)

    def _rebuild(self, marks: Sequence[Mark]) -> None:
        while (item := self._marks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for place, _mark in enumerate(marks):
            row = CheckRow(self._appearance, "")
            row.setProperty("place", place)
            row.toggled.connect(self._toggle)
            self._marks.addWidget(row)
            self._rows.append(row)
        self._place.put(self._rows)

    def _toggle(self, is_checked: bool) -> None:
        row = self.sender()
        if isinstance(row, CheckRow):
            self.marked.emit(self._shown[int(row.property("place"))], is_checked)
