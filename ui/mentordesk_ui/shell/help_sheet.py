"""Help over the window: every page beside the one that is read, with a search, a way back, and its links as buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _, ngettext
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.covering import IS_VEILED
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.folding import fold
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.overlay import Overlay, centred
from mentordesk_ui.parts.text import Text
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.shell.help_browser import HelpBrowser
from mentordesk_ui.shell.help_pages import INDEX, HelpPage, all_pages, find_page
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

WIDTH = 1020
_BESIDE = 208
_SLIM_BELOW = 760
_WIDE = 16_777_215
"""As wide as Qt lets a widget be."""


def _look(page: HelpPage) -> RowLook:
    return RowLook(page.title)


def _name(page: HelpPage) -> str:
    return page.name


class HelpSheet(Overlay):
    """Opened at a page by name. Alt+Left and Alt+Right go back and forward; it deletes itself when closed."""

    def __init__(self, appearance: Appearance, host: QWidget) -> None:
        super().__init__(appearance, host)
        self.closes_on_scrim = True
        self._visits: list[str] = []
        self._visit = -1
        self._is_slim = False
        self.setAccessibleName(_("Help"))
        self.panel.setAccessibleName(_("Help"))
        self._title = Text(appearance, _("Help"), TextStyle.H2)
        self.back_button = IconButton(appearance, "arrow-left", _("Back to the page before"))
        self.forward_button = IconButton(appearance, "arrow-right", _("Forward"))
        self.index_button = IconButton(appearance, "list", _("All pages"))
        self.search = LineEdit(appearance, _("Find in help"), icon="search", name=_("Find in help"))
        self.search.setClearButtonEnabled(False)
        self.close_button = IconButton(appearance, "x", _("Close"))
        self._model: RowModel[HelpPage] = RowModel(_look, _name)
        self.contents: RowView[HelpPage] = RowView(
            appearance,
            self._model,
            _("Pages"),
            delegate=RowDelegate(appearance, lines=1, inset=SPACE.s, chosen_ground="accent_soft"),
            click="chooses",
        )
        self._nothing = Text(appearance, _("No page has these words."), TextStyle.CAPTION, "muted")
        self._nothing.hide()
        self.browser = HelpBrowser(appearance)
        # Help says our own words; the curtain has nothing to cover there.
        self.browser.setProperty(IS_VEILED, True)
        self._links = QWidget()
        expand_across(self._links)
        self._link_flow = Flow(self._links)
        self._arrange()
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        self.index_button.clicked.connect(partial(self.show_page, INDEX))
        self.close_button.clicked.connect(self.close_overlay)
        for widget in (self.search, self.browser):
            widget.installEventFilter(self)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        self.contents.chosen_row.connect(self._choose)
        self.contents.activated_row.connect(self._choose)
        self.browser.page_wanted.connect(self.show_page)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._go_to_search)
        self.closed.connect(self.deleteLater)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title)
        head.addSpacing(SPACE.m)
        head.addWidget(self.back_button)
        head.addWidget(self.forward_button)
        head.addWidget(self.index_button)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        head.addWidget(self.close_button)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._nothing)
        beside.addWidget(self.contents, 1)
        page = QVBoxLayout()
        page.setSpacing(SPACE.s)
        page.addWidget(self.browser, 1)
        page.addWidget(self._links)
        self._across = across = QHBoxLayout()
        across.setSpacing(SPACE.l)
        across.addWidget(self._beside)
        across.addLayout(page, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addLayout(across, 1)

    # -- pages

    def open_at(self, name: str) -> None:
        """Open at a page; at the index for one that is not there."""
        self._model.set_rows(all_pages())
        self.open()
        self.show_page(name)

    def page_name(self) -> str:
        """Return which page is read."""
        return self._visits[self._visit] if self._visit >= 0 else ""

    def show_page(self, name: str) -> None:
        """Go on to a page."""
        name = name if find_page(name) is not None else INDEX
        if name != self.page_name():
            del self._visits[self._visit + 1 :]
            self._visits.append(name)
            self._visit = len(self._visits) - 1
        self._show()

    def back(self) -> None:
        """Return to the page before, if there is one."""
        self._travel(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._travel(1)

    def _travel(self, by: int) -> None:
        if 0 <= self._visit + by < len(self._visits):
            self._visit += by
            self._show()

    def _show(self) -> None:
        page = find_page(self.page_name())
        if page is None:
            return
        self._show_parts()
        self.browser.show_page(page)
        self.browser.mark(self.search.text())
        self.contents.choose(page.name)
        had_focus = self._links.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._show_links(page)
        self.back_button.setEnabled(self._visit > 0)
        self.forward_button.setEnabled(self._visit + 1 < len(self._visits))
        if had_focus:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, page.title)

    def _show_parts(self) -> None:
        """Show list and page side by side; where that is too narrow the list stands for the index."""
        is_index = self.page_name() in ("", INDEX)
        beside = self._appearance.px(_BESIDE)
        self._beside.setMinimumWidth(beside)
        self._beside.setMaximumWidth(_WIDE if self._is_slim else beside)
        self._beside.setVisible(is_index or not self._is_slim)
        self.browser.setVisible(not (is_index and self._is_slim))
        self.index_button.setVisible(self._is_slim)
        self._across.setStretch(0, int(self._is_slim and is_index))
        self._across.setStretch(1, int(not (self._is_slim and is_index)))

    def _show_links(self, page: HelpPage) -> None:
        """Offer the page's links by key as well; for the index the list does so."""
        self._link_flow.clear()
        links = page.links if page.name != INDEX else ()
        before: QWidget = self.browser
        for name, _words in links:
            target = find_page(name)
            if target is None:
                continue
            button = Button(self._appearance, target.title, "arrow-right", kind="plain", parent=self._links)
            button.clicked.connect(partial(self.show_page, name))
            self._link_flow.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        self._links.setVisible(bool(links))

    def _choose(self, page: object) -> None:
        if isinstance(page, HelpPage) and page.name != self.page_name():
            self.show_page(page.name)

    # -- searching

    def _find(self, words: str) -> None:
        wanted = fold(words.strip())
        found = [page for page in all_pages() if wanted in fold(page.text)]
        self._model.set_rows(found)
        self._nothing.setVisible(not found)
        if found and self.page_name() not in {page.name for page in found}:
            self.show_page(found[0].name)
        self.contents.choose(self.page_name())
        count = self.browser.mark(words)
        if wanted:
            announce(self, ngettext("{count} match", "{count} matches", count).format(count=count))

    def _find_next(self) -> None:
        self.browser.go_to_next()

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- geometry

    def focus_first(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._travels(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys for back and forward before the text does, and scroll by those that mean nothing in the line."""
        if watched in (self.search, self.browser) and event.type() == QEvent.Type.KeyPress:
            match event:
                case QKeyEvent() if self._travels(event) or (watched is self.search and self._scrolls(event)):
                    return True
        return super().eventFilter(watched, event)

    def _travels(self, event: QKeyEvent) -> bool:
        # No shortcuts: the window below has the same keys, and Qt would choose neither.
        ways = {Qt.Key.Key_Left: self.back, Qt.Key.Key_Right: self.forward}
        way = ways.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if way is not None:
            way()
        return way is not None

    def _scrolls(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and self.browser.isHidden():
            self.contents.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        bar = self.browser.verticalScrollBar()
        step = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }.get(Qt.Key(event.key()), 0)
        bar.setValue(bar.value() + step)
        return bool(step)

    def place(self) -> None:
        room = self.rect().adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        width = min(self._appearance.px(WIDTH), room.width())
        self._is_slim = width < self._appearance.px(_SLIM_BELOW)
        self._show_parts()
        self.panel.setGeometry(centred(self.rect(), width, min(self._appearance.px(820), room.height())))
