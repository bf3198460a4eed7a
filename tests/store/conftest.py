"""A desk in a folder of its own, with a clock that stands still, and a first mentorship on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", clock, patience_ms=0, keeps_undo=True)
    yield desk
    desk.close()


@dataclass(frozen=True)
class Pair:
    """Elena, Maria, and what they have with each other."""

    me: Person
    maria: Person
    mentorship: Mentorship


@pytest.fixture
def pair(desk: Desk) -> Pair:
    desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin"), Profile())
    maria = desk.people.add(Person(name="Maria Santos", zone="Asia/Manila"))
    mentorship = desk.mentorships.add(Mentorship(person_id=maria.id))
    return Pair(desk.profile.me(), maria, mentorship)
