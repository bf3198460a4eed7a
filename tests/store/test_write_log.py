"""A broken write-ahead log: how many saved changes it has cost is known to the one, and nothing is said where nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.store.write_log import lost_in_log
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.safety.lost_words import lost_words
from tests.support.clock import FakeClock
from tests.support.sources import ROOT

NOTES = 12
KEYS = Keys(Key(bytes(range(32))))

_WRITER = """
import os, sys
from pathlib import Path
from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Key, Keys
from tests.support.clock import FakeClock
desk = Desk.open(Path(sys.argv[1]), FakeClock(), Keys(Key(bytes(range(32)))))
for number in range(int(sys.argv[2])):
    desk.notes.add(Note(text=f"note {number}"))
os._exit(9)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose log holds as many changes as notes: its run was killed."""
    folder = tmp_path_factory.mktemp("killed") / "desk"
    Desk.open(folder, FakeClock(), KEYS).close()
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")])}
    subprocess.run([sys.executable, "-c", _WRITER, str(folder), str(NOTES)], env=surroundings, check=False, timeout=60)
    return folder


@pytest.fixture
def folder(killed: Path, tmp_path: Path) -> Path:
    shutil.copytree(killed, tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def log(folder: Path) -> Path:
    return folder / "desk.db-wal"


def notes_left(folder: Path) -> int:
    with closing(Desk.open(folder, FakeClock(), KEYS)) as desk:
        return len(desk.notes.where("1"))


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x40
    path.write_bytes(content)


def test_a_log_that_is_whole_has_lost_nothing(folder: Path) -> None:
    assert lost_in_log(folder, KEYS) is None
    assert notes_left(folder) == NOTES
    assert lost_in_log(folder, KEYS) is None


def places() -> Iterator[float]:
    chance = random.Random(3)
    yield from (chance.random() for _count in range(25))


@pytest.mark.parametrize("share", list(places()))
def test_a_flipped_byte_costs_the_changes_behind_it_and_they_are_counted(folder: Path, log: Path, share: float) -> None:
    flip(log, 32 + int(share * (log.stat().st_size - 33)))
    lost = lost_in_log(folder, KEYS)
    there = notes_left(folder)
    assert lost is not None
    assert there + lost.changes == NOTES or not lost.is_all_known


def test_a_broken_beginning_costs_all_of_it(folder: Path, log: Path) -> None:
    flip(log, 17)
    lost = lost_in_log(folder, KEYS)
    assert lost is not None
    assert (lost.changes, lost.is_all_known) == (NOTES, True)
    assert notes_left(folder) == 0


def test_a_first_sector_that_never_arrived_is_noticed(folder: Path, log: Path) -> None:
    content = log.read_bytes()
    log.write_bytes(bytes(512) + content[512:])
    lost = lost_in_log(folder, KEYS)
    assert lost is not None
    assert not lost.is_all_known


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_log_that_was_cut_off_is_noticed_though_nobody_can_count(folder: Path, log: Path, share: float) -> None:
    content = log.read_bytes()
    log.write_bytes(content[: int(len(content) * share)])
    lost = lost_in_log(folder, KEYS)
    assert lost is not None
    assert not lost.is_all_known
    assert notes_left(folder) < NOTES


def test_a_log_that_is_gone_is_noticed(folder: Path, log: Path) -> None:
    log.unlink()
    assert lost_in_log(folder, KEYS) is not None


def test_without_its_index_the_log_alone_tells(folder: Path, log: Path) -> None:
    (folder / "desk.db-shm").unlink()
    flip(log, log.stat().st_size // 2)
    lost = lost_in_log(folder, KEYS)
    assert lost is not None
    assert notes_left(folder) + lost.changes == NOTES


def test_what_was_moved_into_the_file_before_is_not_lost(folder: Path, log: Path) -> None:
    with closing(Desk.open(folder, FakeClock(), KEYS)) as desk:
        desk.database.value("PRAGMA wal_checkpoint(PASSIVE)")
        shutil.copytree(folder, folder.with_name("moved"))
    moved = folder.with_name("moved")
    (moved / "desk.db-wal").write_bytes(b"")
    assert lost_in_log(moved, KEYS) is None
    assert notes_left(moved) == NOTES


def test_an_open_desk_is_left_alone(folder: Path) -> None:
    with closing(Desk.open(folder, FakeClock(), KEYS)) as desk:
        desk.notes.add(Note(text="more"))
        assert lost_in_log(folder, KEYS) is None
        desk.notes.add(Note(text="still more"))
    assert lost_in_log(folder, KEYS) is None


def test_the_desk_knows_what_was_lost_when_it_was_opened_and_it_is_said(folder: Path, log: Path) -> None:
    flip(log, log.stat().st_size - 10)
    with closing(Desk.open(folder, FakeClock(), KEYS)) as desk:
        assert desk.database.lost is not None
        words = lost_words(desk.database.lost, FakeClock())
    assert "1 change is lost" in words
    with closing(Desk.open(folder, FakeClock(), KEYS)) as desk:
        assert desk.database.lost is None


def test_a_desk_that_no_key_opens_is_told_by_whoever_opens_it(folder: Path, log: Path) -> None:
    flip(log, 100)
    assert lost_in_log(folder, Keys(Key.new())) is None
