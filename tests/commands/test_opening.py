"""A command at an encrypted desk: the keyring is asked, then the person in the terminal, and nothing else is a way in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mentordesk import cli
from mentordesk.clock import SystemClock
from mentordesk.commands import opening
from mentordesk.commands.opening import existing_desk, opened
from mentordesk.domain.people import Person
from mentordesk.errors import Trouble
from mentordesk.store.backups import backups_of
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keyring_wire import Problem
from mentordesk.vault.wrapping import WrongPassphrase
from mentordesk.workflows.desk.open_desk import Unlocked, settle
from mentordesk.workflows.desk.protect_desk import Wish, make_kit, protect_new
from tests.support.keyrings import CHEAP, MemoryKeyring, kit_of

WORDS = "sieben Möwen am Kai"

Answering = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Return what lets somebody sit at the terminal and answer so; the list is what they were asked."""

    def answer(*answers: str) -> list[str]:
        asked: list[str] = []
        left = iter(answers)

        def getpass(prompt: str) -> str:
            asked.append(prompt)
            return next(left)

        monkeypatch.setattr(opening, "getpass", getpass)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        return asked

    return answer


def make(folder: Path, unlocked: Unlocked) -> Unlocked:
    desk = Desk.open(folder, SystemClock(), unlocked.keys)
    desk.people.add(Person(name="Maria Sommer"))
    settled = settle(folder, unlocked, desk.keys.now)
    desk.close()
    return settled


def names(folder: Path) -> list[str]:
    with existing_desk(folder) as desk:
        return [person.name for person in desk.people.others()]


def test_a_desk_begun_in_the_terminal_is_encrypted(folder: Path, terminal_keyring: MemoryKeyring) -> None:
    with opened(folder) as desk:
        desk.people.add(Person(name="Maria Sommer"))
    assert not is_plain(folder / "desk.db")
    assert names(folder) == ["Maria Sommer"]
    assert len(terminal_keyring.secrets) == 1


def test_without_a_keyring_no_desk_is_begun_in_the_terminal(folder: Path, terminal_keyring: MemoryKeyring) -> None:
    terminal_keyring.problem = Problem.NONE
    with pytest.raises(Trouble, match="No keyring is running"), opened(folder):
        pass
    assert not folder.exists()


def test_the_keyring_opens_without_a_question(
    folder: Path, terminal_keyring: MemoryKeyring, answering: Answering
) -> None:
    make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring))
    asked = answering()
    assert names(folder) == ["Maria Sommer"]
    assert asked == []


def test_a_passphrase_is_asked_three_times_at_most(
    folder: Path, terminal_keyring: MemoryKeyring, answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, protect_new(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), terminal_keyring))
    asked = answering("wrong", "still wrong", WORDS)
    assert names(folder) == ["Maria Sommer"]
    assert asked == ["Passphrase of the desk: "] * 3
    assert capsys.readouterr().err == "This passphrase does not open the desk.\n" * 2
    answering("wrong", "wrong", "wrong", WORDS)
    with pytest.raises(WrongPassphrase):
        names(folder)


def test_who_types_no_passphrase_is_told_where_else_it_can_be_typed(
    folder: Path, terminal_keyring: MemoryKeyring, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, protect_new(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), terminal_keyring))
    answering()

    def end_of_input(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(opening, "getpass", end_of_input)
    with pytest.raises(Trouble, match="from a terminal"):
        names(folder)


def test_a_script_is_told_that_a_passphrase_is_asked(folder: Path, terminal_keyring: MemoryKeyring) -> None:
    make(folder, protect_new(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), terminal_keyring))
    with pytest.raises(Trouble, match="from a terminal"):
        names(folder)


@pytest.mark.parametrize("problem", [Problem.LOCKED, Problem.SILENT, Problem.NO_BUS])
def test_where_the_keyring_is_of_no_use_the_kit_opens(
    folder: Path, terminal_keyring: MemoryKeyring, answering: Answering, problem: Problem
) -> None:
    made = make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring))
    terminal_keyring.problem = problem
    answering(WORDS)
    with pytest.raises(Trouble):
        names(folder)
    make_kit(folder, made, WORDS, CHEAP)
    assert names(folder) == ["Maria Sommer"]


