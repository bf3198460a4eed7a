"""The door to reading what was taken along: archives of desks, folders of Markdown, tables; each in a child process with bounds."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from mentordesk.exchange import limits
from mentordesk.exchange.archive_file import as_number
from mentordesk.exchange.child import hear_child, read_in_child
from mentordesk.exchange.contacts import ContactsReading
from mentordesk.exchange.reading import opened, troubles_told
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.taken_words import refused_archive, refused_texts
from mentordesk.exchange.texts import TextsReading
from mentordesk.exchange.wire import (
    ArchiveEnd,
    ArchiveFacts,
    ArchivePiece,
    ArchiveRows,
    Order,
    ReadContacts,
    ReadTexts,
    Step,
    Value,
)

Told = Callable[[int, int], None] | None
Asked = Callable[[], bool] | None


def hear_archive(
    path: Path,
    tables: tuple[str, ...],
    *,
    numbers: frozenset[tuple[str, str]],
    on_progress: Told = None,
    is_cancelled: Asked = None,
    with_files: bool = False,
    seconds: float | None = None,
) -> Generator[ArchiveFacts | ArchivePiece | ArchiveRows, None, None]:
    """Yield what an archive says of itself, then its rows, table by table in the order of `tables`.

    `with_files` asks for the content of its attachments as well, piece by piece before the rows; without, it is only
    looked at whether they are whole. `numbers` names the columns that hold fractions. Rows count for nothing until it ends without Mistake: only then it
    is known that the archive was whole. Raises Mistake, Trouble and ReadingCancelled; close it to stop.
    """
    order = Order(contacts=False, archive=tables, with_files=with_files, memory_bytes=limits.ARCHIVE_MEMORY_BYTES)
    try:
        with (
            troubles_told(path),
            opened(path, limits.ARCHIVE_BYTES) as file,
            closing(
                hear_child(order, file, seconds=seconds or _seconds_for(path), is_cancelled=is_cancelled)
            ) as messages,
        ):
            for message in messages:
                match message:
                    case ArchiveEnd():
                        return
                    case ArchiveFacts() | ArchivePiece():
                        yield message
                    case ArchiveRows():
                        yield ArchiveRows(
                            message.table, [_numbered(message.table, row, numbers) for row in message.rows]
                        )
                    case Step() if on_progress is not None:
                        on_progress(message.done, message.total)
                    case _:
                        pass
        raise Refusal(RefusalKind.STOPPED)
    except Refusal as refusal:
        raise refused_archive(refusal, path.name) from None


def _seconds_for(path: Path) -> float:
    return limits.ARCHIVE_SECONDS + path.stat().st_size / limits.ARCHIVE_BYTES_A_SECOND


def _numbered(table: str, row: dict[str, Value], numbers: frozenset[tuple[str, str]]) -> dict[str, Value]:
    return {name: as_number(value) if (table, name) in numbers else value for name, value in row.items()}


def read_texts(
    path: Path, *, on_progress: Told = None, is_cancelled: Asked = None, seconds: float = limits.FOLDER_SECONDS
) -> TextsReading:
    """Read a folder of Markdown, as Obsidian keeps it and Joplin exports it. Raises Mistake, Trouble, ReadingCancelled."""
    order = Order(contacts=False, folder=str(path.absolute()))
    try:
        with troubles_told(path), Path(os.devnull).open("rb") as nothing:
            # Whether it may be entered at all is worth a sentence of its own.
            os.scandir(path).close()
            message = read_in_child(order, nothing, seconds=seconds, on_progress=on_progress, is_cancelled=is_cancelled)
        if not isinstance(message, ReadTexts):
            raise Refusal(RefusalKind.STOPPED)
    except Refusal as refusal:
        raise refused_texts(refusal, path.name) from None
    return message.reading


def read_table(
    path: Path, *, is_cancelled: Asked = None, seconds: float = limits.SECONDS
) -> TextsReading | ContactsReading:
    """Read a table (CSV) of people or of notes, whichever its first line says. Raises what `read_texts` raises."""
    order = Order(contacts=False, is_table=True)
    try:
        with troubles_told(path), opened(path, limits.TABLE_BYTES) as file:
            message = read_in_child(order, file, seconds=seconds, is_cancelled=is_cancelled)
        if not isinstance(message, (ReadTexts, ReadContacts)):
            raise Refusal(RefusalKind.STOPPED)
    except Refusal as refusal:
        raise refused_texts(refusal, path.name) from None
    return message.reading
