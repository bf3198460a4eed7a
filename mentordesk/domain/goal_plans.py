"""Wish, outcome, obstacle, plan: the four steps of a conversation about a goal, and how what came of it reads.

The steps are those of mental contrasting with implementation intentions (https://woopmylife.org); they work better with a
person than as a form, so each is a question to ask aloud.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from mentordesk.domain.goals import GoalPlan
from mentordesk.language import _


class PlanStep(StrEnum):
    """The steps in order; each is the field of a GoalPlan."""

    WISH = "wish"
    OUTCOME = "outcome"
    OBSTACLE = "obstacle"
    PLAN = "plan"


def words_of(plan: GoalPlan, step: PlanStep) -> str:
    """Return what was said at a step."""
    return {
        PlanStep.WISH: plan.wish,
        PlanStep.OUTCOME: plan.outcome,
        PlanStep.OBSTACLE: plan.obstacle,
        PlanStep.PLAN: plan.plan,
    }[step]


def with_words(plan: GoalPlan, step: PlanStep, words: str) -> GoalPlan:
    """Return the plan with what was said at a step."""
    match step:
        case PlanStep.WISH:
            return replace(plan, wish=words)
        case PlanStep.OUTCOME:
            return replace(plan, outcome=words)
        case PlanStep.OBSTACLE:
            return replace(plan, obstacle=words)
        case PlanStep.PLAN:
            return replace(plan, plan=words)


def is_whole(plan: GoalPlan) -> bool:
    """Tell whether the conversation came to its end: there is something to do when the obstacle comes."""
    return bool(plan.obstacle.strip() and plan.plan.strip())


def is_empty(plan: GoalPlan) -> bool:
    """Tell whether nothing was said yet."""
    return not any(words_of(plan, step).strip() for step in PlanStep)


def first_open_step(plan: GoalPlan) -> PlanStep:
    """Return where to go on: the first step at which nothing was said, else the last."""
    return next((step for step in PlanStep if not words_of(plan, step).strip()), PlanStep.PLAN)


def plan_sentence(plan: GoalPlan) -> str:
    """Say a plan as one sentence: “If …, then I will …”; what was typed with these words has them once.

    Empty while there is no plan; without an obstacle only what will be done. A plan that was typed as a whole sentence
    (“If it is ten, …”) is that sentence.
    """
    obstacle, deed = _one_line(plan.obstacle), _one_line(plan.plan)
    if not deed:
        return ""
    template = _("If {obstacle}, then I will {plan}.")
    before, _rest, after = template.partition("{obstacle}")
    between = after.partition("{plan}")[0].strip(" ,")
    if _without(deed, before) != deed:
        return f"{deed}."
    deed = _without(deed, *_endings(between))
    if not obstacle:
        return deed
    return template.format(obstacle=_inside(_without(obstacle, before)), plan=_inside(deed))


def _inside(words: str) -> str:
    """Begin with a small letter where that is sure to be right: after one of these words a name cannot hide."""
    first = words.split(" ", 1)[0]
    # Translators: words a sentence may begin with that are written small inside it. Not “I”.
    small = _("a an the my our your no not when there it we they this that too")
    return words[0].lower() + words[1:] if first.lower() in small.split() else words


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip(" .,;…")


def _endings(words: str) -> tuple[str, ...]:
    """Return “then I will”, “I will”, “will”: the ways in which somebody may begin the second half."""
    parts = words.split()
    return tuple(" ".join(parts[start:]) for start in range(len(parts)))


def _without(words: str, *beginnings: str) -> str:
    for beginning in beginnings:
        found = re.match(re.escape(beginning.strip()) + r"\s+", words, re.IGNORECASE)
        if beginning.strip() and found:
            return words[found.end() :]
    return words
