"""The sheets of few seconds: log a meeting that took place, and choose whom one is calling."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import plan_meeting
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance

from .when_edit import WhenEdit

_MINUTES = 30


class LogSheet(Sheet):
    """Who, when, how long, one line: Enter in the last line logs it. `logged` says person, wall time, minutes, words."""

    logged = Signal(str, object, int, str)

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, *, person_id: str = "") -> None:
        super().__init__(appearance, host, _("Log a past meeting"), confirm=_("Log it"))
        self.person = _picker(appearance, desk, person_id)
        wall: datetime = plan_meeting.last_full_hour(clock)
        self.when = WhenEdit(appearance, clock, wall, _MINUTES)
        self.words = LineEdit(appearance, _("What was it about? A promise: - [ ] @name what !friday"))
        self.add_field("person", Field(appearance, _("With"), self.person))
        self.add_field("starts", Field(appearance, _("When, on my clock"), self.when))
        self.add_field("text", Field(appearance, _("One line of notes"), self.words, optional=_("optional")))
        self.words.returnPressed.connect(self._log)
        self.when.length.returnPressed.connect(self._log)
        self.confirmed.connect(self._log)

    def _log(self) -> None:
        if not self.person.person():
            self.show_mistake(Mistake(_("Choose who you met."), field="person"))
            return
        self.clear_mistakes()
        person = str(self.person.person())
        self.logged.emit(person, self.when.wall(), self.when.minutes(), self.words.text())

    def show_refusal(self, mistake: Mistake) -> None:
        """Show what is wrong beside its field; a length stands in the row of the time."""
        self.show_mistake(Mistake(mistake.sentence, field="starts") if mistake.field == "minutes" else mistake)

    def focus_first(self) -> None:
        """Begin where something is missing: who, else what it was about."""
        (self.words if self.person.person() else self.person).setFocus()


class CallSheet(Sheet):
    """Whom an unplanned call is with. `called` says the person."""

    called = Signal(str)

    def __init__(self, appearance: Appearance, host: QWidget, desk: Desk, *, person_id: str = "") -> None:
        super().__init__(appearance, host, _("Start an unplanned call"), confirm=_("Start"), width=440)
        self.person = _picker(appearance, desk, person_id)
        self.add_field("person", Field(appearance, _("With"), self.person))
        self.person.changed.connect(self._call)
        self.person.returnPressed.connect(self._call)
        self.confirmed.connect(self._call)

    def _call(self, *_person: object) -> None:
        person_id = self.person.person()
        if self.isHidden():
            # Enter picks and confirms at once: the call has begun already.
            return
        if person_id:
            self.called.emit(str(person_id))
        else:
            self.show_mistake(Mistake(_("Choose who you call."), field="person"))


def _picker(appearance: Appearance, desk: Desk, person_id: str) -> PersonPicker:
    picker = PersonPicker(appearance, [(each.id, each.name, each.city) for each in desk.people.others()])
    picker.set_person(person_id or None)
    return picker
