"""Mentorships with a person: find the running one, begin, change and end one. Agenda, actions and goals belong to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship, Role, checked_mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Side
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic

_MY_ROLE = {Side.MENTOR: Role.MENTOR, Side.MENTEE: Role.MENTEE, Side.BOTH: Role.PEER}


def usual_role(desk: Desk) -> Role:
    """Return what I usually am, from the profile: whoever is both is a peer until they say otherwise."""
    profile = desk.profile.mine()
    return _MY_ROLE[profile.side if profile else Side.BOTH]


def mentorship_with(desk: Desk, clock: Clock, person_id: str, my_role: Role | None = None) -> Mentorship:
    """Return the running mentorship with a person, beginning one today where there is none.

    Without `my_role` the new one takes it from the profile, see `usual_role`.
    """
    with desk.database.change(Topic.MENTORSHIPS):
        current = desk.mentorships.current_of(person_id)
        if current:
            return current
        role = my_role or usual_role(desk)
        today = clock.now().astimezone(clock.zone()).date()
        return desk.mentorships.add(Mentorship(person_id=person_id, my_role=role, started_on=today))


def add_person(desk: Desk, clock: Clock, person: Person, my_role: Role | None = None) -> Person:
    """Add a person and, with a role, begin a mentorship today, as one act; raises Mistake with the field at fault."""
    with desk.database.change(Topic.PEOPLE, Topic.MENTORSHIPS, act=_("Add {name}").format(name=person.name)):
        kept = desk.people.add(person)
        if my_role:
            mentorship_with(desk, clock, kept.id, my_role)
        return kept


def begin_mentorship(desk: Desk, mentorship: Mentorship) -> Mentorship:
    """Begin another mentorship with a person, besides or after those there were."""
    return desk.mentorships.add(checked_mentorship(mentorship), act=_("Begin a mentorship"))


def change_mentorship(desk: Desk, mentorship: Mentorship) -> Mentorship:
    """Change what a mentorship is about."""
    return desk.mentorships.save(checked_mentorship(mentorship), act=_("Change the mentorship"))


def end_mentorship(desk: Desk, mentorship_id: str, on: date, why: str = "") -> Mentorship:
    """End a mentorship; what happened in it stays. Raises Mistake, field `ended`, for a day before it began."""
    with desk.database.change(Topic.MENTORSHIPS, act=_("End the mentorship")):
        mentorship = desk.mentorships.get(mentorship_id)
        return desk.mentorships.save(checked_mentorship(replace(mentorship, ended_on=on, ended_why=why.strip())))


def resume_mentorship(desk: Desk, mentorship_id: str) -> Mentorship:
    """Go on with a mentorship that had ended."""
    with desk.database.change(Topic.MENTORSHIPS, act=_("Resume the mentorship")):
        mentorship = desk.mentorships.get(mentorship_id)
        return desk.mentorships.save(replace(mentorship, ended_on=None, ended_why=""))
