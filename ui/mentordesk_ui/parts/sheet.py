"""A form or question over the window: title, body that scrolls when it must, and the buttons that end it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.form_drafts import FormDrafts
from mentordesk_ui.parts.overlay import Overlay, can_be_tabbed_to, centred
from mentordesk_ui.parts.rule import Rule
from mentordesk_ui.parts.text import Text
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

if TYPE_CHECKING:
    from mentordesk_ui.parts.half_typed import HalfTyped


class Sheet(Overlay):
    """Add widgets with `add` and inputs with `add_field`, then `open`. Ctrl+Enter or the button emits `confirmed`.

    The sheet stays open on `confirmed`: whoever asked closes it with `close_overlay` when the work is done, or hands the
    `Mistake` to `show_mistake`, which finds the field by its name. `closed` follows every way of closing.
    """

    confirmed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        title: str,
        *,
        line: str = "",
        confirm: str = "",
        cancel: str = "",
        kind: str = "primary",
        width: int = 560,
    ) -> None:
        super().__init__(appearance, host)
        self._wanted_width = width
        self._fields: dict[str, Field] = {}
        self._half_typed: HalfTyped | None = None
        self._named = title
        self.panel.setAccessibleName(title)
        self.setAccessibleName(title)

        self._title = Text(appearance, title, TextStyle.H2)
        self._close = IconButton(appearance, "x", _("Close"))
        self._close.clicked.connect(self._cancel)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE.xl, SPACE.l + 4, SPACE.l, SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(SPACE.xl, SPACE.xs, SPACE.xl, SPACE.l)
        self.body.setSpacing(SPACE.l)
        if line:
            self.body.addWidget(Text(appearance, line, TextStyle.BODY, "muted"))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        for ground in (self._scroll, self._scroll.viewport(), self._content):
            ground.setAutoFillBackground(False)

        self._trouble = Text(appearance, "", TextStyle.CAPTION, "danger")
        self._trouble.hide()
        self._foot = QWidget()
        expand_across(self._foot)
        self.buttons = Flow(self._foot)
        self.confirm_button: Button | None = None
        self.cancel_button: Button | None = None
        if confirm:
            self.confirm_button = Button(appearance, confirm, kind=kind, key="Ctrl+Return", show_key=True)
            self.confirm_button.clicked.connect(self._confirm)
            self.buttons.addWidget(self.confirm_button)
        if confirm or cancel:
            self.cancel_button = Button(appearance, cancel or _("Cancel"), kind="plain")
            self.cancel_button.clicked.connect(self._cancel)
            self.buttons.addWidget(self.cancel_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.l + 4)
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._trouble)
        foot.addWidget(self._foot)
        if not (confirm or cancel):
            self._foot.hide()

        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        self._rule = Rule(appearance)
        column.addWidget(self._rule)
        column.addLayout(foot)
        column.insertLayout(0, head)  # last, so that Tab goes round from the inputs to the buttons to the cross
        self._head, self._foot_area = head, foot

    # -- what is in it

    def add(self, content: QWidget | QLayout) -> None:
        """Put a widget or layout below what is there."""
        if isinstance(content, QWidget):
            self.body.addWidget(content)
        else:
            self.body.addLayout(content)

    def add_field(self, name: str, field: Field) -> Field:
        """Put in a field under the name a Mistake calls it by."""
        self._fields[name] = field
        self.body.addWidget(field)
        return field

    def field(self, name: str) -> Field | None:
        """Return the field under a name, if there is one."""
        return self._fields.get(name)

    def add_row(self, *, hint: str = "", **fields: Field) -> None:
        """Put in short fields side by side, with one hint beneath them all."""
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for name, field in fields.items():
            self._fields[name] = field
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        around = QVBoxLayout()
        around.setSpacing(SPACE.xs + 2)
        around.addLayout(row)
        if hint:
            around.addWidget(Text(self._appearance, hint, TextStyle.CAPTION, "muted"))
        self.body.addLayout(around)

    def add_button(self, button: Button) -> Button:
        """Put a further button between confirming and cancelling."""
        self.buttons.addWidget(button)
        before = self.cancel_button or self.confirm_button
        if before is not None:
            QWidget.setTabOrder(before, button)
        self._foot.show()
        return button

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.panel.setAccessibleName(title)

    def show_mistake(self, mistake: Mistake) -> None:
        """Show the sentence under the field it names, else above the buttons; words typed are kept."""
        field = self._fields.get(mistake.field or "")
        self._trouble.setVisible(field is None)
        if field is not None:
            field.show_mistake(mistake.sentence)
            self._scroll.ensureWidgetVisible(field)
        else:
            self._trouble.setText(mistake.sentence)
            announce(self, mistake.sentence, urgent=True)
        self.place()

    def clear_mistakes(self) -> None:
        self._trouble.hide()
        for field in self._fields.values():
            field.clear_mistake()

    # -- opening and ending

    def open(self) -> None:
        super().open()
        place = FormDrafts.of(self.parentWidget())
        if place is not None and self._half_typed is None and self.confirm_button is not None:
            from mentordesk_ui.parts.half_typed import HalfTyped

            self._half_typed = HalfTyped(self, self._named, place.drafts)

    def close_overlay(self) -> None:
        if self._half_typed is not None:
            self._half_typed.forget()
            self._half_typed = None
        super().close_overlay()

    def _confirm(self) -> None:
        self.clear_mistakes()
        self.confirmed.emit()

    def _cancel(self) -> None:
        self.close_overlay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if self.confirm_button is not None and self.confirm_button.isEnabled():
                self._confirm()
            return
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        bar.setValue(bar.value() + steps.get(Qt.Key(event.key()), 0))
        super().keyPressEvent(event)

    # -- geometry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            # A mistake said beneath a field, a hint or a further line: the sheet grows rather than scrolls.
            self.place()
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        """Focus the first input; where it only asks, the harmless answer."""
        if any(can_be_tabbed_to(child, self) for child in self._content.findChildren(QWidget)):
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            self.focusNextPrevChild(True)
        else:
            (self.cancel_button or self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        room = self.rect().adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        width = min(self._appearance.px(self._wanted_width), room.width())
        inner = width - 2
        self._content.ensurePolished()
        self.body.activate()
        body = self.body.heightForWidth(inner) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        body = max(body, self.body.minimumSize().height())
        height = 2 + body
        for part in (self._head, self._foot_area):
            part.invalidate()
            height += part.heightForWidth(inner) if part.hasHeightForWidth() else part.sizeHint().height()
        self._rule.setVisible(height > room.height())
        self.panel.setGeometry(centred(self.rect(), width, min(height, room.height())))


class SheetPlace:
    """One sheet at a time: another takes the place of the one before, and each deletes itself when it is closed."""

    def __init__(self) -> None:
        self.now: Sheet | None = None

    def show(self, sheet: Sheet) -> None:
        """Open a sheet; one that is open is closed."""
        if self.now is not None:
            self.now.close_overlay()
        self.now = sheet
        sheet.closed.connect(partial(self._forget, sheet))
        sheet.open()

    def _forget(self, sheet: Sheet) -> None:
        if self.now is sheet:
            self.now = None
        sheet.deleteLater()
