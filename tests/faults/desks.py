"""The desk that the fault suite does things to: encrypted, small, with something of each kind on it."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from mentordesk.domain import records
from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import keep_meeting_note, keep_person_note
from tests.support.clock import FakeClock

_ROOM_BYTES = 400_000_000
_STAMP_NS = 1_790_000_000_000_000_000


@dataclass(frozen=True)
class Template:
    """A desk to copy, its key, and what is on it."""

    folder: Path
    keys: Keys
    maria: Person
    mentorship: Mentorship
    call: Meeting
    topic: AgendaItem
    note_id: str

    def copy_to(self, folder: Path) -> Path:
        """Return a copy to do things to."""
        shutil.copytree(self.folder, folder)
        return folder

    def open(self, folder: Path) -> Desk:
        """Open a copy."""
        return Desk.open(folder, FakeClock(), self.keys, keeps_undo=True)


def make_template(folder: Path, *, people: int = 20) -> Template:
    """Make the desk in a folder and close it."""
    keys, clock = Keys(Key.new()), FakeClock()
    with closing(Desk.open(folder, clock, keys, keeps_undo=True)) as desk:
        desk.profile.begin(Person(name="Elena Weber", zone="Europe/Berlin", city="Berlin"), Profile())
        maria = desk.people.add(Person(name="Maria Santos", zone="Asia/Manila", city="Manila"))
        mentorship = desk.mentorships.add(Mentorship(person_id=maria.id, started_on=date(2026, 1, 7)))
        desk.people.add_all([Person(name=f"Person {number}", remember="tea " * 40) for number in range(people)])
        desk.goals.add(Goal(mentorship_id=mentorship.id, title="Lead a team of four"))
        call = start_unplanned(desk, clock, maria.id)
        topic = desk.agenda.add(AgendaItem(mentorship_id=mentorship.id, meeting_id=call.id, text="Her first week"))
        keep_meeting_note(desk, clock, call.id, "# A good start\n\n- [ ] @maria a page a day\n~ her move to Lisbon\n")
        note = keep_person_note(desk, clock, maria.id, "Likes to begin slowly. #beginnings").note
    return Template(folder, keys, maria, mentorship, call, topic, note.id)


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Yield a folder that is gone afterwards; in memory where there is room, since no power cut is at stake."""
    memory = Path("/dev/shm")
    is_roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_BYTES
    with tempfile.TemporaryDirectory(prefix="mentordesk-faults-", dir=memory if is_roomy else None) as folder:
        yield Path(folder).resolve()


def repeat_ids(seed: int) -> None:
    """Let this process make the same ids each time: what is done twice can then be compared to the letter."""
    chance = random.Random(seed)
    _make_ids(SimpleNamespace(urandom=chance.randbytes), SimpleNamespace(time_ns=lambda: _STAMP_NS + seed))


def new_ids() -> None:
    """Let this process make ids again that nobody ever had."""
    _make_ids(os, time)


def _make_ids(chance: object, clock: object) -> None:
    setattr(records, "os", chance)  # noqa: B010 - only for this process
    setattr(records, "time", clock)  # noqa: B010
    setattr(records, "_last_stamp", 0)  # noqa: B010
