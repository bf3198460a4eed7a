"""What happens round a call: reminders, checklist, parts of the call, the pill."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from mentordesk.domain.focus import PhaseShare
from mentordesk.domain.profile import Profile
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.meetings.hold_session import shipped_checklist
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.kept_line import LineKeeping
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.lines_edit import LinesEdit
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.preferences import Preferences
from mentordesk_ui.screens.settings.numbers import read_minutes, read_shares, say_minutes
from mentordesk_ui.screens.settings.section import Section, tell_typed
from mentordesk_ui.theme.appearance import Appearance


class CallSection(Section):
    """Reminders before, the checklist, the parts of a call, and what the pill says during it."""

    def __init__(self, appearance: Appearance, desk: Desk, acts: Acts, preferences: Preferences) -> None:
        super().__init__(appearance, _("Calls"))
        self._desk = desk
        self._acts = acts
        self._preferences = preferences
        now = preferences.now
        self.reminders = CheckRow(
            appearance,
            _("Remind me before a meeting"),
            _("A small window that never takes the keyboard. It waits until you have seen it."),
            checked=now.reminders_on,
        )
        self.stages = LineEdit(appearance, name=_("Minutes before a meeting"))
        self.checklist = LinesEdit(appearance, _("Checklist before a call, one line each"))
        self.shares = LineEdit(appearance, name=_("Shares of small talk, topics and agreements"))
        self.pill = CheckRow(
            appearance,
            _("Show the time in a small window during a call"),
            _("It stays on top while you are in another program."),
            checked=now.pill_on,
        )
        self.moments = LineEdit(appearance, name=_("Minutes into a call"))
        self._fields = {
            "stages": Field(
                appearance, _("Minutes before a meeting"), self.stages, hint=_("Such as 15, 5, 1. Nothing means never.")
            ),
            "checklist": Field(appearance, _("Checklist before a call"), self.checklist, hint=_("One line each.")),
            "shares": Field(
                appearance,
                _("Small talk, topics, agreements"),
                self.shares,
                hint=_("How much of a call each takes, in percent, such as 10, 70, 20."),
            ),
            "moments": Field(
                appearance,
                _("Ask “still undisturbed?” after so many minutes"),
                self.moments,
                hint=_("Such as 15, 30. The last one repeats. Nothing means never."),
            ),
        }
        self.column.addWidget(self.reminders)
        self.column.addWidget(self._fields["stages"])
        self.column.addWidget(self._fields["checklist"])
        self.column.addWidget(self._fields["shares"])
        self.column.addWidget(self.pill)
        self.column.addWidget(self._fields["moments"])
        self._keepings = {
            name: LineKeeping(editor)
            for name, editor in (
                ("stages", self.stages),
                ("moments", self.moments),
                ("shares", self.shares),
                ("checklist", self.checklist),
            )
        }
        for name, keeping in self._keepings.items():
            keeping.taken_up.connect(partial(tell_typed, self._fields[name]))
        self.refresh()
        self.reminders.toggled.connect(self._choose_reminders)
        self.pill.toggled.connect(self._choose_pill)
        self.stages.editingFinished.connect(self._keep_stages)
        self.moments.editingFinished.connect(self._keep_moments)
        self.shares.editingFinished.connect(self._keep_shares)
        self.checklist.left.connect(self._keep_checklist)

    def refresh(self) -> None:
        """Show what the profile says; what is being typed is left alone."""
        profile = self._desk.profile.mine() or Profile()
        shown = {
            "stages": say_minutes(profile.reminder_stages),
            "moments": say_minutes(profile.pill_moments),
            "shares": say_minutes(tuple(phase.share for phase in profile.phases)),
            "checklist": "\n".join(profile.checklist or shipped_checklist()),
        }
        for name, words in shown.items():
            self._keepings[name].open(f"line/settings-{name}", words)

    def _choose_reminders(self, on: bool) -> None:
        self._preferences.choose(reminders_on=on)

    def _choose_pill(self, on: bool) -> None:
        self._preferences.choose(pill_on=on)

    def _keep_stages(self) -> None:
        self._keep("stages", self._read_stages)

    def _read_stages(self) -> dict[str, Any]:
        return {"reminder_stages": read_minutes(self.stages.text())}

    def _keep_moments(self) -> None:
        self._keep("moments", self._read_moments)

    def _read_moments(self) -> dict[str, Any]:
        return {"pill_moments": tuple(sorted(read_minutes(self.moments.text())))}

    def _keep_shares(self) -> None:
        self._keep("shares", self._read_shares)

    def _read_shares(self) -> dict[str, Any]:
        names = [phase.name for phase in (self._desk.profile.mine() or Profile()).phases]
        shares = read_shares(self.shares.text(), len(names))
        return {"phases": tuple(PhaseShare(name, share) for name, share in zip(names, shares, strict=True))}

    def _keep_checklist(self) -> None:
        self._keep("checklist", self._read_checklist)

    def _read_checklist(self) -> dict[str, Any]:
        lines = self.checklist.lines()
        return {"checklist": () if lines == shipped_checklist() else lines}

    def _keep(self, name: str, read: Any) -> None:
        self._acts.perform(partial(self._save, read), done=partial(self._saved, name), failed=partial(self._show, name))

    def _saved(self, name: str, _nothing: object) -> None:
        self._fields[name].clear_mistake()
        self._keepings[name].settle()
        self.refresh()

    def _save(self, read: Any) -> None:
        profile = self._desk.profile.mine()
        if profile:
            changed = replace(profile, **read())
            if changed != profile:
                self._desk.profile.save(changed, act=_("Change settings"))

    def _show(self, name: str, mistake: Mistake) -> None:
        self._fields[name].show_mistake(mistake.sentence)
