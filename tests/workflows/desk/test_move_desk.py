from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.notes import Note
from mentordesk.folders import desk_folder
from mentordesk.store.backups import backups_of
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Busy
from mentordesk.workflows.desk.finish_left import finish_left
from mentordesk.workflows.desk.move_desk import finish_move, move_desk
from tests.support.clock import FakeClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Dropbox" / "desk"
    desk = Desk.open(folder, FakeClock())
    desk.notes.add(Note(text="lighthouse"))
    desk.close()
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.draft.json").write_text("{}")
    (folder / "letter.txt").write_text("mine")
    return folder


def test_all_of_the_desk_moves_and_what_is_not_its_own_stays(folder: Path, tmp_path: Path) -> None:
    target = move_desk(folder, tmp_path / "data", FakeClock())
    assert target == tmp_path / "data" / "desk"
    desk = Desk.open(target, FakeClock())
    assert len(desk.search.find("lighthouse")) == 1
    desk.close()
    assert (target / "drafts" / "a.draft.json").read_text() == "{}"
    assert len(backups_of(target)) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "moved-to.txt"]


def test_the_old_place_leads_to_the_new_one(folder: Path, tmp_path: Path) -> None:
    target = move_desk(folder, tmp_path / "data", FakeClock())
    assert desk_folder(folder) == target
    (folder / "moved-to.txt").write_text("/nowhere/at/all")
    assert desk_folder(folder) == folder


def test_a_desk_in_the_new_place_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "desk").mkdir(parents=True)
    (tmp_path / "data" / "desk" / "desk.db").write_text("another")
    assert move_desk(folder, tmp_path / "data", FakeClock()) == tmp_path / "data" / "desk-2"
    assert (tmp_path / "data" / "desk" / "desk.db").read_text() == "another"


def test_a_desk_that_is_open_elsewhere_stays_where_it_is(folder: Path, tmp_path: Path) -> None:
    other = Desk.open(folder, FakeClock())
    other.notes.where("1")
    with pytest.raises(Busy):
        move_desk(folder, tmp_path / "data", FakeClock())
    other.close()
    assert desk_folder(folder) == folder
    assert not list((tmp_path / "data").iterdir())


def test_the_file_that_says_how_a_desk_is_opened_moves_too(folder: Path, tmp_path: Path) -> None:
    (folder / "desk.keys").write_text("wrapped")
    target = move_desk(folder, tmp_path / "data", FakeClock())
    assert (target / "desk.keys").read_text() == "wrapped"
    assert not (folder / "desk.keys").exists()


def test_a_move_cut_off_before_the_old_place_was_cleared_is_finished_at_the_next_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("mentordesk.workflows.desk.move_desk.finish_move", lambda *_where: None)
        target = move_desk(folder, tmp_path / "data", FakeClock())
    assert (folder / "desk.db").exists()
    assert (folder / "drafts").exists()
    monkeypatch.setattr("mentordesk.workflows.desk.finish_left.data_folder", lambda: tmp_path / "data")
    finish_left(desk_folder(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "moved-to.txt"]
    assert sorted(path.name for path in target.iterdir()) == ["backups", "desk.db", "drafts"]


def test_a_copy_that_nothing_leads_to_goes_unless_somebody_opened_it(folder: Path, tmp_path: Path) -> None:
    target = move_desk(folder, tmp_path / "data", FakeClock())
    for spare in ("desk-2", "desk-3"):
        (tmp_path / "data" / spare).mkdir()
        (tmp_path / "data" / spare / "desk.db").write_text("a copy")
        (tmp_path / "data" / spare / "moved-from.txt").write_text(f"{target}\n")
    finish_move(tmp_path / "data" / "desk-3", tmp_path / "data")
    finish_move(target, tmp_path / "data")
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["desk", "desk-3"]
    assert (target / "desk.db").exists()


def test_half_a_copy_goes_at_the_next_start_of_the_desk_it_is_of(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_where: object) -> None:
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr("mentordesk.workflows.desk.move_desk._copy_folder", cut)
        killed.setattr("mentordesk.workflows.desk.move_desk.shutil.rmtree", lambda *_folder, **_how: None)
        with pytest.raises(SystemExit):
            move_desk(folder, tmp_path / "data", FakeClock())
    (half,) = (tmp_path / "data").iterdir()
    assert (half / "desk.db").exists()
    finish_move(tmp_path / "another", tmp_path / "data")
    assert half.exists()
    finish_move(folder, tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


def test_an_old_place_that_could_not_be_cleared_is_tried_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as refusing:
        refusing.setattr("mentordesk.workflows.desk.move_desk.shutil.rmtree", lambda *_folder, **_how: None)
        target = move_desk(folder, tmp_path / "data", FakeClock())
    assert (folder / "drafts").exists()
    finish_move(target, tmp_path / "data")
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "moved-to.txt"]
