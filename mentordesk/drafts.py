"""Text that could not be saved yet, kept in files of its own beside the desk until it is. One file per text.

Sealed with the desk's key, if it has one; their names are then made with it too, and say nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from mentordesk.errors import Trouble
from mentordesk.folders import only_for_me
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk.vault.keys import NO_KEYS, Key, Keys
from mentordesk.vault.sealing import Unopened, seal, unseal

_PLAIN, _SEALED = ".draft.json", ".draft"
_ROOM = "room"
_ROOM_BYTES = 1 << 20
_HALF_WRITTEN_S = 60
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class Draft:
    """Kept text: what it belongs to, such as `note/<id>`, and when it was kept (aware UTC)."""

    key: str
    text: str
    kept_at: datetime
    base: str | None = None
    """What was on disk when whoever typed last looked; None where nobody said."""

    @property
    def is_of_nothing(self) -> bool:
        """Whether it belongs to no record: a captured line, a form. Nobody can say whom it speaks of."""
        kind, _slash, rest = self.key.partition("/")
        return kind in {"capture", "form"} or (kind == "line" and "/" not in rest) or rest.startswith("checklist/")

    @property
    def is_form(self) -> bool:
        """Whether it holds all fields of a form."""
        return self.key.startswith("form/")

    @property
    def words(self) -> str:
        """What was typed, as a person would read it: the fields of a form one below the other."""
        if not self.is_form:
            return self.text
        try:
            fields = json.loads(self.text)
        except ValueError:
            return self.text
        if not isinstance(fields, list):
            return self.text
        return "\n".join(field for field in fields if isinstance(field, str) and field.strip())


FOLDER_NAME = "drafts"
"""Where drafts lie, in the folder of the desk they belong to."""


class Drafts:
    """The drafts of one desk in `folder`, which is made when first needed (0700; files 0600).

    What was kept with an earlier key of the desk, or without one, is found too.
    """

    def __init__(self, folder: Path, keys: Keys = NO_KEYS) -> None:
        self._folder = folder
        self._keys = keys

    def set_room_aside(self) -> None:
        """Take up some of the disk while there is any, to give it to drafts once it is full. Fails without a word.

        What a run that was killed has left half written goes on this occasion.
        """
        room = self._folder / _ROOM
        with contextlib.suppress(OSError):
            for half in self._folder.glob("new-*.tmp"):
                # Whatever is younger somebody may be writing just now.
                if time.time() - half.stat().st_mtime > _HALF_WRITTEN_S:
                    half.unlink()
            if room.exists() and room.stat().st_size >= _ROOM_BYTES:
                return
            # Not with what is above it: a desk that was thrown away meanwhile stays so.
            self._folder.mkdir(mode=0o700, exist_ok=True)
            with open(room, "wb", opener=only_for_me) as file:
                file.write(os.urandom(_ROOM_BYTES))  # a disk that packs what it stores finds nothing to pack

    def keep(self, key: str, text: str, base: str | None = None) -> None:
        """Write the text so that it outlives a power cut, replacing the draft before it. Raises Trouble if it cannot.

        `base` is what the text was on disk when whoever typed last looked.
        """
        path = self._path(key, self._keys.now)
        # Half of a pair of characters, which a broken program may have pasted, is kept as it came.
        said = {"key": key, "text": text} if base is None else {"key": key, "text": text, "base": base}
        content = json.dumps(said, ensure_ascii=False).encode(errors="surrogatepass")
        if self._keys.now is not None:
            content = seal(content, self._keys.now, "draft", path.name)
        try:
            try:
                self._write(path, content)
            except OSError as error:
                if error.errno not in _FULL:
                    raise
                (self._folder / _ROOM).unlink()
                self._write(path, content)
            for earlier in self._paths(key)[1:]:
                earlier.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(
                _("Your text could not be kept on the disk: {reason}.").format(reason=error.strerror)
            ) from error

    def find(self, key: str) -> Draft | None:
        """Return the draft of that key, or None. A broken file counts as none: it was never kept whole."""
        if not self._has_any():
            return None  # as at nearly every start, which then need not work out where it would be
        return max(filter(None, map(self._read, self._paths(key))), key=_kept_at, default=None)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, oldest first, for the next start."""
        read = (self._read(path) for end in (_PLAIN, _SEALED) for path in self._folder.glob(f"*{end}"))
        drafts = sorted(filter(None, read), key=_kept_at)
        # Of one that was kept twice, with a key and with the one before, the later counts.
        return tuple({draft.key: draft for draft in drafts}.values())

    def discard(self, key: str) -> None:
        """Take the draft away: its text is saved. Raises Trouble when the folder refuses."""
        try:
            for path in self._paths(key):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(_("A draft could not be removed: {reason}.").format(reason=error.strerror)) from error

    def places_of(self, key: str) -> tuple[Path, ...]:
        """Return the files a draft may lie in, those that are not there too: for whoever must leave nothing of it."""
        return tuple(self._paths(key))

    def seal_earlier(self) -> None:
        """Keep with the present key what was kept without one, or with another. Raises Trouble."""
        for draft in self.all():
            if any(path.exists() for path in self._paths(draft.key)[1:]):
                self.keep(draft.key, draft.text, draft.base)
                at = draft.kept_at.timestamp()
                os.utime(self._path(draft.key, self._keys.now), (at, at))

    def _has_any(self) -> bool:
        try:
            with os.scandir(self._folder) as entries:
                return any(entry.name.endswith((_PLAIN, _SEALED)) for entry in entries)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unread(error) from error

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes files that only their owner may read.
        handle, name = tempfile.mkstemp(prefix="new-", suffix=".tmp", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        self._settle()

    def _paths(self, key: str) -> list[Path]:
        """Return where the draft may lie, the present place first."""
        return [self._path(key, one) for one in dict.fromkeys((*self._keys.all, None))]

    def _path(self, key: str, sealed_with: Key | None) -> Path:
        # A key may hold anything; its digest is a file name everywhere, and made with a secret nobody can guess it.
        if sealed_with is not None:
            from _blake2 import blake2b

            digest = blake2b(key.encode(), key=sealed_with.part("draft-name"), digest_size=16)
            return self._folder / f"{digest.hexdigest()}{_SEALED}"
        import hashlib  # brings a library of 3 MB; most runs keep no draft

        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{_PLAIN}"

    def _read(self, path: Path) -> Draft | None:
        try:
            content = path.read_bytes()
            if path.name.endswith(_SEALED):
                content = unseal(content, self._keys, "draft", path.name)
            kept = json.loads(content.decode(errors="surrogatepass"))
            kept_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            base = kept.get("base")
            return Draft(str(kept["key"]), str(kept["text"]), kept_at, None if base is None else str(base))
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, Unopened):
            return None
        except OSError as error:
            raise _unread(error) from error

    def _settle(self) -> None:
        """Make the new name itself outlive a power cut, where folders can be synced (not on Windows)."""
        if os.name == "nt":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unread(error: OSError) -> Trouble:
    return Trouble(_("A draft could not be read: {reason}.").format(reason=error.strerror))


def _kept_at(draft: Draft) -> datetime:
    return draft.kept_at
