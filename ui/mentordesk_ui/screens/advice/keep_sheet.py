"""Keep advice: what was advised, between whom, and what it was about. The same sheet changes it later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.advice import Advice
from mentordesk.domain.mentorships import Role
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.workflows.advice.keep_advice import today_of
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.person_picker import PersonPicker
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.theme.appearance import Appearance


@dataclass(frozen=True)
class WithWhom:
    """A mentorship to choose from."""

    mentorship_id: str
    person_id: str
    name: str
    detail: str
    role: Role


class KeepAdviceSheet(Sheet):
    """Read with `wanted` when it is confirmed."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        clock: Clock,
        choices: Sequence[WithWhom],
        *,
        me_id: str,
        advice: Advice | None = None,
        mentorship_id: str = "",
        is_mine: bool | None = None,
    ) -> None:
        """Begins with `advice` to change, else with the mentorship and direction that are known, or the only one there is."""
        title = _("Change advice") if advice else _("Keep advice")
        super().__init__(appearance, host, title, confirm=_("Keep"))
        self._clock = clock
        self._me_id = me_id
        self._choices = {choice.mentorship_id: choice for choice in choices}
        self._has_chosen_way = advice is not None or is_mine is not None
        self.text = GrowingText(appearance, _("What was advised"), least_lines=2)
        self.person = PersonPicker(appearance, [(one.mentorship_id, one.name, one.detail) for one in choices])
        self.way: Choice[bool] = Choice(
            appearance, _("Who advised"), [(False, _("They advised me")), (True, _("I advised them"))]
        )
        self.context = GrowingText(appearance, _("What it was about"))
        self.given_on = DateEdit(appearance, clock, advice.given_on if advice else today_of(clock))
        optional = _("optional")
        self.add_field("text", Field(appearance, _("What was advised"), self.text))
        self.add_field("person", Field(appearance, _("With whom"), self.person))
        self.add_field("giver", Field(appearance, _("Who advised"), self.way))
        self.add_field("context", Field(appearance, _("What it was about"), self.context, optional=optional))
        self.add_field("given_on", Field(appearance, _("When"), self.given_on))
        self.person.changed.connect(self._follow_person)
        self.way.changed.connect(self._choose_way)
        if advice is not None:
            self.text.set_text(advice.text)
            self.context.set_text(advice.context)
            mentorship_id, is_mine = advice.mentorship_id, advice.giver_id == me_id
        if not mentorship_id and len(self._choices) == 1:
            mentorship_id = next(iter(self._choices))  # who has one mentor need not name them
        if mentorship_id in self._choices:
            self.person.set_person(mentorship_id)
            self._follow_person(mentorship_id)
        if is_mine is not None:
            self.way.set_value(is_mine)

    def wanted(self) -> Advice:
        """Return what was typed; raises Mistake, field `person` or `given_on`, for what is missing."""
        choice = self._choices.get(str(self.person.person() or ""))
        if choice is None:
            raise Mistake(_("Choose with whom it was."), field="person")
        if not self.given_on.is_valid():
            raise Mistake(_("Choose the day it was given."), field="given_on")
        day: date = self.given_on.day() or today_of(self._clock)
        is_mine = self.way.value()
        return Advice(
            mentorship_id=choice.mentorship_id,
            giver_id="" if is_mine is None else self._me_id if is_mine else choice.person_id,
            text=self.text.text(),
            context=self.context.text(),
            given_on=day,
        )

    def focus_first(self) -> None:
        self.text.setFocus()

    def _choose_way(self, _is_mine: bool) -> None:
        self._has_chosen_way = True

    def _follow_person(self, mentorship_id: object) -> None:
        """Guess who advised by who is the mentor, until the person said so."""
        choice = self._choices.get(str(mentorship_id or ""))
        if choice is not None and not self._has_chosen_way:
            self.way.set_value(choice.role is Role.MENTOR)
