"""Goals on disk: order, where they stand, and that the desk finds it by an index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from mentordesk.domain.goals import CheckIn, Goal, GoalState, Milestone
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from tests.store.conftest import Pair


def day(number: int) -> datetime:
    return datetime(2026, 10, number, 12, tzinfo=UTC)


@pytest.fixture
def goal(desk: Desk, pair: Pair) -> Goal:
    return desk.goals.add(Goal(owner_id=pair.maria.id, mentorship_id=pair.mentorship.id, title="Lead a team of four"))


def test_steps_keep_the_order_they_were_given_and_moving_one_changes_one_row(desk: Desk, goal: Goal) -> None:
    steps = [desk.goals.milestones.add(Milestone(goal_id=goal.id, text=text)) for text in "abcd"]
    before = {step.id: step.position for step in desk.goals.milestones_of(goal.id)}
    desk.goals.milestones.move(steps[3].id, 1, act="Reorder")
    after = desk.goals.milestones_of(goal.id)
    assert [step.text for step in after] == ["a", "d", "b", "c"]
    assert [step.text for step in after if step.position != before[step.id]] == ["d"]
    desk.database.undo()
    assert [step.text for step in desk.goals.milestones_of(goal.id)] == ["a", "b", "c", "d"]


def test_steps_that_share_a_place_are_told_apart_when_one_moves_between_them(desk: Desk, goal: Goal) -> None:
    for text in ("a", "b", "c"):
        desk.goals.milestones.add(Milestone(goal_id=goal.id, text=text, position="V"))
    a, _b, c = desk.goals.milestones_of(goal.id)
    desk.goals.milestones.move(c.id, 1)
    assert [step.text for step in desk.goals.milestones_of(goal.id)] == ["a", "c", "b"]
    assert a.text == "a"


def test_where_goals_stand_is_read_for_all_at_once_whatever_order_was_written(desk: Desk, goal: Goal) -> None:
    other = desk.goals.add(Goal(owner_id=goal.owner_id, title="Nothing said yet"))
    for on, value, words in ((20, 7.0, "late"), (3, 2.0, "early"), (25, None, "only words")):
        desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=day(on), value=value, sentence=words))
    desk.goals.milestones.add(Milestone(goal_id=goal.id, text="a", reached_at=day(1)))
    desk.goals.milestones.add(Milestone(goal_id=goal.id, text="b"))
    gone = desk.goals.milestones.add(Milestone(goal_id=goal.id, text="c"))
    desk.goals.milestones.remove(gone.id)
    standings = desk.goals.standings([goal.id, other.id])
    found = standings[goal.id]
    assert found.latest is not None
    assert (found.latest.sentence, found.number, found.reached, found.steps) == ("only words", 7.0, 1, 2)
    assert standings[other.id].latest is None
    assert [one.sentence for one in desk.goals.check_ins.of_goal(goal.id)] == ["early", "late", "only words"]
    assert [one.sentence for one in desk.goals.check_ins_since(goal.id, day(22))] == ["late", "only words"]


def test_the_list_takes_the_state_and_whose_goals_are_wanted(desk: Desk, pair: Pair, goal: Goal) -> None:
    mine = desk.goals.add(Goal(owner_id=pair.me.id, title="Mine, with Maria", mentorship_id=pair.mentorship.id))
    rests = desk.goals.add(Goal(owner_id=pair.maria.id, title="Rests", state=GoalState.PAUSED))
    assert desk.goals.listed(state=GoalState.OPEN, owner_id=pair.maria.id) == (goal,)
    assert {one.id for one in desk.goals.listed(owner_id=pair.maria.id)} == {goal.id, rests.id}
    theirs = desk.goals.listed(owner_id=pair.maria.id, mentorship_ids=[pair.mentorship.id])
    assert {one.id for one in theirs} == {goal.id, rests.id, mine.id}
    assert desk.goals.count_by_state() == {GoalState.OPEN: 2, GoalState.PAUSED: 1}


def test_a_goal_and_a_step_that_say_nothing_are_asked_back(desk: Desk, goal: Goal) -> None:
    with pytest.raises(Mistake):
        desk.goals.add(Goal(title=" "))
    with pytest.raises(Mistake):
        desk.goals.milestones.add(Milestone(goal_id=goal.id, text=""))


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT id FROM check_in WHERE goal_id = 'x' AND deleted_at IS NULL ORDER BY at DESC, id DESC LIMIT 1", "check_in_goal"),
        ("SELECT * FROM goal_turn WHERE goal_id = 'x'", "goal_turn_goal"),
        ("SELECT * FROM milestone WHERE goal_id = 'x'", "milestone_goal"),
        ("SELECT * FROM note WHERE goal_id = 'x'", "note_goal"),
        ("SELECT * FROM action WHERE goal_id = 'x'", "action_goal"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_goal_is_found_by_an_index(desk: Desk, sql: str, index: str) -> None:
    plan = " ".join(row["detail"] for row in desk.database.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan


def test_the_stamp_of_check_ins_changes_with_each_act_and_each_undo(desk: Desk, goal: Goal) -> None:
    stamps = [desk.goals.check_ins.stamp_of(goal.id)]
    said = desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=day(3), value=2.0), act="Check in")
    stamps.append(desk.goals.check_ins.stamp_of(goal.id))
    desk.database.clock.advance(minutes=1)  # type: ignore[attr-defined]  # the clock of tests
    desk.goals.check_ins.save(replace(said, value=3.0), act="Change")
    stamps.append(desk.goals.check_ins.stamp_of(goal.id))
    desk.database.undo()
    stamps.append(desk.goals.check_ins.stamp_of(goal.id))
    desk.database.undo()
    stamps.append(desk.goals.check_ins.stamp_of(goal.id))
    assert all(before != after for before, after in pairwise(stamps))
    assert desk.goals.check_ins.course_of(goal.id) == ()
