"""Advice on a real desk: what is asked about, what was tried since, and what the timeline tells."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.advice import REST, Advice, Tried
from mentordesk.store.database import Row
from mentordesk.store.desk import Desk
from mentordesk.store.timeline import Happening
from mentordesk.workflows.advice import keep_advice
from tests.store.conftest import Pair
from tests.support.clock import FakeClock
from tests.support.desks import small_desk


def kept(desk: Desk, clock: FakeClock, pair: Pair, text: str = "Say no kindly", *, days_ago: int = 14) -> Advice:
    given_on = clock.now().date() - timedelta(days=days_ago)
    return keep_advice.keep_advice(desk, clock, pair.mentorship.id, pair.maria.id, text, given_on=given_on)


def test_what_is_asked_about_is_found_the_longest_standing_first(desk: Desk, clock: FakeClock, pair: Pair) -> None:
    new, old, early = (kept(desk, clock, pair, days_ago=days) for days in (15, 40, 13))
    today = clock.now().date()
    assert [advice.id for advice, _question in desk.advice.asked(today)] == [old.id, new.id]
    assert desk.advice.asked(today, giver_is_not=pair.maria.id) == ()
    assert desk.advice.question_of(early, today) is None


def test_skipping_twice_is_skipping_once_and_the_next_stage_comes(desk: Desk, clock: FakeClock, pair: Pair) -> None:
    advice = kept(desk, clock, pair)
    keep_advice.skip_question(desk, clock, advice.id)
    keep_advice.skip_question(desk, clock, advice.id)
    assert len(desk.advice.answers.of_advice(advice.id)) == 1
    clock.advance(weeks=4)
    ((_advice, question),) = desk.advice.asked(clock.now().date())
    assert question.weeks == 6


def test_an_answer_takes_up_what_had_been_let_go(desk: Desk, clock: FakeClock, pair: Pair) -> None:
    advice = kept(desk, clock, pair)
    keep_advice.let_advice_go(desk, clock, advice.id)
    assert desk.advice.asked(clock.now().date()) == ()
    keep_advice.answer_advice(desk, clock, advice.id, Tried.PARTLY)
    assert desk.advice.get(advice.id).let_go_at is None
    desk.database.undo()
    assert desk.advice.get(advice.id).let_go_at is not None
    assert desk.advice.answers.of_advice(advice.id) == ()


def test_what_was_tried_since_is_told_once_each_the_last_first(desk: Desk, clock: FakeClock, pair: Pair) -> None:
    first, second = kept(desk, clock, pair, "One"), kept(desk, clock, pair, "Two")
    since = clock.now()
    for advice, tried in ((first, Tried.PARTLY), (second, Tried.YES), (first, Tried.YES)):
        clock.advance(hours=1)
        keep_advice.answer_advice(desk, clock, advice.id, tried)
    found = desk.advice.tried_since(pair.mentorship.id, since)
    assert [(advice.text, answer.tried) for advice, answer in found] == [("One", "yes"), ("Two", "yes")]
    assert desk.advice.tried_since(pair.mentorship.id, clock.now() + timedelta(seconds=1)) == ()


def test_the_timeline_has_what_was_advised_and_answered_and_not_what_was_skipped(
    desk: Desk, clock: FakeClock, pair: Pair
) -> None:
    advice = kept(desk, clock, pair)
    keep_advice.skip_question(desk, clock, advice.id)
    keep_advice.answer_advice(desk, clock, advice.id, Tried.YES)
    moments = desk.timeline.page(
        pair.maria.id, {Happening.ADVICE_GIVEN, Happening.ADVICE_ANSWERED}, clock.now(), limit=10
    )
    assert [moment.happening for moment in moments] == [Happening.ADVICE_ANSWERED, Happening.ADVICE_GIVEN]


def _plans(desk: Desk, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], object]) -> str:
    """Return how SQLite answers what is asked of the desk."""
    asked: list[tuple[str, Any]] = []
    rows = desk.database.rows

    def noted(sql: str, parameters: Any = ()) -> list[Row]:
        asked.append((sql, parameters))
        return rows(sql, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(desk.database, "rows", noted)
        ask()
    return " | ".join(row["detail"] for sql, values in asked for row in rows(f"EXPLAIN QUERY PLAN {sql}", values))


def test_what_is_due_is_found_in_indexes_alone(desk: Desk, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = _plans(desk, monkeypatch, lambda: desk.advice.asked(date(2026, 11, 1), giver_is_not=pair.me.id))
    assert "advice_open" in plan
    assert plan.count("SEARCH advice_answer USING COVERING INDEX advice_answer_asked (advice_id=?)") == 2


def test_what_was_tried_of_late_is_found_from_the_answers_of_late(
    desk: Desk, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    plan = _plans(desk, monkeypatch, lambda: desk.advice.tried_since(pair.mentorship.id, since))
    assert "advice_answer USING INDEX advice_answer_tried (at>?)" in plan


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 30)),
        st.tuples(st.just("clock"), st.integers(-40, 40)),
        st.tuples(
            st.sampled_from(["yes", "partly", "not_yet", "skip", "let_go", "take_up", "undo", "redo"]), st.just(0)
        ),
    ),
    max_size=16,
)


@given(acts=ACTS)
@settings(max_examples=30, deadline=None)
def test_on_a_real_desk_with_undo_no_question_follows_another_within_a_week(
    acts: list[tuple[str, int]],
) -> None:
    """Each answer on the desk has a week of rest after it, whatever was taken back and whatever the clock shows."""
    with tempfile.TemporaryDirectory() as folder, small_desk(Path(folder) / "desk", FakeClock()) as small:
        desk, clock = small.desk, small.clock
        advice = keep_advice.keep_advice(desk, clock, small.mentorship.id, small.maria.id, "Breathe")
        steps = redone = 0
        for act, days in acts:
            if act == "wait":
                clock.advance(days=days)
            elif act == "clock":
                clock.jump_wall(days=days)
            elif act == "undo":
                if steps:
                    desk.database.undo()
                    steps, redone = steps - 1, redone + 1
            elif act == "redo":
                if redone:
                    desk.database.redo()
                    steps, redone = steps + 1, redone - 1
            else:
                before = desk.database.value("SELECT max(updated_at) || count(*) FROM advice_answer")
                was = desk.advice.get(advice.id)
                _do(desk, clock, advice.id, act)
                after = desk.database.value("SELECT max(updated_at) || count(*) FROM advice_answer")
                if before != after or desk.advice.get(advice.id) != was:
                    steps, redone = steps + 1, 0
            today: date = clock.now().astimezone(clock.zone()).date()
            for _advice, question in desk.advice.asked(today):
                answers = desk.advice.answers.of_advice(advice.id)
                assert all(one.asked_on and one.asked_on + REST <= question.since <= today for one in answers)


def _do(desk: Desk, clock: FakeClock, advice_id: str, act: str) -> None:
    if act == "skip":
        keep_advice.skip_question(desk, clock, advice_id)
    elif act == "let_go":
        keep_advice.let_advice_go(desk, clock, advice_id)
    elif act == "take_up":
        keep_advice.take_up_advice(desk, clock, advice_id)
    else:
        keep_advice.answer_advice(desk, clock, advice_id, Tried(act))
