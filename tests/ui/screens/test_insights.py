"""Insights by keys and mouse: pictures and their words, whom and when, the numbers, and looking back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from mentordesk.domain.actions import Action
from mentordesk.domain.insights import Reach
from mentordesk.domain.meetings import Meeting, Status
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.domain.reviews import Review
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.screens.insights import InsightsScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.desks import SmallDesk, small_desk
from tests.support.navigation import NotedNavigation
from tests.support.rehearsal import settle, until
from tests.support.shown import Show


@dataclass
class Stage:
    small: SmallDesk
    screen: InsightsScreen
    navigation: NotedNavigation
    show: Show
    background: Background

    def read(self) -> None:
        until(lambda: not self.screen.is_reading(), "the insights to be read")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as made:
        yield made


def hold(small: SmallDesk, days_ago: int, mentorship: str = "") -> None:
    start = small.clock.now() - timedelta(days=days_ago)
    small.desk.meetings.add(
        Meeting(
            person_id=small.maria.id,
            mentorship_id=mentorship or small.mentorship.id,
            status=Status.HELD,
            starts_at=start,
            actual_start=start,
            actual_end=start + timedelta(minutes=60),
        )
    )


@pytest.fixture
def stage(qapp: QApplication, appearance: Appearance, small: SmallDesk, show: Show) -> Iterator[Stage]:
    background = Background(threads=1)
    navigation = NotedNavigation()
    for days_ago in (3, 17, 31):
        hold(small, days_ago)
    screen = InsightsScreen(appearance, small.desk, small.clock, Acts(), background, navigation)
    made = Stage(small, screen, navigation, show, background)
    show(screen)
    made.read()
    yield made
    background.close()


def test_pictures_come_with_a_sentence_and_their_numbers(stage: Stage) -> None:
    screen = stage.screen
    assert screen.meetings.sentence.text().startswith("There were 3 meetings.")
    assert screen.hours.sentence.text() == "3 hours together, 1 h a meeting on average."
    assert screen.hours.chart.isVisible()
    assert sum(float(row[1]) for row in screen.hours.chart.numbers().raw if isinstance(row[1], float)) == 3.0
    assert not screen.promises.chart.isVisible()
    assert screen.promises.sentence.text() == "No promises were made in this time."


def test_whom_it_is_about_is_chosen_by_typing_a_name(stage: Stage) -> None:
    other = stage.small.desk.mentorships.add(
        Mentorship(person_id=stage.small.desk.people.add(Person(name="Tomasz Nowak")).id)
    )
    hold(stage.small, 5, other.id)
    stage.screen.refresh()
    stage.read()
    assert stage.screen.meetings.sentence.text().startswith("There were 4 meetings.")
    who = stage.screen.bar.who
    who.setFocus()
    QTest.keyClicks(who, "Toma")
    QTest.keyClick(who, Qt.Key.Key_Return)
    stage.read()
    assert stage.screen.meetings.sentence.text().startswith("You and Tomasz met once.")
    assert stage.screen.reviews.isVisible()
    who.clear()
    QTest.keyClick(who, Qt.Key.Key_Return)
    stage.screen.open_person("")
    stage.read()
    assert stage.screen.meetings.sentence.text().startswith("There were 4 meetings.")


def test_a_shorter_span_is_one_click_away(stage: Stage) -> None:
    hold(stage.small, 200)
    stage.screen.refresh()
    stage.read()
    assert stage.screen.shown() is not None
    assert stage.screen.meetings.sentence.text().startswith("There were 4")
    quarter = next(
        one for one in stage.screen.bar.reach.findChildren(QRadioButton) if one.accessibleName() == "3 months"
    )
    QTest.mouseClick(quarter, Qt.MouseButton.LeftButton)
    stage.read()
    assert stage.screen.meetings.sentence.text().startswith("There were 3")


def test_days_the_wrong_way_round_are_asked_for_again_in_place(stage: Stage) -> None:
    bar = stage.screen.bar
    chosen = next(one for one in bar.reach.findChildren(QRadioButton) if one.accessibleName() == "From – to")
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
    assert bar.days.isVisible()
    assert not stage.screen.is_reading()
    for edit, words in ((bar.first, "12 Oct 2026"), (bar.last, "1 Oct 2026")):
        edit.setFocus()
        line = edit.focusWidget() or edit
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)
    stage.read()
    assert "before the first" in bar.last_field.mistake
    assert stage.screen.meetings.sentence.text().startswith("There were 3")


def test_what_changes_on_the_desk_is_read_again(stage: Stage) -> None:
    small = stage.small
    small.desk.actions.add(
        Action(owner_id=small.me.id, mentorship_id=small.mentorship.id, text="Send it", done_at=small.clock.now())
    )
    stage.screen.refresh()
    stage.read()
    assert stage.screen.promises.sentence.text() == "You promised one thing: 1 done in time."
    assert stage.screen.promises.chart.isVisible()


def test_enter_on_a_picture_shows_its_numbers(stage: Stage) -> None:
    chart = stage.screen.hours.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.words_at(chart.cursor_place()) == "November 2026 · 1 h"
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert stage.screen.hours.table.isVisible()
    stage.screen.refresh()
    stage.read()
    assert stage.screen.hours.table.isVisible()


def test_looking_back_is_answered_by_keys_kept_and_shown(stage: Stage) -> None:
    small, screen = stage.small, stage.screen
    assert "Maria" in screen.due_line.text()
    QTest.mouseClick(screen.review_button, Qt.MouseButton.LeftButton)
    settle()
    sheet = screen.sheet
    assert sheet is not None
    first = QApplication.focusWidget()
    assert isinstance(first, QRadioButton)
    QTest.keyClick(first, Qt.Key.Key_Space)
    for _step in range(3):
        step = QApplication.focusWidget()
        assert step is not None
        QTest.keyClick(step, Qt.Key.Key_Right)
    sheet.keep.setFocus()
    QTest.keyClicks(sheet.keep, "The walks")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [kept] = small.desk.reviews.of_mentorship(small.mentorship.id)
    assert (kept.ratings, kept.keep) == ((4, 0, 0, 0, 0, 0), "The walks")
    assert stage.navigation.toasts[-1] == ("Kept, for your eyes only.", True)
    screen.refresh()
    stage.read()
    assert screen.reviews.sentence.text() == "Keep: The walks."
    assert screen.reviews.chart.words_at(0) == "Trust: 4 of 5, mostly"
    assert "last looked back" in screen.due_line.text()


def test_an_empty_look_back_is_asked_for_again_and_stays_open(stage: Stage) -> None:
    stage.screen.look_back(stage.small.mentorship.id)
    settle()
    sheet = stage.screen.sheet
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()
    assert stage.small.desk.reviews.count() == 0
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    settle()
    assert stage.screen.sheet is None


def test_what_was_said_today_stands_in_the_sheet(stage: Stage) -> None:
    today = stage.small.clock.now().date()
    review = Review(mentorship_id=stage.small.mentorship.id, held_on=today, ratings=(2, 3), change="Less haste")
    stage.small.desk.reviews.add(review)
    stage.screen.look_back(stage.small.mentorship.id)
    settle()
    sheet = stage.screen.sheet
    assert sheet is not None
    assert sheet.ratings()[:3] == (2, 3, 0)
    assert sheet.change.text() == "Less haste"


@pytest.mark.parametrize(("width", "scale"), [(1000, 1.0), (700, 1.0), (880, 2.0), (700, 2.0)])
def test_every_picture_has_the_room_it_needs_at_any_width(
    stage: Stage, appearance: Appearance, width: int, scale: float
) -> None:
    small, screen = stage.small, stage.screen
    today = small.clock.now().date()
    small.desk.reviews.add(Review(mentorship_id=small.mentorship.id, held_on=today, ratings=(4, 4, 3, 4, 5, 5)))
    appearance.scale_text(scale)
    screen.window().resize(width, 640)
    screen.open_person(small.maria.id)
    stage.read()
    settle()
    short = [
        figure.accessibleName()
        for figure in screen.figures
        if figure.chart.isVisible() and figure.chart.height() < figure.chart.heightForWidth(figure.chart.width())
    ]
    assert not short


def test_a_new_desk_says_what_will_be_here(appearance: Appearance, small: SmallDesk, show: Show) -> None:
    background = Background(threads=1)
    screen = InsightsScreen(appearance, small.desk, small.clock, Acts(), background, NotedNavigation())
    show(screen)
    until(lambda: not screen.is_reading(), "the insights to be read")
    assert screen.empty.isVisible()
    assert not screen.bar.isVisible()
    assert not any(figure.isVisible() for figure in screen.figures)
    background.close()


def test_a_key_that_plans_means_whom_the_pictures_are_about(stage: Stage) -> None:
    assert stage.screen.context_person() == ""
    stage.screen.open_person(stage.small.maria.id)
    stage.read()
    assert stage.screen.context_person() == stage.small.maria.id
    assert stage.screen.bar.wish().reach is Reach.YEAR
