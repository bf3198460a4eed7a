"""The profile on disk: one row, pointing at the person I am."""

from __future__ import annotations

from dataclasses import replace

from mentordesk.domain.people import Person, checked_person
from mentordesk.domain.profile import Profile
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class ProfileStore(RecordTable[Profile]):
    """Who I am on this desk. A desk without a profile is new."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Profile, "profile", Topic.PROFILE)
        self._people = RecordTable(database, Person, "person", Topic.PEOPLE)

    def mine(self) -> Profile | None:
        """Return my profile; None on a new desk."""
        return self.first()

    def begin(self, me: Person, profile: Profile) -> Profile:
        """Make this desk mine: keep me as a person, and the profile pointing at me."""
        with self.database.change(Topic.PROFILE, Topic.PEOPLE):
            person = self._people.add(checked_person(me))
            return self.add(replace(profile, person_id=person.id))

    def me(self) -> Person:
        """Return the person I am; raises Mistake on a new desk."""
        profile = self.mine()
        return self._people.get(profile.person_id if profile else "")
