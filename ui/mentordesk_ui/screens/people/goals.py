"""Where a person's goals stand, in short."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.brief_goals import goal_lines
from mentordesk.workflows.brief.brief_lines import GoalLine, Reader
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.theme.appearance import Appearance


class Goals(QWidget):
    """The open goals of running mentorships; the rest is in the timeline. `goal_wanted` says the one to open."""

    goal_wanted = Signal(str)

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        title = _("Goals")
        self.setAccessibleName(title)
        self._model: RowModel[GoalLine] = RowModel(_look, parent=self)
        self.view: RowView[GoalLine] = RowView(
            appearance,
            self._model,
            title,
            delegate=RowDelegate(appearance, bars=True),
            click="opens",
            fits_content=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset(SectionHead(appearance, title)))
        column.addWidget(self.view)
        column.addStretch(1)
        self.view.activated_row.connect(self._open)

    def show_mentorships(self, mentorships: tuple[Mentorship, ...]) -> None:
        """Show the goals of these mentorships."""
        reader = Reader("", self._clock.now(), self._clock.zone())
        running = [mentorship for mentorship in mentorships if not mentorship.is_over]
        goals = [goal for mentorship in running for goal in self._desk.goals.open_in(mentorship.id)]
        self._model.set_rows(goal_lines(self._desk, reader, goals))

    def _open(self, line: GoalLine) -> None:
        self.goal_wanted.emit(line.id)

    def has_rows(self) -> bool:
        """Tell whether there are any."""
        return self._model.rowCount() > 0


def _look(line: GoalLine) -> RowLook:
    return RowLook(line.title, line.detail, caption=line.by, progress=line.progress)
