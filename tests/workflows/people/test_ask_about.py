from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting
from mentordesk.errors import Mistake
from mentordesk.workflows.people.ask_about import (
    forget_thread,
    hear_thread,
    leave_alone,
    remember_to_ask,
    threads_of_call,
    threads_to_ask,
    tick_thread,
)
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def test_what_was_asked_is_shown_during_that_call_and_never_offered_again(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.clock, small.maria.id, "Wedding in Cebu")
    began = small.clock.now()
    small.clock.advance(minutes=5)
    tick_thread(small.desk, small.clock, thread.id, is_asked=True)
    during = threads_to_ask(small.desk, small.clock, small.maria.id, began)
    assert [(each.id, each.asked_at) for each in during] == [(thread.id, small.clock.now())]
    small.clock.advance(days=7)
    assert threads_to_ask(small.desk, small.clock, small.maria.id, small.clock.now()) == ()


def test_ticking_back_offers_it_again(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.clock, small.maria.id, "Half marathon")
    tick_thread(small.desk, small.clock, thread.id, is_asked=True)
    tick_thread(small.desk, small.clock, thread.id, is_asked=False)
    assert [each.id for each in threads_to_ask(small.desk, small.clock, small.maria.id)] == [thread.id]


def test_nothing_is_no_thread_and_a_forgotten_one_comes_back_by_undo(small: SmallDesk) -> None:
    with pytest.raises(Mistake):
        remember_to_ask(small.desk, small.clock, small.maria.id, "  ")
    thread = remember_to_ask(small.desk, small.clock, small.maria.id, "New flat")
    forget_thread(small.desk, thread.id)
    assert threads_to_ask(small.desk, small.clock, small.maria.id) == ()
    small.desk.database.undo()
    assert len(threads_to_ask(small.desk, small.clock, small.maria.id)) == 1


def test_what_is_typed_in_a_call_is_ripe_from_the_day_it_names(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.clock, small.maria.id, "~ her sister’s wedding in June")
    assert (thread.text, thread.ripe_on) == ("her sister’s wedding in June", date(2027, 6, 1))


def test_what_was_told_is_kept_with_a_word_and_no_word_means_asked_and_not_told(small: SmallDesk) -> None:
    thread = remember_to_ask(small.desk, small.clock, small.maria.id, "New flat")
    heard = hear_thread(small.desk, small.clock, thread.id, " bright  and loud ")
    assert (heard.answer, heard.is_answered, heard.asked_at is not None) == ("bright and loud", True, True)
    unheard = hear_thread(small.desk, small.clock, thread.id, "")
    assert (unheard.answer, unheard.is_answered, unheard.asked_at is not None) == ("", False, True)


def test_what_came_up_in_a_call_is_not_asked_about_in_that_call(small: SmallDesk) -> None:
    meeting = small.desk.meetings.add(Meeting(person_id=small.maria.id, mentorship_id=small.mentorship.id))
    before = remember_to_ask(small.desk, small.clock, small.maria.id, "New flat")
    remember_to_ask(small.desk, small.clock, small.maria.id, "The cat", meeting.id)
    alone = remember_to_ask(small.desk, small.clock, small.maria.id, "Her old team")
    leave_alone(small.desk, small.clock, alone.id)
    assert [thread.id for thread in threads_of_call(small.desk, small.clock, meeting)] == [before.id]
