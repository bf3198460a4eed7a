"""Saving a note, as the editor does, beside the least that must be written: the text and its place in the index."""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path

from mentordesk.domain.notes import Note
from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME, instant_text
from mentordesk.store.desk import Desk
from mentordesk.store.searchable import indexed, register_functions
from mentordesk.workflows.notes.keep_note import keep_note
from tests.benchmarks.desks import NOW
from tests.benchmarks.subjects.telling import finish, tell_samples, timed
from tests.support.clock import FakeClock

TURNS = 40


def main(folder: Path, bare_folder: Path) -> None:
    """Save notes of two lengths over and over, each time a word longer; ours and bare in turn."""
    clock = FakeClock(NOW.isoformat())
    desk = Desk.open(folder, clock, patience_ms=0, keeps_undo=True)
    bare = _without_triggers(bare_folder)
    meeting = desk.meetings.held(limit=1)[0]
    words = words_of(desk)
    chance = random.Random(1)
    for name, size in (("2 kB", 2_000), ("50 kB", 50_000)):
        note = desk.notes.add(
            Note(person_id=meeting.person_id, mentorship_id=meeting.mentorship_id, meeting_id=meeting.id)
        )
        number = _add_plainly(bare)
        ours: list[float] = []
        plain: list[float] = []
        text = note_of(words, chance, size)
        for turn in range(TURNS + 3):
            clock.advance(seconds=2)
            text += f" {chance.choice(words)}"
            took = timed(partial(keep_note, desk, clock, note.id, text)), timed(partial(_write, bare, number, text))
            if turn >= 3:  # the first ones load what writing needs
                ours.append(took[0])
                plain.append(took[1])
        tell_samples(f"saving a note of {name}", ours, plain)
    bare.close()
    desk.close()
    finish()


def words_of(desk: Desk) -> list[str]:
    """Return the words of the desk's newest notes."""
    rows = desk.database.rows("SELECT text FROM note WHERE text <> '' ORDER BY id DESC LIMIT 100")
    return " ".join(row["text"] for row in rows).split()


def note_of(words: list[str], chance: random.Random, size: int) -> str:
    """Return so many letters in lines and paragraphs, with a promise here and there, as notes have."""
    lines = ["# What we talked about"]
    length = 0
    while length < size:
        line = " ".join(chance.choices(words, k=chance.randint(8, 30)))
        line = chance.choice(("", "", "", "- ", "\n## ", "> ")) + line
        lines.append(line)
        length += len(line.encode()) + 1
    return "\n".join(lines).encode()[:size].decode(errors="ignore")


def _without_triggers(folder: Path) -> engine.Connection:
    connection = engine.connect(str(folder / FILE_NAME), isolation_level=None)
    register_functions(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def _add_plainly(bare: engine.Connection) -> int:
    number = int(bare.execute("SELECT max(rowid) FROM search_entry").fetchone()[0]) + 1
    bare.execute("INSERT INTO search_entry (rowid, table_name, record_id) VALUES (?, 'note', ?)", (number, str(number)))
    bare.execute("INSERT INTO note (id, text) VALUES (?, '')", (str(number),))
    return number


def _write(bare: engine.Connection, number: int, text: str) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("UPDATE note SET text = ?, updated_at = ? WHERE id = ?", (text, instant_text(NOW), str(number)))
    bare.execute("DELETE FROM search_index WHERE rowid = ?", (number,))
    bare.execute("INSERT INTO search_index (rowid, words) VALUES (?, ?)", (number, indexed(text)))
    bare.execute("COMMIT")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
