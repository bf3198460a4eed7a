"""The form of a goal: a title is enough, everything else helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.goals import Goal
from mentordesk.domain.mentorships import Role
from mentordesk.domain.records import Visibility
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.goals.keep_goal import GoalWords, my_id
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance

from .sheets import is_day_clear


class GoalSheet(Sheet):
    """`ready` says the goal as typed. `whom` is whose a new goal is, as things stand on the screen; empty for mine."""

    ready = Signal(object)

    def __init__(
        self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, goal: Goal | None = None, whom: str = ""
    ) -> None:
        super().__init__(
            appearance,
            host,
            _("New goal") if goal is None else _("Change the goal"),
            confirm=_("Set the goal") if goal is None else _("Keep"),
        )
        self._desk, self._me, self._goal = desk, my_id(desk), goal
        goal = goal or Goal(owner_id=self._usual_owner(whom), mentorship_id=self._usual_mentorship(whom))
        optional = _("optional")
        self.title = LineEdit(appearance, _("Such as: lead a team of four"), text=goal.title)
        self.owner = PersonPicker(appearance, self._people(), placeholder=_("Me, or whom I mentor"))
        self.owner.set_person(goal.owner_id if goal.owner_id in {row[0] for row in self._people()} else None)
        self.other = PersonPicker(appearance, self._others(), placeholder=_("Nobody yet"))
        mentorship = desk.mentorships.find(goal.mentorship_id) if goal.mentorship_id else None
        known = {row[0] for row in self._others()}
        self.other.set_person(mentorship.person_id if mentorship and mentorship.person_id in known else None)
        counts = goal.target_value is not None
        self.start = LineEdit(appearance, "0", text=phrases.number(goal.start_value) if counts else "")
        self.target = LineEdit(appearance, text=phrases.number(goal.target) if counts else "")
        self.unit = LineEdit(appearance, _("pages, people, …"), text=goal.unit)
        self.due_on = DateEdit(appearance, clock, goal.due_on, placeholder=_("When it is ready"))
        self.why = LineEdit(appearance, _("What it would change"), text=goal.why)
        self.measure = LineEdit(appearance, _("What you will see or hear then"), text=goal.measure)
        self.shared = CheckRow(
            appearance,
            _("A summary for the other side may contain it"),
            checked=goal.visibility is Visibility.SHARED,
        )
        self.add_field("title", Field(appearance, _("What"), self.title))
        self.add_field("owner", Field(appearance, _("Whose"), self.owner))
        self._with = self.add_field("with", Field(appearance, _("Talked about with"), self.other, optional=optional))
        self.add_field("why", Field(appearance, _("Why"), self.why, optional=optional))
        self.add_field("measure", Field(appearance, _("How we will know"), self.measure, optional=optional))
        self.add_field("due_on", Field(appearance, _("By when"), self.due_on, optional=optional))
        self.add_row(
            start=Field(appearance, _("From"), self.start, optional=optional),
            target=Field(appearance, _("To"), self.target, optional=optional),
            unit=Field(appearance, _("Of what"), self.unit, optional=optional),
            hint=_("Without numbers, check-ins go from 0 to 10."),
        )
        self.add(self.shared)
        for line in (self.title, self.why, self.measure, self.start, self.target, self.unit):
            line.returnPressed.connect(self.confirmed)
        self.owner.changed.connect(self._choose_owner)
        self.confirmed.connect(self._say_ready)
        self._choose_owner(self.owner.person())

    def focus_first(self) -> None:
        self.title.setFocus()

    def _people(self) -> list[tuple[str, str, str]]:
        me = [(self._me, _("Me"), "")] if self._me else []
        mentees = {one.person_id for one in self._desk.mentorships.where() if one.my_role is not Role.MENTEE}
        if self._goal is not None:
            mentees.add(self._goal.owner_id)
        return me + [(one.id, one.name, one.city) for one in self._desk.people.others() if one.id in mentees]

    def _others(self) -> list[tuple[str, str, str]]:
        known = {one.person_id for one in self._desk.mentorships.where()}
        return [(one.id, one.name, one.city) for one in self._desk.people.others() if one.id in known]

    def _usual_owner(self, whom: str) -> str:
        """Return whose goal is meant on somebody’s page: theirs, unless they mentor me."""
        running = self._desk.mentorships.current_of(whom) if whom else None
        return whom if running is not None and running.my_role is not Role.MENTEE else self._me

    def _usual_mentorship(self, whom: str) -> str:
        """Return with whom a goal of mine is talked about: with the mentor on the screen, or the only one I have."""
        running = self._desk.mentorships.current_of(whom) if whom else None
        if running is not None:
            return running.id
        mentors = [one for one in self._desk.mentorships.running() if one.my_role is Role.MENTEE]
        return mentors[0].id if len(mentors) == 1 else ""

    def _choose_owner(self, person_id: object) -> None:
        self._with.setVisible(person_id in {None, self._me})
        self.place()

    def _say_ready(self) -> None:
        if self.owner.text().strip() and self.owner.person() is None:
            self.show_mistake(Mistake(_("Who is that? Choose one of the names."), field="owner"))
            return
        if self.other.text().strip() and self.other.person() is None:
            self.show_mistake(Mistake(_("Who is that? Choose one of the names."), field="with"))
            return
        if is_day_clear(self, "due_on", self.due_on):
            self.ready.emit(self._words())

    def _words(self) -> GoalWords:
        owner = str(self.owner.person() or "")
        other = str(self.other.person() or "")
        mentorship_id = ""
        if owner in {"", self._me} and other:
            mentorship_id = self._mentorship_with(other)
        elif self._goal is not None and owner == self._goal.owner_id:
            mentorship_id = self._goal.mentorship_id
        return GoalWords(
            title=self.title.text(),
            owner_id=owner,
            mentorship_id=mentorship_id,
            why=self.why.text(),
            measure=self.measure.text(),
            start=self.start.text(),
            target=self.target.text(),
            unit=self.unit.text(),
            due_on=self.due_on.day(),
            is_shared=self.shared.isChecked(),
        )

    def _mentorship_with(self, person_id: str) -> str:
        if self._goal is not None and self._goal.mentorship_id:
            kept = self._desk.mentorships.find(self._goal.mentorship_id)
            if kept is not None and kept.person_id == person_id:
                return kept.id
        running = self._desk.mentorships.current_of(person_id)
        found = running or next(iter(self._desk.mentorships.of_person(person_id)), None)
        return found.id if found else ""
