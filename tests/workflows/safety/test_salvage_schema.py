"""A page of the list of tables is damaged: SQLite then reads nothing at all, and what was written is saved all the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mentordesk.store import engine
from mentordesk.store.desk import Desk
from mentordesk.store.triggers import record_tables
from mentordesk.vault.keys import NO_KEYS, Key, Keys
from mentordesk.workflows.demo import write_demo
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.safety.restore import restore
from mentordesk.workflows.safety.salvage import lost_words, salvage
from tests.support.clock import FakeClock
from tests.support.pages import PAGE, SALT, opened_pages

KEYS = {"plain": NO_KEYS, "encrypted": Keys(Key(bytes(range(32))))}
_rooms: list[TemporaryDirectory[str]] = []


@cache
def written(kind: str) -> tuple[bytes, dict[str, int], tuple[int, ...]]:
    """Return the file of a small desk, how many rows each of its tables has, and which pages hold the list of tables."""
    _rooms.append(TemporaryDirectory(prefix="salvage-"))
    folder, keys, clock = Path(_rooms[-1].name) / kind, KEYS[kind], FakeClock()
    with closing(Desk.open(folder, clock, keys)) as desk:
        write_demo(desk, meetings=25, seed=3, now=clock.now())
    path = folder / "desk.db"
    content = path.read_bytes()
    with closing(engine.open_file(path, keys)) as connection:
        counts = {
            table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in record_tables(connection)
        }
    if keys.now is None:
        pages = tuple(content[start : start + PAGE] for start in range(0, len(content), PAGE))
        return content, counts, tuple(pages_of_list(pages, 1, 0))
    return content, counts, tuple(pages_of_list(tuple(opened_pages(path, keys.now)), 1, SALT))


def pages_of_list(pages: tuple[bytes, ...], number: int, missing: int) -> Iterator[int]:
    """Walk the tree of the list, https://sqlite.org/fileformat2.html#b_tree_pages; `missing` bytes are not there of page one."""
    yield number
    page, cut = pages[number - 1], missing if number == 1 else 0
    begin = 100 - cut if number == 1 else 0
    if page[begin] == 5:
        cells = int.from_bytes(page[begin + 3 : begin + 5], "big")
        places = [
            int.from_bytes(page[begin + 12 + 2 * cell : begin + 14 + 2 * cell], "big") - cut for cell in range(cells)
        ]
        for place in (*places, begin + 8):
            yield from pages_of_list(pages, int.from_bytes(page[place : place + 4], "big"), missing)


def lay_damaged(folder: Path, content: bytes, *pages: int) -> None:
    """Write a desk of which these pages are noise; of page one the first bytes stay, which the seals of all others need."""
    harmed = bytearray(content)
    for page in pages:
        begin = (page - 1) * PAGE + (SALT if page == 1 else 0)
        harmed[begin : page * PAGE] = random.Random(page).randbytes(page * PAGE - begin)
    folder.mkdir()
    (folder / "desk.db").write_bytes(harmed)


@pytest.mark.parametrize("kind", KEYS)
def test_whichever_page_of_the_list_is_damaged_every_record_is_saved(kind: str, tmp_path: Path) -> None:
    content, counts, pages = written(kind)
    assert len(pages) > 30
    assert sum(counts.values()) > 200
    # The first ones list the tables of nouns, the others triggers: page one, one of those that matter most, and one of all.
    chosen = {1, random.choice(pages[1:7]), random.choice(pages)}
    for page in sorted(chosen):
        folder = tmp_path / f"page-{page}"
        lay_damaged(folder, content, page)
        saved = salvage(folder, FakeClock(), keys=KEYS[kind])
        assert {table: saved.tables[table].saved for table in counts} == counts, f"page {page}"
        assert saved.lost == 0


@pytest.mark.parametrize("kind", KEYS)
def test_what_is_saved_of_a_damaged_list_becomes_a_desk_in_order_and_what_may_be_missing_is_told(
    kind: str, tmp_path: Path
) -> None:
    content, counts, pages = written(kind)
    folder, clock = tmp_path / "desk", FakeClock()
    lay_damaged(folder, content, *pages[1:3])
    saved = salvage(folder, clock, keys=KEYS[kind])
    assert "more may be missing" in lost_words(saved)
    assert saved.tables["goal"].is_all_known != saved.tables["person"].is_all_known
    restore(folder, saved.path, clock, keys=KEYS[kind])
    with closing(Desk.open(folder, clock, KEYS[kind])) as desk:
        assert len(desk.people.where("1")) == counts["person"]
        assert check_desk(desk).is_fine


def test_of_an_encrypted_file_without_its_very_first_bytes_nothing_is_saved_and_that_is_said(tmp_path: Path) -> None:
    content, _counts, _pages = written("encrypted")
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "desk.db").write_bytes(bytes(PAGE) + content[PAGE:])
    with pytest.raises(engine.OtherKey):
        salvage(folder, FakeClock(), keys=KEYS["encrypted"])
