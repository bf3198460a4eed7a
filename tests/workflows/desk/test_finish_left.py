"""What killed runs have left of an export goes, wherever it was to go; what somebody is writing stays."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.exchange.archive_file import ArchiveWriter
from mentordesk.store.desk import Desk
from mentordesk.workflows.desk.finish_left import finish_left
from mentordesk.workflows.take_along.export_desk import Form, sweep_exports, take_along
from tests.support.clock import FakeClock

NO_PROCESS = 2**22 + 1
"""Linux has none of this number."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "desk", FakeClock())
    yield desk
    desk.close()


def left_by(process: int, desk: Desk, part: Path) -> Path:
    record = desk.folder / f"exporting-{process}-1.txt"
    record.write_text(f"{part}\n", "utf-8")
    return record


def test_half_an_export_goes_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    folder = tmp_path / "stick" / ".mentordesk-0123abcd.part"
    (folder / "People").mkdir(parents=True)
    (folder / "People" / "Maria.md").write_text("plain words")
    record = left_by(NO_PROCESS, desk, folder)
    finish_left(desk.folder)
    assert list((tmp_path / "stick").iterdir()) == []
    assert not record.exists()


def test_what_a_living_run_writes_stays(desk: Desk, tmp_path: Path) -> None:
    part = tmp_path / ".mentordesk-0123abcd.part"
    part.write_text("plain words")
    record = left_by(os.getppid(), desk, part)
    sweep_exports(desk.folder)
    assert part.exists()
    assert record.exists()


def test_only_what_an_export_has_named_is_removed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    record = left_by(NO_PROCESS, desk, tmp_path / "letter.txt")
    sweep_exports(desk.folder)
    assert (tmp_path / "letter.txt").exists()
    assert not record.exists()


@pytest.mark.parametrize("form", Form)
def test_an_export_leaves_nothing_but_itself(desk: Desk, tmp_path: Path, form: Form) -> None:
    before = set(desk.folder.iterdir())
    (tmp_path / "out").mkdir()
    take_along(desk, tmp_path / "out" / "taken", form)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["taken"]
    assert set(desk.folder.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="rights of Unix")
def test_what_is_being_written_is_for_its_owner_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    really = Path.replace

    def look(part: Path, target: Path) -> Path:
        seen.append(part.stat().st_mode & 0o077)
        return really(part, target)

    monkeypatch.setattr(Path, "replace", look)
    for form in Form:
        take_along(desk, tmp_path / form, form)
    assert seen == [0, 0, 0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is a thing of Linux")
def test_an_archive_that_has_no_room_from_its_first_word_on_is_closed_all_the_same() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="No space left"):
        ArchiveWriter(full)
    gc.collect()  # what is not closed complains here
