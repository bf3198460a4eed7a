"""The lines of a brief, ready to show: words said, days formatted, ids turned into “you” and names. Nothing is read here."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mentordesk import phrases
from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.meetings import Kind, Meeting, Mode
from mentordesk.domain.mentorships import Role
from mentordesk.domain.notes import Note, title_of
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Question, Urgency
from mentordesk.domain.records import Visibility
from mentordesk.domain.threads import Thread
from mentordesk.domain.where_to_call import default_link
from mentordesk.domain.zones import is_late_evening
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

EXCERPT = 180
"""Characters of a note that a brief shows."""


@dataclass(frozen=True)
class Reader:
    """From whose place a brief is said: who I am, where and when."""

    me_id: str
    now: datetime
    zone: ZoneInfo
    names: dict[str, str] = field(default_factory=dict, hash=False)
    """What to call the people a brief speaks of, by id."""

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.day_of(self.now)

    def day_of(self, instant: datetime) -> date:
        """Return the day an instant falls on here."""
        return instant.astimezone(self.zone).date()

    def called(self, person_id: str) -> str:
        """Say who somebody is: You, or what they are called."""
        return _("You") if person_id == self.me_id else self.names.get(person_id, "")


@dataclass(frozen=True)
class PersonLine:
    """Whom a brief is about."""

    id: str
    name: str
    called: str
    initials: str
    role_words: str
    """Such as “your mentee”; empty without a mentorship."""
    here_and_now: str
    """The time it is where they are; empty while their zone is unknown."""
    pronouns: str = ""


@dataclass(frozen=True)
class CallLine:
    """A call that is planned."""

    id: str
    person_id: str
    person: str
    initials: str
    title: str
    starts_at: datetime
    ends_at: datetime
    day_words: str
    """Such as “tomorrow”."""
    times: str
    """On both clocks."""
    manner: str
    """Such as “Video call, 50 min”."""
    mode: Mode
    link: str
    place: str
    hint: str
    """A kind word about this very call; empty when there is nothing to say."""

    def is_on(self, now: datetime) -> bool:
        """Tell whether its time has come."""
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True)
class PromiseLine:
    """Something somebody promised."""

    id: str
    text: str
    owner: str
    is_mine: bool
    detail: str
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class ThreadLine:
    """Something to ask about."""

    id: str
    text: str
    detail: str


@dataclass(frozen=True)
class AgendaLine:
    """Something to talk about."""

    id: str
    text: str
    minutes: int
    detail: str
    is_done: bool
    is_shared: bool

    @property
    def minutes_words(self) -> str:
        """How long it may take; empty where nobody said."""
        return phrases.span(timedelta(minutes=self.minutes)) if self.minutes else ""


@dataclass(frozen=True)
class GoalLine:
    """A goal and how far it has come, from 0 to 1."""

    id: str
    title: str
    progress: float
    by: str
    detail: str
    news: tuple[str, ...] = ()
    """What changed since the last call, one thing each; the detail says them too."""


@dataclass(frozen=True)
class QuestionLine:
    """A question that waits for this call."""

    id: str
    text: str
    detail: str
    is_urgent: bool


@dataclass(frozen=True)
class NoteLine:
    """A note, as its beginning tells it."""

    id: str
    title: str
    excerpt: str
    when: str


@dataclass(frozen=True)
class DueLine:
    """Somebody whom it is time to meet again."""

    person_id: str
    name: str
    initials: str
    role_words: str
    detail: str
    days_over: int
    id: str = ""


@dataclass(frozen=True)
class ReviewLine:
    """A mentorship it is time to look back on; `id` is that of the mentorship."""

    id: str
    name: str
    initials: str
    detail: str


@dataclass(frozen=True)
class OutcomeLine:
    """A meeting whose time has passed and of which nobody said what became."""

    id: str
    person_id: str
    question: str
    detail: str


def role_words(my_role: Role) -> str:
    """Say what the other side is to me."""
    if my_role is Role.MENTOR:
        return _("your mentee")
    return _("your mentor") if my_role is Role.MENTEE else _("your peer")


def manner_words(meeting: Meeting) -> str:
    """Say how two people meet."""
    return {
        Mode.VIDEO: _("Video call"),
        Mode.PHONE: _("Phone call"),
        Mode.IN_PERSON: _("In person"),
        Mode.CHAT: _("Chat"),
    }[meeting.mode]


def person_line(reader: Reader, person: Person, role: Role | None) -> PersonLine:
    """Say whom a brief is about."""
    here = phrases.time_in(reader.now, person.zone, city=person.city) if person.zone else ""
    return PersonLine(
        id=person.id,
        name=person.name,
        called=person.short_name,
        initials=person.initials,
        role_words=role_words(role) if role else "",
        here_and_now=here,
        pronouns=person.pronouns,
    )


def call_line(reader: Reader, meeting: Meeting, person: Person, *, has_met: bool = False) -> CallLine:
    """Say when and how a planned meeting is; `has_met` whether there was a call with the person before."""
    starts = meeting.starts_at or reader.now
    ends = starts + timedelta(minutes=meeting.minutes)
    manner = _("{manner}, {length}").format(
        manner=manner_words(meeting), length=phrases.span(timedelta(minutes=meeting.minutes))
    )
    return CallLine(
        id=meeting.id,
        person_id=person.id,
        person=person.name,
        initials=person.initials,
        title=meeting.title,
        starts_at=starts,
        ends_at=ends,
        day_words=phrases.near_day(reader.day_of(starts), reader.today),
        times=phrases.both_times(starts, reader.zone, person.zone, city=person.city),
        manner=manner,
        mode=meeting.mode,
        link=meeting.link or default_link(person, meeting.mode),
        place=meeting.place,
        hint=_hint(reader, meeting, person, starts, has_met=has_met),
    )


def _hint(reader: Reader, meeting: Meeting, person: Person, starts: datetime, *, has_met: bool) -> str:
    name = person.short_name
    if days := _birthday_words(person, reader.day_of(starts)):
        return days
    if meeting.kind is Kind.FIRST and not has_met:
        return _("Your first call: take time to get to know each other.")
    if meeting.kind is Kind.CLOSING:
        return _("Your closing call: take time to look back.")
    if person.zone and is_late_evening(starts, person.zone):
        if starts.astimezone(ZoneInfo(person.zone)).hour >= 21:
            return _("Late evening for {name}: end on time.").format(name=name)
        return _("Very early for {name}: keep it short.").format(name=name)
    if is_late_evening(starts, reader.zone.key):
        return _("Outside your day: end on time.")
    return ""


def _birthday_words(person: Person, on: date) -> str:
    found = re.search(r"(\d\d)-(\d\d)$", person.birthday)
    if not found:
        return ""
    month, day = int(found[1]), int(found[2])
    for gap, words in ((0, _("It is {name}’s birthday.")), (-1, _("{name}’s birthday was yesterday."))):
        near = on + timedelta(days=gap)
        if (near.month, near.day) == (month, day):
            return words.format(name=person.short_name)
    return ""


def promise_line(reader: Reader, action: Action) -> PromiseLine:
    """Say what was promised, by whom, and until when; what is late is said without blame."""
    today = reader.today
    if action.done_at:
        detail = _("done {day}").format(day=phrases.near_day(reader.day_of(action.done_at), today))
    elif action.due_on:
        words = _("was due {day}") if action.due_on < today else _("due {day}")
        detail = words.format(day=phrases.near_day(action.due_on, today))
    else:
        since = reader.day_of(action.created_at or reader.now)
        detail = _("since {day}").format(day=phrases.near_day(since, today))
    return PromiseLine(
        id=action.id,
        text=action.text,
        owner=reader.called(action.owner_id),
        is_mine=action.owner_id == reader.me_id,
        detail=detail,
        is_done=action.done_at is not None,
        is_late=action.is_overdue(today),
    )


def thread_line(reader: Reader, thread: Thread) -> ThreadLine:
    """Say what to ask about, and since when it may be asked."""
    if thread.ripe_on:
        words = _("{day} was the day") if thread.ripe_on < reader.today else _("{day} is the day")
        day = phrases.near_day(thread.ripe_on, reader.today)
    else:
        words = _("mentioned {day}")
        day = phrases.near_day(reader.day_of(thread.created_at or reader.now), reader.today)
    detail = words.format(day=day)
    return ThreadLine(thread.id, thread.text, detail[:1].upper() + detail[1:])


def agenda_line(reader: Reader, item: AgendaItem) -> AgendaLine:
    """Say what to talk about; what was carried over says since when."""
    detail = ""
    if item.carried_since:
        detail = _("carried over since {day}").format(day=phrases.near_day(item.carried_since, reader.today))
    return AgendaLine(
        id=item.id,
        text=item.text,
        minutes=item.minutes,
        detail=detail,
        is_done=item.state is AgendaState.DISCUSSED,
        is_shared=item.visibility is Visibility.SHARED,
    )


def question_line(reader: Reader, question: Question, *, is_talked_about: bool = False) -> QuestionLine:
    """Say what waits to be asked or answered; asked already, it says since when."""
    words = {Urgency.URGENT: _("urgent"), Urgency.THIS_WEEK: _("this week"), Urgency.NEXT_MEETING: ""}
    detail = words[question.urgency]
    if is_talked_about:
        detail = _("talked about")
    elif question.asked_at is not None:
        detail = _("asked {day}").format(day=phrases.near_day(reader.day_of(question.asked_at), reader.today))
    return QuestionLine(question.id, question.text, detail, question.urgency is Urgency.URGENT)


def note_line(reader: Reader, note: Note) -> NoteLine:
    """Tell the beginning of a note."""
    title, rest = "", []
    for line in note.text[:4000].splitlines():
        if plain := title_of(line):
            if not title:
                title = plain
            else:
                rest.append(plain)
    excerpt = " · ".join(rest)
    if len(excerpt) > EXCERPT:
        excerpt = excerpt[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ·,;") + "…"
    when = phrases.near_day(reader.day_of(note.created_at or reader.now), reader.today)
    return NoteLine(note.id, title, excerpt, when)


def outcome_line(reader: Reader, meeting: Meeting, person: Person) -> OutcomeLine:
    """Ask what became of a meeting."""
    starts = meeting.starts_at or reader.now
    day = phrases.near_day(reader.day_of(starts), reader.today)
    question = (
        _("Did the call with {name} take place?") if meeting.mode is not Mode.IN_PERSON else _("Did you meet {name}?")
    )
    when = _("{day}, {time}").format(
        day=day[:1].upper() + day[1:], time=phrases.clock_time(starts.astimezone(reader.zone))
    )
    return OutcomeLine(meeting.id, person.id, question.format(name=person.short_name), when)
