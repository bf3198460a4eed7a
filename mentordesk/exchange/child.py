"""Running the reader in a child process: its bounds, its progress, its end. What it reads is not known here."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import IO

import msgspec

from mentordesk.exchange.report import Refusal, RefusalKind
from mentordesk.exchange.wire import Message, Order, Refused, Step

_PATIENCE_SECONDS = 0.05
_MOST_WAITING = 8
"""Pieces of a large file that may lie here while the desk takes in those before them."""
_PACKAGE_FOLDER = Path(__file__).resolve().parents[2]


class ReadingCancelled(Exception):
    """The person cancelled; nothing was read."""


def read_in_child(
    order: Order,
    file: IO[bytes],
    *,
    seconds: float,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Message:
    """Let a child read an open file and return its last word.

    Raises Refusal when it refuses, dies, or is not done within `seconds`; ReadingCancelled when `is_cancelled` says so.
    `on_progress` and `is_cancelled` are called on the thread that calls this.
    """
    with closing(hear_child(order, file, seconds=seconds, is_cancelled=is_cancelled)) as messages:
        for message in messages:
            if not isinstance(message, Step):
                return message
            if on_progress is not None:
                on_progress(message.done, message.total)
    raise Refusal(RefusalKind.STOPPED)


def hear_child(
    order: Order, file: IO[bytes], *, seconds: float, is_cancelled: Callable[[], bool] | None = None
) -> Generator[Message, None, None]:
    """Let a child read an open file and yield what it says, piece by piece; closing it ends the child.

    Raises what `read_in_child` raises. Only a few pieces are ever waiting here.
    """
    deadline = time.monotonic() + seconds
    with subprocess.Popen(
        _command(order),
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            yield from _listen(child, deadline, is_cancelled)
        finally:
            child.kill()


def _listen(
    child: subprocess.Popen[bytes], deadline: float, is_cancelled: Callable[[], bool] | None
) -> Generator[Message, None, None]:
    lines: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
    is_over = threading.Event()
    if child.stdout is None:
        raise Refusal(RefusalKind.STOPPED)
    threading.Thread(target=_hear, args=(child.stdout, lines, is_over), name="import-reader", daemon=True).start()
    decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
    try:
        while True:
            if is_cancelled is not None and is_cancelled():
                raise ReadingCancelled
            if time.monotonic() > deadline:
                raise Refusal(RefusalKind.TOO_SLOW)
            try:
                line = lines.get(timeout=_PATIENCE_SECONDS)
            except queue.Empty:
                continue
            if line is None:
                raise Refusal(RefusalKind.STOPPED)
            try:
                message = decoder.decode(line)
            except msgspec.DecodeError:
                # The child died in the middle of a word.
                raise Refusal(RefusalKind.STOPPED) from None
            if isinstance(message, Refused):
                raise Refusal(message.kind, message.detail)
            yield message
    finally:
        is_over.set()


def _hear(pipe: IO[bytes], lines: queue.Queue[bytes | None], is_over: threading.Event) -> None:
    """Pass the child's lines on; a thread because no system but Unix can wait for a pipe with a limit."""
    try:
        for line in pipe:
            if not _pass_on(line, lines, is_over):
                return
    except (OSError, ValueError):
        # The pipe was closed under it: the child was ended on purpose.
        pass
    _pass_on(None, lines, is_over)


def _pass_on(line: bytes | None, lines: queue.Queue[bytes | None], is_over: threading.Event) -> bool:
    """Hand a line over once there is room; False when nobody listens any more."""
    while not is_over.is_set():
        try:
            lines.put(line, timeout=_PATIENCE_SECONDS)
        except queue.Full:
            continue
        return True
    return False


def _command(order: Order) -> list[str]:
    # -P: a calendar.py lying beside the person's downloads must not become part of the program.
    return [sys.executable, "-P", "-X", "utf8", "-m", "mentordesk.exchange.reader", msgspec.json.encode(order).decode()]


def _environment() -> dict[str, str]:
    """Let the child find this very package, however this process found it."""
    paths = [str(_PACKAGE_FOLDER), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
