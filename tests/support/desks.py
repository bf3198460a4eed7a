"""Small desks for tests: me in Berlin, a mentee in Manila, one mentorship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import NO_KEYS, Keys
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk


@dataclass(frozen=True)
class SmallDesk:
    """A desk with me, Maria and our mentorship."""

    desk: Desk
    clock: FakeClock
    me: Person
    maria: Person
    mentorship: Mentorship


@contextmanager
def small_desk(folder: Path, clock: FakeClock | None = None, keys: Keys = NO_KEYS) -> Iterator[SmallDesk]:
    """Open a new small desk in a folder, undo included, and close it."""
    clock = clock or FakeClock()
    desk = new_desk(folder, clock, keys, keeps_undo=True)
    try:
        desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin", city="Berlin"), Profile())
        maria = desk.people.add(
            Person(
                name="Maria Santos",
                zone="Asia/Manila",
                city="Manila",
                call_link="https://meet.example/maria",
            )
        )
        mentorship = desk.mentorships.add(Mentorship(person_id=maria.id, started_on=date(2026, 1, 7)))
        yield SmallDesk(desk, clock, desk.profile.me(), maria, mentorship)
    finally:
        desk.close()
