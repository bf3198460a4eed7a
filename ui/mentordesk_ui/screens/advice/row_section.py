"""A head, and below it rows of advice as tall as their words; the first ones, and the rest when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.domain.advice import Standing
from mentordesk.language import _
from mentordesk.workflows.advice.advice_overview import AdviceRow
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.rows.row_look import ChipNote, IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

FEW = 20
_ICONS = {Standing.TO_TRY: "lightbulb", Standing.TRIED: "check", Standing.LET_GO: "minus"}


class RowSection(QWidget):
    """Click or Enter opens a piece of advice, Delete puts it into the trash."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, appearance: Appearance, title: str, *, few: int = FEW) -> None:
        super().__init__()
        self._few = few
        self._rows: tuple[AdviceRow, ...] = ()
        self._is_all = False
        self.setAccessibleName(title)
        self._head = SectionHead(appearance, title)
        self._model: RowModel[AdviceRow] = RowModel(look, removable=True, parent=self)
        self.view: RowView[AdviceRow] = RowView(
            appearance,
            self._model,
            title,
            delegate=WrappingDelegate(appearance, lines=2, inset=SPACE.s),
            click="opens",
            fits_content=True,
        )
        self.more = Button(appearance, "", kind="plain")
        head = QVBoxLayout()
        head.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        head.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self.more)
        self.view.activated_row.connect(self._open)
        self.view.removed_row.connect(self._remove)
        self.more.clicked.connect(self._show_all)

    def show_rows(self, rows: Sequence[AdviceRow], aside: str = "", title: str = "") -> None:
        """Show these rows; without any the section is not seen."""
        self._rows = tuple(rows)
        shown = self._rows if self._is_all else self._rows[: self._few]
        self._model.set_rows(shown)
        self._head.set_aside(aside)
        if title:
            self._head.set_title(title)
            self.setAccessibleName(title)
            self.view.setAccessibleName(title)
        left = len(self._rows) - len(shown)
        self.more.set_words(_("{count} more").format(count=left))
        self.more.setVisible(left > 0)
        self.setVisible(bool(self._rows))

    def _show_all(self) -> None:
        self._is_all = True
        self.show_rows(self._rows)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: AdviceRow) -> None:
        self.opened.emit(row.id)

    def _remove(self, row: AdviceRow) -> None:
        self.removed.emit(row.id)


def look(row: AdviceRow) -> RowLook:
    """Say how a piece of advice looks in a list."""
    chip = ChipNote(_("partly"), "plain") if row.is_partly else None
    role = "accent" if row.standing is Standing.TRIED else "muted"
    return RowLook(
        row.text,
        " · ".join(part for part in (row.detail, row.question) if part),
        IconMark(_ICONS[row.standing], role),
        chip=chip,
        done=row.standing is Standing.LET_GO,
        tooltip=row.context,
    )
