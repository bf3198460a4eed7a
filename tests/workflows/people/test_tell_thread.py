"""What to ask about somebody's life, as their page keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentordesk.errors import Mistake
from mentordesk.workflows.people.tell_thread import add_thread, ask_again, change_thread, tell_thread
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as desk:
        yield desk


def test_a_day_after_an_exclamation_mark_is_when_it_ripens(small: SmallDesk) -> None:
    exam = add_thread(small.desk, small.clock, small.maria.id, "Her exam !20 December")
    plain = add_thread(small.desk, small.clock, small.maria.id, "Wow! A new flat")

    assert (exam.text, exam.ripe_on) == ("Her exam", date(2026, 12, 20))
    assert (plain.text, plain.ripe_on) == ("Wow! A new flat", None)
    assert small.desk.threads.ripe_for(small.maria.id, date(2026, 11, 12)) == (plain,)


def test_a_day_that_cannot_be_read_is_a_mistake_and_keeps_nothing(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as mistake:
        add_thread(small.desk, small.clock, small.maria.id, "Her exam !31 June")
    assert mistake.value.field == "text"
    assert small.desk.threads.of_person(small.maria.id) == ()


def test_what_was_told_is_answered_and_can_be_asked_again(small: SmallDesk) -> None:
    thread = add_thread(small.desk, small.clock, small.maria.id, "The half marathon")

    told = change_thread(small.desk, small.clock, thread.id, "The half marathon", None, " 2 hours flat ")
    assert (told.is_answered, told.answer) == (True, "2 hours flat")
    assert small.desk.threads.waiting(small.maria.id) == ()

    assert not ask_again(small.desk, thread.id).is_answered
    assert tell_thread(small.desk, small.clock, thread.id).is_answered
    assert small.desk.database.undo() == "Mark as told"
    assert len(small.desk.threads.waiting(small.maria.id)) == 1
