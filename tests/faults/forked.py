"""Work done in a process of its own that begins as a copy of this one: no start-up to wait for, and it may die of it."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from mentordesk.errors import Mistake, Trouble

HANGS_AFTER_S = 60.0


@dataclass(frozen=True)
class Ended:
    """How such a process ended."""

    signal: int
    """What killed it; 0 if it came to its end."""
    returned: Any = None
    sentence: str = ""
    """What a person would be told, of a Mistake or Trouble."""
    bug: str = ""
    """Anything else that was raised."""
    hung: bool = False
    memory_bytes: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0


def forked(work: Callable[[], object], *, seconds: float = HANGS_AFTER_S) -> Ended:
    """Do the work in a copy of this process, and return how that ended; what it returns must be sayable in JSON."""
    here, there = os.pipe()
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(here)
        _work(work, there)
    os.close(there)
    said, hung = _listen(here, pid, begun + seconds)
    _pid, status, used = os.wait4(pid, 0)
    told = json.loads(said) if said else {}
    return Ended(
        signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        hung=hung,
        memory_bytes=used.ru_maxrss * 1024,
        seconds=time.monotonic() - begun,
        cpu_seconds=used.ru_utime + used.ru_stime,
        **told,
    )


def _listen(pipe: int, pid: int, until: float) -> tuple[bytes, bool]:
    said, hung = b"", False
    while True:
        left = until - time.monotonic()
        if not hung and (left <= 0 or not select.select([pipe], [], [], left)[0]):
            hung = True
            os.kill(pid, signal.SIGKILL)
        piece = os.read(pipe, 1 << 16)
        if not piece:
            os.close(pipe)
            return said, hung
        said += piece


def _work(work: Callable[[], object], pipe: int) -> NoReturn:
    told: dict[str, Any]
    try:
        told = {"returned": work()}
    except (Mistake, Trouble) as error:
        told = {"sentence": error.sentence}
    except BaseException as error:  # noqa: BLE001 - what it raised is what is asked
        told = {"bug": f"{type(error).__name__}: {error}"}
    words = json.dumps(told).encode()
    while words:
        words = words[os.write(pipe, words) :]
    sys.stdout.flush()
    os._exit(0)


def bound_to(limit_bytes: int) -> None:
    """Let this process have no more address space."""
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
