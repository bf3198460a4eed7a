"""Each act of the program, one by one, on a disk that fails at each of its writes while the window goes on.

The acts are those of `test_every_act_undone`, and what the program writes by itself. They are done in one process, as in a window: an
act that failed is tried again at the next step, and at last it must go through as if nothing had been.
"""

from __future__ import annotations

import copy
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.profile import Profile
from mentordesk.domain.reflections import Reflection
from mentordesk.domain.wordings import TextPlace
from mentordesk.errors import Trouble
from mentordesk.store.desk import Desk
from mentordesk.store.whole import Whole
from mentordesk.vault.keys import Key, Keys
from mentordesk.workflows.desk.first_start import begin_desk
from mentordesk.workflows.forgetting import retention
from mentordesk.workflows.goals import goal_plan, keep_goal_note
from mentordesk.workflows.meetings import hold_session, reminders, wrap_up
from mentordesk.workflows.notes import edit_note, keep_links, keep_note
from mentordesk.workflows.promises import put_off_action
from mentordesk.workflows.wordings.take_back import FieldText
from tests.faults.desks import repeat_ids
from tests.faults.failing_disk import FailingDisk, Fault, can_be
from tests.faults.forked import Ended, forked
from tests.faults.places import Snapshot, word_for
from tests.faults.reached import Reached
from tests.faults.trials import load, sickness
from tests.support.clock import FakeClock
from tests.support.desks import small_desk
from tests.workflows.test_every_act_undone import ACTS, BEFORE, Act, Room
from tests.workflows.test_every_act_undone import _capture as capture

FAULTS = (Fault.ONCE, Fault.FULL, Fault.GONE)
"""Kills are of `trials`: an act is one transaction, and that the disk is gone for good leaves behind what a kill does."""
_IMPORTS = frozenset({"Import a calendar", "Import contacts", "Import notes", "Bring a desk back"})
"""Tried as operations, without the process that reads the file each time."""


def _by_itself(act: Act) -> tuple[Act, Act]:
    return _nothing, act


def _nothing(_room: Room) -> None:
    pass


def _finish(room: Room) -> None:
    hold_session.finish(room.desk, room.clock, room.session.id)


def _pause(room: Room) -> None:
    hold_session.pause(room.desk, room.clock, room.session.id)


def _begin(room: Room) -> None:
    hold_session.begin(room.desk, room.clock, hold_session.prepare_session(room.desk, room.call.id))


def _almost_time(room: Room) -> None:
    _finish(room)
    starts = room.call.starts_at
    assert starts is not None
    room.clock.jump_wall(seconds=(starts - room.clock.now() - timedelta(minutes=2)).total_seconds())


def _hear_reminder(room: Room) -> None:
    due = reminders.due_reminder(room.desk, room.clock, (10, 2))
    assert due is not None
    reminders.acknowledge(room.desk, room.clock, due)


def _begin_anew(room: Room) -> None:
    begin_desk(room.desk, "El Weber", "Asia/Tokyo", (room.desk.profile.mine() or Profile()).side)


def _remember_twice(room: Room) -> None:
    for words in ("Tea", "Coffee"):
        room.desk.people.save(replace(room.desk.people.get(room.maria.id), remember=words))
        room.clock.advance(hours=1)


def _remembered(room: Room) -> FieldText:
    return FieldText(room.desk, room.clock, TextPlace("person", room.maria.id, "remember"))


