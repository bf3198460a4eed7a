"""macOS: distributed notifications say when the screen is locked or its saver begins. Not yet tried on real hardware.

By CoreFoundation's C functions; notifications come by the run loop of the thread that asked, so a thread is kept for it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

NAMES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8 = 0x08000100
_AT_ONCE = 4
_COMBINED_SESSION, _ANY_EVENT = 0, 0xFFFFFFFF


def watch_leaving(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed` on a thread of its own at each sign; returns what ends it."""
    core = _library("CoreFoundation")
    loops: list[int] = []
    is_ready = threading.Event()
    kind = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)

    def hear(*_details: object) -> None:
        noticed()

    callback = kind(hear)

    def listen() -> None:
        center = core.CFNotificationCenterGetDistributedCenter()
        for name in NAMES:
            word = core.CFStringCreateWithCString(None, name.encode("ascii"), _UTF8)
            core.CFNotificationCenterAddObserver(center, id(loops), callback, word, None, _AT_ONCE)
        loops.append(core.CFRunLoopGetCurrent())
        is_ready.set()
        core.CFRunLoopRun()
        core.CFNotificationCenterRemoveEveryObserver(center, id(loops))

    thread = threading.Thread(target=listen, daemon=True, name="leaving-watch")
    thread.start()
    is_ready.wait()

    def end() -> None:
        core.CFRunLoopStop(loops[0])
        thread.join(1.0)

    return end


def computer_idle() -> timedelta | None:
    """Return how long nobody has touched the computer (CGEventSourceSecondsSinceLastEventType)."""
    seconds = _library("CoreGraphics").CGEventSourceSecondsSinceLastEventType(_COMBINED_SESSION, _ANY_EVENT)
    return timedelta(seconds=float(seconds))


def _library(name: str) -> Any:
    library = ctypes.CDLL(ctypes.util.find_library(name) or f"/System/Library/Frameworks/{name}.framework/{name}")
    pointer = ctypes.c_void_p
    if name == "CoreFoundation":
        library.CFNotificationCenterGetDistributedCenter.restype = pointer
        library.CFStringCreateWithCString.restype = pointer
        library.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
        library.CFNotificationCenterAddObserver.restype = None
        library.CFNotificationCenterAddObserver.argtypes = [*[pointer] * 5, ctypes.c_long]
        library.CFNotificationCenterRemoveEveryObserver.argtypes = [pointer, pointer]
        library.CFRunLoopGetCurrent.restype = pointer
        library.CFRunLoopStop.argtypes = [pointer]
    else:
        library.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
        library.CGEventSourceSecondsSinceLastEventType.argtypes = [ctypes.c_int32, ctypes.c_uint32]
    return library
