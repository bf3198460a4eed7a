"""Reminders: when one speaks, what it carries, and when it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Meeting, moved, planned
from mentordesk.workflows.meetings.reminders import ReminderDue, acknowledge, due_reminder
from tests.support.sample_desk import SampleDesk, call_off, sample_desk, second_person

STAGES = (15, 5, 1)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    made.clock.jump_wall(hours=-1)
    yield made
    made.desk.close()


def due(sample: SampleDesk, shown: ReminderDue | None = None) -> ReminderDue | None:
    return due_reminder(sample.desk, sample.clock, STAGES, shown)


def heard(sample: SampleDesk) -> int:
    found = due(sample)
    assert found is not None
    acknowledge(sample.desk, sample.clock, found)
    assert due(sample) is None
    return found.stage


def test_each_stage_speaks_once_it_is_due_and_until_it_was_heard(sample: SampleDesk) -> None:
    assert due(sample) is None
    sample.clock.advance(minutes=57)
    assert heard(sample) == 15
    sample.clock.advance(minutes=10)
    assert heard(sample) == 5
    sample.clock.advance(minutes=4)
    assert heard(sample) == 1
    sample.clock.advance(minutes=3)
    assert due(sample) is None


def test_it_carries_who_when_for_both_the_agenda_and_my_promise(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=57)
    found = due(sample)
    assert found is not None
    assert (found.person, found.times) == ("Maria Santos", "15:00 your time · 22:00 in Manila")
    assert found.context.splitlines() == [
        "Promotion case: the story, and 1 more topic",
        "You promised: Introduce Maria to Jonas at Nordwind",
    ]
    assert found.link == "https://meet.example.org/maria"


def test_after_sleep_only_the_latest_stage_speaks_and_only_while_it_helps(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=74)
    assert heard(sample) == 1
    assert due(sample) is None


def test_a_reminder_slept_through_by_far_keeps_silent(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=72 + 6)
    assert due(sample) is None


def test_one_on_the_screen_stays_while_the_meeting_lasts(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=57)
    shown = due(sample)
    sample.clock.advance(minutes=15 + 20)
    shown = due(sample, shown)
    assert shown is not None
    assert shown.stage == 1
    sample.clock.advance(minutes=40)
    assert due(sample, shown) is None


def test_a_meeting_that_was_moved_is_reminded_of_anew(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=57)
    shown = due(sample)
    assert heard(sample) == 15
    meeting = sample.desk.meetings.get(sample.call.id)
    sample.desk.meetings.save(moved(meeting, datetime(2026, 11, 12, 17), "Europe/Berlin"))
    assert due(sample, shown) is None
    sample.clock.advance(hours=2)
    assert heard(sample) == 15


def test_it_is_silent_during_a_session_and_when_no_stage_is_wanted(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=57)
    assert due_reminder(sample.desk, sample.clock, ()) is None
    sample.desk.focus.add(FocusSession(person_id=sample.maria.id, started_at=sample.clock.now()))
    assert due(sample) is None


def test_a_meeting_called_off_or_begun_takes_its_reminder_with_it(sample: SampleDesk) -> None:
    sample.clock.advance(minutes=57)
    shown = due(sample)
    assert shown is not None
    meeting = sample.desk.meetings.get(sample.call.id)
    sample.desk.meetings.save(replace(meeting, actual_start=sample.clock.now()))
    assert due(sample, shown) is None
    sample.desk.meetings.save(meeting)
    call_off(sample)
    assert due(sample, shown) is None


def test_two_meetings_at_one_time_are_reminded_of_one_after_the_other(sample: SampleDesk) -> None:
    chidi = second_person(sample, last_met=None)
    other = Meeting(person_id=chidi.id, wall_start=datetime(2026, 11, 12, 15), zone="Europe/Berlin")
    sample.desk.meetings.add(planned(other))
    sample.clock.advance(minutes=57)
    first = due(sample)
    assert first is not None
    acknowledge(sample.desk, sample.clock, first)
    second = due(sample)
    assert second is not None
    assert {first.person, second.person} == {"Maria Santos", "Chidi Okafor"}
