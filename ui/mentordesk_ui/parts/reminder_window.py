"""A small window that reminds of a call: above every program, never taking the keyboard, there until it was heard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.avatar import Avatar
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.compositing import cut_out
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

WIDTH = 380


class ReminderWindow(QWidget):
    """One window for all reminders. Whoever drives it shows and hides it; its buttons only say what was wanted."""

    join_wanted = Signal()
    session_wanted = Signal()
    acknowledged = Signal()

    def __init__(self, appearance: Appearance) -> None:
        flags = Qt.WindowType
        super().__init__(
            None,
            flags.Tool
            | flags.FramelessWindowHint
            | flags.WindowStaysOnTopHint
            | flags.WindowDoesNotAcceptFocus
            | flags.NoDropShadowWindowHint,
        )
        self._appearance = appearance
        self._is_cut_out = False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        # A reminder on the screen must not keep the program alive when its window is closed, nor close it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(_("Reminder"))
        self._avatar = Avatar(appearance, "", size=40)
        self._who = Text(appearance, "", TextStyle.TITLE)
        self._soon = Text(appearance, "", TextStyle.TITLE, "accent", tabular=True)
        self._times = Text(appearance, "", TextStyle.CAPTION, "muted")
        self._context = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.join_button = Button(appearance, _("Join"), "video")
        self.session_button = Button(appearance, _("Start session"), "timer", "primary")
        self.got_it_button = Button(appearance, _("Got it"), kind="plain")
        self.join_button.clicked.connect(self.join_wanted)
        self.session_button.clicked.connect(self.session_wanted)
        self.got_it_button.clicked.connect(self.acknowledged)
        self._arrange()
        appearance.changed.connect(self._follow_appearance)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._who, self._soon, self._times):
            words.addWidget(text)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        ways = QWidget()
        expand_across(ways)
        buttons = Flow(ways)
        for button in (self.session_button, self.join_button, self.got_it_button):
            # The window never has the keyboard: a button that took it would be a lie.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        edge = SPACE.l + SHADOW_PX
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addWidget(self._context)
        column.addWidget(ways)

    def show_reminder(self, person: str, initials: str, times: str, context: str, *, can_join: bool) -> None:
        """Show whom the call is with, when, and what to think of; another one takes this one's place."""
        self._avatar.set_initials(initials)
        self._who.setText(_("Call with {name}").format(name=person))
        self._times.setText(times)
        self._context.setText(context)
        self._context.setVisible(bool(context))
        self.join_button.setVisible(can_join)
        self.setAccessibleName(_("Reminder: {what}").format(what=self._who.text()))
        self._fit()
        if not self.isVisible():
            self.show()
        self.raise_()

    def tell_time(self, words: str) -> None:
        """Say how soon the call is."""
        self._soon.setText(words)

    def say_aloud(self) -> None:
        """Have a screen reader say the reminder, at once."""
        said = ", ".join(text.text() for text in (self._who, self._soon, self._times) if text.text())
        announce(self, said, urgent=True)

    def _fit(self) -> None:
        self.setFixedWidth(self._appearance.px(WIDTH) + 2 * SHADOW_PX)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.heightForWidth(self.width()))
        self._place()

    def _place(self) -> None:
        """Stand in the top corner of the screen where the mouse is: where somebody works there is somebody to see it."""
        screens = QGuiApplication.screens()
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        if screen is None and screens:
            screen = screens[0]
        if screen is None:
            return
        room = screen.availableGeometry()
        margin = SPACE.l - SHADOW_PX
        left = room.right() + 1 - self.width() - margin
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = room.left() + margin
        self.move(QPoint(left, room.top() + margin))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cut_out()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_out()
        self._place()

    def _card(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)

    def _cut_out(self) -> None:
        self._is_cut_out = cut_out(self, self._card(), RADIUS.l)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_cut_out:
            # Half-covered pixels of the rim would let the black below through.
            painter.fillRect(self.rect(), self._appearance.color("border"))
        painting.draw_card(painter, self._appearance, self._card(), raised=not self._is_cut_out)
        painter.end()

    def _follow_appearance(self) -> None:
        if self.isVisible():
            self._fit()
        self.update()
