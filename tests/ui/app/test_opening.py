"""Before a desk is open: nothing is asked where the keyring gives the key, and everywhere else there is a way in."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import FILE_NAME, Kept, KeyFile
from mentordesk.vault.keyring_wire import Problem
from mentordesk.vault.keyrings import SystemKeyring
from mentordesk.vault.kit import kit_text
from mentordesk.vault.wrapping import Purpose
from mentordesk.workflows.desk.protect_desk import Wish, make_kit
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.app.no_desk import NoDesk
from mentordesk_ui.screens.opening.kit import KitPage
from mentordesk_ui.screens.opening.new_key import NewKeyPage
from mentordesk_ui.screens.opening.passphrase import PassphrasePage
from mentordesk_ui.screens.opening.waiting import WaitingPage
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring
from tests.support.opened import WORDS, Start, folder, is_open, keyring, make, page, start, type_into
from tests.support.private_keyring import PASSWORD, PrivateKeyring, real_keyring
from tests.support.prompter import Prompter
from tests.support.rehearsal import settle, until

__all__ = ["folder", "keyring", "real_keyring", "start"]

# --- a new desk ----------------------------------------------------------------------------------------------


def test_a_new_desk_is_encrypted_and_nothing_is_asked(start: Start, keyring: MemoryKeyring, folder: Path) -> None:
    program = start(keyring)
    assert isinstance(program.shown, FirstStart)
    assert not is_plain(folder / "desk.db")
    assert len(keyring.secrets) == 1


def test_without_a_keyring_a_new_desk_takes_a_passphrase_by_keyboard_alone_and_asks_for_it_at_the_next_start(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    keyring.problem = Problem.NONE
    program = start(keyring)
    asked = page(program, NewKeyPage)
    assert isinstance(asked, NewKeyPage)
    assert asked.passphrase.first.hasFocus()
    assert "No keyring is running" in asked.line.text()
    assert not folder.exists()
    type_into(asked.passphrase.first, WORDS)
    assert asked.passphrase.second.hasFocus()
    type_into(asked.passphrase.second, WORDS)
    until(lambda: isinstance(program.shown, FirstStart), "the first start")
    assert not is_plain(folder / "desk.db")
    again = start(keyring)
    locked = page(again, PassphrasePage)
    assert isinstance(locked, PassphrasePage)
    type_into(locked.passphrase, WORDS)
    until(lambda: isinstance(again.shown, FirstStart), "the desk to open")


def test_two_passphrases_that_differ_and_one_that_is_short_are_asked_about_in_place(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    keyring.problem = Problem.NO_BUS
    asked = page(start(keyring), NewKeyPage)
    assert isinstance(asked, NewKeyPage)
    asked.passphrase.first.setText("short")
    asked.use.click()
    assert "at least 10" in asked.passphrase.first_field.mistake
    asked.passphrase.first.setText(WORDS)
    asked.passphrase.second.setText(f"{WORDS}!")
    asked.use.click()
    assert asked.passphrase.second_field.mistake == "The two are not the same."
    assert not folder.exists()


def test_a_proposed_passphrase_is_shown_so_that_it_can_be_written_down(start: Start, keyring: MemoryKeyring) -> None:
    keyring.problem = Problem.NONE
    asked = page(start(keyring), NewKeyPage)
    assert isinstance(asked, NewKeyPage)
    asked.passphrase.propose.click()
    assert asked.passphrase.first.text() == asked.passphrase.second.text() != ""
    assert asked.passphrase.first.displayText() == asked.passphrase.first.text()


def test_only_an_explicit_choice_leaves_a_desk_unencrypted(start: Start, keyring: MemoryKeyring, folder: Path) -> None:
    keyring.problem = Problem.UNSAFE
    program = start(keyring)
    asked = page(program, NewKeyPage)
    assert isinstance(asked, NewKeyPage)
    asked.leave_plain.click()
    settle()
    assert isinstance(program.shown, FirstStart)
    assert is_plain(folder / "desk.db")
    keyring.problem = None
    assert isinstance(start(keyring).shown, FirstStart)
    assert keyring.secrets == {}


# --- a desk whose key is in the keyring ----------------------------------------------------------------------


def test_the_keyring_opens_the_desk_and_nothing_is_asked(start: Start, keyring: MemoryKeyring, folder: Path) -> None:
    make(folder, Wish(Kept.KEYRING), keyring)
    assert is_open(start(keyring))


def test_while_the_keyring_says_nothing_the_window_lives_and_a_late_answer_still_opens(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(MemoryKeyring):
        may_answer = Event()

        def read(self, entry: str) -> str | None:
            assert self.may_answer.wait(60)
            return super().read(entry)

    keyring = Slow()
    keyring.may_answer.set()
    make(folder, Wish(Kept.KEYRING), keyring)
    keyring.may_answer.clear()
    monkeypatch.setattr("mentordesk_ui.app.opening.AT_ONCE_S", 0.01)
    monkeypatch.setattr("mentordesk.vault.fetching.SILENT_SECONDS", 0.02)
    program = start(keyring)
    waiting = page(program, WaitingPage)
    assert isinstance(waiting, WaitingPage)
    until(waiting.retry.isVisible, "the silence to be told")
    assert "not answered" in waiting.line.text()
    keyring.may_answer.set()
    until(lambda: is_open(program), "the desk to open")


def test_a_keyring_emptied_by_a_reinstall_takes_the_kit_and_has_the_key_again(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    make_kit(folder, make(folder, Wish(Kept.KEYRING), keyring), WORDS, CHEAP)
    secrets = dict(keyring.secrets)
    keyring.secrets.clear()
    program = start(keyring)
    asked = page(program, PassphrasePage)
    assert isinstance(asked, PassphrasePage)
    assert "does not have the key" in asked.line.text()
    type_into(asked.passphrase, "not the passphrase")
    until(lambda: asked.field.mistake == "This passphrase does not open the desk.", "the refusal")
    assert asked.passphrase.hasFocus()
    asked.passphrase.clear()
    type_into(asked.passphrase, WORDS)
    until(lambda: is_open(program), "the desk to open")
    until(lambda: keyring.secrets == secrets, "the key to be back in the keyring")
    assert is_open(start(keyring))


def test_without_a_kit_a_locked_keyring_can_be_asked_again(start: Start, keyring: MemoryKeyring, folder: Path) -> None:
    make(folder, Wish(Kept.KEYRING), keyring)
    keyring.problem = Problem.LOCKED
    program = start(keyring)
    waiting = page(program, WaitingPage)
    assert isinstance(waiting, WaitingPage)
    assert "locked" in waiting.line.text()
    keyring.problem = None
    waiting.retry.click()
    until(lambda: is_open(program), "the desk to open")


def test_a_desk_copied_without_its_file_of_keys_opens_by_the_page_of_its_kit(
    start: Start, keyring: MemoryKeyring, folder: Path, tmp_path: Path
) -> None:
    entry = make_kit(folder, make(folder, Wish(Kept.KEYRING), keyring), WORDS, CHEAP).file.now
    copy = entry.copy_for(Purpose.RECOVERY)
    assert copy is not None
    page_file = tmp_path / "kit.txt"
    page_file.write_text(kit_text(entry.key_id, copy, FakeClock().now().date(), "mine"), encoding="utf-8")
    (folder / FILE_NAME).unlink()
    for file in (folder / "backups").glob("*.keys"):
        file.unlink()
    program = start(keyring)
    shown = program.shown
    assert isinstance(shown, NoDesk)
    program.use_kit(folder)
    asked = page(program, KitPage)
    assert isinstance(asked, KitPage)
    asked.form.open.click()
    assert "no whole recovery kit" in asked.form.kit_field.mistake
    asked.form.take_file(str(page_file))
    type_into(asked.form.passphrase, WORDS)
    until(lambda: is_open(program), "the desk to open")
    written = KeyFile.read(folder)
    assert written is not None
    assert written.now.key_id == entry.key_id


def test_a_kit_of_another_desk_is_told_in_place(
    start: Start, keyring: MemoryKeyring, folder: Path, tmp_path: Path
) -> None:
    make_kit(folder, make(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), keyring), WORDS, CHEAP)
    other = make_kit(tmp_path / "other", make(tmp_path / "other", Wish(Kept.KEYRING), keyring), WORDS, CHEAP).file.now
    copy = other.copy_for(Purpose.RECOVERY)
    assert copy is not None
    program = start(keyring)
    locked = page(program, PassphrasePage)
    assert isinstance(locked, PassphrasePage)
    locked.kit.click()
    asked = page(program, KitPage)
    assert isinstance(asked, KitPage)
    asked.form.lines.setPlainText(kit_text(other.key_id, copy, FakeClock().now().date(), "other"))
    type_into(asked.form.passphrase, WORDS)
    until(lambda: "another desk" in asked.form.kit_field.mistake, "the refusal")


# --- with the keyring of a desktop ---------------------------------------------------------------------------


def test_a_real_keyring_unlocked_then_locked_then_gone(
    start: Start, folder: Path, real_keyring: PrivateKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentordesk_ui.app.opening.AT_ONCE_S", 30.0)
    keyring = SystemKeyring()
    unlocked = make(folder, Wish(Kept.KEYRING), keyring)
    assert is_open(start(keyring))
    real_keyring.lock()
    locked = start(keyring)
    waiting = page(locked, WaitingPage)
    assert isinstance(waiting, WaitingPage)
    assert "locked" in waiting.line.text()
    make_kit(folder, unlocked, WORDS, CHEAP)
    real_keyring.bus.stop()
    gone = start(keyring)
    asked = page(gone, PassphrasePage)
    assert isinstance(asked, PassphrasePage)
    type_into(asked.passphrase, WORDS)
    until(lambda: is_open(gone), "the desk to open")


def test_a_real_keyring_that_is_locked_opens_the_desk_as_soon_as_its_password_is_typed(
    start: Start, folder: Path, real_keyring: PrivateKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentordesk_ui.app.opening.AT_ONCE_S", 0.0)
    keyring = SystemKeyring()
    make(folder, Wish(Kept.KEYRING), keyring)
    real_keyring.lock()
    with Prompter(real_keyring.bus.address) as prompter:
        program = start(keyring)
        waiting = page(program, WaitingPage)
        assert isinstance(waiting, WaitingPage)
        until(lambda: "asks for your password" in waiting.line.text(), "the word that the keyring waits")
        prompter.wait_until_asked()
        prompter.enter(PASSWORD)
        until(lambda: is_open(program), "the desk to open")


def test_a_real_keyring_that_answers_late_still_opens_the_desk(
    start: Start, folder: Path, real_keyring: PrivateKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentordesk_ui.app.opening.AT_ONCE_S", 0.0)
    keyring = SystemKeyring()
    make(folder, Wish(Kept.KEYRING), keyring)
    real_keyring.sleep()
    monkeypatch.setattr("mentordesk.vault.fetching.SILENT_SECONDS", 0.3)
    program = start(keyring)
    waiting = page(program, WaitingPage)
    assert isinstance(waiting, WaitingPage)
    until(waiting.retry.isVisible, "the silence to be told")
    real_keyring.wake()
    until(lambda: is_open(program), "the desk to open")
