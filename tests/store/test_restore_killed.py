"""Real processes killed, and disks that fail, at every step of backing up, restoring and salvaging: before or after, never between."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.folders import desk_folder
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Damaged
from mentordesk.workflows.safety.check import check_desk
from tests.support.clock import FakeClock
from tests.support.forked import Forked

ROUNDS = int(os.environ.get("MENTORDESK_FAULT_ROUNDS", "20"))
"""A tenth of what `dev.py faults` runs."""

BEFORE, AFTER = "as it is now", "as it was then"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a backup of an earlier state, whose last run was killed: its log is still beside it."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    clock = FakeClock()
    desk = Desk.open(folder, clock)
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(40)])
    desk.notes.add(Note(text=AFTER))
    backups.write(folder, backups.Reason.DAILY, clock.now())
    clock.advance(hours=3)
    for note in desk.notes.where("1"):
        desk.notes.remove(note.id)
    desk.notes.add(Note(text=BEFORE))
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    desk.close()
    return kept


RUNS = Forked("tests.support.restore_run")


@pytest.fixture(scope="module", autouse=True)
def _no_run_left() -> Iterator[None]:
    yield
    RUNS.end()


def run(verb: str, folder: Path, step: int, fault: str) -> subprocess.CompletedProcess[str]:
    return RUNS.run(verb, str(folder), str(step), fault)


def state(folder: Path) -> str:
    """Open the desk as the next start would, and tell which of the two it is; it must be sound."""
    desk = Desk.open(folder, FakeClock())
    try:
        report = check_desk(desk)
        assert report.is_fine, report.problems
        assert report.repaired == ()
        (note,) = desk.notes.where("deleted_at IS NULL")
        return note.text
    finally:
        desk.close()


def all_sound(folder: Path) -> int:
    """Verify every backup that has a name, and return how many there are."""
    found = backups.backups_of(folder)
    for backup in found:
        backups.verify(backup.path)
    return len(found)


def steps_of(verb: str, template: Path, tmp_path: Path) -> int:
    shutil.copytree(template, tmp_path / "whole")
    done = run(verb, tmp_path / "whole", -1, "none")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def chosen(steps: int) -> list[int]:
    """Return as many steps as there is time for, the same each time; all of them in the full suite."""
    return list(range(steps)) if steps <= ROUNDS else sorted(random.Random(5).sample(range(steps), ROUNDS))


@pytest.mark.parametrize("fault", ["kill", "full"])
@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_fault_at_any_step_leaves_the_desk_before_or_after(
    verb: str, fault: str, template: Path, tmp_path: Path
) -> None:
    steps = steps_of(verb, template, tmp_path)
    seen = set()
    for step in chosen(steps):
        folder = tmp_path / f"{verb}-{fault}-{step}"
        shutil.copytree(template, folder)
        done = run(verb, folder, step, fault)
        if fault == "kill":
            assert done.returncode == -9, (step, done.stderr)
        assert state(folder) in {BEFORE, AFTER}
        if fault == "full":
            told = done.stderr.strip().splitlines()[-1:]
            assert all("Trouble: " in line and "full" in line for line in told), (step, told)
            # What says that it failed has changed nothing.
            assert state(folder) == (AFTER if verb == "restore" and not told else BEFORE), step
        seen.add(state(folder))
        assert all_sound(folder) >= 1
        assert not list((folder / "backups").glob("desk-*.part"))
        shutil.rmtree(folder)
    assert seen <= {BEFORE, AFTER}
    if verb == "backup":
        assert seen == {BEFORE}


@pytest.mark.parametrize("verb", ["backup", "restore", "salvage"])
def test_a_disk_that_takes_no_more_is_said_and_changes_nothing(verb: str, template: Path, tmp_path: Path) -> None:
    size = (template / "backups").glob("*.db").__next__().stat().st_size
    for most in random.Random(6).sample(range(0, size - 4096, 1024), max(4, ROUNDS // 4)):
        folder = tmp_path / f"{verb}-{most}"
        shutil.copytree(template, folder)
        done = run(verb, folder, most, "narrow")
        told = done.stderr.strip().splitlines()[-1:]
        assert done.returncode == 1, most
        assert "Trouble: " in told[0], told
        assert state(folder) == BEFORE
        assert all_sound(folder) == 1
        assert [path.name for path in (folder / "backups").iterdir() if not path.name.startswith("desk-")] == []
        shutil.rmtree(folder)


def test_a_move_killed_at_any_step_leaves_a_whole_desk_where_its_folder_leads(template: Path, tmp_path: Path) -> None:
    steps = steps_of("move", template, tmp_path)
    places = set()
    for step in chosen(steps):
        folder = tmp_path / f"move-{step}"
        shutil.copytree(template, folder)
        assert run("move", folder, step, "kill").returncode == -9
        place = desk_folder(folder)
        assert state(place) == BEFORE
        assert all_sound(place) >= 1
        places.add(place == folder)
    assert places == {True, False}


def test_after_a_killed_restore_the_next_one_goes_through(template: Path, tmp_path: Path) -> None:
    steps = steps_of("restore", template, tmp_path)
    for step in chosen(steps)[:: max(1, ROUNDS // 5)]:
        folder = tmp_path / f"again-{step}"
        shutil.copytree(template, folder)
        run("restore", folder, step, "kill")
        done = run("restore", folder, -1, "none")
        assert done.returncode == 0, done.stderr
        assert state(folder) == AFTER
        shutil.rmtree(folder)


def test_a_restore_of_a_damaged_desk_killed_anywhere_leaves_the_damage_or_the_backup(
    template: Path, tmp_path: Path
) -> None:
    harmed = tmp_path / "harmed"
    shutil.copytree(template, harmed)
    for log in ("desk.db-wal", "desk.db-shm"):
        (harmed / log).unlink(missing_ok=True)
    (harmed / "desk.db").write_bytes(b"\xa5" * 8192)
    steps = steps_of("restore", harmed, tmp_path)
    for step in chosen(steps):
        folder = tmp_path / f"harmed-{step}"
        shutil.copytree(harmed, folder)
        run("restore", folder, step, "kill")
        try:
            assert state(folder) == AFTER
        except Damaged:
            assert (folder / "desk.db").read_bytes() == b"\xa5" * 8192
        assert all_sound(folder) == 1
        shutil.rmtree(folder)
