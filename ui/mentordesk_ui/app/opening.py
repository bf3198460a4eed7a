"""From a folder to what opens the desk in it: the keyring is asked, the person where it does not help, or a new key is made.

Nothing here waits with a window on the screen. A page is shown only where somebody has to know or do something.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Trouble
from mentordesk.language import _
from mentordesk.vault.fetching import Fetch, State
from mentordesk.vault.key_file import Entry, Kept, KeyFile
from mentordesk.vault.keyring_troubles import KeyringSilent, KeyringTrouble
from mentordesk.vault.keyrings import Keyring, fetch_beside, keep_beside
from mentordesk.vault.keys import Key
from mentordesk.workflows.desk.open_desk import (
    NotInKeyring,
    Unlocked,
    Way,
    by_passphrase,
    by_secret,
    can_be_recovered,
    keyring_entry,
    open_with_kit,
    plainly,
    way_in,
)
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk.vault.wrapping import Wrapped

AT_ONCE_S = 0.4
"""How long a keyring may take before a window says that it is asked. Nothing stands still meanwhile: none is shown yet."""


class OpeningWindow:
    """Shows one page at a time in the place where the desk will be."""

    desk_folder: Path | None = None
    """No desk is open."""

    def __init__(self, appearance: Appearance, clock: Clock, folder: Path) -> None:
        self.folder = folder
        self.page: Any = None
        self._ground = QWidget()
        self._layout = QVBoxLayout(self._ground)
        self._layout.setContentsMargins(0, 0, 0, 0)
        entry = RailEntry("opening", "lock", _("Desk"), self._screen)
        self.window = Window(appearance, clock, [entry], bare=True)
        self.window.show_screen("opening")

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before."""
        before, self.page = self.page, page
        self._layout.addWidget(page)
        page.show()
        if before is not None:
            self._layout.removeWidget(before)
            before.hide()
            before.deleteLater()

    def close(self) -> None:
        """Take the window away."""
        self.window.hide()
        self.window.deleteLater()

    def _screen(self) -> QWidget:
        return self._ground


