from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.zones import (
    checked_wall,
    city_of,
    exists,
    gap_between,
    instant_of,
    is_late_evening,
    wall_of,
    zone_named,
    zone_names,
)
from mentordesk.errors import Mistake

walls = st.datetimes(datetime(1971, 1, 1), datetime(2037, 12, 31)).map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe", "Berlin", "W. Europe Standard Time", "\0", "Ünï"],
)
def test_an_unknown_zone_is_a_mistake_that_says_what_to_do(name: str) -> None:
    with pytest.raises(Mistake, match="Choose a city") as caught:
        zone_named(name)
    assert caught.value.field == "zone"


def test_every_zone_offered_can_be_had_and_is_a_city() -> None:
    names = zone_names()
    assert {"Europe/Berlin", "Asia/Manila", "America/Argentina/Buenos_Aires", "UTC"} <= set(names)
    assert not any(name.startswith(("Etc/", "US/")) for name in names)
    assert all(zone_named(name) for name in names)


@pytest.mark.parametrize(
    ("zone", "skipped", "shown"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 2, 30), "03:00"),
        ("America/New_York", datetime(2026, 3, 8, 2, 0), "03:00"),
        ("Australia/Sydney", datetime(2026, 10, 4, 2, 15), "03:00"),
        ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15), "02:30"),
        ("Pacific/Apia", datetime(2011, 12, 30, 12, 0), "12:00"),
    ],
)
def test_a_time_the_clocks_skip_is_a_mistake_that_names_the_next_one(zone: str, skipped: datetime, shown: str) -> None:
    assert not exists(skipped, zone)
    with pytest.raises(Mistake, match=shown) as caught:
        checked_wall(skipped, zone)
    assert caught.value.field == "starts"


@pytest.mark.parametrize(
    ("zone", "twice", "first"),
    [
        ("Europe/Berlin", datetime(2026, 10, 25, 2, 30), "2026-10-25T00:30:00+00:00"),
        ("America/New_York", datetime(2026, 11, 1, 1, 30), "2026-11-01T05:30:00+00:00"),
        ("Australia/Sydney", datetime(2026, 4, 5, 2, 30), "2026-04-04T15:30:00+00:00"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(zone: str, twice: datetime, first: str) -> None:
    assert checked_wall(twice, zone) == twice
    assert instant_of(twice, zone).isoformat() == first


@given(walls, st.sampled_from(zone_names()))
def test_a_wall_time_that_exists_comes_back_from_its_instant(wall: datetime, zone: str) -> None:
    if exists(wall, zone):
        assert wall_of(instant_of(wall, zone), zone) == wall
    else:
        assert wall_of(instant_of(wall, zone), zone) > wall


@given(walls, st.sampled_from(zone_names()), st.sampled_from(zone_names()))
def test_the_gap_there_is_the_gap_back(wall: datetime, one: str, other: str) -> None:
    at = wall.replace(tzinfo=UTC)
    assert gap_between(one, other, at) == -gap_between(other, one, at)
    assert abs(gap_between(one, other, at)) <= timedelta(hours=26)


@pytest.mark.parametrize(
    ("wall", "zone"), [(datetime(1, 1, 1), "Asia/Tokyo"), (datetime(9999, 12, 31, 23, 59), "America/Lima")]
)
def test_the_ends_of_the_calendar_are_a_mistake(wall: datetime, zone: str) -> None:
    with pytest.raises(Mistake, match="another year"):
        instant_of(wall, zone)


def test_a_zone_is_called_by_its_city_and_late_evening_is_theirs() -> None:
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert is_late_evening(datetime(2026, 11, 12, 14, tzinfo=UTC), "Asia/Manila")
    assert not is_late_evening(datetime(2026, 11, 12, 14, tzinfo=UTC), "Europe/Berlin")
    assert is_late_evening(datetime(2026, 11, 12, 4, 59, tzinfo=UTC), "Europe/Berlin")
