"""What single keys do to the document, each as one step of undo. Which key does what stands in `editor`."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from mentordesk.domain.markdown import LIST_KINDS, Line, LineKind, SpanKind, read_line, read_spans
from mentordesk.domain.note_edits import (
    can_indent,
    can_outdent,
    continue_line,
    indent_by,
    outdent_by,
    tick,
    toggle_mark,
)

from .stand_ins import LONGEST_LINE, StandIns

_WEB = ("http://", "https://")


def python_index(text: str, utf16: int) -> int:
    """Turn Qt's count of characters into Python's, which differ beyond the basic plane."""
    return (
        utf16
        if text.isascii()
        else len(text.encode("utf-16-le", "surrogatepass")[: 2 * utf16].decode("utf-16-le", "ignore"))
    )


def qt_index(text: str, index: int) -> int:
    """Turn Python's count of characters into Qt's."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def change_block(block: QTextBlock, text: str) -> None:
    """Give a block this text, touching only what differs, so that carets stay where they are."""
    old = block.text()
    start = 0
    while start < min(len(old), len(text)) and old[start] == text[start]:
        start += 1
    end = 0
    while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
        end += 1
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + qt_index(old, start))
    cursor.setPosition(block.position() + qt_index(old, len(old) - end), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[start : len(text) - end])


def break_line(cursor: QTextCursor, fence: str, *, plain: bool = False) -> None:
    """Begin a new line: in a list or quote it continues, on an empty item it ends; `plain` never continues."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    text = cursor.block().text()
    going_on = None if plain else continue_line(text, python_index(text, cursor.positionInBlock()), fence)
    if going_on is None:
        cursor.insertBlock()
    elif going_on.prefix:
        cursor.insertText("\n" + going_on.prefix)
    else:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.endEditBlock()


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the blocks that the selection touches, or the one of the caret."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.isValid():
        block = block.next()
        found.append(block)
    if len(found) > 1 and cursor.selectionEnd() == last.position():
        found.pop()
    return found


def can_shift(cursor: QTextCursor, fence: str, *, deeper: bool) -> bool:
    """Say whether Tab (or Shift+Tab) moves list lines here; elsewhere it moves the focus."""
    may = can_indent if deeper else can_outdent
    return any(may(block.text(), fence) for block in selected_blocks(cursor))


def shift(cursor: QTextCursor, *, deeper: bool) -> None:
    """Move the selected list lines one step deeper or back."""
    cursor.beginEditBlock()
    for block in selected_blocks(cursor):
        text = block.text()
        edge = QTextCursor(block)
        if deeper and can_indent(text):
            edge.insertText(indent_by(text))
        elif not deeper and can_outdent(text):
            edge.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, outdent_by(text))
            edge.removeSelectedText()
    cursor.endEditBlock()


def erase_marker(cursor: QTextCursor, fence: str) -> bool:
    """Take away the marker of a list or quote line when the caret stands right behind it; say whether it was."""
    if cursor.hasSelection() or fence:
        return False
    line = read_line(cursor.block().text())
    if line.kind not in LIST_KINDS | {LineKind.QUOTE} or not line.content or cursor.positionInBlock() != line.content:
        return False
    cursor.beginEditBlock()
    # A nested item moves back first, as Shift+Tab does.
    size = outdent_by(cursor.block().text()) if line.indent and line.kind in LIST_KINDS else line.content
    edge = QTextCursor(cursor.block())
    edge.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, size)
    edge.removeSelectedText()
    cursor.endEditBlock()
    return True


def begin_thread(cursor: QTextCursor, fence: str) -> bool:
    """Make a list line in which only `~` stands something to ask about, as the space behind it is typed; say whether it was.

    Enter had begun the item: nobody promises “~ her exam”.
    """
    text = cursor.block().text()
    line = read_line(text)
    if fence or line.kind not in LIST_KINDS or text[line.content :] != "~" or cursor.positionInBlock() != len(text):
        return False
    cursor.beginEditBlock()
    change_block(cursor.block(), "~ ")
    cursor.endEditBlock()
    return True


def wrap(cursor: QTextCursor, mark: str) -> None:
    """Put marks around the selection (or take them away); without one, around the caret. One line only."""
    block = cursor.block()
    if cursor.document().findBlock(cursor.selectionStart()) != cursor.document().findBlock(cursor.selectionEnd()):
        return
    text, begin = block.text(), block.position()
    start, end = (python_index(text, each - begin) for each in (cursor.selectionStart(), cursor.selectionEnd()))
    marked = toggle_mark(text, start, end, mark)
    cursor.beginEditBlock()
    change_block(block, marked.text)
    cursor.endEditBlock()
    cursor.setPosition(begin + qt_index(marked.text, marked.start))
    cursor.setPosition(begin + qt_index(marked.text, marked.end), QTextCursor.MoveMode.KeepAnchor)


def put_link(cursor: QTextCursor, url: str = "") -> None:
    """Make the selection the words of a link; the caret goes where the address is lacking."""
    words = cursor.selectedText().replace("\u2029", " ")
    if not url and words.startswith(_WEB):
        words, url = "", words
    start = cursor.selectionStart()
    cursor.insertText(f"[{words}]({url})")
    if not words:
        cursor.setPosition(start + 1)
    elif not url:
        cursor.setPosition(start + 1 + qt_index(words, len(words)) + 2)


def go_to_words(cursor: QTextCursor, line: Line, *, keep: bool) -> bool:
    """Go to the first word behind a marker, from there not again; `keep` selects up to it. Say whether the caret went."""
    content = line.content if line.kind not in (LineKind.FENCE, LineKind.RULE) else 0
    column = cursor.positionInBlock()
    # In a further line of a wrapped paragraph Home means the start of that line.
    if not content or column == content or cursor.block().layout().lineForTextPosition(column).textStart():
        return False
    mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(cursor.block().position() + content, mode)
    return True


def paste(cursor: QTextCursor, text: str, stand_ins: StandIns) -> None:
    """Put text in place of the selection; an address pasted on words makes them a link."""
    url, words = text.strip(), cursor.selectedText()
    if words and "\u2029" not in words and "]" not in words and _is_url(url) and not _is_url(words.strip()):
        put_link(cursor, url)
        return
    cursor.beginEditBlock()
    cursor.insertText(stand_ins.pasted(text))
    # A line that grew too long by pasting into it again and again is cut like one that came long.
    block = cursor.block()
    while block.length() > 4 * LONGEST_LINE:
        edge = QTextCursor(block)
        edge.setPosition(block.position() + LONGEST_LINE)
        edge.insertText(f"{stand_ins.cut}\n")
        block = edge.block()
    cursor.endEditBlock()


def _is_url(text: str) -> bool:
    return text.startswith((*_WEB, "mailto:")) and len(text.split()) == 1


def toggle_box(block: QTextBlock, line: Line) -> bool:
    """Tick or untick the box of a line; say whether it is ticked now."""
    change_block(block, tick(block.text()) or block.text())
    return not line.checked


def make_box(block: QTextBlock, line: Line) -> None:
    """Turn a line of text or of a list into one with an open box."""
    text = block.text()
    if line.kind in LIST_KINDS:
        change_block(block, f"{text[: line.content]}[ ] {text[line.content :]}")
    else:
        change_block(block, f"- [ ] {text}")


def link_at(text: str, utf16: int) -> str:
    """Return where the link at a place in a line leads, or nothing."""
    index = python_index(text, utf16)
    for span in read_spans(text):
        if span.kind in (SpanKind.LINK, SpanKind.URL) and span.start <= index <= span.end:
            return span.target
    return ""
