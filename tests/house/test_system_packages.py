"""What Linux must lend: what is lacking, what to type, what is only wanted, and what must not come to a desktop."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import system_packages

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the loader of Linux")


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of the libraries, programs and modules, and with neither sudo nor root."""
    monkeypatch.setattr(system_packages, "opens", _never)
    monkeypatch.setattr("shutil.which", _never)
    monkeypatch.setattr("importlib.util.find_spec", _never)
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)


@linux_only
def test_the_libraries_it_looks_for_are_those_the_pinned_qt_asks_for() -> None:
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    modules = [
        qt / "lib" / f"libQt6{part}.so.6"
        for part in ("Core", "Gui", "Widgets", "DBus", "Svg", "PrintSupport", "Network")
    ]
    plugins = [qt / "plugins" / file for file in ("platforms/libqxcb.so", "platforms/libqwayland.so")]
    plugins += (qt / "plugins" / "xcbglintegrations").glob("*.so")
    # Always there: the C and C++ libraries, which Python itself or every distribution's base system brings.
    base = re.compile(
        r"lib(Qt6|icu|c\.|m\.|dl\.|resolv|gcc_s|stdc\+\+|pthread|z\.|gthread|brotlicommon)|ld-linux|linux-"
    )
    asked = {name for file in [*modules, *plugins] for name in _needed_by(file)}
    assert {name for name in asked if not base.match(name)} - set(system_packages.LIBRARIES) == set()


@linux_only
def test_a_library_that_is_here_is_not_lacking_and_one_that_is_not_is() -> None:
    assert system_packages.opens("libc.so.6")
    assert not system_packages.opens("libnobody-has-this.so.7")


@pytest.mark.usefixtures("bare_machine")
def test_a_bare_machine_is_told_one_command_with_everything_in_it() -> None:
    lacking = system_packages.find_lacking(for_tests=True, for_venv=True)
    packages = system_packages.packages_for(lacking, "apt-get")
    command = system_packages.command_to_type(packages, "apt-get")
    assert command.startswith('su -c "apt-get update && apt-get install ')
    for package in (
        "libxcb-cursor0",
        "libxkbcommon-x11-0",
        "libegl1",
        "xvfb",
        "openbox",
        f"python3.{sys.version_info.minor}-venv",
    ):
        assert package in command.split()[1:] or f'{package}"' in command
    assert "\n" not in command


@pytest.mark.usefixtures("bare_machine")
def test_running_asks_for_less_than_testing() -> None:
    to_run = system_packages.find_lacking(for_tests=False, for_venv=False)
    assert "libxcb-cursor.so.0" in to_run
    assert not {"Xvfb", "ensurepip"} & set(to_run)


def test_each_package_is_asked_for_once() -> None:
    assert system_packages.packages_for(["libEGL.so.1", "libGL.so.1"], "pacman") == ["libglvnd"]


@pytest.mark.parametrize(
    ("installer", "package"), [("dnf", "libEGL.so.1()(64bit)"), ("zypper", "libEGL.so.1()(64bit)")]
)
def test_where_packages_say_what_they_hold_the_library_is_asked_for_by_its_own_name(
    installer: str, package: str
) -> None:
    assert system_packages.packages_for(["libEGL.so.1"], installer) == [package]
    assert f"'{package}'" in system_packages.command_to_type([package], installer)


def test_every_library_and_program_has_a_package_for_every_installer() -> None:
    known = [
        *system_packages.LIBRARIES,
        *system_packages.PROGRAMS,
        *system_packages.STRANGERS,
        system_packages.VENV_MODULE,
    ]
    for installer in system_packages.INSTALLERS:
        assert all(system_packages.packages_for([name], installer) for name in known)


def test_with_sudo_the_command_uses_it_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    command = system_packages.command_to_type(["libegl1"], "apt-get")
    assert command == "sudo apt-get update && sudo apt-get install --yes --no-install-recommends libegl1"


@pytest.mark.usefixtures("bare_machine")
@linux_only
def test_without_the_right_to_install_it_stops_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "find_installer", lambda: "apt-get")
    with pytest.raises(system_packages.Stop, match=r"Please type\n\n    su -c .*libxcb-cursor0"):
        system_packages.lend(for_tests=False, for_venv=False)


@linux_only
def test_programs_are_found_among_the_libraries_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hidden = tmp_path / "x86_64-linux-gnu" / "xfce4" / "notifyd"
    hidden.parent.mkdir(parents=True)
    monkeypatch.setattr(system_packages, "LIBRARY_FOLDERS", (str(tmp_path),))
    assert not system_packages.is_here("xfce4/notifyd")
    hidden.touch()
    assert system_packages.is_here("xfce4/notifyd")
    assert system_packages.is_here("sh")


@pytest.mark.parametrize(
    ("environment", "has_one"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({"DISPLAY": ""}, False)],
)
def test_a_desktop_of_somebodys_own_is_recognised(environment: dict[str, str], *, has_one: bool) -> None:
    assert system_packages.has_desktop(environment) is has_one


@linux_only
def test_nothing_to_try_things_on_is_installed_on_somebodys_desktop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = _watch_installing(monkeypatch)
    monkeypatch.setenv("DISPLAY", ":0")
    system_packages.lend(for_tests=True, for_venv=False)
    assert installed == []
    assert "dunst" in capsys.readouterr().out


@linux_only
def test_on_a_machine_without_a_desktop_what_tests_try_things_on_is_installed_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = _watch_installing(monkeypatch)
    system_packages.lend(for_tests=True, for_venv=False)
    assert {"dunst", "xfce4-notifyd", "mpv-mpris", "pulseaudio-utils"} <= set(installed)


@linux_only
def test_to_run_it_nothing_to_try_things_on_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = _watch_installing(monkeypatch)
    system_packages.lend(for_tests=False, for_venv=False)
    assert installed == []


@linux_only
def test_what_is_only_wanted_and_cannot_be_had_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _watch_installing(monkeypatch)
    monkeypatch.setattr(system_packages, "way_to_root", _never)
    system_packages.lend(for_tests=True, for_venv=False)
    assert "for want of: dbus-daemon" in capsys.readouterr().out


def _watch_installing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand on a machine that has what is needed and nothing to try things on; return what is installed there."""
    installed: list[str] = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(system_packages, "find_lacking", lambda **_asked: [])
    monkeypatch.setattr(system_packages, "is_here", lambda _program: False)
    monkeypatch.setattr(system_packages, "find_installer", lambda: "apt-get")
    monkeypatch.setattr(system_packages, "way_to_root", list)

    def install(packages: Sequence[str], *_how: object) -> bool:
        installed.extend(packages)
        return True

    monkeypatch.setattr(system_packages, "install", install)
    return installed


def _needed_by(library: Path) -> list[str]:
    told = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=True).stdout
    all_loaded = {line.split()[0] for line in told.splitlines() if "=>" in line}
    # ldd tells what comes along as well; what a library asks for itself stands in it word by word.
    content = library.read_bytes()
    return [name for name in all_loaded if b"\0" + name.encode() + b"\0" in content]


def _never(*_arguments: object) -> None:
    return None
