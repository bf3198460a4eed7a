"""A labelled input of a form: label above, hint or mistake beneath, both told to screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.tab_place import TabPlace
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle


class Field(QWidget):
    """A label over an editor. `show_mistake` says beneath it what is wrong; the sentence goes when the editor changes.

    The editor is told that it is wrong by its dynamic property `mistaken`, and by `set_mistaken` when it has that.
    """

    def __init__(
        self,
        appearance: Appearance,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self.editor = editor
        self._label = Text(appearance, label, TextStyle.TITLE)
        self._label.setBuddy(editor)
        self._optional = Text(appearance, optional, TextStyle.CAPTION, "muted")
        # Never shown before they have a parent: for a moment they would be windows and take the focus.
        if not optional:
            self._optional.hide()
        self._beneath = Text(appearance, hint, TextStyle.CAPTION, "muted")
        if not hint:
            self._beneath.hide()
        self._place = TabPlace(self)
        self._head = head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._label, 1)
        head.addWidget(self._optional, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs + 2)
        column.addLayout(head)
        column.addWidget(editor)
        column.addWidget(self._beneath)
        hollow = editor.placeholderText() if isinstance(editor, QLineEdit) else ""
        if editor.accessibleName() in ("", hollow):
            editor.setAccessibleName(label)  # an example to type over is no name
        editor.setAccessibleDescription(hint)
        self.setFocusProxy(editor)
        for name in ("textEdited", "changed", "textChanged"):
            signal = getattr(editor, name, None)
            if signal is not None and hasattr(signal, "connect"):
                signal.connect(self.clear_mistake)
                break

    @property
    def label(self) -> str:
        return self._label.text()

    @property
    def mistake(self) -> str:
        """The sentence shown, or nothing."""
        return self._beneath.text() if self.editor.property("mistaken") else ""

    def show_mistake(self, sentence: str, *, focus: bool = True) -> None:
        """Show what is wrong and what to do, say it aloud, and put the cursor there."""
        self._set_mistaken(bool(sentence))
        self._beneath.set_role("danger" if sentence else "muted")
        self._beneath.setText(sentence or self._hint)
        self._beneath.setVisible(bool(sentence or self._hint))
        self.editor.setAccessibleDescription(sentence or self._hint)
        if sentence:
            announce(self, sentence, urgent=True)
            if focus:
                self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_mistake(self, *_change: object) -> None:
        if self.mistake:
            self.show_mistake("")

    def put_beside(self, widget: QWidget) -> None:
        """Put something quiet at the far end of the label's line; Tab comes to it before the editor, as it is read."""
        self._head.setAlignment(self._optional, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._place.put([widget])
        # Tab would come to the field first, which hands the keyboard on to its editor and passes the widget by.
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, as its own documentation says

    def set_label(self, label: str) -> None:
        """Say otherwise what is typed here."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        if not self.mistake:
            self._beneath.setText(hint)
            self._beneath.setVisible(bool(hint))
            self.editor.setAccessibleDescription(hint)

    def _set_mistaken(self, mistaken: bool) -> None:
        self.editor.setProperty("mistaken", mistaken)
        style = self.editor.style()
        style.unpolish(self.editor)
        style.polish(self.editor)
        self.editor.update()
