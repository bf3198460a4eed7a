"""The lock: nothing of the desk is seen, heard or reached, nothing of it is lost, and a session goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.vault.key_file import Entry, Kept, KeyFile
from mentordesk.vault.keys import NO_KEYS, Key, Keys
from mentordesk.vault.wrapping import Cost, Purpose, Wrapped
from mentordesk.workflows.promises.promises_overview import PromiseView
from mentordesk_ui.app.desk_unlocker import DeskUnlocker
from mentordesk_ui.app.locking import Locking
from mentordesk_ui.screens.actions import ActionsScreen
from mentordesk_ui.shell.lock_page import LockPage
from tests.support.hearing import transcript
from tests.support.reading import read_window
from tests.support.rehearsal import Rehearsal, settle, until
from tests.support.scenes.privacy import Passphrase
from tests.support.scenes.scene import noted_meeting, running

QUICK = Cost(1, 8 << 20)


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    made = Rehearsal(tmp_path)
    yield made
    bugs = made.bugs
    made.close()
    assert not bugs, "\n".join(bugs)


def lock_of(stage: Rehearsal) -> Locking:
    return stage.shown.privacy().locking


def lock(stage: Rehearsal) -> LockPage:
    """Lock by the key, as a person does."""
    QTest.keySequence(stage.window, QKeySequence("Ctrl+L"))
    settle()
    page = lock_of(stage).page
    assert page is not None
    return page


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def all_that_is_told(window: QWidget) -> str:
    """Return every word that is painted or that a screen reader finds."""
    painted = " ".join(words.text for words in read_window(window))
    return f"{window.windowTitle()}\n{painted}\n{transcript(window)}"


def test_a_locked_desk_shows_and_tells_nothing_but_that_it_is_locked(stage: Rehearsal) -> None:
    stage.shown.ways.open_meeting(noted_meeting(stage).id)
    settle()
    before = all_that_is_told(stage.window)
    assert "Maria" in before
    lock(stage)
    told = all_that_is_told(stage.window)
    assert "Locked" in told
    names = [part for name in stage.desk.people.names().values() for part in name.split()]
    assert [name for name in names if name in told] == []
    # The picture that a task switcher takes of the window is the page.
    page = lock_of(stage).page
    assert page is not None
    assert page.geometry() == stage.window.rect()
    assert stage.window.childAt(stage.window.rect().center()) in [page, *page.findChildren(QWidget)]


def test_tab_stays_on_the_page_and_the_keys_of_the_desk_rest(stage: Rehearsal) -> None:
    stage.show_screen("today")
    page = lock(stage)
    for _turn in range(6):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus)
    for key in ("Ctrl+K", "Ctrl+2", "F1", "Ctrl+Z", "Ctrl+Shift+N"):
        QTest.keySequence(stage.window, QKeySequence(key))
        settle()
    assert stage.window.current_key() == "today"
    assert "palette" not in transcript(stage.window).casefold()
    assert lock_of(stage).is_locked


def test_without_a_passphrase_it_says_so_and_enter_opens_it(stage: Rehearsal) -> None:
    stage.show_screen("today")
    page = lock(stage)
    assert "only hides" in page.honest.text()
    press(Qt.Key.Key_Return)
    settle()
    assert not lock_of(stage).is_locked
    assert "Maria" in all_that_is_told(stage.window)


def test_what_was_typed_is_saved_before_and_the_keyboard_is_back_where_it_was(stage: Rehearsal) -> None:
    meeting = noted_meeting(stage)
    stage.shown.ways.open_meeting(meeting.id)
    settle()
    editor = stage.shown.screens.meetings().page.note.editor
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, " and one thing more")
    place = editor.textCursor().position()
    page = lock(stage)
    note = stage.desk.notes.of_meeting(meeting.id)
    assert note is not None
    assert note.text.endswith("and one thing more")
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settle()
    assert QApplication.focusWidget() is editor
    assert editor.textCursor().position() == place
    QTest.keyClicks(editor, ", too")
    assert editor.text().endswith("and one thing more, too")


def test_a_row_that_is_being_changed_is_kept_and_a_half_typed_line_is_on_disk(stage: Rehearsal) -> None:
    screen = stage.show_screen("actions")
    assert isinstance(screen, ActionsScreen)
    screen.add_line.focus_line()
    QTest.keyClicks(screen.add_line.line, "half a promi")
    screen.view.choose_first()
    row = screen.view.current_row()
    assert isinstance(row, PromiseView)
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_F2)
    QTest.keyClick(screen.edit_line, Qt.Key.Key_End)
    QTest.keyClicks(screen.edit_line, " and more")
    page = lock(stage)
    assert stage.desk.actions.get(row.id).text == f"{row.action.text} and more"
    drafts = Drafts(stage.desk.folder / FOLDER_NAME, stage.desk.keys)
    assert [draft.text for draft in drafts.all()] == ["half a promi"]
    told = all_that_is_told(stage.window)
    assert "half a promi" not in told
    assert "and more" not in told
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settle()
    assert screen.add_line.line.text() == "half a promi"


def test_a_sheet_is_there_again_with_all_that_was_typed(stage: Rehearsal) -> None:
    stage.show_screen("people")
    stage.shown.screens.people().new_person()
    settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Somebody New")
    page = lock(stage)
    assert not line.isVisible()
    assert "Somebody" not in all_that_is_told(stage.window)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settle()
    assert line.isVisible()
    assert line.text() == "Somebody New"
    assert QApplication.focusWidget() is line


def test_menus_close_and_the_clipboard_is_left_alone(stage: Rehearsal) -> None:
    stage.show_screen("today")
    QGuiApplication.clipboard().setText("from another program")
    menu = QMenu(stage.window)
    menu.addAction("Call with Maria")
    menu.popup(stage.window.mapToGlobal(stage.window.rect().center()))
    settle()
    lock_of(stage).lock()
    settle()
    assert not menu.isVisible()
    assert QGuiApplication.clipboard().text() == "from another program"


def test_what_comes_up_while_it_is_locked_waits_below(stage: Rehearsal) -> None:
    stage.show_screen("today")
    lock(stage)
    stage.window.show_keys()
    stage.window.toast("Kept: a note about Maria", undoable=True)
    settle()
    told = all_that_is_told(stage.window)
    assert "Maria" not in told
    assert "Go to People" not in told
    focus = QApplication.focusWidget()
    page = lock_of(stage).page
    assert page is not None
    assert focus is None or page.isAncestorOf(focus) or focus is page
    page.button.click()
    settle()
    assert "Go to People" in transcript(stage.window)


def test_other_windows_of_the_program_are_hidden_and_come_back(stage: Rehearsal) -> None:
    stage.show_screen("today")
    other = QTextEdit()
    other.setPlainText("Maria in a window of its own")
    other.show()
    settle()
    lock_of(stage).lock()
    settle()
    page = lock_of(stage).page
    assert page is not None
    assert not other.isVisible()
    page.button.click()
    settle()
    assert other.isVisible()
    other.close()
    other.deleteLater()


def test_a_reminder_behind_the_lock_names_nobody_and_begins_nothing(stage: Rehearsal) -> None:
    stage.show_screen("today")
    lock(stage)
    stage.program.preferences.choose(reminders_on=True)
    reminding = stage.shown.screens.speaking_up.reminding()
    assert reminding is not None
    reminding.look()
    settle()
    window = reminding.window
    assert window is not None
    assert window.isVisible()
    told = all_that_is_told(window)
    assert "A call" in told
    assert "Maria" not in told
    assert "Manila" not in told
    assert "MS" not in told
    assert window.got_it_button.isVisible()
    assert not window.session_button.isVisible()
    assert not window.join_button.isVisible()
    lock_of(stage).page.button.click()  # type: ignore[union-attr]  # it is locked
    settle()
    assert "Maria" in all_that_is_told(window)
    assert window.session_button.isVisible()


def test_no_session_is_suggested_behind_the_lock(stage: Rehearsal) -> None:
    suggesting = stage.shown.screens.speaking_up.suggesting()
    assert suggesting is not None
    suggesting._suggest("Zoom")
    settle()
    assert suggesting.is_speaking()
    lock_of(stage).lock()
    settle()
    assert not suggesting.is_speaking()
    suggesting.not_now()
    suggesting._suggest("Zoom")
    assert not suggesting.is_speaking()


def test_a_session_goes_on_and_its_bare_time_is_seen(stage: Rehearsal) -> None:
    screen = running(stage)
    stage.clock.advance(minutes=17, seconds=42)
    screen.course.look()
    page = lock(stage)
    assert page.what.text() == "Focus session"
    assert page.time.text() == "32:18 left"
    stage.clock.advance(minutes=2)
    lock_of(stage)._tell_time()
    assert page.time.text() == "30:18 left"
    assert "Maria" not in all_that_is_told(stage.window)
    page.button.click()
    settle()
    assert screen.is_running()


def test_the_small_window_shows_the_time_alone(stage: Rehearsal) -> None:
    screen = running(stage)
    screen.show_small_window()
    screen.course.look()
    settle()
    pill = screen.pill_watch.pill
    assert pill is not None
    assert "Maria" in all_that_is_told(pill)
    lock_of(stage).lock()
    screen.show_small_window()
    settle()
    told = all_that_is_told(pill)
    assert "Maria" not in told
    assert "50:00" in told


def test_a_line_can_be_taken_while_it_is_locked_and_says_nothing_of_the_desk(stage: Rehearsal) -> None:
    stage.show_screen("today")
    lock(stage)
    stage.program.take_line()
    settle()
    capture = stage.shown.screens.capture()
    assert capture.window.isVisible()
    line = capture.window.line
    QTest.keyClicks(line, "Maria asks for the slides !friday")
    settle()
    told = all_that_is_told(capture.window)
    assert "Maria Santos" not in told
    assert capture.window.sentence.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert not capture.window.isVisible()
    assert any("asks for the slides" in note.text for note in stage.desk.notes.where())


def test_a_line_half_typed_is_kept_when_it_locks_and_offered_after(stage: Rehearsal) -> None:
    stage.show_screen("today")
    stage.program.take_line()
    settle()
    capture = stage.shown.screens.capture()
    QTest.keyClicks(capture.window.line, "half a thought")
    lock_of(stage).lock()
    settle()
    assert not capture.window.isVisible()
    stage.program.take_line()
    settle()
    assert capture.window.line.text() == ""
    capture.window.close()
    lock_of(stage).page.button.click()  # type: ignore[union-attr]  # it is locked
    settle()
    stage.program.take_line()
    settle()
    assert capture.window.line.text() == "half a thought"


# -- when it locks


def test_it_locks_after_idle_time_and_a_key_puts_that_off(stage: Rehearsal) -> None:
    stage.show_screen("today")
    locking = lock_of(stage)
    locking._computer_idle = None
    stage.program.preferences.choose(lock_after_minutes=5)
    locking.look()
    stage.clock.advance(minutes=4)
    QTest.keyClick(stage.window, Qt.Key.Key_Shift)
    locking.look()
    stage.clock.advance(minutes=4)
    locking.look()
    assert not locking.is_locked
    stage.clock.advance(minutes=1)
    locking.look()
    assert locking.is_locked


def test_somebody_at_work_in_another_program_is_not_locked_out(stage: Rehearsal) -> None:
    locking = lock_of(stage)
    idle = timedelta(minutes=1)
    locking._computer_idle = lambda hear: hear(idle)
    stage.program.preferences.choose(lock_after_minutes=5)
    locking.look()
    stage.clock.advance(minutes=6)
    locking.look()
    assert not locking.is_locked
    idle = timedelta(minutes=5)
    stage.clock.advance(minutes=4)
    locking.look()
    assert locking.is_locked


def test_idle_time_does_not_lock_in_a_session(stage: Rehearsal) -> None:
    running(stage)
    locking = lock_of(stage)
    locking._computer_idle = None
    stage.program.preferences.choose(lock_after_minutes=1)
    stage.clock.advance(minutes=20)
    locking.look()
    assert not locking.is_locked


@pytest.mark.parametrize("is_wished", [True, False])
def test_it_locks_when_the_computer_sleeps_if_that_is_wished(stage: Rehearsal, is_wished: bool) -> None:
    stage.program.preferences.choose(lock_when_away=is_wished)
    stage.shown.privacy().leaving.left.emit()
    assert lock_of(stage).is_locked is is_wished


def test_it_is_locked_at_the_start_before_anything_is_seen(stage: Rehearsal) -> None:
    folder = stage.desk.folder
    stage.program.preferences.choose(lock_at_start=True)
    stage.program.open(folder)
    until(lambda: stage.program.shown is not None, "the desk to open")
    assert lock_of(stage).is_locked
    assert "Maria" not in all_that_is_told(stage.window)


# -- the passphrase


def test_a_wrong_passphrase_opens_nothing_and_says_no_more_than_that(stage: Rehearsal) -> None:
    locking = lock_of(stage)
    locking.unlocker = unlocker = Passphrase("open sesame")
    page = lock(stage)
    QTest.keyClicks(page.passphrase, "open sesam")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert page.passphrase.isReadOnly()
    unlocker.answer()
    assert locking.is_locked
    assert page.field.mistake == "This passphrase does not open the desk."
    assert page.passphrase.text() == "open sesam"
    assert page.passphrase.echoMode() == QLineEdit.EchoMode.Password
    page.passphrase.setText("open sesame")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    unlocker.answer()
    assert not locking.is_locked


def test_the_passphrase_can_be_looked_at_while_it_is_typed(stage: Rehearsal) -> None:
    lock_of(stage).unlocker = Passphrase()
    page = lock(stage)
    QTest.keyClicks(page.passphrase, "open")
    page.passphrase.eye.click()
    QTest.keyClicks(page.passphrase, " sesame")
    assert page.passphrase.displayText() == "open sesame"


@pytest.mark.parametrize("words", ["a passphrase of mine", "the words of the kit"])
def test_either_wrapped_copy_of_the_key_opens_the_lock(
    stage: Rehearsal, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Key.new()
    wrapped = (
        Wrapped.wrap(key, "k1", "a passphrase of mine", Purpose.START, QUICK),
        Wrapped.wrap(key, "k1", "the words of the kit", Purpose.RECOVERY, QUICK),
    )
    KeyFile(Entry("k1", Kept.KEYRING, wrapped)).write(stage.desk.folder)
    lock_of(stage).unlocker = DeskUnlocker(stage.desk.folder, stage.program.background, lambda: Keys(key))
    page = lock(stage)
    assert page.field.isVisible()
    page.passphrase.setText("neither of these")
    page.button.click()
    until(lambda: page.field.mistake, "the answer")
    page.passphrase.setText(words)
    page.button.click()
    until(lambda: not lock_of(stage).is_locked, "the lock to open")


def test_a_file_of_keys_that_somebody_put_there_opens_nothing(stage: Rehearsal) -> None:
    forged = (Wrapped.wrap(Key.new(), "k1", "a passphrase of theirs", Purpose.START, QUICK),)
    KeyFile(Entry("k1", Kept.KEYRING, forged)).write(stage.desk.folder)
    keys = Keys(Key.new())
    lock_of(stage).unlocker = DeskUnlocker(stage.desk.folder, stage.program.background, lambda: keys)
    page = lock(stage)
    page.passphrase.setText("a passphrase of theirs")
    page.button.click()
    until(lambda: page.field.mistake, "the answer")
    assert lock_of(stage).is_locked


def test_a_file_of_keys_that_vanishes_while_it_is_locked_opens_nothing(stage: Rehearsal) -> None:
    wrapped = (Wrapped.wrap(Key.new(), "k1", "a passphrase of mine", Purpose.START, QUICK),)
    KeyFile(Entry("k1", Kept.KEYRING, wrapped)).write(stage.desk.folder)
    page = lock(stage)
    (stage.desk.folder / "desk.keys").unlink()
    page.passphrase.setText("anything at all")
    page.button.click()
    until(lambda: page.field.mistake, "the answer")
    assert lock_of(stage).is_locked


def test_the_settings_say_what_the_lock_is_worth(stage: Rehearsal) -> None:
    from tests.support.scenes.privacy import section

    privacy = section(stage)
    assert "only hides" in privacy.lock.line.text()
    lock_of(stage).unlocker = Passphrase()
    privacy.refresh()
    assert "opens for your passphrase" in privacy.lock.line.text()
    lock_of(stage).unlocker = DeskUnlocker(stage.desk.folder, stage.program.background, lambda: NO_KEYS)
    privacy.lock.idle.set_value(15)
    privacy.lock.idle.changed.emit(15)
    assert stage.program.preferences.now.lock_after_minutes == 15
    privacy.lock.at_start.click()
    assert stage.program.preferences.now.lock_at_start
    privacy.lock.button.click()
    settle()
    assert lock_of(stage).is_locked
