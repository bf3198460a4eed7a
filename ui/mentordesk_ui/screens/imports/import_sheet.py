"""An import from choosing a file to what was done; files are read and written off the main thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Role
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, pgettext
from mentordesk.store.desk import Desk
from mentordesk.workflows.imports.import_archive import ArchivePreview
from mentordesk.workflows.imports.import_choices import EventChoices
from mentordesk.workflows.imports.import_file import Brought, CalendarPreview, ContactsPreview, FileKind, Preview
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button, IconButton
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.flow import Flow, expand_across
from mentordesk_ui.parts.overlay import Overlay, centred
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.imports.file_kinds import file_dialog, go_words, kind_shown, title_words
from mentordesk_ui.screens.imports.import_pages import ChoosePage, DonePage, WaitPage
from mentordesk_ui.screens.imports.import_work import Looked, Wishes, bring, look
from mentordesk_ui.screens.imports.preview_list import PreviewList
from mentordesk_ui.screens.imports.report import Report
from mentordesk_ui.screens.imports.who_bar import WhoBar
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

_WIDTH, _HEIGHT = 800, 760
_NO_ROLE = "none"


class ImportSheet(Overlay):
    """One import at a time; closing it stops what is being read. What is being written is finished."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        clock: Clock,
        background: Background,
        navigation: Navigation,
    ) -> None:
        super().__init__(appearance, host)
        self._desk = desk
        self._clock = clock
        self._background = background
        self._navigation = navigation
        self._kind: FileKind | None = None
        self._reading: Progress | None = None
        self._is_bringing = False
        self._unwanted = Event()
        self.preview: Preview | None = None
        self._title = Text(appearance, "", TextStyle.H2)
        self._file = Text(appearance, "", TextStyle.CAPTION, "muted", elides=True)
        self._close = IconButton(appearance, "x", _("Close"))
        self.choose = ChoosePage(appearance)
        self.wait = WaitPage(appearance)
        self.list = PreviewList(appearance)
        self.who = WhoBar(appearance)
        self.report = Report(appearance, navigation)
        self.role: Choice[str] = Choice(
            appearance,
            _("For those who are new, begin a mentorship"),
            [
                (_NO_ROLE, _("not yet")),
                (Role.MENTOR.value, _("as my mentees")),
                (Role.MENTEE.value, _("as my mentors")),
                (Role.PEER.value, _("as peers")),
            ],
            _NO_ROLE,
        )
        self._role_field = Field(appearance, _("Begin a mentorship with those who are new"), self.role)
        self.mistake = Text(appearance, "", TextStyle.BODY, "danger")
        self.mistake.hide()
        self.done = DonePage(appearance, navigation)
        self.go = Button(appearance, "", kind="primary", key="Ctrl+Return", show_key=True)
        self.other = Button(appearance, _("Choose another file"))
        self.cancel = Button(appearance, _("Cancel"), kind="plain")
        self._arrange()
        self._close.clicked.connect(self.close_overlay)
        self.cancel.clicked.connect(self._stop_or_close)
        self.other.clicked.connect(self.ask_file)
        self.choose.file_wanted.connect(self.ask_file)
        self.go.clicked.connect(self._go)
        self.list.changed.connect(self._fit_buttons)
        self.list.person_wanted.connect(self.who.ask)
        self.list.chosen.connect(self.who.show_event)
        self.who.given.connect(self.list.look_again)
        self.who.left.connect(self.list.view.setFocus)
        self.ask_for(None)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._file)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._look = QWidget()
        looking = QVBoxLayout(self._look)
        looking.setContentsMargins(0, 0, 0, 0)
        looking.setSpacing(SPACE.m)
        looking.addWidget(self.list, 1)
        looking.addWidget(self.who)
        looking.addWidget(self._role_field)
        looking.addWidget(self.report)
        self._pages = QStackedWidget()
        for page in (self.choose, self.wait, self._look, self.done):
            self._pages.addWidget(page)
        foot = QWidget()
        expand_across(foot)
        buttons = Flow(foot)
        for button in (self.go, self.other, self.cancel):
            buttons.addWidget(button)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(SPACE.xl, SPACE.l + 4, SPACE.xl, SPACE.l + 4)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.mistake)
        column.addWidget(foot)

    # -- choosing a file

    def can_start_anew(self) -> bool:
        """Tell whether another file may be read: not while one is being brought in."""
        return not self._is_bringing

    def ask_for(self, kind: FileKind | None) -> None:
        """Begin anew and ask for a file of this kind."""
        self._stop_reading()
        self._kind = kind
        self.preview = None
        self.choose.ask_for(kind)
        self._say_title(kind, "")
        self._turn_to(self.choose)

    def ask_file(self) -> None:
        """Let somebody choose a file."""
        dialog = file_dialog(self.window(), self._kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._selected)
        dialog.open()

    def _selected(self, name: str) -> None:
        self.read(Path(name))

    # -- reading

    def read(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        if self._is_bringing:
            return
        self._stop_reading()
        self._say_title(self._kind, path.name)
        self.wait.begin(_("Reading “{name}”…").format(name=path.name))
        self._turn_to(self.wait)
        self._reading = self._background.run(
            partial(look, self._desk.open_beside, self._clock, path),
            done=self._show_preview,
            failed=self._show_mistake,
            progress=self.wait.go_on,
        )

    def _show_preview(self, read: Looked | None) -> None:
        self._reading = None
        if read is None:
            return
        preview, choices = read.preview, read.choices
        self.preview = preview
        is_calendar = isinstance(preview, CalendarPreview)
        self._kind = kind_shown(preview)
        self._say_title(self._kind, preview.path.name)
        self.report.show_report(preview.left_out, preview.notes, unfolded=not read.order)
        self.list.show_preview(preview, choices, read.order)
        if isinstance(preview, CalendarPreview) and isinstance(choices, EventChoices):
            self.who.show_choices(preview, choices)
            row = self.list.view.current_row()
            if row is not None:
                self.who.show_event(row.id)
        self.who.setVisible(is_calendar and bool(read.order))
        self._role_field.setVisible(isinstance(preview, ContactsPreview) and bool(preview.to_do))
        self._turn_to(self._look)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_mistake(self, error: Mistake | Trouble) -> None:
        self._reading = None
        self._turn_to(self.choose)
        self.choose.show_mistake(error.sentence)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _stop_or_close(self) -> None:
        if self._is_bringing:
            self._unwanted.set()
        elif self._reading is not None:
            self.ask_for(self._kind)
        else:
            self.close_overlay()

    def close_overlay(self) -> None:
        """Close it, and stop reading; not while the desk is being written."""
        if not self._is_bringing:
            self._stop_reading()
            super().close_overlay()

    # -- bringing it in

    def _go(self) -> None:
        preview = self.preview
        if self._pages.currentWidget() is self.done:
            self.close_overlay()
            return
        if preview is None or self._pages.currentWidget() is not self._look or not self.list.ticked():
            return
        self._is_bringing = True
        self._unwanted = Event()
        self.wait.begin(_("Bringing it in…"))
        self.wait.go_on(0.5)
        self._turn_to(self.wait)
        self._background.run(
            partial(bring, self._desk.open_beside, self._clock, preview, self._wishes(), self._unwanted),
            done=self._show_done,
            failed=self._not_brought,
            progress=self.wait.go_on,
        )

    def _wishes(self) -> Wishes:
        chosen, choices = self.role.value(), self.list.choices
        role = Role(chosen) if chosen and chosen != _NO_ROLE else None
        if isinstance(choices, EventChoices):
            return Wishes(self.list.ticked(), None, dict(choices.people), choices.needed_new_people())
        return Wishes(self.list.ticked(), role)

    def _show_done(self, brought: Brought | None) -> None:
        self._is_bringing = False
        if brought is None:
            # Stopped in the middle: nothing of it came in.
            self._turn_to(self._look)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if brought.step is not None:
            self._desk.database.undo_log.adopt(brought.step)
        self._desk.database.notice_foreign_changes()
        if self.preview is not None:
            self.done.show_done(brought.words, self.preview)
        self._turn_to(self.done)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        words = brought.words[:1].upper() + brought.words[1:]
        self._navigation.toast(words, undoable=brought.step is not None)

    def _not_brought(self, error: Mistake | Trouble) -> None:
        """Go back to what was chosen: nothing came in, and nothing chosen is lost."""
        self._is_bringing = False
        self._turn_to(self._look)
        self.mistake.setText(error.sentence)
        self.mistake.show()
        announce(self, error.sentence, urgent=True)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looks

    def _say_title(self, kind: FileKind | None, name: str) -> None:
        title = title_words(kind)
        self._title.setText(title)
        self._file.setText(name)
        self._file.setVisible(bool(name))
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.mistake.hide()
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        page = self._pages.currentWidget()
        count = len(self.list.ticked())
        if page is self.done:
            self.go.set_words(pgettext("finish", "Done"))
        elif self.preview is not None and not self.preview.to_do:
            self.go.set_words(_("Nothing to import"))
        elif self.preview is not None:
            self.go.set_words(go_words(self.preview, count))
        self.go.setVisible(page in (self._look, self.done))
        self.go.setEnabled(page is self.done or count > 0)
        self.other.setVisible(page is self._look)
        # A desk may take its time, and stopped in the middle leaves nothing.
        may_stop = not self._is_bringing or isinstance(self.preview, ArchivePreview)
        self.cancel.setVisible(page is not self.done and may_stop)
        self._close.setEnabled(not self._is_bringing)

    def focus_first(self) -> None:
        if self._pages.currentWidget() is self.choose and self.choose.state.button:
            self.choose.state.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self._go()
            return
        super().keyPressEvent(event)

    def place(self) -> None:
        room = self.rect().adjusted(SPACE.xl, SPACE.xl, -SPACE.xl, -SPACE.xl)
        width = min(self._appearance.px(_WIDTH), room.width())
        height = min(self._appearance.px(_HEIGHT), room.height())
        self.panel.setGeometry(centred(self.rect(), width, height))
