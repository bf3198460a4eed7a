"""How it looks: theme, size of text, motion, language."""

from __future__ import annotations

from mentordesk.language import LANGUAGES, _
from mentordesk.phrases import percent
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.screens.settings.section import Section
from mentordesk_ui.theme.appearance import Appearance

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
_OWN_NAMES = {"en": "English", "de": "Deutsch"}
"""Languages call themselves by their own names, whatever is spoken now."""


class LookSection(Section):
    """Choices of this computer, followed at once."""

    def __init__(self, appearance: Appearance, preferences: Preferences) -> None:
        super().__init__(appearance, _("Look"))
        self._preferences = preferences
        now = preferences.now
        self.theme: Choice[str] = Choice(
            appearance,
            _("Theme"),
            [
                ("system", _("As the computer")),
                ("light", _("Light"), "sun"),
                ("dark", _("Dark"), "moon"),
                ("contrast", _("High contrast")),
            ],
            now.theme,
        )
        self.text_size: Choice[float] = Choice(
            appearance, _("Size of text"), [(scale, percent(scale)) for scale in SCALES], self._nearest(now.text_scale)
        )
        self.language: Choice[str] = Choice(
            appearance,
            _("Language"),
            [("", _("As the computer")), *((name, _OWN_NAMES[name]) for name in LANGUAGES)],
            now.language if now.language in LANGUAGES else "",
        )
        self.motion = CheckRow(appearance, _("Reduce motion"), checked=now.reduce_motion)
        self.column.addWidget(Field(appearance, _("Theme"), self.theme))
        self.column.addWidget(Field(appearance, _("Size of text"), self.text_size))
        self.column.addWidget(Field(appearance, _("Language"), self.language, hint=_("Spoken from the next start on.")))
        self.column.addWidget(self.motion)
        self.theme.changed.connect(self._choose_theme)
        self.text_size.changed.connect(self._choose_size)
        self.language.changed.connect(self._choose_language)
        self.motion.toggled.connect(self._choose_motion)
        preferences.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is chosen now: theme and size can be switched elsewhere too."""
        self.theme.set_value(self._preferences.now.theme)
        self.text_size.set_value(self._nearest(self._preferences.now.text_scale))

    def _choose_theme(self, theme: object) -> None:
        self._preferences.choose(theme=theme)

    def _choose_size(self, scale: object) -> None:
        self._preferences.choose(text_scale=scale)

    def _choose_language(self, name: object) -> None:
        self._preferences.choose(language=name)

    def _choose_motion(self, reduce: bool) -> None:
        self._preferences.choose(reduce_motion=reduce)

    @staticmethod
    def _nearest(scale: float) -> float:
        return min(SCALES, key=lambda one: abs(one - scale))
