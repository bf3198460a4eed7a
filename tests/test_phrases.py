from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentordesk import language, phrases

BERLIN = ZoneInfo("Europe/Berlin")
CALL = datetime(2026, 11, 12, 14, tzinfo=UTC)
THURSDAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = language.locale_name()
    yield
    language.use(before)


def _plain(text: str) -> str:
    """Return a text with the narrow and unbreakable spaces of locales as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("locale", "time_of_day", "full", "weekday", "short", "other_year", "month"),
    [
        ("en_GB", "15:00", "Thursday, 12 November 2026", "Thursday, 12 November", "Thu 12 Nov", "2 Jan 2027", "November 2026"),
        ("en_US", "3:00 PM", "Thursday, November 12, 2026", "Thursday, November 12", "Thu, Nov 12", "Jan 2, 2027", "November 2026"),
        ("de", "15:00", "Donnerstag, 12. November 2026", "Donnerstag, 12. November", "Do., 12. Nov.", "2. Jan. 2027", "November 2026"),
    ],
)  # fmt: skip
def test_days_and_times_are_said_as_in_the_readers_country(
    locale: str, time_of_day: str, full: str, weekday: str, short: str, other_year: str, month: str
) -> None:
    language.use(locale)
    assert _plain(phrases.clock_time(CALL.astimezone(BERLIN))) == time_of_day
    assert _plain(phrases.clock_time(time(15))) == time_of_day
    said = [phrases.day(THURSDAY), phrases.weekday_and_day(THURSDAY), phrases.short_day(THURSDAY, THURSDAY)]
    assert [text.replace("Thursday 12", "Thursday, 12").replace("Thu, 12", "Thu 12") for text in said] == [
        full,
        weekday,
        short,
    ]
    assert phrases.short_day(date(2027, 1, 2), THURSDAY).replace("Sat, 2 ", "Sat 2 ") == other_year
    assert phrases.month(THURSDAY) == month


@pytest.mark.parametrize("locale", ["xx_YY", "not a locale", "", "C"])
def test_an_odd_locale_is_said_in_english(locale: str) -> None:
    language.use(locale or "en_GB")
    assert "November" in phrases.month(THURSDAY)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "Saturday"), (6, "Wednesday"), (-2, "Tue 10 Nov"), (7, "Thu 19 Nov")],
)  # fmt: skip
def test_a_day_that_is_near_is_said_as_one_does(days: int, said: str) -> None:
    language.use("en_GB")
    assert phrases.near_day(THURSDAY + timedelta(days=days), THURSDAY).replace(", ", " ") == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=29), "0 min"),
        (timedelta(minutes=59, seconds=29), "59 min"),
        (timedelta(minutes=59, seconds=40), "1 h"),
        (timedelta(minutes=125), "2 h 5 min"),
        (timedelta(hours=23, minutes=59, seconds=45), "1 day"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=-3), "3 days"),
    ],
)
def test_a_length_is_said_in_the_largest_fitting_unit(length: timedelta, said: str) -> None:
    language.use("en_GB")
    assert phrases.span(length) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(720, "in 12 min"), (719, "in 12 min"), (661, "in 12 min"), (660, "in 11 min"), (31, "in 1 min"), (29, "now"),
     (-29, "now"), (-180, "3 min ago"), (90 * 60, "in 1 h 30 min"), (3 * 86400, "in 3 days"),
     (86399, "in 1 day"), (-86400, "1 day ago"), (-3 * 86400, "3 days ago")],
)  # fmt: skip
def test_a_countdown_is_never_zero_minutes(seconds: int, said: str) -> None:
    language.use("en_GB")
    assert phrases.countdown(CALL + timedelta(seconds=seconds), CALL) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3000, "50:00"), (2999.2, "50:00"), (2052, "34:12"), (0.1, "0:01"), (0, "0:00"), (-0.5, "+0:00"), (-125.9, "+2:05"),
     (3600, "1:00:00"), (-3661, "+1:01:01")],
)  # fmt: skip
def test_a_timer_shows_its_start_and_counts_up_when_over(seconds: float, said: str) -> None:
    assert phrases.timer(timedelta(seconds=seconds)) == said


def test_both_clocks_are_said_and_another_day_is_named() -> None:
    language.use("en_GB")
    assert phrases.both_times(CALL, BERLIN, "Asia/Manila") == "15:00 your time · 22:00 in Manila"
    assert phrases.both_times(CALL, BERLIN, "Asia/Manila", city="Cebu") == "15:00 your time · 22:00 in Cebu"
    late = phrases.both_times(CALL + timedelta(hours=8), BERLIN, "Asia/Manila")
    assert late == "23:00 your time · Fri, 6:00 in Manila".replace("6:00", "06:00")
    assert phrases.both_times(CALL, BERLIN, "Africa/Lagos") == "15:00 for both of you"
    assert phrases.both_times(CALL, BERLIN, "") == "15:00 your time"
    assert phrases.both_times(CALL, BERLIN, "Europe/Paris") == "15:00 for both of you"


def test_several_things_are_said_in_a_row() -> None:
    language.use("en_GB")
    assert phrases.listed([]) == ""
    assert phrases.listed(["Anna"]) == "Anna"
    assert phrases.listed(["Anna", "Ben", "Chidi"]) == "Anna, Ben and Chidi"
    language.use("de")
    assert phrases.listed(["Anna", "Ben"]) == "Anna und Ben"


@pytest.mark.parametrize(("days", "said"), [(1, "in 1 Tag"), (3, "in 3 Tagen"), (-1, "vor 1 Tag"), (-3, "vor 3 Tagen")])
def test_days_are_bent_after_in_and_ago(days: int, said: str) -> None:
    language.use("de")
    assert phrases.countdown(CALL + timedelta(days=days), CALL) == said


@pytest.mark.parametrize(("locale", "said"), [("en_GB", "7.2"), ("de_DE", "7,2")])
def test_numbers_have_the_comma_of_the_locale(locale: str, said: str) -> None:
    language.use(locale)
    assert phrases.number(7.2) == said
    assert phrases.number(8.0) == "8"


@pytest.mark.parametrize(("locale", "said"), [("en_GB", "72%"), ("de_DE", "72\N{NO-BREAK SPACE}%")])
def test_shares_have_the_percent_sign_of_the_locale(locale: str, said: str) -> None:
    language.use(locale)
    assert phrases.percent(0.72) == said


@pytest.mark.parametrize(("locale", "said"), [("en_GB", "Warsaw"), ("de_DE", "Warschau")])
def test_cities_are_called_as_the_reader_calls_them(locale: str, said: str) -> None:
    language.use(locale)
    assert phrases.city_in("Europe/Warsaw") == said
    assert phrases.city_in("UTC") == "UTC"
