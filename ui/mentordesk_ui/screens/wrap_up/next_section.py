"""The next meeting: when it is, or when it could be, for both; one key plans it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.drafts import Drafts
from mentordesk.language import _
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.kept_line import LineKeeping, line_key
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.parts.time_edit import TimeEdit
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

PLAN_KEY = "Ctrl+Shift+M"


class NextSection(QWidget):
    """Shows a suggestion whose day and time can be changed, or the meeting that is planned already."""

    moved = Signal(object)
    """Another wall time is wanted: a naive datetime, or None while day or time cannot be read."""
    plan_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, appearance: Appearance, clock: Clock, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(appearance, "", TextStyle.BODY)
        self._remark = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.day = DateEdit(appearance, clock)
        self.day.setAccessibleName(_("Day of the next meeting"))
        self.time = TimeEdit(appearance)
        self.time.setAccessibleName(_("Time of the next meeting"))
        self._keepings = {"next-day": LineKeeping(self.day, drafts), "next-time": LineKeeping(self.time, drafts)}
        self.day.changed.connect(self._move)
        self.time.changed.connect(self._move)
        self.plan_button = Button(appearance, _("Plan it"), "calendar-plus", "primary", key=PLAN_KEY, show_key=True)
        self.plan_button.clicked.connect(self.plan_wanted)
        self.open_button = Button(appearance, _("Open it"), "arrow-right", "plain")
        self.open_button.clicked.connect(self.open_wanted)
        self._when = QWidget()
        expand_across(self._when)
        flow = Flow(self._when)
        for editor in (self.day, self.time):
            flow.addWidget(editor)
        self._acts = QWidget()
        expand_across(self._acts)
        acts = Flow(self._acts)
        acts.addWidget(self.plan_button)
        acts.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(SectionHead(appearance, _("Next meeting")))
        for part in (self._words, self._remark, self._when, self._acts):
            column.addWidget(part)

    def show_plan(self, plan: Plan) -> None:
        """Show the day and time of a suggestion."""
        self.day.set_day(plan.wall.date() if plan.wall is not None else None)
        self.time.set_moment(plan.wall.time() if plan.wall is not None else None)
        self._show_editors(True)

    def take_up(self, meeting_id: str) -> None:
        """Go on with a day and time that were changed after a meeting, and never planned."""
        for name, keeping in self._keepings.items():
            keeping.open(line_key(meeting_id, name), keeping.words())
        if any(keeping.is_typed for keeping in self._keepings.values()):
            self._move(None)

    def leave(self) -> None:
        """Keep what was changed and not planned: another meeting is about to be shown."""
        for keeping in self._keepings.values():
            keeping.leave()

    def settle(self) -> None:
        """Take note that it is planned."""
        for keeping in self._keepings.values():
            keeping.settle()

    def show_words(self, words: str, remark: str = "", *, wrong: bool = False) -> None:
        """Say when it would be, for both, and what is odd about it."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._remark.setText(remark)
        self._remark.set_role("danger" if wrong else "muted")
        self._remark.setVisible(bool(remark))
        self.plan_button.setEnabled(not wrong)

    def show_planned(self, words: str) -> None:
        """Say when the next meeting is planned."""
        self.show_words(words)
        self._show_editors(False)

    def _show_editors(self, is_open: bool) -> None:
        self._when.setVisible(is_open)
        self.plan_button.setVisible(is_open)
        self.open_button.setVisible(not is_open)

    def _move(self, _value: object) -> None:
        day, moment = self.day.day(), self.time.moment()
        self.moved.emit(datetime.combine(day, moment) if day is not None and moment is not None else None)
