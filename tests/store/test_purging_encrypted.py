"""What was purged from an encrypted desk is in none of its pages, decrypted one by one: who has the key finds no more than who has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store.desk import Desk
from mentordesk.store.purging import Reach, purge
from mentordesk.store.scouring import close_book, scour
from mentordesk.vault.keys import Key, Keys
from tests.support.all_about import put_all_about
from tests.support.clock import FakeClock
from tests.support.pages import opened_pages

KEY = Key(bytes(range(32)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(Desk.open(tmp_path / "desk", FakeClock(), Keys(KEY), keeps_undo=True)) as desk:
        yield desk


def pages(desk: Desk) -> bytes:
    """Return all that is in the file, with nothing left in its log."""
    desk.database.tables.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert (desk.folder / "desk.db-wal").stat().st_size == 0
    return b"".join(opened_pages(desk.database.path, KEY))


def test_nothing_of_somebody_is_left_in_any_page_inside(desk: Desk) -> None:
    other = desk.people.add(Person(name="Kwame Mensah"))
    desk.notes.add(Note(person_id=other.id, text="Stays as it is"))
    about = put_all_about(desk)
    desk.notes.write(about.ids["note"], "zqsecond wording " * 200)
    desk.notes.write(about.ids["note"], "zqthird")
    before = pages(desk)
    # What a note is called and tagged with follows its text, and was written over with that.
    words = {*about.words.values(), "zqsecond", "zqthird"} - {about.words["note", name] for name in ("name", "tags")}
    assert [word for word in words if word.encode() not in before] == []
    assert b"zqthird" not in desk.database.path.read_bytes(), "it is encrypted"

    purge(desk.database, Reach(desk.database).of_person(about.person_id))
    scour(desk)
    close_book(desk.database)

    after = pages(desk)
    assert [word for word in words if word.encode() in after] == []
    assert b"zq" not in after
    assert about.person_id.encode() not in after
    assert b"Stays as it is" in after
