"""Threads kept in step with the lines of a note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.clock import Clock
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.store.desk import Desk
from mentordesk.workflows.notes.keep_note import find_unclear, keep_meeting_note, keep_note, keep_person_note, put_name
from mentordesk.workflows.people import ask_about, tell_thread
from tests.support.clock import FakeClock
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk", FakeClock()) as made:
        yield made


def texts(small: SmallDesk) -> list[str]:
    return [thread.text for thread in small.desk.threads.of_person(small.maria.id)]


def test_a_line_becomes_a_thread_of_the_persons_note_and_knows_where_it_came_from(small: SmallDesk) -> None:
    meeting = small.desk.meetings.add(Meeting(person_id=small.maria.id, mentorship_id=small.mentorship.id))
    kept = keep_meeting_note(small.desk, small.clock, meeting.id, "# Call\n~ her sister’s wedding in June\n")
    (thread,) = small.desk.threads.of_person(small.maria.id)
    assert (thread.text, thread.ripe_on) == ("her sister’s wedding in June", date(2027, 6, 1))
    assert (thread.origin_note_id, thread.origin_meeting_id) == (kept.note.id, meeting.id)


def test_typing_a_line_letter_by_letter_makes_one_thread(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ h")
    line = "~ her exam !20 December"
    for end in range(3, len(line) + 1):
        keep_note(small.desk, small.clock, kept.note.id, line[:end])
    (thread,) = small.desk.threads.of_person(small.maria.id)
    assert (thread.text, thread.ripe_on) == ("her exam", date(2026, 12, 20))


def test_an_edited_line_edits_its_thread_and_what_was_asked_stays_asked(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ her exam")
    (thread,) = small.desk.threads.of_person(small.maria.id)
    ask_about.tick_thread(small.desk, small.clock, thread.id, is_asked=True)
    keep_note(small.desk, small.clock, kept.note.id, "~ her exam in statistics")
    (after,) = small.desk.threads.of_person(small.maria.id)
    assert (after.id, after.text) == (thread.id, "her exam in statistics")
    assert after.asked_at is not None


def test_a_deleted_line_goes_to_the_trash_and_typed_again_comes_back_as_it_was(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ her exam\n~ the race")
    first = small.desk.threads.of_note(kept.note.id)[0]
    tell_thread.tell_thread(small.desk, small.clock, first.id)
    keep_note(small.desk, small.clock, kept.note.id, "~ the race")
    assert texts(small) == ["the race"]
    keep_note(small.desk, small.clock, kept.note.id, "~ her exam\n~ the race")
    back = small.desk.threads.get(first.id)
    assert back.deleted_at is None
    assert back.is_answered


def test_two_lines_alike_are_two_threads_and_stay_two(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ the race\n~ the race")
    keep_note(small.desk, small.clock, kept.note.id, "First\n~ the race\n\n~ the race")
    assert texts(small) == ["the race", "the race"]


def test_what_is_reworded_elsewhere_is_written_into_the_line(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ her exam !20 December")
    (thread,) = small.desk.threads.of_note(kept.note.id)
    tell_thread.change_thread(small.desk, small.clock, thread.id, "the resit", thread.ripe_on, "")
    after = keep_note(small.desk, small.clock, kept.note.id, kept.note.text)
    assert after.note.text == "~ the resit !20 December"
    small.desk.database.undo()
    assert keep_note(small.desk, small.clock, kept.note.id, after.note.text).note.text == "~ her exam !20 December"


def test_a_thread_thrown_away_elsewhere_leaves_its_line_and_does_not_come_back(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ her exam")
    ask_about.forget_thread(small.desk, small.desk.threads.of_note(kept.note.id)[0].id)
    keep_note(small.desk, small.clock, kept.note.id, "~ her exam\nMore words")
    assert texts(small) == []


def test_a_day_that_is_none_is_asked_back_and_the_thread_is_kept(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "Hello\n~ her exam !31.2.")
    assert [(asked.line, asked.about) for asked in kept.unclear] == [(1, "date")]
    assert texts(small) == ["her exam"]
    assert find_unclear(small.desk, small.clock, kept.note.text) == kept.unclear


def test_a_day_in_rarer_words_is_read_in_a_thread_too_and_asked_back_when_it_is_none(small: SmallDesk) -> None:
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ her exam !in a fortnight")
    [thread] = small.desk.threads.of_note(kept.note.id)
    assert (thread.text, thread.ripe_on, kept.unclear) == ("her exam", date(2026, 11, 26), ())
    kept = keep_note(small.desk, small.clock, kept.note.id, "~ her exam !some day soon")
    assert [asked.words for asked in kept.unclear] == ["some day soon"]
    assert texts(small) == ["her exam"]


def test_a_name_that_fits_two_people_is_asked_back_and_answered_in_the_line(small: SmallDesk) -> None:
    anna = small.desk.people.add(Person(name="Anna Berg"))
    small.desk.people.add(Person(name="Anna Toth"))
    kept = keep_person_note(small.desk, small.clock, small.maria.id, "~ @Anna the move")
    assert [asked.about for asked in kept.unclear] == ["person"]
    assert small.desk.threads.of_note(kept.note.id) == ()
    text = put_name(small.desk, kept.note.text, 0, anna.id)
    after = keep_note(small.desk, small.clock, kept.note.id, text)
    assert after.unclear == ()
    assert [thread.text for thread in small.desk.threads.of_person(anna.id)] == ["the move"]


def test_a_line_in_a_note_that_belongs_to_nobody_stays_a_line(small: SmallDesk) -> None:
    from mentordesk.domain.notes import Note

    note = small.desk.notes.add(Note())
    keep_note(small.desk, small.clock, note.id, "~ a thought")
    assert small.desk.threads.of_note(note.id) == ()


CLOSING: dict[str, Callable[[Desk, Clock, str], object]] = {
    "ask": partial(ask_about.tick_thread, is_asked=True),
    "tell": tell_thread.tell_thread,
    "leave": ask_about.leave_alone,
}
LINES = st.lists(st.sampled_from(["~ wedding", "~ race", "~ exam !20 December", "words", ""]), max_size=5)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), LINES),
        st.tuples(st.sampled_from(["ask", "tell", "undo", "redo", "brief", "leave"]), st.just([])),
        st.tuples(st.just("wait"), st.just([])),
    ),
    max_size=20,
)


@given(acts=ACTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_ripe_threads_come_once_whatever_the_order_of_acts_and_undos(
    acts: list[tuple[str, list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What was asked and not taken back is never offered; no line has two threads; what waits for its day is not offered."""
    with small_desk(tmp_path_factory.mktemp("ripe") / "desk", FakeClock()) as small:
        desk, clock, maria = small.desk, small.clock, small.maria.id
        note_id = keep_person_note(desk, clock, maria, "~ wedding\n~ race").note.id
        closed: frozenset[str] = frozenset()
        past: list[frozenset[str]] = []
        undone: list[frozenset[str]] = []
        for act, lines in acts:
            ripe = desk.threads.ripe_for(maria, clock.now().date(), limit=50)
            if act == "write":
                keep_note(desk, clock, note_id, "\n".join(lines))
                assert len(desk.threads.of_note(note_id)) <= sum(line.startswith("~") for line in lines)
            elif act in CLOSING and ripe:
                CLOSING[act](desk, clock, ripe[0].id)
                past, undone, closed = [*past, closed], [], closed | {ripe[0].id}
            elif act == "undo" and past:
                desk.database.undo()
                undone.append(closed)
                closed = past.pop()
            elif act == "redo" and undone:
                desk.database.redo()
                past.append(closed)
                closed = undone.pop()
            elif act == "wait":
                clock.advance(days=11)
            offered = desk.threads.ripe_for(maria, clock.now().date(), limit=50)
            assert not closed & {one.id for one in offered}, "what was asked, told or left alone is not offered again"
            assert len({one.id for one in offered}) == len(offered)
            assert all(one.ripe_on is None or one.ripe_on <= clock.now().date() for one in offered)
            keep_note(desk, clock, note_id, desk.notes.get(note_id).text)
            assert desk.threads.ripe_for(maria, clock.now().date(), limit=50) == offered, (
                "keeping again changes nothing"
            )
