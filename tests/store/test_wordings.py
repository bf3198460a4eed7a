"""What the long texts of all nouns said before: kept where records are saved, spaced while typing, told apart, undone."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.domain.goals import Goal
from mentordesk.domain.notes import WhyKept
from mentordesk.domain.wordings import LONG_TEXTS, TextPlace
from mentordesk.store import record_table
from mentordesk.store.desk import Desk
from mentordesk.store.readable import noun_of
from mentordesk.store.whole import Whole
from tests.store.conftest import Pair
from tests.support.clock import FakeClock


@pytest.fixture
def goal(desk: Desk, pair: Pair) -> Goal:
    return desk.goals.add(Goal(owner_id=pair.me.id, title="Lead a team", why="So that I grow", measure="Four of us"))


def said(desk: Desk, place: TextPlace) -> list[str]:
    return [wording.text for wording in desk.wordings.of(place)]


def write_remember(desk: Desk, person_id: str, text: str) -> None:
    """Save as the page does while somebody types: no act."""
    desk.people.save(replace(desk.people.get(person_id), remember=text))


def test_every_long_text_is_a_text_of_its_noun_and_each_noun_has_its_column(desk: Desk) -> None:
    tables = {table.name: table for table in Whole(desk.database).tables}
    for noun, fields in LONG_TEXTS.items():
        for field in fields:
            column = tables[noun].column(field)
            assert column is not None
            assert column.kind == "TEXT"
            assert field in noun_of(noun).__annotations__
        holder = tables["wording"].column(f"{noun}_id")
        assert holder is not None
        assert holder.leads_to == noun


def test_what_an_act_writes_over_is_kept_each_time_and_the_same_wording_once(desk: Desk, goal: Goal) -> None:
    place = TextPlace("goal", goal.id, "why")
    for words in ("So that we grow", "So that I grow", "So that all grow", "So that we grow", ""):
        desk.goals.save(replace(desk.goals.get(goal.id), why=words, title="Lead a team"), act="Change a goal")
    assert sorted(said(desk, place)) == ["So that I grow", "So that all grow", "So that we grow"]
    assert said(desk, TextPlace("goal", goal.id, "measure")) == []
    assert {wording.why for wording in desk.wordings.of(place)} == {WhyKept.WRITING}


def test_typing_is_kept_at_most_every_five_minutes_and_never_its_first_letters(
    desk: Desk, pair: Pair, clock: FakeClock
) -> None:
    place = TextPlace("person", pair.maria.id, "remember")
    for minute in range(12):
        write_remember(desk, pair.maria.id, "She runs a lot"[: minute + 1])
        clock.advance(minutes=1)
    assert said(desk, place) == []
    clock.advance(minutes=10)
    for minute in range(12):
        write_remember(desk, pair.maria.id, f"She swims {minute}")
        clock.advance(minutes=1)
    assert said(desk, place) == ["She swims 9", "She swims 4", "She runs a l"]


def test_fields_are_told_apart_and_only_what_said_something_else_counts(desk: Desk, goal: Goal) -> None:
    assert desk.wordings.fields_with("goal", goal.id) == frozenset()
    desk.goals.save(replace(goal, why="So that we grow"), act="Change a goal")
    assert desk.wordings.fields_with("goal", goal.id) == {"why"}
    desk.goals.save(replace(goal, measure="Six of us"), act="Change a goal")
    assert desk.goals.get(goal.id).why == "So that I grow"
    desk.database.undo()
    desk.database.undo()
    assert desk.wordings.fields_with("goal", goal.id) == frozenset()


def test_an_undone_act_leaves_no_wording_and_doing_it_again_brings_it_back(desk: Desk, goal: Goal) -> None:
    place = TextPlace("goal", goal.id, "why")
    desk.goals.save(replace(goal, why="So that we grow"), act="Change a goal")
    assert said(desk, place) == ["So that I grow"]
    desk.database.undo()
    assert (desk.goals.get(goal.id).why, said(desk, place)) == ("So that I grow", [])
    desk.database.redo()
    assert (desk.goals.get(goal.id).why, said(desk, place)) == ("So that we grow", ["So that I grow"])


def test_what_was_typed_since_an_act_is_among_the_earlier_wordings_when_the_act_is_undone(
    desk: Desk, pair: Pair, clock: FakeClock
) -> None:
    place = TextPlace("person", pair.maria.id, "remember")
    write_remember(desk, pair.maria.id, "Tea")
    clock.advance(minutes=1)
    desk.people.save(replace(desk.people.get(pair.maria.id), remember="Tea, it's 2 WHERE id='x'"), act="Edit Maria")
    clock.advance(seconds=20)
    write_remember(desk, pair.maria.id, "Tea, with lemon")
    desk.database.undo()
    assert desk.people.get(pair.maria.id).remember == "Tea"
    kept = desk.wordings.of(place)
    assert [(one.text, one.why) for one in kept] == [("Tea, with lemon", WhyKept.UNDONE)]
    desk.database.redo()
    assert desk.people.get(pair.maria.id).remember == "Tea, with lemon"


def test_texts_that_are_no_long_ones_and_notes_cost_no_look_at_wordings(
    desk: Desk, pair: Pair, goal: Goal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows = desk.database.rows

    def watched(sql: str, parameters: object = ()) -> list[dict[str, object]]:
        asked.append(sql)
        return rows(sql, parameters)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(desk.database, "rows", watched)
    desk.goals.save(replace(goal, title="Lead a larger team"))
    assert not [sql for sql in asked if "wording" in sql]
    desk.goals.save(replace(desk.goals.get(goal.id), why="So that we grow"), act="Change a goal")
    assert len([sql for sql in asked if "wording" in sql]) == 1


def test_what_is_written_over_is_kept_in_one_place() -> None:
    """One place, and where rows of another desk come in: acts that are made later keep wordings without a word of theirs."""
    root = Path(record_table.__file__).parents[1]
    callers = {
        path.name
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("keep_before")
    }
    assert callers == {"import_archive.py", "record_table.py", "wordings.py"}
