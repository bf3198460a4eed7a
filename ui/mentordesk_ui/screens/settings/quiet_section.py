"""“What works here”: what this computer lets us switch for a call, how we know, and a try-out of a few seconds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.language import _
from mentordesk.presence import words
from mentordesk.presence.switch import AWAKE, BANNERS, MEDIA, State
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.qtkit.quiet_work import Standing
from mentordesk_ui.qtkit.quieting import Quieting
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

FIELDS = {BANNERS: "quiet_banners", MEDIA: "quiet_media", AWAKE: "quiet_awake"}


class SwitchCard(QWidget):
    """One switch: whether it is wanted, what it can promise here, how we know, and a button that tries it."""

    def __init__(self, appearance: Appearance, switch: str, preferences: Preferences, quieting: Quieting) -> None:
        super().__init__()
        self._switch, self._preferences, self._quieting = switch, preferences, quieting
        self._link = ""
        name = words.name_of(switch)
        self.wanted = CheckRow(appearance, name, checked=bool(getattr(preferences.now, FIELDS[switch])))
        self.wanted.toggled.connect(self._choose)
        self.promise = Text(appearance, _("Looking what this computer can do…"), TextStyle.BODY, "muted")
        self.evidence = Text(appearance, "", TextStyle.CAPTION, "muted")
        self.try_button = Button(appearance, _("Try for five seconds"), "play", "plain")
        self.try_button.setAccessibleName(_("Try for five seconds: {what}").format(what=name))
        self.try_button.clicked.connect(self._try)
        self.link_button = Button(appearance, _("Open the system’s settings"), "external-link", "plain")
        self.link_button.clicked.connect(self._open_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.wanted)
        below = QVBoxLayout()
        below.setContentsMargins(appearance.px(18 + SPACE.m + SPACE.s), 0, 0, 0)
        below.setSpacing(SPACE.xs)
        below.addWidget(self.promise)
        below.addWidget(self.evidence)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.try_button)
        row.addWidget(self.link_button)
        row.addStretch(1)
        below.addLayout(row)
        column.addLayout(below)
        for part in (self.evidence, self.try_button, self.link_button):
            part.hide()

    def show_standing(self, standing: Standing) -> None:
        """Show what was found."""
        capability, reading = standing.capability, standing.reading
        self._link = capability.link
        self.promise.setText(words.promise_of(capability))
        is_on = reading is not None and reading.state is State.ON and self._switch == BANNERS
        told = _("{evidence} They are off already, and stay so.") if is_on else "{evidence}"
        self.evidence.setText(told.format(evidence=capability.evidence))
        self.evidence.setVisible(bool(capability.evidence))
        self.wanted.setEnabled(capability.can_set)
        self.try_button.setVisible(capability.can_set and self._switch != AWAKE)
        self.link_button.setVisible(bool(capability.link))

    def _choose(self, on: bool) -> None:
        self._preferences.choose(**{FIELDS[self._switch]: on})

    def _try(self) -> None:
        self._quieting.try_out(self._switch)

    def _open_link(self) -> None:
        QDesktopServices.openUrl(QUrl(self._link))


class QuietSection(Section):
    """The switches, the dark screens, what suggests a call, and the line that says what is switched now."""

    def __init__(self, appearance: Appearance, clock: Clock, preferences: Preferences, quieting: Quieting) -> None:
        super().__init__(appearance, _("The quiet computer"))
        self._clock, self._preferences, self._quieting = clock, preferences, quieting
        now = preferences.now
        self.line = Text(appearance, "", TextStyle.BODY, "accent")
        self.trouble = Text(appearance, "", TextStyle.BODY, "danger")
        self.cards = {name: SwitchCard(appearance, name, preferences, quieting) for name in (BANNERS, MEDIA, AWAKE)}
        self.column.addWidget(
            Text(
                appearance,
                _("What is switched for a call, and put back after it as it was. This is what works here."),
                TextStyle.BODY,
                "muted",
            )
        )
        self.column.addWidget(self.line)
        self.column.addWidget(self.trouble)
        for card in self.cards.values():
            self.column.addWidget(card)
        for field, title, detail in (
            ("dim_screens", _("Other screens dark"), _("All but the call’s own. A click or Escape lifts it.")),
            ("dim_shows_time", _("Dark screens show the time that is left"), ""),
            (
                "notices_calls",
                _("Suggest a session when the microphone is in use"),
                _("After eight seconds, by the small window. It never begins one by itself."),
            ),
            (
                "counts_missed",
                _("Count what came in during a call"),
                _("By program only, where the desktop lets us. No text is read and nothing is stored."),
            ),
        ):
            row = CheckRow(appearance, title, detail, checked=bool(getattr(now, field)))
            row.toggled.connect(partial(self._choose, field))
            self.column.addWidget(row)
        quieting.changed.connect(self.tell)
        self.tell()
        quieting.look(self._show)

    def tell(self) -> None:
        """Say what is switched now, and what did not work."""
        now = self._quieting.now
        said = self._quieting.line()
        for card in self.cards.values():
            # One call has it quiet, or one try-out.
            card.try_button.setEnabled(not now.is_begun)
        trouble = " ".join(now.troubles)
        if trouble and trouble != self.trouble.text():
            announce(self, trouble)
        self.line.setText(f"{said}." if said else "")
        self.line.setVisible(bool(said))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _show(self, standings: tuple[Standing, ...]) -> None:
        for standing in standings:
            self.cards[standing.capability.switch].show_standing(standing)
        missing = set(self.cards) - {standing.capability.switch for standing in standings}
        for name in missing:
            # A platform without this switch: nothing is offered that is not there.
            self.cards[name].hide()

    def _choose(self, field: str, on: bool) -> None:
        self._preferences.choose(**{field: on})
