"""The first start on a new computer, for somebody who has a desk already: everything comes, with a key of this computer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.drafts import FOLDER_NAME as DRAFTS
from mentordesk.drafts import Drafts
from mentordesk.store.backups import Reason
from mentordesk.store.desk import Desk
from mentordesk.store.engine import is_plain
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keys import Keys
from mentordesk.vault.kit import BEGIN, END
from mentordesk.workflows.desk.open_desk import Unlocked
from mentordesk.workflows.desk.protect_desk import Wish, make_kit, protect_new
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.take_along.export_desk import Form, take_along
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.screens.welcome.bring_back import BringBackPage
from mentordesk_ui.screens.welcome.screen import WelcomeScreen
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.keyrings import CHEAP, MemoryKeyring, kit_of
from tests.support.rehearsal import Rehearsal, settle, until

WORDS = "sieben Moewen am Kai"
PICTURE = b"a photograph of the whiteboard" * 400
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Rehearsal]:
    """A computer on which the program was never started."""
    stage = Rehearsal(tmp_path, demo=False)
    assert isinstance(stage.program.shown, FirstStart)
    yield stage
    stage.close()
    assert stage.bugs == []


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of Elena's desk on the computer before, encrypted, with a kit, an attachment and a backup; its keyring stayed there."""
    folder, clock, keyring = tmp_path / "old", FakeClock(), MemoryKeyring()
    unlocked = protect_new(folder, Wish(Kept.KEYRING), keyring)
    make_kit(folder, unlocked, WORDS, CHEAP)
    write(folder, unlocked)
    back_up(folder, clock, Reason.DAILY, keys=unlocked.keys)
    return folder


def write(folder: Path, unlocked: Unlocked) -> None:
    with closing(Desk.open(folder, FakeClock(), unlocked.keys)) as desk:
        desk.profile.begin(Person(name="Elena Weber"), Profile())
        maria = desk.people.add(Person(name="Maria Sommer"))
        attach(desk, HolderKind.PERSON, maria.id, "whiteboard.jpg", PICTURE)


def backup_of(folder: Path) -> Path:
    return next((folder / "backups").glob("desk-*.db"))


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
        settle()


def type_words(words: str) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, words)
    press(ENTER)


def begin(stage: Rehearsal) -> BringBackPage:
    """Go to the page by keys alone."""
    screen = stage.window.screen_of("welcome")
    assert isinstance(screen, WelcomeScreen)
    press(TAB, TAB, TAB, TAB)
    assert screen.who.has_one.hasFocus()
    press(ENTER)
    assert screen.page is not None
    assert screen.page.file.hasFocus()
    return screen.page


def until_back(stage: Rehearsal) -> None:
    until(lambda: isinstance(stage.program.shown, DeskWindow), "the desk")


def check_is_whole_and_of_this_computer(stage: Rehearsal) -> None:
    assert [person.name for person in stage.desk.people.others()] == ["Maria Sommer"]
    assert stage.desk.profile.me().name == "Elena Weber"
    assert not is_plain(stage.folder / "desk" / "desk.db")
    key = stage.desk.keys.now
    assert key is not None
    assert list(stage.keyring.secrets.values()) == [key.hex]
    picture = stage.desk.attachments.everything()[0]
    with closing(Desk.open(stage.folder / "desk", stage.clock, Keys(key))) as alone:
        assert alone.attachments.files.read(picture) == PICTURE, "sealed with the new key, for the old one is not here"


def test_a_backup_comes_back_by_keys_alone_after_a_wrong_passphrase(stage: Rehearsal, old: Path) -> None:
    page = begin(stage)
    page.look_at(backup_of(old))
    until(page.passphrase.hasFocus, "the passphrase to be asked")
    assert "It is encrypted" in page.said.text()
    type_words("acht Moewen am Kai")
    until(lambda: bool(page.field.mistake), "the mistake")
    assert page.field.mistake == "This passphrase does not open the desk."
    assert page.passphrase.hasFocus()
    assert not page.bring.isVisible()
    type_words(WORDS)  # what was wrong is selected, and written over
    until(page.bring.hasFocus, "what is in it")
    assert "2 people" in page.said.text()
    assert not page.passphrase.text()
    press(ENTER)
    until_back(stage)
    check_is_whole_and_of_this_computer(stage)
    assert "Your desk is back" in stage.window.notice_strip.text()
    stage.program.unlocked.clear()
    stage.reopen(stage.folder / "desk")
    check_is_whole_and_of_this_computer(stage)


def test_a_copied_folder_comes_back_with_what_was_in_its_log_and_in_its_drafts(stage: Rehearsal, old: Path) -> None:
    unlocked = _by_kit(old)
    copied = stage.folder / "stick"
    with closing(Desk.open(old, FakeClock(), unlocked.keys)) as desk:
        desk.people.add(Person(name="Noor Haddad"))
        Drafts(old / DRAFTS, unlocked.keys).keep("capture", "half a thought")
        shutil.copytree(old, copied)  # while it is open: its last changes are in the log
    assert (copied / "desk.db-wal").stat().st_size
    page = begin(stage)
    page.look_at(copied)
    until(page.passphrase.hasFocus, "the passphrase to be asked")
    type_words(WORDS)
    until(page.bring.hasFocus, "what is in it")
    press(ENTER)
    until_back(stage)
    assert sorted(person.name for person in stage.desk.people.others()) == ["Maria Sommer", "Noor Haddad"]
    kept = Drafts(stage.folder / "desk" / DRAFTS, Keys(stage.desk.keys.now)).find("capture")
    assert kept is not None
    assert kept.text == "half a thought"
    assert not (stage.folder / "desk" / "coming").exists()


