"""Keys in the keyring whose desk was deleted by hand: told, and taken out only when somebody chooses so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mentordesk.language import _, ngettext
from mentordesk.store.backups import backups_of
from mentordesk.vault.key_places import KeptKey, KeyPlaces, is_left

if TYPE_CHECKING:
    from mentordesk.vault.keyrings import Keyring


def left_keys() -> tuple[KeptKey, ...]:
    """Return the keys that the keyring still has, as far as is known, of desks that are in their folders no more; for a thread."""
    return tuple(key for key in KeyPlaces().all() if is_left(key))


def remove_left_key(key: KeptKey, keyring: Keyring) -> None:
    """Take a key out of the keyring, unless a desk with it has come back. For a thread. Raises what the keyring raises."""
    if is_left(key):
        keyring.delete(key.key_id)
        KeyPlaces().forget(key.key_id)


def where_words(key: KeptKey, *, for_line: bool = True) -> str:
    """Say which desk a key is of; for where a path of one long word would not fit, it may be broken between its parts."""
    folder = str(key.folders[-1])
    if not for_line:
        folder = re.sub(r"([/\\_.-])", "\\1\u200b", folder)
    return _("The keyring still has the key of a desk that was in {folder}.").format(folder=folder)


def warning_words(key: KeptKey) -> str:
    """Say what taking a key out of the keyring means."""
    words = [
        _("Backups of this desk can then be opened with its recovery kit only, and without one by nobody."),
        _("If the desk is only elsewhere, on a disk that is not plugged in perhaps, leave its key where it is."),
    ]
    count = sum(len(backups_of(folder)) for folder in key.folders)
    if count:
        there = ngettext("{count} backup is still in its folder.", "{count} backups are still in its folder.", count)
        words.insert(0, there.format(count=count))
    return " ".join(words)
