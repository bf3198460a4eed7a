"""The process that asks the keyring: an order by its standard input, lines of `keyring_wire` by its standard output.

It ends with whoever started it: when nobody holds the other end of its input any more. It loads as little as it can,
not even pathlib: a start waits for it, or shares the processor with it.
"""

from __future__ import annotations

import _thread
import os
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol

from mentordesk.vault.keyring_wire import Order, Problem, Unanswered, Verb, Word, answer

_IN, _OUT = 0, 1
_NO_PIECE_IS_LARGER = 65536


class Ring(Protocol):
    """A keyring as this process asks it; each call may wait for ever, and raises Unanswered."""

    def read(self, entry: str) -> str | None:
        """Return the secret of an entry, or None."""

    def write(self, entry: str, secret: str) -> None:
        """Write an entry."""

    def delete(self, entry: str) -> None:
        """Delete an entry."""


def main() -> None:
    """Carry out one order and end at once, without what Python does at its own end."""
    _leave_no_core()
    sys.excepthook = _tell_bug
    order = _order()
    _thread.start_new_thread(_end_with_the_program, ())
    try:
        _say(_carry_out(order, _tell_waiting))
    except Unanswered as unanswered:
        _say(answer(Word.FAILED, unanswered.problem, unanswered.detail))
    os._exit(0)


def _carry_out(order: Order, waits: Callable[[bool], None]) -> bytes:
    ring = _ring(waits)
    if order.verb is Verb.WRITE:
        ring.write(order.entry, order.secret)
    elif order.verb is Verb.DELETE:
        ring.delete(order.entry)
    elif (found := ring.read(order.entry)) is not None:
        return answer(Word.FOUND, found)
    return answer(Word.DONE)


def _ring(waits: Callable[[bool], None]) -> Ring:
    """Return the keyring that is asked here; what the others would need is not loaded."""
    if not sys.platform.startswith("linux") or is_configured(os.environ):
        return _library()
    try:
        from mentordesk.vault.secret_service import SecretService

        return SecretService(waits)
    except Unanswered as unanswered:
        if unanswered.problem not in {Problem.NO_BUS, Problem.NONE}:
            raise
        try:
            return _library()
        except Unanswered as other:
            # What is missing on this desktop says more than that nothing else is there either.
            raise (unanswered if other.problem is Problem.NONE else other) from None


def _library() -> Ring:
    from mentordesk.vault.keyring_library import LibraryKeyring

    return LibraryKeyring()


def is_configured(environment: Mapping[str, str]) -> bool:
    """Tell whether the person has said anything to the library `keyring`, without the time its import takes."""
    named = any(name == "PYTHON_KEYRING_BACKEND" or name.startswith("KEYRING_PROPERTY_") for name in environment)
    return named or os.access(config_path(environment), os.F_OK)


def config_path(environment: Mapping[str, str]) -> str:
    """Return where `keyring` reads on Linux what is configured."""
    root = environment.get("XDG_CONFIG_HOME") or f"{environment.get('HOME', '')}/.config"
    return f"{root}/python_keyring/keyringrc.cfg"


def _order() -> Order:
    # Not by sys.stdin: the other thread waits at the same end, and Python could not end while it held that.
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(_IN, _NO_PIECE_IS_LARGER)
        if not piece:
            os._exit(0)
        line += piece
    return Order.heard(line)


def _end_with_the_program() -> None:
    while os.read(_IN, _NO_PIECE_IS_LARGER):
        pass
    os._exit(0)


def _tell_waiting(waits: bool) -> None:
    _say(answer(Word.WAITS if waits else Word.GOES_ON))


def _say(line: bytes) -> None:
    try:
        os.write(_OUT, line)
    except OSError:
        os._exit(0)  # nobody is there to hear


def _tell_bug(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say what went wrong and where, never with which values."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace is not None else ""
    _say(answer(Word.FAILED, Problem.FAILED, f"{kind.__name__} {place}".strip()))
    os._exit(1)


def _leave_no_core() -> None:
    """Let no crash of this process write its memory, with the key, to disk."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
