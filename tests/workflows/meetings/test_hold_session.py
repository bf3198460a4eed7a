from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.focus import Cue, CueKind, FocusSession, Phase, cues_between, latest_cue
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import hold_session
from mentordesk.workflows.meetings.hold_session import begin, finish, finish_found, left_running, prepare_session, read
from tests.support.clock import FakeClock
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.sources import ROOT


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def running(sample: SampleDesk) -> FocusSession:
    return begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def left(sample: SampleDesk, session: FocusSession) -> timedelta:
    return read(sample.clock, sample.desk.focus.get(session.id)).left


def test_phases_fill_the_meeting_and_the_shipped_checklist_stands_there(sample: SampleDesk) -> None:
    session = prepare_session(sample.desk, sample.call.id)
    assert [(phase.name, phase.minutes) for phase in session.phases] == [
        ("small_talk", 5),
        ("topics", 35),
        ("agreements", 10),
    ]
    assert [tick.text for tick in session.checklist][:1] == ["Phone is in another room"]
    assert sample.desk.focus.count() == 0


def test_the_checklist_becomes_the_list_of_the_user(sample: SampleDesk) -> None:
    kept = hold_session.keep_checklist(sample.desk, [" Door  closed ", "", "Cat fed", "Cat fed"])
    assert kept == ("Door closed", "Cat fed")
    assert [tick.text for tick in prepare_session(sample.desk, sample.call.id).checklist] == ["Door closed", "Cat fed"]
    sample.desk.database.undo()
    assert prepare_session(sample.desk, sample.call.id).checklist[0].text == "Phone is in another room"


def test_a_checklist_emptied_on_purpose_stays_empty(sample: SampleDesk) -> None:
    assert hold_session.keep_checklist(sample.desk, []) == ()
    assert prepare_session(sample.desk, sample.call.id).checklist == ()


def test_beginning_begins_the_meeting_and_only_one_session_runs(sample: SampleDesk, running: FocusSession) -> None:
    assert sample.desk.meetings.get(sample.call.id).actual_start == sample.clock.now()
    with pytest.raises(Mistake, match="already running"):
        begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))
    assert sample.desk.focus.count() == 1


def test_parts_without_minutes_are_left_out_and_a_call_of_no_length_is_refused(sample: SampleDesk) -> None:
    session = prepare_session(sample.desk, sample.call.id)
    nothing = replace(session, phases=tuple(replace(phase, minutes=0) for phase in session.phases))
    with pytest.raises(Mistake) as caught:
        begin(sample.desk, sample.clock, nothing)
    assert caught.value.field == "minutes"
    no_small_talk = replace(session, phases=(replace(session.phases[0], minutes=0), *session.phases[1:]))
    assert [phase.name for phase in begin(sample.desk, sample.clock, no_small_talk).phases] == ["topics", "agreements"]


def test_an_unplanned_call_leaves_nothing_behind_until_it_begins(sample: SampleDesk) -> None:
    before = sample.desk.meetings.count()
    prepared = hold_session.prepare_unplanned(sample.desk, sample.maria.id, 20)
    assert sample.desk.meetings.count() == before
    session = begin(sample.desk, sample.clock, prepared)
    meeting = sample.desk.meetings.get(session.meeting_id)
    assert (meeting.person_id, meeting.minutes, meeting.actual_start) == (sample.maria.id, 20, sample.clock.now())
    assert meeting.id != sample.call.id


def test_the_time_runs_through_sleep(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=20)
    assert left(sample, running) == minutes(30)
    sample.clock.advance(hours=1)
    assert left(sample, running) == minutes(-30)
    assert read(sample.clock, running).is_over


@pytest.mark.parametrize("jump", [{"hours": 3}, {"hours": -3}, {"days": -400}])
def test_a_change_of_the_clock_changes_nothing(
    sample: SampleDesk, running: FocusSession, jump: dict[str, float]
) -> None:
    sample.clock.advance(minutes=10)
    sample.clock.jump_wall(**jump)
    sample.clock.advance(minutes=5)
    assert left(sample, running) == minutes(35)
    meeting = finish(sample.desk, sample.clock, running.id)
    assert meeting.actual_start is not None
    assert meeting.actual_end is not None
    assert meeting.actual_end - meeting.actual_start == minutes(15)


def test_travel_to_another_zone_changes_nothing(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=10)
    sample.clock.travel("Asia/Manila")
    assert left(sample, running) == minutes(40)


