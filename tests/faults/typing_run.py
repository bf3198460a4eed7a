"""A window in which somebody types until it is killed: a note, a row, a new line. `typed.py` forks it. Says when each letter was typed."""

from __future__ import annotations

import os
import random
import time
from functools import partial
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.clock import SystemClock
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.store.desk import Desk
from mentordesk.vault.keys import Keys
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.parts.in_place_edit import InPlaceEdit
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.notes import NotesScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation

_QUICK_MS, _SLOW_MS, _THINKING_MS = 25, 180, 1500
_LETTERS = "abcdefghijklmnopqrstuvwxyz    "


def type_until_killed(folder: Path, keys: Keys, where: str, record_id: str, seed: int, pipe: int) -> NoReturn:
    """Type at the end of a note, of a topic in its row, or into the line that adds one, with that id or of that mentorship.

    Now quickly, now slowly, with pauses to think.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    appearance = Appearance()
    appearance.apply(application)
    desk = Desk.open(folder, SystemClock(), keys, patience_ms=0, keeps_undo=True)
    acts, topics = Acts(), DeskTopics(desk.database)
    drafts = Drafts(folder / FOLDER_NAME, keys)
    if where == "note":
        screen = NotesScreen(appearance, desk, desk.database.clock, acts, NotedNavigation(), drafts)
        topics.changed.connect(screen.refresh)
        screen.resize(1200, 800)
        screen.show()
        editor = _at_end_of_note(screen, record_id)
    else:
        window = QWidget()
        FormDrafts(drafts, window)
        agenda = AgendaList(appearance, desk, acts, NotedNavigation(), parent=window)
        agenda.show_mentorship(record_id)
        agenda.resize(600, 400)
        window.show()
        window.activateWindow()
        editor = _in_row(agenda) if where == "row" else agenda.line
        editor.setFocus()
    typing = QTimer(singleShot=True)
    typing.timeout.connect(partial(_type_one, editor, random.Random(seed), typing, pipe))
    typing.start(0)
    application.exec()
    os._exit(1)


def _at_end_of_note(screen: NotesScreen, note_id: str) -> QWidget:
    screen.open_note(note_id)
    screen.page.focus_text(at_end=True)
    editor = screen.page.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    return editor


def _in_row(agenda: AgendaList) -> QWidget:
    agenda.edit(agenda.view.rows_model.row_at(0))
    (edit,) = agenda.findChildren(InPlaceEdit)
    edit.end(False)
    return edit


def _type_one(editor: QWidget, chance: random.Random, typing: QTimer, pipe: int) -> None:
    letter = chance.choice(_LETTERS)
    at = time.monotonic_ns()
    QTest.keyClicks(editor, letter)
    os.write(pipe, f"{at} {letter}\n".encode("ascii"))
    pause = chance.choices((_QUICK_MS, _SLOW_MS, _THINKING_MS), (20, 8, 1))[0]
    typing.start(chance.randrange(pause))
