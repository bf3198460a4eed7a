"""A keyring in memory, for tests that are not about keyrings, and passphrases that cost nothing to try."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mentordesk.vault.keyring_troubles import trouble_of
from mentordesk.vault.keyring_wire import Problem, Unanswered
from mentordesk.vault.kit import kit_text
from mentordesk.vault.wrapping import Cost, Purpose
from mentordesk.workflows.desk.open_desk import Unlocked

CHEAP = Cost(1, 1 << 20)
"""The least a kit can say."""


class MemoryKeyring:
    """Keeps secrets as long as the test; `problem` is what it answers with instead, if anything."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.problem: Problem | None = None

    def read(self, entry: str) -> str | None:
        self._answer()
        return self.secrets.get(entry)

    def write(self, entry: str, secret: str) -> None:
        self._answer()
        self.secrets[entry] = secret

    def delete(self, entry: str) -> None:
        self._answer()
        self.secrets.pop(entry, None)

    def _answer(self) -> None:
        if self.problem is not None:
            raise trouble_of(Unanswered(self.problem, "told so"))


def kit_of(folder: Path, unlocked: Unlocked) -> str:
    """Return the recovery kit of a desk as its page has it."""
    copy = unlocked.file.now.copy_for(Purpose.RECOVERY)
    assert copy is not None
    return kit_text(unlocked.file.now.key_id, copy, date(2026, 11, 24), str(folder))


@pytest.fixture
def terminal_keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """Return the keyring that the command line, called in this process, takes for that of the computer."""
    keyring = MemoryKeyring()
    monkeypatch.setattr("mentordesk.commands.opening.SystemKeyring", lambda: keyring)
    return keyring
