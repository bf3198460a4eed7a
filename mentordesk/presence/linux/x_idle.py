"""How long nobody has touched a computer under X11, by its screen saver extension (libXss)."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from datetime import timedelta


class _ScreenSaver(ctypes.Structure):
    """XScreenSaverInfo, as X11/extensions/scrnsaver.h has it."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def x_idle() -> timedelta | None:
    """Return the time since the last key or move of the mouse; None under Wayland, whose X server sees only a part of them."""
    if not os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    names = ctypes.util.find_library("X11"), ctypes.util.find_library("Xss")
    if not all(names):
        return None
    x11, saver = (ctypes.CDLL(name) for name in names)
    pointer = ctypes.c_void_p
    x11.XOpenDisplay.restype = pointer
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = x11.XCloseDisplay.argtypes = [pointer]
    saver.XScreenSaverQueryExtension.argtypes = [pointer, pointer, pointer]
    saver.XScreenSaverQueryInfo.argtypes = [pointer, ctypes.c_ulong, pointer]
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        info, unused = _ScreenSaver(), ctypes.c_int()
        if not saver.XScreenSaverQueryExtension(display, ctypes.byref(unused), ctypes.byref(unused)):
            return None
        if not saver.XScreenSaverQueryInfo(display, x11.XDefaultRootWindow(display), ctypes.byref(info)):
            return None
        return timedelta(milliseconds=info.idle)
    finally:
        x11.XCloseDisplay(display)
