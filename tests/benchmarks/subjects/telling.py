"""How a measured process tells what it measured: one JSON object per line, times in ms."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence


def tell(**what: object) -> None:
    """Say one thing."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def tell_samples(name: str, ours: Sequence[float], bare: Sequence[float] = (), **more: object) -> None:
    """Say the samples of one figure."""
    tell(name=name, ours=list(ours), bare=list(bare), **more)


def finish() -> None:
    """Say that there is no more to come."""
    tell(end=True)


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
