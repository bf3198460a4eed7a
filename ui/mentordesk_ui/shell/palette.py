"""Ctrl+K: everything the program can do and everything on the desk, in one list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentordesk.language import _, ngettext
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.keycap import Keycap
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.overlay import Overlay, centred
from mentordesk_ui.parts.rule import Rule
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.shell.commands import PaletteEntry, Provider, best_matches
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_WIDTH = 572
_SHOWN = 8
_REMEMBERED = 20


class _Icon(QWidget):
    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._follow_appearance()
        appearance.changed.connect(self._follow_appearance)

    def _follow_appearance(self) -> None:
        self.setMinimumWidth(self._appearance.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._appearance.px(16)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        painting.draw_icon(painter, self._appearance, box, "search")
        painter.end()


class Palette(Overlay):
    """Commands are filtered and ranked here; what a search provider returns is shown as it comes, below them."""

    ran = Signal(str)

    def __init__(self, appearance: Appearance, host: QWidget) -> None:
        super().__init__(appearance, host)
        self._commands: list[Provider] = []
        self._searches: list[Provider] = []
        self._recent: list[str] = []
        self.closes_on_scrim = True
        self.panel.setAccessibleName(_("Search or jump to…"))
        self.line = LineEdit(appearance, _("Search or jump to…"), bare=True)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._find)
        self._model: RowModel[PaletteEntry] = RowModel(_look, _identity)
        delegate = RowDelegate(appearance, lines=1, inset=SPACE.m, chosen_ground="accent_soft")
        self.list: RowView[PaletteEntry] = RowView(
            appearance, self._model, _("Matches"), delegate=delegate, click="chooses"
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.viewport().installEventFilter(self)
        self._nothing = Text(appearance, _("Nothing found. Try another word."), TextStyle.BODY, "muted")
        self._nothing.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)

        top = QHBoxLayout()
        top.setContentsMargins(SPACE.m + 1, SPACE.m, SPACE.m, SPACE.m)
        top.setSpacing(SPACE.s)
        top.addWidget(_Icon(appearance))
        top.addWidget(self.line, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.xs)
        self._foot.setSpacing(SPACE.s - 2)
        for words, meaning in (("↑↓", _("choose")), ("↵", _("run")), ("esc", _("close"))):
            self._foot.addWidget(Keycap(appearance, words))
            self._foot.addWidget(Text(appearance, meaning, TextStyle.CAPTION, "muted", elides=True))
            self._foot.addSpacing(SPACE.s)
        self._foot.addStretch(1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule(appearance))
        column.addSpacing(SPACE.s)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot)
        self._top = top

    # -- what it knows

    def add_commands(self, provider: Provider) -> None:
        """Add a source of entries that are filtered by what is typed."""
        self._commands.append(provider)

    def add_search(self, provider: Provider) -> None:
        """Add a source that searches by itself; it is not asked while nothing is typed."""
        self._searches.append(provider)

    def recent(self) -> tuple[str, ...]:
        """Return the identities of what was run last, the latest first."""
        return tuple(self._recent)

    def entries(self) -> tuple[PaletteEntry, ...]:
        return self._model.rows()

    # -- what happens

    def open_with(self, words: str = "") -> None:
        """Open with something typed already."""
        self.line.setText(words)
        self._find(words)
        self.open()
        self.line.end(False)

    def look_again(self) -> None:
        """Find again what was typed, if it is open: there are more commands now."""
        if self.isVisible():
            self._find(self.line.text())

    def focus_first(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> None:
        words = words.strip()
        commands = [entry for provider in self._commands for entry in provider(words)]
        found = best_matches(words, commands, self._recent)
        if words:
            found += [entry for provider in self._searches for entry in provider(words)]
        self._model.set_rows(list({entry.identity: entry for entry in found}.values()))
        count = self._model.rowCount()
        self._nothing.setVisible(not count)
        self.list.setVisible(bool(count))
        if count:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        self.place()
        if self.isVisible():
            said = ngettext("{count} match", "{count} matches", count).format(count=count)
            announce(self.line, f"{said}. {self._model.spoken_at(0)}" if count else self._nothing.text())

    def _run(self) -> None:
        entry = self.list.current_row()
        if entry is None:
            return
        self._recent = [entry.identity, *(one for one in self._recent if one != entry.identity)][:_REMEMBERED]
        self.close_overlay()
        entry.run()
        self.ran.emit(entry.identity)

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        now = self.list.currentIndex().row()
        place = (now + by) % count if abs(by) == 1 else max(0, min(count - 1, now + by))
        self.list.setCurrentIndex(self._model.index(place, 0))
        announce(self.line, self._model.spoken_at(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_SHOWN, Qt.Key.Key_PageDown: _SHOWN}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True  # there is nowhere else to go
            if key == Qt.Key.Key_K and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.close_overlay()
                return True
        if watched is self.list.viewport() and event.type() == QEvent.Type.MouseButtonRelease:
            self._run()
            return True
        return super().eventFilter(watched, event)

    def place(self) -> None:
        room = self.rect().adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        width = min(self._appearance.px(_WIDTH), room.width())
        chrome = self._top.sizeHint().height() + self._foot.sizeHint().height() + 1 + 3 * SPACE.s
        rows = self._model.rowCount()
        body = min(_SHOWN, rows) * self.list.row_height() if rows else self._nothing.sizeHint().height()
        height = min(chrome + body, room.height())
        top = min(round(self.height() * 0.15), room.bottom() - height)
        self.panel.setGeometry(centred(self.rect(), width, height, top))


def _look(entry: PaletteEntry) -> RowLook:
    detail = f"{entry.section} · {entry.detail}" if entry.detail else entry.section
    return RowLook(
        entry.title,
        leading=IconMark(entry.icon, "muted", ground=False),
        caption=detail,
        key=entry.key,
    )


def _identity(entry: PaletteEntry) -> str:
    return entry.identity
