from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.actions import Action
from mentordesk.domain.people import Person
from mentordesk.workflows.promises import put_off_action
from mentordesk.workflows.promises.edit_action import tick_action
from mentordesk.workflows.promises.promises_overview import Grouping, PromisesOverview, Whose
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def _add(small: SmallDesk, text: str, days: int | None = None, owner: Person | None = None) -> Action:
    today = put_off_action.today_of(small.clock)
    return small.desk.actions.add(
        Action(
            owner_id=(owner or small.me).id,
            mentorship_id=small.mentorship.id,
            text=text,
            due_on=None if days is None else today + timedelta(days=days),
        )
    )


def _texts(small: SmallDesk, grouping: Grouping, whose: Whose = Whose.ALL) -> dict[str, list[str]]:
    overview = PromisesOverview(small.desk, small.clock)
    return {
        group.key: [view.action.text for view in overview.views(group.ids)]
        for group in overview.open_groups(grouping, whose)
    }


def test_promises_stand_by_their_day(small: SmallDesk) -> None:
    for text, days in (("b", 0), ("a", -3), ("e", None), ("c", 2), ("d", 40)):
        _add(small, text, days)
    assert _texts(small, Grouping.DATE) == {
        "late": ["a"], "today": ["b"], "week": ["c"], "later": ["d"], "no day": ["e"],
    }  # fmt: skip


def test_what_is_to_come_is_read_before_what_was_due(small: SmallDesk) -> None:
    for days in (-9, -1, 0, 3, 30):
        _add(small, str(days), days)
    assert [text for texts in _texts(small, Grouping.DATE).values() for text in texts] == ["0", "3", "-1", "-9", "30"]


def test_promises_stand_by_the_person_they_are_with(small: SmallDesk) -> None:
    _add(small, "mine to her", 1)
    _add(small, "hers", 0, small.maria)
    small.desk.actions.add(Action(owner_id=small.me.id, text="only mine"))
    assert _texts(small, Grouping.PERSON) == {
        f"person {small.maria.id}": ["hers", "mine to her"],
        "person ": ["only mine"],
    }
    assert _texts(small, Grouping.PERSON, Whose.THEIRS) == {f"person {small.maria.id}": ["hers"]}
    assert _texts(small, Grouping.DATE, Whose.MINE) == {"week": ["mine to her"], "no day": ["only mine"]}


def test_what_is_put_off_stands_apart_and_is_not_late(small: SmallDesk) -> None:
    made = _add(small, "later", -2)
    put_off_action.snooze_action(small.desk, small.clock, made.id, date(2027, 1, 1))
    assert _texts(small, Grouping.DATE) == {"asleep": ["later"]}
    (view,) = PromisesOverview(small.desk, small.clock).views([made.id])
    assert (view.is_asleep, view.is_late) == (True, False)
    assert "ack" in view.detail


def test_what_is_closed_stands_by_month(small: SmallDesk) -> None:
    first, second = _add(small, "kept"), _add(small, "let go")
    tick_action(small.desk, small.clock, first.id, is_done=True)
    small.clock.advance(days=31)
    put_off_action.drop_action(small.desk, small.clock, second.id)
    overview = PromisesOverview(small.desk, small.clock)
    assert [
        [view.action.text for view in overview.views(group.ids)] for group in overview.closed_groups(Whose.ALL)
    ] == [
        ["let go"],
        ["kept"],
    ]


_ACTS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["tick", "untick", "sleep", "wake", "drop", "undo"])))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=_ACTS)
def test_each_promise_stands_in_exactly_one_group_whatever_is_done(
    acts: list[tuple[int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with small_desk(tmp_path_factory.mktemp("desk")) as small:
        desk, clock = small.desk, small.clock
        made = [_add(small, str(days), days - 2) for days in range(5)]
        for which, act in acts:
            one = made[which].id
            match act:
                case "tick" | "untick":
                    tick_action(desk, clock, one, is_done=act == "tick")
                case "sleep":
                    put_off_action.snooze_action(desk, clock, one, date(2027, 1, 1))
                case "wake":
                    put_off_action.snooze_action(desk, clock, one, None)
                case "drop":
                    put_off_action.drop_action(desk, clock, one)
                case _ if desk.database.undo_log.last() is not None:
                    desk.database.undo()
        overview = PromisesOverview(desk, clock)
        groups = (*overview.open_groups(Grouping.DATE, Whose.ALL), *overview.closed_groups(Whose.ALL))
        by_person = (*overview.open_groups(Grouping.PERSON, Whose.ALL), *overview.closed_groups(Whose.ALL))
        for shown in (groups, by_person):
            assert sorted(one for group in shown for one in group.ids) == sorted(one.id for one in made)
