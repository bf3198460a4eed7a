"""The wrap-up by keys and mouse: everything is kept as it is typed, and leaving early loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from mentordesk.domain.agenda import AgendaState
from mentordesk.domain.records import Visibility
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings import edit_agenda, hold_session
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes import keep_note
from mentordesk.workflows.questions import ask_question
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.screens.wrap_up import WrapUpScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.focus_window import Ways
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.shown import Show


@dataclass
class Sheet:
    """A wrap-up open in a window."""

    sample: SampleDesk
    screen: WrapUpScreen
    ways: Ways
    mails: list[str]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifiers)
        QApplication.processEvents()

    def write(self, widget: QWidget, words: str) -> None:
        """Put the keyboard into a widget and type."""
        widget.setFocus()
        QTest.keyClicks(widget, words)


@pytest.fixture
def sheet(tmp_path: Path, appearance: Appearance, show: Show) -> Iterator[Sheet]:
    sample = sample_desk(tmp_path)
    begun = hold_session.begin(sample.desk, sample.clock, hold_session.prepare_session(sample.desk, sample.call.id))
    sample.clock.advance(minutes=48)
    hold_session.finish(sample.desk, sample.clock, begun.id)
    ways, mails = Ways(), list[str]()

    def open_mail(address: str) -> bool:
        mails.append(address)
        return True

    acts = Acts()
    screen = WrapUpScreen(appearance, sample.desk, sample.clock, acts, ways, open_mail=open_mail)
    acts.setParent(screen)
    topics = DeskTopics(sample.desk.database, screen)

    def follow(changed: frozenset[object]) -> None:
        if changed & screen.topics:
            screen.refresh()

    topics.changed.connect(follow)
    show(screen, width=1280, height=820)
    screen.open(sample.call.id)
    QApplication.processEvents()
    yield Sheet(sample, screen, ways, mails)
    topics.close()
    screen.hide()
    sample.desk.close()


def test_what_was_agreed_is_typed_with_owner_and_day(sheet: Sheet) -> None:
    assert QApplication.focusWidget() is sheet.screen.actions_list.line
    sheet.write(sheet.screen.actions_list.line, "@Maria one page !friday")
    sheet.press(Qt.Key.Key_Return)
    agreed = sheet.sample.desk.actions.of_meeting(sheet.sample.call.id)
    assert [(one.text, one.owner_id, one.due_on) for one in agreed] == [
        ("one page", sheet.sample.maria.id, date(2026, 11, 13))
    ]


def test_topics_are_closed_or_come_along(sheet: Sheet) -> None:
    view = sheet.screen.agenda.view
    for row in (1, 0):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
        )
    items = sheet.sample.desk.agenda.for_meeting(sheet.sample.maria_with_me.id, sheet.sample.call.id)
    assert [item.state for item in items] == [AgendaState.OPEN, AgendaState.DISCUSSED, AgendaState.OPEN]
    assert items[0].carried_since == date(2026, 11, 12)


def test_presence_is_said_by_a_figure_and_kept_at_once(sheet: Sheet) -> None:
    sheet.screen.reflection.presence.findChildren(QRadioButton)[0].setFocus()
    sheet.press(Qt.Key.Key_4)
    kept = sheet.sample.desk.reflections.of_meeting(sheet.sample.call.id)
    assert kept is not None
    assert kept.presence == 4
    sheet.press(Qt.Key.Key_Right)
    assert sheet.screen.reflection.presence.value() == 5


def test_answers_are_on_disk_after_a_pause_in_typing(sheet: Sheet) -> None:
    sheet.write(sheet.screen.reflection.went_well, "She found it herself")
    assert sheet.sample.desk.reflections.count() == 0
    assert sheet.screen.reflection._pause.isActive()
    sheet.screen.reflection._pause.timeout.emit()
    again = Desk.open(sheet.sample.desk.folder, sheet.sample.clock)
    kept = again.reflections.of_meeting(sheet.sample.call.id)
    again.close()
    assert kept is not None
    assert kept.went_well == "She found it herself"


def test_leaving_early_loses_nothing(sheet: Sheet) -> None:
    sheet.write(sheet.screen.reflection.learned, "Ask, then wait")
    sheet.write(sheet.screen.threads.line, "~ the new fl")
    sheet.screen.hide()
    kept = sheet.sample.desk.reflections.of_meeting(sheet.sample.call.id)
    assert kept is not None
    assert kept.learned == "Ask, then wait"
    sheet.screen.show()
    sheet.screen.open(sheet.sample.call.id)
    assert sheet.screen.threads.line.text() == "~ the new fl"


def test_a_half_typed_line_outlives_the_program(sheet: Sheet, appearance: Appearance) -> None:
    sheet.write(sheet.screen.actions_list.line, "@Maria half a prom")
    sheet.screen.actions_list._keeping.timeout.emit()
    later = WrapUpScreen(appearance, sheet.sample.desk, sheet.sample.clock, Acts(), Ways())
    later.open(sheet.sample.call.id)
    assert later.actions_list.line.text() == "@Maria half a prom"
    later.deleteLater()


def test_a_day_for_the_next_meeting_that_was_never_planned_outlives_the_program(
    sheet: Sheet, appearance: Appearance, show: Show
) -> None:
    section = sheet.screen.next
    suggested = section.day.text()
    section.day.selectAll()
    sheet.write(section.day, "2 December")
    section._keepings["next-day"].timeout.emit()
    other = sheet.sample.desk.meetings.first("status = 'held' AND id <> ?", [sheet.sample.call.id], order="starts_at")
    assert other is not None
    sheet.screen.open(other.id)
    assert "Dec" not in section.day.text()
    later = WrapUpScreen(appearance, sheet.sample.desk, sheet.sample.clock, Acts(), Ways())
    show(later, width=1280, height=820)
    later.open(sheet.sample.call.id)
    assert later.next.day.day() == date(2026, 12, 2)
    later.next.plan_button.click()
    assert Drafts(sheet.sample.desk.folder / FOLDER_NAME).all() == ()
    planned = sheet.sample.desk.meetings.where("status = 'planned'", order="starts_at DESC")
    assert planned[0].wall_start is not None
    assert planned[0].wall_start.date() == date(2026, 12, 2)
    assert suggested != later.next.day.text()


def test_half_typed_lines_wait_while_another_meeting_is_wrapped_up(sheet: Sheet) -> None:
    sheet.write(sheet.screen.actions_list.line, "@Maria half a prom")
    sheet.write(sheet.screen.agenda.line, "half a top")
    other = start_unplanned(sheet.sample.desk, sheet.sample.clock, sheet.sample.maria.id)
    sheet.screen.open(other.id)
    assert sheet.screen.actions_list.line.text() == ""
    sheet.screen.open(sheet.sample.call.id)
    assert sheet.screen.actions_list.line.text() == "@Maria half a prom"
    assert sheet.screen.agenda.line.text() == "half a top"


def test_refreshing_leaves_what_is_being_typed(sheet: Sheet) -> None:
    sheet.write(sheet.screen.reflection.went_well, "One moment")
    sheet.screen.refresh()
    assert sheet.screen.reflection.went_well.text() == "One moment"


def test_threads_are_typed_with_a_day_and_removed_with_a_key(sheet: Sheet) -> None:
    sheet.write(sheet.screen.threads.line, "~ her sister's wedding in June")
    sheet.press(Qt.Key.Key_Return)
    thread = sheet.sample.desk.threads.first("origin_meeting_id = ?", [sheet.sample.call.id])
    assert thread is not None
    assert (thread.text, thread.ripe_on) == ("her sister's wedding in June", date(2027, 6, 1))
    assert sheet.screen.threads.line.text() == ""
    view = sheet.screen.threads.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    sheet.press(Qt.Key.Key_Delete)
    assert sheet.sample.desk.threads.first("origin_meeting_id = ?", [sheet.sample.call.id]) is None
    assert ("toast", "Removed") in sheet.ways.went


def test_one_key_plans_the_next_meeting_on_the_same_weekday_and_time(sheet: Sheet) -> None:
    assert sheet.screen.next._words.text() == "Thursday 26 November · 15:00 your time · 22:00 in Manila"
    sheet.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    planned = sheet.sample.desk.meetings.next_with(sheet.sample.maria.id, sheet.sample.clock.now())
    assert planned is not None
    assert planned.starts_at == datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert sheet.screen.next.plan_button.isHidden()
    sheet.sample.desk.database.undo()
    assert not sheet.screen.next.plan_button.isHidden()


def test_another_day_is_said_for_both_before_it_is_planned(sheet: Sheet) -> None:
    sheet.screen.next.day.setFocus()
    sheet.press(Qt.Key.Key_Up)
    assert sheet.screen.next._words.text() == "Friday 27 November · 15:00 your time · 22:00 in Manila"
    sheet.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    planned = sheet.sample.desk.meetings.next_with(sheet.sample.maria.id, sheet.sample.clock.now())
    assert planned is not None
    assert planned.wall_start == datetime(2026, 11, 27, 15)


def test_the_preview_is_exactly_what_is_copied_and_mailed(sheet: Sheet) -> None:
    section = sheet.screen.summary
    assert "How the first 1:1s went" not in section.preview.text()
    QTest.mouseClick(section.rows()[0], Qt.MouseButton.LeftButton)
    item = sheet.sample.desk.agenda.discussed_in(sheet.sample.call.id)[0]
    assert item.visibility is Visibility.SHARED
    assert "How the first 1:1s went" in section.preview.text()
    QTest.mouseClick(section.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().strip() == section.preview.text()
    QTest.mouseClick(section.mail_button, Qt.MouseButton.LeftButton)
    assert unquote(sheet.mails[0].partition("&body=")[2]).replace("\r\n", "\n").strip() == section.preview.text()


def test_a_mail_too_long_for_an_address_is_copied_instead(sheet: Sheet) -> None:
    keep_note.keep_meeting_note(sheet.sample.desk, sheet.sample.clock, sheet.sample.call.id, "We spoke. " * 400)
    QTest.mouseClick(sheet.screen.summary.rows()[-1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.screen.summary.mail_button, Qt.MouseButton.LeftButton)
    assert "&body=" not in sheet.mails[0]
    assert "We spoke." in QApplication.clipboard().text()


def test_done_keeps_the_last_words_and_goes_to_the_meeting(sheet: Sheet) -> None:
    sheet.write(sheet.screen.reflection.would_change, "Fewer questions")
    sheet.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = sheet.sample.desk.reflections.of_meeting(sheet.sample.call.id)
    assert kept is not None
    assert kept.would_change == "Fewer questions"
    assert sheet.ways.went[-1] == ("meeting", sheet.sample.call.id)


@pytest.mark.parametrize(("width", "height", "scale"), [(960, 640, 1.0), (960, 640, 2.0), (1280, 820, 1.5)])
def test_nothing_is_wider_than_its_column(
    sheet: Sheet, appearance: Appearance, width: int, height: int, scale: float
) -> None:
    appearance.scale_text(scale)
    sheet.screen.window().resize(width, height)
    QApplication.processEvents()
    for part in (sheet.screen.reflection, sheet.screen.summary, sheet.screen.next, sheet.screen.threads):
        holder = part.parentWidget()
        assert holder is not None
        assert holder.rect().right() >= part.geometry().right()
        assert part.width() >= part.minimumSizeHint().width(), part


def test_a_question_that_was_talked_about_is_asked_for_its_answer_and_may_stay_open(sheet: Sheet) -> None:
    desk, clock = sheet.sample.desk, sheet.sample.clock
    kept = ask_question.ask(desk, clock, "Who decides?", mentorship_id=sheet.sample.maria_with_me.id)
    QApplication.processEvents()
    assert not sheet.screen.answers.isVisible()
    edit_agenda.tick_topic(desk, clock, kept.agenda_item_id, is_discussed=True, meeting_id=sheet.sample.call.id)
    QApplication.processEvents()
    assert sheet.screen.answers.isVisible()
    assert desk.questions.get(kept.id).is_open
    sheet.write(sheet.screen.answers.lines[kept.id], "She does, after asking")
    sheet.press(Qt.Key.Key_Return)
    assert desk.questions.get(kept.id).answer == "She does, after asking"
    assert not sheet.screen.answers.isVisible()
    desk.database.undo()
    QApplication.processEvents()
    assert desk.questions.get(kept.id).is_open
    assert sheet.screen.answers.isVisible()


def test_an_answer_half_typed_is_kept_on_the_way_out(sheet: Sheet) -> None:
    desk, clock = sheet.sample.desk, sheet.sample.clock
    kept = ask_question.ask(desk, clock, "Who decides?", mentorship_id=sheet.sample.maria_with_me.id)
    edit_agenda.tick_topic(desk, clock, kept.agenda_item_id, is_discussed=True, meeting_id=sheet.sample.call.id)
    QApplication.processEvents()
    sheet.write(sheet.screen.answers.lines[kept.id], "She does")
    sheet.screen.leave()
    assert desk.questions.get(kept.id).answer == "She does"
