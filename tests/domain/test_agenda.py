from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mentordesk.domain.agenda import (
    AgendaItem,
    AgendaState,
    carried,
    checked_item,
    discussed,
    dropped,
    parked,
    reopened,
)
from mentordesk.errors import Mistake

AT = datetime(2026, 11, 12, 15, tzinfo=UTC)
ITEM = AgendaItem(text="Saying no")


def test_an_item_says_something_in_one_line_and_takes_less_than_a_day() -> None:
    assert checked_item(AgendaItem(text="  a\n b ")).text == "a b"
    for wrong, field in ((AgendaItem(text=" "), "text"), (AgendaItem(text="a", minutes=-1), "minutes"), (AgendaItem(text="a", minutes=1441), "minutes")):  # fmt: skip
        with pytest.raises(Mistake) as caught:
            checked_item(wrong)
        assert caught.value.field == field


def test_carrying_says_since_when_and_counts_each_meeting_once() -> None:
    once = carried(ITEM, "m1", date(2026, 10, 1))
    twice = carried(carried(once, "m1", date(2026, 10, 1)), "m2", date(2026, 10, 15))
    assert (once.carried_since, once.carried_count) == (date(2026, 10, 1), 1)
    assert (twice.carried_since, twice.carried_count, twice.meeting_id) == (date(2026, 10, 1), 2, "m2")


@pytest.mark.parametrize("closed", [discussed(ITEM, "m1", AT), parked(ITEM), dropped(ITEM, AT)])
def test_only_open_items_are_carried(closed: AgendaItem) -> None:
    assert not closed.is_open
    assert carried(closed, "m2", date(2026, 11, 1)) == closed


def test_closing_and_reopening_leaves_an_open_item() -> None:
    done = discussed(discussed(ITEM, "m1", AT), "m1", AT + timedelta(days=1))
    assert (done.state, done.closed_at) == (AgendaState.DISCUSSED, AT)
    back = reopened(done)
    assert back.is_open
    assert back.closed_at is None
    assert parked(done).closed_at is None
