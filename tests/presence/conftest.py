"""A private bus, and a journal, for everything that is switched."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentordesk.presence.journal import Journal
from tests.support.private_bus import PrivateBus, private_bus

__all__ = ["private_bus"]


@pytest.fixture
def session(private_bus: PrivateBus) -> PrivateBus:
    """A bus of one's own."""
    return private_bus


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal."""
    return Journal(tmp_path / "quiet" / "restore.json")
