"""Find the running mentorship with a person, or begin one: agenda, actions and goals belong to a mentorship."""

from __future__ import annotations

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship, Role
from mentordesk.domain.profile import Side
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic

_MY_ROLE = {Side.MENTOR: Role.MENTOR, Side.MENTEE: Role.MENTEE, Side.BOTH: Role.PEER}


def mentorship_with(desk: Desk, clock: Clock, person_id: str, my_role: Role | None = None) -> Mentorship:
    """Return the running mentorship with a person, beginning one today where there is none.

    Without `my_role` the new one takes it from the profile: whoever is both is a peer until they say otherwise.
    """
    with desk.database.change(Topic.MENTORSHIPS):
        current = desk.mentorships.current_of(person_id)
        if current:
            return current
        profile = desk.profile.mine()
        role = my_role or _MY_ROLE[profile.side if profile else Side.BOTH]
        today = clock.now().astimezone(clock.zone()).date()
        return desk.mentorships.add(Mentorship(person_id=person_id, my_role=role, started_on=today))
