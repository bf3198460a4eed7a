"""Letting go of somebody, from wherever it is wished: what is held, how long to keep it, the question before forgetting.

When the time of somebody is over, a strip asks about it once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake
from mentordesk.language import _, pgettext
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.forgetting.forget import Errand
from mentordesk.workflows.forgetting.retention import (
    KeptLongEnough,
    asked,
    choose_retention,
    kept_long_enough,
    reminder_words,
)
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.desk_follower import DeskFollower
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.qtkit.tick import Tick
from mentordesk_ui.screens.people.forget_sheet import ForgetSheet
from mentordesk_ui.screens.people.held_sheet import HeldSheet
from mentordesk_ui.screens.people.keep_sheet import KeepSheet
from mentordesk_ui.shell.strips import Strip
from mentordesk_ui.theme.appearance import Appearance

BEAT = timedelta(minutes=10)
"""How often it is looked whether somebody's time is over: a day begins while the program runs."""


class KeptStrip(Strip):
    """Asks what is to become of somebody whose time is over."""

    forget_wanted = Signal()
    longer_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "accent_soft", "on_accent_soft", "timer")
        self.forget = Button(appearance, _("Forget now…"), kind="quiet")
        self.longer = Button(appearance, _("Keep longer…"), kind="quiet")
        self.keep = Button(appearance, pgettext("somebody", "Keep"), kind="quiet")
        for button, wish in (
            (self.forget, self.forget_wanted),
            (self.longer, self.longer_wanted),
            (self.keep, self.keep_wanted),
        ):
            button.clicked.connect(wish)
            self.row.addWidget(button)

    def ask(self, due: KeptLongEnough) -> None:
        """Ask about somebody, calmly."""
        self._say(reminder_words(due), urgent=False)


class LettingGo(QObject):
    """Opens its sheets over `host`. `forget` does what was confirmed, once the desk is closed."""

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        background: Background,
        navigation: Navigation,
        *,
        second_folder: Callable[[], str],
        forget: Callable[[Errand], None],
    ) -> None:
        super().__init__(host)
        self._appearance, self._host, self._desk, self._clock = appearance, host, desk, clock
        self._acts, self._background, self._navigation = acts, background, navigation
        self._second_folder, self._forget = second_folder, forget
        self._place = SheetPlace()
        self._due: KeptLongEnough | None = None
        self.strip = KeptStrip(appearance)
        self.strip.forget_wanted.connect(self._forget_due)
        self.strip.longer_wanted.connect(self._keep_due_longer)
        self.strip.keep_wanted.connect(self._keep_due)
        self._beat = Tick(BEAT, self)
        self._beat.ticked.connect(self.look)
        self._follower: DeskFollower | None = None

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._place.now

    def start(self) -> None:
        """Ask about people whose time is over, from now on."""
        self._beat.start()
        self._follower = DeskFollower(
            self._desk.database, self._host, frozenset({Topic.PEOPLE, Topic.MENTORSHIPS}), self.look
        )
        self.look()

    def stop(self) -> None:
        """Ask no more: the desk closes."""
        self._beat.stop()

    # -- sheets

    def show_held(self, person_id: str) -> None:
        """Show what the desk holds about somebody."""
        self._place.show(
            HeldSheet(
                self._appearance,
                self._host,
                self._desk,
                self._background,
                self._navigation,
                self._desk.people.get(person_id),
                second_folder=self._second_folder(),
            )
        )

    def ask_how_long(self, person_id: str, *, longer: bool = False) -> None:
        """Ask how long to keep somebody."""
        person = self._desk.people.get(person_id)
        sheet = KeepSheet(self._appearance, self._host, self._desk, self._clock, person, longer=longer)
        sheet.ready.connect(partial(self._keep, sheet, person))
        self._place.show(sheet)

    def ask_forget(self, person_id: str) -> None:
        """Ask whether to forget somebody; what is typed on the page is put on disk before."""
        sheet = ForgetSheet(
            self._appearance,
            self._host,
            self._desk,
            self._clock,
            self._background,
            self._navigation,
            self._desk.people.get(person_id),
            second_folder=self._second_folder(),
        )
        sheet.wanted.connect(partial(self._go, sheet))
        self._place.show(sheet)

    def _go(self, sheet: ForgetSheet, errand: Errand) -> None:
        if self._desk.focus.running() is not None:
            sheet.show_mistake(Mistake(_("A call is under way. Finish it first.")))
            return
        sheet.close_overlay()
        self._forget(errand)

    def _keep(self, sheet: KeepSheet, person: Person, until: date | None, months: int | None) -> None:
        act = partial(choose_retention, self._desk, self._clock, person.id, until=until, months=months)
        self._acts.perform(act, done=partial(self._kept, sheet), failed=sheet.show_mistake)

    def _kept(self, sheet: KeepSheet, _person: Person) -> None:
        sheet.close_overlay()
        self._navigation.toast(_("Kept"), undoable=True)

    # -- when the time is over

    def look(self) -> None:
        """Ask about somebody whose time is over, if there is anybody."""
        due = kept_long_enough(self._desk, self._clock)
        if due == self._due:
            return
        self._due = due
        if due is None:
            self.strip.hide()
        else:
            self.strip.ask(due)

    def _forget_due(self) -> None:
        if (due := self._heard()) is not None:
            self.ask_forget(due.person_id)

    def _keep_due_longer(self) -> None:
        if (due := self._heard()) is not None:
            self.ask_how_long(due.person_id, longer=True)

    def _keep_due(self) -> None:
        if (due := self._heard()) is not None:
            act = partial(choose_retention, self._desk, self._clock, due.person_id)
            self._acts.perform(act, done=partial(self._keeps, due))

    def _keeps(self, due: KeptLongEnough, _person: Person) -> None:
        self._navigation.toast(_("{name} is kept without an end.").format(name=due.name), undoable=True)

    def _heard(self) -> KeptLongEnough | None:
        """Take the question away, and ask it no second time."""
        due = self._due
        if due is not None:
            self._acts.perform(partial(asked, self._desk, self._clock, due.person_id))
        return due
