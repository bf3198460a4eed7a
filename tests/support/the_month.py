"""One month of a mentor and a mentee: what both know of it, and the mentor's desk as it was written from day to day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile, Side
from mentordesk.store.desk import Desk
from mentordesk.workflows.advice import keep_advice
from mentordesk.workflows.goals import check_in, keep_goal
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.meetings import edit_agenda, plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk.workflows.people import tell_thread
from mentordesk.workflows.promises import edit_action
from mentordesk.workflows.questions import ask_question
from tests.support.clock import FakeClock

SPEAK, THESIS, EVENINGS = "Speak up in meetings", "Write the thesis", "Fewer late evenings"
GOALS = {
    SPEAK: GoalWords(title=SPEAK, why="I am heard too late"),
    THESIS: GoalWords(title=THESIS, start="0", target="40", unit="pages"),
    EVENINGS: GoalWords(title=EVENINGS, start="5", target="2", unit="evenings"),
}
SHARES = {SPEAK: "60%", THESIS: "55%", EVENINGS: "100%"}
"""How far each goal came by the end."""
CHECK_INS = (
    (28, EVENINGS, "5", "As ever"),
    (21, THESIS, "4", "An outline"),
    (14, EVENINGS, "4", "One evening off"),
    (14, SPEAK, "4", "Once, and quietly"),
    (7, EVENINGS, "3", "Three nights"),
    (3, THESIS, "22", "Two chapters"),
    (0, SPEAK, "6", "said it first this time"),
    (0, EVENINGS, "2", "gone by nine"),
)
"""How many days ago, on which goal, the number, and a sentence."""
URGENT, SOON, NEXT = "May I turn the offer down?", "Which chapter comes first?", "How do I ask for a raise?"
ADVICE = "Say the number first"
ADVISED_DAYS_AGO = 15
CARRIED = "What next year is for"
PROMISE = "send the draft"
WEDDING = "her sister's wedding"


def write_mentors_desk(folder: Path) -> None:
    """Write what Elena kept of Maria's month, each thing on its day; their next call is in some minutes."""
    real = SystemClock()
    clock = FakeClock((real.now() - timedelta(days=29)).isoformat(), "Europe/Berlin")
    desk = Desk.open(folder, clock)
    try:
        desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin", city="Berlin"), Profile(side=Side.MENTOR))
        maria = desk.people.add(Person(name="Maria Santos", zone="Europe/Lisbon", city="Lisbon"))
        started = clock.now().date()
        together = desk.mentorships.add(
            Mentorship(person_id=maria.id, my_role=Role.MENTOR, cadence_days=14, started_on=started)
        )
        goals = {
            title: keep_goal.add_goal(desk, clock, replace(words, owner_id=maria.id)) for title, words in GOALS.items()
        }
        edit_agenda.add_topic(desk, CARRIED, mentorship_id=together.id)
        for days_ago in range(28, -1, -1):
            clock.jump_wall(days=1)
            if days_ago == ADVISED_DAYS_AGO:
                _hold_a_call(desk, clock, maria, together)
            for on, title, value, sentence in CHECK_INS:
                if on == days_ago:
                    check_in.check_in(
                        desk, clock, goals[title].id, check_in.CheckInWords(value=value, sentence=sentence)
                    )
        for words in (f"{URGENT} !urgent", f"{SOON} !week", NEXT):
            ask_question.ask_typed(desk, clock, words, person_id=maria.id, theirs=True)
        soon = clock.now().astimezone(clock.zone()).replace(tzinfo=None, second=0, microsecond=0) + timedelta(
            minutes=12
        )
        plan_meeting.plan_meeting(desk, clock, Plan(person_id=maria.id, wall=soon))
    finally:
        desk.close()


def _hold_a_call(desk: Desk, clock: FakeClock, maria: Person, together: Mentorship) -> None:
    """Two weeks ago: advice, a promise of hers, something of her life, and a topic for which there was no time."""
    wall = clock.now().astimezone(clock.zone()).replace(tzinfo=None, second=0, microsecond=0) - timedelta(minutes=60)
    call = plan_meeting.plan_meeting(desk, clock, Plan(person_id=maria.id, wall=wall))
    plan_meeting.hold_meeting(desk, clock, call.id)
    keep_advice.keep_advice(desk, clock, together.id, desk.profile.me().id, ADVICE, meeting_id=call.id)
    edit_action.add_action(desk, clock, f"@maria {PROMISE}", mentorship_id=together.id, meeting_id=call.id)
    tell_thread.add_thread(desk, clock, maria.id, WEDDING)
