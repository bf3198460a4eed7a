"""A small desk as somebody would have it an hour before a call: for tests of briefs, of Today and of reminders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from mentordesk.domain.actions import Action
from mentordesk.domain.agenda import AgendaItem, AgendaState
from mentordesk.domain.goals import CheckIn, Goal
from mentordesk.domain.meetings import Meeting, Status, held, planned
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile, Side
from mentordesk.domain.questions import Question, Urgency
from mentordesk.domain.threads import Thread
from mentordesk.store.desk import Desk
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk


@dataclass
class SampleDesk:
    """The desk of Elena in Berlin, who talks to Maria in Manila on 12 November 2026 at 15:00."""

    desk: Desk
    clock: FakeClock
    me: Person
    maria: Person
    maria_with_me: Mentorship
    call: Meeting


def sample_desk(folder: Path, clock: FakeClock | None = None) -> SampleDesk:
    """Make the desk; the clock says 14:48 in Berlin."""
    clock = clock or FakeClock()
    desk = new_desk(folder, clock, keeps_undo=True)
    me = Person(name="Elena Weber", zone="Europe/Berlin")
    desk.profile.begin(me, Profile(side=Side.MENTOR))
    maria = desk.people.add(
        Person(
            name="Maria Santos",
            zone="Asia/Manila",
            city="Manila",
            call_link="https://meet.example.org/maria",
            avoid="her old team lead",
            remember="Likes to start with the hard topic.",
        )
    )
    mentorship = desk.mentorships.add(Mentorship(person_id=maria.id, my_role=Role.MENTOR, cadence_days=14))
    call = desk.meetings.add(
        planned(
            Meeting(
                person_id=maria.id,
                mentorship_id=mentorship.id,
                title="Promotion case",
                wall_start=datetime(2026, 11, 12, 15),
                zone="Europe/Berlin",
                zone_owner_id=me.id,
                minutes=50,
            )
        )
    )
    sample = SampleDesk(desk, clock, me, maria, mentorship, call)
    _fill(sample)
    return sample


def hold(sample: SampleDesk, person: Person, wall: datetime, title: str, mentorship_id: str = "") -> Meeting:
    """Add a meeting that was held at a wall time in Berlin."""
    meeting = planned(
        Meeting(person_id=person.id, mentorship_id=mentorship_id, title=title, wall_start=wall, zone="Europe/Berlin")
    )
    assert meeting.starts_at
    return sample.desk.meetings.add(
        held(meeting, meeting.starts_at, meeting.starts_at + timedelta(minutes=50), "Europe/Berlin")
    )


def _fill(sample: SampleDesk) -> None:
    desk, now, maria, mentorship = sample.desk, sample.clock.now(), sample.maria, sample.maria_with_me
    last = hold(sample, maria, datetime(2026, 10, 29, 15), "Delegation without guilt", mentorship.id)
    promised = now - timedelta(days=14)
    for text, owner, due, is_done in (
        ("Introduce Maria to Jonas at Nordwind", sample.me, None, False),
        ("Draft of the promotion case", maria, date(2026, 11, 12), False),
        ("Send the two chapters on delegation", sample.me, date(2026, 11, 9), True),
    ):
        desk.actions.add(
            Action(
                owner_id=owner.id,
                mentorship_id=mentorship.id,
                text=text,
                due_on=due,
                created_at=promised,
                done_at=now - timedelta(days=3) if is_done else None,
                origin_meeting_id=last.id,
            )
        )
    for text, ripe in (
        ("Her sister’s wedding in Cebu", date(2026, 11, 7)),
        ("The half marathon, first one", None),
        ("The exam of her son", date(2026, 12, 20)),
    ):
        desk.threads.add(Thread(person_id=maria.id, text=text, ripe_on=ripe, created_at=promised))
    for text, minutes, state in (
        ("How the first 1:1s went", 10, AgendaState.DISCUSSED),
        ("Promotion case: the story", 15, AgendaState.OPEN),
        ("Saying no to the platform team", 10, AgendaState.OPEN),
    ):
        item = AgendaItem(mentorship_id=mentorship.id, text=text, minutes=minutes, author_id=sample.me.id, state=state)
        desk.agenda.add(replace(item, meeting_id=sample.call.id if state is AgendaState.DISCUSSED else ""))
    goal = desk.goals.add(
        Goal(
            owner_id=maria.id,
            mentorship_id=mentorship.id,
            title="Lead a team of four",
            due_on=date(2027, 3, 1),
            created_at=promised,
        )
    )
    desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=promised, value=7, sentence="Two 1:1s held"))
    desk.questions.add(
        Question(mentorship_id=mentorship.id, text="May I skip a level for feedback?", urgency=Urgency.URGENT)
    )
    desk.notes.add(
        Note(
            person_id=maria.id,
            mentorship_id=mentorship.id,
            meeting_id=last.id,
            text="# Delegation\n\nShe lets go of **reviews** first.\n- [ ] @Maria draft",
            created_at=promised,
        )
    )


def second_person(sample: SampleDesk, *, last_met: datetime | None, cadence_days: int = 14) -> Person:
    """Add Chidi in Lagos, a mentor of mine, last met then."""
    chidi = sample.desk.people.add(Person(name="Chidi Okafor", zone="Africa/Lagos"))
    mentorship = sample.desk.mentorships.add(
        Mentorship(person_id=chidi.id, my_role=Role.MENTEE, cadence_days=cadence_days, started_on=date(2026, 1, 1))
    )
    if last_met:
        hold(sample, chidi, last_met, "Career map", mentorship.id)
    return chidi


def call_off(sample: SampleDesk) -> None:
    """Leave nothing planned."""
    sample.desk.meetings.save(replace(sample.desk.meetings.get(sample.call.id), status=Status.CANCELLED))
