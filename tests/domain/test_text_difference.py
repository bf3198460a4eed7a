"""What differs between two wordings, word by word; and a stretch of the earlier one taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.text_difference import Fate, Piece, difference, with_stretch_back


def _marked(before: str, after: str) -> str:
    """Write a difference as text: {+put in+}, {-taken out-}."""
    marks = {Fate.SAME: "{}", Fate.ADDED: "{{+{}+}}", Fate.REMOVED: "{{-{}-}}"}
    stretches = difference(before, after)
    return "|".join("".join(marks[piece.fate].format(piece.text) for piece in one.pieces) for one in stretches)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("She is well.", "She is very well.", "She is {+very +}well."),
        ("one\ntwo", "one\ntwo\nthree", "one\ntwo|{+three+}"),
        ("one\ntwo\nthree", "one\nthree", "one|{-two-}|three"),
        ("- [ ] send it", "- [x] send it", "- {-[ ]-}{+[x]+} send it"),
        ("in **bold** words", "in *bold* words", "in {-**-}{+*+}bold{-**-}{+*+} words"),
        ("on the first day", "on the very last day", "on the {-first-}{+very last+} day"),
        ("我们星期五见面", "我们星期六见面", "我们星期{-五-}{+六+}见面"),
        ("same", "same", "same"),
    ],
)
def test_words_that_differ_are_marked_within_their_line(before: str, after: str, marked: str) -> None:
    assert _marked(before, after) == marked


def test_wordings_with_nothing_in_common_are_not_mixed() -> None:
    assert _marked("Grapes grow here.", "No rain today, then?") == "{-Grapes grow here.-}{+No rain today, then?+}"


def test_as_many_lines_as_before_are_each_a_stretch_of_its_own() -> None:
    stretches = difference("one a\ntwo a\nend", "one b\ntwo b\nend")
    assert [stretch.is_changed for stretch in stretches] == [True, True, False]


def test_each_stretch_can_be_taken_back_alone() -> None:
    before, after = "one a\ntwo a\nend", "one b\ntwo b\nend\nmore"
    stretches = difference(before, after)
    assert with_stretch_back(stretches, 0) == "one a\ntwo b\nend\nmore"
    assert with_stretch_back(stretches, 1) == "one b\ntwo a\nend\nmore"
    assert with_stretch_back(stretches, 2) == "one b\ntwo b\nend"
    for number in (3, -1):
        with pytest.raises(IndexError):
            with_stretch_back(stretches, number)


def test_what_was_added_and_removed_is_told_for_ears() -> None:
    (stretch,) = difference("She asks nobody at all today.", "She asks Maria and Ben today.")
    assert stretch.added == ("Maria and Ben",)
    assert stretch.removed == ("nobody at all",)


def test_a_stretch_too_long_to_compare_word_by_word_is_shown_whole() -> None:
    before, after = ("x " * 30_000).strip(), ("y " * 30_000).strip()
    assert difference(before, after)[0].pieces == (Piece(Fate.REMOVED, before), Piece(Fate.ADDED, after))


TEXT = st.lists(st.sampled_from(["a", "b c", "", "# d", "- [ ] e", "one two three four"]), max_size=10).map("\n".join)


@given(TEXT, TEXT)
def test_a_difference_holds_both_wordings_to_the_letter(before: str, after: str) -> None:
    stretches = difference(before, after)
    assert "\n".join(line for stretch in stretches for line in stretch.before) == before
    assert "\n".join(line for stretch in stretches for line in stretch.after) == after
    for stretch in stretches:
        old = "".join(piece.text for piece in stretch.pieces if piece.fate is not Fate.ADDED)
        new = "".join(piece.text for piece in stretch.pieces if piece.fate is not Fate.REMOVED)
        assert (old, new) == ("\n".join(stretch.before), "\n".join(stretch.after))


@given(TEXT, TEXT)
def test_all_stretches_taken_back_one_by_one_give_the_earlier_wording(before: str, after: str) -> None:
    text = after
    for _step in range(60):
        stretches = difference(before, text)
        if not any(stretch.is_changed for stretch in stretches):
            break
        text = with_stretch_back(stretches, 0)
    assert text == before


def test_a_text_of_two_lines_over_and_over_is_compared_to_the_letter() -> None:
    before = "\n".join(["- [ ] a", "b"] * 6000)
    after = before.replace("b", "c", 3000)
    stretches = difference(before, after)
    assert "\n".join(line for stretch in stretches for line in stretch.after) == after