def test_an_archive_comes_back_whole(stage: Rehearsal, old: Path) -> None:
    archive = stage.folder / "all.zip"
    with closing(Desk.open(old, FakeClock(), _by_kit(old).keys)) as desk:
        take_along(desk, archive, Form.ARCHIVE)
    page = begin(stage)
    page.look_at(archive)
    until(page.bring.hasFocus, "what is in it")
    assert "2 people" in page.said.text()
    press(ENTER)
    until_back(stage)
    check_is_whole_and_of_this_computer(stage)


def test_after_a_name_was_typed_the_desk_that_comes_counts(stage: Rehearsal, old: Path) -> None:
    type_words("Somebody Else")
    press(*[Qt.Key.Key_Down] * 4, ENTER)
    screen = stage.window.screen_of("welcome")
    assert isinstance(screen, WelcomeScreen)
    page = screen.page
    assert page is not None
    page.look_at(old / "backups")
    until(page.passphrase.hasFocus, "the passphrase to be asked")
    type_words(WORDS)
    until(page.bring.hasFocus, "what is in it")
    press(ENTER)
    until_back(stage)
    check_is_whole_and_of_this_computer(stage)


def test_what_cannot_be_brought_is_said_in_place_and_another_may_be_chosen(stage: Rehearsal, old: Path) -> None:
    page = begin(stage)
    nothing = stage.folder / "nothing"
    nothing.mkdir()
    for chosen, words in (
        (nothing, "There is no desk in"),
        (_text(stage.folder / "letter.db"), "damaged"),
        (_text(stage.folder / "letter.zip"), "letter.zip"),
        (_alone(backup_of(old), stage.folder / "alone"), "ends in .keys"),
        (_without_kit(stage.folder / "other"), "only in the keyring of the computer it comes from"),
    ):
        page.look_at(chosen)
        until(lambda words=words: words in page.said.text(), words)  # type: ignore[misc]  # the default binds it
        assert not page.bring.isVisible()
        assert page.file.hasFocus()
    assert isinstance(stage.program.shown, FirstStart)


@pytest.mark.parametrize("beside", ["nothing", "half a file of keys"])
def test_a_backup_with_nothing_beside_it_that_says_how_comes_back_by_the_kit_typed_from_paper(
    stage: Rehearsal, old: Path, beside: str
) -> None:
    kit = kit_of(old, _by_kit(old))
    for file in (old / "backups").glob("*.keys"):
        file.unlink()
        if beside != "nothing":
            file.write_text(beside)
    (old / "desk.keys").unlink()
    page = begin(stage)
    page.look_at(backup_of(old))
    until(lambda: "use the recovery kit" in page.said.text(), "what is missing")
    press(TAB, TAB)
    assert page.kit.hasFocus()
    press(ENTER)
    assert page.form.lines.hasFocus()
    QTest.keyClicks(page.form.lines, "AEB34 QAATA")
    press(TAB, TAB)
    type_words(WORDS)
    assert "no whole recovery kit" in page.form.kit_field.mistake
    page.form.lines.setPlainText(kit.partition(BEGIN)[2].partition(END)[0].lower())
    assert page.form.lines.hasFocus()
    press(TAB, TAB)
    type_words("!")
    until(lambda: bool(page.form.field.mistake), "the refusal")
    assert page.form.passphrase.hasFocus()
    type_words(WORDS)  # what was wrong is selected, and written over
    until(page.bring.hasFocus, "what is in it")
    assert not page.form.isVisible()
    press(ENTER)
    until_back(stage)
    check_is_whole_and_of_this_computer(stage)


def test_the_kit_of_another_desk_is_told_in_place(stage: Rehearsal, old: Path) -> None:
    other = stage.folder / "other"
    unlocked = make_kit(other, protect_new(other, Wish(Kept.KEYRING), MemoryKeyring()), WORDS, CHEAP)
    page = begin(stage)
    page.look_at(backup_of(old))
    until(page.passphrase.hasFocus, "the passphrase to be asked")
    page.kit.click()
    page.form.lines.setPlainText(kit_of(other, unlocked))
    page.form.passphrase.setFocus()
    type_words(WORDS)
    until(lambda: "another desk" in page.form.kit_field.mistake, "the refusal")
    assert page.form.lines.hasFocus()
    assert not page.bring.isVisible()


def _by_kit(folder: Path) -> Unlocked:
    from mentordesk.vault.key_file import KeyFile
    from mentordesk.workflows.desk.open_desk import by_passphrase

    file = KeyFile.read(folder)
    assert file is not None
    return by_passphrase(file, WORDS)


def _text(path: Path) -> Path:
    path.write_text("Dear Maria,\n" * 400)
    return path


def _alone(backup: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(backup, folder))


def _without_kit(folder: Path) -> Path:
    write(folder, protect_new(folder, Wish(Kept.KEYRING), MemoryKeyring()))
    return folder
