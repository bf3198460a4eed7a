from __future__ import annotations

import pytest

from mentordesk.domain.goal_plans import PlanStep, first_open_step, is_whole, plan_sentence, with_words, words_of
from mentordesk.domain.goals import GoalPlan


@pytest.mark.parametrize(
    ("obstacle", "deed", "sentence"),
    [
        ("I feel alone", "call Maria", "If I feel alone, then I will call Maria."),
        ("If I feel alone.", "Then I will call Maria.", "If I feel alone, then I will call Maria."),
        ("if\nI feel alone", "I will call Maria …", "If I feel alone, then I will call Maria."),
        ("The phone beside me", "If it is ten, it goes to the kitchen", "If it is ten, it goes to the kitchen."),
        ("The phone is beside me", "I will move it", "If the phone is beside me, then I will move it."),
        ("Maria is away", "call her", "If Maria is away, then I will call her."),
        ("", "call Maria", "call Maria"),
        ("I feel alone", " ", ""),
        ("iffy days", "willingly ask", "If iffy days, then I will willingly ask."),
    ],
)
def test_a_plan_reads_as_one_sentence_however_it_was_typed(obstacle: str, deed: str, sentence: str) -> None:
    assert plan_sentence(GoalPlan(obstacle=obstacle, plan=deed)) == sentence


def test_the_conversation_goes_on_at_the_first_step_without_words() -> None:
    plan = GoalPlan()
    for step in PlanStep:
        assert first_open_step(plan) is step
        assert not is_whole(plan)
        plan = with_words(plan, step, f"words on {step}")
        assert words_of(plan, step) == f"words on {step}"
    assert is_whole(plan)
    assert first_open_step(plan) is PlanStep.PLAN
