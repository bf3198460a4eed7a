"""Programs of a desktop as jeepney plays them on a private bus: strict about every signature, and as rude as they are told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

from mentordesk.presence.linux.daemons import NOTIFICATIONS

Answer = tuple[str, tuple[Any, ...]]
"""The signature of an answer, and the answer."""


@dataclass(frozen=True)
class Method:
    """One method: what it takes, to the letter, and what it does."""

    takes: str
    answer: Callable[..., Answer]


SILENT, REFUSING, CONFUSED, TWICE = "silent", "refusing", "confused", "twice"
"""How a stranger may behave: never answer, answer with an error, answer with what nobody asked for, answer twice."""


@dataclass
class Stranger:
    """Owns names on a bus and answers; a context. What was asked with a wrong signature is in `misunderstood`."""

    address: str
    names: tuple[str, ...]
    methods: Mapping[tuple[str, str], Method]
    manner: str = ""
    only: str = ""
    """The one method that it is rude about; empty for all."""
    misunderstood: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        self._own()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()

    def _own(self) -> None:
        for serial, name in enumerate(self.names, start=1000):
            self._connection.send(message_bus.RequestName(name), serial=serial)
            while self._connection.receive().header.fields.get(HeaderFields.reply_serial) != serial:
                pass

    def _live(self) -> None:
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)
        except ReceiveStopped:
            return

    def _answer(self, asked: Message) -> None:
        fields = asked.header.fields
        key = str(fields.get(HeaderFields.interface, "")), str(fields.get(HeaderFields.member, ""))
        signature = str(fields.get(HeaderFields.signature, ""))
        is_rude = not self.only or self.only == key[1]
        if self.manner == SILENT and is_rude:
            return
        if self.manner == REFUSING and is_rude:
            self._connection.send(new_error(asked, "org.freedesktop.DBus.Error.Failed", "s", ("Not today",)))
            return
        if self.manner == CONFUSED and is_rude:
            self._connection.send(new_method_return(asked, "a{sv}", ({"mood": ("i", 42)},)))
            return
        method = self.methods.get(key)
        if method is None or method.takes != signature:
            self.misunderstood.append(f"{'.'.join(key)}({signature})")
            self._connection.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod", "s", (key[1],)))
            return
        answer = method.answer(*asked.body)
        for _once in range(2 if self.manner == TWICE else 1):
            self._connection.send(new_method_return(asked, *answer))


PROPERTIES = "org.freedesktop.DBus.Properties"
Methods = dict[tuple[str, str], Method]


def says(signature: str, *values: object) -> Callable[..., Answer]:
    """Answer always this."""
    return lambda *_asked: (signature, values)


def server(name: str, vendor: str, version: str, *capabilities: str) -> Methods:
    """What every notification daemon answers."""
    return {
        (NOTIFICATIONS, "GetServerInformation"): Method("", says("ssss", name, vendor, version, "1.2")),
        (NOTIFICATIONS, "GetCapabilities"): Method("", says("as", ["body", *capabilities])),
    }


class Switchable:
    """Something that is on or off, with words for how it is asked and set in each dialect."""

    def __init__(self) -> None:
        self.is_on = False
        self.others = ["away"]
        self._cookies: set[int] = set()

    # -- Plasma

    def plasma(self) -> Methods:
        return server("Plasma", "KDE", "5.27.5", "inhibitions") | {
            (NOTIFICATIONS, "Inhibit"): Method("ssa{sv}", self._inhibit),
            (NOTIFICATIONS, "UnInhibit"): Method("u", self._uninhibit),
            (PROPERTIES, "Get"): Method("ss", lambda _of, _name: ("v", (("b", self.is_on),))),
        }

    def _inhibit(self, _program: str, _reason: str, _hints: dict[str, Any]) -> Answer:
        cookie = 2**31 + len(self._cookies)  # no signed number
        self._cookies.add(cookie)
        self.is_on = True
        return "u", (cookie,)

    def _uninhibit(self, cookie: int) -> Answer:
        self._cookies.discard(cookie)
        self.is_on = bool(self._cookies)
        return "", ()

    # -- Budgie

    def budgie(self) -> Methods:
        dispatcher = "org.buddiesofbudgie.budgie.Dispatcher"
        return server("Budgie Notification Server", "Budgie", "10.7") | {
            (dispatcher, "GetDoNotDisturb"): Method("", lambda: ("b", (self.is_on,))),
            (dispatcher, "ToggleDoNotDisturb"): Method("", self._toggle),
        }

    def _toggle(self) -> Answer:
        self.is_on = not self.is_on
        return "", ()

    # -- mako

    def mako(self) -> Methods:
        return server("mako", "emersion", "1.7.1") | {
            ("fr.emersion.Mako", "ListModes"): Method("", lambda: ("as", (self._modes(),))),
            ("fr.emersion.Mako", "SetModes"): Method("as", self._set_modes),
        }

    def _modes(self) -> list[str]:
        return [*self.others, *(["do-not-disturb"] if self.is_on else [])]

    def _set_modes(self, modes: list[str]) -> Answer:
        self.is_on = "do-not-disturb" in modes
        self.others = [mode for mode in modes if mode != "do-not-disturb"]
        return "", ()

    # -- swaync

    def swaync(self) -> Methods:
        control = "org.erikreider.swaync.cc"
        return server("SwayNotificationCenter", "ErikReider", "0.7.3") | {
            (control, "GetDnd"): Method("", lambda: ("b", (self.is_on,))),
            (control, "SetDnd"): Method("b", self._set),
        }

    # -- dunst

    def dunst(self) -> Methods:
        return server("dunst", "knopwob", "1.9.0") | {
            (PROPERTIES, "Get"): Method("ss", lambda _of, _name: ("v", (("b", self.is_on),))),
            (PROPERTIES, "Set"): Method("ssv", lambda _of, _name, value: self._set(value[1])),
        }

    def _set(self, is_on: bool) -> Answer:
        self.is_on = is_on
        return "", ()


NAMES = {
    "plasma": (NOTIFICATIONS,),
    "budgie": (NOTIFICATIONS, "org.budgie_desktop.Notifications"),
    "mako": (NOTIFICATIONS,),
    "swaync": (NOTIFICATIONS, "org.erikreider.swaync.cc"),
    "dunst": (NOTIFICATIONS,),
}


def stranger(address: str, dialect: str, thing: Switchable, manner: str = "", only: str = "") -> Stranger:
    """Return a notification daemon that speaks a dialect."""
    methods: Methods = getattr(thing, dialect)()
    return Stranger(address, NAMES[dialect], methods, manner, only)
