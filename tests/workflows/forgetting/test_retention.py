"""How long somebody is kept: a day or a span, asked about once when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentordesk.domain.retention import keep_until, months_after
from mentordesk.errors import Mistake
from mentordesk.workflows.forgetting.retention import (
    asked,
    choose_retention,
    is_past,
    kept_long_enough,
    reminder_words,
    retention_words,
)
from tests.support.sample_desk import SampleDesk, sample_desk


@pytest.fixture
def sample(tmp_path: Path) -> SampleDesk:
    return sample_desk(tmp_path / "desk")


def test_by_itself_everybody_is_kept_without_an_end(sample: SampleDesk) -> None:
    assert keep_until(sample.maria, [sample.maria_with_me]) is None
    assert retention_words(sample.desk, sample.clock, sample.maria) == ""
    sample.clock.advance(days=4000)
    assert kept_long_enough(sample.desk, sample.clock) is None


def test_after_the_last_day_one_is_asked_once(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    maria = choose_retention(desk, clock, sample.maria.id, until=date(2026, 11, 20))
    assert retention_words(desk, clock, maria) == "Kept until 20 Nov 2026."
    clock.advance(days=8)
    assert kept_long_enough(desk, clock) is None
    clock.advance(days=1)
    due = kept_long_enough(desk, clock)
    assert due is not None
    assert reminder_words(due) == "You wanted to keep Maria Santos until 20 Nov 2026. What now?"
    asked(desk, clock, due.person_id)
    assert kept_long_enough(desk, clock) is None
    assert is_past(desk, clock, desk.people.get(maria.id))


def test_a_span_begins_when_the_last_mentorship_has_ended(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    maria = choose_retention(desk, clock, sample.maria.id, months=6)
    assert retention_words(desk, clock, maria) == "Kept for 6 months after the mentorship ends."
    desk.mentorships.save(replace(sample.maria_with_me, ended_on=date(2026, 11, 30)))
    assert retention_words(desk, clock, maria) == "Kept until 30 May 2027."
    clock.advance(days=199)
    assert kept_long_enough(desk, clock) is None
    clock.advance(days=1)
    assert kept_long_enough(desk, clock) is not None


def test_a_later_day_is_asked_about_anew_and_no_day_never(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    choose_retention(desk, clock, sample.maria.id, until=date(2026, 11, 12))
    clock.advance(days=2)
    asked(desk, clock, sample.maria.id)
    choose_retention(desk, clock, sample.maria.id, until=date(2026, 11, 20))
    clock.advance(days=10)
    assert kept_long_enough(desk, clock) is not None
    choose_retention(desk, clock, sample.maria.id)
    assert kept_long_enough(desk, clock) is None
    desk.database.undo()
    assert kept_long_enough(desk, clock) is not None


def test_a_day_that_is_past_and_a_span_of_many_years_are_asked_back(sample: SampleDesk) -> None:
    with pytest.raises(Mistake, match="past") as past:
        choose_retention(sample.desk, sample.clock, sample.maria.id, until=date(2026, 11, 11))
    assert past.value.field == "until"
    with pytest.raises(Mistake, match="ten years") as long:
        choose_retention(sample.desk, sample.clock, sample.maria.id, months=121)
    assert long.value.field == "months"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 6, 5), 0, date(2026, 6, 5)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
