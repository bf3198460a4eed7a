"""Take the whole desk along: as one archive that can be brought back, as Markdown, or as tables.

It is written beside the place it is meant for and put there when it is whole; stopped or failed, nothing of it is left.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk import __version__, phrases
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.light_dataclass import dataclass
from mentordesk.store import backups
from mentordesk.store.desk import Desk
from mentordesk.store.whole import SCHEMA_VERSION, Whole

# What writes archives holds 2 MB, and settings are where a desk is taken along once a year.
if TYPE_CHECKING:
    from mentordesk.domain.attachments import Attachment
    from mentordesk.exchange.archive_file import ArchiveWriter

Told = Callable[[int, int], None] | None
Asked = Callable[[], bool] | None

_LOOK_EVERY = 200
_RECORD, _PART = "exporting-", ".mentordesk-"
_MOST_NAMED = 5


class Form(StrEnum):
    """How a desk can be taken along."""

    ARCHIVE = "archive"
    MARKDOWN = "markdown"
    CSV = "csv"


@dataclass(frozen=True)
class TakenAlong:
    """What was written: where, and how many records or files."""

    path: Path
    form: Form
    count: int
    missing: tuple[str, ...] = ()
    """The names of attachments whose files are gone or do not open; all that is known of them came along."""


def missing_words(taken: TakenAlong) -> str:
    """Say which attachments could not be taken along; empty when all could."""
    if not taken.missing:
        return ""
    return ngettext(
        "{count} attachment could not be read and is not in it: {names}.",
        "{count} attachments could not be read and are not in it: {names}.",
        len(taken.missing),
    ).format(count=len(taken.missing), names=phrases.listed(taken.missing[:_MOST_NAMED]))


class Pace:
    """Says how far it is and hears whether it is still wanted, every few hundred records."""

    def __init__(self, total: int, on_progress: Told, is_cancelled: Asked) -> None:
        self._total = total
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self.done = 0

    def step(self) -> None:
        """Count one more; raises ReadingCancelled when nobody wants it any more."""
        self.done += 1
        if self.done % _LOOK_EVERY == 1:
            self._look()
            if self._on_progress is not None:
                self._on_progress(self.done, self._total)

    def along(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Pass the pieces of a file on for as long as it is wanted; raises ReadingCancelled."""
        for piece in pieces:
            self._look()
            yield piece

    def _look(self) -> None:
        if self._is_cancelled is not None and self._is_cancelled():
            from mentordesk.exchange.child import ReadingCancelled

            raise ReadingCancelled


def take_along(
    desk: Desk,
    path: Path,
    form: Form,
    *,
    may_replace: bool = False,
    on_progress: Told = None,
    is_cancelled: Asked = None,
) -> TakenAlong:
    """Write the whole desk to `path`: a file for an archive, else a folder that is new or empty.

    `may_replace` lets an archive take the place of a file. Raises Mistake, field `path`, where something is already;
    Trouble when it cannot be written; ReadingCancelled.
    """
    if (
        path.exists()
        and not (may_replace and form is Form.ARCHIVE and path.is_file())
        and not _is_empty_folder(path, form)
    ):
        raise Mistake(
            _("“{name}” is there already. Choose a new name, or an empty folder.").format(name=path.name), field="path"
        )
    whole = Whole(desk.database)
    pace = Pace(sum(whole.count(table.name) for table in whole.tables), on_progress, is_cancelled)
    with _told_as_trouble(path):
        if form is Form.ARCHIVE:
            from mentordesk.exchange.archive_file import ArchiveWriter

            with file_beside(desk.folder, path) as file:
                with file.open("wb") as stream, closing(ArchiveWriter(stream)) as writer, whole.standing_still():
                    count, missing = _write_archive(desk, whole, writer, pace)
                _keep(file)
            return TakenAlong(path, form, count, missing)
        with _folder_beside(desk.folder, path) as folder, whole.standing_still():
            if form is Form.CSV:
                from mentordesk.workflows.take_along.export_tables import write_tables

                return TakenAlong(path, form, write_tables(whole, folder, pace))
            from mentordesk.workflows.take_along.export_markdown import write_markdown

            return TakenAlong(path, form, *write_markdown(desk, folder, pace))


