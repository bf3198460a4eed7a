"""Maria’s page in a window, on a small desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from mentordesk.domain.meetings import Meeting, held, planned
from mentordesk.domain.people import Channel, ChannelKind, Person
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.people import PeopleScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation

Q = TypeVar("Q", bound=QObject)


@dataclass
class MariasPage:
    """Maria's page in a window."""

    small: SmallDesk
    screen: PeopleScreen
    navigation: NotedNavigation

    def visible(self, kind: type[Q]) -> Q:
        (found,) = [one for one in self.screen.findChildren(kind) if one.isVisible()]  # type: ignore[attr-defined]  # only widgets are asked for
        return found

    def maria(self) -> Person:
        return self.small.desk.people.get(self.small.maria.id)

    def history(self) -> list[str]:
        return [row.title for row in self.screen.page.history().model.rows()]

    def scroll_to_end(self) -> None:
        bar = self.screen.page.history().view.verticalScrollBar()
        while True:
            rows, place = len(self.history()), bar.value()
            bar.setValue(bar.maximum())
            for _turn in range(3):
                QApplication.processEvents()
            if (rows, place) == (len(self.history()), bar.maximum()):
                return

    def met(self, days_ago: int, title: str) -> Meeting:
        wall = datetime(2026, 11, 12, 9) - timedelta(days=days_ago)
        one = planned(Meeting(person_id=self.small.maria.id, title=title, wall_start=wall, zone="Europe/Berlin"))
        assert one.starts_at
        return self.small.desk.meetings.add(
            held(one, one.starts_at, one.starts_at + timedelta(minutes=50), "Europe/Berlin")
        )


@pytest.fixture
def marias(tmp_path: Path, appearance: Appearance) -> Iterator[MariasPage]:
    with small_desk(tmp_path) as small:
        reach = (Channel(ChannelKind.MAIL, "maria@example.org"), Channel(ChannelKind.OTHER, "second door"))
        small.desk.people.save(replace(small.maria, channels=reach, remember="Prefers evenings."))
        navigation = NotedNavigation()
        screen = PeopleScreen(appearance, small.desk, small.clock, Acts(), navigation)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1200, 900)
        screen.open_person(small.maria.id)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield MariasPage(small, screen, navigation)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