@pytest.mark.parametrize("begins", ["2026-10-25T00:30:00+00:00", "2026-03-29T00:30:00+00:00"])
def test_an_hour_that_comes_twice_or_not_at_all_changes_nothing(sample: SampleDesk, begins: str) -> None:
    wanted = datetime.fromisoformat(begins) - sample.clock.now()
    sample.clock.jump_wall(seconds=wanted.total_seconds())
    session = begin(sample.desk, sample.clock, hold_session.prepare_unplanned(sample.desk, sample.maria.id))
    before = left(sample, session)
    sample.clock.advance(minutes=45)
    hours = {sample.clock.now().astimezone(sample.clock.zone()).utcoffset()}
    assert hours != {datetime.fromisoformat(begins).astimezone(sample.clock.zone()).utcoffset()}
    assert left(sample, session) == before - minutes(45)
    meeting = finish(sample.desk, sample.clock, session.id)
    assert meeting.actual_start is not None
    assert meeting.actual_end is not None
    assert meeting.actual_end - meeting.actual_start == minutes(45)


def test_after_a_restart_of_the_computer_the_calendar_decides(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=10)
    sample.clock.reboot(minutes=3)
    assert left(sample, running) == minutes(37)
    found = left_running(sample.desk, sample.clock)
    assert found is not None
    hold_session.keep_facts(sample.desk, sample.clock, running.id)
    sample.clock.jump_wall(hours=-5)
    sample.clock.advance(minutes=2)
    assert left(sample, running) == minutes(35)


def test_facts_kept_before_a_restart_with_a_wrong_clock_are_not_lost(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=20)
    hold_session.keep_facts(sample.desk, sample.clock, running.id)
    sample.clock.jump_wall(days=-1)
    sample.clock.reboot(minutes=1)
    assert left(sample, running) == minutes(30)


def test_a_killed_program_finds_its_session_again(tmp_path: Path) -> None:
    sample = sample_desk(tmp_path)
    begun = begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))
    hold_session.park(sample.desk, begun.id, "Reply to Dana")
    # Not closed: a kill closes nothing.
    sample.clock.advance(minutes=12)
    again = Desk.open(tmp_path, sample.clock)
    found = left_running(again, sample.clock)
    assert found is not None
    assert found.id == begun.id
    assert read(sample.clock, found).left == minutes(38)
    assert [thought.text for thought in again.focus.parked_in(found.id)] == ["Reply to Dana"]
    again.close()
    sample.desk.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.support.sample_desk import sample_desk
from mentordesk.workflows.meetings.hold_session import begin, keep_facts, prepare_session

