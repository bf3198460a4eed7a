from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from mentordesk.domain.actions import is_asleep
from mentordesk.domain.focus import FocusSession
from mentordesk.domain.promises import read_promises
from mentordesk.domain.questions import Urgency
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from mentordesk.workflows.demo import write_demo
from mentordesk.workflows.notes.keep_note import follow_actions
from mentordesk.workflows.safety.check import check_desk
from tests.support.clock import FakeClock

MEETINGS = 300


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = _demo(tmp_path_factory.mktemp("demo"), MEETINGS, 7)
    yield desk
    desk.close()


def _demo(folder: Path, meetings: int, seed: int) -> Desk:
    clock = FakeClock()
    desk = Desk.open(folder, clock)
    write_demo(desk, meetings, seed, clock.now())
    return desk


def _print(desk: Desk) -> str:
    found = hashlib.sha256()
    for row in desk.database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        if not row["name"].startswith(("search_index", "_", "sqlite")):
            for each in desk.database.rows(f"SELECT * FROM {row['name']} ORDER BY 1, 2"):
                found.update(repr(each).encode())
    return found.hexdigest()


@pytest.mark.parametrize("meetings", [1, 3, 24, 40, 130])
def test_a_demo_has_as_many_meetings_as_asked_for_and_is_sound(tmp_path: Path, meetings: int) -> None:
    desk = _demo(tmp_path, meetings, 1)
    assert desk.meetings.count() == meetings
    assert check_desk(desk).is_fine
    assert check_desk(desk).repaired == ()
    desk.close()


def test_the_same_seed_gives_the_same_desk_and_another_gives_another(tmp_path: Path) -> None:
    one, same, other = (_demo(tmp_path / name, 60, seed) for name, seed in (("a", 3), ("b", 3), ("c", 4)))
    assert _print(one) == _print(same) != _print(other)
    for desk in (one, same, other):
        desk.close()


def test_one_person_has_a_tenth_of_all_meetings(demo: Desk) -> None:
    (maria,) = demo.people.named("Maria Santos")
    assert demo.meetings.count("person_id = ?", [maria.id]) == MEETINGS // 10


def test_the_desk_says_that_it_is_a_demo_and_whose(demo: Desk) -> None:
    profile = demo.profile.mine()
    assert profile is not None
    assert profile.is_demo
    assert len(profile.checklist) == 4
    assert demo.profile.me().name == "Elena Weber"


def test_the_next_call_is_with_maria_in_about_twelve_minutes_with_all_that_a_brief_shows(demo: Desk) -> None:
    now = FakeClock().now()
    call = demo.meetings.upcoming(now)[0]
    person = demo.people.get(call.person_id)
    assert person.name == "Maria Santos"
    assert call.starts_at is not None
    assert timedelta(minutes=9) < call.starts_at - now < timedelta(minutes=15)
    assert {action.owner_id for action in demo.actions.open_in(call.mentorship_id)} == {person.id, demo.profile.me().id}
    assert len(demo.agenda.for_meeting(call.mentorship_id, call.id)) == 6
    assert len(demo.threads.ripe_for(person.id, now.date())) >= 3
    assert len(demo.goals.open_in(call.mentorship_id)) == 3
    assert len(demo.questions.open_in(call.mentorship_id)) == 2
    assert len(demo.notes.latest_with(person.id)) == 3


def test_a_past_meeting_waits_to_be_closed_and_others_are_to_come(demo: Desk) -> None:
    now = FakeClock().now()
    assert len(demo.meetings.unresolved(now)) == 1
    assert len(demo.meetings.upcoming(now)) >= 6
    assert (
        len(demo.meetings.upcoming(now)) + 1 + demo.meetings.count("status IN ('held', 'cancelled', 'missed')")
        == MEETINGS
    )


def test_nothing_that_happened_lies_in_the_future(demo: Desk) -> None:
    now = demo.database.now_text()
    for table, column in (
        ("meeting", "actual_start"), ("meeting", "created_at"), ("note", "created_at"), ("action", "done_at"),
        ("thread", "answered_at"), ("check_in", "at"), ("milestone", "reached_at"), ("agenda_item", "closed_at"),
        ("person", "created_at"), ("question", "asked_at"), ("focus_session", "started_at"),
    ):  # fmt: skip
        assert not demo.database.value(f"SELECT count(*) FROM {table} WHERE {column} > ?", [now]), (table, column)


