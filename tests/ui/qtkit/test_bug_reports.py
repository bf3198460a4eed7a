"""A bug is logged and told by its place, and says nothing of what somebody wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentordesk.errors import Mistake, Trouble
from mentordesk_ui.qtkit.bug_reports import LOG_NAME, BugReports

SECRET = "Maria wants to leave the company"


@pytest.fixture
def reports(qtbot: QtBot, tmp_path: Path) -> Iterator[BugReports]:
    hook, sys.excepthook = sys.excepthook, lambda *_error: None
    made = BugReports(tmp_path / "logs")
    yield made
    made.release()
    sys.excepthook = hook


def fall_over(words: str) -> None:
    """Do what a bug does: fail at a value, and quote it."""
    try:
        int(words)
    except ValueError as error:
        raise KeyError(words) from error


def caught(words: str) -> None:
    try:
        fall_over(words)
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)


def test_a_bug_is_logged_and_told_by_its_place_alone(reports: BugReports, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(reports.found, timeout=5000) as told:
        caught(SECRET)
    log = (tmp_path / "logs" / LOG_NAME).read_text("utf-8")
    for words in (log, told.args[0]):
        assert "fall_over" in words
        assert "KeyError" in words
        assert SECRET not in words


def test_what_is_for_people_is_no_bug(reports: BugReports, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(reports.mistake, timeout=5000):
        sys.excepthook(Mistake, Mistake(SECRET), None)
    with qtbot.waitSignal(reports.trouble, timeout=5000):
        sys.excepthook(Trouble, Trouble(SECRET), None)
    assert not (tmp_path / "logs").exists()


def test_the_log_is_for_its_owner_only(reports: BugReports, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(reports.found, timeout=5000):
        caught("x")
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0