def whole_pieces(desk: Desk, attachment: Attachment, pace: Pace) -> Iterator[bytes] | None:
    """Return what was attached, piece by piece; None where it cannot be read to its end, which is tried before."""
    try:
        for _piece in pace.along(desk.attachments.files.pieces(attachment)):
            pass
    except Trouble:
        return None
    return pace.along(desk.attachments.files.pieces(attachment))


def _write_archive(desk: Desk, whole: Whole, writer: ArchiveWriter, pace: Pace) -> tuple[int, tuple[str, ...]]:
    missing = []
    for attachment in desk.attachments.everything():
        if (pieces := whole_pieces(desk, attachment, pace)) is None:
            missing.append(attachment.name)
        else:
            writer.write_file(attachment.id, pieces)
    for table in whole.tables:
        with closing(writer.write_table(table.name, whole.rows(table.name))) as written:
            for _count in written:
                pace.step()
    profile = desk.profile.mine()
    counts = writer.finish(
        schema=SCHEMA_VERSION,
        program=__version__,
        made_at=desk.database.now_text(),
        me=profile.person_id if profile else "",
        profile=profile.id if profile else "",
    )
    return sum(counts.values()), tuple(missing)


def _is_empty_folder(path: Path, form: Form) -> bool:
    return form is not Form.ARCHIVE and path.is_dir() and not any(path.iterdir())


@contextmanager
def _told_as_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or _("unknown reason")
        raise Trouble(
            _("“{name}” could not be written: {why}. Choose another place; nothing was left there.").format(
                name=path.name, why=why
            )
        ) from error


@contextmanager
def file_beside(desk_folder: Path, path: Path) -> Iterator[Path]:
    """Yield a file that takes the name `path` once it is written; broken off, or killed, nothing of it is left lying there.

    Raises OSError.
    """
    with _on_record(desk_folder, path) as part:
        # It holds the desk in plain words.
        backups.make_private_file(part)
        yield part
        part.replace(path)


@contextmanager
def _folder_beside(desk_folder: Path, path: Path) -> Iterator[Path]:
    with _on_record(desk_folder, path) as part:
        part.mkdir(mode=0o700)
        yield part
        if path.exists():
            path.rmdir()
        part.replace(path)


@contextmanager
def _on_record(desk_folder: Path, path: Path) -> Iterator[Path]:
    """Yield a name beside `path` that is noted beside the desk until what has it is gone: a kill must leave nothing lying there."""
    sweep_exports(desk_folder)
    record = desk_folder / f"{_RECORD}{os.getpid()}-{threading.get_ident()}.txt"
    part = path.absolute().parent / f"{_PART}{os.urandom(4).hex()}.part"
    # Where the desk's own disk is full, taking it along to another one matters more than this note.
    with suppress(OSError):
        backups.make_private_file(record)
        record.write_text(f"{part}\n", encoding="utf-8")
        backups.sync_file(record)
    try:
        yield part
    finally:
        _remove(part)
        with suppress(OSError):
            record.unlink(missing_ok=True)


def sweep_exports(desk_folder: Path) -> None:
    """Remove what runs that were killed have left of an export, wherever it was to go. Fails without a word."""
    for record in desk_folder.glob(f"{_RECORD}*.txt"):
        import psutil

        writer, _dash, thread = record.stem.removeprefix(_RECORD).partition("-")
        is_mine = (writer, thread) == (str(os.getpid()), str(threading.get_ident()))
        if writer.isdecimal() and psutil.pid_exists(int(writer)) and not is_mine:
            continue
        with suppress(OSError, UnicodeDecodeError):
            part = Path(record.read_text(encoding="utf-8").strip())
            # Only what has a name that nobody but an export gives.
            if part.name.startswith(_PART) and part.suffix == ".part":
                _remove(part)
            record.unlink(missing_ok=True)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _keep(part: Path) -> None:
    """See to it that what was written is on the disk before it takes the place of anything."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
