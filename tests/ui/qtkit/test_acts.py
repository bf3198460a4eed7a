"""Writes are tried again while the desk is busy, keep their order, and fail in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mentordesk.errors import Mistake, Trouble
from mentordesk.store.database import Busy
from mentordesk_ui.qtkit.acts import TRIES, Acts


def _busy(times: int, word: str, wrote: list[str]) -> Callable[[], str]:
    left = [times]

    def write() -> str:
        if left[0]:
            left[0] -= 1
            raise Busy("Another program is writing.")
        wrote.append(word)
        return word

    return write


def test_a_write_happens_at_once(qapp: object) -> None:
    wrote: list[str] = []
    heard: list[str] = []
    Acts().perform(_busy(0, "a", wrote), heard.append)
    assert wrote == heard == ["a"]


def test_a_busy_desk_is_tried_again_and_order_is_kept(qtbot: QtBot) -> None:
    acts = Acts()
    wrote: list[str] = []
    acts.perform(_busy(2, "first", wrote))
    acts.perform(_busy(0, "second", wrote))
    assert acts.is_waiting
    assert wrote == []
    qtbot.waitUntil(lambda: not acts.is_waiting)
    assert wrote == ["first", "second"]


def test_a_desk_that_stays_busy_is_trouble_and_what_follows_still_runs(qtbot: QtBot) -> None:
    acts = Acts()
    spy = QSignalSpy(acts.trouble)
    wrote: list[str] = []
    acts._timer.setInterval(0)
    acts.perform(_busy(TRIES, "first", wrote))
    acts.perform(_busy(0, "second", wrote))
    qtbot.waitUntil(lambda: not acts.is_waiting)
    assert spy.count() == 1
    assert isinstance(spy.at(0)[0], Busy)
    assert wrote == ["second"]


def test_a_mistake_goes_to_who_asked(qapp: object) -> None:
    acts = Acts()
    spy = QSignalSpy(acts.mistake)
    heard: list[Mistake] = []
    mistake = Mistake("Give it a name.", field="name")

    def write() -> None:
        raise mistake

    acts.perform(write, failed=heard.append)
    assert heard == [mistake]
    assert spy.count() == 0
    acts.perform(write)
    assert spy.at(0)[0] is mistake


def test_trouble_is_announced(qapp: object) -> None:
    acts = Acts()
    spy = QSignalSpy(acts.trouble)

    def write() -> None:
        raise Trouble("The disk is full.")

    acts.perform(write, done=lambda _result: pytest.fail("done"))
    assert spy.count() == 1


def test_a_bug_passes_through_and_does_not_stop_what_follows(qapp: object) -> None:
    acts = Acts()
    wrote: list[str] = []

    def write() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        acts.perform(write)
    acts.perform(_busy(0, "after", wrote))
    assert wrote == ["after"]


def test_who_is_told_may_write_again(qapp: object) -> None:
    acts = Acts()
    wrote: list[str] = []
    acts.perform(_busy(0, "a", wrote), lambda _word: acts.perform(_busy(0, "b", wrote)))
    assert wrote == ["a", "b"]


def test_at_the_end_what_waits_is_tried_once_more(qapp: object) -> None:
    acts = Acts()
    spy = QSignalSpy(acts.trouble)
    wrote: list[str] = []
    acts.perform(_busy(1, "first", wrote))
    acts.perform(_busy(9, "second", wrote))
    acts.finish()
    assert wrote == ["first"]
    assert spy.count() == 1
    assert not acts.is_waiting
