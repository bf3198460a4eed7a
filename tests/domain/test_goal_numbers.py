from __future__ import annotations

import pytest

from mentordesk.domain.goal_numbers import read_number, read_standing
from mentordesk.errors import Mistake


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7.0), (" 7.5 ", 7.5), ("7,5", 7.5), ("−3", -3.0), ("1 200", 1200.0), ("1’200", 1200.0),
        ("1.234.567", 1234567.0), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("72 %", 72.0), ("12 pages", 12.0),
        ("12Pages", 12.0), ("0.125", 0.125), ("٧", 7.0), (".5", 0.5), ("12.3456", 12.3456),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(words: str, number: float) -> None:
    assert read_number(words, field="value", unit="pages") == number


@pytest.mark.parametrize("words", ["seven", "7/10", "1.2.3", "1,23,4", "--3", "%", "1e5", "nan", "1,2345,678"])
def test_what_is_no_number_is_asked_back(words: str) -> None:
    with pytest.raises(Mistake, match="no number") as caught:
        read_number(words, field="value")
    assert caught.value.field == "value"


def test_what_could_be_two_numbers_is_asked_back_with_both() -> None:
    with pytest.raises(Mistake, match=r"Is this 1200 or 1\.2\?"):
        read_number("1.200", field="target")
    assert read_number("  ", field="target") is None


def test_of_a_number_out_of_what_the_goal_counts_to_the_first_is_read() -> None:
    for words in ("3 of 12", "3/12", "3 von 12 Seiten", "3 out of 12 pages"):
        assert read_standing(words, field="value", unit="Seiten" if "von" in words else "pages", target=12.0) == 3.0
    with pytest.raises(Mistake, match="no number"):
        read_standing("3 of 10", field="value", target=12.0)
