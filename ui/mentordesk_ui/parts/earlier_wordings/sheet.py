"""The sheet of a text’s earlier wordings: each with its time and why it is kept, what changed since, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.clock import Clock
from mentordesk.domain.notes import WhyKept
from mentordesk.domain.text_difference import Stretch, difference
from mentordesk.language import _, ngettext
from mentordesk.phrases import clock_time, near_day
from mentordesk.workflows.wordings.take_back import EarlierWording, WordedText
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.note_editor import NoteEditor
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.sheet import Sheet
from mentordesk_ui.parts.text import Text
from mentordesk_ui.qtkit.background import Background, Progress
from mentordesk_ui.rows.row_look import IconMark, RowLook
from mentordesk_ui.rows.row_model import RowModel
from mentordesk_ui.rows.row_view import RowView
from mentordesk_ui.rows.wrapping_delegate import WrappingDelegate
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE, TextStyle

from .difference_view import DifferenceView

_LINES = 14
_NARROW = 620
_ICONS = {
    WhyKept.WRITING: "history",
    WhyKept.ELSEWHERE: "users",
    WhyKept.TAKEN_BACK: "undo-2",
    WhyKept.UNDONE: "undo-2",
}


class EarlierSheet(Sheet):
    """`taken` says the id of the wording to take back, `stretch_taken` the wording, the text now, and which change."""

    taken = Signal(str)
    stretch_taken = Signal(str, str, int)

    def __init__(
        self,
        appearance: Appearance,
        host: QWidget,
        clock: Clock,
        worded: WordedText,
        *,
        what: str = "",
        wording_id: str = "",
    ) -> None:
        """`what` names the text where there are several; `wording_id` is the one to begin with, else the newest."""
        self._clock, self._worded = clock, worded
        wordings = self._wordings()
        confirm = _("Take this wording back") if wordings else ""
        title = _("Earlier wordings: {what}").format(what=what) if what else _("Earlier wordings")
        super().__init__(appearance, host, title, confirm=confirm, cancel=_("Close"), width=920)
        self._background = Background(self, threads=1)
        self._comparing: Progress | None = None
        self._make_parts()
        if wordings:
            self._arrange(host)
        else:
            words = _("There is none yet. While you write, how it read is kept every few minutes.")
            self.add(Text(appearance, words, TextStyle.BODY, "muted"))
        self.view.chosen_row.connect(self._read)
        self.kind.changed.connect(self._show_kind)
        self.changes.stretch_wanted.connect(self._take_stretch)
        self.confirmed.connect(self._take)
        self.closed.connect(self._background.close)
        self._show(wordings, wording_id)

    def _make_parts(self) -> None:
        a = self._appearance
        self.model: RowModel[EarlierWording] = RowModel(self._look)
        self.view: RowView[EarlierWording] = RowView(
            a, self.model, _("Earlier wordings"), delegate=WrappingDelegate(a), click="chooses"
        )
        self.kind: Choice[str] = Choice(
            a, _("What to show"), [("changes", _("What changed since")), ("text", _("As it read then"))], "changes"
        )
        self.reader = NoteEditor(a, _("How it read then"))
        self.reader.setReadOnly(True)
        self.changes = DifferenceView(a)
        self._scroll = ScrollColumn(a, wide=True, margins=(SPACE.xs, SPACE.xs, SPACE.s, SPACE.s))
        self._scroll.add(self.changes)
        self._scroll.add_stretch()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.reader)

    def _arrange(self, host: QWidget) -> None:
        height = QFontMetrics(self.reader.font()).lineSpacing() * _LINES
        both = QWidget()
        box = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.l)
        if host.window().width() < self._appearance.px(_NARROW) * 3 // 2:
            box.setDirection(QBoxLayout.Direction.TopToBottom)
            height = height * 2 // 3
            self.view.setMinimumHeight(self.view.row_height() * 2)
            self.view.setMaximumHeight(self.view.row_height() * 3)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.kind)
        column.addWidget(self._pages, 1)
        box.addWidget(self.view, 2)
        box.addWidget(beside, 3)
        self._pages.setMinimumHeight(height)
        self.add(both)

    def show_again(self) -> None:
        """Read the wordings anew: one was taken back, in whole or in part."""
        row = self.view.current_row()
        self._show(self._wordings(), row.id if row else "")

    def _wordings(self) -> list[EarlierWording]:
        now = self._worded.text()
        return [each for each in self._worded.earlier() if each.text != now]

    def _show(self, wordings: list[EarlierWording], wording_id: str) -> None:
        self.model.set_rows(wordings)
        place = self.model.position_of(wording_id) if wording_id else None
        if wordings:
            self.view.setCurrentIndex(self.model.index(place or 0, 0))
            self._read(self.view.current_row())
        else:
            self.reader.set_text("")
            self.changes.say(_("It reads as it did then."))
            if self.confirm_button is not None:
                self.confirm_button.setEnabled(False)

    def _look(self, wording: EarlierWording) -> RowLook:
        zone = self._clock.zone()
        kept = (wording.created_at or self._clock.now()).astimezone(zone)
        day = near_day(kept.date(), self._clock.now().astimezone(zone).date())
        count = len(wording.text.split())
        words = ngettext("{count} word", "{count} words", count).format(count=count)
        detail = " · ".join(part for part in (words, why_words(wording.why)) if part)
        return RowLook(f"{day[:1].upper()}{day[1:]}, {clock_time(kept)}", detail, IconMark(_ICONS[wording.why]))

    def _read(self, wording: EarlierWording | None) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None
        if wording is None:
            return
        self.reader.set_text(wording.text)
        now = self._worded.text()
        self.changes.say(_("Comparing…"))
        self._comparing = self._background.run(
            partial(difference, wording.text, now), done=partial(self._compared, now)
        )

    def _compared(self, now: str, stretches: tuple[Stretch, ...]) -> None:
        self._comparing = None
        self._compared_with = now
        self.changes.show_stretches(stretches)

    @property
    def is_comparing(self) -> bool:
        """Tell whether the difference is still being worked out."""
        return self._comparing is not None

    def _show_kind(self, kind: object) -> None:
        self._pages.setCurrentWidget(self.reader if kind == "text" else self._scroll)

    def _take_stretch(self, number: int) -> None:
        wording = self.view.current_row()
        if wording is not None:
            self.stretch_taken.emit(wording.id, self._compared_with, number)

    def _take(self) -> None:
        wording = self.view.current_row()
        if wording is not None:
            self.taken.emit(wording.id)


def why_words(why: WhyKept) -> str:
    """Say why a wording is an earlier one; nothing where it was only written on."""
    return {
        WhyKept.ELSEWHERE: _("written in another window"),
        WhyKept.TAKEN_BACK: _("before an earlier one was taken back"),
        WhyKept.UNDONE: _("before something was undone"),
    }.get(why, "")
