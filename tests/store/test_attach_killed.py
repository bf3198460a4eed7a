"""Real processes killed, and disks that are full, at every step of attaching, sealing anew, copying out and importing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.notes import Note
from mentordesk.store.attachment_files import AttachmentFiles, names_in
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Keys
from mentordesk.workflows.notes.attach import look_after_files
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.take_along.export_desk import Form, sweep_exports, take_along
from tests.support.attach_run import NEW, OLD, open_desk
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.forked import Forked

ONE, TWO, BEFORE, THEIRS = (letter * 90_000 for letter in (b"one", b"two", b"before", b"theirs"))
ROUNDS = int(os.environ.get("MENTORDESK_FAULT_ROUNDS", "20")) * 2 // 5
pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed as Unix does")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose one attachment still has the key before, files to attach, and an archive with another attachment."""
    around = tmp_path_factory.mktemp("template")
    other = Desk.open(around / "other", FakeClock(), Keys(OLD))
    attach(other, HolderKind.NOTE, other.notes.add(Note(text="theirs")).id, "theirs.bin", THEIRS)
    take_along(other, around / "other.zip", Form.ARCHIVE)
    other.close()
    shutil.rmtree(around / "other")
    desk = Desk.open(around / "desk", FakeClock(), Keys(OLD))
    attach(desk, HolderKind.NOTE, desk.notes.add(Note(text="holder")).id, "before.bin", BEFORE)
    desk.close()
    (around / "one.bin").write_bytes(ONE)
    (around / "two.bin").write_bytes(TWO)
    return around


RUNS = Forked("tests.support.attach_run")


@pytest.fixture(scope="module", autouse=True)
def _no_run_left() -> Iterator[None]:
    yield
    RUNS.end()


def run(verb: str, around: Path, step: int, fault: str) -> subprocess.CompletedProcess[str]:
    return RUNS.run(verb, str(around / "desk"), str(step), fault)


def steps_of(verb: str, template: Path, tmp_path: Path) -> list[int]:
    """Return the steps to break off at: all of them, or as many as there are rounds, spread evenly."""
    shutil.copytree(template, tmp_path / "whole")
    done = run(verb, tmp_path / "whole", -1, "kill")
    assert done.returncode == 0, done.stderr
    count = int(done.stdout)
    assert count > 4
    return sorted({place * count // min(ROUNDS, count) for place in range(min(ROUNDS, count))})


def broken_off(verb: str, fault: str, template: Path, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    for step in steps_of(verb, template, tmp_path):
        around = tmp_path / f"{fault}-{step}"
        shutil.copytree(template, around)
        done = run(verb, around, step, fault)
        assert fault == "full" or done.returncode == -9, (step, done.stderr)
        yield step, around


def held(around: Path) -> dict[str, bytes]:
    """Open the desk as the next start would, and return what is attached; all of it must be whole."""
    desk = open_desk(around / "desk", FakeClock("2026-11-20T09:00:00+00:00"))
    try:
        report = check_desk(desk)
        assert report.is_fine, report.problems
        found = {one.name: desk.attachments.files.read(one) for one in desk.attachments.where()}
        # After a day, what no row speaks of is gone, half written or whole.
        for path in desk.attachments.files.folder.iterdir():
            if path.name not in desk.attachments.all_ids():
                os.utime(path, (1_000_000_000, 1_000_000_000))
        look_after_files(desk)
        assert names_in(desk.attachments.files.folder) == desk.attachments.all_ids()
        assert {path.name for path in desk.attachments.files.folder.iterdir()} == desk.attachments.all_ids()
        return found
    finally:
        desk.close()


@pytest.mark.parametrize("fault", ["kill", "full"])
def test_attaching_that_is_broken_off_has_attached_all_or_nothing(fault: str, template: Path, tmp_path: Path) -> None:
    outcomes = set()
    for step, around in broken_off("attach", fault, template, tmp_path):
        found = held(around)
        assert found in (
            {"before.bin": BEFORE},
            {"before.bin": BEFORE, "one.bin": ONE, "two.bin": TWO},
        ), step
        outcomes.add(len(found))
    assert 1 in outcomes


@pytest.mark.parametrize("fault", ["kill", "full"])
def test_sealing_anew_that_is_broken_off_leaves_each_file_with_one_of_the_keys(
    fault: str, template: Path, tmp_path: Path
) -> None:
    for _step, around in broken_off("seal", fault, template, tmp_path):
        assert held(around) == {"before.bin": BEFORE}
        desk = open_desk(around / "desk", FakeClock())
        alone = AttachmentFiles(around / "desk", Keys(NEW))
        assert alone.read(desk.attachments.everything()[0]) == BEFORE
        desk.close()


@pytest.mark.parametrize("fault", ["kill", "full"])
def test_an_import_that_is_broken_off_has_brought_all_or_nothing(fault: str, template: Path, tmp_path: Path) -> None:
    for step, around in broken_off("import", fault, template, tmp_path):
        assert held(around) in ({"before.bin": BEFORE}, {"before.bin": BEFORE, "theirs.bin": THEIRS}), step


@pytest.mark.parametrize("fault", ["kill", "full"])
def test_a_copy_that_is_broken_off_has_its_name_only_when_it_is_whole(
    fault: str, template: Path, tmp_path: Path
) -> None:
    for step, around in broken_off("copy", fault, template, tmp_path):
        copy = around / "copy.bin"
        assert not copy.exists() or copy.read_bytes() == BEFORE, step
        # It would be plain: the next start takes it away.
        sweep_exports(around / "desk")
        assert not list(around.glob(".mentordesk-*")), step
