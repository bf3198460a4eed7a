"""What a run of the program leaves behind when it dies: no image of its memory, and tracebacks without values.

Called first thing by the window and the command line; children of this process inherit the first. Where reports of bugs are kept and
shown is the desktop's affair.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_NO_HEAP = 1
"""WER_FAULT_REPORTING_FLAG_NOHEAP, https://learn.microsoft.com/windows/win32/api/werapi/nf-werapi-wersetflags"""
_NO_REPORT = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX: the second keeps Windows’ error reporting away altogether."""


def leave_none() -> None:
    """Let neither memory nor words of the desk get into files that the system or Python writes about a crash."""
    leave_no_memory()
    sys.excepthook = _say
    sys.unraisablehook = _say_unraisable
    threading.excepthook = _say_of_thread


def leave_no_memory() -> None:
    """Have no core dump written, nor collected, with anything of this process's memory in it.

    Not PR_SET_DUMPABLE, which would do the same on Linux: it also shuts /proc/self to the portal that shows file dialogs and tells dark
    from light, https://github.com/flatpak/xdg-desktop-portal/issues/785. A filter of 0 leaves a dump without memory, also for
    systemd-coredump, which takes no notice of the limit in every version, https://man7.org/linux/man-pages/man5/core.5.html. macOS
    collects crash reports of registers and places only; core files are what the limit is about.
    """
    if os.name == "nt":
        _leave_none_on_windows()
        return
    resource = importlib.import_module("resource")
    # A limit set by whoever started us may be lower, never wrong.
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def told(error: BaseException, trace: TracebackType | None = None) -> str:
    """Return where an error came from, its kind and what led to it: places in the program, and never what somebody wrote.

    The message of an error is left out: many quote the value they could not do with.
    """
    import traceback

    kind = type(error)
    words = "".join((*traceback.format_tb(trace or error.__traceback__), f"{kind.__module__}.{kind.__qualname__}"))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return words if cause is None else f"{told(cause)}\n\n{words}"


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _put(told(error, trace))


def _say_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    if unraisable.exc_value is not None:
        _put(told(unraisable.exc_value, unraisable.exc_traceback))


def _say_of_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
        _put(told(arguments.exc_value, arguments.exc_traceback))


def _put(words: str) -> None:
    if sys.stderr is not None:  # a window on Windows has none
        sys.stderr.write(words + "\n")


def _leave_none_on_windows() -> None:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name is there on Windows only
    kernel.SetErrorMode(kernel.GetErrorMode() | _NO_REPORT)
    with suppress(AttributeError, OSError):
        kernel.WerSetFlags(_NO_HEAP)
