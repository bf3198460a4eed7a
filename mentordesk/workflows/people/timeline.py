"""The timeline of a person: everything that happened, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, cast

from mentordesk.clock import Clock
from mentordesk.domain.actions import Action
from mentordesk.domain.advice import Advice, AdviceAnswer
from mentordesk.domain.goals import CheckIn, Goal, GoalTurn, Milestone
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Question
from mentordesk.domain.records import Record
from mentordesk.domain.threads import Thread
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.record_table import RecordTable
from mentordesk.store.timeline import Happening, Moment
from mentordesk.workflows.brief.brief_lines import Reader
from mentordesk.workflows.people.timeline_rows import TimelineRow, TimelineWords, with_days

PAGE = 60
FEW_TO_COME = 3
"""So many planned meetings stand over the past; a weekly series would push it out of sight."""
MOST_TO_COME = 500


class Shown(StrEnum):
    """Which part of what happened is shown."""

    ALL = "all"
    MEETINGS = "meetings"
    NOTES = "notes"
    PROMISES = "promises"
    GOALS = "goals"
    QUESTIONS = "questions"
    ADVICE = "advice"
    SMALL_TALK = "small_talk"


_HAPPENINGS = {
    Shown.ALL: frozenset(Happening),
    Shown.MEETINGS: frozenset({Happening.MEETING}),
    Shown.NOTES: frozenset({Happening.NOTE}),
    Shown.PROMISES: frozenset({Happening.ACTION_MADE, Happening.ACTION_DONE}),
    Shown.GOALS: frozenset({Happening.GOAL_SET, Happening.GOAL_SETTLED, Happening.MILESTONE, Happening.CHECK_IN}),
    Shown.QUESTIONS: frozenset({Happening.QUESTION_ASKED, Happening.QUESTION_ANSWERED}),
    Shown.ADVICE: frozenset({Happening.ADVICE_GIVEN, Happening.ADVICE_ANSWERED}),
    Shown.SMALL_TALK: frozenset({Happening.THREAD_ANSWERED}),
}


class TimelineReader:
    """Reads the timeline of one person as of now; make a new one when the desk or the time has changed."""

    def __init__(
        self, desk: Desk, clock: Clock, person: Person, shown: Shown = Shown.ALL, *, all_to_come: bool = False
    ) -> None:
        self._desk = desk
        self._person_id = person.id
        self._shown = shown
        self._all_to_come = all_to_come
        profile = desk.profile.mine()
        self._reader = Reader(profile.person_id if profile else "", clock.now(), clock.zone())
        self._words = TimelineWords(self._reader, person)

    def first_page(self, *, at_least: int = PAGE) -> tuple[TimelineRow, ...]:
        """Return what is to come, the farthest first, and then `at_least` rows of the past."""
        to_come = self._to_come() if self._shown in {Shown.ALL, Shown.MEETINGS} else []
        return with_days([*to_come, *self._page(None, at_least)])

    def page_after(self, row: TimelineRow) -> tuple[TimelineRow, ...]:
        """Return the rows that follow one; empty when it was the last."""
        return with_days(self._page(row.moment, PAGE), row.day) if row.moment else ()

    def _to_come(self) -> list[TimelineRow]:
        limit = MOST_TO_COME if self._all_to_come else FEW_TO_COME + 1
        ids = self._desk.timeline.to_come(self._person_id, self._reader.now, limit=limit)
        shown = ids if self._all_to_come or len(ids) <= FEW_TO_COME else ids[:FEW_TO_COME]
        found = self._desk.meetings.many(shown)
        rows = [replace(self._words.meeting(found[one]), id=f"to_come:{one}") for one in shown]
        if len(ids) > len(shown):
            further = self._desk.timeline.count_to_come(self._person_id, self._reader.now) - len(shown)
            rows.append(self._words.more_to_come(further, rows[-1].day))
        return rows[::-1]

    def _page(self, after: Moment | None, limit: int) -> list[TimelineRow]:
        moments = self._desk.timeline.page(
            self._person_id,
            _HAPPENINGS[self._shown],
            self._reader.now,
            after=after,
            limit=limit,
            in_meetings=self._shown is Shown.NOTES,
        )
        found = self._records(moments)
        beginnings = self._desk.timeline.note_beginnings(
            [moment.record_id for moment in moments if moment.happening is Happening.MEETING]
        )
        return [
            replace(self._said(moment, found, beginnings), id=f"{moment.happening}:{moment.record_id}", moment=moment)
            for moment in moments
        ]

    def _records(self, moments: Sequence[Moment]) -> dict[str, Record]:
        """Return every record the moments speak of, by id: ids are unique across the desk."""
        wanted: dict[Happening, list[str]] = {}
        for moment in moments:
            wanted.setdefault(moment.happening, []).append(moment.record_id)
        tables = self._tables()
        found: dict[str, Record] = {}
        for happening, ids in wanted.items():
            found |= tables[happening].many(ids)
        goals = {one.goal_id for one in found.values() if isinstance(one, CheckIn | GoalTurn | Milestone)}
        advice = {one.advice_id for one in found.values() if isinstance(one, AdviceAnswer)}
        return found | self._desk.goals.many(goals) | self._desk.advice.many(advice)

    def _tables(self) -> dict[Happening, RecordTable[Any]]:
        desk = self._desk
        return {
            Happening.MEETING: desk.meetings,
            Happening.NOTE: desk.notes,
            Happening.ACTION_MADE: desk.actions,
            Happening.ACTION_DONE: desk.actions,
            Happening.GOAL_SET: desk.goals,
            Happening.GOAL_SETTLED: desk.goals.turns,
            Happening.MILESTONE: desk.goals.milestones,
            Happening.CHECK_IN: desk.goals.check_ins,
            Happening.QUESTION_ASKED: desk.questions,
            Happening.QUESTION_ANSWERED: desk.questions,
            Happening.THREAD_ANSWERED: desk.threads,
            Happening.ADVICE_GIVEN: desk.advice,
            Happening.ADVICE_ANSWERED: desk.advice.answers,
            Happening.MENTORSHIP_BEGAN: desk.mentorships,
            Happening.MENTORSHIP_ENDED: desk.mentorships,
        }

    def _said(self, moment: Moment, found: Mapping[str, Record], beginnings: Mapping[str, str]) -> TimelineRow:
        words = self._words
        match found[moment.record_id]:
            case Meeting() as meeting:
                return words.meeting(meeting, beginnings.get(meeting.id, ""))
            case Note() as note:
                return words.note(note)
            case Action() as action:
                return words.promise(moment, action)
            case Goal() as goal:
                return words.goal(moment, goal)
            case GoalTurn() as turn:
                return words.turn(moment, turn, cast("Goal", found[turn.goal_id]))
            case Milestone() as step:
                return words.plain(moment, step.text, _("Step reached"), cast("Goal", found[step.goal_id]).title)
            case CheckIn() as check_in:
                return words.check_in(moment, check_in, cast("Goal", found[check_in.goal_id]))
            case Question() as question:
                return words.question(moment, question)
            case Thread() as thread:
                return words.plain(moment, thread.text, _("Told"), thread.answer)
            case Advice() as advice:
                return words.advice(moment, advice)
            case AdviceAnswer() as answer:
                return words.advice_answer(moment, answer, cast("Advice", found[answer.advice_id]))
            case Mentorship() as mentorship:
                return words.mentorship(moment, mentorship)
            case other:
                raise AssertionError(f"the timeline knows no {type(other).__name__}")
