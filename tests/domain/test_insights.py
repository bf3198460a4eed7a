"""Spans and sums: nothing is lost or counted twice, whatever somebody looks at."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.insights import (
    Grain,
    Kept,
    Met,
    Presence,
    Promises,
    Reach,
    Rhythm,
    Span,
    add_met,
    add_presence,
    add_promises,
    by_piece,
    chosen_span,
    months_before,
    piece_end,
    piece_of,
    span_of,
)
from mentordesk.errors import Mistake

DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))
COUNTS = st.integers(0, 40)
SPANS = st.builds(lambda first, days: Span(first, first + timedelta(days=days)), DAYS, st.integers(0, 5000))
KEPT = st.builds(Kept, COUNTS, COUNTS, COUNTS, COUNTS)


@given(SPANS)
def test_pieces_cover_every_day_of_a_span_once(span: Span) -> None:
    pieces = span.pieces()
    assert pieces[0] <= span.first
    assert piece_end(pieces[-1], span.grain) >= span.last
    for before, after in pairwise(pieces):
        assert piece_end(before, span.grain) + timedelta(days=1) == after
    assert len(pieces) <= 40


@given(DAYS, st.sampled_from(Grain))
def test_a_day_lies_in_its_piece(day: date, grain: Grain) -> None:
    piece = piece_of(day, grain)
    assert piece <= day <= piece_end(piece, grain)
    assert piece_of(piece, grain) == piece


@given(SPANS, st.lists(st.builds(Met, DAYS, COUNTS, st.floats(0, 600))))
def test_sums_are_right_whatever_the_span(span: Span, rows: list[Met]) -> None:
    inside = [row for row in rows if span.first <= row.on <= span.last]
    pieces = by_piece(span, inside, lambda row: row.on, add_met)
    assert sum(met.count for _piece, met in pieces if met) == sum(row.count for row in inside)
    assert sum(met.minutes for _piece, met in pieces if met) == pytest.approx(sum(row.minutes for row in inside))
    assert bool(pieces) is bool(inside)


@given(SPANS, st.lists(st.builds(Promises, DAYS, KEPT, KEPT)))
def test_promises_of_both_sides_stay_apart_and_whole(span: Span, rows: list[Promises]) -> None:
    inside = [row for row in rows if span.first <= row.on <= span.last]
    pieces = [row for _piece, row in by_piece(span, inside, lambda row: row.on, add_promises) if row]
    assert sum(row.mine.total for row in pieces) == sum(row.mine.total for row in inside)
    assert sum(row.theirs.later for row in pieces) == sum(row.theirs.later for row in inside)


@given(KEPT)
def test_the_share_of_promises_kept_lies_between_nothing_and_all(kept: Kept) -> None:
    assert 0 <= kept.share <= 1
    assert kept.done <= kept.total


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_of_a_rhythm_lies_between_nothing_and_all(kept: int, more: int) -> None:
    assert 0 <= Rhythm(kept, kept + more).share <= 1


@given(st.lists(st.builds(Presence, DAYS, st.floats(1, 5), st.integers(1, 9)), min_size=1))
def test_a_mean_lies_between_what_was_said(rows: list[Presence]) -> None:
    whole = add_presence(rows)
    assert min(row.mean for row in rows) <= whole.mean <= max(row.mean for row in rows)
    assert whole.count == sum(row.count for row in rows)


@given(DAYS, st.integers(0, 240))
def test_months_before_a_day_never_leave_the_month_meant(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day <= day.day


def test_the_last_day_of_february_stands_for_days_it_has_not() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2028, 5, 31), 3) == date(2028, 2, 29)


def test_reaches_end_today_and_all_begins_with_the_first_meeting() -> None:
    today = date(2026, 11, 12)
    assert span_of(Reach.QUARTER, today, None) == Span(date(2026, 8, 13), today)
    assert span_of(Reach.YEAR, today, None).days == 365
    assert span_of(Reach.ALL, today, date(2019, 3, 1)) == Span(date(2019, 3, 1), today)
    assert span_of(Reach.ALL, today, None) == span_of(Reach.YEAR, today, None)


def test_days_that_make_no_span_are_asked_for_again() -> None:
    today = date(2026, 11, 12)
    assert chosen_span(date(2026, 1, 1), None, today) == Span(date(2026, 1, 1), today)
    with pytest.raises(Mistake) as no_first:
        chosen_span(None, None, today)
    assert no_first.value.field == "first"
    with pytest.raises(Mistake) as backwards:
        chosen_span(date(2026, 5, 1), date(2026, 4, 1), today)
    assert backwards.value.field == "last"
