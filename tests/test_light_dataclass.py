"""A light dataclass cannot be told from one of the standard library."""

from __future__ import annotations

import copy
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
        outcome(lambda: called(unknown=1)), outcome(lambda: called("x", 1, 2, (), "too much")), outcome(lambda: delattr(one, "name")),
        dataclasses.asdict(other), dataclasses.replace(one, name="Di") == called(name="Di"),
        copy.copy(other) == other, dataclasses.asdict(copy.deepcopy(other)),
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


def test_fields_are_filled_from_what_is_given_what_is_said_and_what_is_made() -> None:
    @light_dataclass.dataclass(frozen=True)
    class Call:
        whom: str
        said: list[str] = dataclasses.field(default_factory=list)
        minutes: int = dataclasses.field(default=30, kw_only=True)
        words: int = dataclasses.field(default=0, init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "words", len(self.said))

    one, other = Call("Ana"), Call("Ben", ["a", "b"], minutes=5)
    assert (one.said, one.minutes, one.words) == ([], 30, 0)
    assert (other.whom, other.minutes, other.words) == ("Ben", 5, 2)
    assert one.said is not Call("Ana").said
    with pytest.raises(TypeError):
        Call()  # type: ignore[call-arg] # which is what is tried


def test_a_plain_class_made_from_a_frozen_one_may_add_to_it() -> None:
    @light_dataclass.dataclass(frozen=True)
    class Kept:
        name: str

    class Found(Kept):
        def __init__(self, name: str) -> None:
            super().__init__(name)
            self.place = 3

    found = Found("Ana")
    assert (found.name, found.place) == ("Ana", 3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(found, "name", "Ben")  # noqa: B010 - mypy knows that it must not
