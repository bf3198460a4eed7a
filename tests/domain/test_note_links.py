from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.markdown import SpanKind, read_lines, read_spans
from mentordesk.domain.note_links import links_in, pair_links, places_between


def words_in(text: str) -> list[str]:
    return [each.words for each in links_in(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See [[Maria Santos]] and [[the plan]].", ["Maria Santos", "the plan"]),
        ("**[[bold]]** *[[slanted]]* ~~[[struck]]~~", ["bold", "slanted", "struck"]),
        ("[[unclosed", []),
        ("[[unclosed\nnext]]", []),
        ("[[]] and [[  ]]", []),
        ("[[a [[b]] c]]", ["b"]),
        ("[[[[twice]]]]", ["twice"]),
        ("[[a]b]]", []),
        ("`[[code]]` and\n```\n[[fenced]]\n```\n[[after]]", ["after"]),
        ("\\[[escaped]]", []),
        ("[[ two   spaces ]]", ["two spaces"]),
        ("# [[In a heading]]\n- [ ] [[in a task]] !friday", ["In a heading", "in a task"]),
        ("[[会議]] [[مرحبا]] [[é]]", ["会議", "مرحبا", "é"]),
    ],
)
def test_links_are_read_wherever_they_are_no_code(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@given(st.text(st.sampled_from("[]ab `*_\\\n#:/w.~"), max_size=60))
def test_what_is_kept_as_a_link_is_what_is_shown_as_one(text: str) -> None:
    shown = [
        span.target
        for each, line in read_lines(text)
        if line.kind.value not in ("code", "fence")
        for span in read_spans(each, line.content)
        if span.kind is SpanKind.PAGE
    ]
    assert words_in(text) == shown


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_links_are_paired_by_their_words_and_none_twice(old: list[str], new: list[str]) -> None:
    pairs = pair_links(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(old[there] == new[here] for here, there in pairs.items())
    for words in "abc":
        paired = sum(new[here] == words for here in pairs)
        assert paired == min(old.count(words), new.count(words))


def test_of_two_links_with_the_same_words_each_stays_itself() -> None:
    assert pair_links(["a", "b", "a"], ["a", "c", "b", "a"]) == {0: 0, 2: 1, 3: 2}


def test_new_links_find_room_between_others_until_there_is_none() -> None:
    assert places_between(None, None, 2) == [0, 1024]
    assert places_between(0, 1024, 1) == [512]
    assert places_between(None, 0, 1) == [-1024]
    assert places_between(3, 4, 1) is None
