from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.promises import Promise, find_promise, read_promise, read_promises, tick_promise, write_promise

NAMES = ("Maria Santos", "Jonas")
WORD = st.text(alphabet="abcdeüß日🎉", min_size=1, max_size=8)


def test_a_line_says_who_promised_what_by_when() -> None:
    line = "- [ ] @Maria Santos send **the page** !next friday"
    promise = read_promise(line, NAMES)
    assert promise is not None
    assert (promise.person, promise.text, promise.due_words) == ("Maria Santos", "send **the page**", "next friday")
    assert not promise.checked
    assert promise.person_at is not None
    assert line[promise.person_at.start : promise.person_at.end] == "@Maria Santos"
    assert promise.due_at is not None
    assert line[promise.due_at.start : promise.due_at.end] == "!next friday"
    assert line[promise.box_at] == " "


def test_only_a_check_box_is_a_promise() -> None:
    assert read_promise("- @Jonas call !friday") is None
    assert read_promises("```\n- [ ] @Jonas code\n```\n- [x] @Jonas call")[0].line == 3


def test_due_words_that_are_no_date_are_kept_to_be_asked_about() -> None:
    promise = read_promise("- [ ] @Jonas call !frday ")
    assert promise is not None
    assert (promise.text, promise.due_words) == ("call", "frday")


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("- [ ] call !übernächsten freitag", "call", "übernächsten freitag"),
        ("- [ ] call !in a fortnight @Jonas", "call", "in a fortnight"),
        ("- [ ] @Jonas !whenever call the school", "call the school", "whenever"),
        ("- [ ] call !this is a sentence and no day at all", "call is a sentence and no day at all", "this"),
        ("- [ ] call !friday in a fortnight", "call in a fortnight", "friday"),
    ],
)
def test_a_day_of_several_words_is_read_whole_by_whoever_knows_it(line: str, text: str, due: str) -> None:
    promise = read_promise(line, NAMES)
    assert promise is not None
    assert (promise.text, promise.due_words) == (text, due)


def test_exclamation_marks_in_the_text_are_left_alone() -> None:
    promise = read_promise("- [ ] say hello! and wow !! now")
    assert promise is not None
    assert (promise.text, promise.due_words, promise.person) == ("say hello! and wow !! now", None, None)


@given(
    st.booleans(),
    st.one_of(st.none(), st.sampled_from(NAMES)),
    st.lists(WORD, min_size=1, max_size=5).map(" ".join),
    st.sampled_from([None, "friday", "in 2 weeks", "24.12.", "2026-12-24", "ende des monats"]),
)
def test_what_is_written_is_read_back(checked: bool, person: str | None, text: str, due: str | None) -> None:
    promise = read_promise(write_promise(text, person, due, checked=checked), NAMES)
    assert promise is not None
    assert (promise.checked, promise.person, promise.text, promise.due_words) == (checked, person, text, due)


def test_a_promise_is_ticked_where_it_went() -> None:
    promise = read_promises("- [ ] @Jonas call !friday")[0]
    edited = "# New title\n\n- [ ] @Maria call\n- [ ] @jonas call !monday\n"
    assert tick_promise(edited, promise, checked=True) == edited.replace("- [ ] @jonas", "- [x] @jonas")


def test_of_two_equal_promises_the_nearer_is_meant() -> None:
    note = "- [ ] call\n\n\n- [ ] call"
    found = find_promise(note, Promise(False, None, "call", None, line=2))
    assert found is not None
    assert found.line == 3


def test_a_promise_that_is_gone_is_not_ticked_elsewhere() -> None:
    with pytest.raises(LookupError):
        tick_promise("- [ ] other", read_promises("- [ ] call")[0], checked=True)
