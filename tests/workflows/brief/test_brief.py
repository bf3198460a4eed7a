"""The brief: what it says, when, and how fast it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mentordesk.domain.advice import Tried
from mentordesk.domain.agenda import discussed
from mentordesk.domain.focus import FocusSession
from mentordesk.domain.meetings import Kind, Meeting, Mode, held, planned
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk.domain.questions import AskedHow, Urgency
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.advice.keep_advice import answer_advice, keep_advice
from mentordesk.workflows.brief.brief_words import brief_as_markdown, brief_as_text
from mentordesk.workflows.brief.due import people_due
from mentordesk.workflows.brief.prepare import prepare_brief, renew_brief
from mentordesk.workflows.meetings.edit_agenda import add_topic, tick_topic
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.meetings.wrap_up import note_who_began
from mentordesk.workflows.notes.keep_note import keep_person_note
from mentordesk.workflows.people.ask_about import leave_alone, raise_again, tick_thread
from mentordesk.workflows.promises.edit_action import tick_action
from mentordesk.workflows.questions import ask_question
from tests.support.clock import FakeClock
from tests.support.desks import small_desk
from tests.support.sample_desk import SampleDesk, call_off, hold, sample_desk, second_person


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    yield made
    made.desk.close()


def plan(sample: SampleDesk, person: Person, wall: datetime, minutes: int = 50) -> Meeting:
    meeting = Meeting(person_id=person.id, wall_start=wall, zone="Europe/Berlin", minutes=minutes)
    return sample.desk.meetings.add(planned(meeting))


def test_the_next_call_says_who_when_for_both_and_that_it_is_late_there(sample: SampleDesk) -> None:
    brief = prepare_brief(sample.desk, sample.clock)
    assert brief.call is not None
    assert brief.person is not None
    assert brief.person.name == "Maria Santos"
    assert brief.person.role_words == "your mentee"
    assert brief.call.times == "15:00 your time · 22:00 in Manila"
    assert brief.call.day_words == "today"
    assert brief.call.hint == "Late evening for Maria: end on time."
    assert brief.call.link == "https://meet.example.org/maria"
    assert brief.calls_today == 1
    assert brief.day_words == "Thursday 12 November"


def test_promises_of_both_sides_come_with_those_kept_since_the_last_call(sample: SampleDesk) -> None:
    brief = prepare_brief(sample.desk, sample.clock)
    assert [(line.owner, line.detail, line.is_done) for line in brief.promises] == [
        ("Maria", "due today", False),
        ("You", "since Thu 29 Oct", False),
        ("You", "done Mon 9 Nov", True),
    ]
    assert brief.promises_since == "from Thu 29 Oct"


def test_a_promise_put_off_is_not_in_the_brief_until_its_day(sample: SampleDesk) -> None:
    action = sample.desk.actions.open_in(sample.maria_with_me.id)[0]
    sample.desk.actions.save(replace(action, snoozed_until=date(2026, 11, 20)))
    assert action.id not in {line.id for line in prepare_brief(sample.desk, sample.clock).promises}


def test_only_ripe_threads_are_offered_and_what_not_to_raise_stands_beside_them(sample: SampleDesk) -> None:
    brief = prepare_brief(sample.desk, sample.clock)
    assert [line.text for line in brief.threads] == ["Her sister’s wedding in Cebu", "The half marathon, first one"]
    assert brief.threads[0].detail == "Sat 7 Nov was the day"
    assert brief.avoid == "her old team lead"


def test_in_the_first_calls_the_mentor_begins_and_later_they_take_turns(sample: SampleDesk) -> None:
    assert prepare_brief(sample.desk, sample.clock).small_talk == "Your turn to begin with something personal"
    for day in (1, 8):
        hold(sample, sample.maria, datetime(2026, 10, day, 15), "Earlier", sample.maria_with_me.id)
    assert prepare_brief(sample.desk, sample.clock).small_talk == "Maria’s turn to begin with something personal"


def test_who_began_last_time_decides_whose_turn_it_is(sample: SampleDesk) -> None:
    for day in (1, 8, 15):
        hold(sample, sample.maria, datetime(2026, 10, day, 15), "Earlier", sample.maria_with_me.id)
    last = sample.desk.meetings.last_held_with(sample.maria.id)
    assert last is not None
    note_who_began(sample.desk, last.id, sample.me.id)
    assert "Maria’s turn" in prepare_brief(sample.desk, sample.clock).small_talk
    note_who_began(sample.desk, last.id, sample.maria.id)
    assert "Your turn" in prepare_brief(sample.desk, sample.clock).small_talk


def test_what_is_not_to_be_raised_is_in_no_brief_until_it_may_be_again(sample: SampleDesk) -> None:
    thread = sample.desk.threads.ripe_for(sample.maria.id, sample.clock.now().date())[0]
    leave_alone(sample.desk, sample.clock, thread.id)
    assert thread.text not in brief_as_text(prepare_brief(sample.desk, sample.clock))
    raise_again(sample.desk, thread.id)
    assert thread.text in brief_as_text(prepare_brief(sample.desk, sample.clock))


def test_advice_to_come_back_to_and_what_was_tried_since_the_last_call_are_in_the_brief(sample: SampleDesk) -> None:
    desk, clock, mentorship = sample.desk, sample.clock, sample.maria_with_me.id
    old = keep_advice(desk, clock, mentorship, sample.me.id, "Say no in the first mail", given_on=date(2026, 10, 20))
    new = keep_advice(desk, clock, mentorship, sample.me.id, "Ask one question more", given_on=date(2026, 11, 3))
    answer_advice(desk, clock, new.id, Tried.YES, happened="It opened her up", worth=5)
    brief = prepare_brief(desk, clock)
    assert [(row.id, row.question) for row in brief.advice] == [(old.id, "Has Maria tried it?"), (new.id, "")]
    assert "Tue 3 Nov · tried · worth 5 of 5 · “It opened her up”" in brief_as_text(brief, width=200)


def test_advice_of_others_is_asked_about_beside_the_brief_and_not_in_one_asked_for(sample: SampleDesk) -> None:
    chidi = second_person(sample, last_met=None)
    with_chidi = sample.desk.mentorships.current_of(chidi.id)
    assert with_chidi is not None
    keep_advice(sample.desk, sample.clock, with_chidi.id, chidi.id, "Write it down", given_on=date(2026, 10, 1))
    brief = prepare_brief(sample.desk, sample.clock)
    assert [row.question for row in brief.advice_elsewhere] == ["Have you tried it?"]
    assert prepare_brief(sample.desk, sample.clock, sample.maria.id).advice_elsewhere == ()


def test_the_agenda_has_what_is_open_and_what_was_ticked_for_this_call(sample: SampleDesk) -> None:
    open_item = sample.desk.agenda.of_mentorship(sample.maria_with_me.id)[0]
    sample.desk.agenda.save(replace(open_item, carried_since=date(2026, 10, 15), carried_count=1))
    brief = prepare_brief(sample.desk, sample.clock)
    assert [line.is_done for line in brief.agenda] == [True, False, False]
    assert brief.agenda_length == "35 min"
    assert brief.agenda[1].detail == "carried over since Thu 15 Oct"


def test_goals_questions_and_notes_say_how_they_stand(sample: SampleDesk) -> None:
    brief = prepare_brief(sample.desk, sample.clock)
    goal = brief.goals[0]
    assert (goal.title, goal.by, goal.detail) == ("Lead a team of four", "by March", "Thu 29 Oct: Two 1:1s held")
    assert goal.progress == pytest.approx(0.7)
    assert (brief.questions[0].detail, brief.questions[0].is_urgent) == ("urgent", True)
    assert (brief.notes[0].title, brief.notes[0].excerpt) == (
        "Delegation",
        "She lets go of reviews first. · @Maria draft",
    )


def test_a_question_on_the_agenda_is_said_once_and_one_talked_about_waits_for_its_answer(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    kept = ask_question.ask(desk, clock, "Who decides?", mentorship_id=sample.maria_with_me.id)
    brief = prepare_brief(desk, clock)
    assert [line.text for line in brief.agenda].count("Who decides?") == 1
    assert "Who decides?" not in [line.text for line in brief.questions]
    desk.agenda.save(discussed(desk.agenda.get(kept.agenda_item_id), "", clock.now()))
    line = next(one for one in prepare_brief(desk, clock).questions if one.id == kept.id)
    assert line.detail == "talked about"


def test_a_question_of_this_week_says_when_it_was_asked(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    kept = ask_question.ask(desk, clock, "Who decides?", Urgency.THIS_WEEK, mentorship_id=sample.maria_with_me.id)
    ask_question.say_asked(desk, clock, kept.id, AskedHow.COPY)
    line = next(one for one in prepare_brief(desk, clock).questions if one.id == kept.id)
    assert line.detail == "asked today"


def test_a_call_that_began_a_while_ago_is_still_the_one_shown(sample: SampleDesk) -> None:
    plan(sample, second_person(sample, last_met=None), datetime(2026, 11, 12, 17))
    sample.clock.advance(minutes=20)
    brief = prepare_brief(sample.desk, sample.clock)
    assert brief.call is not None
    assert brief.call.id == sample.call.id
    assert [line.person for line in brief.later_today] == ["Chidi Okafor"]
    assert brief.calls_today == 2


def test_a_call_nobody_closed_is_asked_about_and_the_next_one_is_shown(sample: SampleDesk) -> None:
    plan(sample, second_person(sample, last_met=None), datetime(2026, 11, 13, 9))
    sample.clock.advance(hours=2)
    brief = prepare_brief(sample.desk, sample.clock)
    assert [line.question for line in brief.unresolved] == ["Did the call with Maria take place?"]
    assert brief.unresolved[0].detail == "Today, 15:00"
    assert brief.call is not None
    assert brief.call.person == "Chidi Okafor"
    assert brief.call.day_words == "tomorrow"


def test_a_call_held_in_a_session_that_overruns_stays_and_is_not_asked_about(sample: SampleDesk) -> None:
    begun = FocusSession(meeting_id=sample.call.id, person_id=sample.maria.id, started_at=sample.clock.now())
    sample.desk.focus.add(begun)
    sample.clock.advance(hours=2)
    brief = prepare_brief(sample.desk, sample.clock)
    assert brief.call is not None
    assert brief.call.id == sample.call.id
    assert brief.running_session
    assert brief.unresolved == ()


def test_with_nothing_planned_those_due_are_named_the_longest_wait_first(sample: SampleDesk) -> None:
    call_off(sample)
    second_person(sample, last_met=datetime(2026, 9, 1, 10))
    brief = prepare_brief(sample.desk, sample.clock)
    assert brief.call is None
    assert brief.person is None
    assert [(line.name, line.days_over) for line in brief.due] == [("Chidi Okafor", 58), ("Maria Santos", 0)]
    assert brief.due[0].detail == "Last met in September 2026 · you meet every 2 weeks"
    assert brief.due[1].detail == "Last met 13 days ago · you meet every 2 weeks"


def test_who_has_a_meeting_to_come_or_met_lately_is_not_due(sample: SampleDesk) -> None:
    second_person(sample, last_met=datetime(2026, 11, 10, 10))
    assert people_due(sample.desk, sample.clock) == ()


def test_the_brief_for_one_person_needs_no_meeting(sample: SampleDesk) -> None:
    chidi = second_person(sample, last_met=datetime(2026, 9, 1, 10))
    brief = prepare_brief(sample.desk, sample.clock, chidi.id)
    assert brief.person is not None
    assert brief.person.role_words == "your mentor"
    assert brief.person.here_and_now == "14:48 in Lagos"
    assert brief.call is None
    assert brief.due == ()


def test_a_brief_for_somebody_who_is_not_there_is_a_mistake(sample: SampleDesk) -> None:
    with pytest.raises(Mistake):
        prepare_brief(sample.desk, sample.clock, "nobody")


def test_a_new_desk_has_a_brief_that_says_so(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path, FakeClock())
    brief = prepare_brief(desk, FakeClock())
    desk.close()
    assert not brief.has_people
    assert "nobody on this desk yet" in brief_as_text(brief)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"kind": Kind.CLOSING}, "Your closing call: take time to look back."),
        ({"wall_start": datetime(2026, 11, 12, 10)}, ""),
        ({"wall_start": datetime(2026, 11, 12, 22)}, "Very early for Maria: keep it short."),
    ],
)
def test_the_hint_fits_the_call(sample: SampleDesk, change: dict[str, object], hint: str) -> None:
    sample.clock.jump_wall(hours=-6)
    sample.desk.meetings.save(planned(replace(sample.call, **change)))  # type: ignore[arg-type]  # fields by name
    call = prepare_brief(sample.desk, sample.clock).call
    assert call is not None
    assert call.hint == hint


def test_a_call_planned_as_the_first_is_no_longer_called_so_after_an_unplanned_one(tmp_path: Path) -> None:
    with small_desk(tmp_path) as small:
        meeting = Meeting(person_id=small.maria.id, wall_start=datetime(2027, 1, 12, 10), zone="Europe/Berlin")
        small.desk.meetings.add(planned(replace(meeting, kind=Kind.FIRST)))
        before = prepare_brief(small.desk, small.clock).call
        call = start_unplanned(small.desk, small.clock, small.maria.id)
        small.desk.meetings.save(held(call, small.clock.now(), small.clock.now(), "Europe/Berlin"))
        after = prepare_brief(small.desk, small.clock).call
    assert before is not None
    assert after is not None
    assert (before.hint, after.hint) == ("Your first call: take time to get to know each other.", "")


@pytest.mark.parametrize("birthday", ["--11-12", "1990-11-12"])
def test_a_birthday_comes_before_every_other_hint(sample: SampleDesk, birthday: str) -> None:
    sample.desk.people.save(replace(sample.maria, birthday=birthday))
    call = prepare_brief(sample.desk, sample.clock).call
    assert call is not None
    assert call.hint == "It is Maria’s birthday."


def test_a_phone_call_links_to_the_number(sample: SampleDesk) -> None:
    phone = Channel(ChannelKind.PHONE, "+63 2 1234")
    sample.desk.people.save(replace(sample.maria, channels=(phone,)))
    sample.desk.meetings.save(replace(sample.call, mode=Mode.PHONE))
    call = prepare_brief(sample.desk, sample.clock).call
    assert call is not None
    assert call.link == "tel:+6321234"


def test_markdown_carries_every_section_and_takes_no_mark_from_what_people_typed(sample: SampleDesk) -> None:
    item = sample.desk.agenda.of_mentorship(sample.maria_with_me.id)[0]
    sample.desk.agenda.save(replace(item, text="The *big* [plan] <b>"))
    text = brief_as_markdown(prepare_brief(sample.desk, sample.clock))
    assert text.startswith("# Video call with Maria Santos\n")
    assert "- [x] You: Send the two chapters on delegation (done Mon 9 Nov)" in text
    assert r"- [ ] The \*big\* \[plan\] \<b\> (15 min)" in text
    for title in ("Pick up where you left off", "Ask about", "Not to raise", "To remember", "Goals", "Last notes"):
        assert f"## {title}" in text


@pytest.mark.parametrize("width", [40, 60, 100])
def test_plain_text_keeps_to_the_width_of_the_terminal(sample: SampleDesk, width: int) -> None:
    item = sample.desk.agenda.of_mentorship(sample.maria_with_me.id)[0]
    sample.desk.agenda.save(replace(item, text="東京の " * 12))
    lines = brief_as_text(prepare_brief(sample.desk, sample.clock), width).splitlines()
    wide = [sum(2 if "\u3000" < char < "\u9fff" else 1 for char in line) for line in lines]
    assert max(wide) <= width


def plans_of(desk: Desk, wanted: str) -> str:
    rows = desk.database.rows(f"EXPLAIN QUERY PLAN {wanted}")
    return " | ".join(row["detail"] for row in rows)


def test_no_question_of_the_brief_scans_the_meetings(sample: SampleDesk) -> None:
    asked: list[str] = []
    database = sample.desk.database
    original = database.rows

    def listen(sql: str, parameters: object = ()) -> list[dict[str, object]]:
        if " meeting " in sql:
            asked.append(" | ".join(row["detail"] for row in original("EXPLAIN QUERY PLAN " + sql, parameters)))  # type: ignore[arg-type]  # passed on
        return original(sql, parameters)  # type: ignore[arg-type]  # passed on

    database.rows = listen  # type: ignore[method-assign]  # a listener on the real thing
    second_person(sample, last_met=datetime(2026, 9, 1, 10))
    prepare_brief(sample.desk, sample.clock)
    call_off(sample)
    prepare_brief(sample.desk, sample.clock)
    assert len(asked) > 5
    scans = [plan for plan in asked if "SCAN meeting" in plan and "meeting_open" not in plan]
    assert scans == []


def test_who_is_due_is_read_by_one_seek_per_person(sample: SampleDesk) -> None:
    now = sample.clock.now()
    for number in range(30):
        person = sample.desk.people.add(Person(name=f"Person {number}"))
        sample.desk.mentorships.add(Mentorship(person_id=person.id, cadence_days=7))
        hold(sample, person, datetime(2026, 10, 1 + number % 20, 9), "A call")
    times = sample.desk.meetings.last_held_times()
    assert len(times) == 31
    assert all(time.tzinfo == UTC and time < now + timedelta(days=1) for time in times.values())
    assert len(people_due(sample.desk, sample.clock, limit=10)) == 10


def test_a_brief_renewed_by_what_was_announced_is_the_brief_prepared_anew(sample: SampleDesk) -> None:
    desk, clock = sample.desk, sample.clock
    with_maria, maria = sample.maria_with_me.id, sample.maria.id
    brief = prepare_brief(desk, clock)
    topic = desk.agenda.of_mentorship(with_maria)[0]
    acts: tuple[Callable[[], object], ...] = (
        lambda: tick_action(desk, clock, brief.promises[0].id, is_done=True),
        lambda: add_topic(desk, "Pay 10", mentorship_id=with_maria),
        lambda: tick_topic(desk, clock, topic.id, is_discussed=True),
        lambda: tick_thread(desk, clock, brief.threads[0].id, is_asked=True),
        lambda: ask_question.ask(desk, clock, "What is fair pay?", person_id=maria),
        lambda: keep_person_note(desk, clock, maria, "Said a lot\n- [ ] @Maria write it down"),
        lambda: desk.goals.save(replace(desk.goals.open_in(with_maria)[0], title="Another title"), act="Reword"),
        lambda: desk.people.save(replace(desk.people.get(maria), avoid="the move"), act="Change"),
        lambda: start_unplanned(desk, clock, maria),
        *([desk.database.undo] * 4),
    )
    heard: list[frozenset[Topic]] = []
    desk.database.subscribe(heard.append)
    for number, act in enumerate(acts):
        act()
        brief = renew_brief(desk, clock, brief, frozenset().union(*heard))
        heard.clear()
        assert brief == prepare_brief(desk, clock), number


def test_on_another_day_a_brief_is_prepared_anew(sample: SampleDesk) -> None:
    brief = prepare_brief(sample.desk, sample.clock)
    sample.clock.advance(days=1)
    renewed = renew_brief(sample.desk, sample.clock, brief, frozenset({Topic.ACTIONS}))
    assert renewed == prepare_brief(sample.desk, sample.clock)
