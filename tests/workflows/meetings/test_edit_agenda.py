from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mentordesk.errors import Mistake
from mentordesk.workflows.meetings import edit_agenda
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Promotion case 10m", ("Promotion case", 10)),
        ("Promotion case  15 min", ("Promotion case", 15)),
        ("Plan for Q3", ("Plan for Q3", None)),
        ("Top 10", ("Top 10", None)),
        ("10m", ("10m", None)),
        ("Walk 100m dash 5’", ("Walk 100m dash", 5)),
    ],
)
def test_minutes_are_read_from_the_end_of_a_topic(words: str, said: tuple[str, int | None]) -> None:
    assert edit_agenda.read_topic(words) == said


def test_a_topic_is_reworded_as_it_would_be_typed(small: SmallDesk) -> None:
    item = edit_agenda.add_topic(small.desk, "Promotion case 10m", mentorship_id=small.mentorship.id)
    assert edit_agenda.write_topic(item) == "Promotion case 10m"
    after = edit_agenda.reword_topic(small.desk, item.id, "Promotion case: the story")
    assert (after.text, after.minutes) == ("Promotion case: the story", 0)


def test_each_change_is_one_step_of_undo(small: SmallDesk) -> None:
    desk, clock = small.desk, small.clock
    item = edit_agenda.add_topic(desk, "Promotion case", mentorship_id=small.mentorship.id)
    first = desk.agenda.get(item.id)
    for change in (
        partial(edit_agenda.tick_topic, desk, clock, item.id, is_discussed=True),
        partial(edit_agenda.park_topic, desk, item.id),
        partial(edit_agenda.drop_topic, desk, clock, item.id),
        partial(edit_agenda.give_minutes, desk, item.id, 5),
    ):
        change()
        assert desk.agenda.get(item.id) != first
        desk.database.undo()
        assert desk.agenda.get(item.id) == first


def test_too_many_minutes_are_a_mistake(small: SmallDesk) -> None:
    with pytest.raises(Mistake) as caught:
        edit_agenda.add_topic(small.desk, "Everything 9999m", mentorship_id=small.mentorship.id)
    assert caught.value.field == "minutes"
