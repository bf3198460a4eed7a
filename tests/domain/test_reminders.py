from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentordesk.domain.reminders import STALE_AFTER, stage_due

START = datetime(2026, 11, 12, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_before", "stage"),
    [(15.01, None), (15, 15), (14, 15), (5.01, 15), (5, 5), (1.01, 5), (1, 1), (0, 1), (-5, 1), (-5.01, None)],
)
def test_the_latest_stage_whose_time_has_come_speaks(minutes_before: float, stage: int | None) -> None:
    assert stage_due(START, (1, 15, 5), START - timedelta(minutes=minutes_before)) == stage


def test_without_stages_nothing_speaks() -> None:
    assert stage_due(START, (), START) is None
    assert timedelta(minutes=5) == STALE_AFTER
