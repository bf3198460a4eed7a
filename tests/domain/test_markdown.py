from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.markdown import (
    LineKind,
    SpanKind,
    read_line,
    read_lines,
    read_spans,
    tags_in,
    threads_in,
)


def spans(text: str, kind: SpanKind, names: tuple[str, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in read_spans(text, 0, names) if span.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("words", LineKind.TEXT),
        ("", LineKind.TEXT),
        ("# Title", LineKind.HEADING),
        ("#tag", LineKind.TEXT),
        ("####### seven", LineKind.TEXT),
        ("- item", LineKind.BULLET),
        ("-no item", LineKind.TEXT),
        ("  * nested", LineKind.BULLET),
        ("12. item", LineKind.NUMBER),
        ("12.5 kg", LineKind.TEXT),
        ("- [ ] box", LineKind.CHECK),
        ("1. [x] box", LineKind.CHECK),
        ("- [y] no box", LineKind.BULLET),
        ("> said", LineKind.QUOTE),
        ("~ wedding in June", LineKind.THREAD),
        ("~~struck~~", LineKind.TEXT),
        ("---", LineKind.RULE),
        ("* * *", LineKind.RULE),
        ("```python", LineKind.FENCE),
    ],
)
def test_each_line_is_known_for_what_it_is(text: str, kind: LineKind) -> None:
    assert read_line(text).kind is kind


def test_inside_a_fence_nothing_is_a_list_until_it_closes() -> None:
    kinds = [line.kind for _text, line in read_lines("````\n- [ ] x\n```\n````\n- [ ] y")]
    assert kinds == [LineKind.FENCE, LineKind.CODE, LineKind.CODE, LineKind.FENCE, LineKind.CHECK]


def test_emphasis_may_lie_in_emphasis() -> None:
    text = "**one *two* three** and ***both***"
    assert spans(text, SpanKind.STRONG) == ["**one *two* three**", "***both***"]
    assert spans(text, SpanKind.EMPHASIS) == ["*two*", "***both***"]


def test_underscores_within_words_and_lonely_stars_are_only_letters() -> None:
    assert read_spans("snake_case_word 2 * 3 * 4 \\*no\\*") == ()


def test_code_keeps_its_letters_from_meaning_anything() -> None:
    assert spans("`@maria **x** !friday`", SpanKind.CODE) == ["`@maria **x** !friday`"]
    assert spans("`@maria **x** !friday`", SpanKind.PERSON) == []


def test_addresses_end_before_the_full_stop_of_the_sentence() -> None:
    found = [span.target for span in read_spans("see https://a.b/c_(d)), or [this](http://x.y/(z)). www.q.r!")]
    assert [target for target in found if target] == ["https://a.b/c_(d)", "http://x.y/(z)", "https://www.q.r"]


def test_people_of_several_words_are_found_whole_when_they_are_known() -> None:
    text = "@Maria Santos and @Jonas, not mail@host.org"
    assert spans(text, SpanKind.PERSON, ("Maria Santos", "Maria")) == ["@Maria Santos", "@Jonas"]
    assert spans(text, SpanKind.PERSON) == ["@Maria", "@Jonas"]


def test_only_real_dates_are_tinted() -> None:
    assert spans("by !next friday, hello !there or wow!friday", SpanKind.DATE) == ["!next friday"]


@given(st.text(alphabet="*_~`[]()!@# abü\\🎉", max_size=60))
def test_spans_always_lie_inside_the_line(text: str) -> None:
    for span in read_spans(text):
        assert 0 <= span.start < span.end <= len(text)


def test_tags_and_threads_are_collected_once_each_outside_code() -> None:
    note = "#One #two #one\n~ wedding in June \n```\n#three\n~ no\n```"
    assert tags_in(note) == ("one", "two")
    assert threads_in(note) == ("wedding in June",)
