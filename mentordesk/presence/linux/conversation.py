"""One connection to a bus and the thread that reads it: answers go to who asked, signals to who listens.

In place of jeepney's router, whose thread ends at a second answer to one question, as mako 1.7 gives.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from itertools import count
from queue import Queue

from jeepney import HeaderFields, MatchRule, Message, MessageType
from jeepney.io.threading import DBusConnection, ReceiveStopped

_FIRST = 1000
"""jeepney has used the first numbers for its greeting."""


class Ended(Exception):
    """The other end of the connection is gone."""


class Conversation:
    """Asks and listens over a connection; every method may be called from any thread."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._numbers = count(_FIRST)
        self._lock = threading.Lock()
        self._asked: dict[int, Future[Message]] = {}
        self._listening: dict[int, tuple[MatchRule, Queue[Message | None]]] = {}
        self._is_over = False
        self._thread = threading.Thread(target=self._read, daemon=True, name="bus")
        self._thread.start()

    def ask(self, message: Message, seconds: float) -> Message:
        """Send a message and return its answer. Raises TimeoutError where none comes in time, Ended, OSError."""
        answer: Future[Message] = Future()
        with self._lock:
            if self._is_over:
                raise Ended
            number = next(self._numbers)
            self._asked[number] = answer
            # Under the lock: two threads must not mix their bytes.
            self._connection.send(message, serial=number)
        try:
            return answer.result(seconds)
        finally:
            with self._lock:
                self._asked.pop(number, None)

    def listen(self, rule: MatchRule, queue: Queue[Message | None]) -> Callable[[], None]:
        """Put each signal that fits a rule into a queue; returns what ends it."""
        with self._lock:
            number = next(self._numbers)
            self._listening[number] = (rule, queue)

        def end() -> None:
            with self._lock:
                self._listening.pop(number, None)

        return end

    def close(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._connection.interrupt()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        self._connection.close()

    def _read(self) -> None:
        # EOFError and OSError: the bus has gone away. Who asks next is told.
        with suppress(ReceiveStopped, OSError, EOFError):
            while True:
                self._hand_over(self._connection.receive())
        with self._lock:
            self._is_over = True
            waiting = tuple(self._asked.values())
        for answer in waiting:
            with suppress(InvalidStateError):
                answer.set_exception(Ended())

    def _hand_over(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            with self._lock:
                fitting = [queue for rule, queue in self._listening.values() if rule.matches(message)]
            for queue in fitting:
                queue.put(message)
            return
        number = message.header.fields.get(HeaderFields.reply_serial, 0)
        with self._lock:
            answer = self._asked.pop(number, None)
        # A second answer, or one that comes too late, is nobody's.
        if answer is not None:
            answer.set_result(message)
