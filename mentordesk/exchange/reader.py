"""The child process: `python -m mentordesk.exchange.reader ORDER < FILE`. Reads one file within its bounds and says what it found."""

from __future__ import annotations

import sys

import msgspec

from mentordesk.exchange import limits
from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.wire import Message, Order, ReadCalendar, ReadContacts, ReadTexts, Refused, Step


def main(order_text: str) -> None:
    """Read standard input as ordered and write what comes of it to standard output."""
    order = msgspec.json.decode(order_text, type=Order)
    limits.bound_memory(order.memory_bytes or limits.MEMORY_BYTES)
    most = limits.CONTACTS_BYTES if order.contacts else limits.CALENDAR_BYTES
    try:
        if order.archive:
            from mentordesk.exchange.archive_file import read_archive

            for message in read_archive(sys.stdin.buffer, order.archive, with_files=order.with_files):
                _say(message)
            return
        if order.folder:
            from mentordesk.exchange.markdown_folder import read_folder

            _say(ReadTexts(read_folder(order.folder, _progress)))
            return
        content = sys.stdin.buffer.read(most + 1)
        if len(content) > most:
            raise Refusal(RefusalKind.TOO_LARGE, str(most // 1_000_000))
        _say(_read(order, content))
    except Refusal as refusal:
        _say(Refused(refusal.kind, refusal.detail))
    except MemoryError:
        _say(Refused(RefusalKind.TOO_MUCH_MEMORY))
    except RecursionError:
        _say(Refused(RefusalKind.STOPPED))


def _read(order: Order, content: bytes) -> Message:
    # Each reader is loaded where it is wanted: an archive is to be read in little memory.
    if order.is_table:
        from mentordesk.exchange.table_file import read_table
        from mentordesk.exchange.texts import TextsReading

        reading = read_table(content)
        return ReadTexts(reading) if isinstance(reading, TextsReading) else ReadContacts(reading)
    if order.contacts or order.window is None:
        from mentordesk.exchange.contact_file import parse_contacts

        return ReadContacts(parse_contacts(content, _progress))
    from mentordesk.exchange.calendar_file import parse_calendar

    return ReadCalendar(parse_calendar(content, order.window, order.zone, _progress))


def _progress(done: int, total: int) -> None:
    _say(Step(done, total))


def _say(message: Message) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(message) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
