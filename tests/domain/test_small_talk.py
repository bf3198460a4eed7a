"""Whose turn it is to begin with something personal."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.mentorships import Role
from mentordesk.domain.small_talk import MENTOR_LEADS, Side
from mentordesk.domain.small_talk import turn_to_begin as turn_by_counts

BEGAN = st.lists(st.sampled_from([Side.ME, Side.OTHER, None]), max_size=20)
ROLES = st.sampled_from(list(Role))


def turn_to_begin(role: Role, began: list[Side | None]) -> Side:
    """Say whose turn it is after these calls, in order, None where nobody noticed."""
    noticed = [place for place, side in enumerate(began) if side]
    if not noticed:
        return turn_by_counts(role, len(began))
    return turn_by_counts(role, len(began), began[noticed[-1]], len(began) - 1 - noticed[-1])


@pytest.mark.parametrize("held", range(MENTOR_LEADS))
def test_the_mentor_leads_the_first_three_calls_whoever_began(held: int) -> None:
    assert turn_to_begin(Role.MENTOR, [Side.OTHER] * held) is Side.ME
    assert turn_to_begin(Role.MENTEE, [Side.ME] * held) is Side.OTHER


def test_after_that_it_is_the_turn_of_whoever_did_not_begin_last_time() -> None:
    assert turn_to_begin(Role.MENTOR, [None, None, Side.ME]) is Side.OTHER
    assert turn_to_begin(Role.MENTOR, [None, None, Side.OTHER]) is Side.ME
    assert turn_to_begin(Role.MENTOR, [None, None, None, Side.ME]) is Side.OTHER


def test_a_call_nobody_noticed_counts_as_begun_by_whoevers_turn_it_was() -> None:
    assert turn_to_begin(Role.MENTOR, [None] * 3) is Side.OTHER
    assert turn_to_begin(Role.MENTOR, [None] * 4) is Side.ME
    assert turn_to_begin(Role.MENTOR, [None, None, None, Side.OTHER, None]) is Side.OTHER


def test_peers_alternate_from_the_first_call() -> None:
    assert turn_to_begin(Role.PEER, []) is Side.ME
    assert turn_to_begin(Role.PEER, [Side.ME]) is Side.OTHER
    assert turn_to_begin(Role.PEER, [Side.OTHER]) is Side.ME


@given(BEGAN)
def test_mentor_and_mentee_are_told_the_same_turn(began: list[Side | None]) -> None:
    turned = [side.turned if side else None for side in began]
    assert turn_to_begin(Role.MENTOR, began) is turn_to_begin(Role.MENTEE, turned).turned


@given(ROLES, BEGAN)
def test_when_everybody_keeps_to_the_turns_no_one_begins_twice_in_a_row_after_the_first_calls(
    role: Role, began: list[Side | None]
) -> None:
    course = list(began)
    for _call in range(6):
        course.append(turn_to_begin(role, course))
    last = course[-5:]
    if len(course) - 5 > MENTOR_LEADS:
        assert all(one is not other for one, other in itertools.pairwise(last))


@given(ROLES, BEGAN)
def test_noting_that_the_turn_was_kept_changes_nothing(role: Role, began: list[Side | None]) -> None:
    unnoticed = turn_to_begin(role, [*began, None])
    kept = turn_to_begin(role, [*began, turn_to_begin(role, began)])
    assert unnoticed is kept


@given(ROLES, BEGAN)
def test_the_turn_is_what_walking_through_all_calls_says(role: Role, began: list[Side | None]) -> None:
    leader = Side.OTHER if role is Role.MENTEE else Side.ME
    turn = leader
    for held, first in enumerate(began, start=1):
        turn = leader if role is not Role.PEER and held < MENTOR_LEADS else (first or turn).turned
    assert turn_to_begin(role, began) is turn
