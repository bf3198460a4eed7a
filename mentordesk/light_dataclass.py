"""`dataclass` as the standard library has it, made in a third of the time: comparing, hashing and showing are shared code.

For each of them `dataclasses` writes a text and compiles it, a millisecond per class; a start has eighty classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from dataclasses import dataclass as _generated

    _SHARED = {"frozen", "kw_only", "slots"}
    """With these alone the code can be shared; everything else is made as ever."""

    def dataclass(cls: type[Any] | None = None, /, **wanted: bool) -> Any:
        """Make a dataclass of a class. See `dataclasses.dataclass`, whose fields, `replace` and `asdict` go for these too."""
        if cls is None:
            return lambda named: dataclass(named, **wanted)
        if not wanted.keys() <= _SHARED:
            return _generated(cls, **wanted)
        own = cls.__dict__.keys()
        made = _generated(cls, eq=False, repr=False, **wanted)
        if "__repr__" not in own:
            made.__repr__ = _shown(tuple(each.name for each in fields(made) if each.repr))
        compared = [each for each in fields(made) if each.compare]
        if "__eq__" not in own:
            made.__eq__ = _equal(_values(each.name for each in compared))
            if not wanted.get("frozen") and "__hash__" not in own:
                made.__hash__ = None
        if wanted.get("frozen") and "__hash__" not in own:
            made.__hash__ = _hashed(_values(each.name for each in compared if each.hash is not False))
        return made


def _values(names: Any) -> Callable[[Any], Any]:
    given = tuple(names)
    return attrgetter(*given) if given else _nothing


def _nothing(_of: object) -> tuple[()]:
    return ()


def _shown(names: tuple[str, ...]) -> Callable[[Any], str]:
    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807 - what it becomes
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return __repr__


def _equal(values: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807 - what it becomes
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - what it becomes
        return hash(values(self))

    return __hash__
