"""The quiet computer, measured with real programs and rude ones on a private bus."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks import figures
from tests.benchmarks.figures import Figure
from tests.benchmarks.plan import Found, Plan, on_processor, told
from tests.benchmarks.processes import Failed
from tests.support.display import VirtualDisplay
from tests.support.private_bus import PrivateBus
from tests.support.strangers import SILENT, Method, Stranger, Switchable, says, stranger

_SCREEN_SAVER = "org.freedesktop.ScreenSaver"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
NEEDED = ("dbus-daemon", "dunst", "Xvfb", "openbox")


def measure_quiet(plan: Plan, desks: Mapping[int, Path]) -> Found:
    """Let a session run with everything switched, and begin sessions while a stranger does not answer."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    found: Found = {}
    for size, desk in desks.items():
        failed = f"needs {', '.join(missing)}" if missing else ""
        goals = (figures.median_at_most(5, "ms/s"),)
        ours: tuple[float, ...] = ()
        try:
            if not failed:
                with everything_switched() as session:
                    ours = (on_processor(plan, "session", (str(plan.copy(desk)),), session),)
        except Failed as error:
            failed = str(error)
        figure = Figure("a running focus session, everything switched", "ms/s", ours, (), goals, failed)
        found[size] = [figure]
        if not missing:
            with silent_daemon() as session:
                found[size] += told(
                    plan, "quiet_begin", [plan.copy(desk)], (figures.p95_at_most(100),), surroundings=session
                )
    return found


@contextmanager
def everything_switched() -> Iterator[Mapping[str, str]]:
    """Give a session in which dunst, a player and a screen saver are there to be switched."""
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="md-"))
        display = opened.enter_context(tempfile.TemporaryDirectory())
        session = opened.enter_context(PrivateBus(Path(folder)))
        shown = opened.enter_context(VirtualDisplay(Path(display)))
        session.environment["DISPLAY"] = shown.environment["DISPLAY"]
        session.start("dunst", owns="org.freedesktop.Notifications")
        saver = {
            (_SCREEN_SAVER, "Inhibit"): Method("ss", says("u", 1)),
            (_SCREEN_SAVER, "UnInhibit"): Method("u", says("")),
        }
        player = {
            (_PROPERTIES, "Get"): Method("ss", says("v", ("s", "Playing"))),
            (_PLAYER, "Pause"): Method("", says("")),
            (_PLAYER, "Play"): Method("", says("")),
        }
        opened.enter_context(Stranger(session.address, (_SCREEN_SAVER,), saver))
        opened.enter_context(Stranger(session.address, ("org.mpris.MediaPlayer2.one",), player))
        yield {"DBUS_SESSION_BUS_ADDRESS": session.address}


@contextmanager
def silent_daemon() -> Iterator[Mapping[str, str]]:
    """Give a session whose notification daemon says who it is, and then nothing more."""
    with (
        tempfile.TemporaryDirectory(prefix="md-") as folder,
        PrivateBus(Path(folder)) as session,
        stranger(session.address, "dunst", Switchable(), SILENT, "Get"),
    ):
        yield {"DBUS_SESSION_BUS_ADDRESS": session.address}
