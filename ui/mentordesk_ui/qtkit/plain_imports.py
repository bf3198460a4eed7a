"""Imports as Python makes them, without the look PySide6 takes at every module that is imported after it."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - what is put right here is put wrong by its import


def import_plainly() -> None:
    """Let PySide6 look for `from __feature__ import` no more: nobody here writes it.

    It reads and keeps the source of each module for that (shibokensupport/feature.py), which costs a start 40 ms and
    some MB. Where another PySide6 does otherwise, nothing happens.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
