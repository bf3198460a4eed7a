"""Processes that are measured: started alone, in a home of their own, asked in lines of JSON, weighed with all children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

from tests.benchmarks.desks import ROOT
from tests.support.closed_off import CLOSED_OFF, open_environment

SUBJECTS = Path(__file__).parent / "subjects"
PATIENCE_S = 240.0


class Failed(Exception):
    """A measured process did not do what it was started for; the text says what it said."""


class Subject:
    """A running process that says what it measured, one JSON object per line, and ends when its input closes."""

    def __init__(self, name: str, *arguments: str, home: Path, display: Mapping[str, str] | None = None) -> None:
        self._said = home / "said.log"
        home.mkdir(parents=True, exist_ok=True)
        environment = environment_in(home) | dict(display or {"QT_QPA_PLATFORM": "offscreen"})
        if "DBUS_SESSION_BUS_ADDRESS" in environment:
            environment = open_environment(environment)  # a bus that the measure has begun itself
        command = [sys.executable, str(SUBJECTS / f"{name}.py"), *arguments]
        with self._said.open("w") as said:
            self.begun = time.monotonic()
            self.process = subprocess.Popen(
                command,
                env=environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self.process
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def hear(self, patience_s: float = PATIENCE_S) -> dict[str, Any]:
        """Return what the process says next; raises Failed when it ended instead, or said nothing for too long."""
        stream = self.process.stdout
        too_long = Timer(patience_s, self.process.kill)
        too_long.start()
        try:
            line = stream.readline() if stream else ""
        finally:
            too_long.cancel()
        if not line.strip():
            self.process.wait(timeout=20)
            raise Failed(self._said.read_text().strip()[-1500:] or f"ended with {self.process.returncode}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def hear_all(self) -> Iterator[dict[str, Any]]:
        """Yield everything the process says until it is through."""
        while (said := self.hear()) != {"end": True}:
            yield said

    # --- weighing ----------------------------------------------------------------------------------------------------

    def memory_mb(self) -> float:
        """Return the proportional set size of the process and its children, in MB."""
        return sum(_pss_kb(pid) for pid in self._tree()) / 1024

    def processor_ms(self) -> float:
        """Return the time all threads of the process and its children have been on a processor, in ms."""
        return sum(_on_processor_ns(pid) for pid in self._tree()) / 1e6

    def _tree(self) -> list[int]:
        found = [self.process.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
        return found


def environment_in(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the person who measures is read or written."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ}
    places = {}
    for variable, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }.items():
        places[variable] = str(home / folder)
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    return kept | places | CLOSED_OFF | {"HOME": str(home), "LANG": "C.UTF-8", "LANGUAGE": "en", "TZ": "Europe/Berlin"}


def can_weigh() -> bool:
    """Tell whether this system says what a process weighs: Linux does."""
    return Path("/proc/self/smaps_rollup").exists()


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # ended in between
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _on_processor_ns(pid: int) -> int:
    told = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            told += int(task.read_text().split()[0])
        except OSError:
            continue  # the thread ended in between
    return told
