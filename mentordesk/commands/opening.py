"""Open a desk for a command, and close it again; its key comes from the keyring, or by a passphrase asked in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from mentordesk.clock import SystemClock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store import engine
from mentordesk.store.backups import backups_of
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.vault.key_file import Kept, KeyFile
from mentordesk.vault.key_places import KeyPlaces
from mentordesk.vault.keyring_troubles import KeyringTrouble
from mentordesk.vault.keyrings import SystemKeyring
from mentordesk.vault.kit import read_kit
from mentordesk.vault.wrapping import Wrapped, WrongPassphrase
from mentordesk.workflows.desk.open_desk import (
    NotInKeyring,
    Unlocked,
    Way,
    by_keyring,
    by_passphrase,
    can_be_recovered,
    is_lost,
    open_with_kit,
    past_entries,
    plainly,
    settle,
    way_in,
)

TRIES = 3

_LARGEST_KIT = 1 << 16
"""Bytes: a kit has one page."""

T = TypeVar("T")


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
        with suppress(Trouble):
            KeyPlaces().remember(folder)
        yield desk
    finally:
        desk.close()


def unlocked(folder: Path) -> Unlocked:
    """Find the key of a desk. Raises what the keyring raises, WrongPassphrase after three of them, Trouble without a terminal."""
    way, file = way_in(folder)
    if is_lost(folder) and not any(engine.is_plain(backup.path) for backup in backups_of(folder)[:1]):
        print(_("Nothing here says how this desk is opened. Its recovery kit does."), file=sys.stderr)
        return by_typed_kit(partial(open_with_kit, folder, None))
    if way is Way.PLAINLY:
        return plainly(file)
    if way is Way.NEW:
        from mentordesk.workflows.desk.protect_desk import Wish, protect_new

        return protect_new(folder, Wish(Kept.KEYRING), SystemKeyring())
    if file is None:
        raise LookupError("a desk that is encrypted and not lost has a file of keys")
    if way is Way.KEYRING:
        try:
            return by_keyring(file, SystemKeyring())
        except (KeyringTrouble, NotInKeyring) as trouble:
            if not (can_be_recovered(file) and is_terminal()):
                raise
            print(trouble.sentence, file=sys.stderr)
    return ask_passphrase(file)


def ask_passphrase(file: KeyFile) -> Unlocked:
    """Ask for the passphrase in the terminal, three times at most. It is never taken from arguments or the environment."""
    if not is_terminal():
        raise Trouble(_needs_terminal())
    for _try in range(TRIES - 1):
        try:
            return by_passphrase(file, _typed(_("Passphrase of the desk: ")))
        except WrongPassphrase as wrong:
            print(wrong.sentence, file=sys.stderr)
    return by_passphrase(file, _typed(_("Passphrase of the desk: ")))


def by_typed_kit(use: Callable[[str, Wrapped, str], T]) -> T:
    """Ask for a recovery kit in the terminal and return what `use` makes of it; three times at most. Raises Trouble without a terminal."""
    if not is_terminal():
        raise Trouble(_("This asks for the recovery kit. Use it in the window, or call this from a terminal."))
    print(_("Type the lines of the kit, or where its file is. An empty line ends it."), file=sys.stderr)
    for _try in range(TRIES - 1):
        try:
            return use(*_typed_kit(), _typed(_("Passphrase of the kit: ")))
        except Mistake as mistake:  # a wrong passphrase, or lines that are no kit
            print(mistake.sentence, file=sys.stderr)
    return use(*_typed_kit(), _typed(_("Passphrase of the kit: ")))


def _typed_kit() -> tuple[str, Wrapped]:
    """Return what is typed as soon as it is a whole kit; it is no secret without its passphrase. Raises Mistake where it is none."""
    text = ""
    while line := _typed_line().strip():
        text += f"{line}\n"
        path = Path(line).expanduser()
        with suppress(OSError):
            text = path.read_bytes()[:_LARGEST_KIT].decode("utf-8", errors="replace") if path.is_file() else text
        with suppress(Mistake):
            return read_kit(text)
    return read_kit(text)


def _typed_line() -> str:
    try:
        return input()
    except EOFError:
        return ""


def _typed(words: str) -> str:
    try:
        return getpass(words)
    except EOFError:
        # Ctrl+D: nobody wants to type it.
        raise Trouble(_needs_terminal()) from None


def _needs_terminal() -> str:
    return _("This desk asks for a passphrase. Open it in the window, or call this from a terminal.")


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()
