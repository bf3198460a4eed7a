"""A private bus, and a journal, for everything that is switched."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.presence.journal import Journal
from tests.support.private_bus import PrivateBus, needs


@pytest.fixture
def session() -> Iterator[PrivateBus]:
    """A bus of one's own. Its folder has a short name: a socket's path may have no more than 107 letters."""
    needs("dbus-daemon")
    with tempfile.TemporaryDirectory(prefix="md-") as folder, PrivateBus(Path(folder)) as bus:
        yield bus


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal."""
    return Journal(tmp_path / "quiet" / "restore.json")
