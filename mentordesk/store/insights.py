"""Sums over the years, made by SQLite: a hundred thousand meetings come back as some hundred rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from mentordesk.domain.goals import SCALE
from mentordesk.domain.insights import (
    CarriedTopic,
    FirstWord,
    GoalCourse,
    Grain,
    Kept,
    Met,
    Parked,
    Presence,
    Promises,
    Rhythm,
    Span,
)
from mentordesk.store.database import Database, Row, instant_text

MOST_TOPICS = 10
MOST_GOALS = 8
CARRIED_OFTEN = 3

_HELD = "meeting.status = 'held' AND meeting.deleted_at IS NULL AND actual_start >= :since AND actual_start < :until"


class InsightStore:
    """Reads sums. Days are those of a clock `offset` ahead of UTC: near midnight at a change of clocks one may be off."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, mentorship_id: str = "") -> date | None:
        """Return the day of the first meeting that was held."""
        # The same index either way: the first that fits is the answer.
        sql = "SELECT min(actual_start) FROM meeting WHERE status = 'held' AND deleted_at IS NULL"
        found = self._database.value(sql + self._of(mentorship_id), self._values(mentorship_id))
        return date.fromisoformat(found[:10]) if found else None

    def met(self, span: Span, offset: timedelta, mentorship_id: str = "") -> tuple[Met, ...]:
        """Return meetings by day."""
        rows = self._rows(
            f"SELECT date(actual_start, :shift) AS day, count(*) AS count,"
            " sum(max(0, unixepoch(coalesce(actual_end, actual_start)) - unixepoch(actual_start))) / 60.0 AS minutes"
            f" FROM meeting WHERE {_HELD}{self._of(mentorship_id)} GROUP BY day ORDER BY day",
            span, offset, mentorship_id,
        )  # fmt: skip
        return tuple(Met(_day(row), row["count"], row["minutes"] or 0.0) for row in rows)

    def rhythm(self, span: Span, offset: timedelta, mentorship_id: str = "") -> Rhythm:
        """Return how often the next meeting came within the agreed rhythm, of all that ended in the span."""
        rows = self._gaps(
            span, offset, mentorship_id, "SELECT count(*) AS times, sum(gap <= allowed) AS kept FROM gaps"
        )
        return Rhythm(rows[0]["kept"] or 0, rows[0]["times"])

    def waits(self, span: Span, offset: timedelta, mentorship_id: str) -> tuple[tuple[date, date], ...]:
        """Return for each gap longer than meant when it would have been time, and when they met."""
        sql = "SELECT date(before, allowed || ' days') AS due, day FROM gaps WHERE gap > allowed ORDER BY day"
        rows = self._gaps(span, offset, mentorship_id, sql)
        return tuple((date.fromisoformat(row["due"]), _day(row)) for row in rows)

    def _gaps(self, span: Span, offset: timedelta, mentorship_id: str, sql: str) -> list[Row]:
        allowed = "cadence_days + max(2, cadence_days / 4)"  # as `allowed_gap` has it
        return self._rows(
            "WITH held AS (SELECT date(actual_start, :shift) AS day, cadence_days,"
            " lag(date(actual_start, :shift)) OVER (PARTITION BY mentorship_id ORDER BY actual_start) AS before"
            " FROM meeting JOIN mentorship ON mentorship.id = mentorship_id"
            f" WHERE meeting.status = 'held' AND meeting.deleted_at IS NULL AND cadence_days > 0"
            f" AND actual_start < :until{self._of(mentorship_id)}),"
            f" gaps AS (SELECT day, before, julianday(day) - julianday(before) AS gap, {allowed} AS allowed"
            f" FROM held WHERE before IS NOT NULL AND day >= :first) {sql}",
            span, offset, mentorship_id,
        )  # fmt: skip

    def first_words(self, span: Span, offset: timedelta, me: str, mentorship_id: str = "") -> tuple[FirstWord, ...]:
        """Return who spoke first about the personal, by piece of the span; meetings of which nobody said it count as unsaid."""
        rows = self._rows(
            f"SELECT {_piece('actual_start', span)} AS day,"
            " sum(personal_first_id IS :me) AS me, sum(personal_first_id IS NOT NULL AND personal_first_id <> :me) AS them,"
            f" sum(personal_first_id IS NULL) AS unsaid FROM meeting WHERE {_HELD}{self._of(mentorship_id)}"
            " GROUP BY day ORDER BY day",
            span, offset, mentorship_id, me=me,
        )  # fmt: skip
        return tuple(FirstWord(_day(row), row["me"], row["them"], row["unsaid"]) for row in rows)

    def promises(self, span: Span, offset: timedelta, me: str, mentorship_id: str = "") -> tuple[Promises, ...]:
        """Return what became of the promises made in the span, by the piece of the span in which they were made."""
        rows = self._rows(
            f"SELECT {_piece('created_at', span)} AS day, owner_id IS :me AS is_mine,"
            " sum(done_at IS NOT NULL AND (due_on IS NULL OR date(done_at, :shift) <= due_on)) AS in_time,"
            " sum(done_at IS NOT NULL AND due_on IS NOT NULL AND date(done_at, :shift) > due_on) AS later,"
            " sum(done_at IS NULL AND dropped_at IS NULL) AS open,"
            " sum(done_at IS NULL AND dropped_at IS NOT NULL) AS let_go"
            " FROM action WHERE deleted_at IS NULL AND created_at >= :since AND created_at < :until"
            f"{self._of(mentorship_id)} GROUP BY day, is_mine ORDER BY day",
            span, offset, mentorship_id, me=me,
        )  # fmt: skip
        found: list[Promises] = []
        for row in rows:
            kept = Kept(row["in_time"], row["later"], row["open"], row["let_go"])
            mine, theirs = (kept, Kept()) if row["is_mine"] else (Kept(), kept)
            found.append(Promises(_day(row), mine, theirs))
        return tuple(found)

    def topics(self, span: Span, offset: timedelta, mentorship_id: str = "") -> tuple[CarriedTopic, ...]:
        """Return what three meetings or more did not get to and was on the table in the span, the most carried first."""
        rows = self._rows(
            "SELECT text, carried_count, state, coalesce(nullif(person.called, ''), person.name, '') AS person"
            " FROM agenda_item LEFT JOIN mentorship ON mentorship.id = mentorship_id"
            " LEFT JOIN person ON person.id = mentorship.person_id"
            f" WHERE agenda_item.deleted_at IS NULL AND carried_count >= {CARRIED_OFTEN}"
            " AND agenda_item.created_at < :until AND coalesce(closed_at, :until) >= :since"
            f"{self._of(mentorship_id)} ORDER BY carried_count DESC, agenda_item.id DESC LIMIT {MOST_TOPICS}",
            span, offset, mentorship_id,
        )  # fmt: skip
        return tuple(
            CarriedTopic(row["text"], row["carried_count"], row["state"] == "open", row["person"]) for row in rows
        )

    def goals(self, span: Span, offset: timedelta, mentorship_id: str = "") -> tuple[GoalCourse, ...]:
        """Return the goals that were looked at in the span, the latest first, with where they stood each time."""
        of = self._of(mentorship_id).replace("mentorship_id", "goal.mentorship_id")
        rows = self._rows(
            "SELECT goal.id, goal.title, goal.start_value, goal.target_value,"
            " coalesce(nullif(person.called, ''), person.name, '') AS person,"
            " date(check_in.at, :shift) AS day, check_in.value FROM check_in JOIN goal ON goal.id = goal_id"
            " LEFT JOIN person ON person.id = goal.owner_id"
            " WHERE check_in.deleted_at IS NULL AND goal.deleted_at IS NULL AND value IS NOT NULL AND goal.id IN ("
            " SELECT goal_id FROM check_in JOIN goal ON goal.id = goal_id WHERE check_in.deleted_at IS NULL"
            f" AND goal.deleted_at IS NULL AND goal.state <> 'let_go' AND at >= :since AND at < :until{of}"
            f" GROUP BY goal_id ORDER BY max(at) DESC LIMIT {MOST_GOALS})"
            " AND at >= :since AND at < :until ORDER BY at, check_in.id",
            span, offset, mentorship_id,
        )  # fmt: skip
        found: dict[str, tuple[Row, list[tuple[date, float]]]] = {}
        for row in rows:
            found.setdefault(row["id"], (row, []))[1].append((_day(row), _share(row)))
        courses = [GoalCourse(row["title"], row["person"], tuple(points)) for row, points in found.values()]
        return tuple(sorted(courses, key=_last_day, reverse=True))

    def presence(self, span: Span, offset: timedelta, mentorship_id: str = "") -> tuple[Presence, ...]:
        """Return how present I was: by day in one mentorship, by piece of the span over all of them."""
        day = "date(actual_start, :shift)" if mentorship_id else _piece("actual_start", span)
        rows = self._rows(
            f"SELECT {day} AS day, avg(presence) AS mean, count(*) AS count"
            " FROM reflection JOIN meeting ON meeting.id = meeting_id"
            f" WHERE reflection.deleted_at IS NULL AND presence IS NOT NULL AND {_HELD}{self._of(mentorship_id)}"
            " GROUP BY day ORDER BY day",
            span, offset, mentorship_id,
        )  # fmt: skip
        return tuple(Presence(_day(row), row["mean"], row["count"]) for row in rows)

    def parked(self, span: Span, offset: timedelta, mentorship_id: str = "") -> tuple[Parked, ...]:
        """Return how many distractions were set aside, by piece of the span, and in how many sessions."""
        of = f" AND meeting_id IN (SELECT id FROM meeting WHERE {self._of(mentorship_id)[5:]})" if mentorship_id else ""
        rows = self._rows(
            f"SELECT {_piece('started_at', span)} AS day, count(*) AS sessions,"
            " sum((SELECT count(*) FROM distraction WHERE session_id = focus_session.id AND deleted_at IS NULL)) AS count"
            " FROM focus_session WHERE deleted_at IS NULL AND started_at >= :since AND started_at < :until"
            f"{of} GROUP BY day ORDER BY day",
            span, offset, mentorship_id,
        )  # fmt: skip
        return tuple(Parked(_day(row), row["sessions"], row["count"]) for row in rows)

    def _rows(self, sql: str, span: Span, offset: timedelta, mentorship_id: str, **more: object) -> list[Row]:
        begin = datetime.combine(span.first, time(), UTC) - offset
        end = datetime.combine(span.last + timedelta(days=1), time(), UTC) - offset
        values: dict[str, object] = {
            "since": instant_text(begin),
            "until": instant_text(end),
            "first": span.first.isoformat(),
            "shift": f"{int(offset / timedelta(minutes=1)):+d} minutes",
            **self._values(mentorship_id),
            **more,
        }
        return self._database.rows(sql, {name: value for name, value in values.items() if f":{name}" in sql})

    def _of(self, mentorship_id: str) -> str:
        return " AND mentorship_id = :mentorship" if mentorship_id else ""

    def _values(self, mentorship_id: str) -> dict[str, Any]:
        return {"mentorship": mentorship_id} if mentorship_id else {}


def _piece(column: str, span: Span) -> str:
    """Return in SQL the first day of the week or month an instant lies in, whichever is the finest that is shown."""
    cut = "'weekday 0', '-6 days'" if span.grain is Grain.WEEK else "'start of month'"
    return f"date({column}, :shift, {cut})"


def _day(row: Row) -> date:
    return date.fromisoformat(row["day"])


def _share(row: Row) -> float:
    # As `goals.progress` has it for an open goal.
    span = (SCALE if row["target_value"] is None else row["target_value"]) - row["start_value"]
    return min(1.0, max(0.0, (row["value"] - row["start_value"]) / span)) if span else 0.0


def _last_day(course: GoalCourse) -> date:
    return course.points[-1][0]
