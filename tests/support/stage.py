"""Fixtures that play scenes: `play` opens the program in a state, and fails a test in which something went wrong unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.rehearsal import Rehearsal
from tests.support.scenes import Scene

Play = Callable[..., tuple[Rehearsal, QWidget]]
SECONDS_MS = 2000


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Iterator[Play]:
    """Return what plays a scene, once per test, and gives the stage and the window to look at."""
    stages: list[Rehearsal] = []

    def play_scene(scene: Scene, theme: str = "light") -> tuple[Rehearsal, QWidget]:
        stage = Rehearsal(tmp_path, theme=theme, demo=scene.has_desk)
        stages.append(stage)
        window = scene.play(stage)
        # What leaves by itself after some seconds stays: a busy computer looks for longer than that.
        for timer in window.findChildren(QTimer):
            if timer.isSingleShot() and timer.interval() >= SECONDS_MS:
                timer.stop()
        return stage, window

    yield play_scene
    bugs = [bug for stage in stages for bug in stage.bugs]
    for stage in stages:
        stage.close()
    assert not bugs, "\n".join(bugs)
