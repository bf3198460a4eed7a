"""A light dataclass cannot be told from one of the standard library."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from mentordesk import light_dataclass

WAYS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"frozen": True, "kw_only": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "order": True},
    {"slots": True},
    {"eq": False},
    {"repr": False},
]


def pair(dataclass: Any, **wanted: bool) -> tuple[type[Any], type[Any]]:
    class Named:
        name: str = "Ana"
        secret: int = dataclasses.field(default=3, repr=False)
        seen: int = dataclasses.field(default=0, compare=False)

    class Called(Named):
        called: tuple[str, ...] = ()

    Named.__annotations__ = {"name": str, "secret": int, "seen": int}
    Called.__annotations__ = {"called": tuple}
    # With slots the class is made anew, and is what another has to be made from.
    base = dataclass(**wanted)(Named)
    made = type("Called", (base,), {"called": (), "__annotations__": {"called": tuple}, "__qualname__": "Called"})
    return base, dataclass(**wanted)(made)


def outcome(act: Any) -> object:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - what is raised is what is compared
        return type(error)


def told_of(dataclass: Any, **wanted: bool) -> list[object]:
    base, called = pair(dataclass, **wanted)
    one, same, unseen, other = called(), called(), called(seen=7), called(name="Ben")
    return [
        one == same, one == unseen, one == other, one == base(), one == "Ana", one != same,
        outcome(lambda: hash(one) == hash(same)), outcome(lambda: hash(one) == hash(unseen)),
        outcome(lambda: one < other), outcome(lambda: setattr(one, "name", "Cy")), outcome(lambda: called("x").name),
        repr(other) if wanted != {"repr": False} else "",
        dataclasses.asdict(other), dataclasses.replace(one, name="Di") == called(name="Di"),
    ]  # fmt: skip


@pytest.mark.parametrize("wanted", WAYS, ids=str)
def test_it_compares_hashes_and_shows_as_ever(wanted: dict[str, bool]) -> None:
    assert told_of(light_dataclass.dataclass, **wanted) == told_of(dataclasses.dataclass, **wanted)


def test_what_a_class_says_itself_stands() -> None:
    @light_dataclass.dataclass(frozen=True)
    class Odd:
        value: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "odd"

    assert Odd(1) == Odd(2)
    assert (hash(Odd(1)), repr(Odd(1))) == (5, "odd")


def test_one_that_holds_itself_can_be_shown() -> None:
    @light_dataclass.dataclass
    class Node:
        further: list[Any]

    node = Node([])
    node.further.append(node)
    assert "Node(further=[...])" in repr(node)
