"""The session bus by jeepney: one connection, every call bounded in time, and no service is ever started by asking."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import Queue
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageFlag, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.common import RouterClosed
from jeepney.io.threading import DBusConnection, DBusRouter, open_dbus_connection

from mentordesk.errors import Trouble
from mentordesk.language import _

ANSWER_SECONDS = 2.0
"""How long a stranger may think."""

_DAEMON = "org.freedesktop.DBus"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Refused(Trouble):
    """The other side answered with an error; `name` is D-Bus's for it, such as org.freedesktop.DBus.Error.UnknownMethod."""

    def __init__(self, sentence: str, name: str) -> None:
        super().__init__(sentence)
        self.name = name


class _Router(DBusRouter):
    """Ends without a word when the bus goes away: who asks next is told."""

    def _receiver(self) -> None:
        with suppress(OSError, EOFError):
            super()._receiver()


class Bus:
    """The bus this session runs on, connected when first asked. Every method may be called from any thread.

    Raises Trouble where there is no bus, no answer in time, or an answer that is none; Refused for an error's answer.
    """

    def __init__(self, address: str = "SESSION") -> None:
        """`address` is "SESSION", "SYSTEM" or that of a bus."""
        self._address = address
        self._connecting = threading.Lock()
        self._connection: DBusConnection | None = None
        self._router: DBusRouter | None = None

    def call(
        self, service: str, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method and return what it answers."""
        address = DBusAddress(path, bus_name=service, interface=interface)
        message = new_method_call(address, method, signature or None, body)
        # Asking must not start a program: of several notification daemons installed, any could come up.
        message.header.flags |= MessageFlag.no_auto_start
        return self._ask(message)

    def property(self, service: str, path: str, interface: str, name: str) -> Any:
        """Return the value of a property."""
        answer = self.call(service, path, _PROPERTIES, "Get", "ss", (interface, name))
        match answer:
            case ((str(), value),):
                return value
        raise odd_answer(service)

    def set_property(self, service: str, path: str, interface: str, name: str, signature: str, value: Any) -> None:
        """Set a property; `signature` is that of its value."""
        self.call(service, path, _PROPERTIES, "Set", "ssv", (interface, name, (signature, value)))

    def owner(self, name: str) -> str:
        """Return the unique name of who owns a name; empty for nobody."""
        try:
            (owner,) = self._ask(message_bus.GetNameOwner(name))
        except Refused:
            return ""
        return str(owner)

    def names(self) -> tuple[str, ...]:
        """Return every name on the bus."""
        (names,) = self._ask(message_bus.ListNames())
        return tuple(map(str, names))

    def watch_owner(self, name: str, noticed: Callable[[], None]) -> Callable[[], None]:
        """Call `noticed` on a thread of its own whenever somebody takes a name; returns what ends it."""
        rule = MatchRule(type="signal", sender=_DAEMON, interface=_DAEMON, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)

        def hear(message: Message) -> None:
            if len(message.body) == 3 and message.body[2]:
                noticed()

        return self.watch(rule, hear)

    def process_of(self, name: str) -> int:
        """Return the process that owns a name."""
        (pid,) = self._ask(message_bus.GetConnectionUnixProcessID(name))
        return int(pid)

    def watch(self, rule: MatchRule, noticed: Callable[[Message], None]) -> Callable[[], None]:
        """Call `noticed` on a thread of its own with each signal that fits; returns what ends it."""
        router = self._connected()
        queue: Queue[Message | None] = Queue()
        listening = router.filter(rule, queue=queue)
        self._ask(message_bus.AddMatch(rule))
        threading.Thread(target=_hand_on, args=(queue, noticed), daemon=True, name="bus-watch").start()
        return partial(self._end_watch, rule, listening, queue)

    def close(self) -> None:
        """Leave the bus: what holds only as long as this connection is let go by the other side."""
        with self._connecting:
            if self._router is not None and self._connection is not None:
                self._router.close()
                self._connection.close()
            self._router = self._connection = None

    def _end_watch(self, rule: MatchRule, listening: Any, queue: Queue[Message | None]) -> None:
        listening.close()
        queue.put(None)
        # A bus that is gone needs nobody to unsubscribe.
        with suppress(Trouble):
            self._ask(message_bus.RemoveMatch(rule))

    def _connected(self) -> DBusRouter:
        with self._connecting:
            if self._router is None:
                try:
                    self._connection = open_dbus_connection(self._address)
                except (OSError, KeyError, RuntimeError, ValueError) as error:
                    raise Trouble(
                        _("This session has no message bus, so nothing can be switched from here.")
                    ) from error
                self._router = _Router(self._connection)
            return self._router

    def _ask(self, message: Message) -> tuple[Any, ...]:
        router = self._connected()
        service = str(message.header.fields.get(HeaderFields.destination, _DAEMON))
        try:
            reply = router.send_and_get_reply(message, timeout=ANSWER_SECONDS)
        except TimeoutError as error:
            raise Trouble(_("{name} does not answer.").format(name=service)) from error
        except (OSError, RouterClosed) as error:
            # The bus went away, as at the end of a session: the next call connects anew.
            self.close()
            raise Trouble(_("The message bus of this session has gone away.")) from error
        if reply.header.message_type is MessageType.error:
            name = str(reply.header.fields.get(HeaderFields.error_name, ""))
            raise Refused(_("{name} refused: {reason}").format(name=service, reason=name.rpartition(".")[2]), name)
        return tuple(reply.body)


def odd_answer(service: str) -> Trouble:
    """Say that an answer is not of the shape it has to have."""
    return Trouble(_("{name} gave an answer that makes no sense.").format(name=service))


def _hand_on(queue: Queue[Message | None], noticed: Callable[[Message], None]) -> None:
    while (message := queue.get()) is not None:
        noticed(message)
