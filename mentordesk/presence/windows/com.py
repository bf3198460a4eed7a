"""Calls of COM by ctypes: an interface is a table of functions, called by their place in it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from mentordesk.errors import Trouble
from mentordesk.language import _

_function = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
"""The way Windows hands arguments; elsewhere, where only stand-ins are called, C's own."""

_RELEASE = 2


class Interface:
    """One interface of a COM object, at an address."""

    def __init__(self, address: int, free: Callable[[int], None]) -> None:
        """`free` gives back the memory of texts that calls return."""
        self._address = address
        self._free = free

    def text(self, slot: int) -> str:
        """Call a function that returns a text."""
        answer = ctypes.c_void_p()
        self._call(slot, (ctypes.POINTER(ctypes.c_void_p),), ctypes.byref(answer))
        if not answer.value:
            return ""
        try:
            return ctypes.wstring_at(answer.value)
        finally:
            self._free(answer.value)

    def put_text(self, slot: int, text: str) -> None:
        """Call a function that takes a text."""
        self._call(slot, (ctypes.c_wchar_p,), text)

    def release(self) -> None:
        """Let the object go."""
        self._at(_RELEASE, ctypes.c_ulong, ())(self._address)

    def _call(self, slot: int, types: tuple[Any, ...], *arguments: Any) -> None:
        status = self._at(slot, ctypes.c_long, types)(self._address, *arguments)
        if status < 0:
            raise Trouble(_("Windows refused: {reason}").format(reason=f"0x{status & 0xFFFFFFFF:08X}"))

    def _at(self, slot: int, returns: Any, types: tuple[Any, ...]) -> Callable[..., int]:
        table = ctypes.cast(self._address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
        function: Callable[..., int] = _function(returns, ctypes.c_void_p, *types)(table[slot])
        return function


def create(class_id: str, interface_id: str) -> Interface:
    """Make the object of a class that lives in a server of the user's session; raises Trouble where there is none."""
    if sys.platform != "win32":
        raise Trouble(_("Only Windows has this."))
    ole = ctypes.oledll.ole32
    # Joining a thread to COM twice is no error, and each thread must.
    ctypes.windll.ole32.CoInitializeEx(None, 0)
    found = ctypes.c_void_p()
    local_server = 4
    try:
        ole.CoCreateInstance(_guid(class_id), None, local_server, _guid(interface_id), ctypes.byref(found))
    except OSError as error:
        raise Trouble(_("This Windows does not have it.")) from error
    if not found.value:
        raise Trouble(_("This Windows does not have it."))
    return Interface(found.value, ctypes.windll.ole32.CoTaskMemFree)


def _guid(text: str) -> Any:
    from uuid import UUID

    return (ctypes.c_ubyte * 16).from_buffer_copy(UUID(text).bytes_le)
