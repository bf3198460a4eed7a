"""Garbage is searched for on the main thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from mentordesk_ui.qtkit.collecting import Collecting, collect_if_due


class Knot:
    """Something that only a search can free. It notes on which thread that happened."""

    freed_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.freed_on.append(threading.current_thread())


@pytest.fixture
def collecting(qtbot: QtBot) -> Iterator[Collecting]:
    Knot.freed_on.clear()
    made = Collecting()
    yield made
    made.deleteLater()
    gc.unfreeze()


def test_no_thread_frees_what_another_left(collecting: Collecting) -> None:
    Knot()

    def make_much() -> None:
        for _each in range(20_000):
            made: list[object] = []
            made.append(made)

    worker = threading.Thread(target=make_much)
    worker.start()
    worker.join()
    assert Knot.freed_on == []
    collect_if_due()
    assert Knot.freed_on == [threading.main_thread()]


def test_garbage_is_freed_at_a_beat(collecting: Collecting, qtbot: QtBot) -> None:
    for _each in range(2 * gc.get_threshold()[0]):
        Knot()
    qtbot.waitUntil(lambda: bool(Knot.freed_on), timeout=10_000)
    assert set(Knot.freed_on) == {threading.main_thread()}


def test_little_is_left_to_be_collected_with_more(collecting: Collecting) -> None:
    gc.collect()
    Knot()
    collect_if_due()
    assert Knot.freed_on == []
