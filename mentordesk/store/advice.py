"""Advice on disk, with the answers to “tried?”."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from mentordesk.domain.advice import (
    LOOK_BACK_FOR,
    REST,
    WEEKS,
    Advice,
    AdviceAnswer,
    AdviceQuestion,
    checked_advice,
    checked_answer,
)
from mentordesk.domain.advice import question_of as question_by_rule
from mentordesk.store.database import Database, instant_text
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic

_BEGIN = "coalesce(taken_up_on, given_on)"
_IDS_AT_ONCE = 500
_IS_TRIED = (
    "SELECT tried = 'yes' AND (taken_up_on IS NULL OR coalesce(asked_on, substr(at, 1, 10)) >= taken_up_on)"
    " FROM advice_answer WHERE advice_id = advice.id AND advice_answer.deleted_at IS NULL AND tried <> ''"
    " ORDER BY at DESC, advice_answer.id DESC LIMIT 1"
)
"""What `domain.advice.standing_of` says, in SQL."""
_LAST_STAGE = f"date({_BEGIN}, '+{WEEKS[-1] * 7} days')"


class AdviceAnswerStore(RecordTable[AdviceAnswer]):
    """What was answered when advice was asked about."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, AdviceAnswer, "advice_answer", Topic.ADVICE)

    def checked(self, record: AdviceAnswer) -> AdviceAnswer:
        """Return the answer as it may be kept; raises Mistake for a worth outside 1 to 5."""
        return checked_answer(record)

    def of_advice(self, advice_id: str) -> tuple[AdviceAnswer, ...]:
        """Return the answers about one piece of advice, oldest first."""
        return self.where("advice_id = ?", [advice_id], order="at, id")

    def of_all(self, advice_ids: Iterable[str]) -> dict[str, tuple[AdviceAnswer, ...]]:
        """Return the answers about several pieces of advice by their id, oldest first; none where there are none."""
        wanted = list(dict.fromkeys(advice_ids))
        found: dict[str, tuple[AdviceAnswer, ...]] = dict.fromkeys(wanted, ())
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            ids = wanted[start : start + _IDS_AT_ONCE]
            for answer in self.where(f"advice_id IN ({', '.join('?' * len(ids))})", ids, order="at, id"):
                found[answer.advice_id] = (*found[answer.advice_id], answer)
        return found


class AdviceStore(RecordTable[Advice]):
    """What was advised, and what became of it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Advice, "advice", Topic.ADVICE)
        self.answers = AdviceAnswerStore(database)

    def checked(self, record: Advice) -> Advice:
        """Return the advice as it may be kept; raises Mistake when it says nothing or is nobody’s."""
        return checked_advice(record)

    def given_by(self, person_id: str) -> tuple[Advice, ...]:
        """Return what somebody advised, the newest first."""
        return self.where("giver_id = ?", [person_id], order="given_on DESC, id DESC")

    def not_given_by(self, person_id: str) -> tuple[Advice, ...]:
        """Return what everybody else advised, the newest first."""
        return self.where("giver_id <> ?", [person_id], order="given_on DESC, id DESC")

    def of_mentorship(self, mentorship_id: str) -> tuple[Advice, ...]:
        """Return what was advised in a mentorship by either side, the newest first."""
        return self.where("mentorship_id = ?", [mentorship_id], order="given_on DESC, id DESC")

    def of_meeting(self, meeting_id: str) -> tuple[Advice, ...]:
        """Return what was advised in a meeting, in the order in which it was written down."""
        return self.where("origin_meeting_id = ?", [meeting_id])

    def of_note(self, note_id: str) -> tuple[Advice, ...]:
        """Return the advice that was kept from a note."""
        return self.where("origin_note_id = ?", [note_id])

    def question_of(self, advice: Advice, today: date) -> AdviceQuestion | None:
        """Return the question that stands about one piece of advice."""
        return question_by_rule(advice, self.answers.of_advice(advice.id), today)

    def asked(
        self, today: date, *, mentorship_id: str = "", giver_is_not: str = ""
    ) -> tuple[tuple[Advice, AdviceQuestion], ...]:
        """Return the advice about which a question stands today, the longest standing first."""
        # What was asked at its last stage, or within a week, or tried and looked back on long enough, is left out by
        # SQL: the rest is few.
        condition = (
            f"let_go_at IS NULL AND {_BEGIN} <= ? AND NOT EXISTS (SELECT 1 FROM advice_answer WHERE advice_id = advice.id"
            f" AND advice_answer.deleted_at IS NULL AND (asked_on >= {_LAST_STAGE} OR asked_on > ?))"
            f" AND ({_BEGIN} > ? OR NOT coalesce(({_IS_TRIED}), 0))"
        )
        values: list[object] = [
            (today - timedelta(weeks=WEEKS[0])).isoformat(),
            (today - REST).isoformat(),
            (today - timedelta(weeks=WEEKS[-1]) - LOOK_BACK_FOR).isoformat(),
        ]
        if mentorship_id:
            condition += " AND mentorship_id = ?"
            values.append(mentorship_id)
        if giver_is_not:
            condition += " AND giver_id <> ?"
            values.append(giver_is_not)
        found = self.where(condition, values)
        answers = self.answers.of_all(advice.id for advice in found)
        asked = [(advice, question_by_rule(advice, answers[advice.id], today)) for advice in found]
        standing = [(advice, question) for advice, question in asked if question is not None]
        return tuple(sorted(standing, key=lambda pair: (pair[1].since, pair[0].id)))

    def tried_since(self, mentorship_id: str, since: datetime) -> tuple[tuple[Advice, AdviceAnswer], ...]:
        """Return what was tried, wholly or in part, in a mentorship since an instant, the last first; each advice once."""
        rows = self.database.rows(
            # From the answers of late, which are few, whatever was advised in all the years.
            "SELECT advice_answer.* FROM advice_answer CROSS JOIN advice ON advice.id = advice_id WHERE mentorship_id = ?"
            " AND at >= ? AND tried IN ('yes', 'partly')"
            " AND advice.deleted_at IS NULL AND advice_answer.deleted_at IS NULL ORDER BY at DESC, advice_answer.id DESC",
            [mentorship_id, instant_text(since)],
        )
        last: dict[str, AdviceAnswer] = {}
        for answer in map(self.answers.from_row, rows):
            last.setdefault(answer.advice_id, answer)
        advice = self.many(last)
        return tuple((advice[key], answer) for key, answer in last.items())
