"""Who I am on this desk: name, zone, side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from mentordesk.clock import Clock
from mentordesk.domain.people import Person
from mentordesk.domain.profile import Side
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.kept_line import LineKeeping
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.zone_picker import ZonePicker
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.screens.settings.section import Section, tell_typed
from mentordesk_ui.theme.appearance import Appearance


class MeSection(Section):
    """My name, where I am, and whether I mentor, am mentored, or both."""

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts) -> None:
        super().__init__(appearance, _("You"))
        self._desk = desk
        self._acts = acts
        self.name = LineEdit(appearance, name=_("Your name"))
        self.zone = ZonePicker(appearance, clock)
        self.side: Choice[Side] = Choice(
            appearance,
            _("You are"),
            [(Side.MENTOR, _("a mentor")), (Side.MENTEE, _("a mentee")), (Side.BOTH, _("both"))],
        )
        self._name_field = Field(appearance, _("Name"), self.name)
        self._zone_field = Field(
            appearance, _("Time zone"), self.zone, hint=_("Where you live. Times follow the computer while you travel.")
        )
        self.column.addWidget(self._name_field)
        self.column.addWidget(self._zone_field)
        self.column.addWidget(Field(appearance, _("You are"), self.side))
        self._keeping = LineKeeping(self.name)
        self._keeping.taken_up.connect(partial(tell_typed, self._name_field))
        self.refresh()
        self.name.editingFinished.connect(self._keep_name)
        self.zone.changed.connect(self._keep_zone)
        self.side.changed.connect(self._keep_side)

    def refresh(self) -> None:
        """Show who I am; a name being typed is left alone."""
        me = self._desk.profile.me()
        profile = self._desk.profile.mine()
        self._keeping.open("line/my-name", me.name)
        if not self.zone.hasFocus():
            self.zone.set_zone(me.zone or None)
        if profile:
            self.side.set_value(profile.side)

    def _keep_name(self) -> None:
        name = self.name.text().strip()
        self._keep(self._name_field, lambda me: replace(me, name=name), _("Change your name"))

    def _keep_zone(self, zone: object) -> None:
        if isinstance(zone, str):
            self._keep(self._zone_field, lambda me: replace(me, zone=zone), _("Change your time zone"))

    def _keep(self, field: Field, change: Callable[[Person], Person], act: str) -> None:
        self._acts.perform(
            partial(self._save, change, act), done=partial(self._saved, field), failed=partial(_show, field)
        )

    def _saved(self, field: Field, _nothing: object) -> None:
        field.clear_mistake()
        if field is self._name_field:
            self._keeping.settle()
        self.refresh()

    def _save(self, change: Callable[[Person], Person], act: str) -> None:
        me = self._desk.profile.me()
        changed = change(me)
        if changed != me:
            self._desk.people.save(changed, act=act)

    def _keep_side(self, side: object) -> None:
        self._acts.perform(partial(self._save_side, side))

    def _save_side(self, side: object) -> None:
        profile = self._desk.profile.mine()
        if profile and isinstance(side, Side) and profile.side is not side:
            self._desk.profile.save(replace(profile, side=side), act=_("Change your side"))


def _show(field: Field, mistake: Mistake) -> None:
    field.show_mistake(mistake.sentence)
