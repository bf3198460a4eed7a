"""A line is understood before it is kept, asked back where it is not clear, and kept as one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mentordesk.domain.capture import Kind
from mentordesk.domain.goals import Goal
from mentordesk.domain.mentorships import Role
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.errors import Mistake
from mentordesk.workflows.capture.capture_line import KEEP_WORDS, Capture
from mentordesk.workflows.capture.understood import Choices, Understood
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def understand(small: SmallDesk, line: str, choices: Choices | None = None) -> Understood:
    return Capture(small.desk, small.clock).understand(line, choices)


def keep(small: SmallDesk, line: str, choices: Choices | None = None) -> str:
    capture = Capture(small.desk, small.clock)
    return capture.keep(capture.understand(line, choices))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("[] @Maria one page !friday", "A promise of Maria Santos, due Friday 13 November."),
        ("[] one page", "A promise of mine."),
        ("[] @me the book for @Maria !2027-01-04", "My promise to Maria Santos, due Monday, 4 January 2027."),
        ("? how do I say no @Maria", "A question for the next meeting with Maria Santos."),
        ("? how do I say no @Maria !!", "An urgent question for Maria Santos."),
        ("how do I say no? !week", "A question for this week."),
        ("~ @maria sister’s wedding in June", "To ask Maria Santos about, from Tuesday, 1 June 2027 on."),
        ("~ @maria how the move went", "To ask Maria Santos about."),
        ("slept badly #health", "A note, tagged #health."),
        ("@Maria looked tired", "A note about Maria Santos."),
    ],
)
def test_what_was_understood_is_said_in_one_sentence(small: SmallDesk, line: str, sentence: str) -> None:
    assert understand(small, line).sentence == sentence
    assert understand(small, line).asked == ()


def test_a_note_is_kept_with_its_person_and_tags_and_taken_back_at_once(small: SmallDesk) -> None:
    note = small.desk.notes.get(keep(small, "@Maria looked tired #health"))
    assert (note.person_id, note.text, note.tags) == (small.maria.id, "@Maria looked tired #health", ("health",))
    assert small.desk.database.undo() == "Keep a note"
    assert [one.id for one in small.desk.notes.where("1")] == []


def test_a_question_becomes_a_topic_of_the_next_meeting(small: SmallDesk) -> None:
    question = small.desk.questions.get(keep(small, "? how do I say no @Maria"))
    assert (question.text, question.mentorship_id) == ("how do I say no", small.mentorship.id)
    assert question.agenda_item_id


def test_a_promise_belongs_to_whom_it_names_and_to_their_mentorship(small: SmallDesk) -> None:
    hers = small.desk.actions.get(keep(small, "[] @Maria one page !friday"))
    assert (hers.owner_id, hers.mentorship_id, hers.due_on) == (small.maria.id, small.mentorship.id, date(2026, 11, 13))
    mine = small.desk.actions.get(keep(small, "[] send the book", Choices(person_id=small.maria.id)))
    assert (mine.owner_id, mine.mentorship_id, mine.text) == (small.me.id, small.mentorship.id, "send the book")


def test_a_thread_is_ripe_when_its_day_comes(small: SmallDesk) -> None:
    thread = small.desk.threads.get(keep(small, "~ @Maria her exam !in 2 weeks"))
    assert (thread.person_id, thread.text, thread.ripe_on) == (small.maria.id, "her exam", date(2026, 11, 26))


def test_advice_is_the_mentors(small: SmallDesk) -> None:
    assert understand(small, "> @Maria write it down").sentence in {
        "My advice to Maria Santos.",
        "Advice from Maria Santos.",
    }
    advice = small.desk.advice.get(keep(small, "> @Maria write it down"))
    assert small.mentorship.my_role in set(Role)
    assert advice.giver_id == (small.me.id if small.mentorship.my_role is Role.MENTOR else small.maria.id)


def test_advice_of_a_day_to_come_is_asked_back_before_enter(small: SmallDesk) -> None:
    understood = Capture(small.desk, small.clock).understand("> @maria write it down !in 2 weeks", Choices())
    assert [(asked.about, asked.words) for asked in understood.asked] == [("day", "in 2 weeks")]
    assert understood.day is None


def test_a_check_in_says_where_a_goal_stands(small: SmallDesk) -> None:
    goal = small.desk.goals.add(Goal(owner_id=small.me.id, mentorship_id=small.mentorship.id, title="Speak Portuguese"))
    assert understand(small, "= portuguese 7 easier now").sentence == "A check-in on “Speak Portuguese”: 7."
    keep(small, "= portuguese 7 easier now")
    latest = small.desk.goals.latest_check_in(goal.id)
    assert latest is not None
    assert (latest.value, latest.sentence) == (7.0, "easier now")


def test_two_people_of_one_name_are_asked_about_and_the_answer_counts(small: SmallDesk) -> None:
    other = small.desk.people.add(Person(name="Maria Okafor", city="Lagos"))
    understood = understand(small, "? how is it @Maria")
    (asked,) = understood.asked
    assert asked.sentence == "Which Maria is meant?"
    assert {(one.title, one.detail) for one in asked.candidates} == {
        ("Maria Santos", "Manila"),
        ("Maria Okafor", "Lagos"),
    }
    with pytest.raises(Mistake):
        Capture(small.desk, small.clock).keep(understood)
    answered = understand(small, "? how is it @Maria", Choices(answers={asked.key: other.id}))
    assert answered.asked == ()
    assert answered.person == other


def test_a_name_nobody_has_is_asked_about_or_kept_as_words(small: SmallDesk) -> None:
    (asked,) = understand(small, "coffee with @Zoltan").asked
    assert asked.sentence == "Nobody here is called Zoltan. Who is meant?"
    kept = understand(small, "[] coffee with @Zoltan", Choices(answers={asked.key: KEEP_WORDS}))
    assert (kept.asked, kept.captured.text) == ((), "coffee with @Zoltan")


def test_which_goal_is_asked_when_several_may_be_meant(small: SmallDesk) -> None:
    one = small.desk.goals.add(Goal(owner_id=small.me.id, title="Lead a team"))
    small.desk.goals.add(Goal(owner_id=small.me.id, title="Lead a project"))
    (asked,) = understand(small, "= lead 3").asked
    assert [each.title for each in asked.candidates] == ["Lead a team", "Lead a project"]
    assert understand(small, "= lead 3", Choices(answers={asked.key: one.id})).goal == one


def test_without_a_goal_a_check_in_says_where_to_begin(small: SmallDesk) -> None:
    assert understand(small, "= lead 3").asked[0].sentence.startswith("There is no open goal yet.")


@pytest.mark.parametrize("line", ["", "   ", "?", "[] !friday", "~ @Maria", "#", "@Maria"])
def test_a_line_that_says_nothing_is_not_kept(small: SmallDesk, line: str) -> None:
    understood = understand(small, line)
    if line == "@Maria":  # a note keeps every word
        return
    assert understood.asked
    assert understood.asked[0].about == "text"


def test_a_day_that_is_none_is_asked_back(small: SmallDesk) -> None:
    (asked,) = understand(small, "[] one page !frday").asked
    assert (asked.about, asked.words) == ("day", "frday")
    assert "frday" in asked.sentence


def test_whom_to_ask_about_is_asked(small: SmallDesk) -> None:
    (asked,) = understand(small, "~ her exam").asked
    assert [one.title for one in asked.candidates] == ["Maria Santos"]
    assert understand(small, "~ her exam", Choices(answers={asked.key: small.maria.id})).person == small.maria


def test_one_does_not_ask_oneself(small: SmallDesk) -> None:
    assert understand(small, "? what now @me").asked[0].about == "person"


def test_what_was_chosen_beside_the_line_counts(small: SmallDesk) -> None:
    choices = Choices(Kind.QUESTION, person_id=small.maria.id, urgency=Urgency.URGENT)
    assert understand(small, "what now", choices).sentence == "An urgent question for Maria Santos."
