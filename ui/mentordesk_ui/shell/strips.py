"""Calm strips across the top of the window: a notice with one button, and trouble with what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class _StripIcon(QWidget):
    def __init__(self, appearance: Appearance, icon: str, role: str) -> None:
        super().__init__()
        self._appearance, self._icon_name, self._role = appearance, icon, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(18), self._appearance.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_icon(painter, self._appearance, QRectF(self.rect()), self._icon_name, self._role)
        painter.end()


class Strip(QFrame):
    """Words on a soft ground with an icon; hidden until there is something to say."""

    def __init__(self, appearance: Appearance, ground: str, ink: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._ground = ground
        self._words = Text(appearance, "", TextStyle.BODY, ink)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(SPACE.xl, SPACE.s, SPACE.l, SPACE.s)
        self.row.setSpacing(SPACE.m)
        self.row.addWidget(_StripIcon(appearance, icon, ink))
        self.row.addWidget(self._words, 1)
        self.hide()
        appearance.changed.connect(self.update)

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color(self._ground))
        painter.end()

    def _say(self, text: str, *, urgent: bool) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text, urgent=urgent)


class NoticeStrip(Strip):
    """A lasting fact about this window, such as that the desk is a demo, with one thing to do about it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "accent_soft", "on_accent_soft", "info", parent)
        self._act: Callable[[], object] | None = None
        self.button = Button(appearance, "", kind="quiet")
        self.button.clicked.connect(self._press)
        self.row.addWidget(self.button)
        self.away = IconButton(appearance, "x", _("Not now"))
        self.away.clicked.connect(self.hide)
        self.row.addWidget(self.away)

    def show_notice(
        self, text: str, button_text: str, act: Callable[[], object] | None, *, may_go: bool = False
    ) -> None:
        """`may_go` lets it be put away without doing anything."""
        self._act = act
        self.away.setVisible(may_go)
        self.button.set_words(button_text)
        self.button.setVisible(bool(button_text))
        self._say(text, urgent=False)

    def _press(self) -> None:
        if self._act is not None:
            self._act()


class TroubleStrip(Strip):
    """What failed in the world and what to do; it stays until it is dismissed, and can be copied. `dismissed` follows."""

    dismissed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "warm_soft", "warm", "triangle-alert", parent)
        self.copy_button = Button(appearance, _("Copy"), "copy", kind="quiet")
        self.copy_button.clicked.connect(self._copy)
        self.close_button = IconButton(appearance, "x", _("Dismiss"), role="warm")
        self.close_button.clicked.connect(self._dismiss)
        self.row.addWidget(self.copy_button)
        self.row.addWidget(self.close_button)

    def show_trouble(self, sentence: str) -> None:
        self._say(sentence, urgent=True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        announce(self, _("Copied"))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
