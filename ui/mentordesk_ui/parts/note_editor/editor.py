"""The note editor: Markdown typed as plain text, styled as it is typed. Saving is `keeping`'s affair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from mentordesk.domain.markdown import LineKind
from mentordesk.language import _
from mentordesk_ui.parts.coming_in import files_in, picture_in
from mentordesk_ui.parts.covering import CoveredText
from mentordesk_ui.theme.appearance import Appearance

from . import strokes
from .completing import Completing
from .layout import MARGIN_PX, NoteLayout
from .linking import Linking
from .marks import CARET_PX
from .pointing import Pointing, made_by_qt, open_in_browser, plain_text
from .settling import LARGE, Settling
from .stand_ins import StandIns
from .styling import NoteStyles


class NoteEditor(QTextEdit):
    """One note. `text()` is, to the character, what `set_text` was given, until the person changes it."""

    edited = Signal()
    """The person changed the text (not emitted by set_text)."""
    check_toggled = Signal(int, bool)
    """A box was ticked or not: the line of the text, from 0, and whether it is ticked now. `edited` comes as well."""
    left = Signal()
    """The keyboard went elsewhere."""
    files_came = Signal(list)
    """Files of this computer were dropped or pasted: their paths."""
    picture_came = Signal(bytes)
    """A picture was pasted: a PNG."""
    take_files = False
    """Whether files and pictures are taken for such. Otherwise what is dropped or pasted is words, or nothing."""

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        names: Sequence[str] = (),
        today: Callable[[], date] = date.today,
        open_url: Callable[[str], None] = open_in_browser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stand_ins = StandIns()
        self._text: str | None = ""
        self._is_loading = self._is_leaving = False
        self._styles = NoteStyles(appearance)
        self._note = QTextDocument(self)
        # Only for the placeholder; made before there is anything to undo.
        self._note.setDocumentMargin(MARGIN_PX)
        self._note.clearUndoRedoStacks()
        self._layout = NoteLayout(self._note, appearance, self._styles)
        self._layout.rows.cut = self._stand_ins.cut
        self._note.setDocumentLayout(self._layout)
        self.setDocument(self._note)
        self._settling = Settling(self, self._layout)
        self._growing = QTimer(self, interval=0, singleShot=True)
        self._growing.timeout.connect(self._layout.announce)
        self._layout.grown.connect(self._growing.start)
        self._pointing = Pointing(self, self._layout, appearance)
        self.links = Linking(self, self._layout, self._styles, open_url)
        self._completing = Completing(self, appearance, today)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _("Markdown. Tab indents in a list; press Esc and then Tab, or Ctrl+Tab, to leave the text.")
        )
        self.viewport().setMouseTracking(True)
        self._note.contentsChanged.connect(self._on_contents)
        appearance.changed.connect(self._follow_appearance)
        self._layout.waits = True
        self._styles.names = tuple(names)
        self._completing.names = tuple(names)
        self._restyle()
        CoveredText(self, appearance)

    # the text

    def text(self) -> str:
        """Return the note as plain text."""
        if self._text is None:
            self._text = self._stand_ins.stored(self._note.toRawText())
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; undo begins anew. The same text again changes nothing, and the caret stays."""
        if text == self.text():
            return
        self._is_loading = True
        self._stand_ins = StandIns(text)
        self._layout.rows.forget()
        self._layout.rows.cut = self._stand_ins.cut
        self.setPlainText(self._stand_ins.shown(text))
        self._text = text
        self._is_loading = False
        self._completing.dismiss()
        if len(text) < LARGE:
            self._settling.start()

    def change_text(self, text: str) -> None:
        """Change the text as the person would: one step of undo, only what differs, the caret stays. Emits `edited`."""
        new, old = self._stand_ins.pasted(text), self._note.toRawText().replace("\u2029", "\n")
        start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
            end += 1
        if start == len(old) == len(new):
            return
        cursor = QTextCursor(self._note)
        cursor.setPosition(strokes.qt_index(old, start))
        cursor.setPosition(strokes.qt_index(old, len(old) - end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[start : len(new) - end])

    def set_names(self, names: Sequence[str]) -> None:
        """Say which people may be meant by `@`; they are offered, and tinted as a whole."""
        self._completing.names = tuple(names)
        if self._styles.names != tuple(names):
            self._styles.names = tuple(names)
            self._layout.restyle()

    def caret_line(self) -> int:
        """Return the line of the text, from 0, where the caret is."""
        return self._layout.rows.text_line(self.textCursor().blockNumber())

    def go_to_line(self, line: int) -> None:
        """Put the caret at the end of a line of the text and show it; raise IndexError when there is none."""
        block = self._note.findBlockByNumber(self._layout.rows.block_of(line))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        # The lines that come into sight find their height first, else they would push the caret out of it.
        self._layout.settle_around(block, self.viewport().height())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert(self, text: str) -> None:
        """Put text at the caret as if it were pasted."""
        cursor = self.textCursor()
        cursor.insertText(self._stand_ins.pasted(text))
        self.setTextCursor(cursor)

    # acts of the person, for keys, menus and the palette

    def put_marks(self, mark: str) -> None:
        """Put marks such as `**` around the selection, or take them away."""
        cursor = self.textCursor()
        strokes.wrap(cursor, mark)
        self.setTextCursor(cursor)

    def make_link(self) -> None:
        """Make the selection the words of a link."""
        cursor = self.textCursor()
        strokes.put_link(cursor)
        self.setTextCursor(cursor)

    def toggle_checks(self) -> None:
        """Tick or untick the selected lines; a line without a box gets one."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        toggled: list[tuple[int, bool]] = []
        for block in strokes.selected_blocks(cursor):
            row = self._layout.rows[block.blockNumber()]
            if row.line.kind is LineKind.CHECK:
                toggled.append((block.blockNumber(), strokes.toggle_box(block, row.line)))
            elif not row.line.fence and not row.goes_on and row.line.kind is not LineKind.FENCE:
                strokes.make_box(block, row.line)
        cursor.endEditBlock()
        for number, checked in toggled:
            self.check_toggled.emit(self._layout.rows.text_line(number), checked)

    def open_link(self) -> bool:
        """Open the link at the caret; say whether there is one."""
        return self.links.open(self.links.at_caret())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completing.takes(event):
            event.accept()
            return
        was_leaving, self._is_leaving = self._is_leaving, False
        if event.key() == Qt.Key.Key_Escape:
            self._is_leaving = True
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
            self._is_leaving = was_leaving
        if self._does(event):
            event.accept()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)
        if event.text() or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._completing.look()
        else:
            self._completing.dismiss()

    def _does(self, event: QKeyEvent) -> bool:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.open_link() if control else self._change(strokes.break_line, plain=bool(shift))
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if control:
                return self._leave(forward=key == Qt.Key.Key_Tab and not shift)
            cursor = self.textCursor()
            strokes.shift(cursor, deeper=key == Qt.Key.Key_Tab and not shift)
            return True
        if key == Qt.Key.Key_Backspace and not control:
            self._step_over_cut()
            cursor = self.textCursor()
            return strokes.erase_marker(cursor, self.fence())
        if key == Qt.Key.Key_Home and not control:
            cursor = self.textCursor()
            went = strokes.go_to_words(cursor, self._layout.rows[cursor.blockNumber()].line, keep=bool(shift))
            self.setTextCursor(cursor)
            return went
        if not control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return event.text() == " " and strokes.begin_thread(self.textCursor(), self.fence())
        if shift:
            if key == Qt.Key.Key_Space:
                self.toggle_checks()
            return key == Qt.Key.Key_Space
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_B: partial(self.put_marks, "**"),
            Qt.Key.Key_I: partial(self.put_marks, "*"),
            Qt.Key.Key_L: self.make_link,
            Qt.Key.Key_O: self.open_link,
        }
        act = acts.get(Qt.Key(key))
        if act is not None:
            act()
        return act is not None

    def focusNextPrevChild(self, next: bool) -> bool:
        # Qt asks before it delivers Tab: refusing makes it a key for this text.
        if next and self._completing.takes_tab():
            return True
        stays = not self._is_leaving and not self.isReadOnly()
        if stays and strokes.can_shift(self.textCursor(), self.fence(), deeper=next):
            return False
        self._is_leaving = False
        return super().focusNextPrevChild(next)

    def _leave(self, *, forward: bool) -> bool:
        self._is_leaving = True
        return self.focusNextPrevChild(forward)

    def fence(self) -> str:
        """Return the code fence that is open at the caret, or nothing."""
        rows, number = self._layout.rows, self.textCursor().blockNumber()
        return rows[number].fence_before if number < len(rows) else ""

    def _change(self, stroke: Callable[..., None], **how: bool) -> bool:
        cursor = self.textCursor()
        stroke(cursor, self.fence(), **how)
        self.setTextCursor(cursor)
        return True

    def _step_over_cut(self) -> None:
        """Where a long line goes on in this block, Backspace takes the letter before the cut, not the cut."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.atBlockStart() and self._layout.rows[cursor.blockNumber()].goes_on:
            cursor.setPosition(cursor.position() - 2)
            self.setTextCursor(cursor)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._completing.dismiss()
        if event.button() == Qt.MouseButton.LeftButton:
            if (block := self._pointing.box_at(event.position())) is not None:
                self._toggle_block(block)
                return
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.links.open(
                self.links.at_point(self._pointing.position_at(event.position()))
            ):
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        on_link = control and self.links.at_point(self._pointing.position_at(event.position())) is not None
        on_something = bool(on_link) or self._pointing.box_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if on_something else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press of a double click on a box is a second click.
        if (block := self._pointing.box_at(event.position())) is not None:
            self._toggle_block(block)
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.links.show_menu(event, self._pointing.position_at(QPointF(event.pos())))

    def _toggle_block(self, block: QTextBlock) -> None:
        number = block.blockNumber()
        checked = strokes.toggle_box(block, self._layout.rows[number].line)
        self.check_toggled.emit(self._layout.rows.text_line(number), checked)

    # clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or (self.take_files and source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.take_files:
            if files := files_in(source):
                self.files_came.emit(files)
                return
            if picture := picture_in(source):
                self.picture_came.emit(picture)
                return
        cursor = self.textCursor()
        strokes.paste(cursor, plain_text(source), self._stand_ins)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = made_by_qt()
        copied.setText(self._stand_ins.stored(self.textCursor().selectedText()))
        return copied

    # what follows a change

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._completing.look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_leaving = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._completing.dismiss()
            self.left.emit()

    @Slot()
    def _on_contents(self) -> None:
        if not self._is_loading:
            self._text = None
            self.edited.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_appearance()
        self._layout.come_into_sight()
        self._settling.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._layout.waits = True
        super().hideEvent(event)

    @Slot()
    def _follow_appearance(self) -> None:
        # The colours of another theme are put on when somebody sees them; the height of words is asked for before.
        look, (theme, scale) = self._appearance, self._worn
        if scale != look.text_scale or (self.isVisible() and theme != look.theme.name):
            self._restyle()

    def _restyle(self) -> None:
        self._styles.renew()
        self._worn = self._appearance.theme.name, self._appearance.text_scale
        self._is_loading = True
        self.setFont(self._styles.font)
        self.viewport().setFont(self._styles.font)  # in which the placeholder is painted; it does not inherit a change
        self._note.setDefaultFont(self._styles.font)
        self._is_loading = False
        self.setCursorWidth(self._appearance.px(CARET_PX))
        self._layout.restyle()
        self._settling.start()
