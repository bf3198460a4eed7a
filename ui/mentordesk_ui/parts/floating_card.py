"""A small window above every program that never takes the keyboard: a card in the corner of the screen one looks at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.qtkit.compositing import cut_out
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import RADIUS, SPACE

WIDTH = 380


class FloatingCard(QWidget):
    """Fill `column`, add buttons with `add_ways`, and `appear`. Whoever drives it hides it."""

    def __init__(self, appearance: Appearance, title: str) -> None:
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
        # A card on the screen must not keep the program alive when its window is closed, nor close it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(title)
        # A locked desk still reminds; the veil sees to it that nobody is named.
        self.setProperty("showsWhileCovered", True)
        self.column = QVBoxLayout(self)
        edge = SPACE.l + SHADOW_PX
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(SPACE.m)

    def add_ways(self, *ways: Button) -> None:
        """Put buttons below what there is; the card is complete with them."""
        row = QWidget()
        expand_across(row)
        buttons = Flow(row)
        for button in ways:
            # The window never has the keyboard: a button that took it would be a lie.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button)
        self.column.addWidget(row)
        # After the parts: they have their new size of text when the card measures itself.
        self._appearance.changed.connect(self._follow_appearance)

    def appear(self) -> None:
        """Take the size its words need and be seen."""
        self._fit()
        if not self.isVisible():
            self.show()
        self.raise_()

    def _fit(self) -> None:
        self.setFixedWidth(self._appearance.px(WIDTH) + 2 * SHADOW_PX)
        self.column.activate()
        self.resize(self.width(), self.column.heightForWidth(self.width()))
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
