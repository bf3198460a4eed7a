"""Fixtures of the screens."""

from __future__ import annotations

from tests.support.shown import appearance, show

__all__ = ["appearance", "show"]
