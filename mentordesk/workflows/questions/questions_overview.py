"""All questions of the desk for their inbox: by how long they can wait, what became of them, and whom they are for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.people import Person
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.language import _, pgettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk


class Asker(StrEnum):
    """Who wants to know."""

    ALL = "all"
    ME = "me"
    THEM = "them"


@dataclass(frozen=True)
class QuestionGroup:
    """A heading and the ids below it; `key` is an urgency or “closed”."""

    key: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class QuestionView:
    """A question as its row says it."""

    question: Question
    person_id: str
    """Whom it is for, or whose it is; empty while nobody is named."""
    who: str
    is_mine: bool
    detail: str
    waits_for_answer: bool
    """It was talked about, and nobody wrote down what the answer was."""

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id


class QuestionsOverview:
    """Reads groups and pages for one look at the inbox."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._zone = clock.zone()
        self.today = clock.now().astimezone(clock.zone()).date()
        """The day this look was taken: on another one it has to be taken again."""
        profile = desk.profile.mine()
        self.me_id = profile.person_id if profile else ""

    def groups(self, asker: Asker = Asker.ALL) -> tuple[QuestionGroup, ...]:
        """Return what is open by how long it can wait, then what is answered or let go."""
        waiting = [one for one in self._desk.questions.all_open() if self._fits(one, asker)]
        groups = [
            QuestionGroup(urgency.value, title, tuple(one.id for one in waiting if one.urgency is urgency))
            for urgency, title in urgency_titles().items()
        ]
        closed = self._desk.questions.ids_closed()
        if asker is not Asker.ALL:
            found = self._desk.questions.many(closed)
            closed = tuple(one for one in closed if self._fits(found[one], asker))
        groups.append(QuestionGroup("closed", _("Answered and let go"), closed))
        return tuple(group for group in groups if group.ids)

    def views(self, ids: Sequence[str]) -> tuple[QuestionView, ...]:
        """Return the questions of these ids in this order; those thrown away meanwhile are left out."""
        found = self._desk.questions.many(ids)
        shown = [found[one] for one in ids if one in found and found[one].deleted_at is None]
        mentorships = self._desk.mentorships.many(one.mentorship_id for one in shown if one.mentorship_id)
        people = self._desk.people.many(one.person_id for one in mentorships.values())
        topics = self._desk.agenda.many(one.agenda_item_id for one in shown if one.agenda_item_id)
        views = []
        for question in shown:
            mentorship = mentorships.get(question.mentorship_id)
            person = people.get(mentorship.person_id) if mentorship else None
            views.append(self._view(question, person, topics.get(question.agenda_item_id)))
        return tuple(views)

    def is_mine(self, question: Question) -> bool:
        """Tell whether I want to know."""
        return question.author_id in {"", self.me_id}

    def _fits(self, question: Question, asker: Asker) -> bool:
        return asker is Asker.ALL or self.is_mine(question) == (asker is Asker.ME)

    def _view(self, question: Question, person: Person | None, topic: AgendaItem | None) -> QuestionView:
        is_mine = self.is_mine(question)
        waits = question.is_open and question.urgency is Urgency.NEXT_MEETING
        talked_about = waits and topic is not None and topic.state is AgendaState.DISCUSSED
        name = person.short_name if person else ""
        said = self._state(question, topic if waits else None, has_person=person is not None)
        return QuestionView(
            question=question,
            person_id=person.id if person else "",
            who=name if is_mine or not name else _("{name} asks").format(name=name),
            is_mine=is_mine,
            detail=said[:1].upper() + said[1:],
            waits_for_answer=talked_about,
        )

    def _state(self, question: Question, topic: AgendaItem | None, *, has_person: bool) -> str:
        if question.answered_at is not None:
            return question.answer or _("answered {day}").format(day=self._near(question.answered_at))
        if question.dropped_at is not None:
            return _("let go {day}").format(day=self._near(question.dropped_at))
        if not has_person:
            return _("Whom to ask? Choose somebody with W.")
        if topic is not None and topic.state is AgendaState.DISCUSSED:
            return _("Talked about: what was the answer?")
        if topic is not None and topic.state is AgendaState.PARKED:
            return _("set aside on the agenda")
        parts = []
        if not self.is_mine(question):
            at = question.asked_at or question.created_at
            parts.append(_("asked you {day}").format(day=self._near(at)) if at else "")
        elif question.asked_at is not None:
            parts.append(self._asked(question.asked_how, question.asked_at))
        if topic is not None:
            parts.append(_("on the agenda"))
        if not parts:
            parts.append(_("since {day}").format(day=self._near(question.created_at)) if question.created_at else "")
        return " · ".join(parts)

    def _asked(self, how: str, at: datetime) -> str:
        words = {
            AskedHow.MAIL.value: _("asked by mail {day}"),
            AskedHow.CALL.value: _("called about it {day}"),
            AskedHow.COPY.value: _("copied to ask {day}"),
        }
        return words.get(how, _("asked {day}")).format(day=self._near(at))

    def _near(self, at: datetime) -> str:
        return phrases.near_day(at.astimezone(self._zone).date(), self.today)


def urgency_titles() -> dict[Urgency, str]:
    """Return the words for how long a question can wait, the most urgent first."""
    return {
        Urgency.URGENT: pgettext("urgency", "Urgent"),
        Urgency.THIS_WEEK: pgettext("urgency", "This week"),
        Urgency.NEXT_MEETING: pgettext("urgency", "Next meeting"),
    }
