"""Save what is readable in a damaged desk into a new one, kept as a backup beside the others until somebody chooses it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from mentordesk.clock import Clock
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups, engine
from mentordesk.store.backups import DESK_FILE, FOLDER_NAME, Part, Reason, Unwatched, Watcher
from mentordesk.store.database import Database
from mentordesk.store.readable import Unreadable, check_row
from mentordesk.store.salvaging import Damaged, Saved, lists_its_tables, mend_header, salvage_into, wanted_tables
from mentordesk.store.schema_anew import remake
from mentordesk.store.whole import Whole
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.safety.desk_contents import Contents, contents


@dataclass(frozen=True)
class Salvaged:
    """A desk made of what could be read: where it lies, what it holds, and what became of each table."""

    path: Path
    contents: Contents
    tables: dict[str, Saved]

    @property
    def lost(self) -> int:
        """How many records are known to be lost."""
        return sum(table.lost for table in self.tables.values())

    @property
    def is_all_known(self) -> bool:
        """Whether no more than those can be lost."""
        return all(table.is_all_known for table in self.tables.values())

    @property
    def is_worth_it(self) -> bool:
        """Whether anything was saved."""
        return any(self.contents.counts.values())


def salvage(desk_folder: Path, clock: Clock, watcher: Watcher | None = None, *, keys: Keys = NO_KEYS) -> Salvaged:
    """Save what is readable of the desk in a folder; its file is copied and never written to. For a thread of its own.

    Raises Trouble where nothing at all can be read, Cancelled when it is not wanted any more.
    """
    watcher = watcher or Unwatched()
    folder = desk_folder / FOLDER_NAME
    try:
        backups.make_private_folder(folder)
        _sweep(folder)
        work = Path(mkdtemp(prefix="salvage-", dir=folder))
        try:
            return _salvage(desk_folder, work, clock, watcher, keys)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise backups.file_failed(error, folder) from error


def _salvage(desk_folder: Path, work: Path, clock: Clock, watcher: Watcher, keys: Keys) -> Salvaged:
    damaged = work / "damaged.db"
    backups.copy_private(desk_folder / DESK_FILE, damaged)
    for end in ("-wal", "-journal"):
        log = Path(f"{desk_folder / DESK_FILE}{end}")
        if log.exists():
            backups.copy_private(log, Path(f"{damaged}{end}"))
    if keys.now is None:
        # Of an encrypted file the beginning is sealed like all the rest: it can be read, or nobody knows what was there.
        mend_header(damaged)
    fresh = Database.open(work / "fresh", clock, Keys(keys.now))
    try:
        told_by_rows: frozenset[str] = frozenset()
        if not lists_its_tables(damaged, keys):
            damaged, told_by_rows = _listed_anew(damaged, work, fresh, keys, Part(watcher, 0.0, 0.5))
            watcher = Part(watcher, 0.5, 1.0)
        is_encrypted = not engine.is_plain(damaged)
        with closing(Damaged(partial(engine.open_file, damaged, keys), is_encrypted=is_encrypted)) as source:
            tables = salvage_into(fresh.tables.conn, source, watcher)
        tables |= {
            name: Saved(one.saved, one.lost, is_all_known=False) for name, one in tables.items() if name in told_by_rows
        }
    except engine.DatabaseError as error:
        trouble = engine.world_failed(error, str(desk_folder / FOLDER_NAME))
        if trouble is None:
            raise
        raise trouble from error
    finally:
        fresh.close()
    made = backups.write(work / "fresh", Reason.SALVAGE, clock.now(), keys=keys)
    kept = desk_folder / FOLDER_NAME / made.name
    made.path.replace(kept)
    backups.sync_folder(kept.parent)
    watcher.report(1.0)
    return Salvaged(kept, contents(kept, keys), tables)


def _listed_anew(
    damaged: Path, work: Path, fresh: Database, keys: Keys, watcher: Watcher
) -> tuple[Path, frozenset[str]]:
    """Return a copy whose tables are found by their pages, and which of them by their rows alone; the file itself where none is found."""
    nouns = {table.name: table for table in Whole(fresh).tables}

    def fits(name: str, row: Sequence[object]) -> bool:
        table = nouns.get(name)
        if table is None or any(value is not None for value in row[len(table.columns) :]):
            return False
        try:
            check_row(table, {column.name: value for column, value in zip(table.columns, row, strict=False)})
        except Unreadable:
            return False
        return True

    wanted = wanted_tables(fresh.tables.conn)
    for key in keys.all:
        remade = remake(damaged, work, key, wanted, fits, watcher)
        if remade is not None:
            # Changes that are still in a log nobody could read into the file are missing, and nobody knows of which table.
            return remade.path, frozenset(wanted) if Path(f"{damaged}-wal").exists() else remade.told_by_rows
    return damaged, frozenset()


def _sweep(folder: Path) -> None:
    """Remove what earlier trials left: they are made anew each time, and those of killed runs are of no use."""
    for path in (*folder.glob("salvage-*"), *folder.glob(f"desk-*-{Reason.SALVAGE}.db")):
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def lost_words(salvaged: Salvaged) -> str:
    """Say how much could not be read."""
    if not salvaged.is_worth_it:
        return _("Nothing in the damaged file can be read any more.")
    if not salvaged.lost and salvaged.is_all_known:
        return _("Every record can still be read.")
    words = ngettext(
        "{count} record cannot be read any more.", "{count} records cannot be read any more.", salvaged.lost
    ).format(count=salvaged.lost)
    if salvaged.is_all_known:
        return words
    more = _("The list of records is damaged too, so more may be missing.")
    return f"{words} {more}" if salvaged.lost else more
