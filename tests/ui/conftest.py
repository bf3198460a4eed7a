"""What tests of the desktop share: pages are whole at once, so that what comes by and by can be asked for right away."""

from __future__ import annotations

import pytest

from mentordesk_ui.qtkit.by_and_by import ByAndBy


@pytest.fixture(autouse=True)
def _pages_are_whole_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of how pages come by and by take it back."""
    monkeypatch.setattr(ByAndBy, "at_once", True)
