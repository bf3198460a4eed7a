from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.domain.focus import (
    TOO_LONG_AGO,
    Cue,
    CueKind,
    FocusSession,
    Phase,
    PhaseShare,
    active_time,
    advanced,
    cues_between,
    ended,
    extended,
    is_worth_resuming,
    paused,
    phase_ends,
    phases_for,
    reading_at,
    reanchored,
    resumed,
    session_time,
    started,
)
from mentordesk.errors import Mistake
from tests.support.clock import FakeClock

HOUR = FocusSession(phases=(Phase("small_talk", 5), Phase("topics", 35), Phase("agreements", 10)))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


class Call:
    """A running session and the clock it runs by."""

    def __init__(self, session: FocusSession = HOUR) -> None:
        self.clock = FakeClock()
        self.session = started(session, self.clock.now(), self.clock.boot_id(), self.clock.elapsed())

    @property
    def gone(self) -> timedelta:
        return session_time(self.session, self.clock.now(), self.clock.boot_id(), self.clock.elapsed())

    @property
    def left(self) -> timedelta:
        return reading_at(self.session, self.gone).left

    def pause(self) -> None:
        self.session = paused(self.session, self.gone)

    def resume(self) -> None:
        self.session = resumed(self.session, self.gone)

    def anchor(self) -> None:
        self.session = reanchored(self.session, self.clock.now(), self.clock.boot_id(), self.clock.elapsed())


