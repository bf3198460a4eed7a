"""One page of help to read: our own type, pictures as wide as the column, every match of a search standing out."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from mentordesk.language import _
from mentordesk_ui.shell.help_pages import HelpPage
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)\s]+)\)[ \t]*$", re.MULTILINE)
_HEADINGS = {1: TextStyle.H1, 2: TextStyle.H2, 3: TextStyle.TITLE}
_WIDEST = 760
_MOST_MATCHES = 200


class HelpBrowser(QTextBrowser):
    """Shows pages; a link to another page only says so. Tab leaves it, for its links are buttons beneath it too."""

    page_wanted = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._page: HelpPage | None = None
        self._shown_width = 0
        self._words = ""
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        appearance.changed.connect(self._render)

    def show_page(self, page: HelpPage) -> None:
        """Show a page from its top."""
        self._page = page
        self.setAccessibleName(page.title)
        self._render()
        self.verticalScrollBar().setValue(0)

    def mark(self, words: str) -> int:
        """Let every match of the words stand out, scroll to the first, and return how many there are."""
        if words.strip() != self._words:
            self._words = words.strip()
            self._render()
        found = self._matches()
        if found:
            self._scroll_to(found[0])
        return len(found)

    def go_to_next(self) -> None:
        """Scroll to the match after the one that was scrolled to last."""
        found = self._matches()
        if found:
            self._scroll_to(next((one for one in found if one.selectionStart() >= self._at), found[0]))

    # -- rendering

    def _render(self) -> None:
        page = self._page
        if page is None:
            return
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setDefaultFont(self._appearance.font(TextStyle.BODY))
        document.setBaseUrl(QUrl.fromLocalFile(f"{page.path.parent}/"))
        document.setMarkdown(self._text(page), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        document.setDocumentMargin(self._appearance.px(SPACE.xs))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._appearance.color("text"))
        self.setPalette(palette)
        self._style(document, page)
        self._shown_width = self.viewport().width()
        self._mark_matches()
        self.verticalScrollBar().setValue(place)

    def _text(self, page: HelpPage) -> str:
        """Return the page with each picture told in words below it, as ears and those in a hurry need it."""
        text = _PICTURE.sub(lambda match: f"![{match[1]}]({match[2]})\n\n*{match[1]}*", page.text)
        if not page.is_translated:
            told = _("This page is in English only.")
            text = re.sub(
                r"(^# .+$)",
                lambda match: f"{match[1]}\n\n*{told}*",
                text,
                count=1,
                flags=re.MULTILINE,
            )
        return text

    def _style(self, document: QTextDocument, page: HelpPage) -> None:
        px = self._appearance.px
        # Told in one go: else each word that is styled lays out a long page anew.
        whole = QTextCursor(document)
        whole.beginEditBlock()
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            style = _HEADINGS.get(level, TextStyle.BODY)
            layout = QTextBlockFormat()
            in_list = block.textList() is not None
            layout.setTopMargin(px(SPACE.xl if level == 2 else SPACE.l if level else 0))
            layout.setBottomMargin(px(SPACE.xs if in_list else SPACE.s if level else SPACE.m))
            if not level and not _holds_picture(block):
                layout.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(layout)
            for begin, end, worn in _pieces(block):
                cursor.setPosition(begin)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self._style_words(cursor, worn, style, page, is_heading=bool(level))
            block = block.next()
        whole.endEditBlock()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._style_table(frame)

    def _style_words(
        self, cursor: QTextCursor, worn: QTextCharFormat, style: TextStyle, page: HelpPage, *, is_heading: bool
    ) -> None:
        if worn.isImageFormat():
            cursor.setCharFormat(self._fitted(worn.toImageFormat(), page))
            return
        font = self._appearance.font(style)
        look = QTextCharFormat()
        if worn.fontFixedPitch():
            font = self._appearance.font(TextStyle.TITLE)
            look.setBackground(self._appearance.color("hover"))
        elif not is_heading and worn.fontWeight() > font.weight():
            font = self._appearance.font(TextStyle.TITLE)
        if worn.fontItalic():
            font = self._appearance.font(TextStyle.CAPTION)
            look.setForeground(self._appearance.color("muted"))
        else:
            look.setForeground(self._appearance.color("accent" if worn.isAnchor() else "text"))
        look.setFont(font)
        if worn.isAnchor():
            look.setAnchor(True)
            look.setAnchorHref(worn.anchorHref())
            look.setFontUnderline(True)
        cursor.setCharFormat(look)

    def _fitted(self, picture: QTextImageFormat, page: HelpPage) -> QTextImageFormat:
        path = _lying(page.path.parent, picture.name())
        size = QImage(str(path)).size() if path is not None else None
        if path is None or size is None or size.isEmpty():
            return picture
        room = self.viewport().width() - 2 * self._appearance.px(SPACE.xs) - 8
        width = max(80, min(room, self._appearance.px(_WIDEST), size.width()))
        picture.setName(QUrl.fromLocalFile(str(path)).toString())
        picture.setWidth(width)
        picture.setHeight(width * size.height() / size.width())
        picture.setQuality(100)
        return picture

    def _style_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorder(1)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderBrush(self._appearance.color("border"))
        look.setBorderCollapse(True)
        look.setCellPadding(self._appearance.px(6))
        look.setCellSpacing(0)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setTopMargin(self._appearance.px(SPACE.s))
        look.setBottomMargin(self._appearance.px(SPACE.m))
        table.setFormat(look)

    # -- matches

    def _matches(self) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while self._words and len(found) < _MOST_MATCHES:
            cursor = self.document().find(self._words, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        return found

    def _mark_matches(self) -> None:
        look = QTextCharFormat()
        look.setBackground(self._appearance.color("warm_soft"))
        look.setForeground(self._appearance.color("warm"))
        for match in self._matches():
            match.mergeCharFormat(look)

    def _scroll_to(self, match: QTextCursor) -> None:
        self._at = match.selectionEnd()
        cursor = QTextCursor(match)
        cursor.setPosition(match.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # -- ways

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).name
        if link.scheme() in {"", "file"} and name.endswith(".md"):
            self.page_wanted.emit(name.removesuffix(".md"))
        elif link.scheme() in {"https", "mailto"}:
            QDesktopServices.openUrl(link)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Qt would stop at each link inside; they are reached as buttons.
        return QWidget.focusNextPrevChild(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._shown_width:
            self._render()


def _pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the pieces of one look in a paragraph, before any of them is changed."""
    found = []
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        found.append((fragment.position(), fragment.position() + fragment.length(), fragment.charFormat()))
        piece += 1
    return found


def _holds_picture(block: QTextBlock) -> bool:
    return any(worn.isImageFormat() for _begin, _end, worn in _pieces(block))


def _lying(folder: Path, name: str) -> Path | None:
    """Return the file of a picture, or None for one that does not lie there."""
    path = Path(QUrl(name).toLocalFile() or name)
    path = path if path.is_absolute() else folder / path
    return path if path.is_file() else None
