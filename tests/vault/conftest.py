"""A real keyring on a private bus, and a bus without one."""

from __future__ import annotations

from tests.support.private_bus import private_bus
from tests.support.private_keyring import real_keyring

__all__ = ["private_bus", "real_keyring"]
