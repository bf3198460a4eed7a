"""The screen of goals in a window, on a small desk, with the sheets it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.goals import Goal
from mentordesk.drafts import Drafts
from mentordesk.workflows.goals.keep_goal import GoalWords, add_goal
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.goals import GoalsScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

S = TypeVar("S", bound=Sheet)


class Leading(NotedNavigation):
    """Opens goals for real: setting one leads to its page."""

    screen: GoalsScreen

    def open_goal(self, goal_id: str) -> None:
        super().open_goal(goal_id)
        self.screen.open_goal(goal_id)


@dataclass
class GoalsRoom:
    """The screen of goals in a window."""

    small: SmallDesk
    screen: GoalsScreen
    navigation: Leading

    def goal(self, **words: Any) -> Goal:
        said = {"title": "Lead a team of four", "owner_id": self.small.maria.id} | words
        made = add_goal(self.small.desk, self.small.clock, GoalWords(**said))
        QApplication.processEvents()
        return made

    def sheet(self, kind: type[S]) -> S:
        assert isinstance(self.screen.sheet, kind)
        return self.screen.sheet

    def steps(self, goal: Goal) -> list[str]:
        return [step.text for step in self.small.desk.goals.milestones_of(goal.id)]


@pytest.fixture
def goals(tmp_path: Path, appearance: Appearance) -> Iterator[GoalsRoom]:
    with small_desk(tmp_path) as small:
        navigation = Leading()
        screen = GoalsScreen(appearance, small.desk, small.clock, Acts(), navigation, Drafts(tmp_path / "drafts"))
        navigation.screen = screen
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1100, 900)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield GoalsRoom(small, screen, navigation)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)
