"""A section of Today: a head, and below it a list as tall as its rows, or a quiet line while there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import Click, RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class ListSection(QWidget):
    """Rows reach a little over the words on both sides, so that their ground does under the mouse."""

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        look: Callable[[Any], RowLook],
        *,
        empty: str = "",
        lines: Literal[1, 2] = 2,
        bars: bool = False,
        click: Click = "auto",
        end: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.head = SectionHead(appearance, title, end=end)
        self.model: RowModel[Any] = RowModel(look, parent=self)
        self.view: RowView[Any] = RowView(
            appearance,
            self.model,
            title,
            delegate=WrappingDelegate(appearance, lines=lines, bars=bars, inset=SPACE.s),
            click=click,
            fits_content=True,
        )
        self._lead = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._empty = Text(appearance, empty, TextStyle.BODY, "muted")
        self._foot = Text(appearance, "", TextStyle.CAPTION, "muted")
        words = QVBoxLayout()
        words.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
        words.addWidget(self.head)
        words.addWidget(self._lead)
        words.addWidget(self._empty)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE.s, SPACE.xs, SPACE.s, 0)
        below.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.view)
        column.addLayout(below)
        column.addStretch(1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Any], aside: str = "", foot: str = "", lead: str = "") -> None:
        """Show these rows, a quiet line over and one below them; what stays keeps its place and the focus."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.model.set_rows(rows)
        self.head.set_aside(aside)
        self.view.setVisible(bool(rows))
        self._empty.setVisible(not rows and bool(self._empty.text()))
        self._foot.setText(foot)
        self._foot.setVisible(bool(foot))

    def has_rows(self) -> bool:
        return self.model.rowCount() > 0
