"""Signs that somebody has gone, on a real bus: sleep, a locked session, a screen saver; and how idle time is found out."""

from __future__ import annotations

import ctypes.util
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from queue import Empty, Queue
from typing import Self

import pytest
from jeepney import DBusAddress, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from mentordesk.presence.linux.bus import Bus
from mentordesk.presence.linux.leaving import computer_idle, watch_leaving
from mentordesk.presence.linux.x_idle import x_idle
from mentordesk.presence.windows import leaving as on_windows
from tests.support.private_bus import PrivateBus, needs, private_bus

__all__ = ["private_bus"]

SESSION_PATH = "/org/freedesktop/login1/session/_32"
PATIENCE_S = 20


class Logind(threading.Thread):
    """Answers as logind does, and says what it is told to say."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.connection = open_dbus_connection(address, enable_fds=True)
        self.connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        self.ours, theirs = socket.socketpair()
        self.theirs: socket.socket | None = theirs
        self.inhibited: Queue[tuple[str, ...]] = Queue()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.join()
        self.connection.close()
        self.ours.close()
        if self.theirs is not None:
            self.theirs.close()

    def run(self) -> None:
        """Answer until the bus ends."""
        while True:
            try:
                message = self.connection.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields.get(3)
            if member == "GetSessionByPID":
                self.connection.send(new_method_return(message, "o", (SESSION_PATH,)))
            elif member == "Inhibit" and self.theirs is not None:
                self.connection.send(new_method_return(message, "h", (self.theirs,)))
                self.inhibited.put(message.body)
                self.theirs.close()
                self.theirs = None
            else:
                self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    def is_held_back(self) -> bool:
        """Tell whether somebody still has the descriptor: sleep waits for that."""
        self.ours.setblocking(False)
        try:
            return self.ours.recv(1) != b""
        except BlockingIOError:
            return True

    def wait_until_let_go(self) -> None:
        """Return once nobody has it."""
        self.ours.settimeout(PATIENCE_S)
        assert self.ours.recv(1) == b""


def say(
    address: str, path: str, interface: str, member: str, signature: str = "", body: tuple[object, ...] = ()
) -> None:
    connection = open_dbus_connection(address)
    connection.send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))
    # The daemon has passed it on once it answers.
    connection.send_and_get_reply(message_bus.ListNames())
    connection.close()


@contextmanager
def watching(bus: PrivateBus) -> Iterator[Queue[bool]]:
    heard: Queue[bool] = Queue()
    session, system = Bus(bus.address), Bus(bus.address)
    end = watch_leaving(lambda: heard.put(True), session, system)
    try:
        yield heard
    finally:
        end()
        session.close()
        system.close()


def is_heard(heard: Queue[bool]) -> bool:
    try:
        return heard.get(timeout=PATIENCE_S)
    except Empty:
        return False


def test_sleep_is_heard_before_it_comes_and_waits_for_us(private_bus: PrivateBus) -> None:
    with Logind(private_bus.address) as logind, watching(private_bus) as heard:
        assert logind.inhibited.get(timeout=PATIENCE_S)[0] == "sleep"
        assert logind.is_held_back()
        manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b")
        say(private_bus.address, *manager, (True,))
        assert is_heard(heard)
        logind.wait_until_let_go()


def test_waking_up_is_no_sign_of_leaving(private_bus: PrivateBus) -> None:
    with watching(private_bus) as heard:
        manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b")
        say(private_bus.address, *manager, (False,))
        say(
            private_bus.address,
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
            "ActiveChanged",
            "b",
            (False,),
        )
        # What comes after them is heard, so these two were, and meant nothing.
        say(private_bus.address, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (True,))
        assert is_heard(heard)
        assert heard.empty()


def test_our_own_session_locked_is_heard_and_another_is_not(private_bus: PrivateBus) -> None:
    with Logind(private_bus.address), watching(private_bus) as heard:
        say(private_bus.address, "/org/freedesktop/login1/session/_39", "org.freedesktop.login1.Session", "Lock")
        say(private_bus.address, SESSION_PATH, "org.freedesktop.login1.Session", "Lock")
        assert is_heard(heard)
        assert heard.empty()


def test_a_computer_without_logind_is_heard_by_its_screen_saver(private_bus: PrivateBus) -> None:
    with watching(private_bus) as heard:
        say(
            private_bus.address,
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
            "ActiveChanged",
            "b",
            (True,),
        )
        assert is_heard(heard)


def test_under_x_the_time_since_the_last_key_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("Xvfb", "xdotool")
    if not ctypes.util.find_library("Xss"):
        pytest.skip("needs the real libXss, which is not installed here")
    with (tmp_path / "number").open("w+") as number:
        command = ["Xvfb", "-displayfd", str(number.fileno()), "-screen", "0", "200x200x24", "-noreset"]
        with subprocess.Popen(command, pass_fds=[number.fileno()], stderr=subprocess.DEVNULL) as server:
            try:
                until_written(tmp_path / "number")
                monkeypatch.setenv("DISPLAY", ":" + (tmp_path / "number").read_text().strip())
                monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
                while (before := x_idle()) is not None and before < timedelta(seconds=1):
                    threading.Event().wait(0.1)
                assert before is not None
                subprocess.run(["xdotool", "key", "shift"], check=True)
                touched = x_idle()
                assert touched is not None
                assert touched < before
                monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
                assert x_idle() is None
            finally:
                server.terminate()


def until_written(path: Path) -> None:
    """Wait until another process has written a line."""
    last = time.monotonic() + PATIENCE_S
    while "\n" not in path.read_text():
        assert time.monotonic() < last, "the X server did not come up"
        threading.Event().wait(0.02)


def test_without_a_bus_nothing_is_heard_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    nowhere = f"unix:path=/nonexistent/{os.getpid()}"
    end = watch_leaving(lambda: None, Bus(nowhere), Bus(nowhere))
    end()
    assert computer_idle(Bus(nowhere)) is None


def test_how_long_nobody_touched_the_computer_is_asked_of_gnome(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert computer_idle(private_bus.bus) is None
    connection = open_dbus_connection(private_bus.address)
    connection.send_and_get_reply(message_bus.RequestName("org.gnome.Mutter.IdleMonitor"))

    def answer() -> None:
        while True:
            message = connection.receive()
            if message.header.message_type is MessageType.method_call:
                connection.send(new_method_return(message, "t", (90_500,)))
                return

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    assert computer_idle(private_bus.bus) == timedelta(seconds=90.5)
    thread.join()
    connection.close()


@pytest.mark.parametrize(
    ("message", "word", "is_leaving"),
    [
        (on_windows.WM_WTSSESSION_CHANGE, on_windows.WTS_SESSION_LOCK, True),
        (on_windows.WM_WTSSESSION_CHANGE, 0x8, False),
        (on_windows.WM_POWERBROADCAST, on_windows.PBT_APMSUSPEND, True),
        (on_windows.WM_POWERBROADCAST, 0x12, False),
        (0x0010, 0x7, False),
    ],
)
def test_which_messages_of_windows_mean_that_somebody_leaves(message: int, word: int, is_leaving: bool) -> None:
    assert on_windows.tells_of_leaving(message, word) is is_leaving
