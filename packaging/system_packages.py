"""What Linux must lend: the libraries Qt asks for, the programs of the tests, and how they are installed.

Standard library only: dev.py needs it before anything is set up.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class Stop(Exception):
    """Nothing more can be done here; the sentence says why and what to type."""


def say(sentence: str) -> None:
    """Tell who started us."""
    print(sentence, flush=True)


# Library → (Debian and Ubuntu, Arch). Fedora and openSUSE find packages by the library's own name.
# tests/house/test_system_packages.py compares this with what the pinned Qt truly asks for.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libbrotlidec.so.1": ("libbrotli1", "brotli"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-glx.so.0": ("libxcb-glx0", "libxcb"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libzstd.so.1": ("libzstd1", "zstd"),
}
# Program → (Debian and Ubuntu, Fedora, openSUSE, Arch): the screen, window manager and hands of the journeys.
PROGRAMS = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "openbox": ("openbox", "openbox", "openbox", "openbox"),
    "xdotool": ("xdotool", "xdotool", "xdotool", "xdotool"),
}
# Program → the same: the real strangers that a quiet computer, and the key of a desk, are tried on. Wanted, and done without where they cannot be had.
STRANGERS = {
    "dbus-daemon": ("dbus", "dbus-daemon", "dbus-1", "dbus"),
    "dunst": ("dunst", "dunst", "dunst", "dunst"),
    "notify-send": ("libnotify-bin", "libnotify", "libnotify-tools", "libnotify"),
    "xfce4/notifyd/xfce4-notifyd": ("xfce4-notifyd", "xfce4-notifyd", "xfce4-notifyd", "xfce4-notifyd"),
    "xfconf-query": ("xfconf", "xfconf", "xfconf", "xfconf"),
    "pulseaudio": ("pulseaudio", "pulseaudio", "pulseaudio", "pulseaudio"),
    "parec": ("pulseaudio-utils", "pulseaudio-utils", "pulseaudio-utils", "libpulse"),
    "mpv": ("mpv", "mpv", "mpv", "mpv"),
    "mpv-mpris/mpris.so": ("mpv-mpris", "mpv-mpris", "mpv-mpris", "mpv-mpris"),
    "gnome-keyring-daemon": ("gnome-keyring", "gnome-keyring", "gnome-keyring", "gnome-keyring"),
    "xrandr": ("x11-xserver-utils", "xrandr", "xrandr", "xorg-xrandr"),
}
LIBRARY_FOLDERS = ("/usr/lib", "/usr/libexec", "/usr/lib64")
VENV_MODULE = "ensurepip"  # Debian and Ubuntu keep it in a package of its own

INSTALLERS = {
    "apt-get": ["apt-get", "install", "--yes", "--no-install-recommends"],
    "dnf": ["dnf", "install", "--assumeyes"],
    "zypper": ["zypper", "--non-interactive", "install", "--capability"],
    "pacman": ["pacman", "--sync", "--needed", "--noconfirm"],
}


def lend(*, for_tests: bool, for_venv: bool) -> None:
    """Find what Linux lacks and install it, or stop with the command to type."""
    if not sys.platform.startswith("linux"):
        return
    lacking = find_lacking(for_tests=for_tests, for_venv=for_venv)
    strangers = [name for name in STRANGERS if not is_here(name)] if for_tests else []
    if strangers and has_desktop(os.environ):
        say(
            "Not installed on a desktop, where they would mix with your own, so their tests are left out: "
            + ", ".join(strangers)
        )
        strangers = []
    if not lacking and not strangers:
        return
    installer, prefix = find_installer(), way_to_root()
    if lacking:
        lend_needed(lacking, installer, prefix)
        still = find_lacking(for_tests=for_tests, for_venv=for_venv)
        if still:
            raise Stop("The packages are installed, but these are still missing: " + ", ".join(still))
    if strangers:
        lend_wanted(strangers, installer, prefix)


def lend_needed(lacking: Sequence[str], installer: str | None, prefix: Sequence[str] | None) -> None:
    """Install what there is no doing without, or stop with the command to type."""
    if installer is None:
        raise Stop("These are missing, and no known package tool is here to fetch them: " + ", ".join(lacking))
    packages = packages_for(lacking, installer)
    if prefix is None:
        raise Stop("Some system packages are missing. Please type\n\n    " + command_to_type(packages, installer))
    say("Installing system packages: " + " ".join(packages))
    if not install(packages, installer, prefix):
        raise Stop("That did not work. Please type\n\n    " + command_to_type(packages, installer))


def lend_wanted(strangers: Sequence[str], installer: str | None, prefix: Sequence[str] | None) -> None:
    """Install the strangers if that can be done without a question, and say so where it cannot."""
    if installer is not None and prefix is not None:
        packages = packages_for(strangers, installer)
        say("Installing programs to try things on: " + " ".join(packages))
        install(packages, installer, prefix)
    missing = [name for name in strangers if not is_here(name)]
    if missing:
        say("Their tests are left out, for want of: " + ", ".join(missing))


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Tell whether somebody works here at a desktop of their own."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"))


def is_here(program: str) -> bool:
    """Tell whether a program is here; one with a folder in its name lies among the libraries."""
    if "/" not in program:
        return shutil.which(program) is not None
    return any(next(Path(folder).glob(way + program), None) for folder in LIBRARY_FOLDERS for way in ("", "*/"))


def find_lacking(*, for_tests: bool, for_venv: bool) -> list[str]:
    """Name the libraries, programs and Python module that are needed and not here."""
    lacking = [name for name in LIBRARIES if not opens(name)]
    if for_tests:
        lacking += [name for name in PROGRAMS if shutil.which(name) is None]
    if for_venv and importlib.util.find_spec(VENV_MODULE) is None:
        lacking.append(VENV_MODULE)
    return lacking


def opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_installer() -> str | None:
    return next((name for name in INSTALLERS if shutil.which(name)), None)


def packages_for(lacking: Sequence[str], installer: str) -> list[str]:
    """Translate what is lacking into names of packages, each once."""
    found: dict[str, None] = {}
    column = list(INSTALLERS).index(installer)
    for name in lacking:
        if name in PROGRAMS or name in STRANGERS:
            package = (PROGRAMS | STRANGERS)[name][column]
        elif name == VENV_MODULE:
            package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv" if column == 0 else "python3"
        elif installer in {"dnf", "zypper"}:
            package = f"{name}()(64bit)"
        else:
            package = LIBRARIES[name][0 if installer == "apt-get" else 1]
        found[package] = None
    return list(found)


def command_to_type(packages: Sequence[str], installer: str) -> str:
    """Say in one line of shell what a person with the right to do so has to type."""
    words = [f"'{package}'" if "(" in package else package for package in packages]
    line = " ".join([*INSTALLERS[installer], *words])
    if installer == "apt-get":
        line = f"apt-get update && {line}"
    if shutil.which("sudo"):
        return line.replace("apt-get ", "sudo apt-get ") if installer == "apt-get" else f"sudo {line}"
    return f'su -c "{line}"'


def way_to_root() -> list[str] | None:
    """Return what to put before a command to run it as root without a question; None if that cannot be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def install(packages: Sequence[str], installer: str, prefix: Sequence[str]) -> bool:
    """Install packages; where apt's lists are empty or out of date, fetch them and try once more."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [*prefix, *INSTALLERS[installer], *packages]
    if installer != "apt-get":
        return subprocess.call(command, env=quiet) == 0
    # A fresh machine may be updating itself: wait for its lock instead of failing at once.
    command += ["-o", "DPkg::Lock::Timeout=120"]
    tried = subprocess.run(command, env=quiet, capture_output=True, check=False)
    if tried.returncode == 0:
        return True
    subprocess.call([*prefix, "apt-get", "update", "--quiet"], env=quiet)
    return subprocess.call(command, env=quiet) == 0
