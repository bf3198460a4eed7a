"""Whom and when the pictures are about: a person or everybody, and the last months, a year, all, or between two days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.insights import Reach
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.workflows.insights.add_up import Wish
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE


class SpanBar(QWidget):
    """Says `changed` with every wish that makes sense; days that do not are asked for again in place."""

    changed = Signal()

    def __init__(self, appearance: Appearance, clock: Clock) -> None:
        super().__init__()
        self._people: dict[str, str] = {}
        self.who = PersonPicker(appearance, placeholder=_("Everybody"))
        self.who.setAccessibleName(_("Whom it is about"))
        self.reach: Choice[Reach] = Choice(
            appearance,
            _("Which time"),
            [
                (Reach.QUARTER, _("3 months")),
                (Reach.YEAR, _("A year")),
                (Reach.ALL, pgettext("time", "All")),
                (Reach.CHOSEN, _("From – to")),
            ],
            Reach.YEAR,
        )
        self.first = DateEdit(appearance, clock, None, placeholder=_("First day"))
        self.last = DateEdit(appearance, clock, None, placeholder=_("Today"))
        self.first_field = Field(appearance, _("From"), self.first)
        self.last_field = Field(appearance, _("To"), self.last)
        self.days = QWidget(self)
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(SPACE.m)
        days.addWidget(self.first_field, 1)
        days.addWidget(self.last_field, 1)
        self.days.hide()
        line = QWidget()
        expand_across(line)
        flow = Flow(line, gap=SPACE.m, line_gap=SPACE.s)
        flow.addWidget(self.who)
        flow.addWidget(self.reach)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(line)
        column.addWidget(self.days)
        self._appearance = appearance
        appearance.resized.connect(self._fit)
        self._fit()
        self.who.changed.connect(self._tell)
        self.reach.changed.connect(self._choose_reach)
        self.first.changed.connect(self._tell)
        self.last.changed.connect(self._tell)

    def _fit(self) -> None:
        # Room for a name, whatever the size of text; the line of choices wraps below it where it must.
        self.who.setMinimumWidth(self._appearance.px(220))

    def set_mentorships(self, rows: list[tuple[str, str, str]]) -> None:
        """Offer mentorships: id, the person's name, what tells two with one person apart."""
        self.who.set_people(rows)

    def show_mentorship(self, mentorship_id: str) -> None:
        """Choose a mentorship, or everybody with an empty id, without saying `changed`."""
        self.who.set_person(mentorship_id or None)

    def wish(self) -> Wish:
        """Return what is wished for now."""
        reach = self.reach.value() or Reach.YEAR
        chosen = reach is Reach.CHOSEN
        return Wish(
            str(self.who.person() or ""),
            reach,
            self.first.day() if chosen else None,
            self.last.day() if chosen else None,
        )

    def show_mistake(self, mistake: Mistake) -> None:
        """Ask again where the days make no sense."""
        field = self.last_field if mistake.field == "last" else self.first_field
        field.show_mistake(str(mistake), focus=False)

    def _choose_reach(self, reach: object) -> None:
        chosen = reach is Reach.CHOSEN
        self.days.setVisible(chosen)
        if chosen and self.first.day() is None:
            self.first.setFocus()
            return
        self._tell()

    def _tell(self, *_value: object) -> None:
        if self.reach.value() is Reach.CHOSEN and self.first.day() is None:
            return
        self.first_field.clear_mistake()
        self.last_field.clear_mistake()
        self.changed.emit()
