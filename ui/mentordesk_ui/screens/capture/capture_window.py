"""The small window itself: a line, what it was understood as, what is asked back, and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.domain.capture import Kind
from mentordesk.language import _
from mentordesk.workflows.capture.capture_words import kind_name
from mentordesk.workflows.capture.understood import Asked
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.chip import Chip
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.overlay import HELP_KEY
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.compositing import cut_out
from mentordesk_ui.screens.capture.capture_line import CaptureLine
from mentordesk_ui.theme import painting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.shadow import SHADOW_PX
from mentordesk_ui.theme.tokens import RADIUS, SPACE, TextStyle

WIDTH = 720
_ICONS = {
    Kind.NOTE: "file-text",
    Kind.QUESTION: "circle-question-mark",
    Kind.ACTION: "circle-check",
    Kind.THREAD: "message-circle",
    Kind.CHECK_IN: "target",
    Kind.ADVICE: "lightbulb",
}


class CaptureWindow(QWidget):
    """Whoever drives it reads the line and says what it means; keys and buttons only tell what is wanted."""

    edited = Signal()
    kind_chosen = Signal(object)
    keep_wanted = Signal(bool)
    """Whether to stay for another line."""
    answered = Signal(str, str)
    """The key of what was asked, and the id that answers it."""
    person_wanted = Signal(str)
    """Somebody of that name is to be added."""
    help_wanted = Signal()
    left = Signal()
    """It was closed, with or without something in the line."""

    def __init__(self, appearance: Appearance) -> None:
        flags = Qt.WindowType
        super().__init__(
            None, flags.Window | flags.FramelessWindowHint | flags.WindowStaysOnTopHint | flags.NoDropShadowWindowHint
        )
        self._appearance = appearance
        self._is_cut_out = False
        self._asked: tuple[Asked, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(_("Quick capture"))
        self._title = Text(appearance, _("Quick capture"), TextStyle.TITLE, "muted")
        self._title.be_heading()
        self._hint = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.close_button = IconButton(appearance, "x", _("Close"))
        self.line = CaptureLine(appearance)
        self._chips = QWidget()
        expand_across(self._chips)
        self._chip_flow = Flow(self._chips)
        self.sentence = Text(appearance, "", TextStyle.BODY, "muted")
        self.question = Text(appearance, "", TextStyle.BODY, "warm")
        self._answers = QWidget()
        expand_across(self._answers)
        self._answer_flow = Flow(self._answers)
        self.kinds: Choice[Kind] = Choice(
            appearance, _("What it becomes"), [(kind, kind_name(kind), _ICONS[kind]) for kind in Kind], Kind.NOTE
        )
        self.keep_button = Button(appearance, _("Keep"), kind="primary")
        self.keep_button.setToolTip(_("Enter keeps and closes, Shift+Enter keeps and stays"))
        self._keys = Text(
            appearance, _("Enter keeps · Shift+Enter keeps and stays · Esc closes"), TextStyle.CAPTION, "muted"
        )
        self._arrange()
        self.close_button.clicked.connect(self.close)
        self.line.edited.connect(self.edited)
        self.line.keep_wanted.connect(self.keep_wanted)
        self.line.kind_wanted.connect(self._step_kind)
        self.kinds.changed.connect(self.kind_chosen)
        self.keep_button.clicked.connect(self._keep)
        appearance.changed.connect(self._follow_appearance)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._title)
        head.addWidget(self._hint, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.m)
        foot.addWidget(self._keys, 1)
        foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        edge = SPACE.l + 4 + SHADOW_PX
        column.setContentsMargins(edge, edge - SPACE.s, edge, edge)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        for part in (self.line, self._chips, self.sentence, self.question, self._answers, self.kinds):
            column.addWidget(part)
        column.addLayout(foot)
        for one, other in zip(
            (self.line, self.kinds, self.keep_button), (self.kinds, self.keep_button, self.close_button), strict=True
        ):
            QWidget.setTabOrder(one, other)
        for part in (self._chips, self.question, self._answers):
            part.hide()

    # -- what it shows

    def appear(self, text: str, hint: str) -> None:
        """Show it with a line to go on with, above all windows and with the keyboard."""
        self.line.set_text(text)
        self.line.selectAll()
        self._hint.setText(hint)
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_anew(self, hint: str) -> None:
        """Empty the line for the next one, and say what became of the last."""
        self.line.set_text("")
        self._hint.setText(hint)
        announce(self, hint)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_understood(self, kind: Kind, sentence: str, chips: Sequence[tuple[str, str]]) -> None:
        """Say what the line was understood as; `chips` are (words, tone)."""
        if self.kinds.value() is not kind:
            self.kinds.set_value(kind)
        self.sentence.setText(sentence)
        self.line.setAccessibleDescription(sentence)
        self._chip_flow.clear()
        for words, tone in chips:
            chip = Chip(self._appearance, words, tone, self._chips)
            self._chip_flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(chips))
        self.fit()

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Ask back what is not clear, with those who may be meant to choose from; the first question first."""
        first = asked[0] if asked else None
        if tuple(asked) == self._asked:
            return
        self._asked = tuple(asked)
        self._answer_flow.clear()
        self.question.setText(first.sentence if first else "")
        self.question.setVisible(first is not None)
        buttons = self._answer_buttons(first) if first else []
        before: QWidget = self.line
        for button in buttons:
            self._answer_flow.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(before, self.kinds)
        self._answers.setVisible(bool(buttons))
        self.fit()

    def say_asked(self) -> None:
        """Have the question said at once: somebody pressed Enter."""
        announce(self, self.question.text(), urgent=True)

    def answer_buttons(self) -> list[Button]:
        """Return the buttons that answer what is asked."""
        items = (self._answer_flow.itemAt(place) for place in range(self._answer_flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def _answer_buttons(self, asked: Asked) -> list[Button]:
        buttons = []
        for one in asked.candidates:
            words = f"{one.title} · {one.detail}" if one.detail else one.title
            button = Button(
                self._appearance, words, "target" if asked.about == "goal" else "user", parent=self._answers
            )
            button.clicked.connect(partial(self.answered.emit, asked.key, one.id))
            buttons.append(button)
        if asked.about == "person" and asked.is_name_unknown:
            add = Button(self._appearance, _("Add {name}").format(name=asked.words), "user-plus", parent=self._answers)
            add.clicked.connect(partial(self.person_wanted.emit, asked.words))
            words_only = Button(self._appearance, _("Nobody, keep the words"), kind="plain", parent=self._answers)
            words_only.clicked.connect(partial(self.answered.emit, asked.key, ""))
            buttons += [add, words_only]
        return buttons

    # -- keys and mouse

    def _keep(self) -> None:
        self.keep_wanted.emit(False)

    def _step_kind(self, by: int) -> None:
        kinds = list(Kind)
        kind = kinds[(kinds.index(self.kinds.value() or Kind.NOTE) + by) % len(kinds)]
        self.kinds.set_value(kind)
        announce(self, kind_name(kind))
        self.kind_chosen.emit(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        if QKeySequence(event.keyCombination()) == QKeySequence(HELP_KEY):
            self.help_wanted.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    # -- geometry and paint

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()  # words, size of text or what is asked changed
        return is_done

    def fit(self) -> None:
        """Be as tall as what is shown, and as wide as usual or the screen allows."""
        screen = self.screen()
        room = screen.availableGeometry().width() if screen is not None else WIDTH
        self.setFixedWidth(min(self._appearance.px(WIDTH) + 2 * SHADOW_PX, max(room, 320)))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _place(self) -> None:
        """Stand in the upper middle of the screen where the mouse is."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        if screen is None:
            return
        room = screen.availableGeometry()
        left = room.left() + (room.width() - self.width()) // 2
        self.move(QPoint(left, room.top() + max(0, min(room.height() // 5, room.height() - self.height()))))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        self._place()
        self._cut_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_out()

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
            self.fit()
        self.update()
