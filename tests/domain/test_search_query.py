from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.search_query import SearchQuery, parse
from mentordesk.errors import Mistake


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", SearchQuery()),
        ("two words", SearchQuery(("two", "words"))),
        ('"two words" three', SearchQuery(("two words", "three"))),
        ("person:maria tag:#Career x", SearchQuery(("x",), ("maria",), ("career",))),
        ('Person:"maria santos"', SearchQuery((), ("maria santos",))),
        ("after:2026 before:2026-11", SearchQuery(after=date(2026, 1, 1), before=date(2026, 11, 1))),
        ("after:2026-1-9", SearchQuery(after=date(2026, 1, 9))),
        ("person: tag: after:", SearchQuery()),
        ('an "open quote', SearchQuery(("an", "open quote"))),
        ("http://example.org 15:00", SearchQuery(("http://example.org", "15:00"))),
        ("会議 person:美咲", SearchQuery(("会議",), ("美咲",))),
    ],
)
def test_what_is_typed_is_read_as_words_and_filters(typed: str, query: SearchQuery) -> None:
    assert parse(typed) == query
    assert parse(typed).is_empty == (query == SearchQuery())


@pytest.mark.parametrize("typed", ["after:yesterday", "before:2026-13", "after:2026-02-30", "after:0000"])
def test_a_day_that_cannot_be_read_is_a_mistake_that_quotes_it(typed: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(typed)
    assert typed.partition(":")[2] in caught.value.sentence


@given(st.text(max_size=60))
def test_nothing_typed_is_more_than_a_mistake(typed: str) -> None:
    try:
        parse(typed)
    except Mistake:
        assert "after:" in typed.lower() or "before:" in typed.lower()
