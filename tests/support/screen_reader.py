"""What a screen reader is told by a program that runs: names, roles, states and places, over a bus of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.private_bus import PrivateBus, needs

_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE, _COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
# https://gnome.pages.gitlab.gnome.org/at-spi2-core/libatspi/enum.StateType.html
_CHECKED, _FOCUSED, _SHOWING = 4, 12, 25
_ON_SCREEN = 0
_PATIENCE_S = 40


_Shown = tuple[str, str, list[int], str]
"""Whose it is, its path, its states, its name."""


@dataclass(frozen=True)
class Heard:
    """One thing on the screen, as it is told."""

    role: str
    name: str
    is_focused: bool
    is_checked: bool
    middle: tuple[int, int]
    """Where it lies, in pixels of the screen."""


class ScreenReader:
    """A context. A program that is started with `environment` tells it what it shows; no service is needed for that.

    Qt takes the address from AT_SPI_BUS_ADDRESS and answers whoever asks there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir(exist_ok=True)
        bus = self._open.enter_context(PrivateBus(self._folder))
        self.environment = {"AT_SPI_BUS_ADDRESS": bus.address}
        self._connection: DBusConnection = open_dbus_connection(bus.address)
        self._open.callback(self._connection.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def hears(self, pattern: str, role: str = "") -> tuple[Heard, ...]:
        """Return what is shown now and whose name matches, in the order in which it is read."""
        wanted = re.compile(pattern)
        found = (self._heard(*each) for each in self._shown() if wanted.search(each[3]))
        return tuple(one for one in found if not role or one.role == role)

    def everything(self) -> tuple[Heard, ...]:
        """Return all that is shown now and has a name."""
        return self.hears(".")

    def _shown(self) -> Iterator[_Shown]:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        for owner in self._ask(bus, "ListNames") or []:
            if owner.startswith(":") and owner != self._connection.unique_name:
                yield from self._within(owner, _ROOT)

    def _within(self, owner: str, path: str) -> Iterator[_Shown]:
        # What goes while it is asked about is simply not there any more.
        for child_owner, child in self._ask(DBusAddress(path, owner, _ACCESSIBLE), "GetChildren") or []:
            states = self._ask(DBusAddress(child, child_owner, _ACCESSIBLE), "GetState")
            if states and _has(states, _SHOWING):
                yield child_owner, child, states, self._property(child_owner, child, "Name")
                yield from self._within(child_owner, child)

    def _heard(self, owner: str, path: str, states: list[int], name: str) -> Heard:
        left, top, width, height = self._ask(
            DBusAddress(path, owner, _COMPONENT), "GetExtents", "u", (_ON_SCREEN,)
        ) or (0, 0, 0, 0)
        return Heard(
            role=self._ask(DBusAddress(path, owner, _ACCESSIBLE), "GetRoleName") or "",
            name=name,
            is_focused=_has(states, _FOCUSED),
            is_checked=_has(states, _CHECKED),
            middle=(left + width // 2, top + height // 2),
        )

    def _property(self, owner: str, path: str, name: str) -> str:
        properties = DBusAddress(path, owner, "org.freedesktop.DBus.Properties")
        answer = self._ask(properties, "Get", "ss", (_ACCESSIBLE, name))
        return str(answer[1]) if answer is not None else ""

    def _ask(self, of: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        message = new_method_call(of, method, signature, body)
        answer = self._connection.send_and_get_reply(message, timeout=_PATIENCE_S)
        return answer.body[0] if answer.header.message_type is MessageType.method_return else None


def _has(states: list[int], bit: int) -> bool:
    return bool(states[bit // 32] >> (bit % 32) & 1)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    """Ears beside the eyes of a journey."""
    needs("dbus-daemon")
    with ScreenReader(tmp_path / "reader") as opened:
        yield opened
