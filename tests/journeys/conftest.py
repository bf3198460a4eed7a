"""A real keyring on a bus of its own, for those who sit down at a new desk."""

from __future__ import annotations

from tests.support.private_keyring import real_keyring

__all__ = ["real_keyring"]
