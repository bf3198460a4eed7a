"""The disk that fails when told to (`failing_disk.c`), as Python uses it; there is one where a C compiler is, on Linux."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

_SOURCE = Path(__file__).with_name("failing_disk.c")
_LOADED = "MENTORDESK_FAILING_DISK"


class Fault(IntEnum):
    """What happens at the armed step, as in failing_disk.c."""

    NONE = 0
    KILL = 1
    """The process dies before the step."""
    TORN = 2
    """It dies when half of what it writes has arrived."""
    ONCE = 3
    """The step fails with an I/O error, and later ones go through."""
    FULL = 4
    """Half of it arrives; from then on nothing that takes room is accepted."""
    GONE = 5
    """From then on every step fails with an I/O error."""
    ASK = 6
    """Nothing fails; before each step, and in the midst of what is written, it is asked whether to go on."""


def can_be(fault: Fault, kind: str) -> bool:
    """Tell whether a fault at a step of this kind is another one than at the next: only bytes are torn, only what takes room finds none."""
    match fault:
        case Fault.TORN:
            return kind in "bm"
        case Fault.FULL:
            return kind in "bmr"
        case _:
            return True


class FailingDisk:
    """The one disk of this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_kinds.restype = ctypes.c_char_p

    def watch(self, folder: Path) -> None:
        """Count only what is written below this folder."""
        self._library.fault_watch(f"{folder.resolve()}/".encode())

    def arm(self, step: int, fault: Fault) -> None:
        """Let the step with this number, from 0 on, fail; `Fault.NONE` only counts."""
        self._library.fault_arm(ctypes.c_long(step), int(fault))

    def ask(self, to: int, answer: int) -> None:
        """Say in a line through one pipe which step comes, and how far it is, and go on when a byte comes through the other."""
        self._library.fault_ask(to, answer)
        self.arm(-1, Fault.ASK)

    def disarm(self) -> None:
        """Let everything through again."""
        self.arm(-1, Fault.NONE)

    @property
    def passed(self) -> int:
        """How many steps there were since it was armed."""
        return int(self._library.fault_passed())

    @property
    def kinds(self) -> str:
        """What each step was that was only counted.

        `b` for bytes written, `m` for more into the same file, `r` for what takes room else, `a` for what is taken away, `o` for the rest.
        """
        return str(self._library.fault_kinds()[: self.passed].decode("ascii"))


def loaded() -> FailingDisk | None:
    """Return the disk of this process; None where it runs on an ordinary one."""
    return FailingDisk() if os.environ.get(_LOADED) else None


def become_failing(folder: Path, arguments: list[str]) -> int | str:
    """Run Python with these arguments upon a disk that fails, compiled into a folder, and return its exit status.

    If that cannot be, return why not.
    """
    if sys.platform != "linux":
        return "the failing disk is made for Linux"
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        return "there is no C compiler (cc, gcc or clang) to make the failing disk with"
    library = folder / "failing_disk.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl"]
    if subprocess.run(command, check=False).returncode:
        return "the C compiler does not make the failing disk"
    surroundings = os.environ | {"LD_PRELOAD": str(library), _LOADED: str(folder)}
    return subprocess.run([sys.executable, *arguments], env=surroundings, check=False).returncode
