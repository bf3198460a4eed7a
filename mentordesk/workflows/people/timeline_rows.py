"""The rows of a person's timeline, in words: titles, what became of it, and the day it stands on. Nothing is read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from mentordesk import phrases
from mentordesk.domain.actions import Action
from mentordesk.domain.advice import Advice, AdviceAnswer
from mentordesk.domain.goals import CheckIn, Goal, GoalState, GoalTurn
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note, title_of
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Question
from mentordesk.domain.zones import is_zone, zone_named
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.timeline import Happening, Moment
from mentordesk.workflows.advice.advice_overview import said_words
from mentordesk.workflows.brief.brief_lines import Reader, manner_words, role_words
from mentordesk.workflows.goals.goal_words import number_words


class Tone(StrEnum):
    """How a row stands to the present."""

    PAST = "past"
    TO_COME = "to_come"
    CAME_TO_NOTHING = "came_to_nothing"


@dataclass(frozen=True)
class TimelineRow:
    """One thing that happened, ready to show."""

    id: str
    day: date
    title: str
    detail: str = ""
    tone: Tone = Tone.PAST
    says_day: bool = True
    """False for a further thing on the same day."""
    meeting_id: str = ""
    """The meeting it opens, if it opens one."""
    note_id: str = ""
    advice_id: str = ""
    moment: Moment | None = None
    """Where the next page goes on from; None for what is still to come."""
    is_more_to_come: bool = False
    """Stands for further planned meetings; asking for it shows them."""


def with_days(rows: Iterable[TimelineRow], before: date | None = None) -> tuple[TimelineRow, ...]:
    """Return the rows so that each day is said once, `before` being the day of the row above."""
    said = []
    for row in rows:
        said.append(replace(row, says_day=row.day != before))
        before = row.day
    return tuple(said)


@dataclass(frozen=True)
class TimelineWords:
    """Says what happened between the reader and one person."""

    reader: Reader
    person: Person

    def meeting(self, meeting: Meeting, note: str = "") -> TimelineRow:
        """Say a meeting: its subject, and what became of it. `note` is how its note begins."""
        at = meeting.actual_start or meeting.starts_at or self.reader.now
        is_held = meeting.status is Status.HELD
        here = at.astimezone(
            zone_named(meeting.lived_zone) if is_held and is_zone(meeting.lived_zone) else self.reader.zone
        )
        written = title_of(note)
        title = meeting.title or (written if is_held else "") or manner_words(meeting)
        tone = Tone.PAST
        if is_held:
            lasted = phrases.span(max((meeting.ends_at or at) - at, timedelta(minutes=1)))
            manner = manner_words(meeting)
            said = lasted if title == manner else _("{manner}, {length}").format(manner=manner, length=lasted)
            detail = _about(said, _other(written, title))
        elif meeting.status is Status.CANCELLED:
            detail, tone = _about(_("Called off"), meeting.status_why), Tone.CAME_TO_NOTHING
        elif meeting.status is Status.MISSED:
            detail, tone = _about(_("Did not take place"), meeting.status_why), Tone.CAME_TO_NOTHING
        elif at > self.reader.now:
            theirs = self.person.zone if is_zone(self.person.zone) else ""
            detail = phrases.both_times(at, self.reader.zone, theirs, city=self.person.city)
            tone = Tone.TO_COME
        else:
            detail = _("Planned for {time}. Did it take place?").format(time=phrases.clock_time(here))
        return TimelineRow(meeting.id, here.date(), title, detail, tone, meeting_id=meeting.id)

    def more_to_come(self, count: int, day: date) -> TimelineRow:
        """Say that further meetings are planned."""
        title = _("{count} more planned").format(count=count)
        return TimelineRow("more", day, title, _("Show them"), Tone.TO_COME, is_more_to_come=True)

    def note(self, note: Note) -> TimelineRow:
        """Say a note by its beginning."""
        rest = note.text[: note.text.find(note.title) + len(note.title) + 400].partition(note.title)[2]
        words = _("From a meeting") if note.meeting_id else _("Note")
        day = self.reader.day_of(note.created_at or self.reader.now)
        return TimelineRow("", day, note.title or _("Untitled"), _about(words, title_of(rest)), note_id=note.id)

    def promise(self, moment: Moment, action: Action) -> TimelineRow:
        """Say a promise, when it was made or when it was kept."""
        is_mine = action.owner_id == self.reader.me_id
        name = self.person.short_name
        if moment.happening is Happening.ACTION_DONE:
            detail = _("You did it") if is_mine else _("{name} did it").format(name=name)
        else:
            until = (
                _("due {day}").format(day=phrases.deadline(action.due_on, self.reader.today)) if action.due_on else ""
            )
            until = _("let go") if action.dropped_at else _("done") if action.done_at else until
            detail = _about(_("You promised") if is_mine else _("{name} promised").format(name=name), until)
        return replace(self.plain(moment, action.text, detail), meeting_id=action.origin_meeting_id)

    def goal(self, moment: Moment, goal: Goal) -> TimelineRow:
        """Say that a goal was set."""
        return self.plain(moment, goal.title, _("Goal set"), goal.why)

    def turn(self, moment: Moment, turn: GoalTurn, goal: Goal) -> TimelineRow:
        """Say what became of a goal on a day."""
        words = {
            GoalState.REACHED: _("Goal reached"),
            GoalState.PAUSED: _("Goal paused"),
            GoalState.LET_GO: _("Goal let go"),
            GoalState.OPEN: _("Goal taken up again"),
        }[turn.state]
        tone = Tone.CAME_TO_NOTHING if turn.state is GoalState.LET_GO else Tone.PAST
        return replace(self.plain(moment, goal.title, words, turn.why), tone=tone)

    def check_in(self, moment: Moment, check_in: CheckIn, goal: Goal) -> TimelineRow:
        """Say how a goal stood."""
        words = number_words(goal, check_in.value) or _("Check-in")
        return self.plain(moment, goal.title, words, check_in.sentence)

    def question(self, moment: Moment, question: Question) -> TimelineRow:
        """Say a question, when it was asked or when it was answered."""
        if moment.happening is Happening.QUESTION_ANSWERED:
            return self.plain(moment, question.text, _("Answered"), question.answer)
        return self.plain(moment, question.text, _("Question"))

    def advice(self, moment: Moment, advice: Advice) -> TimelineRow:
        """Say what was advised, and by whom."""
        words = _("{name} advised").format(name=self.person.short_name)
        if advice.giver_id == self.reader.me_id:
            words = _("You advised")
        return replace(self.plain(moment, advice.text, words, advice.context), advice_id=advice.id)

    def advice_answer(self, moment: Moment, answer: AdviceAnswer, advice: Advice) -> TimelineRow:
        """Say what became of advice."""
        said = said_words(answer)
        return replace(self.plain(moment, advice.text, said[:1].upper() + said[1:]), advice_id=advice.id)

    def mentorship(self, moment: Moment, mentorship: Mentorship) -> TimelineRow:
        """Say that a mentorship began or ended."""
        role = role_words(mentorship.my_role)
        role = role[:1].upper() + role[1:]
        if moment.happening is Happening.MENTORSHIP_BEGAN:
            return self.plain(moment, _("Mentorship began"), role, mentorship.purpose)
        return self.plain(moment, _("Mentorship ended"), role, mentorship.ended_why)

    def plain(self, moment: Moment, title: str, words: str, more: str = "") -> TimelineRow:
        """Say anything that is a title, a word on what it is, and perhaps what was said."""
        return TimelineRow("", self._day(moment), title, _about(words, more))

    def _day(self, moment: Moment) -> date:
        if moment.happening in _BY_DAY:
            return date.fromisoformat(moment.at[:10])
        return self.reader.day_of(datetime.fromisoformat(moment.at))


_BY_DAY = {Happening.ADVICE_GIVEN, Happening.GOAL_SETTLED, Happening.MENTORSHIP_BEGAN, Happening.MENTORSHIP_ENDED}
"""What has a day and no time."""


def _about(words: str, more: str) -> str:
    return " · ".join(part for part in (words, title_of(more)) if part)


def _other(words: str, than: str) -> str:
    return "" if words == than else words
