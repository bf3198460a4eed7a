"""Whether windows can be seen through, and the shape of small windows where they cannot. Knows no theme."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget


def blends_windows() -> bool:
    """Tell whether the desktop blends a see-through window with what lies below it.

    Only X11 may not: there a compositing manager says that it is there by owning the selection _NET_WM_CM_Sn. It can
    come and go, so this is asked whenever a window appears.
    """
    if QGuiApplication.platformName() != "xcb":
        return True
    application = cast("QGuiApplication", QGuiApplication.instance())
    native: Any = application.nativeInterface()
    if native is None or not native.display():
        return True
    import ctypes  # on other platforms nothing needs it

    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    display = ctypes.c_void_p(native.display())
    xlib.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    xlib.XDefaultScreen.argtypes = (ctypes.c_void_p,)
    atom = xlib.XInternAtom(display, f"_NET_WM_CM_S{xlib.XDefaultScreen(display)}".encode(), 0)
    return bool(xlib.XGetSelectionOwner(display, atom))


def cut_out(window: QWidget, shape: QRectF, radius: float) -> bool:
    """Cut a window to a rounded shape in it where it would else stand in a black box; return whether that was needed."""
    if blends_windows():
        window.clearMask()
        return False
    bitmap = QBitmap(QSize(window.size()))
    bitmap.fill(Qt.GlobalColor.color0)
    painter = QPainter(bitmap)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(shape, radius, radius)
    painter.end()
    window.setMask(bitmap)
    return True
