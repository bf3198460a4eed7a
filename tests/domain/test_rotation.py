from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.rotation import kept

TODAY = date(2027, 3, 1)
DAYS = st.lists(st.dates(date(2024, 1, 1), TODAY), max_size=120)


def named(days: list[date]) -> list[tuple[str, date]]:
    return [(f"{day.isoformat()}-{place:03}", day) for place, day in enumerate(days)]


@given(DAYS)
def test_the_newest_is_kept_and_never_more_than_twenty_three(days: list[date]) -> None:
    found = kept(named(days))
    assert len(found) <= 7 + 4 + 12
    assert bool(found) == bool(days)
    if days:
        assert max(named(days))[0] in found


@given(DAYS)
def test_the_last_of_each_of_the_seven_newest_days_is_kept(days: list[date]) -> None:
    found = kept(named(days))
    for day in sorted(set(days), reverse=True)[:7]:
        assert max(name for name, on in named(days) if on == day) in found


@given(DAYS)
def test_the_last_of_each_week_and_month_is_kept(days: list[date]) -> None:
    found = kept(named(days))
    weeks = sorted({day.isocalendar()[:2] for day in days}, reverse=True)[:4]
    for week in weeks:
        assert max(name for name, on in named(days) if on.isocalendar()[:2] == week) in found
    months = sorted({(day.year, day.month) for day in days}, reverse=True)[:12]
    for month in months:
        assert max(name for name, on in named(days) if (on.year, on.month) == month) in found


@given(DAYS)
def test_what_is_kept_once_is_kept_again(days: list[date]) -> None:
    found = kept(named(days))
    assert kept([(name, day) for name, day in named(days) if name in found]) == found


@given(DAYS)
def test_a_day_by_day_rotation_keeps_what_one_at_the_end_would(days: list[date]) -> None:
    names = sorted(named(sorted(days)))
    left: list[tuple[str, date]] = []
    for entry in names:
        left.append(entry)
        keep = kept(left)
        left = [one for one in left if one[0] in keep]
    assert {name for name, _day in left} == kept(names)


def test_a_year_of_daily_backups_leaves_a_week_a_month_and_a_year() -> None:
    days = [TODAY - timedelta(days=back) for back in range(400)]
    found = sorted(day for name, day in named(days) if name in kept(named(days)))
    assert [TODAY - timedelta(days=back) for back in range(6, -1, -1)] == found[-7:]
    assert len(found) == 19
    assert found[0] == date(2026, 4, 30)
