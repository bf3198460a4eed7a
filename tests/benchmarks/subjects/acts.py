"""Acts of a person, by key, each until the window has painted what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.store import engine
from mentordesk.store.database import FILE_NAME
from mentordesk_ui.parts.agenda_list import AgendaList
from mentordesk_ui.rows.row_view import RowView
from tests.benchmarks.subjects.driving import Driver, NotShown, drive, told_to_end
from tests.benchmarks.subjects.telling import finish, tell, tell_samples, timed

TURNS = 8
Key = Qt.Key
Mod = Qt.KeyboardModifier


def main(folder: Path, bare_folder: Path) -> int:
    return drive(folder, partial(_measure, bare_folder))


def _measure(bare_folder: Path, driver: Driver) -> None:
    driver.rest(2500)
    driver.window.activateWindow()
    acts = _Acts(driver)
    bare = _bare_commits(bare_folder)
    for act in (
        acts.tick_a_promise,
        acts.add_a_topic,
        acts.move_a_topic,
        acts.tick_a_topic,
        acts.type_into_the_palette,
        acts.go_to_screens,
        acts.switch_the_theme,
    ):
        try:
            found = act()
        except (NotShown, LookupError, AttributeError) as error:
            tell(name=act.__name__.replace("_", " "), failed=f"{type(error).__name__}: {error}")
            continue
        for name, samples in found.items():
            tell_samples(name, samples, bare if name in _WRITING else ())
    finish()
    told_to_end(driver)


_WRITING = {"ticking a promise", "taking it back", "adding a topic", "moving a topic", "ticking a topic"}


_FIRST_TIME = (
    "going to a screen for the first time",
    "  until all of it is there",
    "going to a screen for the first time: the longest standstill",
)
"""The first is the first sight: the head and what is in view."""


class _Acts:
    """Each act is repeated; returned are the times in ms by the name of the act."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._today: Any = driver.screen("today")

    # --- Today

    def tick_a_promise(self) -> dict[str, list[float]]:
        view: RowView[Any] = self._today.promises.view
        ticked: list[float] = []
        back: list[float] = []
        for _turn in range(TURNS):
            rows = [(row.id, row.is_done) for row in view.rows_model.rows()]
            self._take_keyboard(view)
            view.setCurrentIndex(view.model().index(0, 0))
            told = partial(self._differs, view, rows)
            ticked.append(self._key(view, Key.Key_Space, told))
            done = [(row.id, row.is_done) for row in view.rows_model.rows()]
            back.append(self._key(self._window, Key.Key_Z, partial(self._differs, view, done), Mod.ControlModifier))
        return {"ticking a promise": ticked, "taking it back": back}

    def _differs(self, view: RowView[Any], rows: list[tuple[str, bool]]) -> bool:
        return [(row.id, row.is_done) for row in view.rows_model.rows()] != rows

    def add_a_topic(self) -> dict[str, list[float]]:
        agenda = self._agenda()
        times = []
        for turn in range(TURNS):
            count = agenda.view.model().rowCount()
            self._take_keyboard(agenda.line)
            agenda.line.setText(f"What was measured {turn}")
            self._driver.rest(200)
            times.append(self._key(agenda.line, Key.Key_Return, partial(_has_rows, agenda.view, count + 1)))
        return {"adding a topic": times}

    def move_a_topic(self) -> dict[str, list[float]]:
        agenda = self._agenda()
        times = []
        for turn in range(TURNS):
            before = [row.id for row in agenda.view.rows_model.rows()]
            self._take_keyboard(agenda.view)
            agenda.view.setCurrentIndex(agenda.view.model().index(turn % 2, 0))
            way = Key.Key_Up if turn % 2 else Key.Key_Down
            times.append(self._key(agenda.view, way, partial(self._moved, agenda, before), Mod.AltModifier))
        return {"moving a topic": times}

    def _moved(self, agenda: AgendaList, before: list[str]) -> bool:
        return [row.id for row in agenda.view.rows_model.rows()] != before

    def tick_a_topic(self) -> dict[str, list[float]]:
        agenda = self._agenda()
        times = []
        for _turn in range(TURNS):
            row = agenda.view.rows_model.rows()[0]
            self._take_keyboard(agenda.view)
            agenda.view.setCurrentIndex(agenda.view.model().index(0, 0))
            times.append(self._key(agenda.view, Key.Key_Space, partial(self._changed, agenda, row)))
        return {"ticking a topic": times}

    def _changed(self, agenda: AgendaList, row: object) -> bool:
        return agenda.view.rows_model.rows()[0] != row

    def _agenda(self) -> AgendaList:
        shown: list[AgendaList] = [found for found in self._today.findChildren(AgendaList) if found.isVisible()]
        return shown[0]

    # --- the window

    def type_into_the_palette(self) -> dict[str, list[float]]:
        palette = self._window.palette_box
        opened: list[float] = []
        typed: list[float] = []
        for word in ("plan", "team", "feed", "mari", "care", "goal", "talk", "week"):
            opened.append(self._key(self._window, Key.Key_K, palette.isVisible, Mod.ControlModifier))
            for letter in word:
                QApplication.processEvents()
                act = partial(QTest.keyClicks, palette.line, letter)
                length = len(palette.line.text()) + 1
                typed.append(self._driver.answered(act, partial(_says, palette.line, length), f"matches for {word}"))
            self._driver.rest(200)
            self._key(palette.line, Key.Key_Escape, partial(_is_gone, palette))
        return {"opening the palette": opened, "a letter typed into the palette": typed}

    def go_to_screens(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        each: dict[str, list[float]] = {}
        for turn in range(4):
            for name, key in self._ways():
                if self._window.current_key() == name:
                    continue
                act = partial(self._window.show_screen, name)
                if key:
                    act = partial(QTest.keyClick, self._window, Key(Key.Key_0 + int(key[-1])), Mod.ControlModifier)
                shows, what = partial(self._shows, name), f"the screen {name}"
                if turn:
                    found.setdefault("going to a screen again", []).append(self._driver.answered(act, shows, what))
                else:
                    came = self._driver.opened(act, shows, what)
                    for words, took in zip(_FIRST_TIME, came, strict=True):
                        found.setdefault(words, []).append(took)
                    each[f"  first sight of {name}"] = [came.first_sight]
                    each[f"  all of {name}"] = [came.whole]
                self._driver.rest()
        self._window.show_screen("today")
        self._driver.rest()
        return found | each

    def _ways(self) -> list[tuple[str, str]]:
        """Each screen of the rail and the key that leads there; the last ones have none."""
        commands = [one for one in self._window.commands() if one.name.startswith("go.")]
        return [(one.name.removeprefix("go."), one.key) for one in commands]

    def _shows(self, name: str) -> bool:
        return self._window.current_key() == name and self._driver.screen(name).isVisible()

    def switch_the_theme(self) -> dict[str, list[float]]:
        appearance = self._driver.appearance
        times = []
        for _turn in range(TURNS):
            dark = appearance.theme.is_dark
            times.append(
                self._driver.answered(self._window.rail.switch_theme, partial(_is_other, appearance, dark), "the theme")
            )
            self._driver.rest()
        return {"switching light and dark": times}

    # --- keys

    @property
    def _window(self) -> Any:
        return self._driver.window

    def _take_keyboard(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._driver.rest(200)

    def _key(
        self, widget: QWidget, key: Qt.Key, shows: Callable[[], bool], modifier: Qt.KeyboardModifier = Mod.NoModifier
    ) -> float:
        took = self._driver.answered(partial(QTest.keyClick, widget, key, modifier), shows, f"what {key.name} does")
        self._driver.rest()
        return took


def _has_rows(view: RowView[Any], count: int) -> bool:
    return view.model().rowCount() == count


def _says(line: Any, length: int) -> bool:
    return len(line.text()) == length


def _is_gone(widget: QWidget) -> bool:
    return not widget.isVisible()


def _is_other(appearance: Any, was_dark: bool) -> bool:
    return bool(appearance.theme.is_dark != was_dark)


def _bare_commits(folder: Path) -> list[float]:
    """Return how long one changed row takes to be on disk, in bare SQL on a copy of the desk."""
    connection = engine.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare_action (id TEXT PRIMARY KEY NOT NULL, done_at TEXT) STRICT")
    connection.execute("INSERT INTO bare_action (id) SELECT id FROM action")
    ids = [name for (name,) in connection.execute("SELECT id FROM bare_action LIMIT 20").fetchall()]
    update = "UPDATE bare_action SET done_at = '2026-11-12T14:00:00.000Z' WHERE id = ?"
    times = [timed(partial(connection.execute, update, (name,))) for name in ids]
    connection.close()
    return times[1:]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
