"""Two windows, a second start, the command line: real processes write at one desk, and nobody's words are written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk.domain.notes import Note, WhyKept
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.store.desk import Desk
from tests.support.clock import FakeClock
from tests.support.sources import ROOT

LINES = int(os.environ.get("MENTORDESK_FAULT_ROUNDS", "20"))


class Writer:
    """A process that waits at the start, so that two of them write at the same time."""

    def __init__(self, folder: Path, note_id: str, name: str, where: str, count: int = LINES) -> None:
        command = [sys.executable, "-m", "tests.support.writing_run", str(folder), note_id, name, str(count), where]
        surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")])}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said == "ready\n", self._process.communicate(timeout=60)

    def go(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def finish(self) -> None:
        _out, err = self._process.communicate(timeout=180)
        assert self._process.returncode == 0, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def note_id(folder: Path) -> str:
    desk = Desk.open(folder, FakeClock())
    desk.profile.begin(Person(name="Elena Weber"), Profile())
    note = desk.notes.add(Note(text="First line\n\nShe is well.\nThe end"))
    desk.close()
    return note.id


def written(folder: Path, note_id: str) -> tuple[str, list[str], list[str]]:
    """Return what the note says, what it said before, and what was kept because another window wrote there."""
    desk = Desk.open(folder, FakeClock())
    try:
        revisions = desk.notes.revisions(note_id)
        elsewhere = [one.text for one in revisions if one.why is WhyKept.ELSEWHERE]
        return desk.notes.get(note_id).text, [one.text for one in revisions], elsewhere
    finally:
        desk.close()


@pytest.mark.parametrize("others", [("script", "script"), ("window", "script"), ("window", "window")])
def test_every_line_of_two_who_write_at_the_same_time_is_in_the_note(
    folder: Path, note_id: str, others: tuple[str, str]
) -> None:
    writers = [Writer(folder, note_id, name, where) for name, where in zip(("Anna", "Bruno"), others, strict=True)]
    for writer in writers:
        writer.go()
    for writer in writers:
        writer.finish()
    lines = written(folder, note_id)[0].split("\n")
    for name in ("Anna", "Bruno"):
        for number in range(LINES):
            assert lines.count(f"{name} {number}") == 1
    assert lines[:4] == ["First line", "", "She is well.", "The end"]


def test_of_two_who_change_the_same_line_every_wording_is_kept(folder: Path, note_id: str) -> None:
    writers = [Writer(folder, note_id, name, "first") for name in ("Anna", "Bruno")]
    for writer in writers:
        writer.go()
    for writer in writers:
        writer.finish()
    text, before, _elsewhere = written(folder, note_id)
    assert text.split("\n")[1:] == ["", "She is well.", "The end"]
    last = {f"Anna {LINES - 1}", f"Bruno {LINES - 1}"}
    kept = {wording.split("\n")[0] for wording in (text, *before)}
    # What somebody wrote over their own words is theirs to lose; the last words of each are there.
    assert last <= kept


def test_what_the_command_line_adds_while_somebody_types_is_there_with_what_was_typed(
    folder: Path, note_id: str
) -> None:
    typist = Writer(folder, note_id, "Anna", "window")
    typist.go()
    for number in range(5):
        command = [sys.executable, "-m", "mentordesk", "--desk", str(folder), "add", f"thought {number} #train"]
        surroundings = os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=surroundings, check=False)
        assert done.returncode == 0, done.stderr
    typist.finish()
    lines = written(folder, note_id)[0].split("\n")
    assert [line for line in lines if line.startswith("Anna")] == [f"Anna {number}" for number in range(LINES)]
    desk = Desk.open(folder, FakeClock())
    assert len(desk.notes.where("text LIKE 'thought %'")) == 5
    desk.close()
