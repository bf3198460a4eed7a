"""The rail at the side of the window: the screens, the theme switch, and whose desk it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.light_dataclass import dataclass
from mentordesk_ui.parts.avatar import initials_of
from mentordesk_ui.parts.overlay import HELP_KEY
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

WIDE = 208
_SLIM = 68
_RING = 5
"""Room in px for the focus ring, which the scroll area would cut off."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A screen: its key ("today"), its icon and title, and what builds it when it is first shown."""

    key: str
    icon: str
    title: str
    factory: Callable[[], QWidget]


class _RailButton(QAbstractButton):
    """A line of the rail: icon and title, or the icon alone when the rail is slim."""

    def __init__(
        self, appearance: Appearance, icon: str, title: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._icon_name = icon
        self._title = title
        self._key = key
        self._slim = False
        self.strong = bool(key)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_slim(self, slim: bool) -> None:
        self._slim = slim
        tip = f"{self._title}  {self._key.replace('+', ' ')}" if self._key else self._title
        self.setToolTip(tip if slim else "")
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._appearance.metrics(TextStyle.TITLE)
        if self._slim:
            return QSize(44, max(36, self._icon_side() + 14))
        return QSize(44 + metrics.horizontalAdvance(self._title) + SPACE.l, max(36, metrics.height() + 14))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _icon_side(self) -> int:
        return min(24, self._appearance.px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, rect = self._appearance, QRectF(self.rect())
        chosen = self.isCheckable() and self.isChecked()
        if chosen:
            painting.draw_round(painter, rect, RADIUS.m, look.color("selected"))
        elif self.underMouse() or self.isDown():
            painting.draw_round(painter, rect, RADIUS.m, look.color("hover"))
        side = self._icon_side()
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = (rect.width() - side) / 2 if self._slim else 13
        icon = QRectF(x, (rect.height() - side) / 2, side, side)
        words = QRectF(icon.right() + 13, 0, rect.width() - icon.right() - 13 - SPACE.s, rect.height())
        if leftwards:
            icon.moveLeft(rect.width() - icon.right())
            words.moveLeft(rect.width() - words.right())
        painting.draw_icon(painter, look, icon, self._icon_name, "accent" if chosen else "muted")
        if not self._slim:
            near = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
            role = "text" if chosen else "muted"
            painting.draw_text(painter, look, words, self._title, TextStyle.TITLE, role, align=near)
        painter.end()


class _ProfileButton(QAbstractButton):
    """Whose desk it is: initials, name, and city with the time there."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._name = ""
        self._line = ""
        self._slim = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, name: str, line: str) -> None:
        if (name, line) == (self._name, self._line):
            # Said whenever the window comes forward; laying the window out for it would be seen at the start.
            return
        self._name, self._line = name, line
        self.setAccessibleName(", ".join(word for word in (name, line) if word) or _("Your profile"))
        self._tell()

    def set_slim(self, slim: bool) -> None:
        self._slim = slim
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self.accessibleName() if self._slim else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title = self._appearance.metrics(TextStyle.TITLE).height()
        small = self._appearance.metrics(TextStyle.CAPTION).height()
        return QSize(44, max(44, title + small + 8) if not self._slim else 48)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, rect = self._appearance, QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painting.draw_round(painter, rect, RADIUS.m, look.color("hover"))
        side = 30 if not self._slim else 34
        x = (rect.width() - side) / 2 if self._slim else SPACE.m
        disc = QRectF(x, (rect.height() - side) / 2, side, side)
        words = QRectF(disc.right() + 10, 0, rect.width() - disc.right() - 10 - SPACE.xs, rect.height())
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if leftwards:
            disc.moveLeft(rect.width() - disc.right())
            words.moveLeft(rect.width() - words.right())
        painting.draw_avatar(painter, look, disc, initials_of(self._name), "warm")
        if not self._slim:
            near = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
            title = QFontMetrics(look.font(TextStyle.TITLE)).height()
            small = QFontMetrics(look.font(TextStyle.CAPTION)).height() if self._line else 0
            top = (rect.height() - title - small) / 2
            first = QRectF(words.x(), top, words.width(), title)
            painting.draw_text(painter, look, first, self._name, TextStyle.TITLE, "text", align=near)
            second = QRectF(words.x(), top + title, words.width(), small)
            painting.draw_text(painter, look, second, self._line, TextStyle.CAPTION, "muted", align=near, tabular=True)
        painter.end()


class Rail(QFrame):
    """`chosen` says the key of a screen, `profile_wanted` that the person looks for themselves, `theme_chosen` the theme."""

    chosen = Signal(str)
    history_wanted = Signal()
    help_wanted = Signal()
    profile_wanted = Signal()
    theme_chosen = Signal(str)

    def __init__(
        self, appearance: Appearance, clock: Clock, entries: Sequence[RailEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._slim = False
        self._name = ""
        self._city = ""
        self.setAccessibleName(_("Screens"))
        self._brand = Text(appearance, "MentorDesk", TextStyle.TITLE, elides=True)
        self._brand.setContentsMargins(SPACE.m + _RING, 0, 0, 0)
        self._buttons: dict[str, _RailButton] = {}
        screens = QWidget()
        lines = QVBoxLayout(screens)
        lines.setContentsMargins(_RING, SPACE.s + 1, _RING, _RING)
        lines.setSpacing(2)
        for place, entry in enumerate(entries, 1):
            button = _RailButton(appearance, entry.icon, entry.title, f"Ctrl+{place}" if place <= 9 else "")
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, entry.key))
            lines.addWidget(button)
            self._buttons[entry.key] = button
        lines.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(screens)
        self._history = _RailButton(appearance, "undo-2", _("Undo and trash"))
        self._history.clicked.connect(self.history_wanted)
        self._theme = _RailButton(appearance, "moon", _("Light or dark"))
        self._theme.clicked.connect(self.switch_theme)
        self._help = _RailButton(appearance, "book-open", _("Help"), HELP_KEY)
        self._help.clicked.connect(self.help_wanted)
        self._profile = _ProfileButton(appearance)
        self._profile.clicked.connect(self.profile_wanted)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE.s)
        self._column.addWidget(self._brand)
        self._column.addSpacing(SPACE.xs)
        self._column.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_RING, 0, _RING, 0)
        foot.setSpacing(2)
        self.quiet = Text(appearance, "", TextStyle.CAPTION, "accent")
        self.quiet.setContentsMargins(SPACE.m, 0, 0, SPACE.xs)
        self.quiet.hide()
        foot.addWidget(self.quiet)
        foot.addWidget(self._history)
        foot.addWidget(self._help)
        foot.addWidget(self._theme)
        foot.addSpacing(SPACE.xs)
        foot.addWidget(self._profile)
        self._column.addLayout(foot)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self.tell_time)
        appearance.changed.connect(self._follow_appearance)
        self._follow_appearance()
        self.set_profile("", "")

    def buttons(self) -> dict[str, QAbstractButton]:
        """Return the button of each screen by its key."""
        return dict(self._buttons)

    @property
    def profile_button(self) -> QAbstractButton:
        return self._profile

    @property
    def history_button(self) -> QAbstractButton:
        return self._history

    @property
    def help_button(self) -> QAbstractButton:
        return self._help

    @property
    def theme_button(self) -> QAbstractButton:
        return self._theme

    def is_slim(self) -> bool:
        return self._slim

    def set_slim(self, slim: bool) -> None:
        """Show icons alone, their titles in tooltips."""
        self._slim = slim
        for button in (*self._buttons.values(), self._history, self._help, self._theme):
            button.set_slim(slim)
        self._profile.set_slim(slim)
        self._brand.setVisible(not slim)
        self.show_quiet(self.quiet.text())
        self._follow_appearance()

    def show_quiet(self, line: str) -> None:
        """Say what is switched for a call now; empty for nothing."""
        self.quiet.setText(line)
        self.quiet.setVisible(bool(line) and not self._slim)

    def show_chosen(self, key: str) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setAccessibleDescription(_("shown now") if name == key else "")
            if name == key:
                self._scroll.ensureWidgetVisible(button, 0, SPACE.s)

    def set_profile(self, name: str, city: str) -> None:
        """Show whose desk it is; the time is that of this computer."""
        self._name, self._city = name, city
        self._profile.setVisible(bool(name))
        self.tell_time()

    def tell_time(self) -> None:
        """Say the time now, and again when the minute is over."""
        now = self._clock.now()
        local = phrases.clock_time(now.astimezone(self._clock.zone()))
        self._profile.set_words(self._name, f"{self._city}, {local}" if self._city else local)
        self._minute.start(60_050 - (now.second * 1000 + now.microsecond // 1000))

    def switch_theme(self) -> None:
        choice = "light" if self._appearance.theme.is_dark else "dark"
        self._appearance.choose(choice)
        self.theme_chosen.emit(choice)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("sidebar"))
        x = 0.0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - 1.0
        painting.draw_rule(painter, self._appearance, QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _choose(self, key: str) -> None:
        self.show_chosen(key)
        self.chosen.emit(key)

    def _follow_appearance(self) -> None:
        self._theme.set_icon("sun" if self._appearance.theme.is_dark else "moon")
        side = SPACE.m - _RING
        if self._slim:
            self._column.setContentsMargins(side, SPACE.l, side, SPACE.m)
            self.setFixedWidth(_SLIM)
        else:
            self._column.setContentsMargins(side, 28, side, SPACE.m)
            lines = (*self._buttons.values(), self._history, self._help, self._theme)
            widest = max(button.sizeHint().width() for button in lines)
            self.setFixedWidth(max(WIDE, widest + 2 * SPACE.m + 1))
        self.update()
