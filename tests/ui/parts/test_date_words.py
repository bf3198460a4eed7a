"""Dates and times are understood as people type them, and said as their locale says them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk import language
from mentordesk_ui.parts.date_words import first_weekday, read_date, read_time, say_date, say_time

TODAY = date(2026, 11, 12)  # a Thursday


@pytest.fixture
def german() -> Iterator[None]:
    language.use("de_DE")
    yield
    language.use("en_GB")


@pytest.fixture(autouse=True)
def _british() -> None:
    language.use("en_GB")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("12 Nov", TODAY),
        ("Dec 3rd", date(2026, 12, 3)),
        ("3/12/26", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("5 March", date(2027, 3, 5)),
        ("1 Nov", date(2026, 11, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 13)),
        ("+3", date(2026, 11, 15)),
        ("+2w", date(2026, 11, 26)),
        ("fri", date(2026, 11, 13)),
        ("thursday", date(2026, 11, 19)),
        ("Thu, 12 Nov 2026", TODAY),
        ("31 Nov", None),
        ("soon", None),
        ("in a fortnight", date(2026, 11, 26)),
        ("ten days from now", date(2026, 11, 22)),
        ("12", None),
        ("", None),
    ],
)
def test_a_typed_date_is_understood_or_refused(words: str, day: date | None) -> None:
    assert read_date(words, TODAY) == day


def test_american_dates_put_the_month_first() -> None:
    language.use("en_US")
    assert read_date("3/12/27", TODAY) == date(2027, 3, 12)
    assert say_time(time(15)).replace("\u202f", " ") == "3:00 PM"
    assert first_weekday() == 6


@pytest.mark.usefixtures("german")
def test_german_names_are_understood() -> None:
    assert read_date("3. März", TODAY) == date(2027, 3, 3)
    assert read_date("freitag", TODAY) == date(2026, 11, 13)
    assert read_time("15 Uhr") == time(15)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
@pytest.mark.parametrize("locale", ["en_GB", "en_US", "de_DE", "fr_FR", "es_ES"])
def test_what_the_program_says_it_also_understands(locale: str, day: date) -> None:
    language.use(locale)
    assert read_date(say_date(day), TODAY) == day


@given(st.dates(), st.text(max_size=20))
def test_no_words_make_it_stumble(today: date, words: str) -> None:
    if today > date.max - timedelta(days=70_000) or today < date.min + timedelta(days=100):
        return
    read_date(words, today)
    read_time(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("15:00", time(15)),
        ("15.30", time(15, 30)),
        ("1530", time(15, 30)),
        ("9", time(9)),
        ("3pm", time(15)),
        ("12 a.m.", time(0)),
        ("3:15 PM", time(15, 15)),
        ("noon", time(12)),
        ("25", None),
        ("9:75", None),
        ("13 pm", None),
    ],
)
def test_a_typed_time_is_understood_or_refused(words: str, moment: time | None) -> None:
    assert read_time(words) == moment
