"""The forms of a mentorship: what it is about, and its end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.workflows.people.mentorship_words import LOOKING_BACK, RHYTHMS, looking_back_words, rhythm_words
from mentordesk.workflows.questions.compose_question import ways_agreed
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.date_edit import DateEdit
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.lines_edit import LinesEdit
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.time_edit import TimeEdit
from mentordesk_ui.theme.appearance import Appearance


class MentorshipSheet(Sheet):
    """`ready` says the mentorship as filled in."""

    ready = Signal(object)
    end_wanted = Signal()
    resume_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        clock: Clock,
        person: Person,
        mentorship: Mentorship,
        *,
        is_new: bool = False,
    ) -> None:
        title = _("Begin a mentorship with {name}") if is_new else _("Mentorship with {name}")
        super().__init__(
            appearance, host, title.format(name=person.short_name), confirm=_("Begin") if is_new else _("Keep")
        )
        self.is_new = is_new
        self._mentorship = mentorship
        optional = _("optional")
        self.role: Choice[Role] = Choice(
            appearance,
            _("What they are to you"),
            [(Role.MENTOR, _("my mentee")), (Role.MENTEE, _("my mentor")), (Role.PEER, _("a peer"))],
            mentorship.my_role,
        )
        self.purpose = LineEdit(appearance, _("What it is for, such as the step to team lead"), text=mentorship.purpose)
        days = mentorship.cadence_days
        self.cadence: Choice[int] = Choice(
            appearance, _("How often you meet"), [(one, rhythm_words(one)) for one in _with(RHYTHMS, days)], days
        )
        days = mentorship.review_every_days
        self.look_back: Choice[int] = Choice(
            appearance,
            _("How often you look back"),
            [(one, looking_back_words(one)) for one in _with(LOOKING_BACK, days)],
            days,
        )
        self.phase = LineEdit(
            appearance, _("Getting to know each other, in the middle of it, …"), text=mentorship.phase
        )
        self.started = DateEdit(appearance, clock, mentorship.started_on)
        self.add_field("role", Field(appearance, _("They are"), self.role))
        self.add_field("purpose", Field(appearance, _("What for"), self.purpose, optional=optional))
        self.add_field("cadence", Field(appearance, _("You meet"), self.cadence))
        self.add_field("phase", Field(appearance, _("Where you stand"), self.phase, optional=optional))
        self.add_field("started", Field(appearance, _("Since"), self.started, optional=optional))
        self._add_urgent(person)
        self.pact = LinesEdit(appearance, _("What you agreed for your calls, one line each"), lines=3)
        self.pact.setPlainText("\n".join(mentorship.pact))
        self.add_field(
            "pact",
            Field(
                appearance,
                _("Agreed for your calls"),
                self.pact,
                optional=optional,
                hint=_("Such as “cameras on, phones away”. One line each; it is shown before every call."),
            ),
        )
        self.add_field(
            "look_back",
            Field(
                appearance,
                _("Look back"),
                self.look_back,
                hint=_("Six questions on how it goes, for you alone. You are told when it is time, and may leave it."),
            ),
        )
        self.purpose.returnPressed.connect(self.confirmed)
        self.phase.returnPressed.connect(self.confirmed)
        if mentorship.is_over:
            self.ended = DateEdit(appearance, clock, mentorship.ended_on)
            self.why = LineEdit(appearance, text=mentorship.ended_why)
            self.add_field("ended", Field(appearance, _("Until"), self.ended))
            self.add_field("why", Field(appearance, _("Why it ended"), self.why, optional=optional))
            resume = self.add_button(Button(appearance, _("Go on with it"), "play"))
            resume.clicked.connect(self.resume_wanted)
        elif not is_new:
            end = self.add_button(Button(appearance, _("End it"), "archive"))
            end.clicked.connect(self.end_wanted)
        self.confirmed.connect(self._say_ready)

    def _add_urgent(self, person: Person) -> None:
        """Ask what is agreed for questions that cannot wait."""
        before = self._mentorship
        self.urgent: Choice[str] = Choice(
            self._appearance,
            _("What is agreed for what cannot wait"),
            ways_agreed(person, before.urgent_channel),
            before.urgent_channel,
        )
        self.urgent_from = TimeEdit(self._appearance, before.urgent_from)
        self.urgent_to = TimeEdit(self._appearance, before.urgent_to)
        optional = _("optional")
        self.add_field("urgent", Field(self._appearance, _("When it cannot wait"), self.urgent))
        self.add_row(
            hint=_("By {name}’s clock. Outside these hours it is said, and nothing is forbidden.").format(
                name=person.short_name
            ),
            urgent_from=Field(self._appearance, _("From"), self.urgent_from, optional=optional),
            urgent_to=Field(self._appearance, _("Until"), self.urgent_to, optional=optional),
        )

    def mentorship(self) -> Mentorship:
        """Return the mentorship as filled in."""
        changed = replace(
            self._mentorship,
            my_role=self.role.value() or self._mentorship.my_role,
            purpose=self.purpose.text().strip(),
            cadence_days=_chosen(self.cadence.value(), self._mentorship.cadence_days),
            phase=self.phase.text().strip(),
            started_on=self.started.day(),
            urgent_channel=self.urgent.value() or "",
            urgent_from=self.urgent_from.moment(),
            urgent_to=self.urgent_to.moment(),
            pact=self.pact.lines(),
            review_every_days=_chosen(self.look_back.value(), self._mentorship.review_every_days),
        )
        if self._mentorship.is_over:
            changed = replace(changed, ended_on=self.ended.day(), ended_why=self.why.text().strip())
        return changed

    def focus_first(self) -> None:
        self.purpose.setFocus()

    def _say_ready(self) -> None:
        for name, edit in (("urgent_from", self.urgent_from), ("urgent_to", self.urgent_to)):
            if not edit.is_valid():
                self.show_mistake(Mistake(_("That is no time of day. Write it like 9:30."), field=name))
                return
        self.ready.emit(self.mentorship())


class EndSheet(Sheet):
    """When a mentorship ended, and why, in one's own words."""

    def __init__(self, appearance: Appearance, host: QWidget, clock: Clock, person: Person) -> None:
        super().__init__(
            appearance,
            host,
            _("End the mentorship with {name}").format(name=person.short_name),
            line=_("Everything stays: meetings, notes, goals. You can go on with it at any time."),
            confirm=_("End it"),
            width=480,
        )
        today = clock.now().astimezone(clock.zone()).date()
        self.day = DateEdit(appearance, clock, today)
        self.why = LineEdit(appearance, _("We reached what we set out for"))
        self.add_field("ended", Field(appearance, _("On"), self.day))
        self.add_field("why", Field(appearance, _("Why"), self.why, optional=_("optional")))
        self.why.returnPressed.connect(self.confirmed)

    def focus_first(self) -> None:
        self.why.setFocus()


def _with(offered: tuple[int, ...], days: int) -> tuple[int, ...]:
    """Return what is offered, and what was chosen before."""
    return offered if days in offered else tuple(sorted((*offered, days), key=_as_it_comes_last))


def _as_it_comes_last(days: int) -> int:
    return days or 10_000


def _chosen(days: int | None, before: int) -> int:
    return before if days is None else days
