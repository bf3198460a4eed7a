"""What Today shows when no call is planned: whom it is time to meet again, and the two ways to a call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk.workflows.brief.brief_lines import DueLine
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .looks import due_look


class NothingPlanned(Card):
    """`plan_wanted` and `call_wanted` carry a person's id, or nothing when nobody was chosen."""

    plan_wanted = Signal(str)
    call_wanted = Signal(str)
    person_wanted = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._appearance = appearance
        title = _("Nothing is planned")
        self.setAccessibleName(title)
        self._line = Text(appearance, "", TextStyle.BODY, "muted")
        self.model: RowModel[DueLine] = RowModel(due_look, parent=self)
        self.view: RowView[DueLine] = RowView(
            appearance,
            self.model,
            _("Time to meet again"),
            delegate=RowDelegate(appearance, inset=SPACE.s),
            click="opens",
            fits_content=True,
        )
        self.view.activated_row.connect(self._plan_with)
        self.view.menu_wanted.connect(self._open_menu)
        self.plan_button = Button(appearance, _("Plan a meeting"), "calendar-plus", "primary")
        self.plan_button.clicked.connect(self._plan)
        self.call_button = Button(appearance, _("Start an unplanned call"), "play")
        self.call_button.clicked.connect(self._call)
        ways = QWidget()
        expand_across(ways)
        buttons = Flow(ways)
        buttons.addWidget(self.plan_button)
        buttons.addWidget(self.call_button)
        above, below = QVBoxLayout(), QVBoxLayout()
        for words in (above, below):
            # Rows reach over the words of the card by as much, so that theirs stand below those.
            words.setContentsMargins(SPACE.s, 0, SPACE.s, 0)
            words.setSpacing(SPACE.m)
        above.addWidget(Text(appearance, title, TextStyle.H2))
        above.addWidget(self._line)
        below.addWidget(ways)
        self.column.setContentsMargins(SPACE.l, SPACE.xl, SPACE.l, SPACE.xl)
        self.add(above)
        self.add(self.view)
        self.add(below)

    def show_due(self, due: Sequence[DueLine]) -> None:
        """Name those who are due."""
        self.model.set_rows(due)
        self.view.setVisible(bool(due))
        self._line.setText(
            _("By the rhythm you agreed on, it is time to meet again:")
            if due
            else _("Nobody is waiting: by the rhythm you agreed on, nothing is due yet.")
        )

    def menu(self, line: DueLine) -> QMenu:
        """Return the ways to somebody who is due."""
        menu = QMenu(self)
        for words, icon, wanted in (
            (_("Plan a meeting"), "calendar-plus", self.plan_wanted),
            (_("Start a call now"), "play", self.call_wanted),
            (_("Open the person’s page"), "user", self.person_wanted),
        ):
            action = menu.addAction(self._appearance.icon(icon), words)
            action.setData((wanted, line.person_id))
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _choose(self, action: object) -> None:
        wanted, person_id = action.data()  # type: ignore[attr-defined]  # a QAction, as the menu says
        wanted.emit(person_id)

    def _open_menu(self, line: DueLine, point: QPoint) -> None:
        self.menu(line).popup(point)

    def _plan_with(self, line: DueLine) -> None:
        self.plan_wanted.emit(line.person_id)

    def _plan(self) -> None:
        self.plan_wanted.emit("")

    def _call(self) -> None:
        self.call_wanted.emit("")
