"""All notes: opened, walked through by the arrow, filtered letter by letter, and a link completed as it is typed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk_ui.screens.notes.screen import NotesScreen
from tests.benchmarks.subjects.driving import Driver, drive, told_to_end
from tests.benchmarks.subjects.telling import finish, tell_samples

TURNS = 12
WORDS = "delegation"


def main(folder: Path) -> int:
    return drive(folder, _measure)


def _measure(driver: Driver) -> None:
    driver.rest(2500)  # what loads after the first sight has
    opened: list[float] = []
    for _turn in range(TURNS):
        opened.append(
            driver.answered(partial(driver.window.show_screen, "notes"), partial(_shows, driver, "notes"), "notes")
        )
        driver.rest()
        driver.answered(driver.shown.ways.open_today, partial(_shows, driver, "today"))
        driver.rest()
    driver.window.show_screen("notes")
    screen = driver.screen("notes")
    assert isinstance(screen, NotesScreen)
    driver.rest()
    walked = [_walk(driver, screen) for _turn in range(TURNS)]
    typed = [_type(driver, screen, letter) for letter in WORDS]
    screen.column.show_all()
    tell_samples("opening all notes", opened[1:])
    tell_samples("the next note", walked)
    tell_samples("a letter of the filter", typed)
    finish()
    told_to_end(driver)


def _walk(driver: Driver, screen: NotesScreen) -> float:
    before = screen.page.note_id
    driver.rest()
    return driver.answered(
        partial(QTest.keyClick, screen.column.view, Qt.Key.Key_Down), lambda: screen.page.note_id != before, "a note"
    )


def _type(driver: Driver, screen: NotesScreen, letter: str) -> float:
    wanted = screen.column.words.text() + letter
    driver.rest()
    return driver.answered(
        partial(QTest.keyClicks, screen.column.words, letter), lambda: screen.column.wanted.words == wanted, "a letter"
    )


def _shows(driver: Driver, key: str) -> bool:
    return driver.window.current_key() == key and driver.screen(key).isVisible()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