class Opening(QObject):
    """One search. It ends with `found` or `failed`; `window` makes and shows the window, when a page is first needed."""

    found = Signal(object)
    """Unlocked: what opens the desk."""
    failed = Signal(object)
    """Trouble: what lies beside the desk cannot be read."""
    _heard = Signal()

    def __init__(
        self,
        folder: Path,
        keyring: Keyring,
        background: Background,
        appearance: Appearance,
        window: Callable[[], OpeningWindow],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._folder, self._keyring, self._background, self._appearance = folder, keyring, background, appearance
        self._make_window = window
        self._window: OpeningWindow | None = None
        self._file: KeyFile | None = None
        self._new: tuple[Entry, Key] | None = None
        self._fetch: Fetch | None = None
        self._putting_back: Fetch | None = None
        self._heard.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def begin(self, fetch: Fetch | None = None) -> None:
        """Find the way in, and go it. `fetch` is the answer of the keyring, asked for before."""
        try:
            way, self._file = way_in(self._folder)
        except Trouble as trouble:
            self.failed.emit(trouble)
            return
        match way:
            case Way.PLAINLY:
                self.found.emit(plainly(self._file))
            case Way.NEW:
                self._make_key()
            case Way.KEYRING:
                self._ask_keyring(fetch)
            case Way.PASSPHRASE:
                self._go_round("")

    def begin_with_kit(self) -> None:
        """Go in by the kit: what should say how the desk is opened is gone."""
        self._ask_kit()

    def stop(self) -> None:
        """Search no further; nothing is told any more."""
        self.blockSignals(True)
        self._hear_no_more()
        self.deleteLater()

    # -- the keyring

    def _ask_keyring(self, fetch: Fetch | None = None) -> None:
        if self._file is not None:
            self._follow(fetch or fetch_beside(keyring_entry(self._file).key_id, self._keyring))

    def _make_key(self) -> None:
        from mentordesk.workflows.desk.protect_desk import Wish, new_entry

        key, entry = new_entry(Wish(Kept.KEYRING))
        if key is not None:
            self._new = entry, key
            self._follow(keep_beside(entry.key_id, key.hex, self._keyring))

    def _hear_no_more(self) -> None:
        if self._fetch is not None:
            self._fetch.cancel()
            self._fetch = None

    def _follow(self, fetch: Fetch) -> None:
        self._hear_no_more()
        self._fetch = fetch
        try:
            self._take(fetch.result(AT_ONCE_S))
        except KeyringSilent:
            self._show_waiting()
            fetch.watch(self._heard.emit)
            self._look()
        except KeyringTrouble as trouble:
            self._go_round(trouble.why)

    def _look(self) -> None:
        """See how far the keyring is; an answer counts whatever page is shown meanwhile."""
        from mentordesk_ui.screens.opening.waiting import WaitingPage

        if self._fetch is None:
            return
        state, page = self._fetch.state, self._window.page if self._window is not None else None
        if state is State.ANSWERED:
            try:
                self._take(self._fetch.result(0))
            except KeyringTrouble as trouble:
                if isinstance(page, WaitingPage):
                    self._go_round(trouble.why)
        elif isinstance(page, WaitingPage) and state is State.WAITING:
            page.show_waiting()
        elif isinstance(page, WaitingPage) and state is State.SILENT:
            page.show_failed(_("It has not answered yet. It may wait for you in a window behind this one."))

    def _take(self, secret: str | None) -> None:
        if self._new is not None:
            self._begin(*self._new)
        elif self._file is not None:
            try:
                self._end(by_secret(self._file, secret))
            except NotInKeyring as trouble:
                self._go_round(trouble.sentence)

    def _again(self) -> None:
        if self._new is not None:
            self._make_key()
        else:
            self._ask_keyring()

    # -- round the keyring

    def _go_round(self, why: str) -> None:
        """Ask the person: for a passphrase, for the kit, or where a new key shall be."""
        if self._new is not None:
            self._ask_new_key(why)
        elif can_be_recovered(self._file):
            self._ask_passphrase(why)
        elif why:
            self._show_waiting().show_failed(why)
        else:
            self._ask_kit()

    def _round_it(self) -> None:
        if self._new is None and not can_be_recovered(self._file):
            self._ask_kit()
        else:
            self._go_round(_("The keyring of this computer has not answered."))

    def _show_waiting(self) -> Any:
        from mentordesk_ui.screens.opening.waiting import WaitingPage

        page = WaitingPage(self._appearance, is_new=self._new is not None)
        page.again.connect(self._again)
        page.round_it.connect(self._round_it)
        return self._show(page)

    def _ask_passphrase(self, why: str) -> None:
        from mentordesk_ui.screens.opening.passphrase import PassphrasePage

        page = PassphrasePage(self._appearance, why=why)
        page.given.connect(partial(self._try_passphrase, page))
        page.again.connect(self._again)
        page.kit_wanted.connect(self._ask_kit)
        self._show(page)

    def _try_passphrase(self, page: Any, words: str) -> None:
        if self._file is not None:
            self._background.run(
                partial(by_passphrase, self._file, words),
                done=self._recovered,
                failed=page.refuse,
            )

    def _ask_kit(self) -> None:
        from mentordesk_ui.screens.opening.kit import KitPage

        page = KitPage(self._appearance)
        page.given.connect(partial(self._try_kit, page))
        page.back.connect(self._leave_kit)
        self._show(page)

    def _leave_kit(self) -> None:
        if self._file is None:
            self.begin()
        elif keyring_entry(self._file).kept is Kept.KEYRING:
            self._again()
        else:
            self._go_round("")

    def _try_kit(self, page: Any, key_id: str, copy: Wrapped, words: str) -> None:
        self._background.run(
            partial(open_with_kit, self._folder, self._file, key_id, copy, words),
            done=self._recovered,
            failed=page.refuse,
        )

    def _recovered(self, unlocked: Unlocked) -> None:
        """A key that should be in the keyring and was not is put there again; if that fails, it is asked for next time too."""
        entry = unlocked.file.now
        if entry.kept is Kept.KEYRING and (key := unlocked.known.get(entry.key_id)) is not None:
            self._putting_back = keep_beside(entry.key_id, key.hex, self._keyring)
        self._end(unlocked)

    # -- a new desk

    def _ask_new_key(self, why: str) -> None:
        from mentordesk_ui.screens.opening.new_key import NewKeyPage

        page = NewKeyPage(self._appearance, why)
        page.chosen.connect(partial(self._protect, page))
        page.plain.connect(self._leave_plain)
        page.again.connect(self._again)
        self._show(page)

    def _protect(self, page: Any, words: str) -> None:
        from mentordesk.workflows.desk.protect_desk import Wish, protect_new

        self._hear_no_more()  # a key must not be kept in two places because the keyring answers after all
        wish = Wish(Kept.PASSPHRASE, words)
        self._background.run(
            partial(protect_new, self._folder, wish, self._keyring),
            done=self._end,
            failed=page.refuse,
        )

    def _leave_plain(self) -> None:
        from mentordesk.vault.key_file import PLAIN

        self._begin(PLAIN, None)

    def _begin(self, entry: Entry, key: Key | None) -> None:
        from mentordesk.workflows.desk.protect_desk import begin_with

        try:
            self._end(begin_with(self._folder, entry, key))
        except Trouble as trouble:
            if key is not None:
                from mentordesk.workflows.desk.protect_desk import let_go

                # Another start made the desk first, or nothing can be written there: no desk has this key.
                self._background.run(partial(let_go, entry, self._keyring))
            self.failed.emit(trouble)

    # -- the end

    def _end(self, unlocked: Unlocked) -> None:
        self._hear_no_more()
        self.found.emit(unlocked)

    def _show(self, page: QWidget) -> Any:
        if self._window is None:
            self._window = self._make_window()
        self._window.show_page(page)
        return page
