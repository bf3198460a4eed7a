from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.actions import Action, done
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.people import Person
from mentordesk.domain.promises import read_promises
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import (
    Kept,
    find_unclear,
    follow_actions,
    keep_meeting_note,
    keep_note,
    put_name,
)
from mentordesk.workflows.promises import edit_action
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


@pytest.fixture
def meeting(small: SmallDesk) -> Meeting:
    return start_unplanned(small.desk, small.clock, small.maria.id)


def keep(small: SmallDesk, meeting: Meeting, text: str) -> Kept:
    return keep_meeting_note(small.desk, small.clock, meeting.id, text)


def only(kept: Kept) -> Action:
    (action,) = kept.actions
    return action


def test_a_line_with_a_name_and_a_day_becomes_an_action_of_that_person(small: SmallDesk, meeting: Meeting) -> None:
    action = only(keep(small, meeting, "# Today\n- [ ] @Maria write one page !friday\n"))
    assert (action.owner_id, action.text, action.due_on) == (small.maria.id, "write one page", date(2026, 11, 13))
    assert (action.origin_meeting_id, action.mentorship_id) == (meeting.id, small.mentorship.id)


def test_a_line_without_a_name_is_mine(small: SmallDesk, meeting: Meeting) -> None:
    assert only(keep(small, meeting, "- [ ] ask Jonas")).owner_id == small.me.id


def test_saving_the_same_again_changes_and_announces_nothing_about_actions(small: SmallDesk, meeting: Meeting) -> None:
    first = keep(small, meeting, "- [ ] ask Jonas")
    heard: list[object] = []
    small.desk.database.subscribe(heard.append)
    again = keep(small, meeting, "- [ ] ask Jonas")
    assert again.actions == first.actions
    assert all("actions" not in topics for topics in heard if isinstance(topics, frozenset))


def test_typing_a_line_letter_by_letter_makes_one_action(small: SmallDesk, meeting: Meeting) -> None:
    line = "- [ ] @Maria write the story in one page !friday"
    for end in range(1, len(line) + 1):
        kept = keep(small, meeting, line[:end])
        assert len(kept.actions) <= 1
    everything = small.desk.database.value("SELECT count(*) FROM action")
    assert only(kept).text == "write the story in one page"
    assert everything == 1


def test_editing_the_line_edits_the_action(small: SmallDesk, meeting: Meeting) -> None:
    before = only(keep(small, meeting, "- [ ] @Maria write one page !friday"))
    after = only(keep(small, meeting, "- [ ] @Maria write two short pages !2026-12-01"))
    assert (after.id, after.text, after.due_on) == (before.id, "write two short pages", date(2026, 12, 1))


def test_a_word_for_a_day_means_what_it_meant_when_written(small: SmallDesk, meeting: Meeting) -> None:
    keep(small, meeting, "- [ ] write one page !friday")
    small.clock.advance(days=10)
    assert only(keep(small, meeting, "- [ ] write one good page !friday")).due_on == date(2026, 11, 13)


def test_lines_that_change_places_stay_the_same_actions(small: SmallDesk, meeting: Meeting) -> None:
    before = {action.text: action.id for action in keep(small, meeting, "- [ ] one thing\n- [ ] another").actions}
    after = {action.text: action.id for action in keep(small, meeting, "- [ ] another\n\n- [ ] one thing").actions}
    assert after == before


def test_a_removed_line_is_in_the_trash_and_comes_back_with_its_line(small: SmallDesk, meeting: Meeting) -> None:
    first = only(keep(small, meeting, "- [ ] @Maria write one page !friday"))
    assert keep(small, meeting, "nothing").actions == ()
    assert small.desk.actions.get(first.id).deleted_at is not None
    assert only(keep(small, meeting, "nothing\n- [ ] @Maria write one page !friday")).id == first.id


def test_quite_another_promise_in_the_same_place_is_a_new_action(small: SmallDesk, meeting: Meeting) -> None:
    first = only(keep(small, meeting, "- [x] collect three numbers"))
    second = only(keep(small, meeting, "- [ ] buy oysters with Jo"))
    assert second.id != first.id
    assert small.desk.actions.get(first.id).text == "collect three numbers"


def test_ticking_the_line_ticks_the_action(small: SmallDesk, meeting: Meeting) -> None:
    keep(small, meeting, "- [ ] ask Jonas")
    assert only(keep(small, meeting, "- [x] ask Jonas")).done_at == small.clock.now()
    assert only(keep(small, meeting, "- [ ] ask Jonas")).done_at is None


