"""People on disk."""

from __future__ import annotations

from collections.abc import Sequence

from mentordesk.domain.people import Person, checked_person
from mentordesk.store.database import Database
from mentordesk.store.record_table import RecordTable
from mentordesk.store.topics import Topic


class PersonStore(RecordTable[Person]):
    """Everybody on this desk, myself included."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, Person, "person", Topic.PEOPLE)

    def checked(self, record: Person) -> Person:
        """Return the person as one may be kept; raises Mistake without a name or with an unknown zone."""
        return checked_person(record)

    def others(self) -> tuple[Person, ...]:
        """Return everybody but me, by name as people sort it."""
        found = self.where("id NOT IN (SELECT person_id FROM profile WHERE deleted_at IS NULL)")
        return tuple(sorted(found, key=lambda person: person.name.casefold()))

    def named(self, name: str) -> tuple[Person, ...]:
        """Return those called so: by whole name, first name or what I call them, whatever the case."""
        wanted = name.casefold().strip()
        return tuple(
            person
            for person in self.others()
            if wanted in {person.name.casefold(), person.short_name.casefold(), person.name.casefold().replace(" ", "")}
        )

    def names_in_trash(self) -> tuple[str, ...]:
        """Return who lies in the trash, the last thrown away first."""
        rows = self.database.rows(
            f"SELECT name FROM {self.name} WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id"
        )
        return tuple(row["name"] for row in rows)

    def names(self) -> dict[str, str]:
        """Return the name of everybody by id, for lists of things that are about somebody."""
        return {row["id"]: row["name"] for row in self.database.rows(f"SELECT id, name FROM {self.name}")}

    def names_of_others(self) -> dict[str, str]:
        """Return the name of everybody but me by id, without those in the trash: to find somebody while a name is typed."""
        mine = "SELECT person_id FROM profile WHERE deleted_at IS NULL"
        rows = self.database.rows(f"SELECT id, name FROM {self.name} WHERE deleted_at IS NULL AND id NOT IN ({mine})")
        return {row["id"]: row["name"] for row in rows}

    def names_to_call(self) -> tuple[tuple[str, str, str], ...]:
        """Return id, name and what I call them of everybody but me, by name as people sort it; to look for many names."""
        mine = "SELECT person_id FROM profile WHERE deleted_at IS NULL"
        rows = self.database.rows(
            f"SELECT id, name, called FROM {self.name} WHERE deleted_at IS NULL AND id NOT IN ({mine}) ORDER BY id"
        )
        return tuple(sorted(((row["id"], row["name"], row["called"]) for row in rows), key=_by_name))

    def with_mail(self, addresses: Sequence[str]) -> tuple[Person, ...]:
        """Return those who have one of the mail addresses."""
        wanted = {address.casefold().removeprefix("mailto:") for address in addresses}
        return tuple(
            person for person in self.others() if wanted & {channel.value.casefold() for channel in person.channels}
        )


def _by_name(called: tuple[str, str, str]) -> str:
    return called[1].casefold()
