"""Prepare the brief: all one wants to know before a call, read in a few indexed queries and ready to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.actions import is_asleep
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.meetings import LONGEST, Kind, Meeting, Status
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.domain.small_talk import Side, turn_to_begin
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.advice.advice_overview import AdviceReader, AdviceRow
from mentordesk.workflows.brief.brief_goals import goals_of_brief
from mentordesk.workflows.brief.brief_lines import (
    AgendaLine,
    CallLine,
    DueLine,
    GoalLine,
    NoteLine,
    OutcomeLine,
    PersonLine,
    PromiseLine,
    QuestionLine,
    Reader,
    ReviewLine,
    ThreadLine,
    agenda_line,
    call_line,
    note_line,
    outcome_line,
    person_line,
    promise_line,
    question_line,
    thread_line,
)
from mentordesk.workflows.brief.due import people_due

PROMISES = 8
DONE_PROMISES = 3
GOALS = 4
QUESTIONS = 5
NOTES = 3
OUTCOMES = 3
ADVICE = 3
REVIEWS = 2

_URGENCY = tuple(Urgency)
_OF_SECTIONS = frozenset(
    {Topic.ACTIONS, Topic.THREADS, Topic.AGENDA, Topic.QUESTIONS, Topic.GOALS, Topic.NOTES, Topic.ADVICE}
)
"""What is told in one section each, and changes neither whose brief it is nor of which call."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Everything Today shows, and what is printed, copied and said in a terminal."""

    prepared_at: datetime
    my_name: str
    day_words: str
    calls_today: int
    person: PersonLine | None = None
    mentorship_id: str = ""
    call: CallLine | None = None
    later_today: tuple[CallLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    promises_since: str = ""
    """The day of the last call, such as “Thu 29 Oct”; empty before the first."""
    promises_left_out: int = 0
    threads: tuple[ThreadLine, ...] = ()
    small_talk: str = ""
    """Whose turn it is to begin with something personal."""
    avoid: str = ""
    remember: str = ""
    agenda: tuple[AgendaLine, ...] = ()
    agenda_length: str = ""
    goals: tuple[GoalLine, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    advice: tuple[AdviceRow, ...] = ()
    """What to come back to with this person: advice that is asked about, then what was tried since the last call."""
    advice_elsewhere: tuple[AdviceRow, ...] = ()
    """What others advised me and I am asked about; empty in a brief about somebody named."""
    notes: tuple[NoteLine, ...] = ()
    due: tuple[DueLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    """Whom to look back with in thought; on days without a call, as whom to meet again."""
    unresolved: tuple[OutcomeLine, ...] = ()
    has_people: bool = True
    running_session: bool = False
    """Whether the call of this brief is being held in a focus session now."""


def prepare_brief(desk: Desk, clock: Clock, person_id: str | None = None) -> Brief:
    """Return the brief for the next call, or for the next call with one person, planned or not.

    With nothing planned and nobody named it says who is due. Raises Mistake for a person who is not on the desk.
    """
    profile = desk.profile.mine()
    me = desk.people.find(profile.person_id) if profile else None
    reader = Reader(me.id if me else "", clock.now(), clock.zone(), {})
    todays = _meetings_of_today(desk, reader)
    running = desk.focus.running()
    meeting = _next_meeting(desk, reader, person_id, running.meeting_id if running else "")
    about = person_id or (meeting.person_id if meeting else "")
    person = desk.people.get(about) if about else None
    parts = _Parts(desk, reader, me, person, meeting)
    is_first = meeting is not None and meeting.kind is Kind.FIRST
    # An unplanned call may have come before the one that was planned as the first.
    has_met = is_first and desk.meetings.held_count_with(about) > 0
    called_today = meeting is not None and any(one.id == meeting.id for one in todays)
    brief = Brief(
        prepared_at=reader.now,
        my_name=me.short_name if me else "",
        day_words=phrases.weekday_and_day(reader.today),
        calls_today=len(todays),
        person=person_line(reader, person, parts.role) if person else None,
        mentorship_id=parts.mentorship.id if parts.mentorship else "",
        call=call_line(reader, meeting, person, has_met=has_met) if meeting and person else None,
        later_today=() if person_id else _later(desk, reader, todays, meeting),
        due=() if person_id or called_today else people_due(desk, clock),
        reviews=() if person_id or called_today else _reviews(desk, clock),
        unresolved=() if person_id else _unresolved(desk, reader, running.meeting_id if running else ""),
        has_people=bool(person) or desk.people.count("id <> ?", [reader.me_id]) > 0,
        running_session=bool(running and meeting and running.meeting_id == meeting.id),
    )
    if person_id is None:
        elsewhere = AdviceReader(desk, clock).asked_of_me(ADVICE, but_not_in=brief.mentorship_id)
        brief = replace(brief, advice_elsewhere=elsewhere)
    if person is None:
        return brief
    brief = parts.goals(parts.topics(parts.notes(parts.small_talk(parts.promises(brief)))))
    return parts.advice(AdviceReader(desk, clock), brief)


def renew_brief(desk: Desk, clock: Clock, brief: Brief, topics: frozenset[Topic]) -> Brief:
    """Return a brief with what these topics changed read again; its call stays the same one.

    For a brief that is shown; what may change more than sections of it, and another day, has all of it prepared anew.
    """
    now = clock.now()
    is_same_day = now.astimezone(clock.zone()).date() == brief.prepared_at.astimezone(clock.zone()).date()
    if not topics <= _OF_SECTIONS or not is_same_day:
        return prepare_brief(desk, clock)
    profile = desk.profile.mine()
    me = desk.people.find(profile.person_id) if profile else None
    person = desk.people.find(brief.person.id) if brief.person else None
    meeting = desk.meetings.find(brief.call.id) if brief.call else None
    brief = replace(brief, prepared_at=now)
    if Topic.ADVICE in topics:
        elsewhere = AdviceReader(desk, clock).asked_of_me(ADVICE, but_not_in=brief.mentorship_id)
        brief = replace(brief, advice_elsewhere=elsewhere)
    if person is None:
        return brief
    parts = _Parts(desk, Reader(me.id if me else "", now, clock.zone(), {}), me, person, meeting)
    if Topic.ACTIONS in topics:
        brief = parts.promises(brief)
    if Topic.THREADS in topics:
        brief = parts.small_talk(brief)
    if topics & {Topic.AGENDA, Topic.QUESTIONS}:
        brief = parts.topics(brief)
    if Topic.GOALS in topics:
        brief = parts.goals(brief)
    if Topic.NOTES in topics:
        brief = parts.notes(brief)
    return parts.advice(AdviceReader(desk, clock), brief) if Topic.ADVICE in topics else brief


def _meetings_of_today(desk: Desk, reader: Reader) -> tuple[Meeting, ...]:
    begin = datetime.combine(reader.today, time(), reader.zone).astimezone(UTC)
    end = datetime.combine(reader.today + timedelta(days=1), time(), reader.zone).astimezone(UTC)
    counted = {Status.PLANNED, Status.MOVED, Status.HELD}
    return tuple(meeting for meeting in desk.meetings.between(begin, end) if meeting.status in counted)


def _next_meeting(desk: Desk, reader: Reader, person_id: str | None, running_id: str) -> Meeting | None:
    """Return the call that is on or comes next: one that began a while ago is still the one to be prepared for."""
    if running_id and (running := desk.meetings.find(running_id)) and person_id in {None, running.person_id}:
        return running
    for meeting in desk.meetings.open_between(reader.now - LONGEST, reader.now):
        if meeting.ends_at and meeting.ends_at > reader.now and person_id in {None, meeting.person_id}:
            return meeting
    if person_id:
        return desk.meetings.next_with(person_id, reader.now)
    return next((meeting for meeting in desk.meetings.upcoming(reader.now, limit=5) if meeting.person_id), None)


def _later(desk: Desk, reader: Reader, todays: tuple[Meeting, ...], shown: Meeting | None) -> tuple[CallLine, ...]:
    lines = []
    for meeting in todays:
        later = meeting.is_open and meeting.starts_at and meeting.starts_at > reader.now
        if later and (shown is None or meeting.id != shown.id) and (person := desk.people.find(meeting.person_id)):
            lines.append(call_line(reader, meeting, person))
    return tuple(lines)


def _unresolved(desk: Desk, reader: Reader, running_id: str) -> tuple[OutcomeLine, ...]:
    lines = []
    for meeting in desk.meetings.unresolved(reader.now, limit=OUTCOMES + 5):
        over = meeting.ends_at is not None and meeting.ends_at <= reader.now
        if over and meeting.id != running_id and (person := desk.people.find(meeting.person_id)):
            lines.append(outcome_line(reader, meeting, person))
    return tuple(lines[:OUTCOMES])


def _reviews(desk: Desk, clock: Clock) -> tuple[ReviewLine, ...]:
    from mentordesk.workflows.people.review import last_words, reviews_due  # a day with a call does without

    return tuple(
        ReviewLine(due.mentorship_id, due.person, due.initials, last_words(due))
        for due in reviews_due(desk, clock)[:REVIEWS]
    )


class _Parts:
    """The sections about one person, each as fields of the brief."""

    def __init__(self, desk: Desk, reader: Reader, me: Person | None, person: Person | None, meeting: Meeting | None):
        self.desk = desk
        self.reader = reader
        self.person = person or Person()
        self.meeting = meeting
        self.mentorship = self._mentorship()
        self.role: Role | None = self.mentorship.my_role if self.mentorship else None
        self.last = desk.meetings.last_held_with(self.person.id) if person else None
        reader.names.update({one.id: one.short_name for one in (me, person) if one})

    def _mentorship(self) -> Mentorship | None:
        if self.meeting and self.meeting.mentorship_id:
            return self.desk.mentorships.find(self.meeting.mentorship_id)
        return self.desk.mentorships.current_of(self.person.id)

    def promises(self, brief: Brief) -> Brief:
        """Fill in what both promised: open, and done since the last call."""
        since = self.reader.now - timedelta(days=14)
        words = ""
        if self.last and self.last.actual_start:
            since = self.last.actual_start
            day = phrases.short_day(self.reader.day_of(since), self.reader.today)
            words = _("from {day}").format(day=day)
        if self.mentorship is None:
            return replace(brief, promises_since=words)
        today = self.reader.today
        awake = [one for one in self.desk.actions.open_in(self.mentorship.id) if not is_asleep(one, today)]
        done = self.desk.actions.done_since(self.mentorship.id, since)[:DONE_PROMISES]
        shown = (*awake[:PROMISES], *done)
        for owner_id in {action.owner_id for action in shown} - self.reader.names.keys():
            if owner := self.desk.people.find(owner_id):
                self.reader.names[owner.id] = owner.short_name
        return replace(
            brief,
            promises=tuple(promise_line(self.reader, action) for action in shown),
            promises_since=words,
            promises_left_out=max(0, len(awake) - PROMISES),
        )

    def small_talk(self, brief: Brief) -> Brief:
        """Fill in what to ask about by the day of the call, and what better not."""
        on = self.reader.today
        if self.meeting and self.meeting.starts_at:
            on = max(on, self.reader.day_of(self.meeting.starts_at))
        threads = self.desk.threads.ripe_for(self.person.id, on)
        return replace(
            brief,
            threads=tuple(thread_line(self.reader, thread) for thread in threads),
            small_talk=self._who_begins(),
            avoid=" ".join(self.person.avoid.split()),
            remember=self.person.remember.strip(),
        )

    def _who_begins(self) -> str:
        if self.role is None or self.mentorship is None:
            return ""
        began = self.desk.meetings.who_began(self.mentorship.id)
        side = Side.ME if began.person_id == self.reader.me_id else Side.OTHER
        if turn_to_begin(self.role, began.held, side if began.person_id else None, began.since) is Side.ME:
            return _("Your turn to begin with something personal")
        return _("{name}’s turn to begin with something personal").format(name=self.person.short_name)

    def advice(self, reader: AdviceReader, brief: Brief) -> Brief:
        """Fill in what advice to come back to, and what was tried since the last call."""
        if self.mentorship is None:
            return brief
        since = self.last.actual_start if self.last and self.last.actual_start else self.reader.now - timedelta(days=14)
        asked = reader.asked_in(self.mentorship.id, ADVICE)
        known = {row.id for row in asked}
        tried = [row for row in reader.tried_since(self.mentorship.id, since) if row.id not in known]
        return replace(brief, advice=(*asked, *tried[:ADVICE]))

    def notes(self, brief: Brief) -> Brief:
        """Fill in the notes taken last."""
        notes = self.desk.notes.latest_with(self.person.id, limit=NOTES)
        return replace(brief, notes=tuple(note_line(self.reader, note) for note in notes))

    def goals(self, brief: Brief) -> Brief:
        """Fill in the goals, and what changed since the last call."""
        if self.mentorship is None:
            return brief
        since = self.last.ends_at if self.last else None
        return replace(brief, goals=goals_of_brief(self.desk, self.reader, self.mentorship.id, since, GOALS))

    def topics(self, brief: Brief) -> Brief:
        """Fill in agenda and questions."""
        if self.mentorship is None:
            return brief
        agenda = (
            self.desk.agenda.for_meeting(self.mentorship.id, self.meeting.id)
            if self.meeting
            else self.desk.agenda.of_mentorship(self.mentorship.id)
        )
        minutes = sum(item.minutes for item in agenda)
        return replace(
            brief,
            agenda=tuple(agenda_line(self.reader, item) for item in agenda),
            agenda_length=phrases.span(timedelta(minutes=minutes)) if minutes else "",
            questions=self._asked(agenda),
        )

    def _asked(self, agenda: tuple[AgendaItem, ...]) -> tuple[QuestionLine, ...]:
        """Return what is to be asked, the most urgent first. A question on the agenda is read there."""
        found = self.desk.questions.open_in(self.mentorship.id) if self.mentorship else ()
        topics = self.desk.agenda.many(one.agenda_item_id for one in found if one.agenda_item_id)
        on_the_table = {item.id for item in agenda}
        lines = []
        for question in sorted(found, key=lambda one: _URGENCY.index(one.urgency)):
            waits = question.urgency is Urgency.NEXT_MEETING
            topic = topics.get(question.agenda_item_id) if waits else None
            if topic is not None and (topic.id in on_the_table or topic.state is not AgendaState.DISCUSSED):
                continue
            lines.append(question_line(self.reader, question, is_talked_about=topic is not None))
        return tuple(lines[:QUESTIONS])
