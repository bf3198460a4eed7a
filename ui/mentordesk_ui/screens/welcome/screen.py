"""The calm first window: who I am, then where to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.profile import Profile
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.welcome.first_steps import FirstSteps, Step
from mentordesk_ui.screens.welcome.who_form import WhoForm
from mentordesk_ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from mentordesk_ui.screens.welcome.bring_back import BringBack, BringBackPage


class WelcomeScreen(QWidget):
    """Two steps; `finished` says which next step is wished.

    That is "people.new", "import.contacts", "import.calendar" or "today". Whose desk it is is kept after the first step,
    so that nothing is asked twice.
    """

    finished = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        *,
        open_demo: Callable[[], None],
        bring_back: BringBack,
    ) -> None:
        """`bring_back` looks at what is chosen and brings it; where it does, this screen goes."""
        super().__init__()
        self._appearance, self._bring_back = appearance, bring_back
        self._open_demo = open_demo
        self.page: BringBackPage | None = None
        self._came_from: WhoForm | FirstSteps | None = None
        self.setAccessibleName(_("Welcome"))
        self.who = WhoForm(appearance, desk, clock, acts)
        self.steps = FirstSteps(appearance)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.who)
        self._stack.addWidget(self.steps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.who.known.connect(self._show_steps)
        self.who.has_desk.connect(self._show_bring_back)
        self.steps.chosen.connect(self._go)
        self.steps.back_wanted.connect(self._show_who)

    def is_at_steps(self) -> bool:
        """Tell whether the first question has been answered."""
        return self._stack.currentWidget() is self.steps

    def _show_steps(self, _profile: Profile) -> None:
        self.steps.greet(self.who.called())
        self._stack.setCurrentWidget(self.steps)
        self.steps.take_focus()
        announce(self.steps, self.steps.greeting())

    def _show_who(self) -> None:
        self._stack.setCurrentWidget(self.who)
        self.who.take_focus()

    def _show_bring_back(self) -> None:
        from mentordesk_ui.screens.welcome.bring_back import BringBackPage  # most first starts never show it

        self._came_from = self.steps if self.is_at_steps() else self.who
        page = self.page = BringBackPage(self._appearance, self._bring_back)
        page.back_wanted.connect(self._leave_bring_back)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()

    def _leave_bring_back(self) -> None:
        page, self.page = self.page, None
        if page is None or self._came_from is None:
            return
        page.look_no_further()
        self._stack.setCurrentWidget(self._came_from)
        self._stack.removeWidget(page)
        page.deleteLater()
        self._came_from.take_focus()

    def _go(self, step: Step) -> None:
        if step is Step.BACK:
            self._show_bring_back()
        elif step is Step.DEMO:
            self.steps.wait_for_demo()
            self._open_demo()
        else:
            self.finished.emit(step.value)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is self.who:
            self.who.take_focus(Qt.FocusReason.ActiveWindowFocusReason)
