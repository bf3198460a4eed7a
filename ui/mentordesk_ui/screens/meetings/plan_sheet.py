"""The sheet that plans a meeting, or moves and changes one: who, when on whose clock, how long, how, and where."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting, Mode
from mentordesk.domain.people import Person
from mentordesk.domain.where_to_call import default_link
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.phrases import city_in
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle

from .when_edit import WhenEdit


class PlanSheet(Sheet):
    """Without a meeting it plans one; with one it changes that. `planned` carries the plan when it is confirmed."""

    planned = Signal(object)
    new_person_wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        clock: Clock,
        *,
        person_id: str = "",
        meeting: Meeting | None = None,
    ) -> None:
        title = _("Plan a meeting") if meeting is None else _("Move or change the meeting")
        super().__init__(appearance, host, title, confirm=_("Plan it") if meeting is None else _("Save"))
        self._desk = desk
        self._clock = clock
        self._meeting = meeting
        self._link_is_typed = meeting is not None and bool(meeting.link)
        person_id = meeting.person_id if meeting else person_id
        on_theirs = meeting is not None and meeting.zone_owner_id == person_id
        wall = self._first_wall(meeting, on_theirs=on_theirs)

        self.person = PersonPicker(appearance, adds=True)
        self._set_people(person_id)
        self.when = WhenEdit(appearance, clock, wall, meeting.minutes if meeting else plan_meeting.DEFAULT_MINUTES)
        self.whose: Choice[bool] = Choice(
            appearance, _("Whose clock"), [(False, _("My clock")), (True, _("Their clock"))], on_theirs
        )
        self.said = Text(appearance, "", TextStyle.BODY, "muted")
        self.mode: Choice[Mode] = Choice(
            appearance,
            _("How"),
            [
                (Mode.VIDEO, _("Video"), "video"),
                (Mode.PHONE, _("Phone"), "phone"),
                (Mode.IN_PERSON, _("In person"), "users"),
                (Mode.CHAT, _("Chat"), "message-circle"),
            ],
            meeting.mode if meeting else Mode.VIDEO,
        )
        self.link = LineEdit(appearance, _("https://…"), text=meeting.link if meeting else "")
        self.place_line = LineEdit(appearance, _("Café, office, park…"), text=meeting.place if meeting else "")

        who = self.add_field("person", Field(appearance, _("With"), self.person))
        self.add_field("starts", Field(appearance, _("When"), self.when))
        self._whose_field = Field(appearance, _("Time on"), self.whose)
        self.add(self._whose_field)
        self.add(self.said)
        self.add(Field(appearance, _("How"), self.mode))
        self._link_field = self.add_field("link", Field(appearance, _("Link"), self.link, optional=_("optional")))
        self._place_field = self.add_field(
            "place", Field(appearance, _("Place"), self.place_line, optional=_("optional"))
        )
        who.setVisible(meeting is None)

        self.person.changed.connect(self._follow_person)
        self.person.new_person_wanted.connect(self.new_person_wanted)
        self.when.changed.connect(self._say)
        self.whose.changed.connect(self._say)
        self.mode.changed.connect(self._follow_mode)
        self.link.textEdited.connect(self._keep_link)
        self.confirmed.connect(self._confirm_plan)
        self._follow_person(person_id)
        self._follow_mode(self.mode.value())

    def plan(self) -> Plan:
        """Return what is asked for."""
        return self._plan(self.when.wall())

    def _plan(self, wall: datetime | None) -> Plan:
        mode = self.mode.value() or Mode.VIDEO
        return Plan(
            person_id=str(self.person.person() or ""),
            wall=wall,
            on_their_clock=bool(self.whose.value()),
            minutes=self.when.minutes(),
            mode=mode,
            link="" if mode is Mode.IN_PERSON else self.link.text(),
            place=self.place_line.text() if mode is Mode.IN_PERSON else "",
            title=self._meeting.title if self._meeting else "",
        )

    def focus_first(self) -> None:
        """Begin where something is missing: who, else when."""
        (self.when if self.person.person() else self.person).setFocus()

    def read_people(self, person_id: str) -> None:
        """Read again who can be picked, and pick somebody."""
        self._set_people(person_id)
        self._follow_person(person_id)

    def show_refusal(self, mistake: Mistake) -> None:
        """Show what is wrong beside its field; a length stands in the row of the time."""
        if mistake.field == "minutes":
            mistake = Mistake(mistake.sentence, field="starts")
        if mistake.field == "starts":
            self.said.hide()  # it says the same
        self.show_mistake(mistake)

    def _set_people(self, person_id: str) -> None:
        self.person.set_people([(each.id, each.name, each.city) for each in self._desk.people.others()])
        self.person.set_person(person_id or None)

    def _first_wall(self, meeting: Meeting | None, *, on_theirs: bool) -> datetime:
        if meeting is None or meeting.starts_at is None:
            return plan_meeting.next_good_hour(self._clock)
        if on_theirs and meeting.wall_start is not None:
            return meeting.wall_start
        return meeting.starts_at.astimezone(self._clock.zone()).replace(tzinfo=None)

    def _picked(self) -> Person | None:
        person_id = self.person.person()
        return self._desk.people.find(str(person_id)) if person_id else None

    def _follow_person(self, _person_id: object) -> None:
        person = self._picked()
        mine = city_in(self._clock.zone().key)
        theirs = (person.city or city_in(person.zone)) if person and person.zone else ""
        self._whose_field.setVisible(bool(theirs) and person is not None and person.zone != self._clock.zone().key)
        if person is not None:
            self.whose.set_words(False, _("My clock, {city}").format(city=mine))
            self.whose.set_words(True, _("{name}’s clock, {city}").format(name=person.short_name, city=theirs))
        self._default_link()
        self._say()
        self.place_again()

    def _follow_mode(self, mode: Mode | None) -> None:
        self._link_field.setVisible(mode is not Mode.IN_PERSON)
        self._place_field.setVisible(mode is Mode.IN_PERSON)
        self._default_link()
        self.place_again()

    def _default_link(self) -> None:
        person = self._picked()
        if person is not None and not self._link_is_typed:
            self.link.setText(default_link(person, self.mode.value() or Mode.VIDEO))

    def _keep_link(self, words: str) -> None:
        self._link_is_typed = bool(words)

    def _say(self, *_value: object) -> None:
        """Say what the time is for both, while it is typed."""
        plan = self._plan(self.when.wall_so_far())
        words, role = "", "muted"
        if plan.person_id:
            try:
                said = plan_meeting.say_time(self._desk, self._clock, plan)
            except Mistake as mistake:
                words, role = mistake.sentence, "danger" if plan.wall is not None else "muted"
            else:
                words = f"{said.words}\n{said.remark}" if said.remark else said.words
                role = "warm" if said.remark else "muted"
        self.said.set_role(role)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.place_again()

    def _confirm_plan(self) -> None:
        self.planned.emit(self.plan())

    def place_again(self) -> None:
        """Fit the sheet to what is shown in it now."""
        if self.isVisible():
            self.place()
