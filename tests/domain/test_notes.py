from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentordesk.domain.markdown import tags_in
from mentordesk.domain.notes import is_revision_due, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Promotion case\nmore", "Promotion case"),
        ("\n\n  ## A *fine* day  ", "A fine day"),
        ("**Bold** start", "Bold start"),
        ("- [ ] @Maria draft", "@Maria draft"),
        ("- [x] `code` done", "code done"),
        ("> quoted", "quoted"),
        (">quoted", "quoted"),
        ("1. first", "first"),
        ("---\nAfter the rule", "After the rule"),
        ("- \n* \nAfter empty bullets", "After empty bullets"),
        ("#tag first", "#tag first"),
        ("See [the listing](https://example.org/a_(b)) first", "See the listing first"),
        ("[x](y", "[x](y"),
        ("a * b * c", "a * b * c"),
        ("snake_case_name", "snake_case_name"),
        ("", ""),
        ("\n \n#", ""),
        ("会議のメモ", "会議のメモ"),
    ],
)
def test_a_note_is_called_by_its_first_line_that_says_something(text: str, title: str) -> None:
    assert title_of(text) == title


def test_tags_are_read_once_each_in_lower_case_and_a_heading_is_none() -> None:
    assert tags_in("# Heading #One\n#two-three #ONE a#b #会議 ##x") == ("one", "two-three", "会議")


def test_a_revision_is_due_after_five_minutes() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert is_revision_due(None, now)
    assert is_revision_due(now - timedelta(minutes=5), now)
    assert not is_revision_due(now - timedelta(minutes=4, seconds=59), now)
