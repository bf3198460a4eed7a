"""What lives as long as the process: preferences, appearance, bug reports, background work, and the desk that is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from mentordesk.cli import CAPTURE
from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.folders import data_folder, desk_folder
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.engine import Damaged
from mentordesk.vault.key_file import Kept
from mentordesk.vault.keyrings import Keyring, SystemKeyring
from mentordesk.vault.keys import NO_KEYS, Keys
from mentordesk.workflows.desk.open_desk import Unlocked, is_lost, settle
from mentordesk_ui.app.desk_window import DeskWindow
from mentordesk_ui.app.lasting import Lasting
from mentordesk_ui.app.protecting import Protecting
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.bug_reports import BugReports
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    # What most starts never show is loaded when it is.
    from mentordesk.vault.fetching import Fetch
    from mentordesk.workflows.forgetting.forget import Errand
    from mentordesk_ui.app.at_work import AtWork
    from mentordesk_ui.app.first_start import FirstStart
    from mentordesk_ui.app.no_desk import NoDesk
    from mentordesk_ui.app.opening import Opening, OpeningWindow
    from mentordesk_ui.qtkit.call_watch import Watch

    Shown = DeskWindow | FirstStart | NoDesk | AtWork | OpeningWindow


class Program(QObject):
    """Opens a desk in a window, swaps it for another, and closes everything in order."""

    def __init__(
        self,
        application: QApplication,
        clock: Clock,
        preferences: Preferences,
        *,
        log_folder: Path,
        quieting: Quieting | None = None,
        watch_microphone: Watch | None = None,
        keyring: Keyring | None = None,
    ) -> None:
        """`quieting` makes this computer quiet for calls, `watch_microphone` tells who records, `keyring` keeps keys; its own by default."""
        super().__init__(application)
        self._application = application
        self._clock = clock
        self.preferences = preferences
        self.appearance = Appearance(self)
        self._follow_preferences()
        # Nobody has pressed a key before the first sight; a start does without watching for it.
        self.appearance.apply(application, watches_focus=False)
        self.background = Background(self)
        self._quieting = quieting or Quieting(clock, self)
        self.keyring: Keyring = keyring or SystemKeyring()
        self._lasting = Lasting(
            self.appearance,
            preferences,
            self.background,
            self._quieting,
            self.restore,
            self.move,
            self.rescue,
            self.forget,
            Protecting(self, self.background, clock, self.keyring),
            watch_microphone,
        )
        self._bugs = BugReports(log_folder, self)
        self._bugs.found.connect(self._tell_bug)
        self._bugs.mistake.connect(self._tell_mistake)
        self._bugs.trouble.connect(self._tell_trouble)
        self.background.trouble.connect(self._tell)
        preferences.changed.connect(self._follow_preferences)
        preferences.trouble.connect(self._tell_trouble)
        application.aboutToQuit.connect(self._leave)
        self.shown: Shown | None = None
        self.unlocked: dict[Path, Unlocked] = {}
        """What opens the desks that were open in this run."""
        self._keys: dict[Path, Keys] = {}
        self._opening: Opening | None = None
        self._is_for_a_line = False
        """Whether only the small window that takes a line is shown, until somebody wants the whole."""
        self._kind = ""
        """What that line becomes, if it is said."""
        self._home: Path | None = None
        """The desk to return to from a demo."""

    # -- desks

    def open(self, folder: Path, fetch: Fetch | None = None) -> None:
        """Show the desk in a folder; a new one asks who it is for, one that cannot be opened says why.

        `fetch` is the answer of the keyring about this desk, where it was asked for already.
        """
        self._leave()
        if folder in self.unlocked:
            self._open_with(folder, self.unlocked[folder])
        else:
            self._new_opening(folder).begin(fetch)

    def use_kit(self, folder: Path) -> None:
        """Ask for the recovery kit of a desk whose file of keys is gone."""
        self._leave()
        self._new_opening(folder).begin_with_kit()

    def _new_opening(self, folder: Path) -> Opening:
        from mentordesk_ui.app.opening import Opening

        opening = self._opening = Opening(
            folder, self.keyring, self.background, self.appearance, partial(self._show_opening, folder), self
        )
        opening.found.connect(partial(self._open_with, folder))
        opening.failed.connect(partial(self._show_no_desk, folder))
        return opening

    def _show_opening(self, folder: Path) -> OpeningWindow:
        from mentordesk_ui.app.opening import OpeningWindow

        window = OpeningWindow(self.appearance, self._clock, folder)
        self._show(window)
        return window

    def _open_with(self, folder: Path, unlocked: Unlocked) -> None:
        if unlocked.file.coming is None:
            self._open_settled(folder, unlocked)
        else:
            from mentordesk_ui.app.settling import settle_first

            settle_first(self, folder, unlocked, partial(self._open_settled, folder))

    def _open_settled(self, folder: Path, unlocked: Unlocked) -> None:
        if self.shown is not None:
            self._leave()
        try:
            desk = Desk.open(folder, self._clock, unlocked.keys, patience_ms=0, keeps_undo=True)
            # What could not be settled before opens with both keys, and waits for the next start.
            is_settled = unlocked.file.coming is None
            self.unlocked[folder] = settle(folder, unlocked, desk.keys.now) if is_settled else unlocked
        except Trouble as trouble:
            self._keys[folder] = unlocked.keys
            self._show_no_desk(folder, trouble)
            return
        profile = desk.profile.mine()
        if profile is None:
            self._show_first_start(desk)
            return
        self._show(
            DeskWindow(self._lasting, desk, self._clock, throw_away=self.throw_demo_away if profile.is_demo else None)
        )

    def _show_first_start(self, desk: Desk) -> None:
        from mentordesk_ui.app.bringing_back import BringingBack
        from mentordesk_ui.app.first_start import FirstStart

        self._is_for_a_line = False
        bring_back = BringingBack(self, self.background, self._clock, desk.folder, desk.keys)
        self._show(
            FirstStart(
                self._lasting,
                desk,
                self._clock,
                begin_with=self.begin_with,
                open_demo=self.open_demo,
                bring_back=bring_back,
            )
        )

    def begin_with(self, desk: Desk, step: str) -> None:
        """Go on from the first start to the desk's own window, at the step that was wished for."""
        folder = desk.folder
        self.open(folder)
        if isinstance(self.shown, DeskWindow):
            self.shown.begin_with(step)

    def open_demo(self) -> None:
        """Write a demo desk and look round in it."""
        from mentordesk_ui.app.demo_desk import write_demo_desk
        from mentordesk_ui.app.first_start import FirstStart

        if isinstance(self.shown, FirstStart):
            self._home = self.shown.desk.folder
        folder = data_folder() / "demo"
        work = partial(write_demo_desk, folder, self._clock, self.keyring)
        self.background.run(work, done=self._show_demo, failed=self._tell)

    def throw_demo_away(self) -> None:
        """Close the demo desk, delete it, and return to one's own desk; a demo in its place leaves a new one."""
        from mentordesk_ui.app.demo_desk import throw_away

        folder = self.shown.desk_folder if self.shown is not None else None
        if folder is None:
            return
        self._leave()
        throw_away(folder)
        if (unlocked := self.unlocked.pop(folder, None)) is not None and unlocked.file.now.kept is Kept.KEYRING:
            from mentordesk.workflows.desk.protect_desk import let_go

            self.background.run(partial(let_go, unlocked.file.now, self.keyring))
        self.open(self._home or desk_folder())

    def _show_demo(self, folder: Path) -> None:
        self.open(folder)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        shown.window.closing.connect(self._end)
        if self._is_for_a_line and isinstance(shown, DeskWindow):
            self.take_line(self._kind)
        else:
            shown.window.show()
        if not isinstance(shown, DeskWindow):
            self.appearance.watch_focus()

    # -- backups

    def restore(self, source: Path, keys: Keys | None = None) -> None:
        """Make a backup the desk that is open, or that could not be opened; say so, and offer the way back.

        `keys` open the backup where those of the desk do not.
        """
        if (folder := self.folder()) is not None:
            from mentordesk_ui.app.restoring import restore_desk

            restore_desk(self, self._clock, folder, source, keys or self.keys_of(folder))

    def move(self) -> None:
        """Move the desk that is open into the platform's own folder, out of one that is synchronised."""
        if (folder := self.folder()) is not None:
            from mentordesk_ui.app.moving import move_away

            move_away(self, self._clock, folder, self.keys_of(folder))

    def forget(self, errand: Errand) -> None:
        """Forget somebody of the desk that is open, for good."""
        if (folder := self.folder()) is not None:
            from mentordesk_ui.app.forgetting import forget_somebody

            forget_somebody(self, self._clock, folder, errand)

    def rescue(self) -> None:
        """Leave the desk that is open, whose file is damaged, and show what there is to take in its place."""
        if (folder := self.folder()) is not None:
            self._leave()
            sentence = _("The file of this desk is damaged.")
            self._show_no_desk(folder, Damaged(sentence))

    def show_at_work(self, title: str) -> AtWork:
        """Close what is shown, and show that work is done on its file."""
        from mentordesk_ui.app.at_work import AtWork

        self._leave()
        at_work = AtWork(self.appearance, title)
        self._show(at_work)
        return at_work

    def keys_of(self, folder: Path) -> Keys:
        """Return the keys of a desk that was opened in this run, or was tried."""
        return self.unlocked[folder].keys if folder in self.unlocked else self._keys.get(folder, NO_KEYS)

    def folder(self) -> Path | None:
        """Return the folder of the desk that is shown, also of one that cannot be opened."""
        if self.shown is None:
            return None
        return getattr(self.shown, "folder", self.shown.desk_folder)

    def _show_no_desk(self, folder: Path, trouble: Trouble) -> None:
        from mentordesk_ui.app.no_desk import NoDesk

        self._is_for_a_line = False
        self._show(
            NoDesk(
                self.appearance,
                self.background,
                self._clock,
                folder,
                self.keys_of(folder),
                trouble,
                try_again=partial(self.open, folder),
                take=self.restore,
                use_kit=partial(self.use_kit, folder) if is_lost(folder) else None,
            )
        )

    # -- coming and going

    @Slot(str)
    def hear(self, wish: str) -> None:
        """Do what a later start wishes: take a line in the small window, or come forward."""
        word, _space, kind = wish.partition(" ")
        if word == CAPTURE and isinstance(self.shown, DeskWindow):
            self.take_line(kind)
        else:
            self.come_forward()

    def open_for_a_line(self, folder: Path, kind: str = "", fetch: Fetch | None = None) -> None:
        """Show no more of the desk in a folder than the small window; what stands before that, or cannot take a line, shows itself."""
        self._is_for_a_line, self._kind = True, kind
        self.open(folder, fetch)

    def take_line(self, kind: str = "") -> None:
        """Open the small window that takes a line; `kind` is what the line becomes, if that is said."""
        if isinstance(self.shown, DeskWindow):
            from mentordesk.domain.capture import Kind  # with the whole grammar of a line

            capture = self.shown.screens.capture()
            capture.left.connect(self._end_after_line, Qt.ConnectionType.UniqueConnection)
            capture.open(kind=Kind(kind) if kind in set(Kind) else None)

    @Slot()
    def _end_after_line(self) -> None:
        """With nothing else to show, the program has done what it was started for."""
        if self._is_for_a_line and self.shown is not None and not self.shown.window.isVisible():
            self._end()

    @Slot()
    def come_forward(self) -> None:
        """Bring the window to the front: somebody started the program again."""
        if self.shown is None:
            return
        self._is_for_a_line = False
        self.shown.window.come_forward()

    def stop_by_signal(self, _number: int, _frame: object) -> None:
        """End as if the window had been closed; what was typed is on disk before that."""
        QTimer.singleShot(0, self._application.quit)

    def close(self) -> None:
        """Let go of everything, last of all."""
        self._leave()
        self._quieting.close()
        self.background.close()
        self._bugs.release()

    def _end(self) -> None:
        # After the window has finished closing.
        QTimer.singleShot(0, self._application.quit)

    def _leave(self) -> None:
        if self._quieting.now.is_begun:
            # A session goes on without us, and is offered again; the computer is not kept quiet for it.
            self._quieting.end()
        if self._opening is not None:
            opening, self._opening = self._opening, None
            opening.stop()
        if self.shown is not None:
            shown, self.shown = self.shown, None
            shown.close()

    # -- preferences and messages

    def _follow_preferences(self) -> None:
        now = self.preferences.now
        if self.appearance.choice != now.theme:
            self.appearance.choose(now.theme if now.theme in {"light", "dark", "contrast"} else "system")
        self.appearance.scale_text(now.text_scale)
        self.appearance.set_reduce_motion(now.reduce_motion)

    @Slot(object)
    def _tell(self, error: Mistake | Trouble) -> None:
        if isinstance(error, Mistake):
            self._tell_mistake(error)
        else:
            self._tell_trouble(error)

    @Slot(object)
    def _tell_mistake(self, mistake: Mistake) -> None:
        if self.shown is not None:
            self.shown.window.show_mistake(mistake)

    @Slot(object)
    def _tell_trouble(self, trouble: Trouble) -> None:
        if self.shown is not None:
            self.shown.window.show_trouble(trouble)

    @Slot(str)
    def _tell_bug(self, report: str) -> None:
        from mentordesk_ui.shell.bug_sheet import bug_sheet

        if self.shown is not None:
            bug_sheet(self.appearance, self.shown.window, report).open()
