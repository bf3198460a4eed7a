"""What a screen reader is told by a program that runs: names, roles, states and places, over a bus of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.private_bus import PrivateBus, needs

_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE, _COMPONENT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Component"
# https://gnome.pages.gitlab.gnome.org/at-spi2-core/libatspi/enum.StateType.html
_CHECKED, _FOCUSED, _SHOWING = 4, 12, 25
_ON_SCREEN = 0
_PATIENCE_S = 40
_AT_ONCE = 100
_FIRST_SERIAL = 1000
"""The connection numbers its own questions from one."""


@dataclass
class _Shown:
    """Something on the screen: whose it is, its path there, and what is known of it."""

    owner: str
    path: str
    states: list[int] = field(default_factory=list)
    name: str = ""
    children: list[_Shown] = field(default_factory=list)

    def has(self, bit: int) -> bool:
        return bool(self.states and self.states[bit // 32] >> (bit % 32) & 1)

    def within(self) -> Iterator[_Shown]:
        """Yield what is in it, in the order in which it is read."""
        for child in self.children:
            yield child
            yield from child.within()

    def call(self, method: str) -> Message:
        return new_method_call(DBusAddress(self.path, self.owner, _ACCESSIBLE), method)

    def name_call(self) -> Message:
        properties = DBusAddress(self.path, self.owner, "org.freedesktop.DBus.Properties")
        return new_method_call(properties, "Get", "ss", (_ACCESSIBLE, "Name"))

    def place_call(self) -> Message:
        return new_method_call(DBusAddress(self.path, self.owner, _COMPONENT), "GetExtents", "u", (_ON_SCREEN,))


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
        self._serials = count(_FIRST_SERIAL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def hears(self, pattern: str, role: str = "") -> tuple[Heard, ...]:
        """Return what is shown now and whose name matches, in the order in which it is read."""
        wanted = re.compile(pattern)
        found = self._heard([one for one in self._shown() if wanted.search(one.name)])
        return tuple(one for one in found if not role or one.role == role)

    def everything(self) -> tuple[Heard, ...]:
        """Return all that is shown now and has a name."""
        return self.hears(".")

    def _shown(self) -> Iterator[_Shown]:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        (names,) = self._ask([new_method_call(bus, "ListNames")])
        for owner in names or []:
            if owner.startswith(":") and owner != self._connection.unique_name:
                root = _Shown(owner, _ROOT)
                self._look_into(root)
                yield from root.within()

    def _look_into(self, root: _Shown) -> None:
        """Find all that is shown, floor by floor. What goes while it is asked about is simply not there any more."""
        floor = [root]
        (answer,) = self._ask([root.call("GetChildren")])
        found = [answer or []]
        while floor:
            for one, children in zip(floor, found, strict=True):
                one.children = [_Shown(*child) for child in children]
            below = [child for one in floor for child in one.children]
            for child, states in zip(below, self._ask([one.call("GetState") for one in below]), strict=True):
                child.states = states or []
            for one in floor:
                one.children = [child for child in one.children if child.has(_SHOWING)]
            floor = [child for one in floor for child in one.children]
            answers = self._ask([call for one in floor for call in (one.name_call(), one.call("GetChildren"))])
            for one, name in zip(floor, answers[::2], strict=True):
                one.name = str(name[1]) if name is not None else ""
            found = [children or [] for children in answers[1::2]]

    def _heard(self, shown: list[_Shown]) -> Iterator[Heard]:
        roles = self._ask([one.call("GetRoleName") for one in shown])
        places = self._ask([one.place_call() for one in shown])
        for one, role, place in zip(shown, roles, places, strict=True):
            left, top, width, height = place or (0, 0, 0, 0)
            middle = (left + width // 2, top + height // 2)
            yield Heard(role or "", one.name, one.has(_FOCUSED), one.has(_CHECKED), middle)

    def _ask(self, calls: list[Message]) -> list[Any]:
        """Ask many things at once, and return the answers in the same order; None where there is none."""
        answers: dict[int, Any] = {}
        serials = [next(self._serials) for _call in calls]
        # In portions, so that neither side waits for the other to empty its end of the line.
        for start in range(0, len(calls), _AT_ONCE):
            waiting = set(serials[start : start + _AT_ONCE])
            for serial, call in zip(serials[start : start + _AT_ONCE], calls[start : start + _AT_ONCE], strict=True):
                self._connection.send(call, serial=serial)
            while waiting:
                answer = self._connection.receive(timeout=_PATIENCE_S)
                serial = answer.header.fields.get(HeaderFields.reply_serial, -1)
                if serial in waiting:
                    waiting.remove(serial)
                    answers[serial] = (
                        answer.body[0] if answer.header.message_type is MessageType.method_return else None
                    )
        return [answers[serial] for serial in serials]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    """Ears beside the eyes of a journey."""
    needs("dbus-daemon")
    with ScreenReader(tmp_path / "reader") as opened:
        yield opened
