"""What changed on a real desk becomes one signal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mentordesk.store.database import Database
from mentordesk.store.topics import EVERYTHING, Topic
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.topics import DeskTopics
from tests.support.clock import FakeClock


def test_a_change_is_announced_with_its_topics(qapp: object, tmp_path: Path) -> None:
    database = Database.open(tmp_path, FakeClock())
    topics = DeskTopics(database)
    spy = QSignalSpy(topics.changed)
    with database.change(Topic.GOALS, Topic.NOTES):
        pass
    assert spy.count() == 1
    assert spy.at(0)[0] == frozenset({Topic.GOALS, Topic.NOTES})
    topics.close()
    database.close()


def test_what_another_program_wrote_is_announced_as_everything(qapp: object, tmp_path: Path) -> None:
    ours, theirs = Database.open(tmp_path, FakeClock()), Database.open(tmp_path, FakeClock())
    topics = DeskTopics(ours)
    spy = QSignalSpy(topics.changed)
    topics.look()
    assert spy.count() == 0
    with theirs.change(Topic.GOALS):
        theirs.tables.execute("CREATE TABLE foreign_thing (x)")
    topics.look()
    assert spy.at(0)[0] == EVERYTHING
    topics.close()
    ours.close()
    theirs.close()


def test_after_closing_nothing_is_heard(qapp: object, tmp_path: Path) -> None:
    database = Database.open(tmp_path, FakeClock())
    topics = DeskTopics(database)
    spy = QSignalSpy(topics.changed)
    topics.close()
    with database.change(Topic.GOALS):
        pass
    topics.look()
    assert spy.count() == 0
    database.close()


def test_a_tick_beats_until_it_is_stopped(qtbot: QtBot) -> None:
    tick = Tick(timedelta(milliseconds=1))
    assert not tick.is_running
    with qtbot.waitSignals([tick.ticked, tick.ticked]):
        tick.start()
    tick.stop()
    assert not tick.is_running
