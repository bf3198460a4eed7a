"""What is switched on this computer and by whom, on disk before it is done: the memory that outlives the program.

One file for all desks. Whoever reads and writes it holds its lock; a change is written down before it is made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.switch import Change

VERSION = 1
LOCK_SECONDS = 5.0
"""How long to wait for another program of ours: it holds the lock while it switches, which is bounded too."""


class Stage(StrEnum):
    """How far a change has come. What is restored is no longer in the journal."""

    INTENDED = "intended"
    """Written down and perhaps made."""
    APPLIED = "applied"


@dataclass(frozen=True)
class Holder:
    """One run of the program that wants it quiet."""

    pid: int
    started: float
    """When the process began, as the system tells it: a pid alone is given anew."""
    boot_id: str
    session: str = ""


@dataclass(frozen=True)
class Entry:
    """One change and who wants it."""

    id: str
    change: Change
    stage: Stage
    holders: tuple[Holder, ...]
    at: datetime
    until: datetime | None = None
    """When the call is to be over, as far as known."""


@dataclass(frozen=True)
class _Written:
    version: int = VERSION
    entries: tuple[Entry, ...] = field(default_factory=tuple)


class Mark(Protocol):
    """Something that stands while the journal says anything, such as an entry at login."""

    def write(self) -> None:
        """Put it there."""

    def remove(self) -> None:
        """Take it away."""


class Journal:
    """The file. Raises Trouble where it cannot be read or written, or is of a newer program."""

    def __init__(self, path: Path, *, mark: Mark | None = None) -> None:
        self.path = path
        self._mark = mark
        self._lock = FileLock(path.with_suffix(".lock"), timeout=LOCK_SECONDS, mode=0o600)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs of the program away from the journal and from what it is about."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire()
        except Timeout as timeout:
            raise Trouble(_("Another MentorDesk is switching just now. Try again in a moment.")) from timeout
        except OSError as error:
            raise _not_written() from error
        try:
            yield
        finally:
            self._lock.release()

    def entries(self) -> tuple[Entry, ...]:
        """Return what is switched now. A damaged file is set aside with Trouble, once; after that there is nothing."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Trouble(_("What was switched for the last call cannot be read.")) from error
        try:
            version = msgspec.json.decode(text, type=dict[str, msgspec.Raw]).get("version", msgspec.Raw(b"0"))
            if msgspec.json.decode(version, type=int) > VERSION:
                raise Trouble(_("A newer MentorDesk has switched something on this computer. Let it put that back."))
            return msgspec.json.decode(text, type=_Written).entries
        except msgspec.MsgspecError as error:
            with suppress(OSError):
                self.path.replace(self.path.with_suffix(".torn"))
            raise Trouble(
                _("What was switched for the last call cannot be read. Look whether your banners are as you want them.")
            ) from error

    def write(self, entries: tuple[Entry, ...]) -> None:
        """Put the entries on disk for good: when this returns, a power cut does not lose them."""
        beside = self.path.with_suffix(".new")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(_Written(entries=entries)))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
            _sync_folder(self.path.parent)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise _not_written() from error
        if self._mark is not None:
            # One of four ways back, and no reason to leave a call unquiet where it cannot be had.
            with suppress(OSError):
                self._mark.write() if entries else self._mark.remove()

    def put(self, entry: Entry) -> None:
        """Add an entry, or write it anew."""
        others = tuple(one for one in self.entries() if one.id != entry.id)
        self.write((*others, entry))

    def drop(self, entry_id: str) -> None:
        """Take an entry out: what it was about is as it was."""
        self.write(tuple(one for one in self.entries() if one.id != entry_id))


def without(entry: Entry, holder: Holder) -> Entry:
    """Return the entry without one holder."""
    return replace(entry, holders=tuple(one for one in entry.holders if one != holder))


def _not_written() -> Trouble:
    return Trouble(_("What is to be switched cannot be written down first, so nothing is switched."))


def _sync_folder(folder: Path) -> None:
    """Make a rename last; Windows does so by itself and lets nobody open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
