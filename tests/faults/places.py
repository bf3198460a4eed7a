"""Where an operation is tried: a computer as far as it sees one, which can be had again and again; and what an operation is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mentordesk.folders import desk_folder
from mentordesk.store.desk import Desk
from tests.faults.desks import Template
from tests.support.clock import FakeClock
from tests.support.generated_desks import every_row

LATER = "2026-11-13T08:00:00+00:00"


class FolderKeyring:
    """A keyring that outlives the process: it is no part of the disk that fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, entry: str) -> str | None:
        path = self.folder / entry
        return path.read_text("ascii") if path.exists() else None

    def write(self, entry: str, secret: str) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / entry).write_text(secret, "ascii")

    def delete(self, entry: str) -> None:
        (self.folder / entry).unlink(missing_ok=True)


@dataclass(frozen=True)
class Place:
    """A computer as far as an operation sees it: a desk, and folders round it."""

    folder: Path
    template: Template
    keyrings: Path | None = None
    """Where keyrings lie; beside the folder unless said otherwise."""

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def clock(self) -> FakeClock:
        return FakeClock(LATER)

    @property
    def keyring(self) -> FolderKeyring:
        return FolderKeyring((self.keyrings or self.folder.parent) / f"{self.folder.name}.keyring")

    @contextmanager
    def as_left(self, named: Callable[[str], str]) -> Iterator[None]:
        """Have a copy of it at its place, to do anything with; whoever stands still in it finds it again as it was."""
        copy, keyring = Beginning(self), self.keyring.folder
        aside = [(path, path.with_name(f"{path.name}.aside")) for path in (self.folder, keyring) if path.exists()]
        for path, other in aside:
            path.rename(other)
        try:
            copy.put(self, named)
            yield
        finally:
            self.clear()
            for path, other in aside:
                other.rename(path)

    def clear(self) -> None:
        """Take it away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.keyring.folder, ignore_errors=True)


class Snapshot:
    """A folder as it was once, held in memory: a copy of it is a millisecond."""

    def __init__(self, folder: Path) -> None:
        self._folders: list[tuple[str, int]] = []
        self._files: list[tuple[str, int, int, bytes]] = []
        paths = [folder, *sorted(folder.rglob("*"))] if folder.exists() else []
        for path in paths:
            found, name = path.stat(), str(path.relative_to(folder))
            if path.is_dir():
                self._folders.append((name, found.st_mode & 0o777))
            else:
                self._files.append((name, found.st_mode & 0o777, found.st_mtime_ns, path.read_bytes()))

    def put(self, folder: Path, named: Callable[[str], str] = str) -> None:
        """Make a folder that is not there just like it, the files named as is said."""
        for name, mode in self._folders:
            (folder / name).mkdir(mode=mode)
        for name, mode, changed, content in self._files:
            path = folder / named(name)
            with path.open("xb", buffering=0) as file:
                os.fchmod(file.fileno(), mode)
                file.write(content)
            os.utime(path, ns=(changed, changed))


class Beginning:
    """A place as it is when an operation begins, to be had as often as wanted."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._folder, self._keyring = Snapshot(place.folder), Snapshot(place.keyring.folder)
        self._count = 0

    def again(self) -> Place:
        """Return one more such place; whoever asks clears it."""
        self._count += 1
        folder = self._place.folder.with_name(f"trial-{self._count}")
        place = Place(folder, self._place.template, self._place.keyrings)
        self.put(place)
        return place

    def put(self, place: Place, named: Callable[[str], str] = str) -> None:
        """Make a place that is not there just like it, the files named as is said."""
        self._folder.put(place.folder, named)
        self._keyring.put(place.keyring.folder)


Act = Callable[[Desk, Place], object]


@dataclass(frozen=True)
class Operation:
    """One thing that is done: acts on the open desk, or one on its folder; each act is whole or was not."""

    name: str
    on_desk: tuple[Act, ...] = ()
    on_folder: Callable[[Place], object] | None = None
    prepare: Callable[[Place], object] | None = None
    """What the place is given before, once."""
    beside: Callable[[Place], object] | None = None
    """What counts beside the rows of the desk, which is closed."""
    open: Callable[[Place], Desk] | None = None
    """How the next start opens the desk; without a word, with the key of the template."""
    open_here: Callable[[Place], Desk] | None = None
    """How it is opened for the acts; without a word, with the key of the template."""
    is_shared: bool = False
    """Another process writes, too."""
    is_once: bool = False
    """Doing it a second time is another thing."""

    @property
    def acts(self) -> int:
        """How many acts it has."""
        return len(self.on_desk) or 1

    def beginning(self, place: Place) -> Beginning:
        """Make a place ready for it."""
        place.out.mkdir(parents=True)
        place.template.copy_to(place.desk)
        if self.prepare:
            self.prepare(place)
        return Beginning(place)

    def opened(self, place: Place) -> Desk:
        """Open the desk as the next start would."""
        return (self.open or _open)(place)

    def opened_here(self, place: Place) -> Desk:
        """Open the desk for the acts."""
        return (self.open_here or _open)(place)

    def extras(self, place: Place) -> object:
        """Return what counts beside the rows of the desk."""
        return self.beside(place) if self.beside else None


def _open(place: Place) -> Desk:
    return Desk.open(desk_folder(place.desk), FakeClock(), place.template.keys, keeps_undo=True)


def word_for(something: object) -> str:
    """Return a short word for something, another one for anything else."""
    return hashlib.sha256(json.dumps(something, sort_keys=True, default=str).encode()).hexdigest()[:12]


def rows_word(desk: Desk) -> str:
    """Return a word for all rows of a desk."""
    return word_for(every_row(desk))


def file_word(path: Path) -> bytes:
    """Return a word for the bytes of a file with its log."""
    digest = hashlib.blake2b(path.read_bytes())
    for end in ("-wal", "-journal"):
        with suppress(FileNotFoundError):
            digest.update(Path(f"{path}{end}").read_bytes())
    return digest.digest()
