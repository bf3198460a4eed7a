"""The window for a desk that cannot be opened: why, and what to do: a backup, what is still readable, or trying again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.engine import Damaged
from mentordesk.vault.keys import Keys
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.card import Card
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.background import Progress as Token
from mentordesk_ui.shell.rail import RailEntry
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle
from mentordesk_ui.window import Window

if TYPE_CHECKING:
    from mentordesk.workflows.safety.restore import GoodBackup
    from mentordesk.workflows.safety.salvage import Salvaged


class WayOut(Card):
    """One way to a desk: what it would bring, and the button that takes it; until that is known, how far it is."""

    def __init__(self, appearance: Appearance, title: str, looking: str, button: str, icon: str) -> None:
        super().__init__(appearance)
        self.words = Text(appearance, looking, TextStyle.BODY, "muted")
        self.more = Text(appearance, "", TextStyle.BODY)
        self.progress = Progress(appearance, 0.0, title)
        self.button = Button(appearance, button, icon)
        row = QWidget()
        expand_across(row)
        Flow(row).addWidget(self.button)
        self.add(Text(appearance, title, TextStyle.TITLE))
        for part in (self.words, self.more, self.progress, row):
            self.add(part)
        self.more.hide()
        self.button.hide()

    def go_on(self, share: float, _words: str = "") -> None:
        """Say how far the looking is."""
        self.progress.set_share(share)

    def show_found(self, words: str, more: str = "", *, usable: bool = True) -> None:
        """Say what was found."""
        self.progress.hide()
        self.words.setText(words)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.button.setVisible(usable)
        announce(self, words)


class NoDesk:
    """Stands where the desk would, until it can be opened. `take` makes a backup the desk."""

    def __init__(
        self,
        appearance: Appearance,
        background: Background,
        clock: Clock,
        folder: Path,
        keys: Keys,
        trouble: Trouble,
        *,
        try_again: Callable[[], None],
        take: Callable[[Path], None],
        use_kit: Callable[[], None] | None = None,
    ) -> None:
        """`use_kit` is there where the desk may be encrypted and nothing says how."""
        self._appearance, self._clock, self._folder = appearance, clock, folder
        self._keys = keys
        self._trouble, self._try_again, self._take = trouble, try_again, take
        self._use_kit = use_kit
        self._looking: list[Token] = []
        self.backup: WayOut | None = None
        self.salvage: WayOut | None = None
        self.again: Button | None = None
        self._place: LineEdit | None = None
        entry = RailEntry("trouble", "circle-question-mark", _("Desk"), self._screen)
        self.window = Window(appearance, clock, [entry], bare=True)
        self.window.show_screen("trouble")
        if isinstance(trouble, Damaged):
            self._look(background)
            if self._place is not None:
                self._place.setFocus()

    @property
    def desk_folder(self) -> Path | None:
        """No desk is open."""
        return None

    @property
    def folder(self) -> Path:
        """Where the desk lies that cannot be opened."""
        return self._folder

    def close(self) -> None:
        """Take the window away, and look no further."""
        for token in self._looking:
            token.cancel()
        self.window.hide()
        self.window.deleteLater()

    def _screen(self) -> QWidget:
        if isinstance(self._trouble, Damaged):
            return self._ways_out()
        state = EmptyState(
            self._appearance, "archive", _("This desk cannot be opened"), self._trouble.sentence, _("Try again")
        )
        state.pressed.connect(self._try_again)
        screen = QWidget()
        QVBoxLayout(screen).addWidget(state)
        return screen

    def _ways_out(self) -> QWidget:
        appearance = self._appearance
        # A line that scrolls: a path is one long word, which would push the page wider than the window.
        place = self._place = LineEdit(appearance, text=str(self._folder), name=_("Folder of this desk"))
        place.setReadOnly(True)
        place.setCursorPosition(0)
        self.backup = WayOut(
            appearance, _("The newest good backup"), _("Looking for it…"), _("Restore this backup"), "archive-restore"
        )
        self.salvage = WayOut(
            appearance,
            _("What can still be read in the damaged file"),
            _("Reading it row by row…"),
            _("Use what can be read"),
            "history",
        )
        self.again = Button(appearance, _("Try again"), "refresh-cw", "plain")
        self.again.clicked.connect(self._try_again)
        row = QWidget()
        expand_across(row)
        flow = Flow(row)
        flow.addWidget(self.again)
        if self._use_kit is not None:
            kit = Button(appearance, _("Use the recovery kit"), "file-text", "plain")
            kit.clicked.connect(self._use_kit)
            flow.addWidget(kit)
        column = ScrollColumn(appearance)
        title = Text(appearance, _("This desk cannot be opened"), TextStyle.H1)
        title.be_heading()
        column.add(title)
        why = _("Its file is damaged. Nothing was changed. Choose what to go on with.")
        column.add(Text(appearance, why, TextStyle.BODY, "muted"), space_before=SPACE.s)
        column.add(place, space_before=SPACE.l)
        column.add(self.backup, space_before=SPACE.l)
        column.add(self.salvage, space_before=SPACE.l)
        kept = _("Whichever you choose, the damaged file is kept beside the backups.")
        column.add(Text(appearance, kept, TextStyle.BODY, "muted"), space_before=SPACE.l)
        column.add(row, space_before=SPACE.m)
        column.add_stretch()
        return column

    # -- looking what there is

    def _look(self, background: Background) -> None:
        from mentordesk.workflows.safety.restore import newest_good
        from mentordesk.workflows.safety.salvage import salvage

        if self.backup is None or self.salvage is None:
            return
        self._looking = [
            background.run(
                partial(newest_good, self._folder, keys=self._keys),
                done=self._show_backup,
                failed=partial(self._show_failed, self.backup),
            ),
            background.run(
                partial(_salvage, salvage, self._folder, self._clock, self._keys),
                done=self._show_salvage,
                failed=partial(self._show_failed, self.salvage),
                progress=self.salvage.go_on,
            ),
        ]

    def _show_backup(self, found: GoodBackup | None) -> None:
        from mentordesk.workflows.safety.difference_words import contents_words, moment_words

        if self.backup is None:
            return
        if found is None:
            self.backup.show_found(_("There is no backup that can be used."), usable=False)
            return
        self.backup.show_found(
            _("From {when}: {what}.").format(
                when=moment_words(found.backup.made_at, self._clock), what=contents_words(found.contents, self._clock)
            )
        )
        self.backup.button.clicked.connect(partial(self._take_it, found.backup.path))

    def _show_salvage(self, found: Salvaged) -> None:
        from mentordesk.workflows.safety.difference_words import contents_words
        from mentordesk.workflows.safety.salvage import lost_words

        if self.salvage is None:
            return
        if not found.is_worth_it:
            self.salvage.show_found(lost_words(found), usable=False)
            return
        self.salvage.show_found(f"{contents_words(found.contents, self._clock)}.", lost_words(found))
        self.salvage.button.clicked.connect(partial(self._take_it, found.path))

    def _show_failed(self, way: WayOut, error: Mistake | Trouble) -> None:
        way.show_found(error.sentence, usable=False)

    def _take_it(self, path: Path, _checked: bool = False) -> None:
        self._take(path)


def _salvage(salvage: Callable[..., Salvaged], folder: Path, clock: Clock, keys: Keys, token: Token) -> Salvaged:
    return salvage(folder, clock, token, keys=keys)
