"""What of a note becomes advice, and what is its context."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.picked_advice import LONGEST_CONTEXT, pick_advice

NOTE = """# Feedback that lands

Ravi did not sleep.

## What helped

1. Not in writing, and **not on a Friday**
2. One thing; the other four can wait
3. Ask first

Something else.
"""


def test_the_line_of_the_caret_is_picked_without_its_marks_and_what_stands_beside_it_is_the_context() -> None:
    picked = pick_advice(NOTE, 7)
    assert picked.words == "One thing; the other four can wait"
    assert picked.context == "What helped · Not in writing, and not on a Friday · Ask first"


def test_selected_words_are_picked_and_their_line_is_the_context() -> None:
    picked = pick_advice(NOTE, 6, "Not in writing")
    assert picked.words == "Not in writing"
    assert picked.context == "What helped · Not in writing, and not on a Friday"


def test_several_lines_become_one_piece_of_advice() -> None:
    picked = pick_advice(NOTE, 7, "1. Not in writing, and **not on a Friday**\n2. One thing; the other four can wait")
    assert picked.words == "Not in writing, and not on a Friday One thing; the other four can wait"
    assert picked.context == "What helped · Ask first"


def test_a_line_without_company_has_no_context() -> None:
    assert pick_advice("Breathe", 0).context == ""


@given(st.text(alphabet="ab \n#-~*1.", max_size=200), st.integers(0, 30), st.text(alphabet="ab \n", max_size=20))
def test_any_note_and_any_place_can_be_picked_from(note: str, line: int, selected: str) -> None:
    picked = pick_advice(note, line, selected)
    assert "\n" not in picked.words
    assert len(picked.context) <= LONGEST_CONTEXT + 2
