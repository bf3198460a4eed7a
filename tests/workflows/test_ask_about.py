from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.errors import Mistake
from mentordesk.workflows.ask_about import forget_thread, remember_to_ask, threads_to_ask, tick_thread
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def test_what_was_asked_is_shown_during_that_call_and_never_offered_again(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.maria.id, "Wedding in Cebu")
    began = small.clock.now()
    small.clock.advance(minutes=5)
    tick_thread(small.desk, small.clock, thread.id, is_asked=True)
    during = threads_to_ask(small.desk, small.clock, small.maria.id, began)
    assert [(each.id, each.asked_at) for each in during] == [(thread.id, small.clock.now())]
    small.clock.advance(days=7)
    assert threads_to_ask(small.desk, small.clock, small.maria.id, small.clock.now()) == ()


def test_ticking_back_offers_it_again(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.maria.id, "Half marathon")
    tick_thread(small.desk, small.clock, thread.id, is_asked=True)
    tick_thread(small.desk, small.clock, thread.id, is_asked=False)
    assert [each.id for each in threads_to_ask(small.desk, small.clock, small.maria.id)] == [thread.id]


def test_nothing_is_no_thread_and_a_forgotten_one_comes_back_by_undo(small: SmallDesk) -> None:
    with pytest.raises(Mistake):
        remember_to_ask(small.desk, small.maria.id, "  ")
    thread = remember_to_ask(small.desk, small.maria.id, "New flat")
    forget_thread(small.desk, thread.id)
    assert threads_to_ask(small.desk, small.clock, small.maria.id) == ()
    small.desk.database.undo()
    assert len(threads_to_ask(small.desk, small.clock, small.maria.id)) == 1
