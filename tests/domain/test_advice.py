"""When advice is asked about: the stages, the week of rest, the look back, letting go."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.advice import (
    REST,
    Advice,
    AdviceAnswer,
    Standing,
    Tried,
    checked_advice,
    checked_answer,
    last_said,
    let_go,
    next_asked_on,
    question_of,
    standing_of,
    taken_up,
)
from mentordesk.errors import Mistake

GIVEN = date(2026, 1, 5)
ADVICE = Advice(id="a", mentorship_id="m", giver_id="g", text="Say no kindly", given_on=GIVEN)


def day(number: int) -> date:
    return GIVEN + timedelta(days=number)


def answer(number: int, tried: str = "", worth: int | None = None) -> AdviceAnswer:
    at = datetime.combine(day(number), time(9), UTC)
    return AdviceAnswer(advice_id="a", asked_on=day(number), at=at, tried=tried, worth=worth)


def weeks_of(number: int, *answers: AdviceAnswer, advice: Advice = ADVICE) -> int | None:
    question = question_of(advice, answers, day(number))
    return question.weeks if question else None


def test_advice_is_first_asked_about_two_weeks_after_it_was_given() -> None:
    assert weeks_of(13) is None
    assert weeks_of(14) == 2


def test_not_yet_is_asked_again_at_six_and_at_twelve_weeks_and_then_no_more() -> None:
    first, second, third = (answer(number, Tried.NOT_YET) for number in (14, 42, 84))
    assert weeks_of(15, first) is None
    assert weeks_of(42, first) == 6
    assert weeks_of(84, first, second) == 12
    assert weeks_of(400, first, second, third) is None


def test_of_several_missed_stages_only_the_latest_is_asked() -> None:
    assert weeks_of(200) == 12
    assert weeks_of(200, answer(200, Tried.NOT_YET)) is None


def test_a_stage_that_falls_within_a_week_of_the_last_answer_waits_until_the_week_is_over() -> None:
    late = answer(80, Tried.NOT_YET)
    assert weeks_of(84, late) is None
    assert weeks_of(87, late) == 12


def test_a_question_passed_over_comes_again_at_the_next_stage() -> None:
    assert weeks_of(30, answer(14)) is None
    assert weeks_of(42, answer(14)) == 6


def test_advice_tried_early_is_looked_back_on_once() -> None:
    tried = answer(14, Tried.YES, worth=4)
    assert weeks_of(42, tried) is None
    question = question_of(ADVICE, (tried,), day(84))
    assert question is not None
    assert question.is_look_back
    assert weeks_of(120, tried, answer(84, Tried.YES, worth=5)) is None


def test_a_look_back_nobody_came_to_is_not_waited_for() -> None:
    tried = answer(14, Tried.YES)
    assert weeks_of(111, tried) == 12
    assert weeks_of(112, tried) is None


def test_advice_tried_shortly_before_the_twelfth_week_is_not_looked_back_on() -> None:
    assert weeks_of(300, answer(70, Tried.YES)) is None


def test_advice_partly_tried_is_still_to_try() -> None:
    partly = answer(14, Tried.PARTLY)
    assert standing_of(ADVICE, (partly,)) is Standing.TO_TRY
    assert weeks_of(42, partly) == 6


def test_an_answer_may_come_before_anything_was_asked() -> None:
    early = answer(3, Tried.YES)
    assert standing_of(ADVICE, (early,)) is Standing.TRIED
    assert weeks_of(14, early) is None


def test_what_is_let_go_is_not_asked_about_and_taken_up_again_it_begins_anew() -> None:
    gone = let_go(ADVICE, datetime(2026, 1, 10, tzinfo=UTC))
    assert standing_of(gone, ()) is Standing.LET_GO
    assert weeks_of(90, advice=gone) is None
    again = taken_up(gone, day(90))
    assert weeks_of(90, advice=again) is None
    assert weeks_of(104, advice=again) == 2
    assert standing_of(again, (answer(14, Tried.YES),)) is Standing.TO_TRY


def test_the_last_thing_said_counts_and_a_skip_says_nothing() -> None:
    said = answer(20, Tried.NOT_YET)
    assert last_said((answer(30), said, answer(14, Tried.YES))) is said


def test_when_it_is_asked_next_is_known() -> None:
    assert next_asked_on(ADVICE, (), day(1)) == day(14)
    assert next_asked_on(ADVICE, (answer(80, Tried.NOT_YET),), day(81)) == day(87)
    assert next_asked_on(ADVICE, (answer(90, Tried.NOT_YET),), day(91)) is None


def test_advice_that_says_nothing_or_is_nobodys_is_asked_back() -> None:
    with pytest.raises(Mistake) as nothing:
        checked_advice(replace(ADVICE, text="  "))
    assert nothing.value.field == "text"
    with pytest.raises(Mistake) as nobody:
        checked_advice(replace(ADVICE, giver_id=""))
    assert nobody.value.field == "giver"


@pytest.mark.parametrize("worth", [0, 6, -1])
def test_a_worth_outside_one_to_five_is_asked_back(worth: int) -> None:
    with pytest.raises(Mistake):
        checked_answer(answer(1, Tried.YES, worth))


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 40)),
        st.tuples(st.just("clock"), st.integers(-60, 60)),
        st.tuples(st.just("answer"), st.sampled_from(["", *Tried])),
        st.tuples(st.sampled_from(["let_go", "take_up", "undo", "redo"]), st.just(0)),
    ),
    max_size=40,
)


@given(ACTS)
def test_whatever_happens_no_two_questions_begin_within_a_week(acts: list[tuple[str, int | str]]) -> None:
    """Time passes, clocks are set, answers are given, taken back and given again: each question stands by itself."""
    now = GIVEN
    state: tuple[Advice, tuple[AdviceAnswer, ...]] = (ADVICE, ())
    past: list[tuple[Advice, tuple[AdviceAnswer, ...]]] = []
    undone: list[tuple[Advice, tuple[AdviceAnswer, ...]]] = []
    for act, how in acts:
        advice, answers = state
        if act in {"wait", "clock"}:
            now += timedelta(days=int(how))
        elif act == "undo" and past:
            undone.append(state)
            state = past.pop()
        elif act == "redo" and undone:
            past.append(state)
            state = undone.pop()
        elif act in {"answer", "let_go", "take_up"}:
            past.append(state)
            undone.clear()
            at = datetime.combine(now, time(9), UTC)
            if act == "answer" and (how or question_of(advice, answers, now)):
                closed = AdviceAnswer(advice_id="a", asked_on=now, at=at, tried=str(how))
                answers = (*answers, closed)
                assert question_of(advice, answers, now) is None, "an answer closes the question"
            elif act == "let_go":
                advice = let_go(advice, at)
            elif act == "take_up":
                advice = taken_up(advice, now)
            state = advice, answers
        advice, answers = state
        question = question_of(advice, answers, now)
        if question is None:
            continue
        assert question.since <= now
        assert advice.let_go_at is None
        asked = [one.asked_on for one in answers if one.asked_on]
        assert all(one + REST <= question.since for one in asked), "a week lies behind every answer that counts"


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["", *Tried])), max_size=12))
def test_asked_every_day_it_is_asked_at_most_at_its_three_stages(waits: list[tuple[int, str]]) -> None:
    """However late the answers come, there are at most three questions, each a week or more after the one before."""
    answers: tuple[AdviceAnswer, ...] = ()
    begun: list[tuple[date, int]] = []
    replies = iter(waits)
    patience, reply = next(replies, (0, ""))
    for number in range(400):
        question = question_of(ADVICE, answers, day(number))
        if question is None:
            continue
        if not begun or begun[-1][1] != question.weeks:
            begun.append((question.since, question.weeks))
        if patience > 0:
            patience -= 1
            continue
        answers = (*answers, answer(number, reply))
        patience, reply = next(replies, (0, ""))
    stages = [weeks for _since, weeks in begun]
    assert stages == sorted(set(stages))
    assert len(stages) <= 3
    assert question_of(ADVICE, answers, day(400)) is None
    closed = sorted(one.asked_on for one in answers if one.asked_on)
    assert all(later - earlier >= REST for earlier, later in itertools.pairwise(closed))
