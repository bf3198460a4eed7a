from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.reviews import (
    QUESTION_COUNT,
    Review,
    answer_words,
    checked_review,
    review_due_on,
    review_questions,
)
from mentordesk.errors import Mistake


def test_there_are_as_many_questions_as_answers_are_kept() -> None:
    assert len(review_questions()) == QUESTION_COUNT
    assert len(answer_words()) == 5


def test_a_review_has_a_place_for_every_question_and_its_sentences_are_trimmed() -> None:
    kept = checked_review(Review(ratings=(4, 0, 3), keep="  the walks "))
    assert kept.ratings == (4, 0, 3, 0, 0, 0)
    assert kept.keep == "the walks"


def test_a_review_that_says_nothing_is_asked_for_again() -> None:
    with pytest.raises(Mistake):
        checked_review(Review(ratings=(0,) * 6, keep="  "))


@pytest.mark.parametrize("rating", [-1, 6])
def test_answers_beyond_the_scale_are_refused(rating: int) -> None:
    with pytest.raises(Mistake):
        checked_review(Review(ratings=(rating,)))


def test_a_review_is_due_every_few_months_counted_from_the_last_one() -> None:
    mentorship = Mentorship(started_on=date(2026, 1, 1), review_every_days=90)
    assert review_due_on(mentorship, None) == date(2026, 4, 1)
    assert review_due_on(mentorship, date(2026, 5, 1)) == date(2026, 7, 30)
    assert review_due_on(replace(mentorship, review_every_days=0), None) is None
    assert review_due_on(replace(mentorship, ended_on=date(2026, 3, 1)), None) is None
    assert review_due_on(Mentorship(), None) is None
