"""Advice: what somebody advised, what became of it when it was tried, and when to ask about it. Pure rules, no reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from mentordesk.domain.records import Record
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

WEEKS = (2, 6, 12)
"""How long after it was given advice is asked about."""
REST = timedelta(days=7)
"""No two questions about one piece of advice begin closer together than this."""
LOOK_BACK_AFTER = timedelta(weeks=4)
"""A look back asks for some distance: it comes only so long after it was tried."""
LOOK_BACK_FOR = timedelta(weeks=4)
"""How long a look back stands: who did not come to it by then has looked back enough."""


class Tried(StrEnum):
    """What the answer to “tried?” may be; not said is the empty text."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class Standing(StrEnum):
    """What has become of a piece of advice."""

    TO_TRY = "to_try"
    TRIED = "tried"
    LET_GO = "let_go"


@dataclass(frozen=True, kw_only=True)
class Advice(Record):
    """One piece of advice with the situation it was given for."""

    mentorship_id: str = ""
    giver_id: str = ""
    """Who advised: the other, or I."""
    text: str = ""
    context: str = ""
    given_on: date | None = None
    let_go_at: datetime | None = None
    taken_up_on: date | None = None
    """When it was taken up again after it had been let go; the weeks count from then."""
    origin_meeting_id: str = ""
    origin_note_id: str = ""

    @property
    def counts_from(self) -> date | None:
        """The day from which the weeks until it is asked about are counted."""
        return self.taken_up_on or self.given_on


@dataclass(frozen=True, kw_only=True)
class AdviceAnswer(Record):
    """What was answered when a piece of advice was asked about; appended, never counted up."""

    advice_id: str = ""
    asked_on: date | None = None
    at: datetime | None = None
    tried: str = ""
    """A value of `Tried`; empty when it was asked and not answered."""
    happened: str = ""
    worth: int | None = None
    """From 1 to 5; None means not said."""


@dataclass(frozen=True, slots=True)
class AdviceQuestion:
    """A question that stands: which stage it is of, and since when."""

    advice_id: str
    weeks: int
    since: date
    is_look_back: bool = False
    """Whether it was tried, and only its worth is asked."""


def checked_advice(advice: Advice) -> Advice:
    """Return the advice as it may be kept; raises Mistake, field `text` or `giver`, for what says nothing or is nobody’s."""
    if not advice.text.strip():
        raise Mistake(_("Write what was advised."), field="text")
    if not advice.giver_id:
        raise Mistake(_("Say who advised it."), field="giver")
    return replace(advice, text=" ".join(advice.text.split()), context=advice.context.strip())


def checked_answer(answer: AdviceAnswer) -> AdviceAnswer:
    """Return the answer as it may be kept; raises Mistake, field `worth`, for a worth outside 1 to 5."""
    if answer.worth is not None and not 1 <= answer.worth <= 5:
        raise Mistake(_("Choose from 1 to 5."), field="worth")
    return replace(answer, tried=Tried(answer.tried).value if answer.tried else "", happened=answer.happened.strip())


def last_said(answers: Iterable[AdviceAnswer]) -> AdviceAnswer | None:
    """Return the last answer that said something, those passed over left out."""
    said = [answer for answer in answers if answer.tried]
    return max(said, key=_when_said, default=None)


def standing_of(advice: Advice, answers: Iterable[AdviceAnswer]) -> Standing:
    """Say what has become of a piece of advice. Partly tried is still to try; taken up again, it is anew."""
    if advice.let_go_at is not None:
        return Standing.LET_GO
    said = last_said(answers)
    if said is None or said.tried != Tried.YES or _is_before(advice, said):
        return Standing.TO_TRY
    return Standing.TRIED


def question_of(advice: Advice, answers: Sequence[AdviceAnswer], today: date) -> AdviceQuestion | None:
    """Return the question that stands today about a piece of advice, if one does. `answers` may be in any order.

    It is asked two, six and twelve weeks after it was given, or taken up again after it had been let go. What falls due is
    the latest stage alone, however many went by. A question stands until it is answered or skipped, either of which closes
    its stage; no further one begins within a week of that, whatever day the clock then shows. “Not yet” and “partly” lead
    on to the next stage. “Yes” ends the asking, but for one look back at twelve weeks if four have gone by since, which
    stands for another four. Taking an answer back brings its question back as it stood, begun on the day it began: it is
    not a second one.
    """
    begin = advice.counts_from
    if advice.let_go_at is not None or begin is None:
        return None
    reached = [weeks for weeks in WEEKS if begin + timedelta(weeks=weeks) <= today]
    if not reached:
        return None
    weeks = reached[-1]
    stage_on = begin + timedelta(weeks=weeks)
    asked = [day for day in map(_asked_on, answers) if day is not None]
    if any(day >= stage_on for day in asked):
        return None
    since = max([stage_on, *(day + REST for day in asked)])
    if today < since:
        return None
    if standing_of(advice, answers) is not Standing.TRIED:
        return AdviceQuestion(advice.id, weeks, since)
    said = last_said(answers)
    tried_on = _asked_on(said) if said else None
    is_far = weeks == WEEKS[-1] and tried_on is not None and stage_on - tried_on >= LOOK_BACK_AFTER
    is_far = is_far and today - stage_on < LOOK_BACK_FOR
    return AdviceQuestion(advice.id, weeks, since, is_look_back=True) if is_far else None


def next_asked_on(advice: Advice, answers: Sequence[AdviceAnswer], today: date) -> date | None:
    """Return when a question about it comes next, today if one stands; None when there will be none."""
    begin = advice.counts_from
    if begin is None:
        return None
    rests = [day + REST for day in map(_asked_on, answers) if day is not None]
    days = {today, *(begin + timedelta(weeks=weeks) for weeks in WEEKS), *rests}
    return next((day for day in sorted(days) if day >= today and question_of(advice, answers, day)), None)


def let_go(advice: Advice, at: datetime) -> Advice:
    """Return the advice as let go: it is not asked about. No reason is wanted."""
    return replace(advice, let_go_at=advice.let_go_at or at)


def taken_up(advice: Advice, today: date) -> Advice:
    """Return advice that was let go as taken up again: its weeks begin anew."""
    if advice.let_go_at is None:
        return advice
    return replace(advice, let_go_at=None, taken_up_on=max(today, advice.given_on or today))


def _asked_on(answer: AdviceAnswer) -> date | None:
    return answer.asked_on or (answer.at.date() if answer.at else None)


def _when_said(answer: AdviceAnswer) -> tuple[str, str]:
    return (answer.at.isoformat() if answer.at else str(answer.asked_on or ""), answer.id)


def _is_before(advice: Advice, said: AdviceAnswer) -> bool:
    """Tell whether an answer was given before the advice was taken up again."""
    day = _asked_on(said)
    return advice.taken_up_on is not None and day is not None and day < advice.taken_up_on
