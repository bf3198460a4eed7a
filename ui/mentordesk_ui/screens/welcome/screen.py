"""The calm first window: who I am, then where to begin."""

from __future__ import annotations

from collections.abc import Callable

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


class WelcomeScreen(QWidget):
    """Two steps; `finished` says which next step is wished.

    That is "people.new", "import.contacts", "import.calendar" or "today". Whose desk it is is kept after the first step,
    so that nothing is asked twice.
    """

    finished = Signal(str)

    def __init__(
        self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, *, open_demo: Callable[[], None]
    ) -> None:
        super().__init__()
        self._open_demo = open_demo
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

    def _go(self, step: Step) -> None:
        if step is Step.DEMO:
            self.steps.wait_for_demo()
            self._open_demo()
        else:
            self.finished.emit(step.value)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_at_steps():
            self.who.take_focus(Qt.FocusReason.ActiveWindowFocusReason)
