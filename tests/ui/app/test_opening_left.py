"""Pages of the opening that are left before what they asked for is there, and a start for a line that meets one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.vault.fetching import Fetch
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keyrings import Keyring
from mentordesk.workflows.desk.protect_desk import Wish, make_kit
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.screens.opening.kit import KitPage
from mentordesk_ui.screens.opening.passphrase import PassphrasePage
from mentordesk_ui.screens.opening.waiting import WaitingPage
from tests.support.keyrings import CHEAP, MemoryKeyring
from tests.support.opened import WORDS, Start, folder, is_open, keyring, make, page, start, type_into
from tests.support.rehearsal import settle, until

__all__ = ["folder", "keyring", "start"]


def test_a_passphrase_that_is_refused_after_its_page_was_left_is_told_to_nobody(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    make_kit(folder, make(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), keyring), WORDS, CHEAP)
    program = start(keyring)
    locked = page(program, PassphrasePage)
    assert isinstance(locked, PassphrasePage)
    type_into(locked.passphrase, "not the passphrase")
    locked.kit.click()
    settle()
    until(lambda: not program.background.is_busy, "the refusal")
    asked = page(program, KitPage)
    assert isinstance(asked, KitPage)
    asked.leave.click()
    again = page(program, PassphrasePage)
    assert isinstance(again, PassphrasePage)
    assert not again.field.mistake
    type_into(again.passphrase, WORDS)
    until(lambda: is_open(program), "the desk to open")


def test_a_window_closed_while_the_keyring_is_silent_lets_the_program_end(
    start: Start, keyring: MemoryKeyring, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Fetch] = []

    def never(_entry: str, _keyring: Keyring) -> Fetch:
        asked.append(Fetch())
        return asked[-1]

    make_kit(folder, make(folder, Wish(Kept.KEYRING), keyring), WORDS, CHEAP)
    monkeypatch.setattr("mentordesk_ui.app.opening.AT_ONCE_S", 0.0)
    monkeypatch.setattr("mentordesk_ui.app.opening.fetch_beside", never)
    program = start(keyring)
    for _time in range(3):
        waiting = page(program, WaitingPage)
        assert isinstance(waiting, WaitingPage)
        waiting.round_it.emit()
        locked = page(program, PassphrasePage)
        assert isinstance(locked, PassphrasePage)
        locked.again.emit()
    assert len(asked) == 4
    assert [fetch._is_given_up for fetch in asked] == [True, True, True, False]
    program.close()
    settle()
    assert asked[-1]._is_given_up
    asked[-1].tell_found("late")
    settle()
    assert program.shown is None


def test_the_small_window_for_a_line_opens_once_the_passphrase_is_typed(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    make(folder, Wish(Kept.PASSPHRASE, WORDS, CHEAP), keyring)
    program = start(keyring)
    program.open_for_a_line(folder, "promise")
    locked = page(program, PassphrasePage)
    assert isinstance(locked, PassphrasePage)
    assert program.shown is not None
    assert program.shown.window.isVisible()
    type_into(locked.passphrase, WORDS)
    until(lambda: is_open(program), "the desk to open")
    assert isinstance(program.shown, DeskWindow)
    assert program.shown.screens.capture().window.isVisible()
    assert not program.shown.window.isVisible()


def test_a_start_for_a_line_that_makes_a_desk_shows_the_desk(
    start: Start, keyring: MemoryKeyring, folder: Path
) -> None:
    program = start(keyring)
    program.open_for_a_line(folder)
    first = program.shown
    assert isinstance(first, FirstStart)
    first.desk.profile.begin(Person(name="Elena Weber"), Profile())
    program.begin_with(first.desk, "")
    assert is_open(program)
    assert program.shown is not None
    assert program.shown.window.isVisible()
