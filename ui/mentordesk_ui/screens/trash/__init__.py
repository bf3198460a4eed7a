"""The trash: what was thrown away, and how it comes back."""

from __future__ import annotations

from .screen import TrashScreen

__all__ = ["TrashScreen"]
