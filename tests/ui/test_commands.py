"""Commands and the palette: each key means one thing, everything has a name in words, and everything on the desk is found."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from mentordesk_ui.shell.commands import PaletteEntry
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes import SCENES, Scene
from tests.support.scenes.scene import next_call, noted_meeting
from tests.support.stage import Play, play

__all__ = ["play"]

BY_NAME = {scene.name: scene for scene in SCENES}


@pytest.fixture
def stage(play: Play) -> Rehearsal:
    return play(BY_NAME["today"])[0]


def test_no_two_commands_share_a_key_or_a_name(stage: Rehearsal) -> None:
    commands = stage.window.commands()
    keys = Counter(QKeySequence(one.key).toString() for one in commands if one.key)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [name for name, count in Counter(one.name for one in commands).items() if count > 1] == []
    titles = Counter((one.section, one.title) for one in commands)
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_key_can_be_pressed_and_every_command_is_in_words(stage: Rehearsal) -> None:
    for command in stage.window.commands():
        assert not command.title[:1].islower(), command
        assert command.section, command
        if command.key:
            assert QKeySequence(command.key).count() == 1, command
            assert QKeySequence(command.key).toString(), command


@pytest.mark.parametrize("name", ["focus-running", "meeting", "person", "wrap-up"])
def test_no_key_of_the_window_is_bound_twice_where_it_is_used(name: str, play: Play) -> None:
    from PySide6.QtGui import QShortcut

    _stage, window = play(BY_NAME[name])
    bound: Counter[str] = Counter()
    for shortcut in window.findChildren(QShortcut):
        around = shortcut.parent()
        if shortcut.isEnabled() and (around is window or getattr(around, "isVisible", bool)()):
            bound[shortcut.key().toString()] += 1
    assert [key for key, count in bound.items() if key and count > 1] == []


def test_every_screen_of_the_rail_is_reached_from_the_palette(stage: Rehearsal) -> None:
    titles = {command.title for command in stage.window.commands()}
    for button in stage.window.rail.buttons().values():
        assert f"Go to {button.accessibleName()}" in titles


def test_the_palette_finds_every_command_by_its_title(stage: Rehearsal) -> None:
    for command in stage.window.commands():
        if command.name == "window.search" or (command.when is not None and not command.when()):
            continue
        titles = [entry.title for entry in matches(stage, command.title)]
        assert command.entry().title in titles[:3], titles


def test_the_palette_finds_every_person(stage: Rehearsal) -> None:
    for person in stage.desk.people.others():
        found = [entry.name for entry in matches(stage, person.name)]
        assert f"person:{person.id}" in found, person.name


def test_the_palette_finds_meetings_and_notes_and_goes_there(stage: Rehearsal) -> None:
    meeting = noted_meeting(stage)
    note = stage.desk.notes.of_meeting(meeting.id)
    assert note is not None
    person = stage.desk.people.get(meeting.person_id)
    found = [entry.name for entry in matches(stage, f'"{meeting.title}" person:{person.short_name}')]
    assert f"meeting:{meeting.id}" in found
    for _row in range(found.index(f"note:{note.id}")):
        QTest.keyClick(stage.window.palette_box.line, Qt.Key.Key_Down)
    QTest.keyClick(stage.window.palette_box.line, Qt.Key.Key_Return)
    until(lambda: stage.window.current_key() == "meetings", "the meeting")
    assert stage.shown.screens.meetings().shows_page()


def test_a_name_typed_and_enter_lead_to_the_person(stage: Rehearsal) -> None:
    person = stage.desk.people.get(next_call(stage).person_id)
    assert matches(stage, person.short_name.lower())[0].name == f"person:{person.id}"


@pytest.mark.parametrize("name", ["focus.park", "focus.more", "focus.pause", "focus.time"])
def test_what_is_done_about_a_session_from_elsewhere_leaves_one_where_one_is(name: str, play: Play) -> None:
    stage, window = play(BY_NAME["focus-running"])
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    next(one for one in window.commands() if one.name == name).run()  # type: ignore[attr-defined]  # a Window
    settle()
    assert stage.window.current_key() == "meetings"


def matches(stage: Rehearsal, words: str) -> list[PaletteEntry]:
    """Type into the palette and return what it lists."""
    stage.window.open_palette(words)
    settle()
    return list(stage.window.palette_box.list.rows_model.rows())


def test_scenes_have_names_of_their_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)
    assert all(isinstance(scene, Scene) for scene in SCENES)
