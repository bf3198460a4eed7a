"""A process of its own that writes into one note, with or without a window: `python -m tests.support.writing_run`.

FOLDER NOTE NAME COUNT WHERE: adds COUNT lines that say NAME, or with WHERE "first" changes the first line each time. "window" types
them into a screen of notes, "script" keeps them as an editor would.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from mentordesk.clock import SystemClock
from mentordesk.drafts import Drafts
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Busy
from mentordesk.workflows.notes.keep_note import keep_note

PATIENCE_S = 60


def script(folder: Path, note_id: str, name: str, count: int, where: str) -> None:
    """Keep a text as an editor does that looks at the desk only when it saves."""
    clock = SystemClock()
    desk = Desk.open(folder, clock, patience_ms=0)
    base = text = desk.notes.get(note_id).text
    _say_ready()
    for number in range(count):
        if where == "first":
            _first, *rest = text.split("\n")
            text = "\n".join((f"{name} {number}", *rest))
        else:
            text = f"{text}\n{name} {number}"
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                base = text = keep_note(desk, clock, note_id, text, base=base).note.text
                break
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.001)
    desk.close()


def window(folder: Path, note_id: str, name: str, count: int) -> None:
    """Type into the screen of notes, as a second window of the program would have it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from mentordesk_ui.qtkit.acts import Acts
    from mentordesk_ui.qtkit.topics import DeskTopics
    from mentordesk_ui.screens.notes import NotesScreen
    from mentordesk_ui.theme.appearance import Appearance
    from tests.support.navigation import NotedNavigation

    application = QApplication([])
    appearance = Appearance()
    appearance.apply(application)
    clock = SystemClock()
    desk = Desk.open(folder, clock, patience_ms=0, keeps_undo=True)
    acts, topics = Acts(), DeskTopics(desk.database)
    screen = NotesScreen(appearance, desk, clock, acts, NotedNavigation(), Drafts(folder / f"drafts-{name}"))
    topics.changed.connect(screen.refresh)
    screen.resize(1200, 800)
    screen.show()
    screen.open_note(note_id)
    application.processEvents()
    _say_ready()
    page = screen.page
    for number in range(count):
        page.focus_text(at_end=True)
        page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
        QTest.keyClick(page.editor, Qt.Key.Key_Return)
        QTest.keyClicks(page.editor, f"{name} {number}")
        until = time.monotonic() + PATIENCE_S
        while not page.keeping.flush() and time.monotonic() < until:
            application.processEvents()
        topics.look()
        application.processEvents()
    screen.leave()
    acts.finish()
    topics.close()
    screen.close()
    desk.close()


def _say_ready() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def main(arguments: list[str]) -> int:
    """Do what is asked."""
    folder, note_id, name, count, where = arguments
    if where == "window":
        window(Path(folder), note_id, name, int(count))
    else:
        script(Path(folder), note_id, name, int(count), where)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
