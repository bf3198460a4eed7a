"""Searching and saving on an encrypted desk, beside the same desk that is not encrypted, in turn."""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path

from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.vault.keyrings import SystemKeyring
from mentordesk.vault.keys import NO_KEYS
from mentordesk.workflows.desk.open_desk import by_keyring, way_in
from mentordesk.workflows.notes.keep_note import keep_note
from tests.benchmarks.desks import NOW
from tests.benchmarks.subjects.saving import note_of, words_of
from tests.benchmarks.subjects.searching import LIMIT, questions_of
from tests.benchmarks.subjects.telling import finish, tell_samples, timed
from tests.support.clock import FakeClock

WARMED = 3
SAVES = {"2 kB": (2_000, 160), "50 kB": (50_000, 60)}
"""Letters, and how often: enough for a median that the disk of a busy machine does not move."""


class Opened:
    """One of the two desks, and the note that is written on it."""

    def __init__(self, folder: Path) -> None:
        _way, file = way_in(folder)
        keys = by_keyring(file, SystemKeyring()).keys if file else NO_KEYS
        self.clock = FakeClock(NOW.isoformat())
        self.desk = Desk.open(folder, self.clock, keys, patience_ms=0, keeps_undo=True)

    def begin_note(self) -> None:
        """Add the note that is saved from now on."""
        meeting = self.desk.meetings.held(limit=1)[0]
        place = Note(person_id=meeting.person_id, mentorship_id=meeting.mentorship_id, meeting_id=meeting.id)
        self.note = self.desk.notes.add(place)

    def save(self, text: str) -> float:
        """Save the note; return the ms it took."""
        self.clock.advance(seconds=2)
        return timed(partial(keep_note, self.desk, self.clock, self.note.id, text))

    def find(self, words: str) -> float:
        """Search; return the ms it took."""
        return timed(partial(self.desk.search.find, words, limit=LIMIT))


def main(sealed: Path, plain: Path) -> None:
    """Do everything on both desks in turn, now this one first and now that, and tell the times."""
    both = Opened(sealed), Opened(plain)
    _search(*both)
    _save(*both)
    for one in both:
        one.desk.close()
    finish()


def _search(sealed: Opened, plain: Opened) -> None:
    chance = random.Random(1)
    for name, questions in questions_of(plain.desk, chance).items():
        asked = [words for words, _match in questions]
        for words in asked[:5]:
            sealed.find(words)
            plain.find(words)
        ours: list[float] = []
        bare: list[float] = []
        for turn in range(3):
            chance.shuffle(asked)
            for words in asked:
                for desk, samples in _in_turn(turn, (sealed, ours), (plain, bare)):
                    samples.append(desk.find(words))
        tell_samples(f"search, {name}", ours, bare)


def _save(sealed: Opened, plain: Opened) -> None:
    words = words_of(plain.desk)
    chance = random.Random(1)
    for name, (size, turns) in SAVES.items():
        sealed.begin_note()
        plain.begin_note()
        ours: list[float] = []
        bare: list[float] = []
        text = note_of(words, chance, size)
        for turn in range(turns + WARMED):
            text += f" {chance.choice(words)}"
            for desk, samples in _in_turn(turn, (sealed, ours), (plain, bare)):
                samples.append(desk.save(text))
        tell_samples(f"saving a note of {name}", ours[WARMED:], bare[WARMED:])


def _in_turn(
    turn: int, one: tuple[Opened, list[float]], other: tuple[Opened, list[float]]
) -> tuple[tuple[Opened, list[float]], ...]:
    return (one, other) if turn % 2 else (other, one)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