sample = sample_desk(Path(sys.argv[1]))
session = begin(sample.desk, sample.clock, prepare_session(sample.desk, sample.call.id))
sample.clock.advance(minutes=9)
keep_facts(sample.desk, sample.clock, session.id)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_session_is_found_after_a_real_kill(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    clock = FakeClock()
    clock.advance(minutes=11)
    desk = Desk.open(tmp_path, clock)
    found = left_running(desk, clock)
    assert found is not None
    assert read(clock, found).left == minutes(39)
    desk.close()


def test_a_call_taken_up_again_is_one_meeting(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=20)
    first = finish(sample.desk, sample.clock, running.id)
    sample.clock.advance(minutes=5)
    again = begin(sample.desk, sample.clock, prepare_session(sample.desk, first.id))
    sample.clock.advance(minutes=10)
    second = finish(sample.desk, sample.clock, again.id)
    assert (second.id, second.actual_start, second.actual_end) == (first.id, first.actual_start, sample.clock.now())
    assert {item.carried_count for item in sample.desk.agenda.of_mentorship(sample.maria_with_me.id)} == {1}


def test_a_pause_stands_still_and_does_not_count(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=10)
    hold_session.pause(sample.desk, sample.clock, running.id)
    sample.clock.advance(minutes=7)
    assert left(sample, running) == minutes(40)
    hold_session.go_on(sample.desk, sample.clock, running.id)
    sample.clock.advance(minutes=5)
    assert left(sample, running) == minutes(35)


def test_a_pause_outlives_a_restart(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=10)
    hold_session.pause(sample.desk, sample.clock, running.id)
    sample.clock.reboot(minutes=30)
    assert left(sample, running) == minutes(40)


def test_five_minutes_more_go_to_the_part_one_is_in(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=10)
    after = hold_session.extend(sample.desk, sample.clock, running.id)
    assert [phase.length for phase in after.phases] == [minutes(5), minutes(40), minutes(10)]
    assert left(sample, running) == minutes(45)


def test_five_minutes_more_after_the_end_count_from_now(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=57)
    hold_session.extend(sample.desk, sample.clock, running.id)
    assert left(sample, running) == minutes(5)


def test_going_on_by_hand_leaves_the_end_where_it_is(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=2)
    after = hold_session.next_phase(sample.desk, sample.clock, running.id)
    reading = read(sample.clock, after)
    assert (reading.phase_index, reading.phase_left, reading.left) == (1, minutes(38), minutes(48))


def test_signs_come_at_each_part_and_at_ten_five_one_and_no_minutes(running: FocusSession) -> None:
    cues = cues_between(running, timedelta(), minutes(60))
    # Ten minutes before the end the last part begins: one moment, one sign.
    assert [(cue.kind, cue.at, cue.number) for cue in cues] == [
        (CueKind.PHASE, minutes(5), 1),
        (CueKind.PHASE, minutes(40), 2),
        (CueKind.MINUTES_LEFT, minutes(45), 5),
        (CueKind.MINUTES_LEFT, minutes(49), 1),
        (CueKind.TIME_IS_UP, minutes(50), 0),
    ]


def test_a_part_reached_by_hand_is_not_announced_again(sample: SampleDesk, running: FocusSession) -> None:
    after = hold_session.next_phase(sample.desk, sample.clock, running.id)
    assert CueKind.PHASE not in {cue.kind for cue in cues_between(after, timedelta(), minutes(20))}


def test_after_sleep_one_sign_is_given_and_an_old_one_is_not() -> None:
    five, one = Cue(CueKind.MINUTES_LEFT, minutes(45), 5), Cue(CueKind.MINUTES_LEFT, minutes(49), 1)
    assert latest_cue([five, one], minutes(49.5)) == one
    assert latest_cue([five], minutes(58)) is None
    up = Cue(CueKind.TIME_IS_UP, minutes(50))
    assert latest_cue([five, one, up], minutes(90)) == up


def test_finishing_holds_the_meeting_and_carries_over_what_is_open(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=48)
    meeting = finish(sample.desk, sample.clock, running.id)
    assert (meeting.status, meeting.actual_end, meeting.lived_zone) == (
        Status.HELD,
        sample.clock.now(),
        "Europe/Berlin",
    )
    open_items = sample.desk.agenda.of_mentorship(sample.maria_with_me.id)
    assert {item.carried_count for item in open_items} == {1}
    assert sample.desk.focus.running() is None


def test_a_session_found_long_after_its_end_is_closed_at_its_planned_end(
    sample: SampleDesk, running: FocusSession
) -> None:
    sample.clock.reboot(hours=20)
    assert left_running(sample.desk, sample.clock) is None
    meeting = sample.desk.meetings.get(sample.call.id)
    assert meeting.status is Status.HELD
    assert meeting.actual_end == datetime(2026, 11, 12, 13, 48, tzinfo=UTC) + minutes(50)


def test_a_session_found_paused_for_a_day_ended_when_it_was_paused(sample: SampleDesk, running: FocusSession) -> None:
    sample.clock.advance(minutes=12)
    hold_session.pause(sample.desk, sample.clock, running.id)
    sample.clock.reboot(days=3)
    assert left_running(sample.desk, sample.clock) is None
    ended = sample.desk.meetings.get(sample.call.id).actual_end
    assert ended == datetime(2026, 11, 12, 14, 0, tzinfo=UTC)


def test_saying_that_a_found_session_is_over_ends_it_at_its_planned_end(
    sample: SampleDesk, running: FocusSession
) -> None:
    sample.clock.advance(hours=3)
    meeting = finish_found(sample.desk, sample.clock, running.id)
    assert meeting.actual_end == datetime(2026, 11, 12, 14, 38, tzinfo=UTC)


def test_ticks_intention_and_thoughts_are_kept_at_once(sample: SampleDesk, running: FocusSession) -> None:
    hold_session.tick(sample.desk, running.id, 1, is_done=True)
    hold_session.set_intention(sample.desk, running.id, "  Listen   first ")
    kept = sample.desk.focus.get(running.id)
    assert [tick.is_done for tick in kept.checklist] == [False, True, False, False]
    assert kept.intention == "Listen first"
    with pytest.raises(Mistake):
        hold_session.park(sample.desk, running.id, "   ")


def test_an_ended_session_cannot_be_paused(sample: SampleDesk, running: FocusSession) -> None:
    finish(sample.desk, sample.clock, running.id)
    with pytest.raises(Mistake, match="already ended"):
        hold_session.pause(sample.desk, sample.clock, running.id)


def test_short_calls_get_no_sign_that_is_as_long_as_they_are() -> None:
    ten = FocusSession(phases=(Phase("topics", 10),))
    assert [cue.number for cue in cues_between(ten, timedelta(), minutes(10))] == [5, 1, 0]


def test_a_meeting_without_mentorship_can_be_held(sample: SampleDesk) -> None:
    meeting = sample.desk.meetings.add(Meeting(person_id=sample.maria.id, minutes=15))
    session = begin(sample.desk, sample.clock, prepare_session(sample.desk, meeting.id))
    assert finish(sample.desk, sample.clock, session.id).status is Status.HELD
