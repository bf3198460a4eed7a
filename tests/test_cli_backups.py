"""Backing up and restoring from a terminal: what is printed, and that nothing changes without --yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk import cli
from mentordesk.clock import SystemClock
from mentordesk.domain.notes import Note
from mentordesk.store.desk import Desk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "desk"
    desk = Desk.open(folder, SystemClock())
    desk.notes.add(Note(text="lighthouse"))
    desk.close()
    return folder


def notes(folder: Path) -> list[str]:
    desk = Desk.open(folder, SystemClock())
    found = [note.text for note in desk.notes.where("deleted_at IS NULL")]
    desk.close()
    return found


def test_a_backup_is_made_listed_compared_and_restored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--desk", str(folder)]
    assert cli.main([*at, "backup"]) == 0
    assert "Backed up and checked" in capsys.readouterr().out
    assert cli.main([*at, "backup", "--list"]) == 0
    assert "made by you" in capsys.readouterr().out
    desk = Desk.open(folder, SystemClock())
    desk.notes.add(Note(text="# written later"))
    desk.close()
    assert cli.main([*at, "restore"]) == 0
    said = capsys.readouterr().out
    assert "Only here, and would go: 1 note (“written later”)" in said
    assert "Nothing was changed" in said
    assert sorted(notes(folder)) == ["# written later", "lighthouse"]
    assert cli.main([*at, "restore", "--yes"]) == 0
    assert "The desk as it was before" in capsys.readouterr().out
    assert notes(folder) == ["lighthouse"]


def test_what_cannot_be_restored_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--desk", str(folder)]
    assert cli.main([*at, "restore", "--yes"]) == 1
    assert "There is no backup" in capsys.readouterr().err
    other = folder / "other.db"
    other.write_bytes(b"no desk" * 1000)
    assert cli.main([*at, "restore", str(other), "--yes"]) == 1
    assert "damaged" in capsys.readouterr().err
    assert notes(folder) == ["lighthouse"]


def test_the_check_says_which_backup_is_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--desk", str(folder)]
    assert cli.main([*at, "check"]) == 0
    assert "There is no backup yet." in capsys.readouterr().out
    cli.main([*at, "backup"])
    assert cli.main([*at, "check"]) == 0
    assert "The newest good backup is from today" in capsys.readouterr().out


def test_an_import_backs_the_desk_up_before(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--desk", str(folder)]
    card = tmp_path / "one.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Grace Hopper\nEND:VCARD\n")
    assert cli.main([*at, "import", str(card)]) == 0
    cli.main([*at, "backup", "--list"])
    assert "before an import" not in capsys.readouterr().out
    assert cli.main([*at, "import", str(card), "--yes"]) == 0
    cli.main([*at, "backup", "--list"])
    assert "before an import" in capsys.readouterr().out
