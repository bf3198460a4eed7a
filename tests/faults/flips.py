"""Bytes of an encrypted desk flipped, and logs broken: refused at opening, found by check and verification, and counted."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NoReturn

from mentordesk.domain.notes import Note
from mentordesk.errors import Trouble
from mentordesk.store import backups
from mentordesk.store.engine import Damaged
from mentordesk.store.whole import Whole
from mentordesk.store.write_log import lost_in_log
from mentordesk.workflows.safety.check import check_desk
from tests.faults.desks import Template, make_template, quick_folder
from tests.faults.figures import Figures
from tests.faults.forked import forked
from tests.support.generated_desks import every_row

PAGE = 4096
_SALT = 16
_PER_PAGE = 3
_LOGS = 300
_CHANGES = 15


def run(share: float = 1.0, seed: int = 5) -> Iterator[Figures]:
    """Flip so large a share of the bytes of page 1 and of the pages behind it, and break so many logs."""
    chance = random.Random(seed)
    with quick_folder() as folder:
        template = make_template(folder / "template")
        yield _first_page(template, folder, share, chance)
        yield _other_pages(template, folder, share, chance)
        yield _logs(template, folder, max(10, round(_LOGS * share)), chance)


def _first_page(template: Template, folder: Path, share: float, chance: random.Random) -> Figures:
    figures = Figures("flips", "a byte of page 1 of an encrypted desk flipped")
    desk_folder = template.copy_to(folder / "first")
    file = desk_folder / "desk.db"
    whole = file.read_bytes()
    places = range(PAGE) if share >= 1 else sorted({*range(_SALT), *chance.sample(range(PAGE), round(PAGE * share))})
    refused = Counter[str]()
    for place in places:
        flipped = _flipped(whole, place, chance)
        _write_at(file, place, flipped)
        try:
            template.open(desk_folder).close()
            figures.count(f"byte {place} was not noticed")
        except Trouble as trouble:
            refused[type(trouble).__name__] += 1
            is_changed = file.read_bytes()[:PAGE] != whole[:place] + flipped + whole[place + 1 : PAGE]
            figures.count(f"byte {place}: the file was written to" if is_changed else "")
        _write_at(file, place, whole[place : place + 1])
    template.open(desk_folder).close()
    figures.measured = {"refused at opening": str(sum(refused.values())), "of the salt": str(_SALT)}
    return figures


def _other_pages(template: Template, folder: Path, share: float, chance: random.Random) -> Figures:
    figures = Figures("flips", "a byte of any other page flipped")
    whole = (template.folder / "desk.db").read_bytes()
    found = Counter[str]()
    pages = range(2, len(whole) // PAGE + 1)
    chosen = [page for page in pages for _time in range(_PER_PAGE)]
    for page in chosen if share >= 1 else sorted(chance.sample(chosen, round(len(chosen) * share))):
        desk_folder = template.copy_to(folder / "other")
        place = (page - 1) * PAGE + chance.randrange(PAGE)
        _write_at(desk_folder / "desk.db", place, _flipped(whole, place, chance))
        ways = {"verified": _verified, "checked": _checked, "read": _read}
        noticed = {word for word, way in ways.items() if way(template, desk_folder)}
        found.update(noticed)
        missed = {"verified", "checked"} - noticed
        figures.count(f"page {page}, byte {place % PAGE}: not noticed when {sorted(missed)}" if missed else "")
        shutil.rmtree(desk_folder)
    figures.measured = {
        "pages": str(len(pages)),
        "found by check": str(found["checked"]),
        "by a backup’s verification": str(found["verified"]),
        "by reading all rows": str(found["read"]),
    }
    return figures


def _verified(template: Template, desk_folder: Path) -> bool:
    try:
        backups.verify(desk_folder / "desk.db", keys=template.keys)
    except Damaged:
        return True
    return False


def _read(template: Template, desk_folder: Path) -> bool:
    try:
        with closing(template.open(desk_folder)) as desk, Whole(desk.database).standing_still():
            every_row(desk)
    except Damaged:
        return True
    return False


def _checked(template: Template, desk_folder: Path) -> bool:
    try:
        with closing(template.open(desk_folder)) as desk:
            return bool(check_desk(desk).problems)
    except Damaged:
        return True


# --- logs -------------------------------------------------------------------------------------------------------


def _logs(template: Template, folder: Path, count: int, chance: random.Random) -> Figures:
    figures = Figures("logs", "a write-ahead log torn, cut off or flipped")
    killed = template.copy_to(folder / "killed")
    forked(partial(_write_and_die, template, killed))
    log = (killed / "desk.db-wal").read_bytes()
    told = Counter[str]()
    for number in range(count):
        way = ("flipped", "cut off", "torn")[number % 3]
        place = chance.randrange(len(log))
        desk_folder = folder / "log"
        shutil.copytree(killed, desk_folder)
        (desk_folder / "desk.db-wal").write_bytes(_broken(log, way, place, chance))
        figures.count(_said(template, desk_folder, f"{way} at {place}", told))
        shutil.rmtree(desk_folder)
    figures.measured = {
        "told to the number": str(told["to the number"]),
        "told as “at least”": str(told["at least"]),
        "nothing lost": str(told["nothing"]),
    }
    return figures


def _said(template: Template, desk_folder: Path, what: str, told: Counter[str]) -> str:
    lost = lost_in_log(desk_folder, template.keys)
    with closing(template.open(desk_folder)) as desk:
        there = len(desk.notes.where("text LIKE 'change %'"))
        if problems := check_desk(desk).problems:
            return f"{what}: {problems}"
    gone = _CHANGES - there
    if lost is None:
        told["nothing"] += 1
        return f"{what}: {gone} changes are gone without a word" if gone else ""
    told["to the number" if lost.is_all_known else "at least"] += 1
    is_right = lost.changes == gone if lost.is_all_known else 1 <= lost.changes <= gone
    return "" if is_right else f"{what}: {gone} changes are gone, {lost} was told"


def _broken(log: bytes, way: str, place: int, chance: random.Random) -> bytes:
    match way:
        case "flipped":
            return log[:place] + _flipped(log, place, chance) + log[place + 1 :]
        case "cut off":
            return log[:place]
        case _:
            # What a power cut may leave: a sector that never arrived.
            begin = place - place % 512
            return log[:begin] + bytes(min(512, len(log) - begin)) + log[begin + 512 :]


def _write_and_die(template: Template, desk_folder: Path) -> NoReturn:
    desk = template.open(desk_folder)
    for number in range(_CHANGES):
        desk.notes.add(Note(text=f"change {number}"))
    os._exit(9)


def _flipped(content: bytes, place: int, chance: random.Random) -> bytes:
    return bytes([content[place] ^ 1 << chance.randrange(8)])


def _write_at(path: Path, place: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(place)
        file.write(content)
