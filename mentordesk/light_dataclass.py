"""`dataclass` as the standard library has it, at a tenth of the price: what its classes can share is shared code.

For each class `dataclasses` writes texts and compiles them, a millisecond per class; a start has a hundred classes. Here
one text is left, `__init__`, and it is written when the first of its class is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
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
        """Make a dataclass of a class. See `dataclasses.dataclass`, whose fields, `replace` and `asdict` go for these too.

        `InitVar` is not known here.
        """
        if cls is None:
            return lambda named: dataclass(named, **wanted)
        if not wanted.keys() <= _SHARED:
            return _generated(cls, **wanted)
        own = cls.__dict__.keys()
        is_frozen = wanted.pop("frozen", False)
        # For one without words `dataclasses` would look its signature up.
        cls.__doc__ = cls.__doc__ or cls.__qualname__
        made = _generated(cls, init=False, eq=False, repr=False, **wanted)
        if "__init__" not in own:
            made.__init__ = _written_later(made, is_frozen=is_frozen)
        if "__repr__" not in own:
            made.__repr__ = _shown
        compared = [each for each in fields(made) if each.compare]
        if "__eq__" not in own:
            made.__eq__ = _equal(_values(compared))
            if not is_frozen and "__hash__" not in own:
                made.__hash__ = None
        if is_frozen:
            made.__setattr__, made.__delattr__ = _not_set, _not_deleted
            if "__hash__" not in own:
                made.__hash__ = _hashed(_values([each for each in compared if each.hash is not False]))
            if wanted.get("slots"):
                made.__getstate__, made.__setstate__ = _slots_kept, _slots_given
        return made


def _written_later(made: type[Any], *, is_frozen: bool) -> Callable[..., None]:
    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - what it becomes
        made.__init__ = _written(made, is_frozen=is_frozen)  # from now on, for all of its class
        made.__init__(self, *given, **named)

    return __init__


def _written(made: type[Any], *, is_frozen: bool) -> Callable[..., None]:
    """Return `__init__` as `dataclasses` would compile it."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_unset": MISSING}
    ordered = sorted(fields(made), key=attrgetter("kw_only"))
    parameters = ["self"]
    lines = []
    for each in ordered:
        name = each.name
        if each.init:
            if each.kw_only and "*" not in parameters:
                parameters.append("*")
            parameters.append(name + _default(each, known))
        value = name if each.init else f"_default_{name}"
        if each.default_factory is not MISSING:
            value = f"_make_{name}() if {name} is _unset else {name}" if each.init else f"_make_{name}()"
            known[f"_make_{name}"] = each.default_factory
        elif not each.init and each.default is MISSING:
            continue
        elif not each.init:
            known[f"_default_{name}"] = each.default
        lines.append(f"_set(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102 - our own text
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    return written


def _default(of: Field[Any], known: dict[str, Any]) -> str:
    if of.default is not MISSING:
        known[f"_default_{of.name}"] = of.default
        return f"=_default_{of.name}"
    return "=_unset" if of.default_factory is not MISSING else ""


def _values(of: list[Field[Any]]) -> Callable[[Any], Any]:
    return attrgetter(*(each.name for each in of)) if of else _nothing


def _nothing(_of: object) -> tuple[()]:
    return ()


@recursive_repr()
def _shown(self: Any) -> str:
    values = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({values})"


def _equal(values: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807 - what it becomes
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - what it becomes
        return hash(values(self))

    return __hash__


def _not_set(self: Any, name: str, value: object) -> None:
    if _is_kept(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _not_deleted(self: Any, name: str) -> None:
    if _is_kept(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_kept(self: Any, name: str) -> bool:
    """Only what a plain class adds to a dataclass it is made from may change."""
    return "__dataclass_fields__" in type(self).__dict__ or name in self.__dataclass_fields__


def _slots_kept(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _slots_given(self: Any, kept: list[Any]) -> None:
    # By hand: what copies and unpickles would set them one by one, and is refused.
    for each, value in zip(fields(self), kept, strict=True):
        object.__setattr__(self, each.name, value)
