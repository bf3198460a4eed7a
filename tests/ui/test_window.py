"""The window goes from screen to screen, finds by the palette, and tells what happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk.errors import Mistake, Trouble
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.search_box import SearchBox
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.shell.commands import Command, PaletteEntry, best_matches, score
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window
from tests.support.clock import FakeClock
from tests.support.shown import appearance

__all__ = ["appearance"]

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class FakeScreen(QWidget):
    def __init__(self, look: Appearance, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.line = LineEdit(look)
        column.addWidget(PageHead(look, title))
        column.addWidget(self.line)
        self.lists = 0

    def show_list(self) -> None:
        self.lists += 1


class Desk:
    """The window under test, and what was built and run."""

    def __init__(self, look: Appearance) -> None:
        self.clock = FakeClock()
        self.built: list[str] = []
        self.ran: list[str] = []
        self.saved: list[bytes] = []
        self.look = look
        self.window = self.make()

    def make(self, geometry: bytes | None = None) -> Window:
        entries = [
            RailEntry(key, icon, title, partial(self.build, title))
            for key, icon, title in (
                ("today", "sun", "Today"),
                ("people", "users", "People"),
                ("goals", "target", "Goals"),
            )
        ]
        return Window(
            self.look, self.clock, entries, load_geometry=partial(self.load, geometry), save_geometry=self.saved.append
        )

    def load(self, geometry: bytes | None) -> bytes | None:
        return geometry

    def build(self, title: str) -> QWidget:
        self.built.append(title)
        return FakeScreen(self.look, title)

    def run(self, name: str) -> None:
        self.ran.append(name)


@pytest.fixture
def desk(appearance: Appearance) -> Iterator[Desk]:
    made = Desk(appearance)
    made.window.show_screen("today")
    made.window.set_commands(
        [
            Command("goals.new", "New goal", "Goals", partial(made.run, "goals.new"), "Ctrl+G", "plus"),
            Command("people.new", "New person", "People", partial(made.run, "people.new"), "", "user-plus"),
        ]
    )
    made.window.show()
    made.window.activateWindow()
    QApplication.processEvents()
    yield made
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_screens_are_built_when_first_shown_and_kept(desk: Desk) -> None:
    assert desk.built == ["Today"]
    QTest.keyClick(desk.window, KEY.Key_3, CTRL)
    QTest.keyClick(desk.window, KEY.Key_1, CTRL)
    QTest.keyClick(desk.window, KEY.Key_3, CTRL)
    assert desk.built == ["Today", "Goals"]
    assert desk.window.current_key() == "goals"
    assert desk.window.screen_of("goals").isVisible()


def test_a_click_in_the_rail_shows_a_screen(desk: Desk) -> None:
    shown = QSignalSpy(desk.window.screen_shown)
    QTest.mouseClick(desk.window.rail.buttons()["people"], LEFT)
    assert shown.at(0)[0] == "people"
    assert desk.window.windowTitle() == "People – MentorDesk"
    assert [key for key, button in desk.window.rail.buttons().items() if button.isChecked()] == ["people"]


def test_the_screen_one_is_on_goes_to_its_list_when_it_is_chosen_again(desk: Desk) -> None:
    people = desk.window.rail.buttons()["people"]
    QTest.mouseClick(people, LEFT)
    screen = desk.window.screen_of("people")
    assert isinstance(screen, FakeScreen)
    assert screen.lists == 0
    QTest.mouseClick(people, LEFT)
    assert screen.lists == 1
    QTest.keyClick(people, KEY.Key_2, CTRL)
    assert screen.lists == 2


def test_a_way_to_a_screen_takes_the_keyboard_along_and_the_rail_keeps_it(desk: Desk) -> None:
    rail = desk.window.rail.buttons()["today"]
    rail.setFocus()
    QTest.keyClick(rail, KEY.Key_2, CTRL)
    people = desk.window.screen_of("people")
    assert focus() is people.line  # type: ignore[attr-defined]  # a FakeScreen
    desk.window.open_palette("go to goals")
    QTest.keyClick(focus(), KEY.Key_Return)
    assert focus() is desk.window.screen_of("goals").line  # type: ignore[attr-defined]  # a FakeScreen
    other = people.findChildren(LineEdit)[-1]
    desk.window.back()
    assert focus() is other
    button = desk.window.rail.buttons()["goals"]
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Return)
    assert focus() is button


def test_a_place_within_a_screen_says_where_the_keyboard_goes(desk: Desk) -> None:
    people = desk.window.screen_of("people")
    at_the_end = LineEdit(desk.look)
    column = people.layout()
    assert column is not None
    column.addWidget(at_the_end)

    def take_focus() -> bool:
        at_the_end.setFocus()
        return True

    people.take_focus = take_focus  # type: ignore[attr-defined]  # what a screen of the program may have
    desk.window.show_screen("people")
    people.line.setFocus()  # type: ignore[attr-defined]  # a FakeScreen
    desk.window.show_screen("today")
    desk.window.show_screen("people", partial(desk.run, "place"))
    assert focus() is at_the_end


def test_an_unknown_screen_is_refused(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.window.show_screen("moon")


def test_back_and_forward_return_to_places_within_screens(desk: Desk) -> None:
    opened: list[str] = []
    desk.window.show_screen("people", partial(opened.append, "maria"))
    desk.window.show_screen("goals")
    QTest.keyClick(desk.window, KEY.Key_Left, ALT)
    assert (desk.window.current_key(), opened) == ("people", ["maria", "maria"])
    QTest.keyClick(desk.window, KEY.Key_Left, ALT)
    QTest.keyClick(desk.window, KEY.Key_Left, ALT)
    assert desk.window.current_key() == "today"
    QTest.keyClick(desk.window, KEY.Key_Right, ALT)
    QTest.keyClick(desk.window, KEY.Key_Right, ALT)
    assert desk.window.current_key() == "goals"
    desk.window.back()
    desk.window.show_screen("today")
    desk.window.forward()
    assert desk.window.current_key() == "today"


@pytest.mark.parametrize(
    ("width", "scale", "slim"), [(1280, 1.0, False), (1099, 1.0, True), (1280, 1.5, False), (1280, 1.6, True)]
)
def test_the_rail_becomes_icons_with_names_where_room_is_short(
    desk: Desk, width: int, scale: float, slim: bool
) -> None:
    desk.window.resize(width, 820)
    desk.look.scale_text(scale)
    QApplication.processEvents()
    button = desk.window.rail.buttons()["goals"]
    assert desk.window.rail.is_slim() is slim
    assert button.toolTip() == ("Goals  Ctrl 3" if slim else "")
    assert button.accessibleName() == "Goals"
    assert desk.window.rail.width() < 100 if slim else desk.window.rail.width() >= 208


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_whole_rail_fits_the_smallest_window(desk: Desk, scale: float) -> None:
    desk.look.scale_text(scale)
    desk.window.resize(desk.window.minimumSize())
    desk.window.set_profile("Elena Weber", "Berlin")
    QApplication.processEvents()
    for button in (
        *desk.window.rail.buttons().values(),
        desk.window.rail.help_button,
        desk.window.rail.theme_button,
        desk.window.rail.profile_button,
    ):
        assert button.visibleRegion().boundingRect().size() == button.size()


def test_the_profile_says_the_time_and_moves_on_with_the_clock(desk: Desk) -> None:
    desk.window.set_profile("Elena Weber", "Berlin")
    assert desk.window.rail.profile_button.accessibleName() == "Elena Weber, Berlin, 14:48"
    desk.clock.advance(minutes=1)
    desk.window.rail.tell_time()
    assert desk.window.rail.profile_button.accessibleName() == "Elena Weber, Berlin, 14:49"
    wanted = QSignalSpy(desk.window.profile_wanted)
    QTest.mouseClick(desk.window.rail.profile_button, LEFT)
    assert wanted.count() == 1


def test_the_theme_switch_changes_between_light_and_dark(desk: Desk) -> None:
    chosen = QSignalSpy(desk.window.theme_chosen)
    QTest.mouseClick(desk.window.rail.theme_button, LEFT)
    QTest.mouseClick(desk.window.rail.theme_button, LEFT)
    assert [chosen.at(0)[0], chosen.at(1)[0], desk.look.theme.name] == ["dark", "light", "light"]


def test_the_palette_runs_what_was_typed_and_gives_the_focus_back(desk: Desk) -> None:
    line = desk.window.screen_of("today").line  # type: ignore[attr-defined]  # a FakeScreen
    line.setFocus()
    QTest.keyClick(line, KEY.Key_K, CTRL)
    QTest.keyClicks(focus(), "new p")
    QTest.keyClick(focus(), KEY.Key_Return)
    assert desk.ran == ["people.new"]
    assert focus() is line


def test_enter_at_the_start_presses_no_button_of_a_notice(appearance: Appearance) -> None:
    thrown: list[str] = []
    window = Desk(appearance).window
    window.show_notice("This is a demo desk.", "Throw it away", partial(thrown.append, "thrown"))
    window.show_screen("today")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(focus(), KEY.Key_K, CTRL)
    QTest.keyClick(focus(), KEY.Key_Escape)
    QTest.keyClick(focus(), KEY.Key_Return)
    window.close()
    window.deleteLater()
    assert thrown == []


def test_a_palette_that_is_asked_for_early_stays_when_it_would_be_prepared(desk: Desk) -> None:
    QTest.keyClick(desk.window, KEY.Key_K, CTRL)
    QTest.keyClicks(focus(), "later")
    assert desk.window.palette_box.entries() == ()
    desk.window.set_commands([Command("later", "Said later", "Page", partial(desk.run, "later"))])
    desk.window.prepare_palette()
    assert desk.window.palette_box.isVisible()
    QTest.keyClick(focus(), KEY.Key_Return)
    assert desk.ran == ["later"]


def test_the_palette_goes_by_arrows_round_its_ends_and_closes_by_escape(desk: Desk) -> None:
    QTest.keyClick(desk.window, KEY.Key_K, CTRL)
    box = desk.window.palette_box
    QTest.keyClicks(focus(), "go to")
    assert [entry.title for entry in box.entries()][:3] == ["Go to Today", "Go to People", "Go to Goals"]
    QTest.keyClick(focus(), KEY.Key_Down)
    assert box.list.currentIndex().row() == 1
    QTest.keyClick(focus(), KEY.Key_Up)
    QTest.keyClick(focus(), KEY.Key_Up)
    assert box.list.currentIndex().row() == len(box.entries()) - 1
    QTest.keyClick(focus(), KEY.Key_Escape)
    assert not box.isVisible()


def test_a_click_runs_a_line_of_the_palette_and_a_click_beside_closes_it(desk: Desk) -> None:
    desk.window.open_palette("go to goals")
    box = desk.window.palette_box
    rect = box.list.visualRect(box.list.rows_model.index(0, 0))
    QTest.mouseClick(box.list.viewport(), LEFT, pos=rect.center())
    assert desk.window.current_key() == "goals"
    desk.window.open_palette()
    QTest.mouseClick(box, LEFT, pos=QPoint(4, 4))
    assert not box.isVisible()


def test_what_ran_last_comes_first(desk: Desk) -> None:
    desk.window.open_palette("new person")
    QTest.keyClick(focus(), KEY.Key_Return)
    desk.window.open_palette()
    assert desk.window.palette_box.entries()[0].title == "New person"
    assert desk.window.palette_box.recent() == ("people.new",)


def test_the_desk_is_searched_by_what_is_typed(desk: Desk) -> None:
    asked: list[str] = []

    def search(words: str) -> list[PaletteEntry]:
        asked.append(words)
        return [PaletteEntry("Promotion case", "Note", partial(desk.run, "note"), "file-text", "Maria Santos")]

    desk.window.add_search(search)
    desk.window.open_palette()
    assert asked == []
    QTest.keyClicks(focus(), "xyzzy")
    assert asked[-1] == "xyzzy"
    QTest.keyClick(focus(), KEY.Key_Return)
    assert desk.ran == ["note"]


def test_every_search_box_of_a_screen_opens_the_palette(desk: Desk) -> None:
    box = desk.window.screen_of("today").findChildren(SearchBox)[0]
    QTest.mouseClick(box, LEFT)
    assert desk.window.palette_box.isVisible()


def test_letters_in_a_row_and_at_word_beginnings_rank_higher() -> None:
    entries = [PaletteEntry(title, "Page", print) for title in ("Show goal notes", "Go to Notes", "Undo")]
    assert [entry.title for entry in best_matches("gn", entries, ())] == ["Show goal notes", "Go to Notes"]
    assert [entry.title for entry in best_matches("page", entries, ())] == ["Show goal notes", "Go to Notes", "Undo"]
    assert score("gtn", "Go to Notes") is not None
    assert score("ntg", "Go to Notes") is None
    assert score("café", "Cafe") == score("cafe", "Café")


def test_a_command_answers_its_key_and_only_when_it_makes_sense(desk: Desk) -> None:
    QTest.keyClick(desk.window, KEY.Key_G, CTRL)
    assert desk.ran == ["goals.new"]
    desk.window.set_commands([Command("x", "Off", "Goals", partial(desk.run, "x"), "Ctrl+G", when=lambda: False)])
    QTest.keyClick(desk.window, KEY.Key_G, CTRL)
    assert desk.ran == ["goals.new"]
    desk.window.open_palette("off")
    assert "Off" not in [entry.title for entry in desk.window.palette_box.entries()]


@pytest.mark.parametrize(("key", "keys"), [(KEY.Key_Question, Qt.KeyboardModifier.NoModifier), (KEY.Key_Slash, CTRL)])
def test_the_list_of_keys_opens_by_question_mark_also_where_one_types_and_names_every_key(
    desk: Desk, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(desk.window, key, keys)
    sheet = desk.window.findChild(Sheet)
    assert sheet is not None
    assert sheet.isVisible()
    said = [widget.accessibleName() for widget in sheet.findChildren(QWidget)]
    for command in desk.window.commands():
        if command.key:
            assert f"{command.title}: {command.key}" in said
    QTest.keyClick(focus(), KEY.Key_Escape)
    assert not sheet.isVisible()


def test_undo_is_wanted_by_key_and_by_toast(desk: Desk) -> None:
    wanted = QSignalSpy(desk.window.undo_wanted)
    QTest.keyClick(desk.window.rail.buttons()["today"], KEY.Key_Z, CTRL)
    toast = desk.window.toast("Goal deleted", undoable=True)
    QTest.mouseClick(next(one for one in toast.findChildren(QWidget) if one.accessibleName() == "Undo"), LEFT)
    assert wanted.count() == 2
    assert desk.window.current_toast() is None


def test_control_z_in_a_line_belongs_to_the_line(desk: Desk) -> None:
    line = desk.window.screen_of("today").line  # type: ignore[attr-defined]  # a FakeScreen
    line.setFocus()
    wanted = QSignalSpy(desk.window.undo_wanted)
    QTest.keyClicks(line, "words")
    QTest.keyClick(line, KEY.Key_Z, CTRL)
    assert (wanted.count(), line.text()) == (0, "")


def test_control_z_is_the_desks_in_a_line_that_was_emptied_by_what_it_added(desk: Desk) -> None:
    line = desk.window.screen_of("today").line  # type: ignore[attr-defined]  # a FakeScreen
    line.setFocus()
    wanted = QSignalSpy(desk.window.undo_wanted)
    QTest.keyClicks(line, "words")
    line.clear()
    QTest.keyClick(line, KEY.Key_Z, CTRL)
    assert (wanted.count(), line.text()) == (1, "")


def test_a_new_toast_takes_the_place_of_the_last(desk: Desk) -> None:
    first = desk.window.toast("One")
    gone = QSignalSpy(first.gone)
    second = desk.window.toast("Two")
    assert gone.count() == 1
    assert desk.window.current_toast() is second
    desk.window.show_mistake(Mistake("Choose a day."))
    shown = desk.window.current_toast()
    assert shown is not None
    assert shown.text() == "Choose a day."


def test_trouble_stays_until_it_is_dismissed_and_can_be_copied(desk: Desk) -> None:
    desk.window.show_trouble(Trouble("The disk is full. Free some space."))
    strip = desk.window.trouble_strip
    assert strip.isVisible()
    QTest.mouseClick(strip.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "The disk is full. Free some space."
    QTest.mouseClick(strip.close_button, LEFT)
    assert not strip.isVisible()


def test_a_notice_keeps_one_button_at_the_top(desk: Desk) -> None:
    desk.window.show_notice("This is a demo desk.", "Throw it away", partial(desk.run, "thrown"))
    QTest.mouseClick(desk.window.notice_strip.button, LEFT)
    assert desk.ran == ["thrown"]
    assert desk.window.notice_strip.y() == 0
    desk.window.hide_notice()
    assert not desk.window.notice_strip.isVisible()


def test_size_and_place_are_remembered(desk: Desk) -> None:
    desk.window.resize(960, 650)
    closing = QSignalSpy(desk.window.closing)
    desk.window.close()
    assert closing.count() == 1
    again = desk.make(desk.saved[0])
    assert (again.width(), again.height()) == (960, 650)
    again.deleteLater()


def test_tab_goes_through_the_rail_and_then_the_screen(desk: Desk) -> None:
    desk.window.set_profile("Elena Weber", "Berlin")
    desk.window.rail.buttons()["today"].setFocus(Qt.FocusReason.TabFocusReason)
    names = []
    for _step in range(8):
        names.append(focus().accessibleName())
        QTest.keyClick(focus(), KEY.Key_Tab)
    in_rail = ["Today", "People", "Goals", "Undo and trash", "Help", "Light or dark", "Elena Weber, Berlin, 14:48"]
    assert names[:7] == in_rail
    assert names[7] == "Search or jump to…"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_palette_fits_the_smallest_window(desk: Desk, scale: float) -> None:
    desk.look.scale_text(scale)
    desk.window.resize(desk.window.minimumSize())
    desk.window.open_palette()
    assert desk.window.rect().contains(desk.window.palette_box.panel.geometry())
