"""GNOME Shell, Plasma, MATE, mako, swaync, our dimmer on Wayland, PipeWire: `python tests/presence/desktops.py [gnome] [plasma] …`.

Installs them where they are missing (Debian, as root: more than a gigabyte in all), makes them quiet by our switches, and says
what was seen. By hand and not in the suite, for their size.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[2] / "ui")]

from mentordesk.presence.linux import sound  # noqa: E402
from mentordesk.presence.linux.banners import banner_switch  # noqa: E402
from mentordesk.presence.microphone import in_calls  # noqa: E402
from mentordesk.presence.switch import Outcome, State, Switch  # noqa: E402
from tests.support.display import VirtualDisplay  # noqa: E402
from tests.support.private_bus import PrivateBus  # noqa: E402

NAME = "org.freedesktop.Notifications"
NOBODY = 65534
PACKAGES = {
    "gnome": ("gnome-shell", "mutter", "gjs", "dconf-gsettings-backend", "dconf-cli", "libglib2.0-bin"),
    "plasma": ("plasma-workspace", "plasma-desktop", "kactivitymanagerd", "xvfb", "openbox"),
    "mate": (
        "mate-notification-daemon",
        "dconf-gsettings-backend",
        "dconf-cli",
        "libglib2.0-bin",
        "libnotify-bin",
        "xvfb",
        "openbox",
    ),
    "dimmer": ("sway", "grim"),
    "pipewire": ("pipewire", "wireplumber", "pipewire-pulse", "pulseaudio-utils"),
    "mako": ("mako-notifier", "sway", "grim", "libnotify-bin"),
    "swaync": ("sway-notification-center", "sway", "grim", "libnotify-bin", "dconf-gsettings-backend", "dconf-cli"),
}
MATE_DAEMON = "/usr/lib/mate-notification-daemon/mate-notification-daemon"
PROGRAM = {
    "gnome": "gnome-shell",
    "plasma": "plasmashell",
    "mate": MATE_DAEMON,
    "mako": "mako",
    "swaync": "swaync",
    "dimmer": "sway",
    "pipewire": "pipewire-pulse",
}


def main(asked: list[str]) -> int:
    """Try the desktops asked for, all by default; the exit status is how many did not behave."""
    failed = 0
    for name in asked or DESKTOPS:
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
    if shutil.which(PROGRAM[name]) is None and not Path(PROGRAM[name]).exists():
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES[name]]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def gnome(session: PrivateBus) -> None:
    """GNOME Shell on a virtual monitor: do-not-disturb is a key of its settings."""
    # gsettings of ours and the shell's must speak to one dconf: that of the private bus.
    lend_services(session, "ca.desrt.dconf.service", "org.gnome.Shell.Notifications.service")
    take_over(session)
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


def mate(session: PrivateBus) -> None:
    """MATE’s daemon under Xvfb, seen by picture: a key of its settings."""
    with tempfile.TemporaryDirectory() as folder, VirtualDisplay(Path(folder), width=640, height=480) as display:
        session.environment["DISPLAY"] = display.environment["DISPLAY"]
        lend_services(session, "ca.desrt.dconf.service")
        take_over(session)
        session.start(MATE_DAEMON, owns=NAME)
        switch = until_it_answers(session)
        said("mate", switch)
        assert switch.probe().backend == "linux.mate", switch.probe()
        rehearse("mate", switch, sight_of(session, display.picture))


def mako(session: PrivateBus) -> None:
    """Run mako on a headless sway, seen by picture: a mode that the user's own configuration gives its meaning."""
    config = session.folder / "home" / ".config" / "mako" / "config"
    config.parent.mkdir(parents=True)
    config.write_text("[mode=do-not-disturb]\ninvisible=1\n")
    with sway(session) as picture:
        session.start("mako", owns=NAME)
        switch = until_it_answers(session)
        said("mako", switch)
        assert switch.probe().backend == "linux.mako", switch.probe()
        rehearse("mako", switch, sight_of(session, picture), verified=Outcome.UNVERIFIED)


def swaync(session: PrivateBus) -> None:
    """SwayNotificationCenter on a headless sway, seen by picture."""
    lend_services(session, "ca.desrt.dconf.service")
    take_over(session)
    with sway(session) as picture:
        session.start("swaync", owns=NAME)
        session.wait_until_owned("org.erikreider.swaync.cc")
        switch = until_it_answers(session)
        said("swaync", switch)
        assert switch.probe().backend == "linux.swaync", switch.probe()
        rehearse("swaync", switch, sight_of(session, picture))


