from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentordesk.domain.records import Visibility
from mentordesk.errors import Mistake
from mentordesk.workflows.people.review import keep_review, review_due, review_of_today, reviews_due
from tests.support.desks import small_desk

GOOD = (4, 4, 3, 4, 5, 5)


def test_todays_review_is_written_anew_and_a_later_one_is_added(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        desk, clock, which = small.desk, small.clock, small.mentorship.id
        first = keep_review(desk, clock, which, GOOD, "The walks", "")
        again = keep_review(desk, clock, which, (5, *GOOD[1:]), "The walks", "Less haste")
        assert again.id == first.id
        assert [one.change for one in desk.reviews.of_mentorship(which)] == ["Less haste"]
        clock.advance(days=1)
        assert review_of_today(desk, clock, which).is_empty
        keep_review(desk, clock, which, GOOD, "", "")
        assert len(desk.reviews.of_mentorship(which)) == 2


def test_a_review_is_private_and_can_be_taken_back(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        kept = keep_review(small.desk, small.clock, small.mentorship.id, GOOD, "", "")
        assert kept.visibility is Visibility.PRIVATE
        small.desk.database.undo()
        assert small.desk.reviews.of_mentorship(small.mentorship.id) == ()


def test_nothing_said_is_not_kept(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        with pytest.raises(Mistake):
            keep_review(small.desk, small.clock, small.mentorship.id, (0,) * 6, " ", "")
        assert small.desk.reviews.count() == 0


def test_it_is_time_to_look_back_after_three_months_and_not_again_for_three(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        desk, clock = small.desk, small.clock
        [due] = reviews_due(desk, clock)
        assert (due.person, due.since, due.last) == ("Maria", date(2026, 4, 7), None)
        keep_review(desk, clock, small.mentorship.id, GOOD, "", "")
        assert reviews_due(desk, clock) == ()
        assert review_due(desk, clock, small.mentorship) is None
        clock.advance(days=90)
        assert review_due(desk, clock, small.mentorship) is not None


def test_who_never_wants_to_look_back_is_never_asked(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        small.desk.mentorships.save(replace(small.mentorship, review_every_days=0))
        assert reviews_due(small.desk, small.clock) == ()
