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
from jeepney.io.threading import open_dbus_connection

from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.presence.linux.conversation import Conversation, Ended

ANSWER_SECONDS = 2.0
"""How long a stranger may think."""

_DAEMON = "org.freedesktop.DBus"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Refused(Trouble):
    """The other side answered with an error; `name` is D-Bus's for it, such as org.freedesktop.DBus.Error.UnknownMethod."""

    def __init__(self, sentence: str, name: str) -> None:
        super().__init__(sentence)
        self.name = name


class Bus:
    """The bus this session runs on, connected when first asked. Every method may be called from any thread.

    Raises Trouble where there is no bus, no answer in time, or an answer that is none; Refused for an error's answer.
    """

    def __init__(self, address: str = "SESSION") -> None:
        """`address` is "SESSION", "SYSTEM" or that of a bus."""
        self.address = address
        self._connecting = threading.Lock()
        self._conversation: Conversation | None = None

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
        queue: Queue[Message | None] = Queue()
        stop_listening = self._connected().listen(rule, queue)
        self._ask(message_bus.AddMatch(rule))
        threading.Thread(target=_hand_on, args=(queue, noticed), daemon=True, name="bus-watch").start()
        return partial(self._end_watch, rule, stop_listening, queue)

    def close(self) -> None:
        """Leave the bus: what holds only as long as this connection is let go by the other side."""
        with self._connecting:
            if self._conversation is not None:
                self._conversation.close()
            self._conversation = None

    def _end_watch(self, rule: MatchRule, stop_listening: Callable[[], None], queue: Queue[Message | None]) -> None:
        stop_listening()
        queue.put(None)
        # A bus that is gone needs nobody to unsubscribe.
        with suppress(Trouble):
            self._ask(message_bus.RemoveMatch(rule))

    def _connected(self) -> Conversation:
        with self._connecting:
            if self._conversation is None:
                try:
                    self._conversation = Conversation(open_dbus_connection(self.address))
                except (OSError, KeyError, RuntimeError, ValueError) as error:
                    raise Trouble(
                        _("This session has no message bus, so nothing can be switched from here.")
                    ) from error
            return self._conversation

    def _ask(self, message: Message) -> tuple[Any, ...]:
        conversation = self._connected()
        service = str(message.header.fields.get(HeaderFields.destination, _DAEMON))
        try:
            reply = conversation.ask(message, ANSWER_SECONDS)
        except TimeoutError as error:
            raise Trouble(_("{name} does not answer.").format(name=service)) from error
        except (OSError, Ended) as error:
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
