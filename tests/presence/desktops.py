"""GNOME Shell and Plasma themselves, headless: `python tests/presence/desktops.py [gnome] [plasma]`.

Installs them where they are missing (Debian, as root: about a gigabyte), makes them quiet by our switches, and says what was
seen. By hand and not in the suite, for their size.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[2] / "ui")]

from mentordesk.presence.linux.banners import banner_switch  # noqa: E402
from mentordesk.presence.switch import Outcome, State, Switch  # noqa: E402
from tests.support.display import VirtualDisplay  # noqa: E402
from tests.support.private_bus import PrivateBus  # noqa: E402

NAME = "org.freedesktop.Notifications"
PACKAGES = {
    "gnome": ("gnome-shell", "mutter", "gjs", "dconf-gsettings-backend", "dconf-cli", "libglib2.0-bin"),
    "plasma": ("plasma-workspace", "plasma-desktop", "kactivitymanagerd", "xvfb", "openbox"),
}
PROGRAM = {"gnome": "gnome-shell", "plasma": "plasmashell"}


def main(asked: list[str]) -> int:
    """Try the desktops asked for, both by default; the exit status is how many did not behave."""
    failed = 0
    for name in asked or ["gnome", "plasma"]:
        install(name)
        with tempfile.TemporaryDirectory(prefix="md-") as folder, PrivateBus(Path(folder)) as session:
            try:
                DESKTOPS[name](session)
            except AssertionError as error:
                failed += 1
                print(f"{name}: FAILED: {error}")
    return failed


def install(name: str) -> None:
    """Install a desktop where it is missing."""
    if shutil.which(PROGRAM[name]) is None:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES[name]]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def gnome(session: PrivateBus) -> None:
    """GNOME Shell on a virtual monitor: do-not-disturb is a key of its settings."""
    # gsettings of ours and the shell's must speak to one dconf: that of the private bus.
    lend_services(session, "ca.desrt.dconf.service", "org.gnome.Shell.Notifications.service")
    os.environ.update(
        {key: session.environment[key] for key in session.environment if key.startswith(("XDG_", "DBUS", "HOME"))}
    )
    session.start(
        *("gnome-shell", "--headless", "--wayland", "--no-x11", "--virtual-monitor", "1280x720", "--unsafe-mode"),
        owns="org.gnome.Shell",
        env={"DBUS_SYSTEM_BUS_ADDRESS": session.address, "LIBGL_ALWAYS_SOFTWARE": "1"},
    )
    session.bus.call(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "StartServiceByName", "su",
        ("org.gnome.Shell.Notifications", 0),
    )  # fmt: skip
    session.wait_until_owned(NAME)
    switch = until_it_answers(session)
    said("gnome", switch)
    assert switch.probe().backend == "linux.gnome", switch.probe()

    def shows_banners() -> bool:
        answer = session.bus.call(
            "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell", "Eval", "s",
            ("imports.gi.Gio.Settings.new('org.gnome.desktop.notifications').get_boolean('show-banners')",),
        )  # fmt: skip
        return answer == (True, "true")

    rehearse("gnome", switch, shows_banners)


def plasma(session: PrivateBus) -> None:
    """Plasma's shell under Xvfb: an inhibition that ends with us, asked for or not."""
    with tempfile.TemporaryDirectory() as folder, VirtualDisplay(Path(folder)) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        lend_services(
            session, "org.kde.ActivityManager.service", "org.kde.kglobalaccel.service", "org.kde.kded5.service"
        )
        session.bus.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "UpdateActivationEnvironment", "a{ss}",
            ({"DISPLAY": display.environment["DISPLAY"]},),
        )  # fmt: skip
        session.start("plasmashell", "--no-respawn", owns=NAME, env={"DBUS_SYSTEM_BUS_ADDRESS": session.address})
        switch = until_it_answers(session)
        said("plasma", switch)
        assert switch.probe().backend == "linux.plasma", switch.probe()

        def shows_banners() -> bool:
            return not session.bus.property(NAME, "/org/freedesktop/Notifications", NAME, "Inhibited")

        rehearse("plasma", switch, shows_banners)
        killed_while_inhibiting(session)
        session.wait_until_owned(NAME)
        assert shows_banners(), "a killed program left Plasma inhibited"
        print("plasma: a program killed in the call leaves nothing inhibited")


def lend_services(session: PrivateBus, *files: str) -> None:
    """Let the private bus start these by itself, as a desktop's own would."""
    for file in files:
        found = Path("/usr/share/dbus-1/services") / file
        if found.exists():
            shutil.copy(found, session.folder / "services")
    session.bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig")


def until_it_answers(session: PrivateBus) -> Switch:
    """Return the switch once the daemon answers: it has its name a moment before it listens."""
    for _try in range(100):
        switch = banner_switch(session.bus)
        if switch.probe().backend != "none":
            break
        threading.Event().wait(0.1)
    return switch


def killed_while_inhibiting(session: PrivateBus) -> None:
    """Have a program inhibit and die without a word."""
    script = (
        "import os, signal\nfrom mentordesk.presence.linux.banners import banner_switch\n"
        "from mentordesk.presence.linux.bus import Bus\nswitch = banner_switch(Bus())\n"
        "result = switch.apply(switch.plan()[0])\nprint(result.outcome, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = os.pathsep.join([str(HERE.parents[2]), str(HERE.parents[2] / "ui")])
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=session.environment | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.strip() == Outcome.VERIFIED, ended.stderr


def rehearse(name: str, switch: Switch, shows_banners: Callable[[], bool]) -> None:
    """Switch and put back, and look each time with the desktop's own eyes."""
    assert shows_banners(), "banners were off before anything was done"
    (change,) = switch.plan()
    print(f"{name}: planned {change}")
    assert switch.apply(change).outcome is Outcome.VERIFIED
    assert not shows_banners(), "the desktop itself still shows banners"
    assert switch.read().state is State.ON
    assert switch.plan() == ()
    print(f"{name}: banners off, by its own word")
    assert switch.restore(change).outcome is Outcome.VERIFIED
    assert shows_banners(), "the desktop itself shows no banners after the call"
    print(f"{name}: banners back, by its own word")


def said(name: str, switch: Switch) -> None:
    """Print what was found."""
    print(f"{name}: {switch.probe().backend}: {switch.probe().evidence}")


DESKTOPS = {"gnome": gnome, "plasma": plasma}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
