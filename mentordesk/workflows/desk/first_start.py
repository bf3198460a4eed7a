"""The first start: make a new desk somebody's, and correct it while they are still at it."""

from __future__ import annotations

from dataclasses import replace

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile, Side
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic


def begin_desk(desk: Desk, name: str, zone: str, side: Side) -> Profile:
    """Make this desk somebody's, or change whose it is; raises Mistake with the field at fault: `name` or `zone`.

    It is no step of undo: a desk without anybody would be no desk.
    """
    with desk.database.change(Topic.PROFILE, Topic.PEOPLE):
        profile = desk.profile.mine()
        me = Person(name=" ".join(name.split()), zone=zone)
        if profile is None:
            return desk.profile.begin(me, Profile(side=side))
        before = desk.people.get(profile.person_id)
        desk.people.save(replace(before, name=me.name, zone=zone))
        return desk.profile.save(replace(profile, side=side))
