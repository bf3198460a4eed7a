"""Text that could not be saved yet, kept in files of its own beside the desk until it is. One file per text."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass

_SUFFIX = ".draft.json"
_ROOM = "room"
_ROOM_BYTES = 1 << 20
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class Draft:
    """Kept text: what it belongs to, such as `note/<id>`, and when it was kept (aware UTC)."""

    key: str
    text: str
    kept_at: datetime


FOLDER_NAME = "drafts"
"""Where drafts lie, in the folder of the desk they belong to."""


class Drafts:
    """The drafts of one desk in `folder`, which is made when first needed (0700; files 0600)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def set_room_aside(self) -> None:
        """Take up some of the disk while there is any, to give it to drafts once it is full. Fails without a word."""
        room = self._folder / _ROOM
        with contextlib.suppress(OSError):
            if room.exists() and room.stat().st_size >= _ROOM_BYTES:
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            room.write_bytes(os.urandom(_ROOM_BYTES))  # a disk that packs what it stores finds nothing to pack

    def keep(self, key: str, text: str) -> None:
        """Write the text so that it outlives a power cut, replacing the draft before it. Raises Trouble if it cannot."""
        content = json.dumps({"key": key, "text": text}, ensure_ascii=False)
        try:
            try:
                self._write(key, content)
            except OSError as error:
                if error.errno not in _FULL:
                    raise
                (self._folder / _ROOM).unlink()
                self._write(key, content)
        except OSError as error:
            raise Trouble(
                _("Your text could not be kept on the disk: {reason}.").format(reason=error.strerror)
            ) from error

    def find(self, key: str) -> Draft | None:
        """Return the draft of that key, or None. A broken file counts as none: it was never kept whole."""
        return self._read(self._path(key))

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, oldest first, for the next start."""
        drafts = [draft for path in self._folder.glob(f"*{_SUFFIX}") if (draft := self._read(path))]
        return tuple(sorted(drafts, key=lambda draft: draft.kept_at))

    def discard(self, key: str) -> None:
        """Take the draft away: its text is saved. Raises Trouble when the folder refuses."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(_("A draft could not be removed: {reason}.").format(reason=error.strerror)) from error

    def _write(self, key: str, content: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes files that only their owner may read.
        handle, name = tempfile.mkstemp(prefix="new-", suffix=".tmp", dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(key))
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        self._settle()

    def _path(self, key: str) -> Path:
        # A key may hold anything; its digest is a file name everywhere.
        import hashlib  # brings a library of 3 MB; most runs keep no draft

        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{_SUFFIX}"

    def _read(self, path: Path) -> Draft | None:
        try:
            kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
            kept_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            return Draft(str(kept["key"]), str(kept["text"]), kept_at)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        except OSError as error:
            raise Trouble(_("A draft could not be read: {reason}.").format(reason=error.strerror)) from error

    def _settle(self) -> None:
        """Make the new name itself outlive a power cut, where folders can be synced (not on Windows)."""
        if os.name == "nt":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
