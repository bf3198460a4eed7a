"""Processes killed while they write: what was reported as done is there once, what was not is there once or not at all."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from mentordesk.domain.agenda import AgendaItem
from mentordesk.store.backups import verify
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings.plan_meeting import Plan, plan_meeting
from mentordesk.workflows.meetings.wrap_up import ask_next_time
from mentordesk.workflows.notes.keep_note import keep_note, keep_person_note
from mentordesk.workflows.safety.check import check_desk
from tests.faults.desks import Template, make_template, quick_folder
from tests.faults.failing_disk import FailingDisk, Fault, loaded
from tests.faults.figures import Figures
from tests.support.clock import FakeClock

ROUNDS = 1000
_ROUNDS_PER_DESK = 50
_PAIR_EVERY = 5
"""Each fifth time two processes write at once."""
_CHECK_EVERY = 10
_LONGEST_S = 0.12
_MOST_STEPS = 150


def run(count: int = ROUNDS, seed: int = 5) -> Figures:
    """Kill so many times."""
    figures = Figures("kills", "processes killed while they write to an encrypted desk")
    chance = random.Random(seed)
    disk = loaded()
    done = begun = 0
    with quick_folder() as folder:
        template = make_template(folder / "template")
        for number in range(count):
            if number % _ROUNDS_PER_DESK == 0:
                desk_folder = template.copy_to(folder / f"desk-{number}")
                marks = _Marks(desk_folder, template)
            writers = 2 if number % _PAIR_EVERY == 0 else 1
            before = len(marks.done), len(marks.open)
            told = _kill_some(template, desk_folder, [f"r{number}w{writer}" for writer in range(writers)], chance, disk)
            marks.hear(told)
            begun += len(marks.open) - before[1]
            done += len(marks.done) - before[0]
            is_last = (number + 1) % _ROUNDS_PER_DESK == 0 or number + 1 == count
            figures.count(marks.problem(thoroughly=is_last or number % _CHECK_EVERY == 0))
            if is_last:
                shutil.rmtree(desk_folder)
    figures.measured = {
        "committed": str(done),
        "lost or doubled": str(len(figures.wrong)),
        "killed in mid-change": str(begun),
        "at a write of the disk": "half of them" if disk else "none (no failing disk here)",
    }
    return figures


# --- the process that is killed ---------------------------------------------------------------------------------


def _kill_some(
    template: Template, desk_folder: Path, names: list[str], chance: random.Random, disk: FailingDisk | None
) -> str:
    """Let writers with these names write until they are killed; return what they reported, line by line."""
    pids, pipes = [], []
    for name in names:
        here, there = os.pipe()
        armed = disk if disk and chance.random() < 0.5 else None
        step, fault = chance.randrange(_MOST_STEPS), chance.choice((Fault.KILL, Fault.TORN))
        pid = os.fork()
        if pid == 0:
            _write_until_killed(template, desk_folder, name, there, armed, step, fault)
        os.close(there)
        pids.append(pid)
        pipes.append(here)
    select.select(pipes, [], [], 10)
    time.sleep(chance.uniform(0, _LONGEST_S))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    told = ""
    for pipe in pipes:
        with os.fdopen(pipe, encoding="ascii") as file:
            told += file.read()
    for pid in pids:
        os.waitpid(pid, 0)
    return told


def _write_until_killed(
    template: Template, desk_folder: Path, name: str, pipe: int, disk: FailingDisk | None, step: int, fault: Fault
) -> NoReturn:
    try:
        desk = template.open(desk_folder)
        chance = random.Random(name)
        if disk is not None:
            disk.watch(desk_folder)
            disk.arm(step, fault)
        for number in range(10_000):
            mark = f"{name}n{number}x"
            os.write(pipe, f"begin {mark}\n".encode())
            chance.choice(_ACTS)(desk, template, mark)
            os.write(pipe, f"end {mark}\n".encode())
    except BaseException as error:  # noqa: BLE001 - whatever ends it is to be told
        os.write(pipe, f"bug {type(error).__name__}\n".encode())
        os._exit(1)
    os._exit(0)


def _note_with_promise(desk: Desk, template: Template, mark: str) -> None:
    keep_person_note(desk, FakeClock(), template.maria.id, f"{mark} was said\n\n- [ ] @maria do {mark} !friday\n")


def _line_in_note(desk: Desk, template: Template, mark: str) -> None:
    with desk.database.change():
        text = desk.notes.get(template.note_id).text
        keep_note(desk, FakeClock(), template.note_id, f"{text}\n{mark}")


def _thread(desk: Desk, template: Template, mark: str) -> None:
    ask_next_time(desk, FakeClock(), template.call.id, f"how it went with {mark}")


def _topic(desk: Desk, template: Template, mark: str) -> None:
    desk.agenda.add(AgendaItem(mentorship_id=template.mentorship.id, text=mark), act="Add a topic")


def _meeting(desk: Desk, template: Template, mark: str) -> None:
    plan = Plan(person_id=template.maria.id, wall=datetime(2026, 12, 1, 15), link=f"https://meet.example/{mark}")
    plan_meeting(desk, FakeClock(), plan)


_ACTS: tuple[Callable[[Desk, Template, str], None], ...] = (
    _note_with_promise,
    _line_in_note,
    _thread,
    _topic,
    _meeting,
)

# --- what is there afterwards -----------------------------------------------------------------------------------


@dataclass
class _Marks:
    """What the writers on one desk reported, held against what lies on it."""

    folder: Path
    template: Template
    done: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    """Begun and never reported as done."""
    bugs: list[str] = field(default_factory=list)

    def hear(self, told: str) -> None:
        for line in told.splitlines():
            word, _space, mark = line.partition(" ")
            if word == "begin":
                self.open.add(mark)
            elif word == "end":
                self.open.discard(mark)
                self.done.add(mark)
            else:
                self.bugs.append(mark)

    def problem(self, *, thoroughly: bool) -> str:
        """Open the desk as the next start would, and return what is not as it must be."""
        with closing(self.template.open(self.folder)) as desk:
            lost = desk.database.lost
            counts = Counter(_marks_on(desk))
            report = check_desk(desk) if thoroughly else None
        wrong = [f"{mark} {counts[mark]} times" for mark in self.done if counts[mark] != 1]
        wrong += [f"{mark} {counts[mark]} times, never reported" for mark in self.open if counts[mark] > 1]
        wrong += [f"{mark} of nobody" for mark in counts.keys() - self.done - self.open]
        # What was cut off is there or not there, and stays so.
        self.done |= {mark for mark in self.open if counts[mark] == 1}
        self.open.clear()
        if lost is not None:
            wrong.append(f"said to be lost, and is not: {lost}")
        if report is not None:
            wrong += [*report.problems, *report.repaired]
            verify(self.folder / FILE_NAME, keys=self.template.keys)
        if self.bugs:
            wrong.append(f"ended by itself: {', '.join(self.bugs)}")
            self.bugs.clear()
        return "; ".join(wrong)


def _marks_on(desk: Desk) -> Iterator[str]:
    """Yield each mark as often as it is there; one of a note with a promise counts as one if both are there."""
    rows = desk.database.rows
    said = [row["text"].split()[0] for row in rows("SELECT text FROM note WHERE text LIKE '%was said%'")]
    promised = [row["text"].split()[1] for row in rows("SELECT text FROM action WHERE text LIKE 'do %'")]
    yield from said
    yield from (Counter(said) - Counter(promised)).elements()
    yield from (Counter(promised) - Counter(said)).elements()
    (lines,) = (row["text"] for row in rows("SELECT text FROM note WHERE id = ?", [_note_of_lines(desk)]))
    yield from (line for line in lines.splitlines() if line.startswith("r") and line.endswith("x"))
    yield from (
        row["text"].rpartition(" ")[2] for row in rows("SELECT text FROM thread WHERE text LIKE 'how it went%'")
    )
    yield from (row["text"] for row in rows("SELECT text FROM agenda_item WHERE text LIKE 'r%w%n%x'"))
    yield from (
        row["link"].rpartition("/")[2]
        for row in rows("SELECT link FROM meeting WHERE link LIKE 'https://meet.example/r%'")
    )


def _note_of_lines(desk: Desk) -> str:
    return str(desk.database.value("SELECT id FROM note WHERE text LIKE 'Likes to begin slowly%'"))
