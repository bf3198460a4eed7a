from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentordesk.workflows.promises.promise_lines import pair_lines

_LINES = st.lists(st.sampled_from(["call", "call her", "write one page", "ask Jonas", "@Maria one page"]), max_size=7)


def test_a_new_line_above_leaves_the_others_what_they_were() -> None:
    assert pair_lines(["a call", "a page"], ["ask Jonas", "a call", "a page"]) == {1: 0, 2: 1}


def test_a_line_edited_where_it_stands_is_the_same() -> None:
    assert pair_lines(["call", "write one page", "rest"], ["call", "write two good pages", "rest"])[1] == 1


def test_a_line_that_moved_and_changed_a_little_is_found_again() -> None:
    pairs = pair_lines(["write one page about it", "call"], ["call", "rest", "write one page about us"])
    assert pairs == {0: 1, 2: 0}


def test_strangers_are_not_paired() -> None:
    assert pair_lines(["collect three numbers"], ["buy oysters with Jo"]) == {}


@given(old=_LINES, new=_LINES)
def test_no_line_is_used_twice_and_equal_lines_never_go_lost(old: list[str], new: list[str]) -> None:
    pairs = pair_lines(old, new)
    assert len(set(pairs.values())) == len(pairs)
    for words in set(old) & set(new):
        kept = sum(old[place] == words for at, place in pairs.items() if new[at] == words)
        assert kept == min(old.count(words), new.count(words))


@given(old=_LINES)
def test_an_unchanged_note_keeps_every_line(old: list[str]) -> None:
    assert pair_lines(old, old) == {place: place for place in range(len(old))}
