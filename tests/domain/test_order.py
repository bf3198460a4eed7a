from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.order import DIGITS, between, keys_after

keys = st.text(DIGITS, max_size=8).map(lambda key: key.rstrip("0"))


def test_the_digits_sort_as_sqlite_and_python_sort_them() -> None:
    assert sorted(DIGITS) == list(DIGITS)
    assert sorted(DIGITS, key=str.encode) == list(DIGITS)


@given(keys, keys)
def test_between_two_keys_there_is_always_another(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        high = ""
    middle = between(low, high)
    assert low < middle
    assert not high or middle < high
    assert not middle.endswith("0")


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_any_series_of_insertions_keeps_the_order(places: list[int]) -> None:
    row: list[str] = []
    for place in places:
        index = place % (len(row) + 1)
        before = row[index - 1] if index else ""
        after = row[index] if index < len(row) else ""
        row.insert(index, between(before, after))
    assert row == sorted(set(row))


@given(keys, st.integers(0, 200))
def test_keys_after_a_key_rise(last: str, count: int) -> None:
    row = [last, *keys_after(last, count)]
    assert row == sorted(set(row))
    assert len(row) == count + 1
    assert not any(key.endswith("0") for key in row[1:])


def test_a_hundred_thousand_appended_keys_stay_short() -> None:
    row = list(keys_after("", 100_000))
    assert max(map(len, row)) == 4
    assert row == sorted(set(row))


def test_the_last_key_of_all_is_still_followed_by_another() -> None:
    row = ["zzzz", *keys_after("zzzz", 100)]
    assert row == sorted(set(row))


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a", "a")])
def test_neighbours_in_the_wrong_order_are_a_bug(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="does not sort before"):
        between(before, after)
