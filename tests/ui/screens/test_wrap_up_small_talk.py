"""Small talk and advice in the wrap-up, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.meetings import hold_session
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.wrap_up import WrapUpScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.shown import Show

Opened = tuple[SampleDesk, WrapUpScreen, NotedNavigation]


@pytest.fixture
def opened(tmp_path: Path, appearance: Appearance, show: Show) -> Iterator[Opened]:
    sample = sample_desk(tmp_path)
    begun = hold_session.begin(sample.desk, sample.clock, hold_session.prepare_session(sample.desk, sample.call.id))
    sample.clock.advance(minutes=48)
    hold_session.finish(sample.desk, sample.clock, begun.id)
    navigation = NotedNavigation()
    screen = WrapUpScreen(appearance, sample.desk, sample.clock, Acts(), navigation)
    show(screen, width=1100, height=1400)
    screen.open(sample.call.id)
    yield sample, screen, navigation
    screen.flush()
    sample.desk.close()


def test_one_click_says_who_began_and_another_takes_it_back(opened: Opened) -> None:
    sample, screen, _navigation = opened
    segments = {one.accessibleName(): one for one in screen.small_talk.who.findChildren(QRadioButton)}
    QTest.mouseClick(segments["Maria"], Qt.MouseButton.LeftButton)
    assert sample.desk.meetings.get(sample.call.id).personal_first_id == sample.maria.id
    sample.desk.database.undo()
    screen.refresh()
    assert screen.small_talk.who.value() is None


def test_nobody_noticed_is_an_answer_and_not_the_same_as_not_said(opened: Opened) -> None:
    sample, screen, _navigation = opened
    assert screen.small_talk.who.value() is None
    segments = {one.accessibleName(): one for one in screen.small_talk.who.findChildren(QRadioButton)}
    QTest.mouseClick(segments["Nobody noticed"], Qt.MouseButton.LeftButton)
    kept = sample.desk.meetings.get(sample.call.id)
    assert (kept.personal_first_id, kept.personal_unnoticed) == ("", True)
    screen.refresh()
    assert screen.small_talk.who.value() == "nobody"
    QTest.mouseClick(segments["Maria"], Qt.MouseButton.LeftButton)
    kept = sample.desk.meetings.get(sample.call.id)
    assert (kept.personal_first_id, kept.personal_unnoticed) == (sample.maria.id, False)


def test_a_ring_says_it_was_asked_and_a_word_what_was_told(opened: Opened) -> None:
    sample, screen, _navigation = opened
    section = screen.small_talk
    view = section.view
    thread = view.rows_model.row_at(0)
    ring = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(ring.left() + 10, ring.center().y()))
    assert sample.desk.threads.get(thread.id).asked_at is not None
    assert section.answer.hasFocus()
    QTest.keyClicks(section.answer, "They danced until four")
    QTest.keyClick(section.answer, Qt.Key.Key_Return)
    kept = sample.desk.threads.get(thread.id)
    assert (kept.answer, kept.is_answered) == ("They danced until four", True)
    assert not section.answer.isVisible()


def test_half_an_answer_is_asked_for_again_after_a_kill(opened: Opened, appearance: Appearance, show: Show) -> None:
    sample, screen, navigation = opened
    thread = screen.small_talk.view.rows_model.row_at(0)
    screen.small_talk._ask_what(thread)
    QTest.keyClicks(screen.small_talk.answer, "They danced unt")
    screen.small_talk._keeping.timeout.emit()
    later = WrapUpScreen(appearance, sample.desk, sample.clock, Acts(), navigation)
    show(later, width=1100, height=1400)
    later.open(sample.call.id)
    section = later.small_talk
    assert section.answer.isVisible()
    assert section.answer.text() == "They danced unt"
    assert thread.text in section._answer_field.label
    section.answer.setFocus()
    QTest.keyClicks(section.answer, "il four")
    QTest.keyClick(section.answer, Qt.Key.Key_Return)
    assert sample.desk.threads.get(thread.id).answer == "They danced until four"
    assert Drafts(sample.desk.folder / FOLDER_NAME).all() == ()
    assert not section.answer.isVisible()


def test_delete_says_that_it_is_not_to_be_raised(opened: Opened) -> None:
    sample, screen, navigation = opened
    view = screen.small_talk.view
    thread = view.rows_model.row_at(0)
    view.setFocus()
    view.choose(thread.id)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert sample.desk.threads.get(thread.id).let_be_at is not None
    assert thread.id not in {one.id for one in view.rows_model.rows()}
    assert navigation.toasts[-1] == (f"Not raised again: {thread.text}", True)


def test_a_line_of_advice_is_kept_with_the_call_it_was_given_in(opened: Opened) -> None:
    sample, screen, navigation = opened
    QTest.keyClicks(screen.advice.line, "Ask one question more")
    QTest.keyClick(screen.advice.line, Qt.Key.Key_Return)
    (advice,) = sample.desk.advice.of_meeting(sample.call.id)
    assert (advice.text, advice.giver_id) == ("Ask one question more", sample.me.id)
    assert screen.advice.line.text() == ""
    screen.advice.view.setFocus()
    screen.advice.view.choose(advice.id)
    QTest.keyClick(screen.advice.view, Qt.Key.Key_Return)
    assert navigation.went[-1] == ("advice", advice.id)
    QTest.keyClick(screen.advice.view, Qt.Key.Key_Delete)
    assert sample.desk.advice.of_meeting(sample.call.id) == ()
