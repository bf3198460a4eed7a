"""Mutated files of others: each is read or refused, in little time and memory, and nothing is written anywhere.

They meet processes that go on where the real reader's begins, so that no start-up has to be waited for.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from mentordesk.errors import Mistake, Trouble
from mentordesk.exchange import archive_file, calendar_file, contact_file, limits, markdown_folder, reader, table_file
from mentordesk.exchange.calendars import Window
from mentordesk.exchange.wire import Order
from mentordesk.store.whole import Whole
from mentordesk.workflows.imports.import_file import preview_file
from mentordesk.workflows.take_along.export_desk import Form, take_along
from tests.faults.desks import Template, make_template, quick_folder
from tests.faults.figures import Figures
from tests.faults.forked import Ended, bound_to, forked
from tests.support.clock import FakeClock
from tests.support.exchange_files import calendar, card, event
from tests.support.generated_desks import every_row
from tests.support.real_files import address_book
from tests.support.real_files import calendar as real_calendar

_LOADED_BEFORE_FORKING = archive_file, calendar_file, contact_file, markdown_folder, table_file

ROUNDS = 10_000
_AT_ONCE = 20
"""So many files are read by one process."""
_BY_THE_DOOR_EVERY = 200
"""So often a file is also imported as a person would, by the real child process."""
_MOST_CPU_S = 2.0
_MOST_BYTES = 200_000_000
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PIECES = (
    b"", b":", b";", b"=", b'"', b"\r\n", b"\n ", b"\\", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b",", b"-", b"+", b"[[", b"---\n", b"- [ ] @",
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"END:VCARD\r\n", b"BEGIN:VALARM\r\n", b"FREQ=DAILY", b"FREQ=SECONDLY", b"INTERVAL=999999999",
    b"BYMONTHDAY=31", b"COUNT=2000000000", b"99999999T999999Z", b"PT9999999999S", b"TZID=../../etc/passwd", b"PK\x03\x04", b"PK\x01\x02",
    b"PK\x05\x06", b"\xff" * 8, b"\0" * 8, b"null", b"../../../evil", b"&a [*a,*a]", b"1e999", b"\xf0\x9f\x99\x82", b"ENCODING=BASE64:",
)  # fmt: skip


@dataclass(frozen=True)
class _Kind:
    """One kind of file: what is mutated, and how the reader is told to read it."""

    name: str
    whole: bytes
    order: Order
    in_folder: bool = False


def run(count: int = ROUNDS, seed: int = 5) -> Figures:
    """Mutate so many files."""
    figures = Figures("imports", "mutated .ics, .vcf, archives, Markdown and tables")
    chance = random.Random(seed)
    came, peak, longest = Counter[str](), 0, 0.0
    with quick_folder() as folder:
        template = make_template(folder / "template", people=4)
        kinds = _kinds(template, folder)
        own = folder / "own"
        own.mkdir()
        for begin in range(0, count, _AT_ONCE):
            kind = kinds[begin // _AT_ONCE % len(kinds)]
            contents = [_mutated(kind.whole, chance) for _number in range(min(_AT_ONCE, count - begin))]
            ended = _read_all(kind, contents, own)
            peak = max(peak, ended.memory_bytes)
            told = ended.returned or []
            problems = [_judged(one, came) for one in told]
            if len(told) < len(contents):
                problems.append(f"{ended.bug or ('hung' if ended.hung else f'died of signal {ended.signal}')}")
            if ended.memory_bytes > _MOST_BYTES:
                problems.append(f"took {ended.memory_bytes / 1e6:.0f} MB")
            longest = max([longest, *(one["cpu_seconds"] for one in told)])
            if begin % _BY_THE_DOOR_EVERY == 0 and not any(problems):
                problems.append(_by_the_door(kind, contents[0], template, folder))
                came["also by the door"] += 1
            figures.rounds += len(contents)
            figures.wrong += [f"{kind.name} from {begin} on: {problem}" for problem in problems if problem]
        if left := [str(path) for path in own.iterdir()]:
            figures.wrong.append(f"left lying: {left}")
    figures.measured = {
        **{word: str(number) for word, number in came.most_common()},
        "longest": f"{longest:.2f} s",
        "most memory": f"{peak / 1e6:.0f} MB",
    }
    return figures


def _judged(one: dict[str, Any], came: Counter[str]) -> str:
    came["refused" if one["word"] == "refused" else "read"] += 1
    if one["bug"] or one["written"]:
        return one["bug"] or f"wrote {one['written']}"
    return f"took {one['cpu_seconds']:.1f} s" if one["cpu_seconds"] > _MOST_CPU_S else ""


def _read_all(kind: _Kind, contents: list[bytes], own: Path) -> Ended:
    """Let one process read them all; what is in a folder lies there before it begins."""
    places = [own / f"{number}" for number in range(len(contents))] if kind.in_folder else []
    for place, content in zip(places, contents, strict=False):
        place.mkdir()
        (place / kind.name).write_bytes(content)
    try:
        return forked(partial(_read_here, kind, contents, places))
    finally:
        for place in places:
            shutil.rmtree(place)


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    content = whole
    for _edit in range(chance.randint(1, 6)):
        place = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0 if content:
                piece = bytes([content[place % len(content)] ^ 1 << chance.randrange(8)])
                content = content[:place] + piece + content[place + 1 :]
            case 1:
                content = content[:place]
            case 2:
                begin = chance.randrange(len(content) + 1)
                content = content[:place] + content[begin : begin + chance.randrange(400)] + content[place:]
            case _:
                piece = chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 50))
                content = content[:place] + piece + content[place + chance.randrange(40) :]
    return content


def _kinds(template: Template, folder: Path) -> tuple[_Kind, ...]:
    now = datetime(2026, 11, 12, 13, 48, tzinfo=UTC)
    window = Window(date(2026, 1, 1), date(2027, 12, 31))
    repeating = calendar(
        "X-WR-TIMEZONE:Europe/Berlin",
        event("DTSTART;TZID=Europe/Berlin:20260304T090000", "RRULE:FREQ=WEEKLY;BYDAY=WE,-1FR;COUNT=90", "EXDATE;VALUE=DATE:20260311"),
        event("DTSTART:20260404T090000Z", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20260307T090000Z/PT2H", uid="two"),
    )  # fmt: skip
    cards = address_book() + card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=\r\n=20;A;;;", "BDAY:1980-03-22", version="2.1"
    )
    with closing(template.open(template.folder)) as desk:
        take_along(desk, folder / "whole.zip", Form.ARCHIVE)
        tables = tuple(table.name for table in Whole(desk.database).tables)
    note = "---\ntitle: 'One'\ntags:\n  - a\n  - [b, \"c\"]\ncreated: 2024-01-01 10:00:00Z\nlong: |\n  x\n---\n# One\n\n- [ ] @maria x\n"
    people = 'Name,E-Mail,Birthday,Notes\nMaria,maria@example.org,1990-02-29,"a\nb"\n' * 3
    notes = 'title;text;tags;date\nOne;"some\ntext";a,b;2025-01-02T10:00:00Z\n' * 3
    archive = Order(contacts=False, archive=tables, memory_bytes=limits.ARCHIVE_MEMORY_BYTES)
    return (
        _Kind("a.ics", real_calendar(now).encode(), Order(contacts=False, zone="Asia/Tokyo", window=window)),
        _Kind("b.ics", repeating, Order(contacts=False, zone="UTC", window=window)),
        _Kind("a.vcf", cards.encode(), Order(contacts=True)),
        _Kind("a.zip", (folder / "whole.zip").read_bytes(), archive),
        _Kind("a.md", note.encode(), Order(contacts=False, folder=str(folder / "own")), in_folder=True),
        _Kind("people.csv", people.encode(), Order(contacts=False, is_table=True)),
        _Kind("notes.csv", notes.encode(), Order(contacts=False, is_table=True)),
    )


def _by_the_door(kind: _Kind, content: bytes, template: Template, folder: Path) -> str:
    """Import it as a person would; nothing but the desk may have changed, and that only whole."""
    place = folder / "door"
    place.mkdir()
    try:
        desk_folder = template.copy_to(place / "desk")
        (place / "in").mkdir()
        (place / "in" / kind.name).write_bytes(content)
        with closing(template.open(desk_folder)) as desk:
            before = every_row(desk)
            try:
                preview = preview_file(desk, FakeClock(), place / "in" / ("" if kind.in_folder else kind.name))
                preview.apply(desk, FakeClock())
            except (Mistake, Trouble):
                if every_row(desk) != before:
                    return "refused, and yet the desk has changed"
        found = sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.name != "desk.db")
        return "" if found == sorted(["desk", "in", f"in/{kind.name}"]) else f"made {found}"
    finally:
        shutil.rmtree(place)


# --- the process that reads -------------------------------------------------------------------------------------


def _read_here(kind: _Kind, contents: list[bytes], places: list[Path]) -> list[dict[str, Any]]:
    """Do what the reader's process does, and tell of each file the last word and whatever was written."""
    written: list[str] = []
    sys.addaudithook(partial(_watch, written))
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    # What is counted is what it takes on top of a process that holds the whole suite.
    bound_to(pages * _PAGE + (kind.order.memory_bytes or limits.MEMORY_BYTES))
    setattr(limits, "bound_memory", _is_bound)  # noqa: B010 - only for this process
    told = []
    for number, content in enumerate(contents):
        order = msgspec.structs.replace(kind.order, folder=str(places[number])) if places else kind.order
        sys.stdin = io.TextIOWrapper(io.BytesIO(b"" if places else content))
        said = io.BytesIO()
        sys.stdout = io.TextIOWrapper(said)
        begun, bug = time.process_time(), ""
        try:
            reader.main(msgspec.json.encode(order).decode())
        except Exception as error:  # noqa: BLE001 - what it raised is what is asked
            bug = f"{type(error).__name__}: {error}"
        last = said.getvalue().splitlines()[-1:] or [b'{"type": ""}']
        told.append(
            {
                "word": msgspec.json.decode(last[0])["type"],
                "written": list(written),
                "bug": bug,
                "cpu_seconds": time.process_time() - begun,
            }
        )
        written.clear()
    return told


def _is_bound(_limit_bytes: int) -> None:
    """Bound already."""


def _watch(written: list[str], name: str, arguments: tuple[Any, ...]) -> None:
    if name == "open" and arguments[2] is not None and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(f"open {arguments[0]!r}")
    elif name in _DEEDS or name.startswith(("socket.", "shutil.", "subprocess.")):
        written.append(f"{name} {arguments!r}")


_DEEDS = frozenset(
    {
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.system",
        "os.exec",
        "os.chmod",
        "os.truncate",
    }
)
