"""Linux: logind says when the computer is about to sleep or the session is locked, screen savers when they cover the screen.

Sleep waits until we have locked: logind lets a program hold it back for a moment (https://systemd.io/INHIBITOR_LOCKS/).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from functools import partial

from jeepney import DBusAddress, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from mentordesk.errors import Trouble
from mentordesk.presence.linux import session_bus
from mentordesk.presence.linux.bus import ANSWER_SECONDS, Bus

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_IDLE_MONITOR = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")

LOCKED_WITHIN_S = 1.0
"""How long sleep is held back after the sign was given: the window needs a blink for it."""


def watch_leaving(
    noticed: Callable[[], None], session: Bus | None = None, system: Bus | None = None
) -> Callable[[], None]:
    """Call `noticed` on a thread of its own at each sign; a bus that is not there says nothing. Returns what ends it."""
    own_system = system is None
    system = system or Bus("SYSTEM")
    session = session or session_bus()
    delay = SleepDelay(system)
    ends: list[Callable[[], None]] = []

    def about_to_sleep(message: Message) -> None:
        if not message.body or message.body[0] is not True:
            delay.take()
            return
        noticed()
        delay.let_go_soon()

    def covered(message: Message) -> None:
        if message.body and message.body[0] is True:
            noticed()

    with suppress(Trouble):
        ends.append(system.watch(_signal(_MANAGER, "PrepareForSleep"), about_to_sleep))
        delay.take()
        path = _session_path(system)
        ends.append(system.watch(_signal(_SESSION, "Lock", path), lambda _message: noticed()))
    for name in SCREEN_SAVERS:
        with suppress(Trouble):
            ends.append(session.watch(_signal(name, "ActiveChanged"), covered))

    def end() -> None:
        for one in ends:
            one()
        delay.let_go()
        if own_system:
            system.close()

    return end


def computer_idle(session: Bus | None = None) -> timedelta | None:
    """Ask X11, else GNOME's shell, how long nobody has touched the computer; other desktops do not say it to strangers."""
    from mentordesk.presence.linux.x_idle import x_idle

    idle = x_idle()
    if idle is not None:
        return idle
    try:
        (milliseconds,) = (session or session_bus()).call(*_IDLE_MONITOR, "GetIdletime")
        return timedelta(milliseconds=int(milliseconds))
    except (Trouble, ValueError, TypeError):
        return None


class SleepDelay:
    """Holds sleep back while it is taken: a descriptor that logind waits for, a few seconds at most."""

    def __init__(self, system: Bus) -> None:
        self._system = system
        self._lock = threading.Lock()
        self._held: int | None = None

    def take(self) -> None:
        """Ask logind for it; where there is none, sleep comes when it comes."""
        with self._lock:
            if self._held is None:
                with suppress(OSError, KeyError, RuntimeError, ValueError, TimeoutError):
                    self._held = _inhibit(self._system.address)

    def let_go_soon(self) -> None:
        """Let the computer sleep once the window has had time to lock."""
        timer = threading.Timer(LOCKED_WITHIN_S, self.let_go)
        timer.daemon = True
        timer.start()

    def let_go(self) -> None:
        """Let the computer sleep now."""
        with self._lock:
            held, self._held = self._held, None
        if held is not None:
            os.close(held)


def _inhibit(address: str) -> int | None:
    """Return the descriptor whose closing lets the computer sleep; None where logind refuses."""
    asked = ("sleep", "MentorDesk", "Locking the desk", "delay")
    message = new_method_call(DBusAddress(_LOGIN_PATH, bus_name=_LOGIN, interface=_MANAGER), "Inhibit", "ssss", asked)
    with closing(open_dbus_connection(address, enable_fds=True)) as connection:
        reply = connection.send_and_get_reply(message, timeout=ANSWER_SECONDS)
        if reply.header.message_type is MessageType.error or not reply.body:
            return None
        return int(reply.body[0].to_raw_fd())


def _session_path(system: Bus) -> str:
    """Return the path of the session we are in; empty where logind does not know, and every session counts."""
    for method, signature, body in (
        ("GetSessionByPID", "u", (os.getpid(),)),
        ("GetSession", "s", (os.environ.get("XDG_SESSION_ID", ""),)),
    ):
        with suppress(Trouble, ValueError):
            (path,) = system.call(_LOGIN, _LOGIN_PATH, _MANAGER, method, signature, body)
            return str(path)
    return ""


def _signal(interface: str, member: str, path: str = "") -> MatchRule:
    rule = partial(MatchRule, type="signal", interface=interface, member=member)
    return rule(path=path) if path else rule()
