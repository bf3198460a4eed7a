"""Keeps the windows out of shared and recorded screens, where the system can: Windows 10 (2004) and later, and macOS.

Not yet tried on real hardware. On Linux no system lets a window say that it is private.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow

WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
SHARING_NONE, SHARING_READ_ONLY = 0, 1

Shield = Callable[[int, bool], object]
"""Hides a native window from capture, or shows it again."""


def can_shield() -> bool:
    """Tell whether this system has such a thing."""
    return sys.platform in {"win32", "darwin"}


class CaptureShield(QObject):
    """`look` at each beat: windows come and go, and each needs it."""

    def __init__(
        self, is_wanted: Callable[[], bool], parent: QObject | None = None, *, shield: Shield | None = None
    ) -> None:
        super().__init__(parent)
        self._is_wanted = is_wanted
        self._shield: Shield | None = shield or (_shield_here() if can_shield() else None)
        self._shielded: set[int] = set()
        application = QGuiApplication.instance()
        if self._shield is not None and isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look_again)

    @Slot()
    def look(self) -> None:
        """Do for each window what is wanted now."""
        if self._shield is None:
            return
        is_wanted = self._is_wanted()
        if not is_wanted and not self._shielded:
            return
        handles = {int(one.winId()) for one in QGuiApplication.topLevelWindows() if one.isVisible()}
        for handle in handles - self._shielded if is_wanted else handles & self._shielded:
            self._shield(handle, is_wanted)
        self._shielded = handles if is_wanted else set()

    def _look_again(self, _window: QWindow | None) -> None:
        self.look()


def _shield_here() -> Shield:
    return _shield_on_windows if sys.platform == "win32" else _shield_on_mac


def _shield_on_windows(handle: int, is_hidden: bool) -> None:
    if sys.platform == "win32":
        import ctypes

        affinity = WDA_EXCLUDEFROMCAPTURE if is_hidden else WDA_NONE
        ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), affinity)


def _shield_on_mac(handle: int, is_hidden: bool) -> None:
    """Set NSWindow.sharingType; `handle` is the NSView that Qt gives as the id of a window."""
    import ctypes.util

    objc: Any = ctypes.CDLL(ctypes.util.find_library("objc"))
    pointer = ctypes.c_void_p
    objc.sel_registerName.restype = pointer
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    send = ctypes.cast(objc.objc_msgSend, ctypes.CFUNCTYPE(pointer, pointer, pointer))
    window = send(handle, objc.sel_registerName(b"window"))
    if window:
        set_number = ctypes.cast(objc.objc_msgSend, ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong))
        set_number(window, objc.sel_registerName(b"setSharingType:"), SHARING_NONE if is_hidden else SHARING_READ_ONLY)
