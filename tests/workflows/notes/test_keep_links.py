from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.domain.goals import Goal
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.note_links import Target, TargetKind, links_in
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.store.note_links import KeptLink
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_links import (
    LinkState,
    SeenLink,
    answer_link,
    candidates,
    make_linked_note,
    see_links,
    take_back_target,
)
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk.workflows.notes.link_names import LinkNames
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def write(small: SmallDesk, text: str, note: Note | None = None) -> Note:
    note = note or small.desk.notes.add(Note())
    return keep_note(small.desk, small.clock, note.id, text).note


def kept(small: SmallDesk, note: Note) -> list[KeptLink]:
    return list(small.desk.notes.links.of_note(note.id))


def seen(small: SmallDesk, note: Note) -> list[SeenLink]:
    return list(see_links(small.desk, small.clock, note.id, small.desk.notes.get(note.id).text))


def goal(small: SmallDesk, title: str) -> Goal:
    return small.desk.goals.add(Goal(owner_id=small.maria.id, mentorship_id=small.mentorship.id, title=title))


def test_a_name_that_one_thing_has_leads_there(small: SmallDesk) -> None:
    plan = goal(small, "Lead a team")
    other = write(small, "# Reading list\n")
    note = write(small, "[[maria santos]] [[Maria]] [[lead a  TEAM]] [[Reading list]]")
    assert [link.target for link in kept(small, note)] == [
        Target(TargetKind.PERSON, small.maria.id),
        Target(TargetKind.PERSON, small.maria.id),
        Target(TargetKind.GOAL, plan.id),
        Target(TargetKind.NOTE, other.id),
    ]


def test_a_meeting_is_called_by_its_title_and_day(small: SmallDesk) -> None:
    meeting = start_unplanned(small.desk, small.clock, small.maria.id)
    named = LinkNames(small.desk, small.clock).told(Target(TargetKind.MEETING, meeting.id))
    assert named is not None
    assert named.words == "Call with Maria, 2026-11-12"
    note = write(small, f"As said in [[{named.words}]]")
    assert kept(small, note)[0].target == Target(TargetKind.MEETING, meeting.id)
    small.desk.meetings.save(replace(meeting, title="Kick-off"))
    assert kept(small, write(small, "[[Kick-off]] [[kick-off, 2026-11-12]]"))[1].target == named.target


def test_a_link_outlives_a_change_of_name(small: SmallDesk) -> None:
    note = write(small, "Ask [[Maria Santos]]")
    small.desk.people.save(replace(small.maria, name="Maria Reyes"))
    note = write(small, "Do ask [[Maria Santos]]!", note)
    assert kept(small, note)[0].target == Target(TargetKind.PERSON, small.maria.id)
    assert seen(small, note)[0].state is LinkState.LEADS


def test_two_of_the_same_name_are_asked_about_and_never_guessed(small: SmallDesk) -> None:
    first = small.desk.people.add(Person(name="Anna Kern"))
    second = small.desk.people.add(Person(name="Anna Berg"))
    note = write(small, "[[Anna]] and [[Anna]]")
    assert [link.state for link in seen(small, note)] == [LinkState.UNCLEAR] * 2
    assert {each.target.id for each in candidates(small.desk, small.clock, note.id, "Anna")} == {first.id, second.id}
    answer_link(small.desk, small.clock, note.id, 1, Target(TargetKind.PERSON, second.id))
    assert [link.target for link in seen(small, note)] == [None, Target(TargetKind.PERSON, second.id)]
    small.desk.database.undo()
    assert [link.state for link in seen(small, note)] == [LinkState.UNCLEAR] * 2


def test_a_name_nobody_has_leads_nowhere_until_its_note_is_made(small: SmallDesk) -> None:
    note = write(small, "[[Later]]")
    elsewhere = write(small, "See [[Later]]")
    assert seen(small, note)[0].state is LinkState.NOWHERE
    made = make_linked_note(small.desk, note.id, "Later")
    assert made.title == "Later"
    assert kept(small, note)[0].target == kept(small, elsewhere)[0].target == Target(TargetKind.NOTE, made.id)
    small.desk.database.undo()
    assert kept(small, note)[0].target is None


