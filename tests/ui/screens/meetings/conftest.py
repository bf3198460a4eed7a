"""The screen of meetings in a window, on a small desk with one meeting planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.meetings import Meeting
from mentordesk.drafts import Drafts
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.meetings import MeetingsScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.meetings_screen import plan
from tests.support.navigation import NotedNavigation


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance()
    made.choose("light")
    made.set_reduce_motion(True)
    made.apply(qapp)
    yield made
    made.undress()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def navigation() -> NotedNavigation:
    return NotedNavigation()


@pytest.fixture
def meeting(small: SmallDesk) -> Meeting:
    return plan(small, datetime(2026, 11, 12, 15))


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def screen(
    appearance: Appearance,
    small: SmallDesk,
    navigation: NotedNavigation,
    meeting: Meeting,
    tmp_path: Path,
    opened: list[str],
) -> Iterator[MeetingsScreen]:
    made = MeetingsScreen(
        appearance, small.desk, small.clock, Acts(), navigation, Drafts(tmp_path / "drafts"), open_url=opened.append
    )
    unsubscribe = small.desk.database.subscribe(made.refresh)
    made.resize(1280, 820)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    unsubscribe()
    made.close()
    made.deleteLater()
