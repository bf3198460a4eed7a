"""The form of a person: few lines for somebody new, all that is known for somebody who is here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person, checked_person
from mentordesk.domain.zones import zone_named
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.people.mentorship_with import usual_role
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.zone_picker import ZonePicker
from mentordesk_ui.screens.people.birthdays import read_birthday, say_birthday
from mentordesk_ui.screens.people.channel_lines import ChannelLines
from mentordesk_ui.theme.appearance import Appearance

NO_ROLE = "none"


class PersonSheet(Sheet):
    """`ready` says the person as filled in, and for somebody new my role, or None for no mentorship yet."""

    ready = Signal(object, object)

    def __init__(
        self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, person: Person, *, is_new: bool = False
    ) -> None:
        title = _("New person") if is_new else _("Edit {name}").format(name=person.name)
        super().__init__(appearance, host, title, confirm=_("Add") if is_new else _("Keep"))
        self._clock = clock
        self._person = person
        self._is_new = is_new
        optional = _("optional")

        def line(text: str, placeholder: str = "") -> LineEdit:
            edit = LineEdit(appearance, placeholder, text=text)
            edit.returnPressed.connect(self.confirmed)
            return edit

        self.name = line(person.name, _("Maria Santos"))
        self.add_field("name", Field(appearance, _("Name"), self.name))
        self.role: Choice[str] | None = None
        if is_new:
            self.role = self._role_choice(appearance, desk)
        self.zone = ZonePicker(appearance, clock)
        zone_field = self.add_field("zone", Field(appearance, _("Where they live"), self.zone, optional=optional))
        self.channels = ChannelLines(appearance, person.channels)
        self.add_field("channels", Field(appearance, _("How to reach them"), self.channels, optional=optional))
        self.call_link = line(person.call_link, "https://")
        self.add_field("call_link", Field(appearance, _("Link of your calls"), self.call_link, optional=optional))
        self._more = Button(appearance, _("More about them"), "chevron-down", "plain")
        self._more.clicked.connect(self._show_more)
        self.add(self._more)
        self.called = line(person.called, person.short_name)
        self.pronouns = line(person.pronouns, _("she, they, …"))
        self.city = line(person.city, _("Where it differs from the city of the time zone"))
        self.organisation = line(person.organisation)
        self.birthday = line(say_birthday(person.birthday), _("12 May, or 12 May 1990"))
        self.met_how = line(person.met_how)
        self._further = [
            self.add_field(name, Field(appearance, label, edit, optional=optional))
            for name, label, edit in (
                ("called", _("What you call them"), self.called),
                ("pronouns", _("Pronouns"), self.pronouns),
                ("city", _("City"), self.city),
                ("organisation", _("Organisation"), self.organisation),
                ("birthday", _("Birthday"), self.birthday),
                ("met_how", _("How you met"), self.met_how),
            )
        ]
        self._show_zone(zone_field)
        for field in self._further:
            field.setVisible(not is_new)
        self._more.setVisible(is_new)
        self.zone.changed.connect(self._say_time)
        self.channels.changed.connect(self.place)
        self.confirmed.connect(self._confirm_person)

    def person(self) -> Person:
        """Return the person as filled in; raises Mistake with the field at fault."""
        today = self._clock.now().astimezone(self._clock.zone()).date()
        link = self.call_link.text().strip()
        if any(letter.isspace() for letter in link):
            raise Mistake(_("A link has no spaces. Paste it once more."), field="call_link")
        return checked_person(
            replace(
                self._person,
                name=" ".join(self.name.text().split()),
                zone=self.zone.zone() or "",
                channels=self.channels.channels(),
                call_link=link,
                called=self.called.text().strip(),
                pronouns=self.pronouns.text().strip(),
                city=self.city.text().strip(),
                organisation=self.organisation.text().strip(),
                birthday=read_birthday(self.birthday.text(), today),
                met_how=self.met_how.text().strip(),
            )
        )

    def focus_first(self) -> None:
        self.name.setFocus()
        self.name.end(False)

    def _role_choice(self, appearance: Appearance, desk: Desk) -> Choice[str]:
        usual = usual_role(desk)
        options = [
            (Role.MENTOR.value, _("my mentee")),
            (Role.MENTEE.value, _("my mentor")),
            (Role.PEER.value, _("a peer")),
            (NO_ROLE, _("nothing yet")),
        ]
        choice: Choice[str] = Choice(appearance, _("What they are to you"), options, usual.value)
        self.add_field("role", Field(appearance, _("They are"), choice))
        return choice

    def _show_zone(self, field: Field) -> None:
        if not self._person.zone:
            return
        try:
            zone_named(self._person.zone)
        except Mistake as mistake:
            # Kept by a computer that knows a zone this one does not.
            field.show_mistake(mistake.sentence, focus=False)
        else:
            self.zone.set_zone(self._person.zone)
            self._say_time()

    def _say_time(self, *_zone: object) -> None:
        now = self.zone.local_time()
        field = self._fields["zone"]
        field.set_hint(_("It is {time} there now.").format(time=now) if now else "")
        self.place()

    def _show_more(self) -> None:
        self._more.hide()
        for field in self._further:
            field.show()
        self.place()
        self.called.setFocus()

    def _confirm_person(self) -> None:
        self.clear_mistakes()
        try:
            person = self.person()
        except Mistake as mistake:
            if any(self._fields.get(mistake.field or "") is field for field in self._further):
                self._show_more()
            self.show_mistake(mistake)
            return
        chosen = self.role.value() if self.role else None
        self.ready.emit(person, Role(chosen) if chosen and chosen != NO_ROLE else None)
