"""The screen of advice: what I was given, or what I advised; a sheet for one piece, and one to keep another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk import phrases
from mentordesk.clock import Clock
from mentordesk.domain.advice import Advice, AdviceAnswer, Tried, next_asked_on
from mentordesk.domain.mentorships import Mentorship
from mentordesk.errors import Mistake
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.store.topics import Topic
from mentordesk.workflows.advice import keep_advice
from mentordesk.workflows.advice.advice_overview import AdviceReader, GivenTo
from mentordesk.workflows.brief.brief_lines import role_words
from mentordesk_ui.parts.buttons import Button
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWays
from mentordesk_ui.parts.empty_state import EmptyState
from mentordesk_ui.parts.form_keeping import perform_form
from mentordesk_ui.parts.page_head import PageHead
from mentordesk_ui.parts.scroll_column import ScrollColumn
from mentordesk_ui.parts.sheet import Sheet, SheetPlace
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

from .advice_sheet import AdviceSheet
from .given_by_me import GivenByMePage
from .given_to_me import GivenToMePage
from .keep_sheet import KeepAdviceSheet, WithWhom


class AdviceScreen(QWidget):
    """Begins with what I was given; with what I advised where there is nothing else."""

    topics = frozenset({Topic.ADVICE, Topic.PEOPLE, Topic.MENTORSHIPS, Topic.PROFILE})

    def __init__(self, appearance: Appearance, desk: Desk, clock: Clock, acts: Acts, navigation: Navigation) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._navigation = navigation
        self._day: date | None = None
        self._given_by_me: tuple[GivenTo, ...] | None = None
        self._sheets = SheetPlace()
        self.earlier = EarlierWays(appearance, desk, clock, acts, navigation)
        self.setAccessibleName(_("Advice"))
        self.new_button = Button(appearance, _("Keep advice"), "plus", "primary")
        self._head = PageHead(appearance, _("Advice"), ends=(self.new_button,))
        self.side: Choice[bool] = Choice(
            appearance, _("Which advice"), [(False, _("Given to me")), (True, _("What I advised"))], False
        )
        self.mine = GivenToMePage(appearance)
        self.given = GivenByMePage(appearance)
        self._empty_mine = self._empty(
            _("Nothing was advised to you yet"),
            _("Keep what is worth trying. You are asked about it after two, six and twelve weeks."),
        )
        self._empty_given = self._empty(
            _("You have not advised anything yet"), _("Keep what you advise, and see here what was tried and landed.")
        )
        self._pages = (self.mine, self.given, self._empty_mine, self._empty_given)
        self._arrange()
        self.new_button.clicked.connect(self._new)
        self.side.changed.connect(self._show_side)
        for page in (self.mine, self.given):
            page.opened.connect(self.open_sheet)
            page.removed.connect(self._remove)
        self.mine.asked.answered.connect(self._answer)
        self.mine.asked.skipped.connect(self._skip)
        self.mine.asked.let_go.connect(self._let_go)
        self.refresh()
        if self._is_empty(is_given=False) and not self._is_empty(is_given=True):
            self._turn_to(is_given=True)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheets.now

    def _empty(self, title: str, line: str) -> EmptyState:
        made = EmptyState(self._appearance, "lightbulb", title, line, _("Keep advice"))
        made.pressed.connect(self._new)
        return made

    def _arrange(self) -> None:
        reach = SPACE.s
        self._scroll = ScrollColumn(self._appearance, margins=(36 - reach, 32, 36 - reach, 32))
        for part, above in ((self._head, 0), (self.side, SPACE.l)):
            place = QVBoxLayout()
            place.setContentsMargins(reach, above, reach, 0)
            place.addWidget(part)
            self._scroll.add(place)
        self._scroll.column.addSpacing(SPACE.l)
        for page in self._pages:
            self._scroll.add(page)
        self._scroll.add_stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    # -- what is shown

    def refresh(self, topics: frozenset[Topic] = topics) -> None:
        """Read again what is shown; an answer being written stays."""
        if not topics & self.topics:
            return
        reader = AdviceReader(self._desk, self._clock)
        self._day = keep_advice.today_of(self._clock)
        self._given_to_me = reader.given_to_me()
        self._given_by_me = None
        self.mine.show_given(self._given_to_me)
        self._scroll.expect_rest(self.mine.by_and_by)
        self._show_side()

    def show_given_to_me(self) -> None:
        """Show what I was given."""
        self._turn_to(is_given=False)

    def show_given_by_me(self) -> None:
        """Show what I advised."""
        self._turn_to(is_given=True)

    def open_advice(self, advice_id: str) -> None:
        """Show a piece of advice; one that is gone leaves the list."""
        row = AdviceReader(self._desk, self._clock).row(advice_id)
        if row is not None:
            self._turn_to(is_given=row.is_mine)
            self.open_sheet(advice_id)

    def _turn_to(self, *, is_given: bool) -> None:
        self.side.set_value(is_given)
        self._show_side()

    def _is_empty(self, *, is_given: bool) -> bool:
        return not self._read_given() if is_given else self._given_to_me.is_empty

    def _read_given(self) -> tuple[GivenTo, ...]:
        """Return what I advised, read once it is wanted: a mentor of many years has advised a lot."""
        if self._given_by_me is None:
            self._given_by_me = AdviceReader(self._desk, self._clock).given_by_me()
            self.given.show_given(self._given_by_me)
        return self._given_by_me

    def _show_side(self, _is_given: object = None) -> None:
        is_given = bool(self.side.value())
        pages = (self._empty_given, self.given) if is_given else (self._empty_mine, self.mine)
        page = pages[0] if self._is_empty(is_given=is_given) else pages[1]
        for other in self._pages:
            other.setVisible(other is page)

    # -- one piece

    def open_sheet(self, advice_id: str) -> None:
        """Open one piece of advice over the screen."""
        reader = AdviceReader(self._desk, self._clock)
        row = reader.row(advice_id)
        if row is None:
            return
        advice = self._desk.advice.get(advice_id)
        origin = ""
        if advice.origin_note_id or advice.origin_meeting_id:
            origin = _("Open the note") if advice.origin_note_id else _("Open the call")
        sheet = AdviceSheet(self._appearance, self, row, reader.answers(advice_id), origin=origin)
        sheet.confirmed.connect(partial(self._answer_in, sheet))
        sheet.turned.connect(partial(self._turn_in, sheet))
        sheet.change_wanted.connect(partial(self._change_in, sheet))
        sheet.origin_wanted.connect(partial(self._open_origin, sheet, advice))
        sheet.remove_wanted.connect(partial(self._remove_in, sheet))
        self._sheets.show(sheet)

    def _answer_in(self, sheet: AdviceSheet) -> None:
        tried = sheet.form.answer()
        if tried is not None:
            act = self._answering(sheet.row.id, tried, sheet.form.words(), sheet.form.worth.value())
            self._acts.perform(act, done=partial(self._answered_in, sheet), failed=sheet.show_mistake)

    def _answered_in(self, sheet: Sheet, answer: AdviceAnswer) -> None:
        sheet.close_overlay()
        self._say_answer(answer)

    def _turn_in(self, sheet: AdviceSheet) -> None:
        sheet.close_overlay()
        if self._desk.advice.get(sheet.row.id).let_go_at is None:
            self._let_go(sheet.row.id)
        else:
            act = partial(keep_advice.take_up_advice, self._desk, self._clock, sheet.row.id)
            self._acts.perform(act, done=partial(self._done, _("Taken up again")))

    def _change_in(self, sheet: AdviceSheet) -> None:
        sheet.close_overlay()
        advice = self._desk.advice.get(sheet.row.id)
        form = self._form(advice=advice)
        self.earlier.in_form(form, "advice", advice.id, text="text", context="context")
        form.confirmed.connect(partial(self._change, form, advice))
        self._sheets.show(form)

    def _open_origin(self, sheet: Sheet, advice: Advice) -> None:
        sheet.close_overlay()
        if advice.origin_note_id:
            self._navigation.open_note(advice.origin_note_id)
        else:
            self._navigation.open_meeting(advice.origin_meeting_id)

    def _remove_in(self, sheet: AdviceSheet) -> None:
        sheet.close_overlay()
        self._remove(sheet.row.id)

    # -- keeping another

    def new_advice(self, mentorship_id: str = "") -> None:
        """Ask for advice to keep."""
        last = self._desk.meetings.held(limit=1)
        is_mine = True if self.side.value() else None
        form = self._form(mentorship_id=mentorship_id or (last[0].mentorship_id if last else ""), is_mine=is_mine)
        form.confirmed.connect(partial(self._keep, form))
        self._sheets.show(form)

    def _new(self) -> None:
        self.new_advice()

    def _form(
        self, *, advice: Advice | None = None, mentorship_id: str = "", is_mine: bool | None = None
    ) -> KeepAdviceSheet:
        me = self._desk.profile.mine()
        return KeepAdviceSheet(
            self._appearance,
            self,
            self._clock,
            self._choices(advice),
            me_id=me.person_id if me else "",
            advice=advice,
            mentorship_id=mentorship_id,
            is_mine=is_mine,
        )

    def _choices(self, advice: Advice | None) -> list[WithWhom]:
        mentorships: list[Mentorship] = list(self._desk.mentorships.running())
        if advice and advice.mentorship_id not in {one.id for one in mentorships}:
            mentorships += self._desk.mentorships.many([advice.mentorship_id]).values()
        people = self._desk.people.many(one.person_id for one in mentorships)
        return [
            WithWhom(one.id, one.person_id, people[one.person_id].name, role_words(one.my_role), one.my_role)
            for one in mentorships
            if one.person_id in people and people[one.person_id].deleted_at is None
        ]

    def _keep(self, form: KeepAdviceSheet) -> None:
        def act() -> Advice:
            wanted = form.wanted()
            return keep_advice.keep_advice(
                self._desk,
                self._clock,
                wanted.mentorship_id,
                wanted.giver_id,
                wanted.text,
                context=wanted.context,
                given_on=wanted.given_on,
            )

        self._acts.perform(act, done=partial(self._kept, form), failed=form.show_mistake)

    def _kept(self, form: Sheet, advice: Advice) -> None:
        form.close_overlay()
        me = self._desk.profile.mine()
        self._turn_to(is_given=bool(me and advice.giver_id == me.person_id))
        self._done(_("Kept"), advice)

    def _change(self, form: KeepAdviceSheet, before: Advice) -> None:
        def act() -> Advice:
            wanted = form.wanted()
            if wanted.given_on is None:
                raise Mistake(_("Choose the day it was given."), field="given_on")
            return keep_advice.change_advice(
                self._desk,
                self._clock,
                before.id,
                mentorship_id=wanted.mentorship_id,
                giver_id=wanted.giver_id,
                text=wanted.text,
                context=wanted.context,
                given_on=wanted.given_on,
            )

        done = partial(self._kept, form)
        perform_form(self._acts, self._desk, before, act, done=done, failed=form.show_mistake)

    # -- while it is seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._day != keep_advice.today_of(self._clock):
            # A new day may bring a question; nothing on the desk changed for it.
            self.refresh()

    # -- acts

    def _answering(self, advice_id: str, tried: Tried, happened: str, worth: int | None) -> Callable[[], AdviceAnswer]:
        return partial(
            keep_advice.answer_advice, self._desk, self._clock, advice_id, tried, happened=happened, worth=worth
        )

    def _answer(self, advice_id: str, tried: Tried, happened: str, worth: int | None) -> None:
        self._acts.perform(self._answering(advice_id, tried, happened, worth), done=self._say_answer)

    def _say_answer(self, answer: AdviceAnswer) -> None:
        self._done(self._next_words(answer.advice_id) or _("Kept"), answer)

    def _skip(self, advice_id: str) -> None:
        act = partial(keep_advice.skip_question, self._desk, self._clock, advice_id)
        self._acts.perform(act, done=partial(self._skipped, advice_id))

    def _skipped(self, advice_id: str, _nothing: object) -> None:
        self._done(self._next_words(advice_id) or _("Not asked about again"), None)

    def _let_go(self, advice_id: str) -> None:
        act = partial(keep_advice.let_advice_go, self._desk, self._clock, advice_id)
        self._acts.perform(act, done=partial(self._done, _("Let go")))

    def _remove(self, advice_id: str) -> None:
        act = partial(keep_advice.remove_advice, self._desk, advice_id)
        self._acts.perform(act, done=partial(self._done, _("Removed")))

    def _next_words(self, advice_id: str) -> str:
        """Say when it is asked about again; empty when it is not."""
        today = keep_advice.today_of(self._clock)
        answers = self._desk.advice.answers.of_advice(advice_id)
        following = next_asked_on(self._desk.advice.get(advice_id), answers, today)
        if following is None:
            return ""
        return _("Asked about again {day}").format(day=phrases.deadline(following, today))

    def _done(self, words: str, _result: object) -> None:
        self.refresh()
        self._navigation.toast(words, undoable=True)
