"""The window: rail and screens, palette, toasts, strips, keys. It knows no store and builds no screen by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk_ui.parts.overlay import HELP_KEY
from mentordesk_ui.parts.search_box import PALETTE_KEY
from mentordesk_ui.parts.toast import Toast
from mentordesk_ui.shell.commands import Command, PaletteEntry, Provider, go_commands
from mentordesk_ui.shell.cover import COVERED
from mentordesk_ui.shell.entering import enter_screen, leave_screen
from mentordesk_ui.shell.rail import Rail, RailEntry
from mentordesk_ui.shell.strips import NoticeStrip, TroubleStrip
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from mentordesk_ui.shell.palette import Palette

LEAST_WIDTH, LEAST_HEIGHT = 960, 640
SLIM_BELOW, SLIM_ABOVE_SCALE = 1100, 1.5

Restore = Callable[[], object]


class _Ground(QWidget):
    """The canvas on which the screens stand."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        appearance.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("canvas"))
        painter.end()


class Window(QMainWindow):
    """Shows one screen at a time, each built when it is first shown.

    `hidden` screens are reached from others only; a `bare` window has neither rail nor palette. `load_geometry` and
    `save_geometry` remember size and place as bytes; neither is needed.
    """

    screen_shown = Signal(str)
    undo_wanted = Signal()
    profile_wanted = Signal()
    theme_chosen = Signal(str)
    closing = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        entries: Sequence[RailEntry],
        *,
        hidden: Sequence[RailEntry] = (),
        bare: bool = False,
        load_geometry: Callable[[], bytes | None] | None = None,
        save_geometry: Callable[[bytes], object] | None = None,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._entries = {entry.key: entry for entry in (*entries, *hidden)}
        self._in_rail = tuple(entries)
        self._is_bare = bare
        self._screens: dict[str, QWidget] = {}
        self._save_geometry = save_geometry
        self._commands: list[Command] = []
        self._shortcuts: list[QShortcut] = []
        self._searches: list[Provider] = []
        self._toast: Toast | None = None
        self._visits: list[tuple[str, Restore | None]] = []
        self._visit = -1
        self._stays_in_rail = False
        self.undo_title: Callable[[], str] | None = None
        """Names what Undo would take back, where there is a desk."""
        self.setWindowTitle("MentorDesk")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)

        self.rail = Rail(appearance, clock, entries)
        self.rail.chosen.connect(self._choose_in_rail)
        self.rail.profile_wanted.connect(self.profile_wanted)
        self.rail.theme_chosen.connect(self.theme_chosen)
        self.rail.help_wanted.connect(self._help_on_screen)
        self.rail.setVisible(not bare)
        self._notice = NoticeStrip(appearance)
        self._trouble = TroubleStrip(appearance)
        self._stack = QStackedWidget()
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._trouble)
        beside.addWidget(self._stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(beside, 1)
        self._ground = _Ground(appearance)
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        self._strips = column
        column.addLayout(across, 1)
        self.setCentralWidget(self._ground)

        self.set_commands(())
        appearance.resized.connect(self._fit_rail)
        self.resize(1280, 820)
        if load_geometry is not None and (geometry := load_geometry()):
            self.restoreGeometry(QByteArray(geometry))
        self._fit_rail()

    # -- screens

    def show_screen(self, key: str, restore: Restore | None = None) -> None:
        """Show a screen, building it the first time; raises KeyError for an unknown key.

        `restore` opens a place in it (a person, a note) now, and again when Back or Forward returns here.
        """
        if self._visit < 0 or restore is not None or self._visits[self._visit] != (key, None):
            del self._visits[self._visit + 1 :]
            self._visits.append((key, restore))
            self._visit = len(self._visits) - 1
        self._go(key, restore)

    def choose_screen(self, key: str) -> None:
        """Go to a screen of the rail; from a page within that screen, to its list."""
        show_list = getattr(self._screens.get(key), "show_list", None) if key == self.current_key() else None
        self.show_screen(key)
        if callable(show_list):
            show_list()

    def _choose_in_rail(self, key: str) -> None:
        # Who walks through the rail by the keyboard walks on there.
        self._stays_in_rail = True
        self.choose_screen(key)
        self._stays_in_rail = False

    def screen_of(self, key: str) -> QWidget:
        """Return a screen, built if need be, without showing it."""
        if key not in self._screens:
            with self._appearance.making_widgets():
                screen = self._entries[key].factory()
            self._screens[key] = screen
            self._stack.addWidget(screen)
        return self._screens[key]

    def built_screens(self) -> dict[str, QWidget]:
        """Return the screens that were built so far, by key."""
        return dict(self._screens)

    def current_key(self) -> str:
        """Return the key of the screen that is shown, or nothing before the first."""
        return self._visits[self._visit][0] if self._visit >= 0 else ""

    def back(self) -> None:
        """Return to where one was before, if there is such a place."""
        self._travel(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._travel(1)

    def _travel(self, by: int) -> None:
        if 0 <= self._visit + by < len(self._visits):
            self._visit += by
            self._go(*self._visits[self._visit])

    def _go(self, key: str, restore: Restore | None) -> None:
        with self._appearance.showing_much(self):
            screen = self.screen_of(key)
            if screen is not self._stack.currentWidget():
                leave_screen(self, self._stack.currentWidget())
            self._stack.setCurrentWidget(screen)
            self.rail.show_chosen(key)
            self.setWindowTitle(_("{screen} – MentorDesk").format(screen=self._entries[key].title))
            if restore is not None:
                restore()
            if is_start := self.focusWidget() is None:
                # Else the first button of the window has the keyboard at the start, and that may be one that throws away.
                (self if self._is_bare else self.rail.buttons().get(key, self)).setFocus()
            self.screen_shown.emit(key)
        if not (is_start or self._stays_in_rail or self.property(COVERED) is True):
            enter_screen(self, screen, is_place=restore is not None)

    # -- commands and palette

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Bind these commands besides the window's own; they replace those set before."""
        self._commands = [*self._own_commands(), *commands]
        for shortcut in self._shortcuts:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._shortcuts = [self._bound(QKeySequence(one.key), one) for one in self._commands if one.key]
        if not self._is_bare:
            # "?" is a letter where one types; this opens the list of keys from there too.
            self._shortcuts.append(self._bound(QKeySequence("Ctrl+/"), self._keys_command()))

    def commands(self) -> tuple[Command, ...]:
        return tuple(self._commands)

    def add_search(self, provider: Provider) -> None:
        """Let the palette ask a provider that searches the desk by what is typed."""
        self._searches.append(provider)
        if "palette_box" in self.__dict__:
            self.palette_box.add_search(provider)

    @cached_property
    def palette_box(self) -> Palette:
        """The palette, built when it is first asked for: not on the way to the first sight."""
        from mentordesk_ui.shell.palette import Palette

        palette = Palette(self._appearance, self)
        palette.add_commands(self._command_entries)
        for search in self._searches:
            palette.add_search(search)
        return palette

    def prepare_palette(self) -> None:
        """Build the palette before it is wanted, once nothing else waits; who was quicker has it open, and keeps it."""
        self.palette_box.look_again()

    def open_palette(self, words: str | bool = "") -> None:
        """Open the palette, with something typed already if it is given."""
        self.palette_box.open_with(words if isinstance(words, str) else "")

    def show_keys(self) -> None:
        """Show the list of keys."""
        from mentordesk_ui.shell.keys_sheet import keys_sheet

        keys_sheet(self._appearance, self, self._commands).open()

    def show_help(self, page: str = "") -> None:
        """Show a page of help, by default the one about the screen that is shown."""
        from mentordesk_ui.shell.help_pages import page_of_screen
        from mentordesk_ui.shell.help_sheet import HelpSheet

        if not any(sheet.isVisible() for sheet in self.findChildren(HelpSheet)):
            HelpSheet(self._appearance, self).open_at(page or page_of_screen(self.current_key()))

    def come_with_help(self, page: str) -> None:
        """Come to the front with a page of help: it is asked for in another window."""
        self.come_forward()
        self.show_help(page)

    def _help_on_screen(self) -> None:
        self.show_help()

    def _bound(self, key: QKeySequence, command: Command) -> QShortcut:
        shortcut = QShortcut(key, self)
        shortcut.activated.connect(partial(self._run, command))
        return shortcut

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A line one types in takes Ctrl+Z before any shortcut; with nothing of its own to undo it passes the key on.
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            for command in self._commands:
                if command.key and QKeySequence(command.key) == QKeySequence(event.keyCombination()):
                    self._run(command)
                    return
        super().keyPressEvent(event)

    def _run(self, command: Command) -> None:
        if self.property(COVERED) is True and command.name != "window.quit":
            return
        if command.when is None or command.when():
            command.run()

    def _keys_command(self) -> Command:
        return Command("window.keys", _("Show all keys"), _("Help"), self.show_keys, "?", "keyboard")

    def _own_commands(self) -> list[Command]:
        if self._is_bare:
            return []
        window = _("Window")
        return [
            *go_commands(self._in_rail, self.choose_screen),
            Command("window.search", _("Search or jump to…"), window, self.open_palette, PALETTE_KEY, "search"),
            Command("window.back", _("Go back"), window, self.back, "Alt+Left", "arrow-left", self._can_go_back),
            Command(
                "window.forward", _("Go forward"), window, self.forward, "Alt+Right", "arrow-right", self._can_go_on
            ),
            Command("window.undo", _("Undo"), window, self.undo_wanted.emit, "Ctrl+Z", "undo-2", None, self.undo_title),
            Command("window.theme", _("Switch between light and dark"), window, self.rail.switch_theme, "", "moon"),
            Command("window.help", _("Help on this page"), _("Help"), self.show_help, HELP_KEY, "book-open"),
            self._keys_command(),
        ]

    def _can_go_back(self) -> bool:
        return self._visit > 0

    def _can_go_on(self) -> bool:
        return self._visit + 1 < len(self._visits)

    def _command_entries(self, _words: str) -> list[PaletteEntry]:
        offered = [one for one in self._commands if one.name != "window.search"]
        return [one.entry() for one in offered if one.when is None or one.when()]

    # -- messages

    def toast(self, text: str, undoable: bool = False) -> Toast:
        """Say something at the lower edge; Undo there emits `undo_wanted`, as Ctrl+Z does."""
        if self._toast is not None:
            self._toast.leave()
        toast = Toast(self._appearance, self._ground, text, undo=undoable)
        toast.undone.connect(self.undo_wanted)
        toast.gone.connect(partial(self._forget_toast, toast))
        self._toast = toast
        toast.appear()
        return toast

    def current_toast(self) -> Toast | None:
        return self._toast

    def _forget_toast(self, toast: Toast) -> None:
        if self._toast is toast:
            self._toast = None

    def show_trouble(self, trouble: Trouble) -> None:
        """Say calmly what failed and what to do, until it is dismissed."""
        self._trouble.show_trouble(trouble.sentence)

    def show_mistake(self, mistake: Mistake) -> None:
        """Say what rule was broken, when there is no field to say it at."""
        self.toast(mistake.sentence)

    def show_notice(
        self, text: str, button_text: str = "", on_click: Callable[[], object] | None = None, *, may_go: bool = False
    ) -> None:
        """Keep a slim strip at the top of the window, with one button when there is something to do.

        `may_go` lets it be put away.
        """
        self._notice.show_notice(text, button_text, on_click, may_go=may_go)

    def add_strip(self, strip: QWidget) -> None:
        """Keep another strip at the top of the window; whoever adds it shows and hides it."""
        self._strips.insertWidget(1, strip)
        # It is read before all that was made before it.
        for before, after in pairwise(
            (*self._notice.findChildren(QAbstractButton), *strip.findChildren(QAbstractButton))
        ):
            QWidget.setTabOrder(before, after)

    def hide_notice(self) -> None:
        self._notice.hide()

    @property
    def notice_strip(self) -> NoticeStrip:
        return self._notice

    @property
    def trouble_strip(self) -> TroubleStrip:
        return self._trouble

    # -- the window itself

    def come_forward(self) -> None:
        """Come to the front, also out of the task bar."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_profile(self, name: str, city: str) -> None:
        """Show whose desk it is at the foot of the rail."""
        self.rail.set_profile(name, city)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.rail.tell_time()  # after sleep the minute timer may be late

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._save_geometry is not None:
            self._save_geometry(bytes(self.saveGeometry().data()))
        self.closing.emit()
        super().closeEvent(event)

    def _fit_rail(self) -> None:
        slim = self.width() < SLIM_BELOW or self._appearance.text_scale > SLIM_ABOVE_SCALE
        if slim != self.rail.is_slim():
            self.rail.set_slim(slim)
