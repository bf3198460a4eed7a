from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mentordesk.domain.agenda import AgendaState
from mentordesk.domain.people import Person
from mentordesk.domain.questions import AskedHow, Question, Urgency
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import edit_agenda
from mentordesk.workflows.questions import ask_question
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def _topics(small: SmallDesk, *states: AgendaState) -> list[str]:
    return [item.text for item in small.desk.agenda.of_mentorship(small.mentorship.id, *states)]


def test_a_line_says_whom_to_ask_and_how_long_it_can_wait(small: SmallDesk) -> None:
    read = ask_question.understand_question(small.desk, "May I say no to this? @Maria !urgent")
    assert (read.text, read.person_id, read.urgency) == ("May I say no to this?", small.maria.id, Urgency.URGENT)
    assert ask_question.understand_question(small.desk, "Who decides? !week").urgency is Urgency.THIS_WEEK
    assert ask_question.understand_question(small.desk, "Who decides? !next").urgency is Urgency.NEXT_MEETING


def test_an_exclamation_that_says_nothing_about_time_stays_in_the_question(small: SmallDesk) -> None:
    read = ask_question.understand_question(small.desk, "Is it really !important")
    assert (read.text, read.urgency) == ("Is it really !important", None)


def test_a_name_of_two_people_is_asked_back_and_answered_in_place(small: SmallDesk) -> None:
    other = small.desk.people.add(Person(name="Maria Okafor"))
    read = ask_question.understand_question(small.desk, "How is it going? @Maria")
    assert {person.id for person in read.unclear[0].candidates} == {small.maria.id, other.id}
    with pytest.raises(Mistake) as caught:
        ask_question.ask_typed(small.desk, small.clock, "How is it going? @Maria")
    assert caught.value.field == "text"
    kept = ask_question.ask_typed(small.desk, small.clock, "How is it going? @Maria", person_id=small.maria.id)
    assert (kept.text, kept.mentorship_id) == ("How is it going?", small.mentorship.id)


def test_a_question_to_nobody_is_kept_and_asked_of_somebody_later(small: SmallDesk) -> None:
    kept = ask_question.ask_typed(small.desk, small.clock, "Is a second degree worth it?")
    assert kept.mentorship_id == ""
    assert kept.agenda_item_id == ""
    ask_question.ask_whom(small.desk, small.clock, kept.id, small.maria.id)
    assert _topics(small) == ["Is a second degree worth it?"]


def test_i_cannot_ask_myself(small: SmallDesk) -> None:
    assert ask_question.understand_question(small.desk, "What now? @Elena").unclear


