from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentordesk.domain.agenda import AgendaItem, AgendaState, discussed, parked
from mentordesk.domain.meetings import Meeting
from mentordesk.domain.mentorships import Mentorship
from mentordesk.errors import Mistake
from mentordesk.store.desk import Desk
from tests.store.conftest import Pair
from tests.support.clock import FakeClock
from tests.support.new_desk import new_desk


def _texts(desk: Desk, mentorship_id: str) -> list[str]:
    return [item.text for item in desk.agenda.of_mentorship(mentorship_id)]


def test_a_new_item_comes_last_and_one_that_says_nothing_is_refused(desk: Desk, pair: Pair) -> None:
    for text in ("one", "two", "  three\n words "):
        desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text=text))
    assert _texts(desk, pair.mentorship.id) == ["one", "two", "three words"]
    with pytest.raises(Mistake):
        desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text=" \n"))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 8)), max_size=15))
def test_moving_puts_an_item_where_it_was_dropped_and_changes_no_other_row(moves: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder), FakeClock())
        mentorship = desk.mentorships.add(Mentorship()).id
        items = [desk.agenda.add(AgendaItem(mentorship_id=mentorship, text=f"item {number}")) for number in range(6)]
        wanted = [item.id for item in items]
        for which, index in moves:
            moved = items[which].id
            before = {item.id: item for item in desk.agenda.of_mentorship(mentorship)}
            wanted.remove(moved)
            wanted.insert(max(0, min(index, len(wanted))), moved)
            desk.agenda.move(moved, index)
            after = desk.agenda.of_mentorship(mentorship)
            assert [item.id for item in after] == wanted
            assert [item for item in after if item.id != moved] == [before[other] for other in wanted if other != moved]
        desk.close()


def test_moving_between_items_that_share_a_place_still_puts_it_there(desk: Desk, pair: Pair) -> None:
    items = [
        desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text=text, position="V"))
        for text in ("a", "b", "c")
    ]
    mover = desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text="mover"))
    desk.agenda.move(mover.id, 1)
    assert _texts(desk, pair.mentorship.id) == ["a", "mover", "b", "c"]
    assert len(items) == 3


def test_a_meeting_shows_what_is_open_and_what_was_discussed_in_it(desk: Desk, pair: Pair) -> None:
    this, other = (desk.meetings.add(Meeting(person_id=pair.maria.id)) for _number in range(2))
    now = desk.database.clock.now()
    one, two, three, four = (
        desk.agenda.add(AgendaItem(mentorship_id=pair.mentorship.id, text=text)) for text in "abcd"
    )
    desk.agenda.save(discussed(one, this.id, now))
    desk.agenda.save(discussed(two, other.id, now))
    desk.agenda.save(parked(three))
    assert [item.text for item in desk.agenda.for_meeting(pair.mentorship.id, this.id)] == ["a", "d"]
    assert [item.text for item in desk.agenda.discussed_in(this.id)] == ["a"]
    assert _texts(desk, pair.mentorship.id) == ["d"]
    assert desk.agenda.of_mentorship(pair.mentorship.id, AgendaState.PARKED, AgendaState.OPEN) == (
        desk.agenda.get(three.id),
        four,
    )


def test_a_thousand_items_later_the_places_are_still_short(desk: Desk, pair: Pair) -> None:
    item = AgendaItem(mentorship_id=pair.mentorship.id, text="x")
    positions = [desk.agenda.add(replace(item, id=f"id{number:05d}")).position for number in range(300)]
    assert positions == sorted(set(positions))
    assert max(map(len, positions)) <= 4
