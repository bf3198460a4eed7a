from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.excerpts import excerpt, first_hit, shortened

JOINED = ("e\u0301", "👩\u200d🔬", "👍🏽", "🇩🇪", "ก็", "한", "❤\ufe0f")


@pytest.mark.parametrize(
    ("text", "word", "at"),
    [
        ("the Café opens", "cafe", 4),
        ("the cafe\u0301 opens", "café", 4),
        ("in der Straße", "strasse", 7),
        ("Łódź", "lodz", 0),
        ("今日は会議です", "会議", 3),
        ("rehearse, hear", "hear", 10),
        ("one e-mail", "e-mail", 4),
        ("nothing", "zebra", 0),
    ],
)
def test_the_first_hit_is_where_the_word_begins(text: str, word: str, at: int) -> None:
    assert first_hit(text, [word]) == at


def test_the_marks_of_markdown_are_left_out_and_words_stay_apart() -> None:
    text = "# Title\n\n- one\n- [ ] **two** `three`\n\n> four\n\n---\n1. five"
    assert excerpt(text, []) == "Title one two three four five"


def test_a_long_text_is_cut_around_the_hit_at_spaces() -> None:
    text = "alpha beta gamma " * 100 + "needle in it " + "delta epsilon " * 100
    cut = excerpt(text, ["needle"], longest=80)
    assert "needle in it" in cut
    assert len(cut) <= 80
    words = cut.strip("…").split()
    assert set(words) <= {"alpha", "beta", "gamma", "needle", "in", "it", "delta", "epsilon"}


def test_a_short_text_is_given_whole() -> None:
    assert excerpt("Say no, kindly.", ["kindly"]) == "Say no, kindly."
    assert excerpt("", ["x"]) == ""


pieces = st.sampled_from((*JOINED, "a", " ", "語", "word ", "\n", "ß", "**", "ع"))


@given(st.lists(pieces, max_size=120).map("".join), st.lists(pieces.map(str.strip), max_size=2), st.integers(20, 90))
def test_an_excerpt_is_one_line_of_bounded_length_cut_between_letters(
    text: str, words: list[str], longest: int
) -> None:
    cut = excerpt(text, words, longest=longest)
    assert len(cut) <= longest
    assert "\n" not in cut
    inner = cut.strip("…")
    for start in (inner[:1],):
        assert not start or not unicodedata.category(start).startswith("M")
        assert start not in {"\u200d", "\ufe0f", "🏽"}
    assert not inner.endswith("\u200d")
    assert inner.count("👩") == inner.count("🔬")
    flags = inner.replace("🇩🇪", "")
    assert "🇩" not in flags
    assert "🇪" not in flags


@given(
    st.lists(pieces, max_size=60).map("".join) | st.lists(st.sampled_from(JOINED), max_size=60).map("".join),
    st.integers(3, 30),
)
def test_shortening_keeps_a_beginning_and_whole_letters(line: str, longest: int) -> None:
    short = shortened(line, longest)
    assert len(short) <= longest
    if short != line:
        assert line.startswith(short[:-1])
        assert not short[:-1].endswith("\u200d")
        following = line[len(short) - 1 :]
        assert unicodedata.category(following[0])[0] != "M"
        assert following[0] not in {"\u200d", "🏽"}
        assert short.count("🇩") == short.count("🇪")


def test_a_very_long_text_is_not_read_twice_over() -> None:
    text = "x" * 2_000_000 + " needle " + "y" * 2_000_000
    assert "needle" in excerpt(text, ["needle"])


@given(st.text(alphabet=st.sampled_from("aZ’é ÉßİıΣς日本ﬁ🙂Ąn"), max_size=40))
def test_a_word_with_other_accents_is_found_at_its_place_whatever_letters_stand_before_it(before: str) -> None:
    assert first_hit(f"{before} Café", ["cafe"]) == len(before) + 1
