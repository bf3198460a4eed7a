"""All that the program does to the disk in more than one act, beside the single acts of `acts`; `reached` says whether that is all."""

from __future__ import annotations

from tests.faults.on_closed_desk import on_closed_desk
from tests.faults.on_open_desk import on_open_desk
from tests.faults.places import Operation, Place
from tests.faults.with_keys import with_keys

__all__ = ["Operation", "Place", "operations"]


def operations() -> tuple[Operation, ...]:
    """Return all of them."""
    return (*on_open_desk(), *on_closed_desk(), *with_keys())