def test_questions_of_every_urgency_wait_and_answers_are_kept(demo: Desk) -> None:
    waiting = demo.questions.all_open()
    assert {one.urgency for one in waiting} == set(Urgency)
    assert {one.author_id == demo.profile.me().id for one in waiting} == {True, False}
    assert all(one.answer for one in demo.questions.closed(limit=20))
    for one in waiting:
        if one.urgency is Urgency.NEXT_MEETING:
            assert demo.agenda.get(one.agenda_item_id).text == one.text


def test_some_promises_are_put_off_and_one_was_let_go(demo: Desk) -> None:
    today = FakeClock().now().date()
    assert [one for one in demo.actions.where("snoozed_until IS NOT NULL") if is_asleep(one, today)]
    assert demo.actions.count("dropped_at IS NOT NULL")


def test_notes_read_like_notes(demo: Desk) -> None:
    notes = demo.notes.where()
    texts = [note.text for note in notes]
    assert len(set(texts)) == len(texts)
    assert all(100 < len(text) < 3500 for text in texts)
    assert not any("{" in text for text in texts)
    for mark in ("## ", "- [ ] @", "- [x] @", "\n> ", "1. ", "**", "#leading", " !20"):
        assert any(mark in text for text in texts), mark
    assert demo.search.find("会議")
    assert demo.search.find("person:美咲")
    assert demo.search.find("المنتج")


def test_every_promise_written_in_a_note_is_an_action_of_that_person(demo: Desk) -> None:
    me = demo.profile.me()
    names = [person.name for person in demo.people.others()]
    for note in demo.notes.where():
        promised = sorted(promise.text for promise in read_promises(note.text, names) if promise.person)
        actions = demo.actions.of_note(note.id)
        assert sorted(action.text for action in actions) == promised
        for promise in read_promises(note.text, names):
            action = next(action for action in actions if action.text == promise.text)
            assert promise.checked == (action.done_at is not None)
            assert (action.owner_id == me.id) == (promise.person == "Elena")
            assert promise.due_words == (action.due_on.isoformat() if action.due_on else None)


def test_keeping_a_note_again_leaves_its_actions_as_they_are(tmp_path: Path) -> None:
    desk = _demo(tmp_path, 60, 3)
    before = {action.id: (action.text, action.done_at, action.due_on) for action in desk.actions.where()}
    for note in desk.notes.where():
        assert follow_actions(desk, desk.database.clock, note.id).note.text == note.text
    assert {action.id: (action.text, action.done_at, action.due_on) for action in desk.actions.where()} == before
    desk.close()


def test_no_session_is_left_running(demo: Desk) -> None:
    assert demo.focus.running() is None
    assert all(isinstance(session, FocusSession) and session.ended_at for session in demo.focus.where())


def test_a_desk_of_somebody_is_never_filled_with_made_up_people(demo: Desk) -> None:
    with pytest.raises(Mistake):
        write_demo(demo, 5, 1, FakeClock().now())


def test_progress_is_told_and_can_end_the_work(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path, FakeClock())

    def enough(_done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_demo(desk, 2000, 1, FakeClock().now(), progress=enough)
    profile = desk.profile.mine()
    assert profile is not None
    assert profile.is_demo
    desk.close()


@pytest.mark.parametrize(
    "now",
    [
        "2027-01-01T23:58:00+00:00",
        "2026-03-29T00:30:00+00:00",
        "2026-10-25T00:50:00+00:00",
        "2028-02-29T12:00:00+00:00",
    ],
)
def test_any_day_will_do(tmp_path: Path, now: str) -> None:
    clock = FakeClock(now)
    desk = Desk.open(tmp_path, clock)
    write_demo(desk, 40, 1, clock.now())
    assert desk.meetings.count() == 40
    assert check_desk(desk).is_fine
    desk.close()


def test_it_was_looked_back_on_every_few_months_and_some_topics_waited_long(demo: Desk) -> None:
    (maria,) = demo.people.named("Maria Santos")
    [mentorship] = demo.mentorships.of_person(maria.id)
    days = [review.held_on for review in demo.reviews.of_mentorship(mentorship.id) if review.held_on]
    assert len(days) >= 3
    assert all(timedelta(days=60) < after - before < timedelta(days=130) for before, after in pairwise(days))
    assert demo.agenda.count("carried_count >= 3") > 0
    assert demo.meetings.count("personal_first_id IS NOT NULL") > 0
