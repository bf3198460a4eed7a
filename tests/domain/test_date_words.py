from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.date_words import DayOrder, end_of_date_words, read_date, suggest_dates
from mentordesk.errors import Mistake

MONDAY = date(2026, 11, 23)
AHEAD = (
    "today heute tomorrow morgen übermorgen friday freitag mon !sunday|next monday|nächsten Freitag|day after tomorrow|"
    "in 2 weeks|in einer Woche|in 3 Monaten|in 1 year|end of month|Monatsende|ende des jahres|end of next month|24.12.|"
    "1. März|3 december|dec 3|end of march|Ende Februar"
)
WORDS = [word for part in AHEAD.split("|") for word in (part.split() if "today" in part else [part])]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("!friday", date(2026, 11, 27)),
        ("!monday", date(2026, 11, 30)),
        ("!next friday", date(2026, 12, 4)),
        ("!tomorrow", date(2026, 11, 24)),
        ("!in 2 weeks", date(2026, 12, 7)),
        ("!in einer Woche", date(2026, 11, 30)),
        ("!in vierzehn Tagen", date(2026, 12, 7)),
        ("!in ten days", date(2026, 12, 3)),
        ("!the 3rd", date(2026, 12, 3)),
        ("!24.12.", date(2026, 12, 24)),
        ("!1.2.", date(2027, 2, 1)),
        ("!2026-12-24", date(2026, 12, 24)),
        ("!12/24", date(2026, 12, 24)),
        ("!nächsten Montag", date(2026, 11, 30)),
        ("!diesen Freitag", date(2026, 11, 27)),
        ("!bis Freitag", date(2026, 11, 27)),
        ("!end of month", date(2026, 11, 30)),
        ("!Ende nächsten Monats", date(2026, 12, 31)),
        ("!by the end of the month", date(2026, 11, 30)),
        ("!end of march", date(2027, 3, 31)),
        ("!Ende März", date(2027, 3, 31)),
        ("!bis Ende Nov", date(2026, 11, 30)),
        ("!end of February 2028", date(2028, 2, 29)),
        ("!Ende 2027", date(2027, 12, 31)),
    ],
)
def test_words_mean_the_day_people_mean(words: str, day: date) -> None:
    assert read_date(words, MONDAY) == day


@given(st.sampled_from(WORDS), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_words_without_a_year_never_mean_a_day_that_is_over(words: str, today: date) -> None:
    assert read_date(words, today) >= today


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_name_of_a_day_means_that_day_within_a_week_and_never_today(today: date) -> None:
    assert today < read_date("friday", today) <= today + timedelta(days=7)
    assert read_date("friday", today).weekday() == 4


@given(st.dates(date(1000, 1, 1)))
def test_a_full_date_is_read_as_it_stands(day: date) -> None:
    assert read_date(f"!{day.isoformat()}", MONDAY) == day


def test_the_order_of_day_and_month_follows_the_locale() -> None:
    assert read_date("3/4", MONDAY, DayOrder.DAY_FIRST) == date(2027, 4, 3)
    assert read_date("3/4", MONDAY, DayOrder.MONTH_FIRST) == date(2027, 3, 4)


@pytest.mark.parametrize("words", ["3/4", "next week", "this month", "end of week", "wochenende", "29.2."])
def test_what_may_mean_several_days_is_asked_back(words: str) -> None:
    with pytest.raises(Mistake):
        read_date(words, MONDAY)


@pytest.mark.parametrize("words", ["", "frday", "31.4.", "2026-13-01", "12/24/0000", "in 9999 years", "0.1."])
def test_what_is_no_date_is_refused_in_words(words: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_date(words, MONDAY)
    assert refused.value.sentence.endswith((".", "?", "”"))


def test_a_month_that_does_not_exist_is_asked_back_with_the_likely_meaning() -> None:
    with pytest.raises(Mistake, match="24/12"):
        read_date("12/24", MONDAY, DayOrder.DAY_FIRST)


@given(st.text())
def test_no_text_makes_reading_fail_in_another_way(words: str) -> None:
    with contextlib.suppress(Mistake):
        read_date(words, MONDAY)


def test_date_words_end_where_the_next_word_begins() -> None:
    assert end_of_date_words("in 2 weeks or so") == len("in 2 weeks")
    assert end_of_date_words("next friday, please") == len("next friday")
    assert end_of_date_words("fridays") is None


def test_suggestions_speak_the_readers_language_first() -> None:
    german = suggest_dates("m", MONDAY, "de_DE")
    assert [each.words for each in german][:2] == ["morgen", "montag"]
    assert suggest_dates("fri", MONDAY)[0].day == date(2026, 11, 27)
    assert suggest_dates("in 3 days", MONDAY)[0].day == date(2026, 11, 26)
    assert suggest_dates("qqq", MONDAY) == ()