def dimmer(session: PrivateBus) -> None:
    """Our dark screens on Wayland: sway with two outputs, where a program may fill a screen and place nothing."""
    with sway(session, outputs=2) as picture:
        path = os.pathsep.join([str(HERE.parents[2]), str(HERE.parents[2] / "ui")])
        run = subprocess.Popen(
            [*session.prefix, sys.executable, "-m", "tests.support.dim_run"],
            env=session.environment | {"PYTHONPATH": path, "QT_QPA_PLATFORM": "wayland", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HERE.parents[2],
        )  # fmt: skip
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stdout.readline().split() == ["ready", "HEADLESS-1", "HEADLESS-2"]
        before = settled(picture)
        run.stdin.write("dim HEADLESS-1\n")
        run.stdin.flush()
        assert run.stdout.readline().strip() == "dark"
        dark = settled(picture)
        assert dark != before, "nothing went dark"
        # Side by side, so the right half of each row is the second output.
        assert is_black(dark, half=1), "the second screen is not all dark"
        assert not is_black(dark, half=0), "the call's screen is dark"
        run.stdin.write("lift\n")
        run.stdin.flush()
        assert run.stdout.readline().strip() == "light"
        assert settled(picture) == before, "what was there is not back"
        run.communicate("end\n", timeout=30)
        print("dimmer: on Wayland the second screen is dark by picture, the call's is not, and it is lifted")


def pipewire(session: PrivateBus) -> None:
    """PipeWire by its Pulse door: a made-up microphone, and a program that listens at it."""
    door = session.folder / "run" / "pulse" / "native"
    os.environ["PULSE_SERVER"] = session.environment["PULSE_SERVER"] = f"unix:{door}"
    for program in ("pipewire", "wireplumber", "pipewire-pulse"):
        session.start(program)
    microphone = ["module-null-sink", "sink_name=microphone", "media.class=Audio/Source/Virtual"]
    assert until(lambda: is_done(["pactl", "load-module", *microphone], session)), "PipeWire did not come up"
    assert in_calls(sound.streams()) == (), "somebody listens before anybody does"
    session.start("parec", "-d", "microphone", "--raw", env={"PULSE_PROP": "application.process.binary=zoom"})
    assert until(lambda: [one.binary for one in in_calls(sound.streams())] == ["zoom"]), "the listener was not seen"
    print("pipewire: who listens at the microphone is named")


def until(holds: Callable[[], bool]) -> bool:
    """Look again for ten seconds whether something holds."""
    for _try in range(100):
        if holds():
            return True
        threading.Event().wait(0.1)
    return False


def is_done(command: list[str], session: PrivateBus) -> bool:
    """Run a command there and tell whether it succeeded."""
    return subprocess.run(command, env=session.environment, capture_output=True, check=False).returncode == 0


def is_black(ppm: bytes, half: int) -> bool:
    """Tell whether one half of a picture is all black but for a pointer."""
    _kind, size, _most, points = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    line, part = width * 3, width * 3 // 2
    rows = [points[row * line + half * part : row * line + (half + 1) * part] for row in range(height)]
    return sum(any(row) for row in rows) <= 40


@contextmanager
def sway(session: PrivateBus, outputs: int = 1) -> Iterator[Callable[[], bytes]]:
    """Run sway on screens in memory; yields what takes a picture of them."""
    config = session.folder / "sway"
    config.write_text("output * bg #204060 solid_color\n")
    headless = {
        "WLR_BACKENDS": "headless",
        "WLR_HEADLESS_OUTPUTS": str(outputs),
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    # sway refuses to run as root: everything on this bus that has a window runs as nobody.
    for path in (session.folder, *session.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    session.prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    session.start("sway", "-c", str(config), env=headless)
    run = session.folder / "run"
    for _try in range(200):
        if found := sorted(path.name for path in run.glob("wayland-*") if not path.name.endswith(".lock")):
            session.environment["WAYLAND_DISPLAY"] = found[0]
            break
        threading.Event().wait(0.1)
    session.environment.pop("DISPLAY", None)

    def picture() -> bytes:
        command = [*session.prefix, "grim", "-t", "ppm", "-"]
        return subprocess.run(command, env=session.environment, capture_output=True, check=True).stdout

    yield picture


def sight_of(session: PrivateBus, picture: Callable[[], bytes]) -> Callable[[], bool]:
    """Return what sends a notification and tells by picture whether its banner was seen, and closes it again."""
    empty = settled(picture)

    def shows_banners() -> bool:
        sent = subprocess.run(
            ["notify-send", "--print-id", "--expire-time", "600000", "Anna", "Are you there?"],
            env=session.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        seen = settled(picture) != empty
        session.bus.call(NAME, "/org/freedesktop/Notifications", NAME, "CloseNotification", "u", (int(sent.stdout),))
        for _try in range(100):
            if picture() == empty:
                break
            threading.Event().wait(0.1)
        return seen

    return shows_banners


def settled(picture: Callable[[], bytes]) -> bytes:
    """Return the picture once it has stood still for a second."""
    last, still = picture(), 0
    while still < 10:
        threading.Event().wait(0.1)
        now = picture()
        still = still + 1 if now == last else 0
        last = now
    return last


def take_over(session: PrivateBus) -> None:
    """Have our own gsettings speak to the dconf of the private bus."""
    os.environ.update(
        {key: session.environment[key] for key in session.environment if key.startswith(("XDG_", "DBUS", "HOME"))}
    )


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


def rehearse(
    name: str, switch: Switch, shows_banners: Callable[[], bool], *, verified: Outcome = Outcome.VERIFIED
) -> None:
    """Switch and put back, and look each time with the desktop's own eyes."""
    assert shows_banners(), "banners were off before anything was done"
    (change,) = switch.plan()
    print(f"{name}: planned {change}")
    assert switch.apply(change).outcome is verified
    assert not shows_banners(), "the desktop itself still shows banners"
    assert switch.read().state is State.ON
    assert switch.plan() == ()
    print(f"{name}: banners off, by its own word")
    assert switch.restore(change).outcome is verified
    assert shows_banners(), "the desktop itself shows no banners after the call"
    print(f"{name}: banners back, by its own word")


def said(name: str, switch: Switch) -> None:
    """Print what was found."""
    print(f"{name}: {switch.probe().backend}: {switch.probe().evidence}")


DESKTOPS = {
    "gnome": gnome,
    "plasma": plasma,
    "mate": mate,
    "mako": mako,
    "swaync": swaync,
    "dimmer": dimmer,
    "pipewire": pipewire,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
