"""How long to keep what is known of somebody: without an end, until a day, or for some months after the mentorship."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.domain.retention import keep_until
from mentordesk.errors import Mistake
from mentordesk.language import _, ngettext, pgettext
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance

ALWAYS, UNTIL, AFTER = "always", "until", "after"
SPANS = (0, 3, 6, 12, 24)


class KeepSheet(Sheet):
    """`ready` says the last day and the months; None where that is not what was chosen."""

    ready = Signal(object, object)

    def __init__(
        self, appearance: Appearance, host: QWidget, desk: Desk, clock: Clock, person: Person, *, longer: bool = False
    ) -> None:
        super().__init__(
            appearance,
            host,
            _("How long to keep {name}").format(name=person.short_name),
            line=_("When the time is over you are asked once what is to become of it. Nothing goes by itself."),
            confirm=_("Keep it so"),
        )
        months = 6 if person.keep_months is None else person.keep_months
        chosen = UNTIL if longer or person.keep_until else ALWAYS if person.keep_months is None else AFTER
        self.how: Choice[str] = Choice(
            appearance,
            _("How long"),
            [(ALWAYS, _("Without an end")), (UNTIL, _("Until a day")), (AFTER, _("After the mentorship"))],
            chosen,
        )
        day: date | None = None if longer else keep_until(person, desk.mentorships.of_person(person.id))
        self.until = DateEdit(appearance, clock, day if chosen == UNTIL else None)
        spans = sorted({*SPANS, months})
        self.months: Choice[int] = Choice(
            appearance, _("How long after it has ended"), [(one, _span_words(one)) for one in spans], months
        )
        self._day_field = Field(appearance, _("The last day"), self.until)
        self._months_field = Field(appearance, _("How long after it has ended"), self.months)
        self.add_field("how", Field(appearance, pgettext("somebody", "Keep"), self.how))
        self.add_field("until", self._day_field)
        self.add_field("months", self._months_field)
        self.how.changed.connect(self._fit)
        self.confirmed.connect(self._confirm_choice)
        self._fit()

    def _fit(self, _chosen: object = None) -> None:
        self._day_field.setVisible(self.how.value() == UNTIL)
        self._months_field.setVisible(self.how.value() == AFTER)
        self.place()

    def _confirm_choice(self) -> None:
        match self.how.value():
            case "until":
                day = self.until.day()
                if day is None:
                    self.show_mistake(Mistake(_("Write a day, such as 31.12. or “in a year”."), field="until"))
                else:
                    self.ready.emit(day, None)
            case "after":
                self.ready.emit(None, self.months.value())
            case _:
                self.ready.emit(None, None)


def _span_words(months: int) -> str:
    if not months:
        return pgettext("when it has ended", "at once")
    if months % 12 == 0:
        return ngettext("{count} year", "{count} years", months // 12).format(count=months // 12)
    return ngettext("{count} month", "{count} months", months).format(count=months)
