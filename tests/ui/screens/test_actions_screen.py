"""Promises by keys and mouse: typed, ticked, put off, regrouped, and led back to where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from mentordesk.domain.actions import Action
from mentordesk.domain.goals import Goal
from mentordesk.domain.people import Person
from mentordesk.workflows.notes.keep_note import keep_meeting_note
from mentordesk.workflows.promises.promises_overview import Grouping, PromiseView, Whose
from mentordesk.workflows.promises.put_off_action import today_of
from mentordesk_ui.parts.pick_sheet import PickSheet
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.rows.grouped_rows import Heading
from mentordesk_ui.screens.actions import ActionsScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, sample_desk
from tests.support.shown import Show


@dataclass
class Page:
    """The screen in a window."""

    sample: SampleDesk
    screen: ActionsScreen
    ways: NotedNavigation
    kept: list[str]
    beat: Tick

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifiers)
        QApplication.processEvents()

    def type_line(self, words: str) -> None:
        """Type a promise and press Enter."""
        self.screen.add_line.focus_line()
        QTest.keyClicks(self.screen.add_line.line, words)
        self.press(Qt.Key.Key_Return)

    def titles(self) -> list[str]:
        """Return what the list says: headings in brackets."""
        rows = self.screen.view.rows_model.rows()
        return [f"[{row.title}]" if isinstance(row, Heading) else row.action.text for row in rows]

    def go_to(self, text: str) -> PromiseView:
        """Put the keyboard on a promise."""
        row = next(
            row
            for row in self.screen.view.rows_model.rows()
            if isinstance(row, PromiseView) and row.action.text == text
        )
        self.screen.view.setFocus()
        self.screen.view.choose(row.id)
        return row


@pytest.fixture
def page(tmp_path: Path, appearance: Appearance, show: Show) -> Iterator[Page]:
    sample = sample_desk(tmp_path)
    ways, acts, kept, beat = NotedNavigation(), Acts(), list[str](), Tick(timedelta(hours=1))
    screen = ActionsScreen(appearance, sample.desk, sample.clock, acts, ways, tick=beat, save_grouping=kept.append)
    acts.setParent(screen)
    topics = DeskTopics(sample.desk.database, screen)
    topics.changed.connect(screen.refresh)
    show(screen, width=1280, height=820)
    QApplication.processEvents()
    yield Page(sample, screen, ways, kept, beat)
    topics.close()
    screen.hide()
    sample.desk.close()


def test_promises_stand_by_date_and_by_person_and_the_choice_is_kept(page: Page) -> None:
    assert page.titles() == [
        "[Today]",
        "Draft of the promotion case",
        "[Whenever it suits]",
        "Introduce Maria to Jonas at Nordwind",
    ]
    by_person = page.screen.grouping.findChildren(QRadioButton)[1]
    QTest.mouseClick(by_person, Qt.MouseButton.LeftButton)
    assert page.titles()[0] == "[Maria Santos]"
    assert page.kept == [Grouping.PERSON.value]


def test_a_typed_promise_says_what_it_is_and_stands_in_its_place(page: Page) -> None:
    page.screen.add_line.focus_line()
    QTest.keyClicks(page.screen.add_line.line, "one page @Maria !tomorrow")
    assert page.screen.add_line.understood.text() == "Maria Santos · one page · tomorrow"
    page.press(Qt.Key.Key_Return)
    assert "one page" in page.titles()
    row = page.screen.view.current_row()
    assert isinstance(row, PromiseView)
    assert (row.owner, row.action.due_on) == ("Maria", today_of(page.sample.clock) + timedelta(days=1))
    assert page.ways.toasts[-1] == ("Added: one page", True)


def test_a_name_of_two_people_is_asked_back_in_place(page: Page) -> None:
    other = page.sample.desk.people.add(Person(name="Maria Okafor"))
    page.type_line("one page @Maria")
    assert page.screen.add_line.understood.text() == "Which Maria is meant?"
    button = next(one for one in page.screen.add_line.buttons() if one.words() == "Maria Okafor")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    kept = page.sample.desk.actions.first("text = 'one page'")
    assert kept is not None
    assert kept.owner_id == other.id


def test_an_unknown_day_is_asked_back_in_place_and_nothing_is_lost(page: Page) -> None:
    page.type_line("one page !whenever")
    assert "whenever" in page.screen.add_line.understood.text()
    assert page.screen.add_line.line.text() == "one page !whenever"


def test_what_is_ticked_stays_in_sight_until_one_looks_elsewhere(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    page.press(Qt.Key.Key_Space)
    assert page.sample.desk.actions.get(row.id).done_at is not None
    assert "Draft of the promotion case" in page.titles()
    page.screen.leave()
    assert "Draft of the promotion case" not in page.titles()
    page.sample.desk.database.undo()
    QApplication.processEvents()
    assert "Draft of the promotion case" in page.titles()


def test_the_ring_is_ticked_by_the_mouse(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    view = page.screen.view
    place = view.visualRect(view.currentIndex())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x() + 14, place.center().y()))
    assert page.sample.desk.actions.get(row.id).done_at is not None


def test_a_key_links_a_promise_to_a_goal_and_takes_it_off(page: Page) -> None:
    desk = page.sample.desk
    row = page.go_to("Draft of the promotion case")
    mine = desk.goals.add(Goal(owner_id=desk.profile.me().id, title="Finish the book"))
    page.press(Qt.Key.Key_T)
    assert isinstance(page.screen.deeds.sheet, PickSheet)
    search = QApplication.focusWidget()
    assert search is not None
    QTest.keyClicks(search, "book")
    page.press(Qt.Key.Key_Return)
    assert desk.actions.get(row.id).goal_id == mine.id
    assert page.ways.toasts[-1] == ("Linked to the goal", True)
    page.go_to("Draft of the promotion case")
    page.press(Qt.Key.Key_T)
    sheet = page.screen.deeds.sheet
    assert isinstance(sheet, PickSheet)
    assert sheet.off_button is not None
    sheet.off_button.click()
    assert desk.actions.get(row.id).goal_id == ""


def test_putting_off_in_words_moves_a_promise_to_those_put_off(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    page.screen.deeds.snooze_in_words(row)
    sheet = page.screen.deeds.sheet
    assert sheet is not None
    QTest.keyClicks(sheet.words, "whenever")
    page.press(Qt.Key.Key_Return)
    assert page.screen.deeds.sheet is sheet
    sheet.words.setText("in 2 weeks")
    page.press(Qt.Key.Key_Return)
    assert page.titles()[-2:] == ["[Put off]", "Draft of the promotion case"]
    assert page.ways.toasts[-1] == ("Put off", True)


def test_two_keys_put_off_until_tomorrow(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    page.press(Qt.Key.Key_Z)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    kept = page.sample.desk.actions.get(row.id)
    assert kept.snoozed_until == today_of(page.sample.clock) + timedelta(days=1)


def test_what_is_put_off_comes_back_by_itself_on_its_day(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    page.screen.deeds.snooze(row, today_of(page.sample.clock) + timedelta(days=1))
    assert page.titles()[-2:] == ["[Put off]", "Draft of the promotion case"]
    page.sample.clock.advance(days=1)
    page.beat.ticked.emit()
    assert "[Put off]" not in page.titles()
    assert "Draft of the promotion case" in page.titles()


def test_every_line_of_the_menu_has_a_key_that_does_the_same(page: Page) -> None:
    row = page.go_to("Introduce Maria to Jonas at Nordwind")
    words = [action.text() for action in page.screen.menu_for(row).actions() if action.text()]
    assert words == [
        "Done", "Change", "Until when", "Put off", "Give to Maria", "Goal…", "Show where it comes from",
        "Open Maria’s page", "Let it go", "Remove",
    ]  # fmt: skip
    page.press(Qt.Key.Key_O)
    assert page.sample.desk.actions.get(row.id).owner_id == page.sample.maria.id
    page.press(Qt.Key.Key_P)
    assert page.ways.went[-1] == ("person", page.sample.maria.id)
    page.press(Qt.Key.Key_G)
    assert page.ways.went[-1] == ("meeting", row.action.origin_meeting_id)
    page.press(Qt.Key.Key_X)
    assert page.sample.desk.actions.get(row.id).dropped_at is not None


def test_what_comes_from_a_note_leads_to_its_line(page: Page) -> None:
    kept = keep_meeting_note(
        page.sample.desk, page.sample.clock, page.sample.call.id, "# Call\n\nSome words\n- [ ] look at the CV\n"
    )
    page.screen.refresh()
    page.go_to("look at the CV")
    page.press(Qt.Key.Key_G)
    assert page.ways.went[-1] == ("note", kept.note.id, "3")


def test_words_are_changed_where_they_stand(page: Page) -> None:
    row = page.go_to("Draft of the promotion case")
    page.press(Qt.Key.Key_F2)
    QTest.keyClicks(page.screen.edit_line, "Second draft @me")
    page.press(Qt.Key.Key_Return)
    after = page.sample.desk.actions.get(row.id)
    assert (after.text, after.owner_id) == ("Second draft", page.sample.me.id)


def test_the_keyboard_passes_by_headings(page: Page) -> None:
    page.screen.view.setFocus(Qt.FocusReason.TabFocusReason)
    page.press(Qt.Key.Key_Home)
    seen = []
    for _step in range(2):
        row = page.screen.view.current_row()
        assert isinstance(row, PromiseView)
        seen.append(row.action.text)
        page.press(Qt.Key.Key_Down)
    assert seen == ["Draft of the promotion case", "Introduce Maria to Jonas at Nordwind"]


def test_one_promise_is_found_wherever_it_stands(page: Page) -> None:
    done = page.sample.desk.actions.first("done_at IS NOT NULL")
    assert done is not None
    page.screen.whose.set_value(Whose.THEIRS)
    page.screen.open_action(done.id)
    row = page.screen.view.current_row()
    assert isinstance(row, PromiseView)
    assert row.id == done.id
    assert page.screen.closed.value() is True


def test_of_thousands_only_a_page_is_read(page: Page) -> None:
    desk, me = page.sample.desk, page.sample.me
    desk.actions.add_all([Action(owner_id=me.id, text=f"promise {number}") for number in range(2000)])
    QApplication.processEvents()
    assert page.screen.view.rows_model.rowCount() < 200
    last = desk.actions.first("text = 'promise 1999'")
    assert last is not None
    page.screen.open_action(last.id)
    row = page.screen.view.current_row()
    assert isinstance(row, PromiseView)
    assert row.action.text == "promise 1999"


def test_nothing_promised_says_what_belongs_there(page: Page) -> None:
    for action in page.sample.desk.actions.where():
        page.sample.desk.actions.remove(action.id)
    QApplication.processEvents()
    assert page.screen.empty.isVisible()
    button = page.screen.empty.button
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.screen.add_line.line.hasFocus()
