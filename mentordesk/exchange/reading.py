"""The door to reading files of others: calendars and contacts, each in a child process with bounds."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mentordesk.errors import Trouble
from mentordesk.exchange import limits
from mentordesk.exchange.calendars import CalendarReading, Window
from mentordesk.exchange.child import ReadingCancelled, read_in_child
from mentordesk.exchange.contacts import ContactsReading
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.wire import Message, Order, ReadCalendar, ReadContacts
from mentordesk.language import _

__all__ = ["ReadingCancelled", "read_calendar", "read_contacts"]


def read_calendar(
    path: Path,
    window: Window,
    *,
    zone: str,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    seconds: float = limits.SECONDS,
) -> CalendarReading:
    """Read an .ics file; repetitions are worked out within `window`, times without a zone are in `zone` (IANA).

    Raises Mistake for what is no readable calendar, Trouble when the file cannot be opened, ReadingCancelled. May take up to
    `seconds`: call it off the main thread. `on_progress` gets (done, total) on the calling thread.
    """
    order = Order(contacts=False, zone=zone, window=window)
    message = _read(path, order, limits.CALENDAR_BYTES, seconds, on_progress, is_cancelled)
    if not isinstance(message, ReadCalendar):
        raise Refusal(RefusalKind.STOPPED).mistake(contacts=False, name=Path(path).name)
    return message.reading


def read_contacts(
    path: Path,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    seconds: float = limits.SECONDS,
) -> ContactsReading:
    """Read a .vcf file of vCard 2.1, 3.0 or 4.0. Raises what `read_calendar` raises."""
    message = _read(path, Order(contacts=True), limits.CONTACTS_BYTES, seconds, on_progress, is_cancelled)
    if not isinstance(message, ReadContacts):
        raise Refusal(RefusalKind.STOPPED).mistake(contacts=True, name=Path(path).name)
    return message.reading


def _read(
    path: Path,
    order: Order,
    most_bytes: int,
    seconds: float,
    on_progress: Callable[[int, int], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> Message:
    path = Path(path)
    try:
        with troubles_told(path), opened(path, most_bytes) as file:
            return read_in_child(order, file, seconds=seconds, on_progress=on_progress, is_cancelled=is_cancelled)
    except Refusal as refusal:
        raise refusal.mistake(contacts=order.contacts, name=path.name) from None


@contextmanager
def troubles_told(path: Path) -> Iterator[None]:
    """Say as Trouble, in words, why a file cannot be opened or read."""
    try:
        yield
    except FileNotFoundError as error:
        raise Trouble(_("“{name}” is no longer there. Choose the file again.").format(name=path.name)) from error
    except PermissionError as error:
        raise Trouble(
            _("“{name}” may not be read. Change its permissions, or copy it to your own folder.").format(name=path.name)
        ) from error
    except OSError as error:
        raise Trouble(
            _("“{name}” could not be read: {why}. Copy it to this computer and try again.").format(
                name=path.name, why=error.strerror or _("unknown reason")
            )
        ) from error
    except ValueError as error:
        # A name with a zero byte in it is no file anywhere.
        raise Trouble(_("“{name}” is no longer there. Choose the file again.").format(name=path.name)) from error


def opened(path: Path, most_bytes: int) -> IO[bytes]:
    """Open an ordinary file of bearable size; a pipe or device would block or never end."""
    _judge(path.stat(), most_bytes)
    file = path.open("rb")
    try:
        _judge(os.fstat(file.fileno()), most_bytes)
    except Refusal:
        file.close()
        raise
    return file


def _judge(status: os.stat_result, most_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refusal(RefusalKind.FOLDER)
    if not stat.S_ISREG(status.st_mode):
        raise Refusal(RefusalKind.NOT_A_FILE)
    if status.st_size > most_bytes:
        raise Refusal(RefusalKind.TOO_LARGE, str(most_bytes // 1_000_000))