@given(st.integers(1, 2880), st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_phases_of_whole_minutes_sum_up_to_the_call(length: int, shares: list[int]) -> None:
    phases = phases_for(length, [PhaseShare(str(share), share) for share in shares])
    assert sum(phase.minutes for phase in phases) == length
    assert all(phase.minutes >= 1 for phase in phases)
    assert len(phases) in {1, len(shares)}


def test_two_long_parts_give_up_the_minutes_that_short_ones_need() -> None:
    phases = phases_for(5, [PhaseShare(str(share), share) for share in (45, 45, 4, 3, 3)])
    assert [phase.minutes for phase in phases] == [1, 1, 1, 1, 1]


def test_a_call_of_fifty_minutes_is_divided_as_it_ships() -> None:
    assert [(phase.name, phase.minutes) for phase in phases_for(50)] == [
        ("small_talk", 5),
        ("topics", 35),
        ("agreements", 10),
    ]


def test_a_call_too_short_for_its_parts_is_one_part() -> None:
    assert phases_for(2) == (Phase("topics", 2),)
    assert phases_for(0) == (Phase("topics", 1),)


def test_the_time_runs_down_and_then_counts_up() -> None:
    call = Call()
    assert call.left == minutes(50)
    call.clock.advance(minutes=15, seconds=48)
    assert call.left == timedelta(minutes=34, seconds=12)
    reading = reading_at(call.session, call.gone)
    assert (reading.phase_index, reading.phase_left) == (1, timedelta(minutes=24, seconds=12))
    assert not reading.is_over
    call.clock.advance(minutes=40)
    over = reading_at(call.session, call.gone)
    assert over.left == -timedelta(minutes=5, seconds=48)
    assert (over.is_over, over.fraction, over.phase_index) == (True, 1.0, 2)


def test_a_session_begins_once_and_lasts_at_least_a_minute() -> None:
    call = Call()
    with pytest.raises(Mistake):
        started(call.session, call.clock.now(), "boot-1", call.clock.elapsed())
    with pytest.raises(Mistake):
        started(FocusSession(), call.clock.now(), "boot-1", call.clock.elapsed())


def test_sleep_counts_as_time_gone() -> None:
    call = Call()
    call.clock.advance(minutes=3)
    call.clock.advance(minutes=20)
    assert call.gone == minutes(23)


@pytest.mark.parametrize("hours", [-26.0, -1.0, 0.01, 1.0, 300.0])
def test_a_change_of_the_clock_changes_nothing(hours: float) -> None:
    call = Call()
    call.clock.advance(minutes=10)
    call.clock.jump_wall(hours=hours)
    assert call.gone == minutes(10)
    call.anchor()
    call.clock.advance(minutes=5)
    assert call.gone == minutes(15)


def test_after_a_restart_of_the_computer_the_calendar_says_how_long_it_was() -> None:
    call = Call()
    call.clock.advance(minutes=10)
    call.clock.reboot(minutes=4)
    assert call.gone == minutes(14)
    call.anchor()
    call.clock.advance(minutes=1)
    call.clock.jump_wall(days=1)
    assert call.gone == minutes(15)


def test_a_clock_set_back_over_a_restart_loses_nothing_that_was_lived() -> None:
    call = Call()
    call.clock.advance(minutes=10)
    call.anchor()
    call.clock.jump_wall(hours=-5)
    call.clock.reboot(minutes=1)
    assert call.gone == minutes(10)


def test_a_pause_stands_still_through_sleep_restart_and_reanchoring() -> None:
    call = Call()
    call.clock.advance(minutes=10)
    call.pause()
    call.pause()
    call.clock.advance(minutes=7)
    call.anchor()
    call.clock.reboot(minutes=3)
    assert call.left == minutes(40)
    assert call.session.is_paused
    call.resume()
    call.resume()
    call.clock.advance(minutes=1)
    assert call.left == minutes(39)
    assert not call.session.is_paused
    assert len(call.session.pauses) == 1


spans = st.lists(st.tuples(st.integers(0, 3_600_000), st.booleans()), max_size=12)


@given(spans)
def test_active_time_is_what_was_not_paused(parts: list[tuple[int, bool]]) -> None:
    call = Call()
    active = 0
    for length_ms, is_pause in parts:
        if is_pause:
            call.pause()
        else:
            call.resume()
            active += length_ms
        call.clock.advance(milliseconds=length_ms)
        call.anchor()
    assert active_time(call.session, call.gone) == timedelta(milliseconds=active)
    reading = reading_at(call.session, call.gone)
    assert reading.active + reading.left == call.session.length
    assert 0.0 <= reading.fraction <= 1.0


def test_five_minutes_more_lengthen_the_present_part() -> None:
    call = Call()
    call.clock.advance(minutes=10)
    call.session = extended(call.session, call.gone)
    assert call.left == minutes(45)
    assert [phase.length for phase in call.session.phases] == [minutes(5), minutes(40), minutes(10)]


def test_five_minutes_more_after_the_end_count_from_now() -> None:
    call = Call()
    call.clock.advance(minutes=57, seconds=30)
    call.session = extended(call.session, call.gone)
    assert minutes(5) <= call.left < minutes(6)


def test_going_on_by_hand_leaves_the_end_of_the_call_where_it_is() -> None:
    call = Call()
    call.clock.advance(minutes=2)
    call.session = advanced(call.session, call.gone)
    reading = reading_at(call.session, call.gone)
    assert (reading.phase_index, reading.left, reading.phase_left) == (1, minutes(48), minutes(38))
    call.session = advanced(advanced(call.session, call.gone), call.gone)
    assert reading_at(call.session, call.gone).phase_index == 2
    assert len(call.session.advances) == 2


def test_the_calendar_never_goes_back_to_a_part_one_has_left() -> None:
    call = Call()
    call.session = advanced(advanced(call.session, call.gone), call.gone)
    for _minute in range(60):
        call.clock.advance(minutes=1)
        assert reading_at(call.session, call.gone).phase_index == 2


def test_the_cues_of_a_call_come_in_order_and_a_part_wins_over_a_mark() -> None:
    cues = cues_between(HOUR, minutes(-1), minutes(60))
    assert cues == (
        Cue(CueKind.PHASE, minutes(5), 1),
        Cue(CueKind.PHASE, minutes(40), 2),
        Cue(CueKind.MINUTES_LEFT, minutes(45), 5),
        Cue(CueKind.MINUTES_LEFT, minutes(49), 1),
        Cue(CueKind.TIME_IS_UP, minutes(50), 0),
    )


@given(st.lists(st.integers(0, 4_000_000), max_size=40), st.integers(1, 120))
def test_however_often_one_looks_each_cue_is_given_once(looks: list[int], length: int) -> None:
    session = FocusSession(phases=phases_for(length))
    moments = [timedelta(milliseconds=look) for look in sorted(looks)] + [minutes(200)]
    before = timedelta()
    given_cues: list[Cue] = []
    for moment in moments:
        given_cues += cues_between(session, before, moment)
        before = max(before, moment)
    assert given_cues == list(cues_between(session, timedelta(), minutes(200)))
    assert len({cue.at for cue in given_cues}) == len(given_cues)


def test_looking_at_the_very_moment_of_a_cue_gives_it_then_and_not_again() -> None:
    assert [cue.at for cue in cues_between(HOUR, minutes(4), minutes(5))] == [minutes(5)]
    assert cues_between(HOUR, minutes(5), minutes(6)) == ()


def test_a_call_of_ten_minutes_is_not_told_at_its_start_that_ten_are_left() -> None:
    session = FocusSession(phases=(Phase("topics", 10),))
    assert [cue.number for cue in cues_between(session, minutes(-1), minutes(60))] == [5, 1, 0]


def test_five_minutes_more_move_the_cues_that_are_to_come() -> None:
    call = Call()
    call.clock.advance(minutes=44)
    call.session = extended(call.session, call.gone)
    ahead = cues_between(call.session, minutes(44), minutes(90))
    assert [(cue.at, cue.number) for cue in ahead] == [
        (minutes(45), 10),
        (minutes(50), 5),
        (minutes(54), 1),
        (minutes(55), 0),
    ]


def test_a_session_found_running_is_offered_unless_it_was_over_long_ago() -> None:
    call = Call()
    assert is_worth_resuming(call.session, minutes(50) + TOO_LONG_AGO - minutes(1))
    assert not is_worth_resuming(call.session, minutes(50) + TOO_LONG_AGO + minutes(1))
    done = ended(call.session, call.clock.now())
    assert not is_worth_resuming(done, minutes(5))
    later = ended(done, call.clock.now() + minutes(9))
    assert later.ended_at == call.clock.now()
    assert not done.is_running


def test_phase_ends_add_up() -> None:
    assert phase_ends(HOUR) == (minutes(5), minutes(40), minutes(50))
    assert phase_ends(FocusSession()) == ()
    assert reading_at(replace(HOUR, phases=()), minutes(1)).is_over
