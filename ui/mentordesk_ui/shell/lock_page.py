"""What is seen of a locked desk: that it is locked, how it opens, and the bare time of a session that goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.emblem import Emblem
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.passphrase_line import PassphraseLine
from mentordesk_ui.parts.progress import Progress
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_WIDTH = 360


class LockPage(QWidget):
    """Emits `opened` with the passphrase, empty where there is none; whoever checks it says `refuse`, or takes the page away."""

    opened = Signal(str)

    def __init__(self, appearance: Appearance, *, needs_passphrase: bool) -> None:
        super().__init__()
        self._appearance = appearance
        self.needs_passphrase = needs_passphrase
        self.setAccessibleName(_("Locked"))
        self.title = Text(appearance, _("Locked"), TextStyle.H1)
        self.passphrase = PassphraseLine(appearance)
        self.field = Field(appearance, _("Passphrase"), self.passphrase)
        self.button = Button(
            appearance, _("Unlock") if needs_passphrase else _("Open the desk"), "lock-open", "primary"
        )
        self.honest = Text(
            appearance,
            _("This desk has no passphrase, so the lock only hides it: whoever sits here can open it."),
            TextStyle.CAPTION,
            "muted",
        )
        self.session = self._session_part()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(Emblem(appearance, "lock", 64), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE.xs)
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.session)
        column.addSpacing(SPACE.s)
        column.addWidget(self.field)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.honest)
        self.field.setVisible(needs_passphrase)
        self.honest.setVisible(not needs_passphrase)
        self.honest.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._middle = middle
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        scroll = ScrollColumn(appearance, wide=True)
        scroll.add_stretch()
        scroll.add(across)
        scroll.add_stretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.button.clicked.connect(self._open)
        self.passphrase.returnPressed.connect(self._open)
        appearance.changed.connect(self._follow_appearance)
        self._follow_appearance()

    def _session_part(self) -> QWidget:
        part = QWidget()
        self.what = Text(self._appearance, "", TextStyle.BODY, "muted")
        self.what.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.time = Text(self._appearance, "", TextStyle.H2, tabular=True)
        self.time.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = Progress(self._appearance, 0.0, _("Focus session"))
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.what)
        column.addWidget(self.time)
        column.addWidget(self.bar)
        part.hide()
        return part

    # -- the session that goes on

    def show_session(self, what: str, time: str, share: float) -> None:
        """Show how far a session is, without a word of whom it is with; empty for none."""
        self.session.setVisible(bool(what))
        self.what.setText(what)
        self.time.setText(time)
        self.bar.set_share(share)

    # -- opening

    def take_focus(self) -> None:
        """Put the keyboard where the desk is opened. Said as a change of windows: what had it before goes on as it was."""
        first = self.passphrase if self.needs_passphrase else self.button
        first.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def refuse(self) -> None:
        """Say that the passphrase was not right, and nothing about how wrong it was; it stays, to be mended."""
        self._rest(is_checking=False)
        self.field.show_mistake(_("This passphrase does not open the desk."))
        self.passphrase.selectAll()

    def _open(self) -> None:
        words = self.passphrase.text()
        if self.needs_passphrase and not words:
            self.field.show_mistake(_("Type the passphrase of this desk."))
            return
        self._rest(is_checking=True)
        self.opened.emit(words)

    def _rest(self, *, is_checking: bool) -> None:
        self.passphrase.setReadOnly(is_checking)
        self.button.setEnabled(not is_checking)
        if self.needs_passphrase:
            self.button.set_words(_("Opening…") if is_checking else _("Unlock"))
            if is_checking:
                announce(self, _("Opening…"))

    # -- the ground

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("canvas"))
        painter.end()

    def _follow_appearance(self) -> None:
        self._middle.setFixedWidth(self._appearance.px(_WIDTH))
        self.update()
