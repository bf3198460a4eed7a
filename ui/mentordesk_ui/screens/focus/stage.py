"""The ground of the focus screen: a stage in the middle, a column beside it, notes between; it finds room for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .ring import Ring

_STAGE, _SIDE, _NOTES, _SLIM_STAGE = 420, 320, 340, 276
_ANY = 16_777_215
"""Qt's word for no limit."""


def _scroll() -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    return area


class StageGround(QWidget):
    """`stage`, `side` and `notes` are columns to fill. Beside each other where there is room, else below each other."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_open = False
        self._ring: Ring | None = None
        self._arranged: tuple[str, bool] = ("", False)

        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(0)
        self._stage = QWidget()
        self.stage = QVBoxLayout(self._stage)
        self.stage.setContentsMargins(0, 0, 0, 0)
        self.stage.setSpacing(0)
        self._column.addWidget(self._stage, 1)
        self._side = QWidget()
        self.side = QVBoxLayout(self._side)
        self.side.setSpacing(SPACE.l + SPACE.xs)
        self.notes_panel = QWidget()
        self.notes = QVBoxLayout(self.notes_panel)
        self.notes.setSpacing(SPACE.s)
        self.notes_panel.hide()

        self._left = _scroll()
        self._left.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._right = _scroll()
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._left, 1)
        self._across.addWidget(self.notes_panel, 1)
        self._across.addWidget(self._right)
        appearance.changed.connect(self.arrange)

    @property
    def is_slim(self) -> bool:
        """Whether the stage has given most of its room to the notes."""
        return self._arranged == ("wide", True)

    def open_notes(self, is_open: bool) -> None:
        """Show the notes, or only the stage again."""
        self._is_open = is_open
        self.arrange()

    def give_room_to(self, ring: Ring) -> None:
        """Name the ring on the stage: it takes what height the other things there leave."""
        self._ring = ring

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen; of one that is taller than the window, its beginning."""
        for area in (self._left, self._right):
            ground = area.widget()
            if ground is None or not ground.isAncestorOf(widget):
                continue
            if widget.height() + 2 * SPACE.xl > area.viewport().height():
                area.verticalScrollBar().setValue(widget.mapTo(ground, QPoint(0, 0)).y() - SPACE.xl)
            else:
                area.ensureWidgetVisible(widget, 0, SPACE.xl)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Page keys scroll what does not fit; everything else is the screen's.
        bar = self._left.verticalScrollBar()
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if pages is None:
            event.ignore()
            return
        bar.setValue(bar.value() + pages * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put stage, notes and side where there is room for them."""
        px, width = self._appearance.px, self.width()
        if width >= px(_STAGE + _SIDE) and (not self._is_open or width >= px(_SLIM_STAGE + _NOTES + _SIDE - 40)):
            mode = "wide"
        elif self._is_open and width >= px(_SLIM_STAGE + _NOTES):
            mode = "two"
        else:
            mode = "one"
        if (mode, self._is_open) != self._arranged:
            self._arranged = (mode, self._is_open)
            self._move_parts(mode)
        self._set_widths(mode)

    def _move_parts(self, mode: str) -> None:
        # Whoever is moved to another parent loses the keyboard on the way.
        focus = QApplication.focusWidget()
        self._move(mode)
        if focus is not None and self.isAncestorOf(focus) and focus is not QApplication.focusWidget():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, mode: str) -> None:
        self._column.removeWidget(self.notes_panel)
        self._column.removeWidget(self._side)
        if self._right.widget() is not None:
            self._right.takeWidget()
        if mode == "one":
            self._across.removeWidget(self.notes_panel)
            self._column.addWidget(self.notes_panel)
        else:
            self._across.insertWidget(1, self.notes_panel, 1)
        if mode == "wide":
            self._right.setWidget(self._side)
            self._side.setAutoFillBackground(False)
        else:
            self._column.addWidget(self._side)
        self._side.show()
        self._right.setVisible(mode == "wide")
        self.notes_panel.setVisible(self._is_open)
        self._across.setStretch(0, 0 if mode != "one" and self._is_open else 1)

    def _set_widths(self, mode: str) -> None:
        px = self._appearance.px
        edge = px(SPACE.xl) if mode == "wide" else px(SPACE.l)
        slim = self._is_open and mode != "one"
        self._left.setMinimumWidth(px(_SLIM_STAGE) if slim else 0)
        self._left.setMaximumWidth(px(_SLIM_STAGE) if slim else _ANY)
        spare = self.width() - px(_STAGE + _SIDE)
        # As in print: the column stands a little away from the edge where there is room to.
        air = max(SPACE.l, min(px(56), spare // 5)) if mode == "wide" and not self._is_open else px(SPACE.l)
        self._right.setFixedWidth(px(_SIDE if not slim else _SIDE - 40) + (air if mode == "wide" else 0))
        self.side.setContentsMargins(0, px(SPACE.l + SPACE.xs), air - SPACE.s if mode == "wide" else 0, px(SPACE.l))
        self._column.setContentsMargins(edge, px(SPACE.xl), edge if not slim else px(SPACE.s), px(SPACE.xl))
        self.notes.setContentsMargins(px(SPACE.l), px(SPACE.xl), px(SPACE.l), px(SPACE.l))
        self.notes_panel.setMinimumHeight(px(320) if mode == "one" else 0)
        stage = px(_SLIM_STAGE) if slim else self.width() - (self._right.width() if mode == "wide" else 0)
        self._fit_ring(stage - edge - (edge if not slim else px(SPACE.s)))

    def _fit_ring(self, width: int) -> None:
        ring = self._ring
        if ring is None or width <= 0:
            return
        self.stage.invalidate()
        others = self.stage.heightForWidth(width) - ring.sizeHint().height()
        if self._is_open and self._arranged[0] == "one":
            # The notes stand below the stage: what is left of the window is theirs.
            ring.fit(0)
            return
        ring.fit(min(width, self.height() - others - 2 * self._appearance.px(SPACE.xl)))
