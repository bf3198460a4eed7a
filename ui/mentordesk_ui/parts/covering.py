"""Covers what stands in an editor while the curtain is drawn; what is typed now can be read until one leaves its line.

The text itself is untouched: it is painted, and told to screen readers, as dots. `PEEK_KEY` held shows it for that long.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QTextBlock
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from mentordesk_ui.qtkit.spoken_roles import say_nothing_of, speak_as_usual
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.veil import PEEK_KEY, dots

IS_VEILED = "isVeiled"
"""Dynamic property of an editor that is covered by one of these, or says nothing but words of ours."""
SAYS_OURS = "saysOurs"
"""Dynamic property of a line whose words are put there by us, such as a date: they are judged by what they say."""


def is_peek(event: QEvent) -> bool:
    """Tell whether an event is the key that shows what is covered going down or up, and not repeating itself."""
    return isinstance(event, QKeyEvent) and event.key() == PEEK_KEY and not event.isAutoRepeat()


def cover_editor(editor: QWidget, appearance: Appearance) -> None:
    """See to it that what stands in an editor is covered with all else, if nobody has yet."""
    if editor.property(IS_VEILED) is True:
        return
    if isinstance(editor, QLineEdit):
        CoveredLine(editor, appearance)
    elif isinstance(editor, QTextEdit | QPlainTextEdit):
        CoveredText(editor, appearance)


def shows_selection(editor: QWidget | None) -> bool:
    """Tell whether what is selected in an editor can be read as it is, because it was typed just now or is being looked at."""
    for cover in editor.children() if editor is not None else ():
        if isinstance(cover, CoveredLine | CoveredText):
            return cover.shows_selection()
    return False


class CoveredLine(QObject):
    """Makes dots of a line one types in, unless it was typed just now."""

    def __init__(self, line: QLineEdit, appearance: Appearance) -> None:
        super().__init__(line)
        self._line, self._appearance = line, appearance
        line.setProperty(IS_VEILED, True)
        self._is_typed = self._peeks = self._was_covering = False
        line.textEdited.connect(self._type)
        line.textChanged.connect(self.follow)
        line.installEventFilter(self)
        appearance.resized.connect(self.follow)
        self.follow()

    @Slot()
    @Slot(str)
    def follow(self, *_changed: object) -> None:
        """Cover the line or show it, as it should be now."""
        line, veil = self._line, self._appearance.veil
        own = (QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password)
        if (
            line.property("holdsPassphrase") is True
            or line.echoMode() not in own
            or (line.echoMode() is own[1] and line.property("isCovered") is not True)
        ):
            return  # a passphrase is nobody's business at any time
        if veil.covers is not self._was_covering:
            # What was typed before the curtain was drawn is as private as all else.
            self._was_covering, self._is_typed = veil.covers, False
        peeks = self._peeks and not veil.is_locked
        hides = veil.hides(line.text(), is_part=line.property(SAYS_OURS) is True)
        is_covered = veil.covers and not peeks and not self._is_typed and hides
        if is_covered is not (line.property("isCovered") is True):
            line.setProperty("isCovered", is_covered)
            line.setEchoMode(own[1] if is_covered else own[0])

    def shows_selection(self) -> bool:
        """Tell whether what is selected can be read now."""
        return self._line.property("isCovered") is not True

    def _type(self, _words: str) -> None:
        self._is_typed = True
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self._is_typed = self._peeks = False
            self.follow()
        elif is_peek(event) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._peeks = kind == QEvent.Type.KeyPress
            self.follow()
        return False


class CoveredText(QObject):
    """Paints dots in place of a text of several lines, all but the one that is being typed."""

    def __init__(self, editor: QTextEdit | QPlainTextEdit, appearance: Appearance) -> None:
        super().__init__(editor)
        self._editor, self._appearance = editor, appearance
        editor.setProperty(IS_VEILED, True)
        self._typed_block = -1
        self._peeks = self._is_silent = False
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.cursorPositionChanged.connect(self._follow_cursor)
        appearance.resized.connect(self.follow)
        self.follow()

    def covers(self) -> bool:
        """Tell whether dots are shown now."""
        veil = self._appearance.veil
        return veil.covers and not (self._peeks and not veil.is_locked) and not self._editor.document().isEmpty()

    def shows_selection(self) -> bool:
        """Tell whether what is selected can be read now: all, or a part of the line that is typed."""
        cursor, document = self._editor.textCursor(), self._editor.document()
        ends = {document.findBlock(end).blockNumber() for end in (cursor.selectionStart(), cursor.selectionEnd())}
        return not self.covers() or ends == {self._typed_block}

    @Slot()
    def follow(self) -> None:
        """Cover the text or show it, as it should be now."""
        is_covered = self._appearance.veil.covers
        if is_covered is not self._is_silent:
            self._is_silent = is_covered
            (say_nothing_of if is_covered else speak_as_usual)(self._editor)
            self._typed_block = -1
        self._editor.viewport().update()

    def _follow_cursor(self) -> None:
        if self._typed_block >= 0 and self._editor.textCursor().blockNumber() != self._typed_block:
            # Enter takes the words to a line of their own, which is typed as well.
            self._typed_block = -1
        if self.covers():
            self._editor.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._appearance.veil.covers or not isValid(self._editor):
            return False
        kind = event.type()
        if kind == QEvent.Type.Paint and watched is self._editor.viewport() and self.covers():
            self._paint()
            return True
        if kind == QEvent.Type.ContextMenu and self.covers():
            # Qt's own menu cuts and copies.
            event.accept()
            return True
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and not self.shows_selection():
            # What is marked could be dragged away.
            cursor = self._editor.textCursor()
            cursor.clearSelection()
            self._editor.setTextCursor(cursor)
        if watched is not self._editor:
            return False
        if kind == QEvent.Type.FocusOut:
            self._typed_block, self._peeks = -1, False
            self._editor.viewport().update()
        elif is_peek(event) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._peeks = kind == QEvent.Type.KeyPress
            self._editor.viewport().update()
        elif (
            isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Cut) and not self.shows_selection()
        ):
            # It would be gone, with nothing but dots to paste.
            return True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and _writes(event):
            self._typed_block = self._editor.textCursor().blockNumber()
        return False

    # -- painting

    def _paint(self) -> None:
        editor, look = self._editor, self._appearance
        painter = QPainter(editor.viewport())
        cursor = editor.textCursor()
        for block, origin in self._seen_blocks():
            layout = block.layout()
            top = origin + layout.position()
            if block.blockNumber() == self._typed_block:
                painter.setPen(look.color("text"))
                layout.draw(painter, origin)
            else:
                painter.setPen(look.color("faint"))
                painter.setFont(editor.font())
                height = QFontMetricsF(editor.font()).height()
                for place in range(layout.lineCount()):
                    line = layout.lineAt(place)
                    words = block.text()[line.textStart() : line.textStart() + line.textLength()].strip()
                    box = line.naturalTextRect().translated(top)
                    middle = QRectF(box.x(), box.center().y() - height / 2, max(box.width(), height), height)
                    painter.drawText(middle, Qt.AlignmentFlag.AlignVCenter, dots(words))
            if editor.hasFocus() and cursor.blockNumber() == block.blockNumber():
                painter.setPen(look.color("text"))
                layout.drawCursor(painter, origin, cursor.positionInBlock(), 2)
        painter.end()

    def _seen_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """Yield each block that can be seen, and where its lines begin."""
        editor = self._editor
        height = editor.viewport().height()
        if isinstance(editor, QPlainTextEdit):
            block, offset = editor.firstVisibleBlock(), editor.contentOffset()
            while block.isValid():
                box = editor.blockBoundingGeometry(block).translated(offset)
                if box.top() > height:
                    return
                yield block, box.topLeft()
                block = block.next()
            return
        across, down = editor.horizontalScrollBar().value(), editor.verticalScrollBar().value()
        whole = editor.document().documentLayout()
        block = editor.document().firstBlock()
        while block.isValid():
            box = whole.blockBoundingRect(block).translated(-across, -down)
            if box.top() > height:
                return
            if box.bottom() >= 0:
                # Qt's own layout keeps where a block lies in the block, ours does not.
                yield block, box.topLeft() if block.layout().position().isNull() else QPointF(-across, -down)
            block = block.next()


def _writes(event: QKeyEvent) -> bool:
    """Tell whether a key changes the text."""
    if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return True
    plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(plain and event.text() and event.text().isprintable())
