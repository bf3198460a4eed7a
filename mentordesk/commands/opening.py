"""Open a desk for a command, and close it again; its key comes from the keyring, or by a passphrase asked in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept, KeyFile
from mentordesk.vault.keyring_troubles import KeyringTrouble
from mentordesk.vault.keyrings import SystemKeyring
from mentordesk.vault.wrapping import WrongPassphrase
from mentordesk.workflows.desk.open_desk import (
    NotInKeyring,
    Unlocked,
    Way,
    by_keyring,
    by_passphrase,
    can_be_recovered,
    past_entries,
    plainly,
    settle,
    way_in,
)

TRIES = 3


def holds_desk(folder: Path) -> bool:
    """Tell whether a desk lies in a folder."""
    return (folder / FILE_NAME).exists()


@contextmanager
def existing_desk(folder: Path) -> Iterator[Desk]:
    """Open the desk in a folder; raises Mistake when there is none, so that asking never makes one."""
    if not holds_desk(folder):
        raise Mistake(
            _("There is no desk in {folder}. Open MentorDesk once to make one, or say --desk PATH.").format(
                folder=folder
            )
        )
    with opened(folder) as desk:
        yield desk


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """Open the desk in a folder, new or not; a new one is encrypted, its key in the keyring. Raises as `unlocked` does."""
    found = unlocked(folder)
    desk = Desk.open(folder, SystemClock(), found.keys)
    try:
        for entry in past_entries(found, settle(folder, found, desk.keys.now)):
            from mentordesk.workflows.desk.protect_desk import let_go

            let_go(entry, SystemKeyring())
        if desk.database.lost is not None:
            from mentordesk.workflows.safety.lost_words import lost_words

            print(lost_words(desk.database.lost, desk.database.clock), file=sys.stderr)
        yield desk
    finally:
        desk.close()


def unlocked(folder: Path) -> Unlocked:
    """Find the key of a desk. Raises what the keyring raises, WrongPassphrase after three of them, Trouble without a terminal."""
    way, file = way_in(folder)
    if way is Way.PLAINLY:
        return plainly(file)
    if way is Way.NEW:
        from mentordesk.workflows.desk.protect_desk import Wish, protect_new

        return protect_new(folder, Wish(Kept.KEYRING), SystemKeyring())
    if file is None:
        raise Trouble(_("Nothing says how this desk was encrypted. Open it in the window, with its recovery kit."))
    if way is Way.KEYRING:
        try:
            return by_keyring(file, SystemKeyring())
        except (KeyringTrouble, NotInKeyring) as trouble:
            if not (can_be_recovered(file) and _is_terminal()):
                raise
            print(trouble.sentence, file=sys.stderr)
    return ask_passphrase(file)


def ask_passphrase(file: KeyFile) -> Unlocked:
    """Ask for the passphrase in the terminal, three times at most. It is never taken from arguments or the environment."""
    if not _is_terminal():
        raise Trouble(_needs_terminal())
    for _try in range(TRIES - 1):
        try:
            return by_passphrase(file, _typed())
        except WrongPassphrase as wrong:
            print(wrong.sentence, file=sys.stderr)
    return by_passphrase(file, _typed())


def _typed() -> str:
    try:
        return getpass(_("Passphrase of the desk: "))
    except EOFError:
        # Ctrl+D: nobody wants to type it.
        raise Trouble(_needs_terminal()) from None


def _needs_terminal() -> str:
    return _("This desk asks for a passphrase. Open it in the window, or call this from a terminal.")


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
