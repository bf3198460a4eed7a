"""Everybody at a glance: in the order in which one speaks to them, told apart where names agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from mentordesk.domain.meetings import Meeting, planned
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.errors import Mistake
from mentordesk.workflows.people.mentorship_with import add_person, begin_mentorship, end_mentorship, resume_mentorship
from mentordesk.workflows.people.people_overview import people_overview
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as desk:
        yield desk


def person(small: SmallDesk, name: str, *, started: date | None = None, ended: date | None = None) -> Person:
    found = small.desk.people.add(Person(name=name))
    if started:
        small.desk.mentorships.add(
            Mentorship(person_id=found.id, my_role=Role.MENTEE, started_on=started, ended_on=ended)
        )
    return found


def test_who_comes_next_stands_first_then_who_is_due_then_the_rest_and_those_of_the_past(small: SmallDesk) -> None:
    person(small, "Zoe of the address book")
    person(small, "Old Mentor", started=date(2020, 1, 1), ended=date(2021, 6, 1))
    person(small, "Not due yet", started=date(2026, 11, 10))
    soon = person(small, "Soon", started=date(2026, 1, 1))
    wall = datetime(2026, 11, 13, 9)
    small.desk.meetings.add(planned(Meeting(person_id=soon.id, wall_start=wall, zone="Europe/Berlin")))

    found = people_overview(small.desk, small.clock)

    assert [(entry.name, entry.next_words, entry.is_due) for entry in found] == [
        ("Soon", "Tomorrow, 09:00", False),
        ("Maria Santos", "due since 21 Jan", True),
        ("Not due yet", "due Tue 24 Nov", False),
        ("Old Mentor", "", False),
        ("Zoe of the address book", "", False),
    ]
    assert [entry.is_current for entry in found] == [True, True, True, False, False]
    assert (found[0].roles, found[3].was) == (("your mentor",), "your mentor until June 2021")


def test_two_people_of_one_name_are_told_apart(small: SmallDesk) -> None:
    mail = (Channel(ChannelKind.MAIL, "maria@other.example"),)
    small.desk.people.add(Person(name="maria santos", channels=mail))
    small.desk.people.add(Person(name="Ben", channels=(Channel(ChannelKind.MAIL, "ben@example.org"),)))

    found = {(entry.name, entry.city): entry.apart for entry in people_overview(small.desk, small.clock)}

    assert found["maria santos", ""] == "maria@other.example"
    assert found["Ben", ""] == "", "a mail address is said only where the name alone does not tell"


def test_a_new_person_and_their_mentorship_are_one_step_of_undo(small: SmallDesk) -> None:
    added = add_person(small.desk, small.clock, Person(name="Chidi"), Role.MENTOR)
    mentorship = small.desk.mentorships.current_of(added.id)
    assert mentorship is not None
    assert mentorship.started_on == date(2026, 11, 12)

    assert small.desk.database.undo() == "Add Chidi"

    assert [one.name for one in small.desk.people.others()] == ["Maria Santos"]
    assert small.desk.mentorships.current_of(added.id) is None


def test_a_mentorship_ends_with_a_reason_and_can_go_on(small: SmallDesk) -> None:
    today = small.clock.now().date()
    with pytest.raises(Mistake, match="cannot end before"):
        end_mentorship(small.desk, small.mentorship.id, date(2025, 1, 1))
    ended = end_mentorship(small.desk, small.mentorship.id, today, " We got there ")
    assert (ended.is_over, ended.ended_why) == (True, "We got there")
    assert not resume_mentorship(small.desk, ended.id).is_over


def test_a_second_mentorship_begins_beside_the_first(small: SmallDesk) -> None:
    begin_mentorship(small.desk, Mentorship(person_id=small.maria.id, my_role=Role.MENTEE, purpose="Public speaking"))

    (maria,) = people_overview(small.desk, small.clock)

    assert set(maria.roles) == {"your mentee", "your mentor"}


def test_meetings_of_somebody_else_do_not_count_as_theirs(small: SmallDesk) -> None:
    other = person(small, "Other", started=date(2026, 11, 11))
    small.clock.advance(days=1)
    wall = datetime(2026, 11, 20, 9)
    small.desk.meetings.add(planned(Meeting(person_id=small.maria.id, wall_start=wall, zone="Europe/Berlin")))

    found = {entry.id: entry.next_words for entry in people_overview(small.desk, small.clock)}

    assert found[small.maria.id] == "Fri 20 Nov, 09:00"
    assert found[other.id] == "due Wed 25 Nov"
