"""Today: what it shows before a call, by keys and mouse, and what it reads again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.domain.meetings import Mode
from mentordesk.store.desk import Desk
from mentordesk.workflows.brief.prepare import Brief
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.qtkit.topics import DeskTopics
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.today import today_screen
from mentordesk_ui.screens.today.today_screen import TodayScreen
from mentordesk_ui.theme.appearance import Appearance
from tests.support.clock import FakeClock
from tests.support.navigation import NotedNavigation
from tests.support.sample_desk import SampleDesk, call_off, hold, sample_desk, second_person

Open = Callable[..., TodayScreen]


class Shown:
    """A Today in a window, with what it stands on."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: FakeClock) -> None:
        self.navigation = NotedNavigation()
        self.tick = Tick(timedelta(hours=1))
        self.acts = Acts()
        self.screen = TodayScreen(appearance, desk, clock, self.acts, self.tick, self.navigation)
        self.topics = DeskTopics(desk.database)
        self.topics.changed.connect(self.screen.refresh)

    def show(self, width: int = 1100, height: int = 820) -> TodayScreen:
        self.screen.resize(width, height)
        self.screen.show()
        self.screen.activateWindow()
        QApplication.processEvents()
        return self.screen

    def close(self) -> None:
        self.topics.close()
        self.screen.close()
        self.screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def shown(appearance: Appearance, sample: SampleDesk) -> Iterator[Shown]:
    made = Shown(appearance, sample.desk, sample.clock)
    yield made
    made.close()


def click_row(view: RowView[object], place: int, x: int = 40) -> None:
    rect = view.visualRect(view.model().index(place, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, rect.center().y()))


def words_of(widget: QWidget) -> str:
    """Return everything a widget tells a screen reader, names of those within included."""
    interface = QAccessible.queryAccessibleInterface(widget)
    said = [interface.text(QAccessible.Text.Name)] if interface else []
    said += [
        words_of(child) for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    ]
    return " ".join(said)


def test_the_next_call_is_told_with_nothing_to_click(shown: Shown) -> None:
    screen = shown.show()
    said = words_of(screen)
    for words in (
        "Good afternoon, Elena",
        "Thursday 12 November · one call today",
        "Maria Santos",
        "your mentee",
        "15:00 your time · 22:00 in Manila",
        "in 12 min",
        "Late evening for Maria: end on time.",
        "Not to raise: her old team lead",
    ):
        assert words in said
    assert screen.promises.model.rowCount() == 3
    assert screen.agenda.view.model().rowCount() == 3
    assert screen.goals.model.look_at(0).progress == pytest.approx(0.7)