def test_a_backup_comes_to_a_new_computer_by_its_passphrase(
    folder: Path,
    tmp_path: Path,
    terminal_keyring: MemoryKeyring,
    answering: Answering,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_kit(folder, make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring)), WORDS, CHEAP)
    assert cli.main(["--desk", str(folder), "backup"]) == 0
    stick = tmp_path / "stick"
    (folder / "backups").replace(stick)
    terminal_keyring.secrets.clear()
    answering(WORDS)
    new = tmp_path / "new"
    (backup,) = stick.glob("*.db")
    assert cli.main(["--desk", str(new), "restore", str(backup), "--yes"]) == 0, capsys.readouterr().err
    assert names(new) == ["Maria Sommer"]
    assert not is_plain(new / "desk.db")
    assert len(backups_of(new)) == 1
    assert len(terminal_keyring.secrets) == 1


@pytest.mark.parametrize("is_typed", [True, False])
def test_a_backup_that_lies_alone_comes_to_a_new_computer_by_its_kit(
    folder: Path,
    tmp_path: Path,
    terminal_keyring: MemoryKeyring,
    answering: Answering,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_typed: bool,
) -> None:
    made = make_kit(folder, make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring)), WORDS, CHEAP)
    assert cli.main(["--desk", str(folder), "backup"]) == 0
    (found,) = backups_of(folder)
    alone = found.path.rename(tmp_path / "alone.db")
    terminal_keyring.secrets.clear()
    page = tmp_path / "kit.txt"
    page.write_text(kit_of(folder, made), encoding="utf-8")
    whole = (
        page.read_text().partition("MENTORDESK-KIT")[2].split("END")[0].split("\n")[1:-1] if is_typed else [str(page)]
    )
    typed = iter(["no kit", "", *whole, *whole])
    monkeypatch.setattr("builtins.input", lambda: next(typed))
    new = tmp_path / "new"
    assert cli.main(["--desk", str(new), "restore", str(alone), "--yes"]) != 0, "without a terminal nothing is asked"
    assert "use the recovery kit" in capsys.readouterr().err
    asked = answering("not the passphrase", WORDS)
    assert cli.main(["--desk", str(new), "restore", str(alone), "--yes"]) == 0
    assert asked == ["Passphrase of the kit: "] * 2
    said = capsys.readouterr().err
    assert "no whole recovery kit" in said
    assert "does not open the desk" in said
    assert list(typed) == []
    assert names(new) == ["Maria Sommer"]


def test_a_desk_that_nothing_says_how_to_open_opens_by_its_kit_in_the_terminal(
    folder: Path, terminal_keyring: MemoryKeyring, answering: Answering, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make_kit(folder, make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring)), WORDS, CHEAP)
    for file in folder.rglob("*.keys"):
        file.unlink()
    page = tmp_path / "kit.txt"
    page.write_text(kit_of(folder, made), encoding="utf-8")
    with pytest.raises(Trouble, match="in the window"):
        names(folder)
    monkeypatch.setattr("builtins.input", lambda: str(page))
    answering(WORDS)
    assert names(folder) == ["Maria Sommer"]
    answering()
    assert names(folder) == ["Maria Sommer"], "from now on it is on record again"


def test_backups_of_a_desk_that_is_gone_open_with_the_key_that_is_still_in_the_keyring(
    folder: Path, terminal_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring))
    assert cli.main(["--desk", str(folder), "backup"]) == 0
    for file in folder.glob("desk.db*"):
        file.unlink()
    assert cli.main(["--desk", str(folder), "restore", "--yes"]) == 0, capsys.readouterr().err
    assert names(folder) == ["Maria Sommer"]


def test_the_backup_made_in_the_terminal_is_encrypted_too(
    folder: Path, terminal_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, protect_new(folder, Wish(Kept.KEYRING), terminal_keyring))
    assert cli.main(["--desk", str(folder), "backup"]) == 0
    assert "Backed up and checked" in capsys.readouterr().out
    assert not any(is_plain(backup.path) for backup in backups_of(folder))
