"""The switch of a computer that lets no program switch: it says what a person can do, and never claims more."""

from __future__ import annotations

from collections.abc import Callable

from mentordesk.presence.switch import Capability, Change, Outcome, Reading, Result, State, nothing_to_watch


class InstructionSwitch:
    """Knows nothing and does nothing; its capability carries the words."""

    def __init__(self, capability: Capability) -> None:
        self._capability = capability

    def probe(self) -> Capability:
        """Return the words."""
        return self._capability

    def read(self) -> Reading:
        """Return that it is not known."""
        return Reading(State.UNKNOWN)

    def plan(self) -> tuple[Change, ...]:
        """Return nothing."""
        return ()

    def apply(self, change: Change) -> Result:
        """Do nothing."""
        return Result(change, Outcome.LEFT_ALONE)

    def restore(self, change: Change) -> Result:
        """Do nothing."""
        return Result(change, Outcome.LEFT_ALONE)

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Notice nothing."""
        return nothing_to_watch
