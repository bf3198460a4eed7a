from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.markdown import LineKind, read_line
from mentordesk.domain.note_edits import continue_line, indent_by, outdent_by, tick, tick_line, toggle_mark

MARKERS = st.sampled_from(["- ", "* ", "+ ", "1. ", "9) ", "- [ ] ", "- [x] ", "3. [X] ", "> ", "  - ", "\t- [ ] "])
WORDS = st.text(alphabet="abc ü🎉", min_size=1).filter(str.strip)


@given(MARKERS, WORDS)
def test_enter_continues_a_line_with_one_of_the_same_kind_that_is_not_done(marker: str, words: str) -> None:
    text = marker + words
    going_on = continue_line(text, len(text))
    assert going_on is not None
    following = read_line(going_on.prefix + "x")
    assert following.kind is read_line(text).kind
    assert following.indent == read_line(text).indent
    assert not following.checked


@given(MARKERS)
def test_enter_on_an_empty_item_ends_the_list(marker: str) -> None:
    going_on = continue_line(marker, len(marker))
    assert going_on is not None
    assert (going_on.prefix, going_on.clear) == ("", len(marker))


def test_numbers_count_on() -> None:
    going_on = continue_line("9. nine", 7)
    assert going_on is not None
    assert going_on.prefix == "10. "


@pytest.mark.parametrize(("text", "fence"), [("words", ""), ("# Title", ""), ("- code", "```"), ("---", "")])
def test_enter_elsewhere_is_an_ordinary_new_line(text: str, fence: str) -> None:
    assert continue_line(text, len(text), fence) is None


NOTES = st.lists(st.one_of(WORDS, st.builds("{}{}".format, MARKERS, WORDS), st.just("```")), min_size=1).map("\n".join)


@given(NOTES, st.data())
def test_ticking_and_unticking_a_box_gives_the_note_back(note: str, data: st.DataObject) -> None:
    boxes = [n for n, text in enumerate(note.split("\n")) if _is_tickable(note, n) and read_line(text).box >= 0]
    if not boxes:
        return
    number = data.draw(st.sampled_from(boxes))
    was = read_line(note.split("\n")[number]).checked
    once = tick_line(note, number)
    assert read_line(once.split("\n")[number]).checked is not was
    assert once.split("\n")[:number] == note.split("\n")[:number]
    assert tick_line(once, number).casefold() == note.casefold()


def _is_tickable(note: str, number: int) -> bool:
    try:
        tick_line(note, number)
    except LookupError:
        return False
    return True


def test_a_line_without_a_box_cannot_be_ticked() -> None:
    assert tick("- item") is None
    with pytest.raises(LookupError):
        tick_line("- [ ] one\ntwo", 1)
    with pytest.raises(LookupError):
        tick_line("```\n- [ ] code\n```", 1)


def test_ticking_keeps_foreign_line_ends() -> None:
    assert tick_line("a\r\n- [ ] b\r\n", 1) == "a\r\n- [x] b\r\n"


@given(MARKERS, WORDS)
def test_a_list_line_moved_deeper_and_back_is_the_same(marker: str, words: str) -> None:
    text = marker + words
    if read_line(text).kind is LineKind.QUOTE or text.startswith("\t"):
        return
    deeper = indent_by(text) + text
    assert deeper[outdent_by(deeper) :] == text


@given(WORDS, st.sampled_from(["**", "*", "`", "~~"]))
def test_marks_put_twice_are_gone_again(words: str, mark: str) -> None:
    once = toggle_mark(words, 0, len(words), mark)
    assert f"{mark}{words.strip()}{mark}" in once.text
    again = toggle_mark(once.text, once.start, once.end, mark)
    assert again.text == words


def test_emphasis_within_strong_words_does_not_eat_their_stars() -> None:
    assert toggle_mark("**word**", 2, 6, "*").text == "***word***"
