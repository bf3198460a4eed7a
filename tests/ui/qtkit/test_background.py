"""Work off the main thread, its results on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from mentordesk.errors import Mistake, Trouble
from mentordesk_ui.qtkit.background import Background, Progress


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, word: object) -> None:
        self.heard.append(word)


def test_the_result_arrives_on_the_main_thread(background: Background, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []

    def done(name: str) -> None:
        heard.append((name, threading.current_thread() is threading.main_thread()))

    background.run(lambda: threading.current_thread().name, done=done)
    assert background.is_busy
    qtbot.waitUntil(lambda: bool(heard))
    name, on_main = heard[0]
    assert name.startswith("background")
    assert on_main
    assert not background.is_busy


def test_progress_arrives_in_order_before_the_result(background: Background, qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(token: Progress) -> str:
        for step in (1, 2, 3):
            token.report(step / 4, f"step {step}")
        return "end"

    background.run(work, done=heard.append, progress=lambda share, words: heard.append((share, words)))
    qtbot.waitUntil(lambda: "end" in heard)
    assert heard == [(0.25, "step 1"), (0.5, "step 2"), (0.75, "step 3"), "end"]


@pytest.mark.parametrize("error", [Mistake("No such file."), Trouble("The disk is full.")])
def test_a_failure_for_people_goes_to_failed(background: Background, qtbot: QtBot, error: Exception) -> None:
    heard: list[object] = []

    def work() -> None:
        raise error

    background.run(work, done=lambda _result: pytest.fail("done"), failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [error]


def test_a_failure_nobody_asked_for_is_announced(background: Background, qtbot: QtBot) -> None:
    trouble = Trouble("The disk is full.")

    def work() -> None:
        raise trouble

    with qtbot.waitSignal(background.trouble) as heard:
        background.run(work)
    assert heard.args == [trouble]


def test_a_bug_reaches_the_excepthook_on_the_main_thread(background: Background, qtbot: QtBot) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        background.run(work, failed=lambda _error: pytest.fail("failed"))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_cancelled_work_can_see_it_and_nobody_is_called_back(background: Background, qtbot: QtBot) -> None:
    started, cancelled = threading.Event(), threading.Event()
    heard: list[object] = []

    def work(token: Progress) -> str:
        started.set()
        cancelled.wait(10)
        return "seen" if token.is_cancelled else "missed"

    seen: list[str] = []

    def watched(token: Progress) -> None:
        seen.append(work(token))

    token = background.run(watched, done=heard.append)
    assert started.wait(10)
    token.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen == ["seen"]
    assert heard == []


def test_a_listener_that_is_gone_is_left_out(background: Background, qtbot: QtBot) -> None:
    listener = Listener()
    go = threading.Event()
    background.run(go.wait, done=listener.hear)
    delete(listener)
    go.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert listener.heard == []


def test_results_that_come_after_their_door_is_gone_are_dropped(qtbot: QtBot) -> None:
    parent = QObject()
    background = Background(parent)
    go, ended = threading.Event(), threading.Event()
    heard: list[object] = []

    def work() -> str:
        go.wait(10)
        ended.set()
        return "late"

    background.run(work, done=heard.append)
    delete(parent)
    go.set()
    assert ended.wait(10)
    other = Background()
    later: list[object] = []
    other.run(lambda: "now", done=later.append)
    qtbot.waitUntil(lambda: bool(later))
    other.close()
    assert heard == []


def test_closing_waits_for_what_is_under_way(qtbot: QtBot) -> None:
    background = Background()
    ended: list[bool] = []
    go = threading.Event()

    def work(token: Progress) -> None:
        go.wait(10)
        ended.append(token.is_cancelled)

    background.run(work)
    go.set()
    background.close()
    assert len(ended) <= 1
    assert not background.is_busy
