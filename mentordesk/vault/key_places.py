"""Of which desks this computer's keyring was given the key: the names of the keys, and the folders. No keyring lists that on every system.

Nothing is taken out of the keyring by what is known here: a key may be the only way into a backup.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.folders import MOVED_NOTE, make_own_folder, state_folder, write_whole
from mentordesk.light_dataclass import dataclass
from mentordesk.vault.key_file import Kept, KeyFile

PLACES_FILE = "keys.json"

_MOST = 200
"""Keys: whoever makes more desks than that can do without the oldest in this list."""


@dataclass(frozen=True)
class KeptKey:
    """A key in the keyring, and the folders in which a desk with it was open."""

    key_id: str
    folders: tuple[Path, ...]


class KeyPlaces:
    """The list, one for each computer. What cannot be read counts as empty, and what cannot be written is not kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or state_folder()) / PLACES_FILE

    def all(self) -> tuple[KeptKey, ...]:
        """Return what is known, the oldest first."""
        return tuple(KeptKey(key_id, tuple(map(Path, folders))) for key_id, folders in self._read().items())

    def remember(self, desk_folder: Path) -> None:
        """Keep that the desk in a folder has its key in the keyring, if it has."""
        with suppress(OSError):
            file = KeyFile.read(desk_folder)
            if file is None or file.now.kept is not Kept.KEYRING:
                return
            known, folder = self._read(), str(desk_folder.absolute())
            folders = known.get(file.now.key_id, [])
            if folder not in folders:
                known[file.now.key_id] = [*folders, folder]
                self._write(dict(list(known.items())[-_MOST:]))

    def forget(self, key_id: str) -> None:
        """The keyring no longer has a key."""
        with suppress(OSError):
            known = self._read()
            if known.pop(key_id, None) is not None:
                self._write(known)

    def _read(self) -> dict[str, list[str]]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            key_id: [one for one in folders if isinstance(one, str)]
            for key_id, folders in found.items()
            if isinstance(folders, list)
        }

    def _write(self, known: dict[str, list[str]]) -> None:
        make_own_folder(self._path.parent)
        write_whole(self._path, json.dumps(known, indent=1).encode())


def is_left(key: KeptKey) -> bool:
    """Tell whether a desk with a key is in none of its folders any more; for a thread, for a folder may be far away.

    Wherever it cannot be known, such as on a disk that is not there, the desk counts as being there. Raises nothing.
    """
    return bool(key.folders) and all(_is_gone(folder, key.key_id) for folder in key.folders)


def _is_gone(folder: Path, key_id: str) -> bool:
    try:
        if not folder.parent.is_dir() or (folder / MOVED_NOTE).exists():
            return False
        file = KeyFile.read(folder)
        if file is None:
            # Without its file of keys a desk may still have this one.
            return not any((folder / f"desk.db{end}").exists() for end in ("", "-wal"))
        names = {*(entry.key_id for entry in file.entries), *(one.key_id for one in file.earlier)}
        return key_id not in names
    except (OSError, Trouble):
        return False
