"""How goals are said: states, numbers, days, confidence, and what is new. Nothing is read here."""

from __future__ import annotations

from datetime import date, tzinfo

from mentordesk import phrases
from mentordesk.domain.goal_changes import GoalChanges
from mentordesk.domain.goal_plans import PlanStep, plan_sentence
from mentordesk.domain.goals import CheckIn, Goal, GoalState
from mentordesk.language import _, ngettext, pgettext


def state_words(state: GoalState) -> str:
    """Say a state in a word."""
    return {
        GoalState.OPEN: _("open"),
        GoalState.PAUSED: _("paused"),
        GoalState.REACHED: _("reached"),
        GoalState.LET_GO: _("let go"),
    }[state]


def turn_words(state: GoalState, day: str) -> str:
    """Say that a goal took a state on a day."""
    return {
        GoalState.OPEN: _("taken up again {day}"),
        GoalState.PAUSED: _("paused {day}"),
        GoalState.REACHED: _("reached {day}"),
        GoalState.LET_GO: _("let go {day}"),
    }[state].format(day=day)


def number_words(goal: Goal, value: float | None) -> str:
    """Say a number on the way: 7.2 of 10, 3 of 12 meetings; counting down, only the number and where it should end."""
    if value is None:
        return ""
    said, target = phrases.number(value), phrases.number(goal.target)
    if goal.target < goal.start_value:
        return (
            _("{value} {unit}, down to {target}").format(value=said, unit=goal.unit, target=target).replace(" ,", ",")
        )
    return _("{value} of {target} {unit}").format(value=said, target=target, unit=goal.unit).strip()


def way_words(goal: Goal) -> str:
    """Say from where to where a goal counts."""
    if goal.target_value is None:
        return _("from 0 to 10, by feeling")
    return (
        _("from {start} to {target} {unit}")
        .format(start=phrases.number(goal.start_value), target=phrases.number(goal.target_value), unit=goal.unit)
        .strip()
    )


def due_words(goal: Goal, today: date) -> str:
    """Say by when; a day that has passed is said without blame, and not at all once the goal rests."""
    if goal.due_on is None or not goal.is_open:
        return ""
    words = _("was for {day}") if goal.due_on < today else _("by {day}")
    return words.format(day=phrases.deadline(goal.due_on, today))


def confidence_words(confidence: int | None) -> str:
    """Say how confident somebody is."""
    return _("confidence {number} of 5").format(number=confidence) if confidence else ""


def steps_words(reached: int, steps: int) -> str:
    """Say how many steps are taken."""
    if not steps:
        return ""
    return ngettext("{reached} of {count} step", "{reached} of {count} steps", steps).format(
        reached=reached, count=steps
    )


def said_words(goal: Goal, check_in: CheckIn) -> str:
    """Say a check-in in a line: its sentence, else its number, else the confidence."""
    return check_in.sentence or number_words(goal, check_in.value) or confidence_words(check_in.confidence)


def news_words(changes: GoalChanges, today: date, zone: tzinfo) -> tuple[str, ...]:
    """Say what is new about a goal, one thing each, the weightiest first."""
    said: list[str] = []
    goal = changes.goal
    for turn in reversed(changes.turns):
        if turn.on_day is not None:
            words = turn_words(turn.state, phrases.near_day(turn.on_day, today))
            said.append(f"{words}: {turn.why}" if turn.why else words)
    if changes.is_new:
        said.append(_("new"))
    said += [_("step taken: {step}").format(step=step.text) for step in reversed(changes.reached)]
    if changes.now is not None:
        if changes.before is not None and changes.before != changes.now:
            said.append(
                _("from {before} to {now}").format(
                    before=phrases.number(changes.before), now=number_words(goal, changes.now)
                )
            )
        else:
            said.append(number_words(goal, changes.now))
    for check_in in reversed(changes.check_ins):
        if check_in.sentence and check_in.at is not None:
            day = phrases.near_day(check_in.at.astimezone(zone).date(), today)
            said.append(_("{day}: {said}").format(day=day, said=check_in.sentence))
            break
    if changes.plan is not None:
        said.append(_("plan: {plan}").format(plan=plan_sentence(changes.plan)))
    return tuple(words[:1].upper() + words[1:] for words in said)


def step_words(step: PlanStep) -> str:
    """Name a step of the conversation about a goal."""
    return {
        PlanStep.WISH: _("Wish"),
        PlanStep.OUTCOME: _("Outcome"),
        PlanStep.OBSTACLE: _("Obstacle"),
        PlanStep.PLAN: pgettext("what one will do", "Plan"),
    }[step]
