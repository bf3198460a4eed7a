"""One person's hour at an encrypted desk, in a process whose every file may be read by all unless it says otherwise:
`python -m tests.support.private_run HOME CHOSEN`.

Whatever is written, typed, attached and looked for holds one word; the test looks for it where it must not be. Prints each
file of the program that was not its owner's alone at any of the moments looked at.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk import locale_words
from mentordesk.domain.attachments import HolderKind
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.notes import Note
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Profile
from mentordesk.drafts import FOLDER_NAME, Drafts
from mentordesk.folders import cache_folder, config_folder, data_folder, state_folder
from mentordesk.settings import SettingsFile
from mentordesk.store.backups import Reason, Unwatched
from mentordesk.traces import leave_none
from mentordesk.workflows.imports.import_archive import preview_archive
from mentordesk.workflows.meetings.plan_meeting import start_unplanned
from mentordesk.workflows.notes.keep_note import keep_note
from mentordesk.workflows.safety.back_up import back_up
from mentordesk.workflows.safety.check import check_desk
from mentordesk.workflows.safety.restore import restore
from mentordesk.workflows.take_along.export_desk import Form, take_along
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.first_start import FirstStart
from mentordesk_ui.app.program import Program
from mentordesk_ui.parts.attachments.attachment_sheet import AttachmentSheet
from mentordesk_ui.qtkit.preferences import Preferences
from tests.support.attaching import attach
from tests.support.clock import FakeClock
from tests.support.keyrings import MemoryKeyring
from tests.support.pictures import png
from tests.support.rehearsal import settle, until

WORD = "zanzibarine"


class _Look(Unwatched):
    """Looks at all files of the program whenever it is told how far something is."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self.lax: set[str] = set()

    def report(self, fraction: float, words: str = "") -> None:
        """Write down what others could read now."""
        for folder in self._folders:
            for path in (folder, *folder.rglob("*")):
                try:
                    mode = path.lstat().st_mode & 0o777
                except FileNotFoundError:
                    continue
                if mode & 0o077 and not path.is_symlink():
                    self.lax.add(f"{path} {mode:o}")


class _Creations:
    """Looks at each file the program opens to write, once it is there, before it can be made private later."""

    def __init__(self, home: Path) -> None:
        self._home = str(home)
        self.lax: set[str] = set()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in {"os.chmod", "os.rename", "os.remove", "os.rmdir"} and isinstance(arguments[0], str | os.PathLike):
            path = os.fspath(arguments[0])
            if path.startswith(self._home):
                try:
                    mode = os.lstat(path).st_mode & 0o777
                except OSError:
                    return
                if mode & 0o077:
                    self.lax.add(f"{event} {path} {mode:o}")


def main(home: Path, chosen: Path) -> int:
    """Sit at the desk for an hour."""
    creations = _Creations(home)
    sys.addaudithook(creations)
    os.umask(0)
    leave_none()
    application = QApplication(["mentordesk"])
    application.setQuitOnLastWindowClosed(False)
    clock = FakeClock()
    program = Program(
        application,
        clock,
        Preferences(SettingsFile(config_folder())),
        log_folder=state_folder(),
        keyring=MemoryKeyring(),
    )
    folder = data_folder() / "desk"
    program.preferences.choose(theme="dark")
    locale_words.keep_in(cache_folder())
    program.open(folder)
    until(lambda: isinstance(program.shown, FirstStart), "the first start")
    assert isinstance(program.shown, FirstStart)
    desk = program.shown.desk
    desk.profile.begin(Person(name=f"Me {WORD}", zone="Europe/Berlin"), Profile())
    maria = desk.people.add(Person(name=f"Maria {WORD}", remember=WORD, zone="Asia/Manila"))
    desk.mentorships.add(Mentorship(person_id=maria.id, purpose=WORD))
    program.begin_with(desk, "")
    until(lambda: isinstance(program.shown, DeskWindow), "the desk")
    look = _Look(data_folder(), config_folder(), cache_folder(), state_folder(), Path(os.environ["TMPDIR"]))
    _at_the_desk(program, clock, maria, look, chosen)
    program.close()
    application.processEvents()
    look.report(1.0)
    print(*sorted(look.lax | creations.lax), sep="\n")
    return 0


def _at_the_desk(program: Program, clock: FakeClock, maria: Person, look: _Look, chosen: Path) -> None:
    shown = program.shown
    assert isinstance(shown, DeskWindow)
    desk = shown.screens.desk
    assert desk.keys.now is not None, "the desk is not encrypted"
    shown._warm_up.stop()
    shown._after_first_sight()
    until(lambda: not program.background.is_busy, "the rest to be loaded")
    settle()
    note = desk.notes.add(Note(person_id=maria.id))
    keep_note(desk, clock, note.id, f"# {WORD}\n- [ ] @Maria {WORD} !friday\n#{WORD}")
    start_unplanned(desk, clock, maria.id)
    attach(desk, HolderKind.NOTE, note.id, f"{WORD}.txt", WORD.encode() * 90_000)
    attach(desk, HolderKind.PERSON, maria.id, f"{WORD}.png", png() + WORD.encode())
    look.report(0.1)
    shown.ways.open_note(note.id)
    settle()
    page = shown.screens.notes().page
    page.focus_text(at_end=True)
    QTest.keyClicks(page.editor, f" {WORD} typed")
    Drafts(desk.folder / FOLDER_NAME, desk.keys).keep("wrap-up/topic", WORD)
    look.report(0.2)
    page.leave()

    until(lambda: not program.background.is_busy, "the small pictures")
    page.attachments.open_sheet(page.attachments.model.row_at(0))
    settle()
    (sheet,) = shown.window.findChildren(AttachmentSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    page.attachments.save_copy(desk.attachments.everything()[0], str(chosen / "copy.txt"))
    until(lambda: not program.background.is_busy, "the copy")
    program._bugs._catch(KeyError, KeyError(WORD), None)
    settle()
    (chosen / "second").mkdir()
    done = back_up(desk.folder, clock, Reason.DAILY, keys=desk.keys, second_folder=str(chosen / "second"), watcher=look)
    assert done.second_trouble == ""
    take_along(desk, chosen / "desk.zip", Form.ARCHIVE, on_progress=partial(_told, look))
    take_along(desk, chosen / "texts", Form.MARKDOWN, on_progress=partial(_told, look))
    keep_note(desk, clock, note.id, f"{WORD} again")
    preview_archive(desk, chosen / "desk.zip").apply(desk, on_progress=partial(_told, look))
    assert check_desk(desk).is_fine
    folder, keys = desk.folder, desk.keys
    program._leave()
    clock.advance(hours=1)
    restore(folder, done.backup.path, clock, look, keys=keys)
    look.report(0.9)


def _told(look: _Look, done: int, total: int) -> None:
    look.report(done / max(1, total))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
