"""The shape of everything that can be switched for a call: probe, read, plan, apply, restore, watch."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mentordesk.errors import Trouble

Json = bool | int | float | str | list[str] | None
"""What a change is written down in: a new process must understand it with no other memory."""


BANNERS, MEDIA, AWAKE = "banners", "media", "awake"
"""The switches, by name."""


class State(StrEnum):
    """How a switch stands. ON is the quiet side: banners off, music paused, screen kept awake."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came of applying or restoring a change."""

    VERIFIED = "verified"
    """Done, and read back."""
    UNVERIFIED = "unverified"
    """Asked for; the system does not tell."""
    LEFT_ALONE = "left_alone"
    """Somebody else had set it meanwhile, or it already stood so: nothing was touched."""
    FAILED = "failed"
    """Asked for, and it stands otherwise."""


@dataclass(frozen=True)
class Capability:
    """What a switch can do on this computer, and how we know; shown in Settings as it stands."""

    switch: str
    """Which switch: BANNERS, MEDIA or AWAKE."""
    backend: str
    """What it is switched by, such as "linux.dunst"; "none" when there is nothing."""
    evidence: str = ""
    """What was seen, such as “dunst 1.9.0 owns org.freedesktop.Notifications”."""
    can_read: bool = False
    can_set: bool = False
    can_verify: bool = False
    is_self_releasing: bool = False
    """The system undoes it by itself when this program dies."""
    is_documented: bool = True
    """Whether the vendor documents the way in."""
    is_tried: bool = True
    """Whether it was tried on the real thing, and not only against a stand-in."""
    instruction: str = ""
    """What a person can do instead, in words, with the menu path; empty where nothing is needed."""
    link: str = ""
    """An address that opens the right page of the system's settings, where there is one."""


@dataclass(frozen=True)
class Reading:
    """How a switch stood when it was read."""

    state: State
    value: Json = None
    """The system's own value."""
    existed: bool = True
    """False where the system had no value of its own and a default counted."""


@dataclass(frozen=True)
class Change:
    """One thing to switch, in plain values: enough to put it back from a new process."""

    switch: str
    backend: str
    target: str
    """Which of several: a player of media; empty where there is one."""
    before: Json
    after: Json
    existed_before: bool = True
    restore_within_minutes: int | None = None
    """How long after a call that ended with a crash it may still be put back; None means however long it took."""


@dataclass(frozen=True)
class Result:
    """What came of a change."""

    change: Change
    outcome: Outcome
    reason: str = ""
    """For FAILED and LEFT_ALONE: why, as one sentence."""


class Switch(Protocol):
    """One thing that can be switched. Every call ends within seconds; Trouble says that the system did not answer."""

    def probe(self) -> Capability:
        """Say what can be done here."""

    def read(self) -> Reading:
        """Return how it stands now."""

    def plan(self) -> tuple[Change, ...]:
        """Return what would have to change; nothing where it already stands as wished, or cannot be switched."""

    def apply(self, change: Change) -> Result:
        """Make a change and say what came of it."""

    def restore(self, change: Change) -> Result:
        """Put back what a change found, unless somebody has set it otherwise since."""

    def watch(self, noticed: Callable[[Reading], None]) -> Callable[[], None]:
        """Call `noticed`, on a thread of its own, when somebody changes it; returns what ends the watching."""


def tell(read: Callable[[], Reading], noticed: Callable[[Reading], None]) -> None:
    """Read after word of a change and hand it on; one that is just going away tells again when it is back."""
    with suppress(Trouble):
        noticed(read())


def nothing_to_watch() -> None:
    """End the watching of what tells nobody."""
