"""Earlier wordings of fields are taken back, in whole or in part, with all that follows from the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mentordesk.domain.advice import Advice
from mentordesk.domain.goals import CheckIn, Goal, GoalPlan
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.notes import WhyKept
from mentordesk.domain.reflections import Reflection
from mentordesk.domain.reviews import Review
from mentordesk.domain.text_difference import difference
from mentordesk.domain.threads import Thread
from mentordesk.domain.wordings import LONG_TEXTS, TextPlace
from mentordesk.errors import Mistake
from mentordesk.store.record_table import RecordTable
from mentordesk.workflows.desk.keep_form import keep_form
from mentordesk.workflows.questions import ask_question
from mentordesk.workflows.wordings.take_back import FieldText
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def test_each_long_text_is_written_over_read_and_taken_back_and_undone(small: SmallDesk) -> None:
    desk, clock, maria, me = small.desk, small.clock, small.maria, small.me
    meeting = desk.meetings.add(Meeting(person_id=maria.id, mentorship_id=small.mentorship.id))
    goal = desk.goals.add(Goal(owner_id=me.id, title="Lead"))
    question = ask_question.ask(desk, clock, "How do I say no?", person_id=maria.id)
    advice = Advice(mentorship_id=small.mentorship.id, giver_id=me.id, text="Sleep", given_on=clock.now().date())
    records: dict[str, tuple[RecordTable[Any], Any]] = {
        "person": (desk.people, maria),
        "mentorship": (desk.mentorships, small.mentorship),
        "goal": (desk.goals, goal),
        "goal_plan": (desk.goals.plans, desk.goals.plans.add(GoalPlan(goal_id=goal.id))),
        "check_in": (
            desk.goals.check_ins,
            desk.goals.check_ins.add(CheckIn(goal_id=goal.id, at=clock.now(), zone="UTC")),
        ),
        "question": (desk.questions, question),
        "thread": (desk.threads, desk.threads.add(Thread(person_id=maria.id, text="her race"))),
        "advice": (desk.advice, desk.advice.add(advice)),
        "reflection": (desk.reflections, desk.reflections.add(Reflection(meeting_id=meeting.id, presence=3))),
        "review": (desk.reviews, desk.reviews.add(Review(mentorship_id=small.mentorship.id, keep="Questions"))),
    }
    assert records.keys() == LONG_TEXTS.keys()
    for noun, fields in LONG_TEXTS.items():
        table, record = records[noun]
        for field in fields:
            table.save(replace(table.get(record.id), **{field: "as it was"}), act="Change")
            table.save(replace(table.get(record.id), **{field: "as it is"}), act="Change")
            place = TextPlace(noun, record.id, field)
            worded = FieldText(desk, clock, place)
            before = next(one for one in worded.earlier() if one.text == "as it was")
            worded.take_back(before.id)
            assert worded.text() == "as it was", place
            assert ("as it is", WhyKept.TAKEN_BACK) in [(one.text, one.why) for one in worded.earlier()], place
            assert desk.database.undo() == "Take an earlier wording back"
            assert worded.text() == "as it is", place
            assert "as it is" not in [one.text for one in worded.earlier()], place


def test_one_stretch_of_a_field_is_taken_back_and_never_blindly(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    desk.people.save(replace(small.maria, avoid="her brother\nthe move\nmoney"), act="Edit")
    desk.people.save(replace(small.maria, avoid="her sister\nthe move\nmoney and rent"), act="Edit")
    worded = FieldText(desk, clock, TextPlace("person", small.maria.id, "avoid"))
    wording = worded.earlier()[0]
    seen = worded.text()
    assert sum(stretch.is_changed for stretch in difference(wording.text, seen)) == 2
    worded.take_stretch_back(wording.id, seen, 1)
    assert worded.text() == "her sister\nthe move\nmoney"
    with pytest.raises(Mistake, match="changed meanwhile"):
        worded.take_stretch_back(wording.id, seen, 0)
    assert desk.database.undo() == "Take a part of an earlier wording back"
    assert worded.text() == seen
    with pytest.raises(Mistake, match="no longer kept"):
        worded.take_back("nothing")


def test_an_answer_that_is_taken_back_answers_again_and_the_topic_follows_the_question(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    asked = ask_question.ask(desk, clock, "How do I say no?", person_id=small.maria.id)
    ask_question.change_question(desk, clock, asked.id, "How do I say no kindly?", "", "")
    words = FieldText(desk, clock, TextPlace("question", asked.id, "text"))
    words.take_back(words.earlier()[0].id)
    assert desk.agenda.get(desk.questions.get(asked.id).agenda_item_id).text == "How do I say no?"
    ask_question.answer_question(desk, clock, asked.id, "Slowly.")
    ask_question.reopen_question(desk, clock, asked.id)
    ask_question.change_question(desk, clock, asked.id, "How do I say no?", "", "")
    answer = FieldText(desk, clock, TextPlace("question", asked.id, "answer"))
    answer.take_back(answer.earlier()[0].id)
    again = desk.questions.get(asked.id)
    assert (again.answer, again.is_open) == ("Slowly.", False)


def test_words_of_another_window_that_a_form_writes_over_are_kept_and_say_whose_they_were(small: SmallDesk) -> None:
    desk, opened = small.desk, small.maria
    desk.people.save(replace(opened, met_how="At a talk"), act="Written in the other window")
    filled_in = replace(opened, met_how="In Lisbon", city="Cebu")
    keep_form(desk, opened, partial(desk.people.save, filled_in, act="Edit"), person_id=opened.id)
    (kept,) = desk.wordings.of(TextPlace("person", opened.id, "met_how"))
    assert (kept.text, kept.why) == ("At a talk", WhyKept.ELSEWHERE)
    desk.people.save(replace(filled_in, met_how="In Porto"), act="Edit")
    assert desk.wordings.of(TextPlace("person", opened.id, "met_how"))[0].why is WhyKept.WRITING
