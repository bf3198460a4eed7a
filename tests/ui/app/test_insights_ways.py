"""The ways to the Insights in the whole program, by key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk_ui.screens.insights import InsightsScreen
from tests.support.rehearsal import Rehearsal, settle
from tests.support.scenes import SCENES
from tests.support.scenes.insights import read
from tests.support.scenes.scene import next_call
from tests.support.stage import Play, play

__all__ = ["play"]

SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PERSON = next(scene for scene in SCENES if scene.name == "person")


def shown(stage: Rehearsal) -> InsightsScreen:
    assert stage.window.current_key() == "insights"
    screen = stage.shown.screens.insights()
    read(screen)
    return screen


def test_a_key_leads_from_a_person_to_their_pictures_and_back(play: Play) -> None:
    stage, window = play(PERSON)
    person = next_call(stage).person_id
    QTest.keyClick(window, Qt.Key.Key_W, SHIFTED)
    settle()
    screen = shown(stage)
    assert screen.context_person() == person
    assert screen.meetings.sentence.text().startswith("You and Maria met")
    stage.window.back()
    settle()
    assert stage.window.current_key() == "people"


def test_a_key_asks_for_a_look_back_on_whoever_is_shown_and_undo_takes_it_back(play: Play) -> None:
    stage, window = play(PERSON)
    QTest.keyClick(window, Qt.Key.Key_B, SHIFTED)
    settle()
    screen = shown(stage)
    sheet = screen.sheet
    assert sheet is not None
    first = screen.shown()
    assert first is not None
    before = len(first.reviews)
    sheet.choices[0].set_value(4)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    read(screen)
    after = screen.shown()
    assert after is not None
    assert len(after.reviews) == before + 1
    stage.shown.undoing.undo()
    settle()
    read(screen)
    undone = screen.shown()
    assert undone is not None
    assert len(undone.reviews) == before