def test_ticking_the_action_ticks_the_line_and_undo_takes_back_both(small: SmallDesk, meeting: Meeting) -> None:
    kept = keep(small, meeting, "- [ ] ask Jonas\nSome words")
    edit_action.tick_action(small.desk, small.clock, only(kept).id, is_done=True)
    assert small.desk.notes.get(kept.note.id).text == "- [x] ask Jonas\nSome words"
    keep_note(small.desk, small.clock, kept.note.id, "- [x] ask Jonas\nSome more words")
    assert small.desk.database.undo() == "Tick a promise"
    after = follow_actions(small.desk, small.clock, kept.note.id)
    assert after.note.text == "- [ ] ask Jonas\nSome more words"
    assert only(after).is_open


def test_typing_over_an_action_changed_meanwhile_keeps_both(small: SmallDesk, meeting: Meeting) -> None:
    kept = keep(small, meeting, "- [ ] ask Jonas")
    small.desk.actions.save(done(only(kept), small.clock.now()))
    after = keep(small, meeting, "- [ ] ask Jonas and Bea")
    assert after.note.text == "- [x] ask Jonas and Bea"
    assert (only(after).text, only(after).is_open) == ("ask Jonas and Bea", False)


def test_day_and_owner_changed_in_a_list_are_written_into_the_line(small: SmallDesk, meeting: Meeting) -> None:
    action = only(keep(small, meeting, "- [ ] write one page !friday"))
    edit_action.set_due(small.desk, small.clock, action.id, date(2026, 12, 1))
    edit_action.give_action(small.desk, small.clock, action.id, small.maria.id)
    note = small.desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text == "- [ ] @Maria write one page !2026-12-01"
    edit_action.reword_action(small.desk, small.clock, action.id, "write two pages")
    assert small.desk.notes.get(note.id).text == "- [ ] @Maria write two pages !2026-12-01"
    for _step in range(3):
        small.desk.database.undo()
    back = follow_actions(small.desk, small.clock, note.id)
    assert back.note.text == "- [ ] write one page !friday"
    assert only(back).due_on == date(2026, 11, 13)


def test_an_action_thrown_away_in_a_list_does_not_come_back_with_the_next_save(
    small: SmallDesk, meeting: Meeting
) -> None:
    kept = keep(small, meeting, "- [ ] ask Jonas")
    edit_action.remove_action(small.desk, only(kept).id)
    assert keep(small, meeting, "- [ ] ask Jonas\nmore").actions == ()
    small.desk.database.undo()
    assert len(keep(small, meeting, "- [ ] ask Jonas\nmore").actions) == 1


def test_an_unknown_name_is_asked_back_and_makes_no_action(small: SmallDesk, meeting: Meeting) -> None:
    kept = keep(small, meeting, "words\n- [ ] @Mariah call")
    (asked,) = kept.unclear
    assert (asked.line, asked.about, asked.words) == (1, "person", "Mariah")
    assert asked.candidates == (small.maria,)
    assert kept.actions == ()


def test_of_two_people_of_one_name_neither_is_guessed(small: SmallDesk, meeting: Meeting) -> None:
    other = small.desk.people.add(Person(name="Maria Lopez"))
    text = "- [ ] @Maria call"
    (asked,) = keep(small, meeting, text).unclear
    assert set(asked.candidates) == {small.maria, other}
    clear = put_name(small.desk, text, 0, other.id)
    assert clear == "- [ ] @Maria Lopez call"
    assert only(keep(small, meeting, clear)).owner_id == other.id


def test_an_answer_holds_for_two_people_called_exactly_the_same(small: SmallDesk, meeting: Meeting) -> None:
    twin = small.desk.people.add(Person(name="Maria Santos"))
    text = "- [ ] @Maria Santos call"
    keep_meeting_note(small.desk, small.clock, meeting.id, text, answers={0: twin.id})
    assert only(keep(small, meeting, "- [ ] @Maria Santos call me")).owner_id == twin.id


def test_a_name_edited_into_an_unclear_one_keeps_the_owner_until_it_is_clear(
    small: SmallDesk, meeting: Meeting
) -> None:
    first = only(keep(small, meeting, "- [ ] @Maria call"))
    kept = keep(small, meeting, "- [ ] @Bea call")
    assert (only(kept).id, only(kept).owner_id, len(kept.unclear)) == (first.id, small.maria.id, 1)
    bea = small.desk.people.add(Person(name="Bea Ng"))
    assert only(keep(small, meeting, "- [ ] @Bea call")).owner_id == bea.id


