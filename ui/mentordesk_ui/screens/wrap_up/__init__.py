"""The wrap-up after a call."""

from __future__ import annotations

from .screen import WrapUpScreen

__all__ = ["WrapUpScreen"]