BY_ITSELF: dict[str, tuple[Act, Act]] = {
    "begin a session": (_finish, _begin),
    "tick the checklist": _by_itself(lambda r: hold_session.tick(r.desk, r.session.id, 0, is_done=True)),
    "set an intention": _by_itself(lambda r: hold_session.set_intention(r.desk, r.session.id, "listen")),
    "note what is switched": _by_itself(lambda r: hold_session.keep_switched(r.desk, r.session.id, "banners")),
    "pause": _by_itself(_pause),
    "go on": (_pause, lambda r: hold_session.go_on(r.desk, r.clock, r.session.id)),
    "extend": _by_itself(lambda r: hold_session.extend(r.desk, r.clock, r.session.id)),
    "next phase": _by_itself(lambda r: hold_session.next_phase(r.desk, r.clock, r.session.id)),
    "keep how far it is": (
        lambda r: r.clock.advance(minutes=5),
        lambda r: hold_session.keep_facts(r.desk, r.clock, r.session.id),
    ),
    "finish": _by_itself(_finish),
    "find a session running": (
        lambda r: r.clock.advance(days=2),
        lambda r: hold_session.left_running(r.desk, r.clock),
    ),
    "hear a reminder": (_almost_time, _hear_reminder),
    "say whom one was asked about": (
        lambda r: retention.choose_retention(r.desk, r.clock, r.maria.id, months=6),
        lambda r: retention.asked(r.desk, r.clock, r.maria.id),
    ),
    "keep a note of a goal": _by_itself(
        lambda r: keep_goal_note.keep_goal_note(r.desk, r.clock, r.goal.id, "", "It moves. #goals")
    ),
    "keep a plan for a goal": _by_itself(
        lambda r: goal_plan.keep_plan_words(r.desk, r.clock, r.goal.id, r.goal_plan.id, PlanStep.OUTCOME, "Rest")
    ),
    "keep a note": _by_itself(
        lambda r: keep_note.keep_note(
            r.desk, r.clock, r.note.id, "All new\n- [ ] @maria rest !friday\n~ her race\nSee [[Maria Santos]] #tea"
        )
    ),
    "keep the note of a meeting": _by_itself(
        lambda r: keep_note.keep_meeting_note(r.desk, r.clock, r.call.id, "Begun\n- [ ] rest")
    ),
    "keep a note about somebody": _by_itself(
        lambda r: keep_note.keep_person_note(r.desk, r.clock, r.maria.id, "Slowly.\n~ her race")
    ),
    "follow the promises of a note": (
        lambda r: r.desk.actions.save(replace(r.desk.actions.get(r.action.id), text="Send all of it")),
        lambda r: keep_note.follow_actions(r.desk, r.clock, r.note.id),
    ),
    "drop an untouched note": _by_itself(
        lambda r: edit_note.drop_untouched(r.desk, r.journal.id, r.desk.notes.get(r.journal.id).text)
    ),
    "reflect": _by_itself(lambda r: wrap_up.reflect(r.desk, r.past.id, Reflection(went_well="She began", presence=4))),
    "begin a desk anew": _by_itself(_begin_anew),
    "capture advice": _by_itself(lambda r: capture(r, "> Sleep on it @Maria")),
    "take up a promise": (
        lambda r: put_off_action.drop_action(r.desk, r.clock, r.action.id),
        lambda r: put_off_action.take_up_action(r.desk, r.action.id),
    ),
    "lead a link while typing": _by_itself(
        lambda r: keep_links.lead_chosen(r.desk, r.journal.id, {"The long list": Target(TargetKind.PERSON, r.maria.id)})
    ),
    "change what to ask about in a note": (
        lambda r: keep_note.keep_note(r.desk, r.clock, r.journal.id, "~ @maria her race"),
        lambda r: keep_note.keep_note(r.desk, r.clock, r.journal.id, "~ @maria her second race"),
    ),
    "take an earlier text back": (
        _remember_twice,
        lambda r: _remembered(r).take_back(_remembered(r).earlier()[0].id),
    ),
    "take a part of an earlier text back": (
        _remember_twice,
        lambda r: _remembered(r).take_stretch_back(_remembered(r).earlier()[0].id, "Coffee", 0),
    ),
}
"""What is written without being a step of undo: what must have been done before, and what is done."""


def all_acts() -> tuple[Tried, ...]:
    """Return every act there is."""
    nothing: Act = _nothing
    named = [
        Tried(f"{name} {place}" if place else name, BEFORE.get(name, nothing), act)
        for name, acts in ACTS.items()
        if name not in _IMPORTS
        for place, act in enumerate(acts if isinstance(acts, tuple) else (acts,))
    ]
    return (*named, *(Tried(name, before, act) for name, (before, act) in BY_ITSELF.items()))


@dataclass(frozen=True)
class Tried:
    """An act, and what must have been done before it makes sense."""

    name: str
    before: Act
    act: Act


