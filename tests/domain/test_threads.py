from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mentordesk.domain.threads import Thread, answered, asked, checked_thread, is_ripe
from mentordesk.errors import Mistake

AT = datetime(2026, 11, 12, 15, tzinfo=UTC)
TODAY = AT.date()


def test_a_thread_is_offered_from_its_day_on_and_one_without_a_day_at_once() -> None:
    assert is_ripe(Thread(text="a"), TODAY)
    assert is_ripe(Thread(text="a", ripe_on=TODAY), TODAY)
    assert not is_ripe(Thread(text="a", ripe_on=date(2026, 11, 13)), TODAY)


def test_what_was_asked_or_answered_is_not_offered_again() -> None:
    thread = Thread(text="The wedding")
    assert not is_ripe(asked(thread, AT), TODAY)
    assert not is_ripe(answered(thread, AT, "They danced"), TODAY)


def test_asking_again_keeps_the_first_time_and_an_answer_counts_as_asked() -> None:
    once = asked(Thread(text="a"), AT)
    assert asked(once, AT + timedelta(days=1)).asked_at == AT
    told = answered(Thread(text="a"), AT, "They danced")
    assert (told.asked_at, told.answered_at, told.answer) == (AT, AT, "They danced")
    assert told.is_answered


def test_a_thread_says_something_in_one_line() -> None:
    assert checked_thread(Thread(text=" a\nb ")).text == "a b"
    with pytest.raises(Mistake):
        checked_thread(Thread(text="\n"))
