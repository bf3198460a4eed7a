"""What the years look like, read for one mentorship and for all, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.insights import Insights, Parked, Reach, Span
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.reviews import Review
from mentordesk.errors import Mistake
from mentordesk.workflows.insights import insights_words as words
from mentordesk.workflows.insights.add_up import Wish, read_beside, read_insights
from tests.support.desks import SmallDesk, small_desk


def hold(small: SmallDesk, days_ago: int, minutes: int = 45) -> None:
    start = small.clock.now() - timedelta(days=days_ago)
    small.desk.meetings.add(
        Meeting(
            person_id=small.maria.id,
            mentorship_id=small.mentorship.id,
            status=Status.HELD,
            starts_at=start,
            actual_start=start,
            actual_end=start + timedelta(minutes=minutes),
            personal_first_id=small.maria.id if days_ago % 2 else small.me.id,
        )
    )


def test_a_span_of_everything_begins_with_the_mentorship(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        hold(small, 20)
        found = read_insights(small.desk, small.clock, Wish(small.mentorship.id, Reach.ALL))
        assert found.span.first == date(2026, 1, 7)
        assert found.person == "Maria"
        assert (found.meetings, found.hours) == (1, 0.75)


def test_the_gap_that_still_goes_on_shows_and_is_not_counted_as_a_time(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        hold(small, 40)
        found = read_insights(small.desk, small.clock, Wish(small.mentorship.id))
        today = small.clock.now().astimezone(small.clock.zone()).date()
        assert found.waits == ((today - timedelta(days=40 - 17), today + timedelta(days=1)),)
        assert found.rhythm.times == 0


def test_everything_can_be_read_over_a_connection_of_its_own(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        hold(small, 3)
        wish = Wish(small.mentorship.id)
        assert read_beside(small.desk.folder, small.desk.keys, small.clock, wish).insights == read_insights(
            small.desk, small.clock, wish
        )


def test_days_the_wrong_way_round_are_asked_for_again(tmp_path: Path) -> None:
    wish = Wish("", Reach.CHOSEN, date(2026, 5, 1), date(2026, 4, 1))
    with small_desk(tmp_path) as small, pytest.raises(Mistake) as refused:
        read_insights(small.desk, small.clock, wish)
    assert refused.value.field == "last"


def test_sentences_name_the_person_and_give_the_numbers(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        for days_ago in (3, 17, 31, 32):
            hold(small, days_ago, 60)
        found = read_insights(small.desk, small.clock, Wish(small.mentorship.id))
        assert words.met_words(found) == (
            "You and Maria met 4 times. The next one came within the rhythm you agreed on, give or take a few days,"
            " 3 of 3 times."
        )
        assert words.hours_words(found) == "4 hours together, 1 h a meeting on average."
        assert words.first_word_words(found) == "You began once, Maria 3 times."


def test_both_ends_of_a_span_over_two_years_are_said_in_the_same_form() -> None:
    said = words.span_words(Insights(Span(date(2025, 11, 24), date(2026, 11, 23)), ""))
    assert said.startswith("24 Nov 2025 – 23 Nov 2026.")


def test_one_distraction_is_said_as_one() -> None:
    span = Span(date(2026, 1, 1), date(2026, 12, 31))
    said = [
        words.parked_words(replace(Insights(span, ""), parked=(Parked(span.first, count=count, sessions=sessions),)))
        for count, sessions in ((1, 1), (1, 5), (2, 1), (2, 5))
    ]
    assert said == [
        "One distraction was put aside in one focus session.",
        "One distraction was put aside in 5 focus sessions.",
        "2 distractions were put aside in one focus session.",
        "2 distractions were put aside in 5 focus sessions.",
    ]


def test_nothing_to_show_is_said_kindly_for_every_picture() -> None:
    empty = Insights(Span(date(2026, 1, 1), date(2026, 12, 31)), "")
    sentences = [
        say(empty)
        for say in (
            words.met_words,
            words.hours_words,
            words.first_word_words,
            words.promises_words,
            words.topics_words,
            words.goals_words,
            words.presence_words,
            words.parked_words,
        )
    ]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert empty.is_empty


def test_a_look_back_says_what_is_more_and_what_is_less_than_last_time() -> None:
    before = Review(ratings=(3, 4, 3, 3, 3, 3), held_on=date(2026, 1, 1))
    after = Review(ratings=(5, 3, 3, 3, 3, 0), held_on=date(2026, 4, 1), keep="The walks")
    said = words.reviews_words((before, after))
    assert said == "More than last time: Trust. Less: Clear goals. Keep: The walks."
