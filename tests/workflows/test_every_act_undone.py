"""Every act the program has a name for: undo brings the desk back row by row, redo does it again the same way, twice over."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.actions import Action
from mentordesk.domain.advice import Tried
from mentordesk.domain.attachments import Holder, HolderKind
from mentordesk.domain.focus import Distraction
from mentordesk.domain.goal_plans import PlanStep
from mentordesk.domain.goals import Goal, GoalState
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.note_links import Target, TargetKind
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.picked_advice import Picked
from mentordesk.domain.profile import Side
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.domain.records import Visibility
from mentordesk.store.triggers import record_tables
from mentordesk.workflows.advice import keep_advice
from mentordesk.workflows.capture.capture_line import Capture
from mentordesk.workflows.forgetting import retention
from mentordesk.workflows.goals import check_in, goal_plan, goal_steps, keep_goal
from mentordesk.workflows.goals.check_in import CheckInWords
from mentordesk.workflows.goals.keep_goal import GoalWords
from mentordesk.workflows.meetings import edit_agenda, hold_session, plan_meeting, wrap_up
from mentordesk.workflows.meetings.plan_meeting import Plan
from mentordesk.workflows.notes import attach, edit_note, keep_links
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk.workflows.people import ask_about, mentorship_with, review, tell_thread
from mentordesk.workflows.promises import edit_action, promise_goal, put_off_action
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.safety import trash
from tests.support.desks import SmallDesk, small_desk
from tests.support.imports_here import bring_desk_here, import_calendar_here, import_contacts_here, import_notes_here

ROOT = Path(__file__).parents[2]

Rows = dict[tuple[str, str], dict[str, object]]


class Room:
    """A desk on which everything has been done once, so that each act finds something to act on."""

    def __init__(self, small: SmallDesk, folder: Path) -> None:
        self.folder = folder
        self.desk, self.clock, self.me, self.maria = small.desk, small.clock, small.me, small.maria
        self.mentorship = small.mentorship
        desk, clock = self.desk, self.clock
        ask = ask_question.ask(desk, clock, "How do I say no?", person_id=self.maria.id)
        self.question: Question = ask
        self.topic = edit_agenda.add_topic(desk, "The talk", mentorship_id=self.mentorship.id)
        edit_agenda.add_topic(desk, "The other talk", mentorship_id=self.mentorship.id)
        wall = (clock.now() + timedelta(days=1)).astimezone(clock.zone()).replace(tzinfo=None)
        self.plan = Plan(person_id=self.maria.id, wall=wall)
        self.call: Meeting = plan_meeting.plan_meeting(desk, clock, self.plan)
        self.earlier = wall - timedelta(days=3)
        self.past: Meeting = plan_meeting.log_past(
            desk, clock, self.maria.id, self.earlier, 30, "We spoke.\n- [ ] Send it"
        )
        note = desk.notes.of_meeting(self.past.id)
        assert note is not None
        self.note: Note = note
        self.action: Action = desk.actions.of_note(note.id)[0]
        self.other_action = edit_action.add_action(desk, clock, "Read the book", mentorship_id=self.mentorship.id)
        self.thread = ask_about.remember_to_ask(desk, clock, self.maria.id, "her race")
        self.goal: Goal = keep_goal.add_goal(desk, clock, GoalWords(title="Lead a team", why="It matters"))
        self.step = goal_steps.add_step(desk, clock, self.goal.id, "Ask for one")
        goal_steps.add_step(desk, clock, self.goal.id, "Get one")
        self.check_in = check_in.check_in(desk, clock, self.goal.id, CheckInWords(value="3", sentence="Begun"))
        plan = goal_plan.keep_plan_words(desk, clock, self.goal.id, "", PlanStep.WISH, "A team")
        assert plan is not None
        self.goal_plan = plan
        self.advice = keep_advice.keep_advice(desk, clock, self.mentorship.id, self.me.id, "Sleep on it")
        session = hold_session.begin(desk, clock, hold_session.prepare_unplanned(desk, self.maria.id))
        self.session = session
        self.thought: Distraction = hold_session.park(desk, session.id, "Milk")
        self.journal = edit_note.begin_journal_entry(desk, clock)
        keep_note(desk, clock, self.journal.id, "# Today\nSee [[The long list]] and [[Lead a team]]")

    def question_closed(self) -> str:
        ask_question.let_go(self.desk, self.clock, self.question.id)
        return self.question.id

    def thread_told(self) -> str:
        ask_about.tick_thread(self.desk, self.clock, self.thread.id, is_asked=True)
        return self.thread.id

    def attach(self) -> None:
        held_by = Holder(HolderKind.NOTE, self.note.id)
        attach.keep(self.desk, attach.take_bytes(self.desk.attachments.files, held_by, "plan.txt", b"a plan"))

    def reworded(self) -> str:
        """Return a wording of the note that another took the place of."""
        self.clock.advance(minutes=10)
        keep_note(self.desk, self.clock, self.note.id, "All new\x00, with a zero byte")
        return self.desk.notes.revisions(self.note.id)[0].id

    def trashed(self) -> tuple[trash.Thrown, ...]:
        self.desk.goals.remove(self.goal.id)
        self.desk.notes.remove(self.note.id)
        return trash.list_trash(self.desk)


def _save_profile(room: Room) -> None:
    profile = room.desk.profile.mine()
    assert profile is not None
    room.desk.profile.save(replace(profile, side=Side.MENTEE), act="Change your side")


def _settings(room: Room) -> None:
    profile = room.desk.profile.mine()
    assert profile is not None
    room.desk.profile.save(replace(profile, checklist=("Tea",)), act="Change settings")


Act = Callable[[Room], object]

BEFORE: dict[str, Act] = {
    "Reopen a topic": lambda r: edit_agenda.tick_topic(r.desk, r.clock, r.topic.id, is_discussed=True),
    "Take up a topic": lambda r: edit_agenda.park_topic(r.desk, r.topic.id),
    "Unpin a note": lambda r: edit_note.pin_note(r.desk, r.note.id, pinned=True),
    "Open a promise again": lambda r: edit_action.tick_action(r.desk, r.clock, r.action.id, is_done=True),
    "Take a promise up again": lambda r: put_off_action.snooze_action(r.desk, r.clock, r.action.id, date(2027, 5, 1)),
    "Reopen a question": lambda r: r.question_closed(),
    "Ask about it later": lambda r: r.thread_told(),
    "Ask again": lambda r: r.thread_told(),
    "Let it be raised again": lambda r: ask_about.leave_alone(r.desk, r.clock, r.thread.id),
    "Reopen a step": lambda r: goal_steps.tick_step(r.desk, r.clock, r.step.id, is_reached=True),
    "Take up a goal again": lambda r: keep_goal.turn_goal(r.desk, r.clock, r.goal.id, GoalState.PAUSED),
    "Take it up again": lambda r: keep_advice.let_advice_go(r.desk, r.clock, r.advice.id),
    "Resume the mentorship": lambda r: mentorship_with.end_mentorship(r.desk, r.mentorship.id, date(2026, 9, 1)),
    "Take a goal out of the trash": lambda r: keep_goal.remove_goal(r.desk, r.goal.id),
    "Take back out of the trash": lambda r: r.trashed(),
    "Mark the meeting as missed": lambda r: r.clock.advance(days=2),
    "Mark the meeting as held": lambda r: r.clock.advance(days=2),
    "Remove “{name}”": lambda r: r.attach(),
    "Keep {name} without an end": lambda r: retention.choose_retention(r.desk, r.clock, r.maria.id, months=6),
    "Take a promise off its goal": lambda r: promise_goal.link_to_goal(r.desk, r.action.id, r.goal.id),
    "Say why": lambda r: plan_meeting.cancel_meeting(r.desk, r.call.id),
    "Skip the question for now": lambda r: r.clock.advance(days=20),
    "Answer what became of it": lambda r: r.clock.advance(days=20),
    "Take an earlier wording back": lambda r: r.reworded(),
    "Take a part of an earlier wording back": lambda r: r.reworded(),
}
"""What must have been done before an act makes sense; no part of what is undone."""

ACTS: dict[str, Act | tuple[Act, ...]] = {
    # people and mentorships
    "Add a person": lambda r: r.desk.people.add(Person(name="Ben"), act="Add a person"),
    "Add {name}": lambda r: mentorship_with.add_person(r.desk, r.clock, Person(name="Ben")),
    "Edit {name}": lambda r: r.desk.people.save(replace(r.maria, name="Mara", city="Cebu"), act="Edit Maria"),
    "Move {name} to the trash": lambda r: r.desk.people.remove(r.maria.id, act="Move Maria to the trash"),
    "Begin a mentorship": lambda r: mentorship_with.begin_mentorship(
        r.desk, replace(r.mentorship, id="0192aaaa-0000-7000-8000-000000000001")
    ),
    "Change the mentorship": lambda r: mentorship_with.change_mentorship(r.desk, replace(r.mentorship, purpose="More")),
    "End the mentorship": lambda r: mentorship_with.end_mentorship(r.desk, r.mentorship.id, date(2026, 9, 1), "Done"),
    "Resume the mentorship": lambda r: mentorship_with.resume_mentorship(r.desk, r.mentorship.id),
    "Look back": lambda r: review.keep_review(r.desk, r.clock, r.mentorship.id, (4,) * 6, "The calls", "Less haste"),
    "Say how long to keep {name}": lambda r: retention.choose_retention(r.desk, r.clock, r.maria.id, months=6),
    "Keep {name} without an end": lambda r: retention.choose_retention(r.desk, r.clock, r.maria.id),
    "Change your side": _save_profile,
    "Change your name": lambda r: r.desk.people.save(replace(r.me, name="El"), act="Change your name"),
    "Change your time zone": lambda r: r.desk.people.save(
        replace(r.me, zone="Asia/Tokyo"), act="Change your time zone"
    ),
    "Change settings": _settings,
    # meetings
    "Plan a meeting": lambda r: plan_meeting.plan_meeting(r.desk, r.clock, r.plan),
    "Change the meeting": lambda r: plan_meeting.change_meeting(
        r.desk, r.clock, r.call.id, replace(r.plan, title="New", minutes=45)
    ),
    "Move the meeting": lambda r: plan_meeting.move_meeting(
        r.desk, r.clock, r.call.id, (r.plan.wall or r.clock.now()) + timedelta(days=3)
    ),
    "Call off the meeting": lambda r: plan_meeting.cancel_meeting(r.desk, r.call.id, "Ill"),
    "Mark the meeting as missed": lambda r: plan_meeting.miss_meeting(r.desk, r.clock, r.call.id),
    "Say why": lambda r: plan_meeting.say_why(r.desk, r.call.id, "Ill"),
    "Mark the meeting as held": lambda r: plan_meeting.hold_meeting(r.desk, r.clock, r.call.id),
    "Start an unplanned call": lambda r: plan_meeting.start_unplanned(r.desk, r.clock, r.maria.id),
    "Log a meeting": lambda r: plan_meeting.log_past(
        r.desk, r.clock, r.maria.id, r.earlier, 20, "Words\n- [ ] @Maria rest"
    ),
    "Move a meeting to the trash": lambda r: trash.throw_meeting_away(r.desk, r.past.id),
    "Note who began": lambda r: wrap_up.note_who_began(r.desk, r.past.id, r.maria.id),
    "Settle a topic": lambda r: wrap_up.settle(r.desk, r.clock, r.past.id, r.topic.id, is_discussed=True),
    "Remove what to ask about": lambda r: wrap_up.forget_thread(r.desk, r.thread.id),
    # the agenda
    "Add a topic": lambda r: edit_agenda.add_topic(r.desk, "One more", mentorship_id=r.mentorship.id),
    "Change a topic": lambda r: edit_agenda.reword_topic(r.desk, r.question.agenda_item_id, "How do I say yes?"),
    "Change the minutes": lambda r: edit_agenda.give_minutes(r.desk, r.topic.id, 20),
    "Tick off a topic": lambda r: edit_agenda.tick_topic(r.desk, r.clock, r.topic.id, is_discussed=True),
    "Reopen a topic": lambda r: edit_agenda.tick_topic(r.desk, r.clock, r.topic.id, is_discussed=False),
    "Park a topic": lambda r: edit_agenda.park_topic(r.desk, r.topic.id),
    "Take up a topic": lambda r: edit_agenda.take_up_topic(r.desk, r.topic.id),
    "Drop a topic": lambda r: edit_agenda.drop_topic(r.desk, r.clock, r.topic.id),
    "Reorder the agenda": lambda r: edit_agenda.place_topic(r.desk, r.topic.id, 2),
    "Change who sees it": (
        lambda r: edit_agenda.show_topic_to(r.desk, r.topic.id, Visibility.SHARED),
        lambda r: edit_action.show_action_to(r.desk, r.action.id, Visibility.SHARED),
        lambda r: keep_goal.show_goal_to(r.desk, r.goal.id, Visibility.SHARED),
        lambda r: wrap_up.show_note_to(r.desk, r.past.id, Visibility.SHARED),
    ),
    # promises
    "Add a promise": (
        lambda r: edit_action.add_action(r.desk, r.clock, "Call Ana", mentorship_id=r.mentorship.id),
        lambda r: put_off_action.make_promise(r.desk, r.clock, "Call Ana", person_id=r.maria.id),
    ),
    "Tick a promise": lambda r: edit_action.tick_action(r.desk, r.clock, r.action.id, is_done=True),
    "Open a promise again": lambda r: edit_action.tick_action(r.desk, r.clock, r.action.id, is_done=False),
    "Change a promise": lambda r: edit_action.reword_action(r.desk, r.clock, r.action.id, "Send all of it"),
    "Change who does it": lambda r: edit_action.give_action(r.desk, r.clock, r.action.id, r.maria.id),
    "Change the day": lambda r: edit_action.set_due(r.desk, r.clock, r.action.id, date(2027, 1, 9)),
    "Remove a promise": lambda r: edit_action.remove_action(r.desk, r.action.id),
    "Put off a promise": lambda r: put_off_action.snooze_action(r.desk, r.clock, r.action.id, date(2027, 5, 1)),
    "Take a promise up again": lambda r: put_off_action.snooze_action(r.desk, r.clock, r.action.id, None),
    "Let a promise go": lambda r: put_off_action.drop_action(r.desk, r.clock, r.action.id),
    "Change to whom": lambda r: put_off_action.promise_to(r.desk, r.other_action.id, ""),
    "Link a promise to a goal": lambda r: promise_goal.link_to_goal(r.desk, r.action.id, r.goal.id),
    "Take a promise off its goal": lambda r: promise_goal.link_to_goal(r.desk, r.action.id, ""),
    # notes
    "New journal entry": lambda r: edit_note.begin_journal_entry(r.desk, r.clock),
    "New note": lambda r: keep_links.make_linked_note(r.desk, r.journal.id, "The long list"),
    "Pin a note": lambda r: edit_note.pin_note(r.desk, r.note.id, pinned=True),
    "Unpin a note": lambda r: edit_note.pin_note(r.desk, r.note.id, pinned=False),
    "Move a note": lambda r: edit_note.move_note(r.desk, r.note.id, Target(TargetKind.GOAL, r.goal.id)),
    "Move a note to the trash": lambda r: edit_note.throw_note_away(r.desk, r.note.id),
    "Take an earlier wording back": lambda r: edit_note.take_wording_back(
        r.desk, r.clock, r.note.id, r.desk.notes.revisions(r.note.id)[0].id
    ),
    "Take a part of an earlier wording back": lambda r: edit_note.take_stretch_back(
        r.desk, r.clock, r.note.id, r.desk.notes.revisions(r.note.id)[0].id, r.desk.notes.get(r.note.id).text, 0
    ),
    "Say where a link leads": lambda r: keep_links.answer_link(
        r.desk, r.clock, r.journal.id, 0, Target(TargetKind.PERSON, r.maria.id)
    ),
    "Keep a note": lambda r: _capture(r, "n A thought about Maria"),
    "Keep a promise": lambda r: _capture(r, "- [ ] Send the slides @Maria"),
    # goals
    "Set a goal": lambda r: keep_goal.add_goal(r.desk, r.clock, GoalWords(title="Rest", owner_id=r.maria.id)),
    "Change a goal": lambda r: keep_goal.change_goal(r.desk, r.goal.id, GoalWords(title="Lead two", why="\x00odd")),
    "Pause a goal": lambda r: keep_goal.turn_goal(r.desk, r.clock, r.goal.id, GoalState.PAUSED, why="Ill"),
    "Reach a goal": lambda r: keep_goal.turn_goal(r.desk, r.clock, r.goal.id, GoalState.REACHED),
    "Let a goal go": lambda r: keep_goal.turn_goal(r.desk, r.clock, r.goal.id, GoalState.LET_GO),
    "Take up a goal again": lambda r: keep_goal.turn_goal(r.desk, r.clock, r.goal.id, GoalState.OPEN),
    "Move a goal to the trash": lambda r: keep_goal.remove_goal(r.desk, r.goal.id),
    "Take a goal out of the trash": lambda r: keep_goal.restore_goal(r.desk, r.goal.id),
    "Add a step": lambda r: goal_steps.add_step(r.desk, r.clock, r.goal.id, "Rest"),
    "Change a step": (
        lambda r: goal_steps.reword_step(r.desk, r.clock, r.step.id, "Ask twice"),
        lambda r: goal_steps.date_step(r.desk, r.step.id, date(2027, 1, 1)),
        lambda r: goal_steps.change_step(r.desk, r.clock, r.step.id, "Ask", date(2027, 1, 1), None),
    ),
    "Take a step": lambda r: goal_steps.tick_step(r.desk, r.clock, r.step.id, is_reached=True),
    "Reopen a step": lambda r: goal_steps.tick_step(r.desk, r.clock, r.step.id, is_reached=False),
    "Reorder the steps": lambda r: goal_steps.place_step(r.desk, r.step.id, 1),
    "Remove a step": lambda r: goal_steps.remove_step(r.desk, r.step.id),
    "Check in": lambda r: check_in.check_in(r.desk, r.clock, r.goal.id, CheckInWords(value="5")),
    "Change a check-in": lambda r: check_in.change_check_in(
        r.desk, r.clock, r.check_in.id, CheckInWords(value="4", sentence="Better")
    ),
    "Remove a check-in": lambda r: check_in.remove_check_in(r.desk, r.check_in.id),
    "Remove a plan": lambda r: goal_plan.remove_plan(r.desk, r.goal_plan.id),
    # questions
    "Keep a question": lambda r: ask_question.ask(r.desk, r.clock, "And then?", person_id=r.maria.id),
    "Change a question": (
        lambda r: ask_question.reword_question(r.desk, r.clock, r.question.id, "How, really?"),
        lambda r: ask_question.change_question(r.desk, r.clock, r.question.id, "How?", "Because", "Kindly"),
    ),
    "Change what goes with it": lambda r: ask_question.explain_question(r.desk, r.question.id, "Because"),
    "Change how long it can wait": lambda r: ask_question.put_off(r.desk, r.clock, r.question.id, Urgency.URGENT),
    "Change whom to ask": lambda r: ask_question.ask_whom(r.desk, r.clock, r.question.id, ""),
    "Ask a question": lambda r: ask_question.say_asked(r.desk, r.clock, r.question.id, AskedHow.MAIL),
    "Answer a question": lambda r: ask_question.answer_question(r.desk, r.clock, r.question.id, "Kindly"),
    "Let a question go": lambda r: ask_question.let_go(r.desk, r.clock, r.question.id),
    "Reopen a question": lambda r: ask_question.reopen_question(r.desk, r.clock, r.question.id),
    "Remove a question": lambda r: ask_question.remove_question(r.desk, r.clock, r.question.id),
    # advice
    "Keep advice": (
        lambda r: keep_advice.keep_advice(r.desk, r.clock, r.mentorship.id, r.maria.id, "Rest more"),
        lambda r: keep_advice.keep_from_note(r.desk, r.clock, r.note.id, Picked("Rest", "We spoke")),
    ),
    "Change advice": lambda r: keep_advice.change_advice(
        r.desk,
        r.clock,
        r.advice.id,
        mentorship_id=r.mentorship.id,
        giver_id=r.maria.id,
        text="Rest",
        context="",
        given_on=date(2026, 9, 1),
    ),
    "Answer what became of it": lambda r: keep_advice.answer_advice(
        r.desk, r.clock, r.advice.id, Tried.YES, happened="It helped", worth=4
    ),
    "Skip the question for now": lambda r: keep_advice.skip_question(r.desk, r.clock, r.advice.id),
    "Let it go": lambda r: keep_advice.let_advice_go(r.desk, r.clock, r.advice.id),
    "Take it up again": lambda r: keep_advice.take_up_advice(r.desk, r.clock, r.advice.id),
    "Remove advice": lambda r: keep_advice.remove_advice(r.desk, r.advice.id),
    # what to ask about
    "Remember to ask": (
        lambda r: ask_about.remember_to_ask(r.desk, r.clock, r.maria.id, "her sister"),
        lambda r: tell_thread.add_thread(r.desk, r.clock, r.maria.id, "her sister in June"),
        lambda r: wrap_up.ask_next_time(r.desk, r.clock, r.past.id, "her sister"),
    ),
    "Ask about it": lambda r: ask_about.tick_thread(r.desk, r.clock, r.thread.id, is_asked=True),
    "Ask about it later": lambda r: ask_about.tick_thread(r.desk, r.clock, r.thread.id, is_asked=False),
    "Keep what was told": lambda r: ask_about.hear_thread(r.desk, r.clock, r.thread.id, "It rained"),
    "Don’t raise it": lambda r: ask_about.leave_alone(r.desk, r.clock, r.thread.id),
    "Let it be raised again": lambda r: ask_about.raise_again(r.desk, r.thread.id),
    "Forget it": lambda r: ask_about.forget_thread(r.desk, r.thread.id),
    "Change what to ask about": lambda r: tell_thread.change_thread(
        r.desk, r.clock, r.thread.id, "her second race", None, ""
    ),
    "Mark as told": lambda r: tell_thread.tell_thread(r.desk, r.clock, r.thread.id),
    "Ask again": lambda r: tell_thread.ask_again(r.desk, r.thread.id),
    "Write down the answer": lambda r: r.desk.threads.save(
        replace(r.thread, answer="It rained"), act="Write down the answer"
    ),
    # the call
    "Change the checklist": lambda r: hold_session.keep_checklist(r.desk, ["Tea", "Quiet"]),
    "Park a thought": lambda r: hold_session.park(r.desk, r.session.id, "Bread"),
    "Tick a parked thought": lambda r: hold_session.settle_thought(r.desk, r.clock, r.thought.id, is_done=True),
    "Drop a parked thought": lambda r: hold_session.drop_thought(r.desk, r.thought.id),
    # attachments
    "Attach “{name}”": lambda r: r.attach(),
    "Remove “{name}”": lambda r: attach.remove(r.desk, r.desk.attachments.where()[0].id),
    # the trash
    "Take back out of the trash": (
        lambda r: trash.take_out(r.desk, r.clock, [row.key for row in trash.list_trash(r.desk)]),
        lambda r: keep_links.take_back_target(r.desk, Target(TargetKind.GOAL, r.goal.id)),
    ),
    # files
    "Import a calendar": lambda r: import_calendar_here(r.desk, r.clock, r.folder),
    "Import contacts": lambda r: import_contacts_here(r.desk, r.clock, r.folder),
    "Import notes": lambda r: import_notes_here(r.desk, r.clock, r.folder),
    "Bring a desk back": lambda r: bring_desk_here(r.desk, r.clock, r.folder),
}


def _capture(room: Room, line: str) -> str:
    capture = Capture(room.desk, room.clock)
    return capture.keep(capture.understand(line))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with small_desk(tmp_path / "desk") as small:
        yield Room(small, tmp_path)


def _rows(room: Room) -> Rows:
    """Return every row of every noun, in the trash or not; when a row was touched last is not part of what it says."""
    database = room.desk.database
    return {
        (table, row["id"]): {name: value for name, value in row.items() if name != "updated_at"}
        for table in record_tables(database.tables.conn)
        for row in database.rows(f"SELECT * FROM {table}")
    }


def _differs(before: Rows, after: Rows) -> list[str]:
    """Say what differs; rows that only `after` has are fine where they lie in the trash."""
    found = [f"{key} is gone" for key in before if key not in after]
    for key, row in after.items():
        if key in before:
            found += [
                f"{key} {name}: {before[key][name]!r} → {value!r}"
                for name, value in row.items()
                if before[key][name] != value
            ]
        elif row["deleted_at"] is None:
            found.append(f"{key} is still there: {row}")
    return found


CASES = [
    pytest.param(name, act, id=f"{name} {place}" if place else name)
    for name, acts in ACTS.items()
    for place, act in enumerate(acts if isinstance(acts, tuple) else (acts,))
]


@pytest.mark.parametrize(("name", "act"), CASES)
def test_undo_and_redo_bring_every_row_back_and_forth(room: Room, name: str, act: Act) -> None:
    if name in BEFORE:
        BEFORE[name](room)
    before = _rows(room)
    steps = len(room.desk.database.undo_log.acts())
    room.clock.advance(minutes=1)
    act(room)
    after = _rows(room)
    assert len(room.desk.database.undo_log.acts()) == steps + 1, "one act of the person is one step"
    assert after != before
    said = room.desk.database.undo_log.next_undo
    for _time in range(2):
        room.clock.advance(minutes=1)
        assert room.desk.database.undo() == said
        assert _differs(before, _rows(room)) == []
        assert room.desk.database.redo() == said
        assert _differs(after, _rows(room)) == []
        assert _differs(_rows(room), after) == []


def _named_in_the_sources() -> set[str]:
    """Return the words of every act named anywhere in the program, as the sources have them."""
    found: set[str] = set()
    for root in ("mentordesk", "ui/mentordesk_ui"):
        for path in (ROOT / root).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                wanted: list[ast.AST] = []
                if isinstance(node, ast.keyword) and node.arg == "act":
                    wanted = [node.value]
                elif isinstance(node, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == "act" for target in node.targets
                ):
                    # Screens call “act” what they hand to be performed, whose own words are found inside it.
                    wanted = [] if isinstance(node.value, ast.Call) and _is_partial(node.value) else [node.value]
                elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "bringing":
                    wanted = [*node.args]
                elif isinstance(node, ast.FunctionDef) and node.name == "turn_act":
                    wanted = [node]
                for each in wanted:
                    found |= set(_words_in(each))
    return found


def _is_partial(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "partial"


def _words_in(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "_":
            words = each.args[0]
            assert isinstance(words, ast.Constant)
            yield str(words.value)


def test_every_act_named_in_the_program_is_tried_here() -> None:
    named = _named_in_the_sources()
    assert len(named) > 100
    assert sorted(named - set(ACTS)) == []
