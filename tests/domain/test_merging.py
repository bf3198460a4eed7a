"""Two wordings that went apart come together: nothing that either side wrote is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.merging import merge

BASE = "# Call\n\nShe is well.\nThe move is in June.\n- [ ] send it"


def test_changes_in_different_lines_are_both_there() -> None:
    mine = BASE.replace("She is well.", "She is very well.")
    theirs = BASE.replace("June", "July")
    merged = merge(BASE, mine, theirs)
    assert merged.text == "# Call\n\nShe is very well.\nThe move is in July.\n- [ ] send it"


def test_what_only_one_side_changed_is_taken_as_it_is() -> None:
    changed = f"{BASE}\nmore"
    assert merge(BASE, BASE, changed) == merge(BASE, changed, BASE)
    assert merge(BASE, changed, BASE).text == changed


def test_lines_both_added_at_the_end_stand_one_after_the_other() -> None:
    merged = merge(BASE, f"{BASE}\nmine", f"{BASE}\ntheirs")
    assert merged.text == f"{BASE}\ntheirs\nmine"
    assert merged.is_plain


def test_two_first_texts_of_an_empty_note_are_both_kept() -> None:
    assert merge("", "mine", "theirs").text == "theirs\nmine"


def test_a_box_ticked_there_and_words_changed_here_in_one_line_come_together_and_are_told() -> None:
    merged = merge("- [ ] ask Jonas", "- [ ] ask Jonas and Bea", "- [x] ask Jonas")
    assert merged.text == "- [x] ask Jonas and Bea"
    assert not merged.is_plain


def test_the_same_words_changed_by_both_say_what_mine_says_and_are_told() -> None:
    merged = merge("The move is in June.", "The move is in May.", "The move is in July.")
    assert merged.text == "The move is in May."
    assert not merged.is_plain


def test_a_line_taken_out_there_and_changed_here_is_told() -> None:
    merged = merge("one\ntwo\nthree", "one\ntwo and a half\nthree", "one\nthree")
    assert "two and a half" in merged.text
    assert not merged.is_plain


def test_the_same_change_on_both_sides_is_there_once() -> None:
    assert merge("a\nb", "a\nc", "a\nc").text == "a\nc"


def test_two_very_long_lines_that_both_changed_are_told_without_comparing_each_word() -> None:
    long = "word " * 9000
    merged = merge(f"a{long}", f"b{long}", f"c{long}")
    assert merged.text == f"b{long}"
    assert not merged.is_plain


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "- [ ] d", "one two three"]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_one_side_alone_is_never_changed_by_merging(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed


@given(LINES, LINES, LINES)
def test_what_is_called_plain_has_every_line_that_either_side_added(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    if not merged.is_plain:
        return
    kept = merged.text.split("\n")
    for side in (mine, theirs):
        for line in side.split("\n"):
            if line.strip() and side.split("\n").count(line) > base.split("\n").count(line):
                assert line in kept


@pytest.mark.parametrize("ending", ["\r", "\x00", "\ud800"])
def test_odd_characters_are_carried_along(ending: str) -> None:
    base = f"one{ending}\ntwo"
    assert merge(base, f"{base}\nmine", f"zero\n{base}").text == f"zero\n{base}\nmine"


def test_a_text_of_nothing_but_empty_lines_is_brought_together_too() -> None:
    blank = "\n" * 25_000
    merged = merge(f"a{blank}b", f"a and mine{blank}b", f"a{blank}b and theirs")
    assert merged.text == f"a and mine{blank}b and theirs"


def test_a_text_of_two_lines_over_and_over_loses_nothing() -> None:
    base = "\n".join(["- [ ] a", "b"] * 6000)
    merged = merge(base, base.replace("b", "c", 3000), f"first\n{base}\nlast")
    assert not merged.is_plain or {"first", "last", "c"} <= set(merged.text.split("\n"))