def test_a_note_does_not_link_to_itself_by_its_own_name(small: SmallDesk) -> None:
    note = write(small, "# Plan\nsee [[Plan]]")
    assert seen(small, note)[0].state is LinkState.NOWHERE


def test_what_lies_in_the_trash_is_said_and_can_be_taken_back(small: SmallDesk) -> None:
    plan = goal(small, "Lead a team")
    note = write(small, "[[Lead a team]]")
    small.desk.goals.remove(plan.id, act="Away with it")
    assert seen(small, note)[0] == SeenLink("Lead a team", LinkState.IN_TRASH, Target(TargetKind.GOAL, plan.id))
    take_back_target(small.desk, Target(TargetKind.GOAL, plan.id))
    assert seen(small, note)[0].state is LinkState.LEADS


def test_a_cut_link_that_comes_back_leads_where_it_led(small: SmallDesk) -> None:
    small.desk.people.add(Person(name="Anna Kern"))
    second = small.desk.people.add(Person(name="Anna Berg"))
    note = write(small, "[[Anna]]")
    answer_link(small.desk, small.clock, note.id, 0, Target(TargetKind.PERSON, second.id))
    write(small, "", note)
    assert kept(small, note) == []
    small.clock.advance(minutes=5)
    note = write(small, "again [[Anna]]", note)
    assert kept(small, note)[0].target == Target(TargetKind.PERSON, second.id)


def test_links_of_a_meetings_note_are_kept_too_and_found_from_what_they_lead_to(small: SmallDesk) -> None:
    meeting: Meeting = start_unplanned(small.desk, small.clock, small.maria.id)
    note = small.desk.notes.add(Note(meeting_id=meeting.id, person_id=small.maria.id))
    write(small, "# Today\nThe [[Maria Santos]] way, [[Maria]] again", note)
    target = Target(TargetKind.PERSON, small.maria.id)
    assert [each.id for each in small.desk.notes.links.notes_to(target)] == [note.id]
    assert small.desk.notes.links.count_notes_to(target) == 1
    small.desk.notes.remove(note.id)
    assert small.desk.notes.links.count_notes_to(target) == 0


def test_typing_links_is_no_step_of_undo(small: SmallDesk) -> None:
    small.desk.people.save(replace(small.maria, city="Davao"), act="Move")
    write(small, "[[Maria]]", small.desk.notes.add(Note()))
    assert small.desk.database.undo() == "Move"


def test_while_one_types_people_come_first_and_words_inside_a_title_are_found(small: SmallDesk) -> None:
    goal(small, "Make room for reading")
    write(small, "# Market research\n")
    offered = [each.words for each in LinkNames(small.desk, small.clock).offer("ma")]
    assert offered == ["Maria Santos", "Make room for reading", "Market research"]
    assert [each.words for each in LinkNames(small.desk, small.clock).offer("res")] == ["Market research"]


_PIECES = st.sampled_from(
    ["[[Maria]]", "[[Anna]]", "[[x]]", "[[", "]]", " ", "\n", "`", "a", "[[Anna Berg]]", "- [ ] "]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_PIECES, max_size=8).map("".join), min_size=1, max_size=6))
def test_the_links_kept_are_those_of_the_text_whatever_is_typed(texts: list[str]) -> None:
    with TemporaryDirectory() as folder, small_desk(Path(folder)) as small:
        for name in ("Anna Kern", "Anna Berg"):
            small.desk.people.add(Person(name=name))
        note = small.desk.notes.add(Note())
        for text in texts:
            said = keep_note(small.desk, small.clock, note.id, text).note.text
            links = small.desk.notes.links.of_note(note.id)
            assert [link.words for link in links] == [each.words for each in links_in(said)]
            assert all((link.target is not None) == (link.words in ("Maria", "Anna Berg")) for link in links)
