"""The mentorships with a person: what each is about, how often we meet, since and until when."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.mentorships import Mentorship
from mentordesk.domain.people import Person
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.people import mentorship_with
from mentordesk.workflows.people.mentorship_words import detail_words, my_role_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.menus import offer
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_delegate import RowDelegate
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.screens.people.insets import inset
from mentordesk_ui.screens.people.mentorship_sheet import EndSheet, MentorshipSheet
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import TextStyle


class Mentorships(QWidget):
    """A row opens its form; its menu ends it or goes on with it."""

    changed = Signal()

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self._person = Person()
        self._today = date.min
        title = _("Mentorship")
        self.setAccessibleName(title)
        self.begin = Button(appearance, _("Begin a mentorship"), "plus", "plain")
        self._model: RowModel[Mentorship] = RowModel(self._look, parent=self)
        self.view: RowView[Mentorship] = RowView(
            appearance, self._model, title, delegate=RowDelegate(appearance), click="opens", fits_content=True
        )
        self._nothing = Text(
            appearance, _("None yet. Agenda, promises and goals belong to one."), TextStyle.BODY, "muted"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset(SectionHead(appearance, title)))
        column.addWidget(self.view)
        column.addLayout(inset(self._nothing))
        column.addWidget(self.begin)
        column.addStretch(1)
        self.view.activated_row.connect(self._open)
        self.view.menu_wanted.connect(self._open_menu)
        self.begin.clicked.connect(self._begin)

    def show_person(self, person: Person, mentorships: tuple[Mentorship, ...]) -> None:
        """Show the mentorships with a person."""
        self._person = person
        self._today = self._clock.now().astimezone(self._clock.zone()).date()
        self._model.set_rows(mentorships)
        self._model.forget_looks()
        self.view.setVisible(bool(mentorships))
        self._nothing.setVisible(not mentorships)
        self.begin.set_words(_("Begin another") if mentorships else _("Begin a mentorship"))

    def _look(self, mentorship: Mentorship) -> RowLook:
        mine = my_role_words(mentorship.my_role, self._person.short_name)
        parts = [detail_words(mentorship, self._today), mentorship.ended_why, mine if mentorship.purpose else ""]
        title, detail = mentorship.purpose or mine, " · ".join(part for part in parts if part)
        icon = "archive" if mentorship.is_over else "handshake"
        return RowLook(title, detail, IconMark(icon), done=mentorship.is_over, tooltip=f"{title}\n{detail}")

    # -- acts

    def _begin(self) -> None:
        fresh = Mentorship(
            person_id=self._person.id, my_role=mentorship_with.usual_role(self._desk), started_on=self._today
        )
        self._show_sheet(MentorshipSheet(self._appearance, self, self._clock, self._person, fresh, is_new=True))

    def _open(self, mentorship: Mentorship) -> None:
        sheet = MentorshipSheet(self._appearance, self, self._clock, self._person, mentorship)
        sheet.end_wanted.connect(partial(self._ask_end, mentorship, sheet))
        sheet.resume_wanted.connect(partial(self._resume, mentorship, sheet))
        self.earlier.in_form(sheet, "mentorship", mentorship.id, purpose="purpose", why="ended_why")
        self._show_sheet(sheet, mentorship)

    def _show_sheet(self, sheet: MentorshipSheet, before: Mentorship | None = None) -> None:
        sheet.ready.connect(partial(self._keep, sheet, before))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _keep(self, sheet: MentorshipSheet, before: Mentorship | None, mentorship: Mentorship) -> None:
        if before is None:
            done = partial(self._done, sheet, _("The mentorship has begun"))
            work = partial(mentorship_with.begin_mentorship, self._desk, mentorship)
            self._acts.perform(work, done=done, failed=sheet.show_mistake)
            return
        perform_form(
            self._acts,
            self._desk,
            before,
            partial(mentorship_with.change_mentorship, self._desk, mentorship),
            done=partial(self._done, sheet, _("Kept")),
            failed=sheet.show_mistake,
            person_id=mentorship.person_id,
        )

    def _ask_end(self, mentorship: Mentorship, before: MentorshipSheet | None) -> None:
        if before is not None:
            before.close_overlay()
        sheet = EndSheet(self._appearance, self, self._clock, self._person)
        sheet.confirmed.connect(partial(self._end, sheet, mentorship))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _end(self, sheet: EndSheet, mentorship: Mentorship) -> None:
        act = partial(
            mentorship_with.end_mentorship, self._desk, mentorship.id, sheet.day.day() or self._today, sheet.why.text()
        )
        words = _("The mentorship has ended; all of it stays here")
        self._acts.perform(act, done=partial(self._done, sheet, words), failed=sheet.show_mistake)

    def _resume(self, mentorship: Mentorship, sheet: MentorshipSheet | None) -> None:
        act = partial(mentorship_with.resume_mentorship, self._desk, mentorship.id)
        self._acts.perform(act, done=partial(self._done, sheet, _("The mentorship goes on")))

    def _done(self, sheet: MentorshipSheet | EndSheet | None, words: str, _mentorship: Mentorship) -> None:
        if sheet is not None:
            sheet.close_overlay()
        self.changed.emit()
        self._navigation.toast(words, undoable=True)

    def _open_menu(self, mentorship: Mentorship, point: QPoint) -> None:
        menu = QMenu(self)
        offer(self._appearance, menu, _("Change"), "pencil", "", partial(self._open, mentorship))
        if mentorship.is_over:
            offer(self._appearance, menu, _("Go on with it"), "play", "", partial(self._resume, mentorship, None))
        else:
            offer(self._appearance, menu, _("End it"), "archive", "", partial(self._ask_end, mentorship, None))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)