def test_nothing_to_ask_is_a_mistake(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as caught:
        ask_question.ask_typed(small.desk, small.clock, " @Maria ")
    assert caught.value.field == "text"


def test_a_question_for_the_next_meeting_is_a_topic_by_itself(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    assert _topics(small) == ["How do I say no?"]
    ask_question.put_off(small.desk, small.clock, kept.id, Urgency.THIS_WEEK)
    assert _topics(small) == []
    ask_question.put_off(small.desk, small.clock, kept.id, Urgency.NEXT_MEETING)
    assert _topics(small) == ["How do I say no?"]


def test_asking_is_one_step_of_undo_with_its_topic(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    small.desk.database.undo()
    assert small.desk.questions.all_open() == ()
    assert _topics(small) == []
    small.desk.database.redo()
    assert [question.id for question in small.desk.questions.all_open()] == [kept.id]
    assert _topics(small) == ["How do I say no?"]


def test_what_is_talked_about_waits_for_its_answer(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    edit_agenda.tick_topic(small.desk, small.clock, kept.agenda_item_id, is_discussed=True)
    assert small.desk.questions.get(kept.id).is_open
    ask_question.answer_question(small.desk, small.clock, kept.id, "Early, and with a reason")
    after = small.desk.questions.get(kept.id)
    assert (after.is_open, after.answer) == (False, "Early, and with a reason")
    assert _topics(small, AgendaState.DISCUSSED) == ["How do I say no?"]


def test_rewording_either_rewords_both(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    edit_agenda.reword_topic(small.desk, kept.agenda_item_id, "How do I say no kindly? 10m")
    assert small.desk.questions.get(kept.id).text == "How do I say no kindly?"
    ask_question.reword_question(small.desk, small.clock, kept.id, "How do I say yes?")
    assert _topics(small) == ["How do I say yes?"]


def test_dropping_the_topic_lets_the_question_go_and_undo_brings_both_back(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    edit_agenda.drop_topic(small.desk, small.clock, kept.agenda_item_id)
    assert [question.id for question in small.desk.questions.closed(limit=5)] == [kept.id]
    small.desk.database.undo()
    assert small.desk.questions.get(kept.id).is_open
    assert _topics(small) == ["How do I say no?"]


def test_asking_keeps_how_and_when_and_is_undone(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "May I?", Urgency.URGENT, person_id=small.maria.id)
    after = ask_question.say_asked(small.desk, small.clock, kept.id, AskedHow.MAIL)
    assert (after.asked_how, after.asked_at) == ("mail", small.clock.now())
    small.desk.database.undo()
    assert small.desk.questions.get(kept.id).asked_at is None


def test_an_answer_is_found_again(small: SmallDesk) -> None:
    kept = ask_question.ask(small.desk, small.clock, "How do I say no?", person_id=small.maria.id)
    ask_question.answer_question(small.desk, small.clock, kept.id, "Offer an alternative on Tuesday")
    found = small.desk.search.find("alternative")
    assert [(one.table, one.record_id) for one in found] == [("question", kept.id)]


def _is_whole(desk: Desk, question: Question) -> None:
    """Every question is somewhere to be seen, and as one topic at most."""
    items = [
        item
        for item in desk.agenda.where("1")
        if item.id == question.agenda_item_id or (item.text == question.text and item.is_open)
    ]
    live = [item for item in items if item.state in {AgendaState.OPEN, AgendaState.PARKED}]
    assert len(live) <= 1, "doubled"
    waits = question.is_open and question.urgency is Urgency.NEXT_MEETING and bool(question.mentorship_id)
    if waits:
        linked = desk.agenda.get(question.agenda_item_id)
        assert linked.deleted_at is None, "lost"
        assert linked.state is not AgendaState.DROPPED, "lost"
        assert linked.mentorship_id == question.mentorship_id
    elif question.is_open:
        assert not live, "waits in two places"


_ACTS = st.sampled_from(
    [
        "urgent", "week", "next", "answer", "let go", "reopen", "tick", "untick", "park", "take up", "drop", "whom",
        "nobody", "reword", "reword topic", "undo", "redo", "undo", "remove",
    ]
)  # fmt: skip


def _act(small: SmallDesk, other: Person, act: str, kept: Question) -> None:
    desk, clock = small.desk, small.clock
    now = desk.questions.get(kept.id)
    state = desk.agenda.get(now.agenda_item_id).state if now.agenda_item_id else None
    match act:
        case "urgent" | "week" | "next":
            to = {"urgent": Urgency.URGENT, "week": Urgency.THIS_WEEK, "next": Urgency.NEXT_MEETING}[act]
            ask_question.put_off(desk, clock, kept.id, to)
        case "answer" if now.is_open:
            ask_question.answer_question(desk, clock, kept.id, "Yes")
        case "let go" if now.is_open:
            ask_question.let_go(desk, clock, kept.id)
        case "reopen" if not now.is_open:
            ask_question.reopen_question(desk, clock, kept.id)
        case "tick" if state is AgendaState.OPEN:
            edit_agenda.tick_topic(desk, clock, now.agenda_item_id, is_discussed=True)
        case "untick" if state is AgendaState.DISCUSSED and now.urgency is Urgency.NEXT_MEETING:
            edit_agenda.tick_topic(desk, clock, now.agenda_item_id, is_discussed=False)
        case "park" if state is AgendaState.OPEN:
            edit_agenda.park_topic(desk, now.agenda_item_id)
        case "take up" if state is AgendaState.PARKED:
            edit_agenda.take_up_topic(desk, now.agenda_item_id)
        case "drop" if state in {AgendaState.OPEN, AgendaState.PARKED}:
            edit_agenda.drop_topic(desk, clock, now.agenda_item_id)
        case "whom":
            mine = desk.mentorships.find(now.mentorship_id) if now.mentorship_id else None
            to_other = mine is None or mine.person_id == small.maria.id
            ask_question.ask_whom(desk, clock, kept.id, other.id if to_other else small.maria.id)
        case "nobody":
            ask_question.ask_whom(desk, clock, kept.id, "")
        case "reword":
            ask_question.reword_question(desk, clock, kept.id, f"{now.text} and")
        case "reword topic" if state is AgendaState.OPEN:
            edit_agenda.reword_topic(desk, now.agenda_item_id, f"{now.text} or")
        case "remove":
            ask_question.remove_question(desk, clock, kept.id)
            assert not [i for i in desk.agenda.where("1") if i.is_open and i.id == now.agenda_item_id]
            desk.database.undo()
        case "undo" | "redo":
            try:
                desk.database.undo() if act == "undo" else desk.database.redo()
            except Mistake:
                return  # nothing to take back


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(acts=["remove", "redo"])
@given(acts=st.lists(_ACTS, max_size=14))
def test_a_carried_question_is_never_lost_nor_doubled_whatever_the_order_of_acts_and_undos(acts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        other = small.desk.people.add(Person(name="Ben Okafor"))
        kept = ask_question.ask(small.desk, small.clock, "How?", person_id=small.maria.id)
        for act in acts:
            _act(small, other, act, kept)
            now = small.desk.questions.get(kept.id)
            if now.deleted_at is not None:  # the asking itself was taken back, or its removal done again
                assert not [item for item in small.desk.agenda.where("1") if item.is_open]
                small.desk.database.undo() if act == "redo" else small.desk.database.redo()
                now = small.desk.questions.get(kept.id)
            _is_whole(small.desk, now)