def test_the_countdown_goes_on_without_reading_the_desk(
    shown: Shown, sample: SampleDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = shown.show()

    def never(*_arguments: object) -> Brief:
        raise AssertionError("the desk was read")

    monkeypatch.setattr(today_screen, "prepare_brief", never)
    sample.clock.advance(minutes=5)
    shown.tick.ticked.emit()
    assert "in 7 min" in words_of(screen.next_call)


def test_when_the_call_is_over_the_tick_asks_what_became_of_it(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show()
    sample.clock.advance(minutes=70)
    shown.tick.ticked.emit()
    assert not screen.next_call.isVisible()
    assert screen.outcome.isVisible()
    QTest.mouseClick(screen.outcome.yes, Qt.MouseButton.LeftButton)
    assert not screen.outcome.isVisible()
    last = sample.desk.meetings.last_held_with(sample.maria.id)
    assert last is not None
    assert last.id == sample.call.id
    assert shown.navigation.toasts[-1] == ("Kept as held.", True)


def test_a_promise_is_ticked_by_mouse_and_key_and_comes_back_with_undo(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show()
    view = screen.promises.view
    click_row(view, 1)
    assert [line.is_done for line in screen.promises.model.rows()] == [False, True, True]
    sample.desk.database.undo()
    assert [line.is_done for line in screen.promises.model.rows()] == [False, False, True]
    view.setFocus()
    view.choose(screen.promises.model.row_at(0).id)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert sum(line.is_done for line in screen.promises.model.rows()) == 2
    assert view.hasFocus()


def test_a_goal_of_the_brief_opens_its_page(shown: Shown, sample: SampleDesk) -> None:
    (goal,) = sample.desk.goals.listed()
    view = shown.show().goals.view
    view.setFocus()
    view.choose(goal.id)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shown.navigation.went == [("goal", goal.id)]


def test_the_buttons_lead_into_the_session_and_to_the_call(
    shown: Shown, sample: SampleDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_call(link: str) -> bool:
        opened.append(link)
        return True

    monkeypatch.setattr(today_screen, "open_call", open_call)
    screen = shown.show()
    screen.next_call.start_button.setFocus()
    QTest.keyClick(screen.next_call.start_button, Qt.Key.Key_Return)
    assert shown.navigation.went == [("session", sample.call.id, sample.maria.id)]
    QTest.mouseClick(screen.next_call.join_button, Qt.MouseButton.LeftButton)
    assert opened == ["https://meet.example.org/maria"]


def test_without_a_link_there_is_nothing_to_join(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show()
    sample.desk.meetings.save(replace(sample.desk.meetings.get(sample.call.id), mode=Mode.IN_PERSON, place="Café Buna"))
    assert not screen.next_call.join_button.isVisible()
    assert "Café Buna" in words_of(screen.next_call)


def test_the_menu_copies_the_brief_as_markdown(shown: Shown) -> None:
    screen = shown.show()
    menu = screen.next_call.menu()
    copy = next(action for action in menu.actions() if "Markdown" in action.text())
    copy.trigger()
    menu.deleteLater()
    assert QGuiApplication.clipboard().text().startswith("# Video call with Maria Santos")


def test_the_brief_is_written_as_pdf(shown: Shown, tmp_path: Path) -> None:
    screen = shown.show()
    screen._copies.write(screen.brief(), str(tmp_path / "brief.pdf"))
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert shown.navigation.toasts[-1][0] == "The brief is in brief.pdf."
    troubles: list[object] = []
    shown.acts.trouble.connect(troubles.append)
    screen._copies.write(screen.brief(), str(tmp_path / "nowhere" / "brief.pdf"))
    assert len(troubles) == 1


def test_something_asked_about_is_not_offered_again(shown: Shown) -> None:
    screen = shown.show()
    line = screen.threads.model.row_at(0)
    menu = screen._todo.thread_menu(line)
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert line.id not in {row.id for row in screen.threads.model.rows()}


def test_an_answer_is_kept_with_what_was_asked(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show()
    line = screen.threads.model.row_at(0)
    menu = screen._todo.thread_menu(line)
    menu.actions()[1].trigger()
    menu.deleteLater()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "It was lovely")
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sample.desk.threads.get(line.id).answer == "It was lovely"


def test_a_change_elsewhere_keeps_focus_and_scroll(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show(height=500)
    bar = screen._scroll.verticalScrollBar()
    bar.setValue(120)
    view = screen.promises.view
    view.setFocus()
    view.choose(screen.promises.model.row_at(1).id)
    place = bar.value()
    sample.desk.people.save(replace(sample.maria, name="Maria Luz Santos"))
    QApplication.processEvents()
    assert "Maria Luz Santos" in words_of(screen.next_call)
    assert view.hasFocus()
    assert view.currentIndex().row() == 1
    assert bar.value() == place


def test_what_changes_while_nobody_looks_is_read_when_it_is_shown(shown: Shown, sample: SampleDesk) -> None:
    screen = shown.show()
    screen.hide()
    sample.desk.people.save(replace(sample.maria, name="Maria Luz Santos"))
    before = screen.brief().person
    assert before is not None
    assert before.name == "Maria Santos"
    screen.show()
    person = screen.brief().person
    assert person is not None
    assert person.name == "Maria Luz Santos"


def test_past_meetings_are_read_as_one_scrolls_and_open(shown: Shown, sample: SampleDesk) -> None:
    for number in range(150):
        hold(sample, sample.maria, datetime(2026, 9, 1, 10) - timedelta(days=number), f"Call {number}")
    screen = shown.show(width=1280)
    past = screen._past_beside
    assert past.isVisible()
    first = past.model.rowCount()
    assert first < 151
    for _page in range(4):
        QTest.keyClick(past.view, Qt.Key.Key_End)
    assert past.model.rowCount() == 151
    titles = [row.meeting.title for row in past.model.rows()]
    assert titles[1:] == [f"Call {number}" for number in range(150)]
    QTest.keyClick(past.view, Qt.Key.Key_Return)
    assert shown.navigation.went[-1] == ("meeting", past.model.row_at(150).id)


def test_in_a_narrow_window_or_with_large_text_the_timeline_moves_below(
    shown: Shown, sample: SampleDesk, appearance: Appearance
) -> None:
    screen = shown.show(width=1280)
    assert screen._past_beside.isVisible()
    screen.resize(960, 640)
    QApplication.processEvents()
    assert not screen._past_beside.isVisible()
    assert screen._past_below.isVisible()
    screen.resize(1280, 820)
    appearance.scale_text(2.0)
    QApplication.processEvents()
    assert screen._past_below.isVisible()
    appearance.scale_text(1.0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_smallest_window(shown: Shown, appearance: Appearance, scale: float) -> None:
    appearance.scale_text(scale)
    screen = shown.show(width=760, height=640)
    QApplication.processEvents()
    content = screen._scroll.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= screen._scroll.viewport().width()
    appearance.scale_text(1.0)


def test_with_nothing_planned_those_due_lead_to_planning(shown: Shown, sample: SampleDesk) -> None:
    chidi = second_person(sample, last_met=datetime(2026, 9, 1, 10))
    call_off(sample)
    screen = shown.show()
    assert screen.nothing_planned.isVisible()
    view = screen.nothing_planned.view
    view.setFocus()
    view.choose(screen.nothing_planned.model.row_at(0).id)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shown.navigation.went == [("plan", chidi.id)]
    menu = screen.nothing_planned.menu(screen.nothing_planned.model.row_at(0))
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert shown.navigation.went[-1] == ("session", "", chidi.id)
    QTest.mouseClick(screen.nothing_planned.call_button, Qt.MouseButton.LeftButton)
    assert shown.navigation.went[-1] == ("session", "", "")


def test_on_a_day_without_a_call_a_calm_row_leads_to_looking_back(shown: Shown, sample: SampleDesk) -> None:
    desk = sample.desk
    [maria] = desk.mentorships.where()
    desk.mentorships.save(replace(maria, started_on=date(2026, 1, 7)))
    call_off(sample)
    screen = shown.show()
    [line] = screen.reviews.model.rows()
    assert (line.name, line.detail) == ("Maria", "You have not looked back yet")
    screen.reviews.view.setFocus()
    QTest.keyClick(screen.reviews.view, Qt.Key.Key_Return)
    assert shown.navigation.went == [("look-back", line.id)]
    desk.mentorships.save(replace(desk.mentorships.get(line.id), review_every_days=0))
    screen.refresh()
    assert not screen.reviews.isVisible()


def test_a_desk_without_people_offers_the_one_next_step(appearance: Appearance, tmp_path: Path) -> None:
    clock = FakeClock()
    desk = Desk.open(tmp_path / "empty", clock)
    asked: list[bool] = []
    screen = TodayScreen(
        appearance, desk, clock, Acts(), Tick(timedelta(hours=1)), NotedNavigation(), lambda: asked.append(True)
    )
    screen.show()
    assert screen.empty.isVisible()
    assert not screen.next_call.isVisible()
    assert not screen.promises.isVisible()
    assert screen.empty.button is not None
    QTest.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [True]
    screen.close()
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.close()


def test_every_control_has_a_name_and_tab_reaches_the_sections_in_reading_order(shown: Shown) -> None:
    screen = shown.show(width=1280)
    reached: list[str] = []
    screen.next_call.start_button.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert all(reached)
    wanted = [
        "Start focus session",
        "Join",
        "Pick up where you left off",
        "Ask about",
        "Agenda",
        "Goals",
        "Past meetings",
    ]
    places = [reached.index(name) for name in wanted]
    assert places == sorted(places), reached


def test_the_card_of_the_next_call_keeps_its_height_on_a_tall_page(shown: Shown) -> None:
    screen = shown.show(height=700)
    before = screen.next_call.height()
    screen.resize(1100, 2400)
    QApplication.processEvents()
    assert screen.next_call.height() == before


@pytest.mark.parametrize("width", [521, 542, 760])
def test_the_ways_into_a_call_stand_on_one_line(shown: Shown, width: int) -> None:
    card = shown.show().next_call
    card.setFixedWidth(width)
    QApplication.processEvents()
    buttons = (card.start_button, card.join_button, card.more_button)
    assert len({button.geometry().center().y() for button in buttons if button.isVisible()}) == 1
