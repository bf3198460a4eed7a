"""Who uses the microphone, as far as the system tells; which of it is a call and which a meter, is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

METER_RATE = 1000
"""Hertz: whoever listens more slowly than that draws a level and hears no words."""

FILTERS = frozenset({"easyeffects", "noisetorch", "pulseeffects", "cadmus", "rnnoise", "jamesdsp"})
"""Programs that clean the microphone's sound for others; they hold it all day."""

METERS = frozenset(
    {"pavucontrol", "pavucontrol-qt", "gnome-control-center", "plasmashell", "systemsettings", "pwvucontrol"}
)
"""Programs that show a level."""


@dataclass(frozen=True)
class Stream:
    """One program recording from one source, as the sound server tells it."""

    program: str
    """What it calls itself, for people."""
    binary: str = ""
    pid: int = 0
    is_monitor: bool = False
    """It records what the computer plays, not what a microphone hears."""
    is_corked: bool = False
    """It has stopped for the moment."""
    is_peak_meter: bool = False
    rate: int = 48_000


def in_calls(streams: Iterable[Stream], ignored: Iterable[str] = ()) -> tuple[Stream, ...]:
    """Return the streams that may be a call: monitors, meters, filters and what the user ignores are left out."""
    passed_over = FILTERS | METERS | {name.casefold() for name in ignored}
    return tuple(
        stream
        for stream in streams
        if not (stream.is_monitor or stream.is_corked or stream.is_peak_meter or stream.rate < METER_RATE)
        and stream.binary.casefold() not in passed_over
        and stream.program.casefold() not in passed_over
    )
