"""The earlier wordings of notes: what differs, what is taken back, and what another window wrote meanwhile."""

from __future__ import annotations

from .met_elsewhere import MetElsewhere

__all__ = ["MetElsewhere"]
