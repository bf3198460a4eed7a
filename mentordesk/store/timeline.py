"""Everything that happened with a person, newest first, as keys of records; a page costs the same however long it is.

Each kind of happening is one arm of a UNION that walks an index from where the page before ended. What the records say is
the reader's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from mentordesk.light_dataclass import dataclass
from mentordesk.store.database import Database, instant_text


class Happening(StrEnum):
    """What can happen with a person; the order of those that happen at once is that of their names."""

    MEETING = "meeting"
    NOTE = "note"
    ACTION_MADE = "action_made"
    ACTION_DONE = "action_done"
    GOAL_SET = "goal_set"
    GOAL_SETTLED = "goal_settled"
    MILESTONE = "milestone"
    CHECK_IN = "check_in"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    THREAD_ANSWERED = "thread_answered"
    ADVICE_GIVEN = "advice_given"
    ADVICE_ANSWERED = "advice_answered"
    MENTORSHIP_BEGAN = "mentorship_began"
    MENTORSHIP_ENDED = "mentorship_ended"


@dataclass(frozen=True)
class Moment:
    """Where in the timeline a record stands. `at` is an instant as stored, or begins with a day that has no time."""

    at: str
    happening: Happening
    record_id: str


@dataclass(frozen=True)
class _Arm:
    """A query for one kind: `{at}` is its instant, `{owner}` the id of a person or of a mentorship."""

    at: str
    source: str
    of_person: bool = False
    record: str = "id"

    def sql(self, place: str) -> str:
        return (
            f"SELECT {self.at} AS at, {self.record} AS id FROM {self.source} AND {self.at} IS NOT NULL{place}"
            f" ORDER BY {self.at} DESC, {self.record} DESC"
        )


_WHEN_MET = "coalesce(actual_start, starts_at)"

_ARMS = {
    Happening.MEETING: _Arm(_WHEN_MET, "meeting WHERE person_id = ? AND deleted_at IS NULL", of_person=True),
    Happening.NOTE: _Arm(
        "created_at",
        # The planner prefers the index of all notes, and would pass over thousands taken in meetings.
        "note INDEXED BY note_alone WHERE person_id = ? AND meeting_id IS NULL AND deleted_at IS NULL AND text <> ''",
        of_person=True,
    ),
    Happening.ACTION_MADE: _Arm("created_at", "action WHERE mentorship_id = ? AND deleted_at IS NULL"),
    Happening.ACTION_DONE: _Arm("done_at", "action WHERE mentorship_id = ? AND deleted_at IS NULL"),
    Happening.GOAL_SET: _Arm("created_at", "goal WHERE mentorship_id = ? AND deleted_at IS NULL"),
    # A day without a time stands at its end: what was said on that day led to it.
    Happening.GOAL_SETTLED: _Arm(
        "on_day || 'T23:59:59.999Z'",
        "goal JOIN goal_turn ON goal_turn.goal_id = goal.id WHERE mentorship_id = ?"
        " AND goal.deleted_at IS NULL AND goal_turn.deleted_at IS NULL",
        record="goal_turn.id",
    ),
    Happening.MILESTONE: _Arm(
        "reached_at",
        "goal JOIN milestone ON milestone.goal_id = goal.id WHERE mentorship_id = ?"
        " AND goal.deleted_at IS NULL AND milestone.deleted_at IS NULL",
        record="milestone.id",
    ),
    Happening.CHECK_IN: _Arm(
        "at",
        "goal JOIN check_in ON check_in.goal_id = goal.id WHERE mentorship_id = ?"
        " AND goal.deleted_at IS NULL AND check_in.deleted_at IS NULL",
        record="check_in.id",
    ),
    Happening.QUESTION_ASKED: _Arm("created_at", "question WHERE mentorship_id = ? AND deleted_at IS NULL"),
    Happening.QUESTION_ANSWERED: _Arm("answered_at", "question WHERE mentorship_id = ? AND deleted_at IS NULL"),
    Happening.THREAD_ANSWERED: _Arm("answered_at", "thread WHERE person_id = ? AND deleted_at IS NULL", of_person=True),
    Happening.ADVICE_GIVEN: _Arm(
        "given_on || 'T23:59:59.999Z'", "advice WHERE mentorship_id = ? AND deleted_at IS NULL"
    ),
    Happening.ADVICE_ANSWERED: _Arm(
        "at",
        "advice JOIN advice_answer ON advice_answer.advice_id = advice.id WHERE mentorship_id = ? AND tried <> ''"
        " AND advice.deleted_at IS NULL AND advice_answer.deleted_at IS NULL",
        record="advice_answer.id",
    ),
    Happening.MENTORSHIP_BEGAN: _Arm("started_on", "mentorship WHERE id = ? AND deleted_at IS NULL"),
    Happening.MENTORSHIP_ENDED: _Arm("ended_on || 'T23:59:59.999Z'", "mentorship WHERE id = ? AND deleted_at IS NULL"),
}
_ALL_NOTES = _Arm("created_at", "note WHERE person_id = ? AND deleted_at IS NULL AND text <> ''", of_person=True)


class TimelineStore:
    """Reads what happened with people; it writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self,
        person_id: str,
        happenings: Collection[Happening],
        now: datetime,
        *,
        after: Moment | None = None,
        limit: int = 60,
        in_meetings: bool = False,
    ) -> tuple[Moment, ...]:
        """Return what happened until `now`, newest first, from the moment after `after` on.

        Meetings after `now` are in `to_come`. Notes taken in meetings are left out unless `in_meetings` asks for them.
        """
        mentorships = self._mentorships(person_id)
        arms: list[str] = []
        parameters: list[object] = []
        for happening in sorted(happenings):
            arm = _ALL_NOTES if happening is Happening.NOTE and in_meetings else _ARMS[happening]
            for owner in [person_id] if arm.of_person else mentorships:
                place = list(_places(arm, happening, after))
                if happening is Happening.MEETING:
                    place.append((f"{arm.at} <= ?", (instant_text(now),)))
                words = "".join(f" AND {condition}" for condition, _values in place)
                arms.append(
                    f"SELECT at, '{happening.value}' AS kind, id FROM (SELECT * FROM ({arm.sql(words)}) LIMIT {int(limit)})"
                )
                parameters.extend([owner, *(value for _condition, values in place for value in values)])
        if not arms:
            return ()
        rows = self._database.rows(
            f"{' UNION ALL '.join(arms)} ORDER BY at DESC, kind DESC, id DESC LIMIT {int(limit)}", parameters
        )
        return tuple(Moment(row["at"], Happening(row["kind"]), row["id"]) for row in rows)

    def to_come(self, person_id: str, now: datetime, *, limit: int) -> tuple[str, ...]:
        """Return the ids of meetings that lie after `now`, soonest first."""
        rows = self._database.rows(
            f"SELECT id FROM meeting WHERE person_id = ? AND deleted_at IS NULL AND {_WHEN_MET} > ?"
            f" ORDER BY {_WHEN_MET}, id LIMIT {int(limit)}",
            [person_id, instant_text(now)],
        )
        return tuple(row["id"] for row in rows)

    def count_to_come(self, person_id: str, now: datetime) -> int:
        """Return how many meetings lie after `now`."""
        return int(
            self._database.value(
                f"SELECT count(*) FROM meeting WHERE person_id = ? AND deleted_at IS NULL AND {_WHEN_MET} > ?",
                [person_id, instant_text(now)],
            )
        )

    def note_beginnings(self, meeting_ids: Sequence[str], *, letters: int = 400) -> dict[str, str]:
        """Return how the first note of each meeting begins, by the meeting's id."""
        found: dict[str, str] = {}
        for start in range(0, len(meeting_ids), 500):
            ids = list(meeting_ids[start : start + 500])
            rows = self._database.rows(
                f"SELECT meeting_id, substr(text, 1, {int(letters)}) AS text FROM note"
                f" WHERE meeting_id IN ({', '.join('?' * len(ids))})"
                " AND deleted_at IS NULL AND text <> '' ORDER BY created_at DESC, id DESC",
                ids,
            )
            found |= {row["meeting_id"]: row["text"] for row in rows}
        return found

    def _mentorships(self, person_id: str) -> tuple[str, ...]:
        rows = self._database.rows("SELECT id FROM mentorship WHERE person_id = ? AND deleted_at IS NULL", [person_id])
        return tuple(row["id"] for row in rows)


def _places(arm: _Arm, happening: Happening, after: Moment | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the conditions by which an arm begins after a moment; within an arm the kind is always the same."""
    if after is None:
        return
    if happening.value == after.happening.value:
        yield f"{arm.at} <= ?", (after.at,)
        yield f"({arm.at} < ? OR {arm.record} < ?)", (after.at, after.record_id)
    elif happening.value < after.happening.value:
        yield f"{arm.at} <= ?", (after.at,)
    else:
        yield f"{arm.at} < ?", (after.at,)
