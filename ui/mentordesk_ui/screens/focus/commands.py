"""What can be done about a focus session from anywhere, with its keys: for the palette and the window's shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mentordesk.language import _
from mentordesk_ui.shell.commands import Command

KEYS = {
    "start": "Ctrl+Shift+F",
    "unplanned": "Ctrl+Shift+U",
    "pause": "F9",
    "more": "F8",
    "next": "F10",
    "end": "Ctrl+Shift+E",
    "park": "Ctrl+Shift+P",
    "notes": "F7",
    "round": "F6",
    "time": "Ctrl+Shift+T",
    "dark": "Ctrl+Shift+D",
}
"""Function keys for what is done during the call: they work while one types."""


class SessionActs(Protocol):
    """What the commands ask of the focus screen."""

    def start_next(self) -> None: ...

    def start_unplanned(self) -> None: ...

    def pause_or_go_on(self) -> None: ...

    def extend(self) -> None: ...

    def next_phase(self) -> None: ...

    def park(self) -> None: ...

    def take_notes(self) -> None: ...

    def go_round(self) -> None: ...

    def say_time(self) -> None: ...

    def end(self) -> None: ...

    def show_small_window(self) -> None: ...

    def dim_screens(self) -> None: ...


def focus_commands(screen: Callable[[], SessionActs], is_running: Callable[[], bool]) -> tuple[Command, ...]:
    """Return the commands. `screen` builds the focus screen when it is first needed; `is_running` is asked often."""
    section = _("Focus")

    def is_free() -> bool:
        return not is_running()

    def during(name: str, title: str, run: Callable[[SessionActs], None], key: str, icon: str) -> Command:
        return Command(f"focus.{name}", title, section, lambda: run(screen()), key, icon, is_running)

    return (
        Command(
            "focus.start",
            _("Start a focus session"),
            section,
            lambda: screen().start_next(),
            KEYS["start"],
            "timer",
            is_free,
        ),
        Command(
            "focus.unplanned",
            _("Start an unplanned focus session"),
            section,
            lambda: screen().start_unplanned(),
            KEYS["unplanned"],
            "phone",
            is_free,
        ),
        during("pause", _("Pause or continue the session"), lambda acts: acts.pause_or_go_on(), KEYS["pause"], "pause"),
        during("more", _("5 minutes more"), lambda acts: acts.extend(), KEYS["more"], "plus"),
        during("next", _("Next part of the call"), lambda acts: acts.next_phase(), KEYS["next"], "skip-forward"),
        during("park", _("Park a distraction"), lambda acts: acts.park(), KEYS["park"], "circle-parking"),
        during("notes", _("Take notes"), lambda acts: acts.take_notes(), KEYS["notes"], "pencil"),
        during(
            "round", _("Go round agenda, notes, promises"), lambda acts: acts.go_round(), KEYS["round"], "refresh-cw"
        ),
        during("time", _("Say how much time is left"), lambda acts: acts.say_time(), KEYS["time"], "volume-2"),
        during("dark", _("Other screens dark or light"), lambda acts: acts.dim_screens(), KEYS["dark"], "monitor"),
        during("window", _("Small window with the time"), lambda acts: acts.show_small_window(), "", "minimize-2"),
        during("end", _("End the session"), lambda acts: acts.end(), KEYS["end"], "check"),
    )
