"""How noisy the machine is: one fixed piece of work, timed again and again while the measures run."""

from __future__ import annotations

import os
import time
from threading import Event, Thread
from typing import Any, Self

from tests.benchmarks.figures import spread, summary

EVERY_S = 1.5
_ROUNDS = 40_000


class Noise:
    """A context that takes samples; they cost a processor one part in a hundred."""

    def __init__(self) -> None:
        self.samples: list[float] = []
        self.loads: list[float] = []
        self._over = Event()
        self._thread = Thread(target=self._take, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._over.set()
        self._thread.join()

    def told(self) -> dict[str, Any]:
        """Return what was noticed, for the table and the JSON file."""
        return {
            "same_work_ms": summary(self.samples),
            "spread": round(spread(self.samples), 3),
            "load": summary(self.loads),
            "processors": os.cpu_count(),
        }

    def _take(self) -> None:
        while True:
            begun = time.perf_counter()
            sum(number * number for number in range(_ROUNDS))
            self.samples.append((time.perf_counter() - begun) * 1000)
            if hasattr(os, "getloadavg"):
                self.loads.append(os.getloadavg()[0])
            if self._over.wait(EVERY_S):
                return
