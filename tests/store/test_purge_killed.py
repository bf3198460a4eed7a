"""Real processes killed, and disks that fail, at every step of forgetting somebody: it has not begun, or the next start finishes it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.scouring import is_unfinished
from mentordesk.workflows.forgetting.forget import finish_forgetting
from mentordesk.workflows.safety.check import check_desk
from tests.support.all_about import ATTACHED, put_all_about
from tests.support.clock import FakeClock
from tests.support.forked import Forked

ROUNDS = int(os.environ.get("MENTORDESK_FAULT_ROUNDS", "20"))
"""A tenth of what `dev.py faults` runs."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one person and all there can be about them, drafts and an attachment, with a backup; its log is beside it."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    clock = FakeClock()
    desk = Desk.open(folder, clock)
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    desk.people.add_all([Person(name=f"Person {number}", remember="x" * 900) for number in range(20)])
    about = put_all_about(desk)
    backups.write(folder, backups.Reason.DAILY, clock.now())
    desk.notes.add(Note(text="Stays"))
    desk.notes.write(about.ids["note"], "zqlater " * 500)
    Drafts(folder / FOLDER_NAME).keep(f"note/{about.ids['note']}", "zqdraft")
    (folder / "attachments").mkdir(exist_ok=True)
    (folder / "attachments" / about.ids["attachment"]).write_bytes(ATTACHED)
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    desk.close()
    return kept


RUNS = Forked("tests.support.forget_run")


@pytest.fixture(scope="module", autouse=True)
def _no_run_left() -> Iterator[None]:
    yield
    RUNS.end()


def run(verb: str, folder: Path, step: int, fault: str) -> subprocess.CompletedProcess[str]:
    return RUNS.run(verb, str(folder), str(step), fault)


def words_in(folder: Path, *, with_backups: bool = False) -> bool:
    """Tell whether any byte of the folder speaks of the person."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(b"zq" in path.read_bytes() for path in files if with_backups or "backups" not in path.parts)


def after_next_start(folder: Path) -> str:
    """Open the desk, finish what a killed run left as the next start does, and tell whether it had begun; it must be sound."""
    with closing(Desk.open(folder, FakeClock())) as desk:
        is_there = bool(desk.people.where("name LIKE 'zq%'"))
        was_begun = is_unfinished(desk.database)
        assert not (is_there and was_begun)
        finish_forgetting(desk)
        assert not is_unfinished(desk.database)
        report = check_desk(desk)
        assert report.is_fine, report.problems
        # What is made up of all fields has a time that does not follow from its zone.
        assert is_there or report.repaired == ()
        assert [note.text for note in desk.notes.where("text = 'Stays'")] == ["Stays"]
        assert desk.people.count() == 21 + is_there
        if is_there:
            assert desk.database.value("SELECT count(*) FROM check_in") == 1
            return "not begun"
    assert not words_in(folder)
    return "finished" if was_begun else "done before"


def steps_of(verb: str, template: Path, tmp_path: Path) -> int:
    shutil.copytree(template, tmp_path / "whole")
    done = run(verb, tmp_path / "whole", -1, "none")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def chosen(steps: int) -> list[int]:
    """Return as many steps as there is time for, the same each time, the last ones among them; all of them in the full suite."""
    if steps <= ROUNDS:
        return list(range(steps))
    late = max(6, ROUNDS // 3)
    return sorted({*random.Random(7).sample(range(steps), ROUNDS - late), *range(steps - late, steps)})


@pytest.mark.parametrize("verb", ["forget", "renew"])
def test_killed_anywhere_it_has_not_begun_or_the_next_start_finishes_it(
    verb: str, template: Path, tmp_path: Path
) -> None:
    steps = steps_of(verb, template, tmp_path)
    seen = set()
    for step in chosen(steps):
        folder = tmp_path / f"{verb}-{step}"
        shutil.copytree(template, folder)
        done = run(verb, folder, step, "kill")
        assert done.returncode == -9, (step, done.stderr)
        state = after_next_start(folder)
        if verb == "renew" and state != "not begun":
            assert not words_in(folder, with_backups=True), step
            assert len(backups.backups_of(folder)) >= 1
        seen.add(state)
        shutil.rmtree(folder)
    assert {"not begun", "finished"} <= seen


def test_killed_while_it_is_finished_the_start_after_that_finishes_it(template: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    shutil.copytree(template, half)
    steps = steps_of("forget", template, tmp_path)
    for step in range(steps - 1, 0, -1):
        shutil.rmtree(half)
        shutil.copytree(template, half)
        run("forget", half, step, "kill")
        with closing(Desk.open(half, FakeClock())) as desk:
            if is_unfinished(desk.database):
                break
    left = tmp_path / "left"
    shutil.copytree(half, left)
    done = run("finish", left, -1, "none")
    assert done.returncode == 0, done.stderr
    for step in range(int(done.stdout))[:: max(1, 60 // ROUNDS)]:
        folder = tmp_path / f"again-{step}"
        shutil.copytree(half, folder)
        run("finish", folder, step, "kill")
        assert after_next_start(folder) in {"finished", "done before"}
        shutil.rmtree(folder)


def test_a_disk_that_fails_at_any_step_leaves_it_not_begun_or_to_be_finished(template: Path, tmp_path: Path) -> None:
    steps = steps_of("renew", template, tmp_path)
    for step in chosen(steps)[::2]:
        folder = tmp_path / f"full-{step}"
        shutil.copytree(template, folder)
        done = run("renew", folder, step, "full")
        told = done.stderr.strip().splitlines()[-1:]
        assert all("Trouble: " in line for line in told), (step, done.stderr)
        after_next_start(folder)
        shutil.rmtree(folder)
