"""The raised ground for the one thing that matters now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import SPACE


class _Shadow(QWidget):
    """The shadow of a card, painted on its parent below it: a widget cannot paint outside itself."""

    def __init__(self, appearance: Appearance, card: QWidget) -> None:
        super().__init__(card.parentWidget())
        self._appearance = appearance
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def follow(self) -> None:
        reach = SHADOW_PX
        self.setGeometry(self._card.geometry().adjusted(-reach, -reach, reach, reach))
        self.stackUnder(self._card)
        self.setVisible(not self._card.isHidden())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        reach = SHADOW_PX
        painting.draw_card(painter, self._appearance, QRectF(self.rect()).adjusted(reach, reach, -reach, -reach))
        painter.end()


_PLACE_CHANGES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class Card(QFrame):
    """A card to fill through `column` or `add`. Raised, its shadow lies around it on the parent and takes no room.

    With `raised=False` it is a flat bordered ground; `ground` is any ground role.
    """

    def __init__(
        self,
        appearance: Appearance,
        *,
        raised: bool = True,
        ground: str = "surface",
        padding: int = SPACE.xl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._raised = raised
        self._ground = ground
        self.column = QVBoxLayout(self)
        self.column.setSpacing(SPACE.m)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self._shadow: _Shadow | None = None
        appearance.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if self._raised and event.type() in _PLACE_CHANGES:
            self._place_shadow()
        return handled

    def _place_shadow(self) -> None:
        parent = self.parentWidget()
        if self._shadow is not None and (not isValid(self._shadow) or self._shadow.parentWidget() is not parent):
            self._shadow = None
        if parent is None:
            return
        if self._shadow is None:
            self._shadow = _Shadow(self._appearance, self)
        self._shadow.follow()

    def add(self, content: QWidget | QLayout) -> None:
        if isinstance(content, QWidget):
            self.column.addWidget(content)
        else:
            self.column.addLayout(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.draw_card(painter, self._appearance, rect, ground=self._ground, raised=False)
        painter.end()
