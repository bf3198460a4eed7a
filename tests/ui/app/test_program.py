"""The whole program: desks opened, swapped and refused; changes reach the screens; every way out keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.agenda import AgendaItem
from mentordesk.domain.people import Person
from mentordesk.errors import Trouble
from mentordesk.settings import SettingsFile
from mentordesk.store.database import FILE_NAME
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import Kept
from mentordesk.workflows.desk.protect_desk import Wish, protect_new
from mentordesk.workflows.meetings import hold_session
from mentordesk_ui.app.demo_desk import write_demo_desk
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.app.no_desk import NoDesk
from mentordesk_ui.app.program import Program
from mentordesk_ui.app.starting import choose_platform
from mentordesk_ui.parts.search_box import SearchBox
from mentordesk_ui.qtkit.preferences import Preferences
from tests.support.clock import FakeClock
from tests.support.keyrings import MemoryKeyring
from tests.support.rehearsal import Rehearsal, settle, until


@pytest.fixture
def rehearsal(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    opened = Rehearsal(tmp_path)
    yield opened
    opened.close()
    assert opened.bugs == []


@pytest.fixture
def bare(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """A program in which no desk was opened yet."""
    worn = qapp.styleSheet(), qapp.palette(), qapp.font()
    qapp.setQuitOnLastWindowClosed(False)
    program = Program(
        qapp,
        FakeClock(),
        Preferences(SettingsFile(tmp_path / "config")),
        log_folder=tmp_path / "logs",
        keyring=MemoryKeyring(),
    )
    yield program
    program.close()
    program.appearance.undress()
    program.deleteLater()
    settle()
    qapp.setStyleSheet(worn[0])
    qapp.setPalette(worn[1])
    qapp.setFont(worn[2])


def test_a_new_desk_asks_who_it_is_for_and_then_shows_today(bare: Program, tmp_path: Path) -> None:
    bare.open(tmp_path / "desk")
    shown = bare.shown
    assert isinstance(shown, FirstStart)
    shown.window.activateWindow()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Ada Lovelace")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert shown.desk.profile.me().name == "Ada Lovelace"
    bare.begin_with(shown.desk, "today")
    assert isinstance(bare.shown, DeskWindow)
    assert bare.shown.window.current_key() == "today"


def test_a_demo_that_somebody_encrypted_leaves_no_key_behind_when_another_takes_its_place(tmp_path: Path) -> None:
    keyring, folder = MemoryKeyring(), tmp_path / "demo"
    unlocked = protect_new(folder, Wish(Kept.KEYRING), keyring)
    Desk.open(folder, FakeClock(), unlocked.keys).close()
    write_demo_desk(folder, FakeClock(), keyring)
    assert keyring.secrets == {}
    assert is_plain(folder / "desk.db")


def test_a_demo_desk_is_marked_and_one_click_throws_it_away(bare: Program, tmp_path: Path) -> None:
    own = tmp_path / "desk"
    bare.open(own)
    bare.open_demo()
    until(lambda: isinstance(bare.shown, DeskWindow), "the demo desk")
    demo = bare.shown
    assert isinstance(demo, DeskWindow)
    assert demo.window.notice_strip.isVisible()
    folder = demo.desk_folder
    assert (folder / FILE_NAME).exists()
    bare.throw_demo_away()
    assert not folder.exists()
    assert isinstance(bare.shown, FirstStart)
    assert bare.shown.desk_folder == own


def test_a_demo_that_was_encrypted_to_see_how_that_goes_leaves_no_key_behind(bare: Program, tmp_path: Path) -> None:
    bare.open(tmp_path / "desk")
    assert isinstance(bare.keyring, MemoryKeyring)
    own = dict(bare.keyring.secrets)
    bare.open_demo()
    until(lambda: isinstance(bare.shown, DeskWindow), "the demo desk")
    folder = bare.folder()
    assert folder is not None
    bare._lasting.protection.change_key(Wish(Kept.KEYRING))
    until(lambda: isinstance(bare.shown, DeskWindow), "the encrypted demo")
    assert not is_plain(folder / FILE_NAME)
    bare.throw_demo_away()
    until(lambda: isinstance(bare.keyring, MemoryKeyring) and bare.keyring.secrets == own, "the key to be gone")
    bare.open_demo()
    until(lambda: isinstance(bare.shown, DeskWindow), "another demo")
    assert is_plain(folder / FILE_NAME)


def test_throwing_a_demo_away_leaves_whatever_else_lies_in_its_folder(bare: Program, tmp_path: Path) -> None:
    folder = tmp_path / "my papers"
    folder.mkdir()
    (folder / "thesis.txt").write_text("ten years of work")
    (folder / "letters").mkdir()
    write_demo_desk(folder, FakeClock())
    bare.open(folder)
    bare.throw_demo_away()
    assert sorted(path.name for path in folder.iterdir()) == ["letters", "thesis.txt"]
    assert isinstance(bare.shown, FirstStart)


def test_a_damaged_desk_is_said_and_can_be_tried_again(bare: Program, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"no database at all, however long one looks at it" * 200)
    bare.open(folder)
    shown = bare.shown
    assert isinstance(shown, NoDesk)
    assert shown.again is not None
    (folder / FILE_NAME).unlink()
    QTest.mouseClick(shown.again, Qt.MouseButton.LeftButton)
    settle()
    assert isinstance(bare.shown, FirstStart)


def test_undo_and_redo_say_what_they_did(rehearsal: Rehearsal) -> None:
    person = rehearsal.desk.people.others()[0]
    rehearsal.desk.people.remove(person.id, act="Remove somebody")
    rehearsal.shown.undoing.undo()
    toast = rehearsal.window.current_toast()
    assert toast is not None
    assert toast.text() == "Taken back: Remove somebody"
    assert rehearsal.desk.people.get(person.id).deleted_at is None
    rehearsal.shown.undoing.redo()
    assert rehearsal.desk.people.get(person.id).deleted_at is not None


def test_what_another_program_writes_is_seen_in_the_window(rehearsal: Rehearsal) -> None:
    other = Desk.open(rehearsal.folder / "desk", rehearsal.clock)
    me = other.profile.me()
    other.people.save(Person(**{**vars(me), "name": "Elena Maria Weber"}))
    other.close()
    rehearsal.shown._topics.look()
    assert rehearsal.window.rail._name == "Elena Maria Weber"


def test_a_session_left_running_is_offered_when_the_desk_is_opened_again(rehearsal: Rehearsal) -> None:
    meeting = rehearsal.desk.meetings.upcoming(rehearsal.clock.now())[0]
    session = hold_session.prepare_session(rehearsal.desk, meeting.id)
    hold_session.begin(rehearsal.desk, rehearsal.clock, session)
    rehearsal.program.open(rehearsal.folder / "desk")
    rehearsal.shown._warm_up.stop()
    rehearsal.shown._complete(None)
    assert rehearsal.window.current_key() == "focus"
    assert not rehearsal.shown.screens.focus().is_running()


def test_screens_not_seen_read_again_when_they_are_shown(rehearsal: Rehearsal) -> None:
    rehearsal.show_screen("people")
    rehearsal.show_screen("today")
    rehearsal.desk.people.add(Person(name="Zora Neale"))
    assert rehearsal.shown._stale["people"]
    rehearsal.show_screen("people")
    assert rehearsal.shown._stale == {}


def test_who_is_led_to_a_person_finds_the_list_on_the_way_back(rehearsal: Rehearsal) -> None:
    person = rehearsal.desk.people.others()[0]
    rehearsal.shown.ways.open_person(person.id)
    settle()
    people = rehearsal.shown.screens.people()
    assert not people.is_list_shown()
    assert people.page.isVisible()
    assert people.page.person_id() == person.id
    people.page.back_wanted.emit()
    settle()
    assert people.list.isVisible()
    assert person.name in [entry.name for entry in people.list.shown()]


def test_the_search_box_of_a_page_made_later_opens_the_palette(rehearsal: Rehearsal) -> None:
    rehearsal.show_screen("people")
    box = next(one for one in rehearsal.shown.screens.people().list.findChildren(SearchBox) if one.isVisible())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    settle()
    assert rehearsal.window.palette_box.isVisible()


def test_a_note_typed_is_on_disk_when_the_program_ends(rehearsal: Rehearsal) -> None:
    meeting = rehearsal.desk.meetings.upcoming(rehearsal.clock.now())[0]
    rehearsal.shown.ways.open_meeting(meeting.id)
    settle()
    rehearsal.shown.screens.meetings().page.focus_note()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Last words")
    rehearsal.program.close()
    desk = Desk.open(rehearsal.folder / "desk", rehearsal.clock)
    note = desk.notes.of_meeting(meeting.id)
    desk.close()
    assert note is not None
    assert "Last words" in note.text


def test_a_bug_is_logged_and_told_with_a_report_that_holds_no_words_of_the_desk(rehearsal: Rehearsal) -> None:
    secret = "Maria told me about the reorganisation"

    def fail() -> None:
        raise RuntimeError(secret)

    rehearsal.program.background.run(fail)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rehearsal.program._bugs, "_before", _hear_nothing)
        until(lambda: rehearsal.bugs, "the bug")
    (report,) = rehearsal.bugs
    assert "RuntimeError" in report
    assert secret not in report
    log = (rehearsal.folder / "logs" / "mentordesk.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert secret not in log
    rehearsal.bugs.clear()


def test_trouble_is_a_strip_and_a_mistake_a_toast(rehearsal: Rehearsal) -> None:
    rehearsal.program._tell(Trouble("The disk is full."))
    assert rehearsal.window.trouble_strip.isVisible()
    rehearsal.shown._acts.perform(lambda: rehearsal.desk.agenda.add(AgendaItem(text=" ")))
    toast = rehearsal.window.current_toast()
    assert toast is not None
    assert toast.text() == "Write what you want to talk about."


def test_x11_is_preferred_where_both_are_and_nothing_to_show_on_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    choose_platform(both)
    assert both["QT_QPA_PLATFORM"] == "xcb;wayland"
    chosen = {"QT_QPA_PLATFORM": "offscreen"}
    choose_platform(chosen)
    assert chosen == {"QT_QPA_PLATFORM": "offscreen"}
    with pytest.raises(Trouble, match="no screen"):
        choose_platform({})


def _hear_nothing(*_error: object) -> None:
    """Keep the traceback out of what the test prints."""
