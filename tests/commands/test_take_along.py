"""`mentordesk export` and `mentordesk import` of what was exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk import cli
from mentordesk.clock import SystemClock
from mentordesk.commands.opening import existing_desk
from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk

pytestmark = pytest.mark.usefixtures("terminal_keyring")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = Desk.open(tmp_path / "desk", SystemClock())
    desk.notes.add(Note(text="# Kept\n\nhello"))
    desk.close()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def notes(folder: Path) -> list[str]:
    with existing_desk(folder) as desk:
        return sorted(note.text for note in desk.notes.where())


def test_a_desk_goes_from_one_computer_to_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, other = folder / "desk.zip", folder / "other"
    status, out, _err = said(capsys, "--desk", folder / "desk", "export", archive)
    assert (status, "1 record" in out, "not encrypted" in out) == (0, True, True)
    status, out, _err = said(capsys, "--desk", other, "import", archive)
    assert (status, "New: 1 note." in out, "--yes" in out) == (0, True, True)
    assert not other.exists()
    assert said(capsys, "--desk", other, "import", archive, "--yes")[:2] == (0, "1 record added\n")
    assert notes(other) == ["# Kept\n\nhello"]
    assert said(capsys, "--desk", other, "import", archive, "--yes")[:2] == (0, "Nothing was changed\n")


@pytest.mark.parametrize(("form", "inside"), [("markdown", "Notes/Kept.md"), ("csv", "note.csv")])
def test_a_folder_of_texts_or_tables_is_made_and_read_again(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, inside: str
) -> None:
    place = folder / "taken"
    assert said(capsys, "--desk", folder / "desk", "export", place, "--as", form)[0] == 0
    assert (place / inside).is_file()
    found = place if form == "markdown" else place / inside
    assert said(capsys, "--desk", folder / "new", "import", found, "--yes")[:2] == (0, "1 note added\n")
    assert notes(folder / "new") == ["# Kept\n\nhello"]


def test_what_is_there_already_is_left_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "there").mkdir()
    (folder / "there" / "mine.txt").write_text("mine")
    for form in ("archive", "markdown", "csv"):
        status, _out, err = said(capsys, "--desk", folder / "desk", "export", folder / "there", "--as", form)
        assert (status, "there already" in err) == (1, True)
    assert [path.name for path in (folder / "there").iterdir()] == ["mine.txt"]


def test_without_a_desk_there_is_nothing_to_take_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--desk", tmp_path / "none", "export", tmp_path / "a.zip")[0] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_broken_archive_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    status, out, err = said(capsys, "--desk", folder / "desk", "import", folder / "broken.zip", "--yes")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "broken.zip" in err
