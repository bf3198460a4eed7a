"""Windows killed while somebody types: how far behind the typing is what the next start finds."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.notes.take_up_drafts import take_up_drafts
from tests.faults.desks import Template, make_template, quick_folder
from tests.faults.figures import Figures
from tests.support.clock import FakeClock

ROUNDS = 100
MOST_BEHIND_S = 1.0
_AT_ONCE = 4
_TYPES_S = 0.5, 3.0
_STARTS_WITHIN_S = 60
_WHERE = ("note", "row", "line")


@dataclass(frozen=True)
class Typist:
    """One window and who types in it."""

    where: str
    pid: int
    pipe: int
    folder: Path
    kill_after: float


def run(count: int = ROUNDS, seed: int = 5, *, judge_time: bool = True) -> Figures:
    """Kill so many windows. With `judge_time`, more than a second behind is wrong; else only measured."""
    figures = Figures("typing", "windows killed while a note, a row or a line is typed")
    chance = random.Random(seed)
    letters, behind = 0, [0.0]
    with quick_folder() as folder:
        template = make_template(folder / "template", people=5)
        for begin in range(0, count, _AT_ONCE):
            typists = [
                _sit_down(template, folder / f"desk-{number}", _WHERE[number % 3], number, chance.uniform(*_TYPES_S))
                for number in range(begin, min(begin + _AT_ONCE, count))
            ]
            for typist, typed, killed_at in _killed(typists):
                letters += len(typed)
                problem, seconds = _compared(template, typist, typed, killed_at)
                behind.append(seconds)
                if judge_time and seconds > MOST_BEHIND_S:
                    problem = problem or f"{seconds:.2f} s behind"
                figures.count(problem)
                shutil.rmtree(typist.folder)
    behind.sort()
    figures.measured = {
        "letters": str(letters),
        "behind at most": f"{behind[-1]:.2f} s",
        "in the middle": f"{behind[len(behind) // 2]:.2f} s",
    }
    return figures


def _sit_down(template: Template, folder: Path, where: str, seed: int, kill_after: float) -> Typist:
    from tests.faults.typing_run import type_until_killed

    template.copy_to(folder)
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)  # Qt says that it has no fonts of its own, and more of that kind
        try:
            record_id = template.note_id if where == "note" else template.mentorship.id
            type_until_killed(folder, template.keys, where, record_id, seed, there)
        finally:
            os._exit(1)
    os.close(there)
    return Typist(where, pid, here, folder, kill_after)


def _killed(typists: list[Typist]) -> Iterator[tuple[Typist, list[tuple[float, str]], float]]:
    """Yield each typist with what was typed, and when it was killed."""
    for typist in typists:
        # The first letter: from here on its time runs.
        select.select([typist.pipe], [], [], _STARTS_WITHIN_S)
    begun = time.monotonic()
    for typist in sorted(typists, key=_kill_after):
        time.sleep(max(0.0, begun + typist.kill_after - time.monotonic()))
        killed_at = time.monotonic()
        os.kill(typist.pid, signal.SIGKILL)
        with os.fdopen(typist.pipe, encoding="ascii") as file:
            lines = file.read().splitlines()
        os.waitpid(typist.pid, 0)
        yield (
            typist,
            [(int(at) / 1e9, letter or " ") for at, _space, letter in (x.partition(" ") for x in lines)],
            killed_at,
        )


def _kill_after(typist: Typist) -> float:
    return typist.kill_after


def _compared(
    template: Template, typist: Typist, typed: list[tuple[float, str]], killed_at: float
) -> tuple[str, float]:
    """Start anew as the window would, and return what is wrong with the words, and how many seconds they are behind."""
    drafts = Drafts(typist.folder / FOLDER_NAME, template.keys)
    with closing(template.open(typist.folder)) as desk:
        take_up_drafts(desk, FakeClock(), drafts)
        if typist.where == "note":
            base, text = "Likes to begin slowly. #beginnings", desk.notes.get(template.note_id).text
        elif typist.where == "row":
            base, text = template.topic.text, _drafted(drafts, f"edit/agenda_item/{template.topic.id}")
            if desk.agenda.get(template.topic.id).text != base:
                return "half a topic was taken for a whole one", 0.0
        else:
            base, text = "", _drafted(drafts, f"wrap-up/{template.mentorship.id}/topic")
    text = text or base
    whole = base + "".join(letter for _at, letter in typed)
    # One letter more may have been typed than was reported.
    if not whole.startswith(text) and not (text.startswith(whole) and len(text) == len(whole) + 1):
        return f"{text!r} is not the beginning of {whole!r}", 0.0
    if len(typed) == 0:
        return "nothing was typed", 0.0
    missing = typed[len(text) - len(base) :]
    # Spaces alone are nothing to keep.
    said = any(letter.strip() for _at, letter in missing)
    return "", killed_at - missing[0][0] if said else 0.0


def _drafted(drafts: Drafts, key: str) -> str:
    draft = drafts.find(key)
    return draft.text if draft is not None else ""
