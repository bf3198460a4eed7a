"""A process held at each step of what it does to the disk, while somebody looks at what lies there."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

_NOBODY = 4_194_303
"""No process has this number: it is the last one Linux gives."""


class Held:
    """A copy of this process that works upon a disk that asks (`FailingDisk.ask`). It is let go of step by step."""

    def __init__(self, work: Callable[[int, int], None]) -> None:
        self._work = work

    def __enter__(self) -> Self:
        self._told, to = os.pipe()
        answer, self._answer = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._told)
            os.close(self._answer)
            try:
                self._work(to, answer)
                os._exit(0)
            except BaseException:  # noqa: BLE001 - whatever it is, it is told by how the process ends
                traceback.print_exc(file=sys.stderr)
            finally:
                os._exit(1)
        os.close(to)
        os.close(answer)
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _where: TracebackType | None) -> None:
        os.close(self._answer)
        _pid, status = os.waitpid(self._pid, 0)
        if kind is None and status:
            message = f"what is done to be looked at ended with {status}"
            raise AssertionError(message)

    def steps(self) -> Iterator[tuple[int, bool]]:
        """Yield each step, and whether half of what it writes is there; it waits until the next is asked for."""
        with os.fdopen(self._told, encoding="ascii") as lines:
            for line in lines:
                number, how = line.split()
                yield int(number), how == "torn"
                os.write(self._answer, b".")

    def of_the_dead(self, name: str) -> str:
        """Return the name of a file as it is when this process is no more: names tell who is writing."""
        return name.replace(str(self._pid), str(_NOBODY))
