"""Topics and what to ask about, through any order of acts, calls, undos and redos: nothing is lost, nothing comes twice."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mentordesk.domain.agenda import AgendaState
from mentordesk.errors import Mistake
from mentordesk.workflows.brief.prepare import prepare_brief
from mentordesk.workflows.meetings import edit_agenda, plan_meeting
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk.workflows.people import ask_about
from mentordesk.workflows.questions import ask_question
from tests.support.desks import small_desk

OPEN, PARKED = AgendaState.OPEN, AgendaState.PARKED
DISCUSSED, DROPPED = AgendaState.DISCUSSED, AgendaState.DROPPED
TURNS = {
    "talk": ((OPEN,), DISCUSSED),
    "untick": ((DISCUSSED,), OPEN),
    "park": ((OPEN,), PARKED),
    "take up": ((PARKED,), OPEN),
    "drop": ((OPEN, PARKED), DROPPED),
}
"""From where to where an act turns a topic."""


@dataclass(frozen=True)
class Topic:
    """What an item of the agenda should be."""

    text: str
    state: AgendaState = OPEN
    carried: int = 0


@dataclass(frozen=True)
class Expected:
    """What the desk should hold, by id."""

    topics: dict[str, Topic]
    threads: dict[str, bool]
    """Whether it is still to be asked about."""


class AgendaAndThreads(RuleBasedStateMachine):
    """Every act here is one step of undo; what time does is none."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = self.open.enter_context(TemporaryDirectory())
        self.small = self.open.enter_context(small_desk(Path(folder)))
        self.desk, self.clock = self.small.desk, self.small.clock
        self.is_now = Expected({}, {})
        self.past: list[Expected] = []
        self.undone: list[Expected] = []

    def teardown(self) -> None:
        self.open.close()

    def did(self, topics: dict[str, Topic] | None = None, threads: dict[str, bool] | None = None) -> None:
        """Note that one act was done, and what it changed."""
        self.past, self.undone = [*self.past, self.is_now], []
        self.is_now = Expected(self.is_now.topics | (topics or {}), self.is_now.threads | (threads or {}))

    def some(self, which: int, *states: AgendaState) -> tuple[str, Topic] | None:
        found = [(key, topic) for key, topic in self.is_now.topics.items() if topic.state in states]
        return found[which % len(found)] if found else None

    # -- topics

    @initialize()
    def begin_with_two(self) -> None:
        self.add_a_topic(1)
        self.ask_for_the_next_meeting(2)

    @rule(number=st.integers(0, 9))
    def add_a_topic(self, number: int) -> None:
        item = edit_agenda.add_topic(self.desk, f"Topic {number}", mentorship_id=self.small.mentorship.id)
        self.did({item.id: Topic(item.text)})

    @rule(number=st.integers(0, 9))
    def ask_for_the_next_meeting(self, number: int) -> None:
        asked = ask_question.ask(self.desk, self.clock, f"How {number}?", person_id=self.small.maria.id)
        self.did({asked.agenda_item_id: Topic(asked.text)})

    @rule(which=st.integers(0, 9), act=st.sampled_from(["talk", "untick", "park", "take up", "drop"]))
    def turn_one(self, which: int, act: str) -> None:
        came_from, to = TURNS[act]
        found = self.some(which, *came_from)
        if found is None:
            return
        key, topic = found
        match act:
            case "talk" | "untick":
                edit_agenda.tick_topic(self.desk, self.clock, key, is_discussed=act == "talk")
            case "park":
                edit_agenda.park_topic(self.desk, key)
            case "take up":
                edit_agenda.take_up_topic(self.desk, key)
            case "drop":
                edit_agenda.drop_topic(self.desk, self.clock, key)
        self.did({key: replace(topic, state=to)})

    @rule(which=st.integers(0, 9))
    def reword_one(self, which: int) -> None:
        if found := self.some(which, OPEN):
            words = f"{found[1].text} and"
            edit_agenda.reword_topic(self.desk, found[0], words)
            self.did({found[0]: replace(found[1], text=words)})

    # -- calls

    @rule()
    def hold_a_call(self) -> None:
        call = self.plan(timedelta())
        self.clock.advance(hours=2)
        plan_meeting.hold_meeting(self.desk, self.clock, call)
        self.did(
            {
                key: replace(topic, carried=topic.carried + 1)
                for key, topic in self.is_now.topics.items()
                if topic.state is OPEN
            }
        )

    @rule()
    def call_one_off(self) -> None:
        call = self.plan(timedelta(days=1))
        plan_meeting.cancel_meeting(self.desk, call)
        self.did()

    @rule(days=st.integers(1, 20))
    def let_time_pass(self, days: int) -> None:
        self.clock.advance(days=days)

    def plan(self, ahead: timedelta) -> str:
        wall = (self.clock.now() + ahead).astimezone(self.clock.zone()).replace(tzinfo=None)
        plan = Plan(person_id=self.small.maria.id, wall=wall, minutes=30)
        call = plan_meeting.plan_meeting(self.desk, self.clock, plan)
        self.did()
        return call.id

    # -- what to ask about

    @precondition(lambda self: len(self.is_now.threads) < 5)
    @rule(number=st.integers(0, 9))
    def remember_to_ask(self, number: int) -> None:
        thread = ask_about.remember_to_ask(self.desk, self.clock, self.small.maria.id, f"her race {number}")
        self.did(threads={thread.id: True})

    @rule(which=st.integers(0, 9), how=st.sampled_from(["ask", "tell", "leave"]))
    def come_back_to_one(self, which: int, how: str) -> None:
        waiting = [key for key, waits in self.is_now.threads.items() if waits]
        if not waiting:
            return
        key = waiting[which % len(waiting)]
        if how == "ask":
            ask_about.tick_thread(self.desk, self.clock, key, is_asked=True)
        elif how == "tell":
            ask_about.hear_thread(self.desk, self.clock, key, "It rained")
        else:
            ask_about.leave_alone(self.desk, self.clock, key)
        self.did(threads={key: False})

    # -- back and forth

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _step in range(steps):
            if not self.past:
                with pytest.raises(Mistake):
                    self.desk.database.undo()
                return
            self.desk.database.undo()
            self.undone.append(self.is_now)
            self.is_now = self.past.pop()
            self.everything_is_there_once_as_it_was_left()

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _step in range(steps):
            if not self.undone:
                with pytest.raises(Mistake):
                    self.desk.database.redo()
                return
            self.desk.database.redo()
            self.past.append(self.is_now)
            self.is_now = self.undone.pop()

    # -- what must be so

    @invariant()
    def everything_is_there_once_as_it_was_left(self) -> None:
        kept = self.desk.agenda.of_mentorship(self.small.mentorship.id, *AgendaState)
        assert len({item.id for item in kept}) == len(kept)
        assert {item.id: Topic(item.text, item.state, item.carried_count) for item in kept} == self.is_now.topics
        assert all(bool(item.carried_since) == bool(item.carried_count) for item in kept)

    @invariant()
    def what_waits_stands_once_in_the_brief(self) -> None:
        brief = prepare_brief(self.desk, self.clock, self.small.maria.id)
        still_open = sorted(topic.text for topic in self.is_now.topics.values() if topic.state is OPEN)
        assert sorted(line.text for line in brief.agenda) == still_open
        waiting = sorted(key for key, waits in self.is_now.threads.items() if waits)
        assert sorted(line.id for line in brief.threads) == waiting


TestAgendaAndThreads = AgendaAndThreads.TestCase
TestAgendaAndThreads.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