class ActTrials:
    """One desk on which everything has been done once, and the acts tried on copies of it."""

    def __init__(self, folder: Path, disk: FailingDisk) -> None:
        self._folder, self._disk = folder, disk
        self._keys = Keys(Key.new())
        self._count = 0
        with small_desk(folder / "small" / "desk", keys=self._keys) as small:
            self._room = Room(small, folder / "small")
        self._common = Snapshot(folder / "small")
        self.came: Counter[str] = Counter()
        self.reached: set[str] = set()
        self.steps = 0

    def problems(
        self, tried: Tried, share: Callable[[list[tuple[int, Fault]]], list[tuple[int, Fault]]]
    ) -> Iterator[str]:
        """Yield what is wrong with an act at each of its chosen rounds; an empty text where nothing is."""
        beginning, room = self._before(tried)
        first = self._in_copy(beginning, room, partial(self._once, tried.act))
        if first.bug:
            yield f"{tried.name}: {first.bug}"
            return
        before, after, kinds = (first.returned[word] for word in ("before", "after", "kinds"))
        self.reached.update(first.returned["reached"])
        load(first.returned["modules"])
        self.steps += len(kinds)
        todo = share([(step, fault) for fault in FAULTS for step, kind in enumerate(kinds) if can_be(fault, kind)])
        while todo:
            ended = self._in_copy(beginning, room, partial(self._go_through, tried.act, todo, before, after))
            told = ended.returned or {}
            self.came.update(told.get("came", {}))
            gone = max(1, told.get("tried", 0))
            wrong = ended.bug or ("hung" if ended.hung else "") or told.get("wrong", "died" if not told else "")
            yield from [""] * (gone - 1)
            yield f"{tried.name}, {todo[gone - 1]}: {wrong}" if wrong else ""
            todo = todo[gone:]

    def _before(self, tried: Tried) -> tuple[Snapshot, Room]:
        """Return the desk as it is before an act, and the room that goes with it."""
        room = copy.copy(self._room)
        room.clock = copy.deepcopy(self._room.clock)
        if tried.before is _nothing:
            return self._common, room
        with _laid_out(self._folder / "before", self._common) as folder:
            with closing(self._opened(folder, room)):
                tried.before(room)
            return Snapshot(folder), room

    def _opened(self, folder: Path, room: Room) -> Desk:
        room.folder = folder
        room.desk = Desk.open(folder / "desk", room.clock, self._keys, keeps_undo=True)
        return room.desk

    def _in_copy(self, beginning: Snapshot, room: Room, work: Callable[[Room, Path], dict[str, Any]]) -> Ended:
        """Do something in a process and on a copy of its own; afterwards the desk must be sound."""
        self._count += 1
        with _laid_out(self._folder / f"act-{self._count}", beginning) as folder:
            ended = forked(partial(work, copy.copy(room), folder))
            if ended.bug or not ended.returned:
                return ended
            with closing(Desk.open(folder / "desk", FakeClock(), self._keys)) as desk:
                wrong = sickness(desk)
                if desk.database.lost:
                    wrong = f"said to be lost, and is not: {desk.database.lost}"
            return replace(ended, bug=wrong)

    # -- in the process that is tried

    def _once(self, act: Act, room: Room, folder: Path) -> dict[str, Any]:
        """Do it on a sound disk, and say what was there before and after."""
        with closing(self._opened(folder, room)) as desk:
            whole = Whole(desk.database)
            before = _rows(whole)
            repeat_ids(7)
            self._disk.watch(folder)
            self._disk.arm(-1, Fault.NONE)
            with Reached() as reached:
                act(room)
            kinds = self._disk.kinds
            self._disk.disarm()
            return {
                "before": before,
                "after": _rows(whole),
                "kinds": kinds,
                "reached": sorted(reached.names),
                "modules": sorted(sys.modules),
            }

    def _go_through(
        self, act: Act, todo: list[tuple[int, Fault]], before: str, after: str, room: Room, folder: Path
    ) -> dict[str, Any]:
        """Do it again and again, each time with another fault, until it has come through or all are tried; then soundly."""
        came: Counter[str] = Counter()
        with closing(self._opened(folder, room)) as desk:
            whole, acts = Whole(desk.database), len(desk.database.undo_log.acts())
            self._disk.watch(folder)
            for number, (step, fault) in enumerate(todo, 1):
                told = self._failing(act, room, step, fault)
                state = _rows(whole)
                came["said" if told else "went through"] += 1
                if state == after:
                    return {"tried": number, "came": came}
                if state != before:
                    return {"tried": number, "came": came, "wrong": f"between, and {told or 'nothing'} was said"}
                if not told:
                    return {"tried": number, "came": came, "wrong": "not done, and nothing said"}
                if len(desk.database.undo_log.acts()) != acts:
                    return {"tried": number, "came": came, "wrong": "not done, and yet a step of undo"}
            repeat_ids(7)
            act(room)
            wrong = "" if _rows(whole) == after else "another thing after all those that failed"
            return {"tried": len(todo), "came": came, "wrong": wrong}

    def _failing(self, act: Act, room: Room, step: int, fault: Fault) -> str:
        """Do it while the disk fails; return what a person would be told."""
        repeat_ids(7)
        self._disk.arm(step, fault)
        try:
            act(room)
        except Trouble as trouble:
            return trouble.sentence
        finally:
            self._disk.disarm()
        return ""


def _rows(whole: Whole) -> str:
    return word_for({table.name: list(whole.rows(table.name)) for table in whole.tables})


@contextmanager
def _laid_out(folder: Path, beginning: Snapshot) -> Iterator[Path]:
    beginning.put(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
