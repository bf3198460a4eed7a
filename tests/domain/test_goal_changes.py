from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.goal_changes import changes_since
from mentordesk.domain.goals import CheckIn, Goal, GoalPlan, GoalState, GoalTurn, Milestone

CALL = datetime(2026, 10, 29, 15, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def after(**span: float) -> datetime:
    return CALL + timedelta(**span)


def test_what_came_after_the_call_is_new_and_the_rest_is_not() -> None:
    goal = Goal(title="x", created_at=after(days=-90))
    old, new = CheckIn(at=after(days=-3), value=3), CheckIn(at=after(days=3), value=5, sentence="better")
    step, early = Milestone(text="hire", reached_at=after(days=1)), Milestone(reached_at=after(days=-1))
    turn = GoalTurn(state=GoalState.PAUSED, on_day=date(2026, 11, 2))
    plan = GoalPlan(made_on=date(2026, 11, 3), obstacle="a", plan="b")
    half = GoalPlan(made_on=date(2026, 11, 4), obstacle="a")
    changes = changes_since(goal, CALL, BERLIN, check_ins=[new, old], milestones=[early, step, Milestone()],
                            turns=[turn, GoalTurn(on_day=date(2026, 9, 1))], plans=[half, plan])  # fmt: skip
    assert changes
    assert (changes.check_ins, changes.before, changes.now) == ((new,), 3, 5)
    assert (changes.reached, changes.turns, changes.plan) == ((step,), (turn,), plan)
    assert not changes.is_new


def test_on_the_very_day_of_the_call_what_was_written_after_it_counts() -> None:
    goal, day = Goal(title="x", created_at=after(days=-90)), date(2026, 10, 29)
    before = GoalTurn(on_day=day, created_at=after(hours=-1))
    later = GoalTurn(on_day=day, created_at=after(hours=1))
    assert changes_since(goal, CALL, BERLIN, turns=[before, later]).turns == (later,)
    assert not changes_since(goal, CALL, BERLIN, turns=[before])


@given(
    st.lists(st.tuples(st.integers(-30, 30), st.none() | st.floats(0, 10)), unique_by=lambda one: one[0]), st.randoms()
)
def test_the_order_of_writing_down_changes_nothing(said: list[tuple[int, float | None]], chance: Random) -> None:
    goal = Goal(title="x", created_at=after(days=-90))
    check_ins = [CheckIn(at=after(days=day), value=value) for day, value in said]
    changes = changes_since(goal, CALL, BERLIN, check_ins=check_ins)
    assert changes_since(goal, CALL, BERLIN, check_ins=chance.sample(check_ins, len(check_ins))) == changes
    assert [one.at for one in changes.check_ins] == sorted(after(days=day) for day, _value in said if day > 0)
