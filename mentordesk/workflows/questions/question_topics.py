"""A question for the next meeting is a topic on the agenda: both are kept in step here, whichever of them is changed.

A question has one topic at most. What waits elsewhere keeps its topic let go, and takes it up again when it comes back.
"""

from __future__ import annotations

from dataclasses import replace

from mentordesk.clock import Clock
from mentordesk.domain import agenda, questions
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.questions import Question, Urgency
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic

_ON_THE_AGENDA = {AgendaState.OPEN, AgendaState.PARKED}


def keep_topic(desk: Desk, clock: Clock, question: Question, *, asks_again: bool = False) -> Question:
    """Bring the topic of a question in line with it, and return the question with its link.

    Part of the act that changed the question. What was talked about stays so, unless it `asks_again`.
    """
    with desk.database.change(Topic.QUESTIONS, Topic.AGENDA):
        item = _live(desk, question.agenda_item_id)
        wanted = question.is_open and question.deleted_at is None and question.urgency is Urgency.NEXT_MEETING
        if not wanted or not question.mentorship_id:
            if item is not None and item.state in _ON_THE_AGENDA:
                desk.agenda.save(agenda.dropped(item, clock.now()))
            return question
        if item is not None and item.mentorship_id != question.mentorship_id:
            if item.state in _ON_THE_AGENDA:
                desk.agenda.save(agenda.dropped(item, clock.now()))
            item = None
        if item is None:
            item = desk.agenda.add(_topic_of(desk, question))
            return desk.questions.save(replace(question, agenda_item_id=item.id))
        if item.state is AgendaState.DROPPED or (asks_again and item.state is AgendaState.DISCUSSED):
            item = agenda.reopened(item)
        if item.text != question.text and item.state is not AgendaState.DISCUSSED:
            item = replace(item, text=question.text)
        desk.agenda.save(item)
        return question


def follow_words(desk: Desk, item: AgendaItem) -> None:
    """Let the question say what its topic says now. Part of the act that changed the topic."""
    question = _of_topic(desk, item)
    if question is not None:
        desk.questions.save(replace(question, text=item.text))


def follow_end(desk: Desk, clock: Clock, item: AgendaItem) -> None:
    """Let the question go with its topic; it stays to be found among those let go. Part of the act that dropped it."""
    question = _of_topic(desk, item)
    if question is not None:
        desk.questions.save(questions.dropped(question, clock.now()))


def follow_return(desk: Desk, item: AgendaItem) -> None:
    """Let a question that was let go with its topic come back with it. Part of the act that took the topic up again."""
    question = desk.questions.of_agenda_item(item.id)
    if question is not None and question.dropped_at is not None and question.urgency is Urgency.NEXT_MEETING:
        desk.questions.save(questions.reopened(question))


def unanswered_of(desk: Desk, items: tuple[AgendaItem, ...]) -> tuple[Question, ...]:
    """Return the questions among these topics that were talked about and have no answer yet, in their order."""
    found = (desk.questions.of_agenda_item(item.id) for item in items if item.state is AgendaState.DISCUSSED)
    return tuple(question for question in found if question is not None and question.is_open)


def _of_topic(desk: Desk, item: AgendaItem) -> Question | None:
    """Return the open question that waits as this topic; one that waits elsewhere goes its own way."""
    question = desk.questions.of_agenda_item(item.id)
    waits = question is not None and question.is_open and question.urgency is Urgency.NEXT_MEETING
    return question if waits else None


def _live(desk: Desk, item_id: str) -> AgendaItem | None:
    item = desk.agenda.find(item_id) if item_id else None
    return item if item is not None and item.deleted_at is None else None


def _topic_of(desk: Desk, question: Question) -> AgendaItem:
    profile = desk.profile.mine()
    return AgendaItem(
        mentorship_id=question.mentorship_id,
        text=question.text,
        author_id=question.author_id or (profile.person_id if profile else ""),
        visibility=question.visibility,
    )
