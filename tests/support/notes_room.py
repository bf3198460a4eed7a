"""The screen of all notes in a window, on a small desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.note_links import Target
from mentordesk.domain.notes import Note
from mentordesk.drafts import Drafts
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.notes import NotesScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation


@dataclass
class NotesRoom:
    """The screen in a window, on a small desk."""

    small: SmallDesk
    screen: NotesScreen
    navigation: NotedNavigation
    drafts: Drafts

    def write(self, text: str, note: Note | None = None) -> Note:
        self.small.clock.advance(minutes=1)
        note = note or self.small.desk.notes.add(note or Note())
        return keep_note(self.small.desk, self.small.clock, note.id, text).note

    def read(self, note: Note) -> Note:
        return self.small.desk.notes.get(note.id)

    def titles(self) -> list[str]:
        return [row.title for row in self.screen.column.model.rows()]

    def type(self, words: str, note: Note) -> None:
        """Type at the end of a note."""
        self.screen.open_note(note.id)
        self.screen.page.focus_text(at_end=True)
        QTest.keyClicks(self.screen.page.editor, words)

    def asked(self) -> str:
        links = self.screen.page.links
        links.look()
        return links.sentence.text() if links.isVisible() else ""

    def answers(self) -> list[Button]:
        return [one for one in self.screen.page.links.findChildren(Button) if one.isVisible()]

    def target(self, note: Note, place: int = 0) -> Target | None:
        return self.small.desk.notes.links.of_note(note.id)[place].target


@pytest.fixture
def notes(tmp_path: Path, appearance: Appearance) -> Iterator[NotesRoom]:
    with small_desk(tmp_path / "desk") as small:
        navigation = NotedNavigation()
        drafts = Drafts(tmp_path / "drafts")
        screen = NotesScreen(appearance, small.desk, small.clock, Acts(), navigation, drafts)
        topics = DeskTopics(small.desk.database)
        topics.changed.connect(screen.refresh)
        screen.resize(1280, 820)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()
        yield NotesRoom(small, screen, navigation, drafts)
        topics.close()
        screen.leave()
        screen.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
