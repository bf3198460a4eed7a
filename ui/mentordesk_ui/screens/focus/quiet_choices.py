"""Before a call: what is to be switched, which messengers still run, and what both have agreed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.language import _
from mentordesk.presence import words
from mentordesk.presence.switch import BANNERS, State
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quiet_work import Standing
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .undisturbed import FIELDS


class QuietChoices(QWidget):
    """`look` whenever a call is prepared. What is chosen is kept for the next call too."""

    def __init__(self, appearance: Appearance, quieting: Quieting, preferences: Preferences) -> None:
        super().__init__()
        self._appearance, self._quieting, self._preferences = appearance, quieting, preferences
        now = preferences.now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(SectionHead(appearance, _("Quiet computer")))
        self.rows: dict[str, CheckRow] = {}
        for switch, field in FIELDS.items():
            self.rows[switch] = row = CheckRow(appearance, words.name_of(switch), checked=bool(getattr(now, field)))
            row.toggled.connect(partial(self._choose, field))
            row.hide()
            column.addWidget(row)
        self.dim = CheckRow(appearance, _("Other screens dark"), checked=now.dim_screens)
        self.dim.toggled.connect(partial(self._choose, "dim_screens"))
        column.addWidget(self.dim)
        self.instruction = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.did_it = CheckRow(appearance, _("I have switched them off"), fades=True)
        column.addWidget(self.instruction)
        column.addWidget(self.did_it)
        self.instruction.hide()
        self.did_it.hide()
        self._running = QWidget()
        self._running_column = QVBoxLayout(self._running)
        self._running_column.setContentsMargins(0, SPACE.s, 0, 0)
        self._running_column.setSpacing(SPACE.xs)
        column.addWidget(self._running)
        self._running.hide()
        self._pact_head = SectionHead(appearance, _("What you agreed for calls"))
        self._pact = Text(appearance, "", TextStyle.BODY)
        column.addSpacing(SPACE.s)
        column.addWidget(self._pact_head)
        column.addWidget(self._pact)
        self.show_pact(())

    def look(self) -> None:
        """Find out what this computer can switch now, and what runs on it."""
        self.did_it.setChecked(False)
        self.dim.setVisible(len(QGuiApplication.screens()) > 1)
        self._quieting.look(self._show_standings)
        self._look_for_distractions()

    def show_pact(self, lines: Sequence[str]) -> None:
        """Show what both have agreed."""
        self._pact.setText("\n".join(lines))
        self._pact_head.setVisible(bool(lines))
        self._pact.setVisible(bool(lines))

    def _show_standings(self, standings: tuple[Standing, ...]) -> None:
        for standing in standings:
            capability, reading = standing.capability, standing.reading
            row = self.rows[capability.switch]
            row.setVisible(capability.can_set)
            is_off_already = reading is not None and reading.state is State.ON and capability.switch == BANNERS
            row.set_words(
                words.name_of(capability.switch), _("They are off already, and stay so.") if is_off_already else ""
            )
            if capability.switch == BANNERS:
                self.instruction.setText(capability.instruction)
                self.instruction.setVisible(not capability.can_set)
                self.did_it.setVisible(not capability.can_set)

    def _look_for_distractions(self) -> None:
        self._quieting.find_distractions(self._preferences.now.ignored_programs, self._show_running)

    def _show_running(self, names: tuple[str, ...]) -> None:
        while (item := self._running_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._running.setVisible(bool(names))
        if not names:
            return
        self._running_column.addWidget(Text(self._appearance, _("Still running. Close them yourself?"), role="muted"))
        for name in names:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Text(self._appearance, name), 1)
            ignore = Button(self._appearance, _("Ignore from now on"), kind="plain")
            ignore.setAccessibleName(_("Ignore {program} from now on").format(program=name))
            ignore.clicked.connect(partial(self._ignore, name))
            row.addWidget(ignore)
            self._running_column.addWidget(line)

    def _ignore(self, name: str, *_checked: object) -> None:
        self._preferences.choose(ignored_programs=(*self._preferences.now.ignored_programs, name))
        self._look_for_distractions()

    def _choose(self, field: str, on: bool) -> None:
        self._preferences.choose(**{field: on})
