"""The question before somebody is forgotten: what goes, what stays and speaks of them, the backups; and their name, to be typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.names import fold
from mentordesk.domain.people import Person
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _, ngettext
from mentordesk.phrases import short_day
from mentordesk.store.desk import Desk
from mentordesk.workflows.forgetting.forget import Errand, Mention, Preview, look
from mentordesk.workflows.forgetting.forget_words import (
    backup_words,
    goes_words,
    mention_kind,
    own_goals_words,
    renew_words,
    stays_words,
)
from mentordesk_ui.parts.announce import announce
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.check_row import CheckRow
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

FEW = 4
"""How many of what stays are shown before one asks for more."""

_ICONS = {
    "note": "file-text",
    "meeting": "video",
    "action": "handshake",
    "question": "circle-question-mark",
    "goal": "target",
    "advice": "lightbulb",
    "person": "user",
}


class ForgetSheet(Sheet):
    """`wanted` says the errand once the name is typed and confirmed. Nothing here changes anything."""

    wanted = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        desk: Desk,
        clock: Clock,
        background: Background,
        navigation: Navigation,
        person: Person,
        *,
        second_folder: str = "",
    ) -> None:
        super().__init__(
            appearance,
            host,
            _("Forget {name} for good?").format(name=person.name),
            line=_("This is not the trash: nothing brings it back, no Undo and no command of this program."),
            confirm=_("Forget for good"),
            kind="danger",
            width=640,
        )
        self.person = person
        self._desk, self._clock, self._background, self._navigation = desk, clock, background, navigation
        self._second_folder = second_folder
        self._looking: Progress | None = None
        self._preview: Preview | None = None
        self.goes = Text(appearance, _("Looking…"))
        self.keep_goals = CheckRow(appearance, "", checked=True)
        self.stays = Text(appearance, "")
        self.model: RowModel[Mention] = RowModel(self._look_of, _identity)
        self.view: RowView[Mention] = RowView(
            appearance,
            self.model,
            _("What stays and speaks of {name}").format(name=person.short_name),
            click="opens",
            delegate=WrappingDelegate(appearance),
            fits_content=True,
        )
        self.more = Button(appearance, "", "chevron-down", "plain")
        self.backups = Text(appearance, "")
        self.renew = CheckRow(appearance, "")
        self.typed = LineEdit(appearance)
        self.typed.setAccessibleName(_("Their name"))
        self._goes_part = self._part(_("Goes"), self.goes, self.keep_goals)
        self._stays_part = self._part(_("Stays"), self.stays, self.view, self._beginning(self.more))
        self._backups_part = self._part(_("Backups"), self.backups, self.renew)
        self.add_field("name", Field(appearance, _("Type “{name}” to go on").format(name=person.name), self.typed))
        for part in (self.keep_goals, self.view, self.more, self.renew, self._stays_part, self._backups_part):
            part.hide()
        self.view.activated_row.connect(self._open)
        self.more.clicked.connect(self._show_all)
        self.keep_goals.toggled.connect(self._look_again)
        self.typed.textChanged.connect(self._allow)
        self.typed.returnPressed.connect(self._go)
        self.confirmed.connect(self._go)
        self.closed.connect(self._look_no_further)
        self._allow()
        self._look_at_it()

    def _part(self, title: str, *contents: QWidget) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(SectionHead(self._appearance, title))
        for one in contents:
            column.addWidget(one)
        self.add(part)
        return part

    def _beginning(self, button: Button) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(button)
        across.addStretch(1)
        return row

    # -- what it would do

    def _look_at_it(self) -> None:
        self._look_no_further()
        self._looking = self._background.run(
            partial(_look, self._desk, self.person.id, self.keep_goals.isChecked(), self._second_folder),
            done=self._show,
            failed=self._show_failed,
        )

    def _look_again(self, _checked: bool) -> None:
        self._look_at_it()

    def _look_no_further(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _show(self, preview: Preview) -> None:
        is_first = self._preview is None
        self._looking, self._preview = None, preview
        self.goes.setText(goes_words(preview))
        self.keep_goals.setVisible(bool(preview.own_goals))
        self.keep_goals.set_words(own_goals_words(preview.own_goals))
        self.stays.setText(stays_words(preview))
        is_long = len(preview.mentions) > FEW + 1
        self.model.set_rows(preview.mentions[:FEW] if is_long else preview.mentions)
        self.view.setVisible(bool(preview.mentions))
        more = len(preview.mentions) - FEW
        self.more.set_words(ngettext("Show {count} more", "Show {count} more", more).format(count=more))
        self.more.setVisible(is_long)
        self.backups.setText("\n\n".join(backup_words(preview.backups, preview.person)))
        self.renew.setVisible(bool(preview.backups.count))
        self.renew.set_words(
            renew_words(preview.backups),
            _("Otherwise a restore could bring it all back until then."),
        )
        self._stays_part.show()
        self._backups_part.show()
        self._allow()
        self.place()
        if is_first:
            announce(self, f"{self.goes.text()} {self.stays.text()}")

    def _show_failed(self, error: Mistake | Trouble) -> None:
        self._looking = None
        self.goes.setText(error.sentence)
        announce(self, error.sentence, urgent=True)
        self.place()

    def _show_all(self) -> None:
        if self._preview is not None:
            self.model.set_rows(self._preview.mentions)
            self.more.hide()
            self.view.setFocus()
            self.place()

    def _look_of(self, mention: Mention) -> RowLook:
        day = short_day(
            mention.at.astimezone(self._clock.zone()).date(),
            self._clock.now().astimezone(self._clock.zone()).date(),
        )
        about = _("with {name}").format(name=mention.about) if mention.about else ""
        perhaps = "" if mention.is_certain else _("perhaps somebody else")
        detail = " · ".join(part for part in (mention_kind(mention), about, day, perhaps, mention.excerpt) if part)
        return RowLook(mention.title or mention.excerpt, detail, IconMark(_ICONS.get(mention.table, "file-text")))

    def _open(self, mention: Mention) -> None:
        self.close_overlay()
        open_mention(self._desk, self._navigation, mention)

    # -- going on

    def is_typed(self) -> bool:
        """Tell whether the name was typed; case, accents and spaces do not matter."""
        return fold(" ".join(self.typed.text().split())) == fold(" ".join(self.person.name.split()))

    def _allow(self, _text: str = "") -> None:
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(self._preview is not None and self.is_typed())

    def _go(self) -> None:
        if self._preview is None or not self.is_typed():
            return
        self.wanted.emit(
            Errand(
                person_id=self.person.id,
                name=self.person.name,
                keep_goals=self.keep_goals.isChecked(),
                old=self._preview.backups if self.renew.isChecked() else None,
                keys=self._desk.keys,
            )
        )


def _identity(mention: Mention) -> str:
    return mention.record_id


def _look(desk: Desk, person_id: str, keep_goals: bool, second_folder: str) -> Preview:
    beside = desk.open_beside()
    try:
        return look(beside, person_id, keep_goals=keep_goals, second_folder=second_folder)
    finally:
        beside.close()


def open_mention(desk: Desk, navigation: Navigation, mention: Mention) -> None:
    """Lead to what stays and speaks of somebody."""
    ways: dict[str, Callable[[str], None]] = {
        "note": navigation.open_note,
        "meeting": navigation.open_meeting,
        "person": navigation.open_person,
        "goal": navigation.open_goal,
        "action": navigation.open_action,
        "question": navigation.open_question,
        "advice": navigation.open_advice,
    }
    if mention.table in ways:
        ways[mention.table](mention.record_id)
        return
    table, record_id = _around(desk, mention)
    if table in ways:
        ways[table](record_id)


_AROUND = {
    "milestone": ("goal", "goal_id"),
    "check_in": ("goal", "goal_id"),
    "goal_turn": ("goal", "goal_id"),
    "goal_plan": ("goal", "goal_id"),
    "advice_answer": ("advice", "advice_id"),
    "reflection": ("meeting", "meeting_id"),
    "thread": ("person", "person_id"),
    "mentorship": ("person", "person_id"),
}


def _around(desk: Desk, mention: Mention) -> tuple[str, str]:
    """Return where something is seen that has no page of its own."""
    if mention.table in {"agenda_item", "review"}:
        sql = f"SELECT person_id FROM mentorship WHERE id = (SELECT mentorship_id FROM {mention.table} WHERE id = ?)"
        return "person", str(desk.database.value(sql, [mention.record_id]) or "")
    table, column = _AROUND.get(mention.table, ("", "id"))
    value = desk.database.value(f"SELECT {column} FROM {mention.table} WHERE id = ?", [mention.record_id])
    return table if value else "", str(value or "")