def test_a_day_that_cannot_be_read_is_asked_back_and_nothing_is_lost(small: SmallDesk, meeting: Meeting) -> None:
    kept = keep(small, meeting, "- [ ] call !2026-02-30")
    assert [asked.about for asked in kept.unclear] == ["date"]
    assert only(kept).due_on is None
    assert kept.note.text == "- [ ] call !2026-02-30"
    assert find_unclear(small.desk, small.clock, "- [ ] call !friday") == ()


def test_a_day_of_several_words_is_understood_as_in_quick_capture_or_asked_back(
    small: SmallDesk, meeting: Meeting
) -> None:
    kept = keep(small, meeting, "- [ ] one page !in a fortnight")
    assert (only(kept).text, only(kept).due_on, kept.unclear) == ("one page", date(2026, 11, 26), ())
    kept = keep(small, meeting, "- [ ] one page !in fourty days")
    assert [(asked.about, asked.words) for asked in kept.unclear] == [("date", "in fourty days")]
    assert (only(kept).text, only(kept).due_on) == ("one page", None)


def test_accents_case_and_right_to_left_names_do_not_matter(small: SmallDesk, meeting: Meeting) -> None:
    amina = small.desk.people.add(Person(name="أمينة حداد"))
    jose = small.desk.people.add(Person(name="José Ruiz"))
    kept = keep(small, meeting, "- [ ] @أمينة call\n- [ ] @jose write\n- [ ] @me rest")
    assert [action.owner_id for action in kept.actions] == [amina.id, jose.id, small.me.id]


def test_line_ends_of_another_system_are_kept(small: SmallDesk, meeting: Meeting) -> None:
    kept = keep(small, meeting, "- [ ] one\r\n- [ ] two\r\n")
    edit_action.tick_action(small.desk, small.clock, kept.actions[0].id, is_done=True)
    assert small.desk.notes.get(kept.note.id).text == "- [x] one\r\n- [ ] two\r\n"


_LINES = st.tuples(
    st.sampled_from(["", "@Maria ", "@me "]),
    st.sampled_from(["call", "call", "write one page", "write two pages", "ask Jonas", "rest", "x"]),
    st.sampled_from(["", " !friday", " !2026-12-24"]),
    st.booleans(),
)


def _write(lines: list[tuple[str, str, str, bool]]) -> str:
    return "\n".join(f"- [{'x' if done else ' '}] {name}{text}{due}" for name, text, due, done in lines)


@given(
    edits=st.lists(st.lists(_LINES, max_size=6), min_size=1, max_size=8), ticks=st.lists(st.integers(0, 50), max_size=8)
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_series_of_edits_the_actions_are_exactly_the_lines(
    edits: list[list[tuple[str, str, str, bool]]], ticks: list[int]
) -> None:
    with TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        meeting = start_unplanned(small.desk, small.clock, small.maria.id)
        seen: set[str] = set()
        for number, lines in enumerate(edits):
            kept = keep(small, meeting, _write(lines))
            if kept.actions and number < len(ticks):
                action = kept.actions[ticks[number] % len(kept.actions)]
                edit_action.tick_action(small.desk, small.clock, action.id, is_done=action.is_open)
                if ticks[number] % 3 == 0:
                    small.desk.database.undo()
                kept = follow_actions(small.desk, small.clock, kept.note.id)
            said = Counter(
                (small.maria.id if promise.person == "Maria" else small.me.id, promise.text, promise.checked)
                for promise in read_promises(kept.note.text)
            )
            assert Counter((a.owner_id, a.text, a.done_at is not None) for a in kept.actions) == said
            seen |= {action.id for action in kept.actions}
        kept_ids = {row["id"] for row in small.desk.database.rows("SELECT id FROM action")}
        assert seen <= kept_ids, "what was once promised is on the desk or in its trash"


@given(
    lines=st.lists(_LINES, min_size=1, max_size=6, unique_by=lambda line: (line[0], line[1])),
    at=st.integers(0, 5),
    word=st.sampled_from(["today", "soon", "again and again"]),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_one_edited_line_changes_one_action_and_no_other(
    lines: list[tuple[str, str, str, bool]], at: int, word: str
) -> None:
    with TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        meeting = start_unplanned(small.desk, small.clock, small.maria.id)
        before = keep(small, meeting, _write(lines)).actions
        at %= len(lines)
        name, text, due, done = lines[at]
        lines[at] = (name, f"{text} {word}", due, done)
        after = keep(small, meeting, _write(lines)).actions
        assert [action.id for action in after] == [action.id for action in before]
        assert [action.text for action in after] == [line[1] for line in lines]
