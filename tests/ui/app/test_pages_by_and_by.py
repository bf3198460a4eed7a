"""Pages whose rest comes by and by: the same in the end as those made at once, and no step in anybody's way meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk_ui.qtkit.by_and_by import ByAndBy
from mentordesk_ui.screens.actions import ActionsScreen
from mentordesk_ui.screens.goals import GoalsScreen
from mentordesk_ui.screens.notes import NotesScreen
from mentordesk_ui.screens.people import PeopleScreen
from mentordesk_ui.screens.settings import SettingsScreen
from tests.support.rehearsal import Rehearsal, settle, until

CONTROL = Qt.KeyboardModifier.ControlModifier
Seen = list[tuple[str, str, int, int, int, int]]


@contextmanager
def played(folder: Path) -> Iterator[Rehearsal]:
    folder.mkdir()
    stage = Rehearsal(folder)
    try:
        yield stage
        assert not stage.bugs
    finally:
        stage.close()


def rest_of(page: QWidget) -> list[ByAndBy]:
    return [one for one in page.findChildren(ByAndBy) if not one.is_whole]


def is_whole(page: QWidget) -> bool:
    return not rest_of(page)


def seen_of(page: QWidget) -> Seen:
    """Return what is seen of a page, in the order of Tab: what it is, its name, and where it stands."""
    found: Seen = []
    step = page.nextInFocusChain()
    while step is not None and step is not page:
        if page.isAncestorOf(step) and step.isVisible():
            place = step.mapTo(page, QPoint(0, 0))
            found.append(
                (type(step).__name__, step.accessibleName(), place.x(), place.y(), step.width(), step.height())
            )
        step = step.nextInFocusChain()
    return found


def settings(stage: Rehearsal) -> None:
    stage.window.show_screen("settings")


def notes(stage: Rehearsal) -> None:
    stage.window.show_screen("notes")


def goals(stage: Rehearsal) -> None:
    stage.window.show_screen("goals")


def advice(stage: Rehearsal) -> None:
    stage.window.show_screen("advice")


def person(stage: Rehearsal) -> None:
    (row,) = stage.desk.database.rows("SELECT person_id FROM meeting GROUP BY person_id ORDER BY count(*) DESC LIMIT 1")
    stage.shown.ways.open_person(row["person_id"])


WAYS: tuple[Callable[[Rehearsal], None], ...] = (settings, notes, goals, advice, person)


def test_a_page_that_came_by_and_by_is_the_one_that_is_made_at_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[bool, list[Seen]] = {}
    for at_once in (True, False):
        monkeypatch.setattr(ByAndBy, "at_once", at_once)
        with played(tmp_path / str(at_once)) as stage:
            pages = []
            for way in WAYS:
                way(stage)
                page = stage.window.screen_of(stage.window.current_key())
                assert bool(rest_of(page)) is not at_once, way.__name__
                until(partial(is_whole, page), way.__name__)
                pages.append(seen_of(page))
            found[at_once] = pages
    for way, made, came in zip(WAYS, found[True], found[False], strict=True):
        assert len(made) > 10
        assert came == made, way.__name__


def test_what_is_asked_for_meanwhile_is_there(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ByAndBy, "at_once", False)
    with played(tmp_path / "stage") as stage:
        settings(stage)
        screen = stage.window.screen_of("settings")
        assert isinstance(screen, SettingsScreen)
        screen.show_safety()  # somebody is led to a section that has not come yet
        assert not rest_of(screen)
        focused = QApplication.focusWidget()
        assert isinstance(screen.safety, QWidget)
        assert focused is not None
        assert screen.safety.isAncestorOf(focused)

        # The first note is opened by key before the page of notes has been made.
        QTest.keyClick(stage.window, Qt.Key.Key_8, CONTROL)
        shown = stage.window.screen_of("notes")
        assert isinstance(shown, NotesScreen)
        assert "page" not in vars(shown)
        QTest.keyClick(shown.column.view, Qt.Key.Key_Down)
        QTest.keyClick(shown.column.view, Qt.Key.Key_Return)
        assert shown.page.note_id
        assert shown.page.editor.hasFocus()
        QTest.keyClicks(shown.page.editor, "Typed meanwhile ")
        settle()
        assert shown.page.editor.text().count("Typed meanwhile") == 1

        # The keyboard is on a promise, not on the heading above it: the list was told that it has the keyboard.
        QTest.keyClick(stage.window, Qt.Key.Key_5, CONTROL)
        promises = stage.window.screen_of("actions")
        assert isinstance(promises, ActionsScreen)
        assert promises.view.rows_model.look_at(promises.view.currentIndex().row()).enabled

        # The goals are left before those further down have come, and shown again.
        goals(stage)
        listed = stage.window.screen_of("goals")
        assert isinstance(listed, GoalsScreen)
        stage.window.show_screen("today")
        settle()
        assert rest_of(listed)
        goals(stage)
        until(lambda: not rest_of(listed), "the goals")
        assert listed.list.shown()

        # Somebody is read again, by what changed, before the page is whole; nothing stands there twice.
        person(stage)
        people = stage.window.screen_of("people")
        assert isinstance(people, PeopleScreen)
        people.refresh()
        until(lambda: not rest_of(people), "the person")
        assert people.page.history().model.rowCount() > 0
        people.refresh()
        assert not rest_of(people)


def test_the_keyboard_stays_where_it_is_while_the_rest_comes(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ByAndBy, "at_once", False)
    with played(tmp_path / "stage") as stage:
        person(stage)
        page = stage.window.screen_of("people")
        assert isinstance(page, PeopleScreen)
        focused = QApplication.focusWidget()
        assert focused is page.page.head.call
        for _floor in range(3):
            QCoreApplication.sendPostedEvents()  # all but timers: it is painted, and nothing more has come
        assert rest_of(page)
        places = {one: one.mapTo(page, QPoint(0, 0)) for one in page.findChildren(QWidget) if one.isVisible()}
        assert len(places) > 10
        until(lambda: not rest_of(page), "the person")
        assert QApplication.focusWidget() is focused
        moved = [one for one, place in places.items() if one.isVisible() and one.mapTo(page, QPoint(0, 0)) != place]
        assert moved == []
