"""The screen of advice by keys and mouse, on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from mentordesk.domain.advice import Tried
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.workflows.advice.keep_advice import answer_advice, keep_advice, let_advice_go
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.advice import AdviceScreen
from mentordesk_ui.screens.advice.advice_sheet import AdviceSheet
from mentordesk_ui.screens.advice.keep_sheet import KeepAdviceSheet
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, sample_desk, second_person
from tests.support.shown import Show


@dataclass
class Shown:
    """The screen over Elena’s desk; Chidi is her mentor, Maria her mentee."""

    sample: SampleDesk
    screen: AdviceScreen
    navigation: NotedNavigation
    chidi_id: str
    with_chidi: str

    def given(self, text: str, day: date, context: str = "") -> str:
        """Let Chidi have advised something, and show it."""
        advice = keep_advice(
            self.sample.desk, self.sample.clock, self.with_chidi, self.chidi_id, text, context=context, given_on=day
        )
        self.screen.refresh()
        return advice.id

    def tried(self, advice_id: str) -> list[str]:
        """Return what was answered about a piece of advice."""
        return [one.tried for one in self.sample.desk.advice.answers.of_advice(advice_id)]


@pytest.fixture
def shown(tmp_path: Path, appearance: Appearance, show: Show) -> Iterator[Shown]:
    sample = sample_desk(tmp_path)
    chidi = second_person(sample, last_met=None)
    mentorship = sample.desk.mentorships.current_of(chidi.id)
    assert mentorship is not None
    navigation = NotedNavigation()
    screen = AdviceScreen(appearance, sample.desk, sample.clock, Acts(), navigation)
    show(screen, width=960, height=900)
    yield Shown(sample, screen, navigation, chidi.id, mentorship.id)
    sample.desk.close()


def click(segments: list[QRadioButton], words: str) -> None:
    QTest.mouseClick(next(one for one in segments if one.accessibleName() == words), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_question_that_stands_is_answered_in_place_and_can_be_taken_back(shown: Shown) -> None:
    advice_id = shown.given("Write it down", date(2026, 10, 20))
    (card,) = shown.screen.mine.asked.cards
    click(card.form.segments(), "Yes")
    QTest.keyClicks(card.form.happened, "It was shorter than I feared")
    click(card.form.worth.findChildren(QRadioButton), "4 A good deal")
    QTest.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    (answer,) = shown.sample.desk.advice.answers.of_advice(advice_id)
    assert (answer.tried, answer.happened, answer.worth) == ("yes", "It was shorter than I feared", 4)
    assert shown.screen.mine.asked.cards == []
    assert [row.id for row in shown.screen.mine.tried.view.rows_model.rows()] == [advice_id]
    shown.sample.desk.database.undo()
    shown.screen.refresh()
    assert len(shown.screen.mine.asked.cards) == 1


def test_half_of_what_happened_is_there_again_after_a_kill(shown: Shown, appearance: Appearance, show: Show) -> None:
    advice_id = shown.given("Write it down", date(2026, 10, 20))
    drafts = Drafts(shown.sample.desk.folder / FOLDER_NAME)
    FormDrafts(drafts, shown.screen.window())
    (card,) = shown.screen.mine.asked.cards
    click(card.form.segments(), "Yes")
    QTest.keyClicks(card.form.happened, "It was sho")
    card._keeping.timeout.emit()
    later = AdviceScreen(appearance, shown.sample.desk, shown.sample.clock, Acts(), shown.navigation)
    holder = QWidget()
    FormDrafts(drafts, show(holder, width=960, height=900))
    later.setParent(holder)
    later.show()
    (card,) = later.mine.asked.cards
    assert card.form.happened.text() == "It was sho"
    assert card.form.happened.isVisible()
    assert card.form.answer() is None
    click(card.form.segments(), "Partly")
    QTest.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    (answer,) = shown.sample.desk.advice.answers.of_advice(advice_id)
    assert (answer.tried, answer.happened) == ("partly", "It was sho")
    assert drafts.all() == ()


def test_not_yet_is_one_click_and_says_when_it_is_asked_next(shown: Shown) -> None:
    advice_id = shown.given("Write it down", date(2026, 10, 20))
    click(shown.screen.mine.asked.cards[0].form.segments(), "Not yet")
    assert shown.tried(advice_id) == [Tried.NOT_YET]
    assert shown.navigation.toasts == [("Asked about again Tue 1 Dec", True)]


def test_a_question_can_be_skipped_and_advice_let_go_without_a_word(shown: Shown) -> None:
    skipped = shown.given("Write it down", date(2026, 10, 20))
    QTest.mouseClick(shown.screen.mine.asked.cards[0].skip, Qt.MouseButton.LeftButton)
    assert shown.tried(skipped) == [""]
    dropped = shown.given("Sleep on it", date(2026, 10, 21))
    QTest.mouseClick(shown.screen.mine.asked.cards[0].drop, Qt.MouseButton.LeftButton)
    assert shown.sample.desk.advice.get(dropped).let_go_at is not None
    assert not shown.screen.mine.let_go.isVisible()
    QTest.mouseClick(shown.screen.mine.let_go_button, Qt.MouseButton.LeftButton)
    assert [row.id for row in shown.screen.mine.let_go.view.rows_model.rows()] == [dropped]


def test_what_is_being_written_stays_while_the_desk_changes(shown: Shown) -> None:
    shown.given("Write it down", date(2026, 10, 20))
    card = shown.screen.mine.asked.cards[0]
    click(card.form.segments(), "Partly")
    QTest.keyClicks(card.form.happened, "Half of")
    shown.given("Sleep on it", date(2026, 9, 1))
    assert shown.screen.mine.asked.cards.count(card) == 1
    assert card.form.words() == "Half of"


def test_advice_is_opened_by_enter_answered_at_any_time_and_taken_up_again(shown: Shown) -> None:
    advice_id = shown.given("Write it down", date(2026, 11, 10), context="Before the panel")
    let_advice_go(shown.sample.desk, shown.sample.clock, advice_id)
    shown.screen.open_advice(advice_id)
    sheet = shown.screen.sheet
    assert isinstance(sheet, AdviceSheet)
    assert sheet.confirm_button is not None
    assert not sheet.confirm_button.isEnabled()
    QTest.mouseClick(sheet.turn, Qt.MouseButton.LeftButton)
    assert shown.sample.desk.advice.get(advice_id).let_go_at is None
    view = shown.screen.mine.to_try.view
    view.setFocus()
    view.choose(advice_id)
    QTest.keyClick(view, Qt.Key.Key_Return)
    again = shown.screen.sheet
    assert isinstance(again, AdviceSheet)
    click(again.form.segments(), "Yes")
    QTest.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.tried(advice_id) == [Tried.YES]


def test_new_advice_asks_back_in_place_for_what_is_missing(shown: Shown) -> None:
    QTest.mouseClick(shown.screen.new_button, Qt.MouseButton.LeftButton)
    form = shown.screen.sheet
    assert isinstance(form, KeepAdviceSheet)
    form.person.set_person(shown.with_chidi)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.sample.desk.advice.where() == ()
    QTest.keyClicks(form.text, "Ask first")
    click(form.way.findChildren(QRadioButton), "They advised me")
    form.given_on.set_day(date(2026, 11, 30))
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.sample.desk.advice.where() == ()
    form.given_on.set_day(date(2026, 11, 1))
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (advice,) = shown.sample.desk.advice.where()
    assert (advice.text, advice.giver_id, advice.given_on) == ("Ask first", shown.chidi_id, date(2026, 11, 1))


def test_what_i_advised_stands_by_person_with_what_landed(shown: Shown) -> None:
    sample = shown.sample
    advice = keep_advice(sample.desk, sample.clock, sample.maria_with_me.id, sample.me.id, "Say no kindly")
    answer_advice(sample.desk, sample.clock, advice.id, Tried.YES, happened="Nobody minded", worth=5)
    shown.screen.refresh()
    click(shown.screen.side.findChildren(QRadioButton), "What I advised")
    (section,) = shown.screen.given.sections
    row = section.view.rows_model.row_at(0)
    assert row.detail == "Today · tried · worth 5 of 5 · “Nobody minded”"
    section.view.setFocus()
    section.view.choose(advice.id)
    QTest.keyClick(section.view, Qt.Key.Key_Delete)
    assert sample.desk.advice.where() == ()
    assert shown.navigation.toasts[-1] == ("Removed", True)


def test_a_day_that_has_passed_brings_its_question_when_the_screen_is_seen_again(shown: Shown) -> None:
    shown.given("Write it down", date(2026, 11, 1))
    assert shown.screen.mine.asked.cards == []
    shown.screen.hide()
    shown.sample.clock.advance(days=3)
    shown.screen.show()
    assert [card.row.text for card in shown.screen.mine.asked.cards if card.row] == ["Write it down"]
