"""The real programs that show banners, each on a private bus and a screen of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mentordesk.presence.linux.daemons import NOTIFICATIONS_PATH
from tests.support.display import VirtualDisplay
from tests.support.private_bus import PrivateBus, needs

NAME = "org.freedesktop.Notifications"


def hidden(program: str) -> Path:
    """Return where a program lies that no path names, such as "xfce4/notifyd/xfce4-notifyd"."""
    places = (found for folder in ("lib", "libexec") for found in Path("/usr", folder).glob(f"**/{program}"))
    return next(places, Path("/usr/lib") / program)


@dataclass
class Banners:
    """One such program, and the eyes on its screen."""

    session: PrivateBus
    display: VirtualDisplay
    process: subprocess.Popen[bytes]

    def notify(self, words: str = "Are you there?", program: str = "Slack", urgency: str = "normal") -> int:
        """Send a notification, as a messenger would, and return its number once the program has taken it."""
        command = ("notify-send", "--print-id", "--app-name", program, "--urgency", urgency, "--expire-time", "600000")
        sent = subprocess.run(
            [*command, "Anna", words], env=self.session.environment, capture_output=True, text=True, check=True
        )
        return int(sent.stdout)

    def close(self, number: int) -> None:
        """Close a notification."""
        self.session.bus.call(NAME, NOTIFICATIONS_PATH, NAME, "CloseNotification", "u", (number,))


@contextmanager
def dunst(session: PrivateBus, folder: Path) -> Iterator[Banners]:
    """Run dunst."""
    needs("dunst", "notify-send", "Xvfb", "openbox")
    with VirtualDisplay(folder, width=640, height=480) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        yield Banners(session, display, session.start("dunst", owns=NAME))


@contextmanager
def xfce(session: PrivateBus, folder: Path) -> Iterator[Banners]:
    """Run Xfce's program for banners, and the one that keeps its settings."""
    notifyd, xfconfd = hidden("xfce4-notifyd"), hidden("xfconfd")
    needs(str(notifyd), str(xfconfd), "xfconf-query", "notify-send", "Xvfb", "openbox")
    with VirtualDisplay(folder, width=640, height=480) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        session.start(str(xfconfd), owns="org.xfce.Xfconf")
        yield Banners(session, display, session.start(str(notifyd), owns=NAME))


PROGRAMS = {"dunst": dunst, "xfce": xfce}
