"""Windows: a window nobody sees hears that the session is locked and that the computer sleeps. Not yet tried on real hardware.

WM_WTSSESSION_CHANGE and WM_POWERBROADCAST go to windows, and only to those that are no mere message windows.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

WM_CLOSE, WM_DESTROY, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0010, 0x0002, 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_SESSION_LOCK, WTS_SESSION_LOGOFF, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x7, 0x6, 0x2, 0x4
_AWAY = frozenset({WTS_SESSION_LOCK, WTS_SESSION_LOGOFF, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT})
_CLASS = "MentorDeskLeavingWatch"


def tells_of_leaving(message: int, word: int) -> bool:
    """Tell whether a window message says that somebody leaves."""
    if message == WM_WTSSESSION_CHANGE:
        return word in _AWAY
    return message == WM_POWERBROADCAST and word == PBT_APMSUSPEND


def watch_leaving(noticed: Callable[[], None]) -> Callable[[], None]:
    """Call `noticed` on a thread of its own at each sign; returns what ends it."""
    if sys.platform != "win32":
        return _nothing
    windows: list[int] = []
    is_ready = threading.Event()
    thread = threading.Thread(target=_listen, args=(noticed, windows, is_ready), daemon=True, name="leaving-watch")
    thread.start()
    is_ready.wait()

    def end() -> None:
        if windows and sys.platform == "win32":
            ctypes.windll.user32.PostMessageW(windows[0], WM_CLOSE, 0, 0)
        thread.join(1.0)

    return end


def computer_idle() -> timedelta | None:
    """Return how long nobody has touched the computer (GetLastInputInfo)."""
    if sys.platform != "win32":
        return None

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("at", ctypes.c_uint))

    last = LastInput(ctypes.sizeof(LastInput), 0)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    now = ctypes.windll.kernel32.GetTickCount()
    return timedelta(milliseconds=(now - last.at) & 0xFFFFFFFF)


def _listen(noticed: Callable[[], None], windows: list[int], is_ready: threading.Event) -> None:
    if sys.platform != "win32":
        return
    user, wts, kernel = ctypes.windll.user32, ctypes.windll.wtsapi32, ctypes.windll.kernel32
    pointer, word = ctypes.c_void_p, ctypes.c_ssize_t
    user.DefWindowProcW.argtypes = [pointer, ctypes.c_uint, ctypes.c_size_t, word]
    user.DefWindowProcW.restype = word
    user.CreateWindowExW.restype = pointer
    kernel.GetModuleHandleW.restype = pointer
    kind: Any = ctypes.WINFUNCTYPE(word, pointer, ctypes.c_uint, ctypes.c_size_t, word)

    def answer(window: int, message: int, first: int, second: int) -> int:
        if tells_of_leaving(message, first):
            noticed()
        elif message == WM_DESTROY:
            user.PostQuitMessage(0)
            return 0
        return int(user.DefWindowProcW(window, message, first, second))

    class WindowClass(ctypes.Structure):
        _fields_ = (
            ("style", ctypes.c_uint),
            ("procedure", kind),
            ("class_extra", ctypes.c_int),
            ("window_extra", ctypes.c_int),
            ("instance", pointer),
            ("icon", pointer),
            ("cursor", pointer),
            ("background", pointer),
            ("menu", ctypes.c_wchar_p),
            ("name", ctypes.c_wchar_p),
        )

    instance = kernel.GetModuleHandleW(None)
    described = WindowClass(0, kind(answer), 0, 0, instance, None, None, None, None, _CLASS)
    user.RegisterClassW(ctypes.byref(described))
    window = user.CreateWindowExW(0, _CLASS, _CLASS, 0, 0, 0, 0, 0, None, None, pointer(instance), None)
    if window:
        windows.append(window)
        wts.WTSRegisterSessionNotification(pointer(window), 0)
    is_ready.set()
    message = (ctypes.c_byte * 64)()
    while window and user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        user.TranslateMessage(ctypes.byref(message))
        user.DispatchMessageW(ctypes.byref(message))
    user.UnregisterClassW(_CLASS, pointer(instance))


def _nothing() -> None:
    """End nothing."""
