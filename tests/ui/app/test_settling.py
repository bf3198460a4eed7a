"""A change of the key that was broken off is finished at the next start: on a thread of its own, behind a page, as often as it takes."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from mentordesk.domain.attachments import Attachment, HolderKind
from mentordesk.domain.notes import Note
from mentordesk.store.attachment_files import AttachmentFiles
from mentordesk.store.backups import Unwatched, Watcher
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept, KeyFile
from mentordesk.vault.keys import Keys
from mentordesk.workflows.desk.open_desk import Unlocked, by_keyring, settle_closed, way_in
from mentordesk.workflows.desk.protect_desk import Wish, change_key
from mentordesk_ui.app.at_work import AtWork
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.program import Program
from mentordesk_ui.parts.text import Text
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.keyrings import MemoryKeyring
from tests.support.opened import Start, folder, is_open, keyring, make, start
from tests.support.rehearsal import until

__all__ = ["folder", "keyring", "start"]

CONTENT = b"Maria's contract" * 12_000
COUNT = 12
LONGEST_S = 60.0


class Killed(BaseException):
    """Nothing of ours runs after it."""


class KilledAt(Unwatched):
    """Dies when the third file is under way."""

    def report(self, fraction: float, words: str = "") -> None:
        if words.startswith("File 3 "):
            raise Killed


@pytest.fixture
def made(folder: Path, keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> tuple[Attachment, ...]:
    """Make a desk with attachments whose change of the key was killed before any of them was sealed anew; return them."""
    unlocked = make(folder, Wish(Kept.KEYRING), keyring)
    with closing(Desk.open(folder, FakeClock(), unlocked.keys)) as desk:
        note = desk.notes.add(Note(text="x")).id
        made = tuple(attach(desk, HolderKind.NOTE, note, f"{number}.txt", CONTENT) for number in range(COUNT))

    def killed(_folder: Path, _keys: Keys, _watcher: Watcher) -> int:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("mentordesk.workflows.desk.protect_desk.seal_beside", killed)
        with pytest.raises(Killed):
            change_key(folder, FakeClock(), unlocked, Wish(Kept.KEYRING), keyring)
    return made


def found(folder: Path, keyring: MemoryKeyring) -> Unlocked:
    file = way_in(folder)[1]
    assert file is not None
    return by_keyring(file, keyring)


def is_changing(folder: Path) -> bool:
    file = KeyFile.read(folder)
    assert file is not None
    return file.coming is not None


def desk_of(program: Program) -> Desk:
    assert isinstance(program.shown, DeskWindow)
    return program.shown.screens.desk


def test_it_is_finished_behind_a_page_and_never_on_the_thread_of_the_window(
    start: Start, keyring: MemoryKeyring, folder: Path, made: tuple[Attachment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[threading.Thread] = set()
    go_on = threading.Event()
    seal = AttachmentFiles.seal_anew

    def watched(files: AttachmentFiles, *given: object) -> int:
        threads.add(threading.current_thread())
        assert go_on.wait(LONGEST_S)
        return seal(files, *given)  # type: ignore[arg-type]  # whatever it is called with

    monkeypatch.setattr(AttachmentFiles, "seal_anew", watched)
    program = start(keyring)
    shown = program.shown
    assert isinstance(shown, AtWork)
    assert "Finishing the change of the key…" in {text.text() for text in shown.page.findChildren(Text)}
    go_on.set()
    until(lambda: f"of {COUNT}" in shown.page.words.text(), "how far it is, in words")
    until(lambda: is_open(program), "the desk to open")
    assert threads
    assert threading.main_thread() not in threads
    assert not is_changing(folder)
    assert list(keyring.secrets.values()) == [key.hex for key in [desk_of(program).keys.now] if key is not None]
    alone = AttachmentFiles(folder, Keys(desk_of(program).keys.now))
    assert {alone.read(one) for one in made} == {CONTENT}


def test_stopped_it_lets_the_desk_open_with_both_keys_and_the_next_start_goes_on(
    start: Start, keyring: MemoryKeyring, folder: Path, made: tuple[Attachment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    seal = AttachmentFiles.seal_anew

    def watched(files: AttachmentFiles, *given: object) -> int:
        begun.set()
        assert go_on.wait(LONGEST_S)
        return seal(files, *given)  # type: ignore[arg-type]  # whatever it is called with

    with monkeypatch.context() as patch:
        patch.setattr(AttachmentFiles, "seal_anew", watched)
        program = start(keyring)
        assert isinstance(program.shown, AtWork)
        until(begun.is_set, "the work to begin")
        program.shown.page.stop.click()
        go_on.set()
        until(lambda: is_open(program), "the desk to open")
        assert is_changing(folder)
        assert desk_of(program).attachments.files.read(made[-1]) == CONTENT
    program = start(keyring)
    until(lambda: is_open(program), "the desk to open")
    assert not is_changing(folder)


def test_killed_again_half_way_nothing_is_lost_and_the_next_start_finishes_it(
    start: Start, keyring: MemoryKeyring, folder: Path, made: tuple[Attachment, ...]
) -> None:
    with pytest.raises(Killed):
        settle_closed(folder, found(folder, keyring), KilledAt())
    assert is_changing(folder)
    both = AttachmentFiles(folder, found(folder, keyring).keys)
    assert {both.read(one) for one in made} == {CONTENT}
    program = start(keyring)
    until(lambda: is_open(program), "the desk to open")
    assert not is_changing(folder)
    alone = AttachmentFiles(folder, Keys(desk_of(program).keys.now))
    assert {alone.read(one) for one in made} == {CONTENT}
