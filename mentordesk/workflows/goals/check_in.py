"""Say where a goal stands: today or on a day that has been, with a number, a sentence, a confidence; each can be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.goal_numbers import read_standing
from mentordesk.domain.goals import CheckIn, Goal, checked_check_in
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.goals.keep_goal import instant_on


@dataclass(frozen=True, kw_only=True)
class CheckInWords:
    """A check-in as typed; `value` is words: what cannot be read is asked back."""

    value: str = ""
    sentence: str = ""
    confidence: int | None = None
    """From 1 to 5."""
    on_day: date | None = None
    """None for now."""


def check_in(desk: Desk, clock: Clock, goal_id: str, words: CheckInWords) -> CheckIn:
    """Append how a goal stands; raises Mistake, field `value`, `sentence`, `confidence` or `at`."""
    with desk.database.change(Topic.GOALS, act=_("Check in")):
        goal = desk.goals.get(goal_id)
        said = _worded(clock, goal, CheckIn(goal_id=goal_id, visibility=goal.visibility), words)
        return desk.goals.check_ins.add(said)


def change_check_in(desk: Desk, clock: Clock, check_in_id: str, words: CheckInWords) -> CheckIn:
    """Correct a check-in; one that stays on its day keeps its time of day."""
    with desk.database.change(Topic.GOALS, act=_("Change a check-in")):
        before = desk.goals.check_ins.get(check_in_id)
        return desk.goals.check_ins.save(_worded(clock, desk.goals.get(before.goal_id), before, words))


def remove_check_in(desk: Desk, check_in_id: str) -> None:
    """Put a check-in into the trash."""
    desk.goals.check_ins.remove(check_in_id, act=_("Remove a check-in"))


def _worded(clock: Clock, goal: Goal, before: CheckIn, words: CheckInWords) -> CheckIn:
    value = read_standing(words.value, field="value", unit=goal.unit, target=goal.target)
    at, zone = before.at, before.zone
    if at is None or at.astimezone(clock.zone()).date() != words.on_day:
        at, zone = instant_on(clock, words.on_day), clock.zone().key
    said = replace(before, at=at, zone=zone, value=value, sentence=words.sentence, confidence=words.confidence or None)
    return checked_check_in(said, goal, clock.now())
