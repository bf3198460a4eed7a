"""What drives the small window: reads the line while it is typed, keeps it, and remembers one that was left half typed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk import phrases, spoken_dates
from mentordesk.clock import Clock
from mentordesk.domain.capture import Kind
from mentordesk.domain.people import Person
from mentordesk.domain.questions import Urgency
from mentordesk.drafts import Drafts
from mentordesk.errors import Mistake, Trouble
from mentordesk.language import _
from mentordesk.store.desk import Desk
from mentordesk.workflows.capture.capture_line import KEEP_WORDS, Capture
from mentordesk.workflows.capture.understood import Asked, Choices, Understood, answer_key
from mentordesk.workflows.people.mentorship_with import add_person
from mentordesk_ui.parts.half_typed import KEPT_MS
from mentordesk_ui.qtkit.acts import Acts
from mentordesk_ui.qtkit.background import Background
from mentordesk_ui.qtkit.navigation import Navigation
from mentordesk_ui.screens.capture.capture_window import CaptureWindow
from mentordesk_ui.theme.appearance import Appearance

_MOST_ANSWERS = 20
DRAFT = "capture"
"""Under which a half-typed line is kept among the drafts."""


class QuickCapture(QObject):
    """Made once per desk; its window is made when first wanted and hidden afterwards."""

    help_wanted = Signal(str)
    """A page of help, by its name, is to be shown in the window of the desk."""
    left = Signal()
    """The small window was closed."""

    def __init__(
        self,
        appearance: Appearance,
        desk: Desk,
        clock: Clock,
        acts: Acts,
        background: Background,
        navigation: Navigation,
        drafts: Drafts,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._desk = desk
        self._clock = clock
        self._acts = acts
        self._background = background
        self._navigation = navigation
        self._drafts = drafts
        self._choices = Choices(waits=False)
        self._capture = Capture(desk, clock)
        self._came_from: QWidget | None = None
        self._waits_to_keep: bool | None = None
        self.window = CaptureWindow(appearance)
        self._half_typed = QTimer(self.window, singleShot=True, interval=KEPT_MS)
        self._half_typed.timeout.connect(self._keep_half_typed)
        self.window.edited.connect(self._read)
        self.window.edited.connect(self._wait_to_keep)
        self.window.kind_chosen.connect(self._choose_kind)
        self.window.keep_wanted.connect(self._keep)
        self.window.answered.connect(self._answer)
        self.window.person_wanted.connect(self._add_person)
        self.window.help_wanted.connect(self._go_to_help)
        self.window.left.connect(self._leave)

    def open(self, person_id: str = "", kind: Kind | None = None) -> None:
        """Show the window; `person_id` is whom a line is about that names nobody."""
        if self.window.isVisible():
            self.window.raise_()
            self.window.activateWindow()
            return
        active = QApplication.activeWindow()
        self._came_from = active if active is not self.window else None
        self._choices = Choices(kind, person_id, waits=False)
        # What is known of people and goals may have changed since.
        self._capture = Capture(self._desk, self._clock)
        self.window.setProperty("showsWhileCovered", self._is_locked)
        # Behind the lock it takes a line, and shows none: not even one that was left half typed.
        draft = None if self._is_locked else self._drafts.find(DRAFT)
        self.window.appear(draft.text if draft else "", _("from last time: type to begin anew") if draft else "")
        self._read()
        if not spoken_dates.is_ready():
            self._background.run(spoken_dates.get_ready, done=self._go_on)

    def close(self) -> None:
        """Take the window away for good; what is in the line is kept for the next time."""
        self.window.close()
        self.window.deleteLater()

    def put_away(self) -> None:
        """Close the window if it is open: the desk is about to be locked. What is in the line is there next time."""
        if self.window.isVisible():
            self.window.close()

    @property
    def _is_locked(self) -> bool:
        return self._appearance.veil.is_locked

    def _go_to_help(self) -> None:
        """Make way for help; what is in the line is there again next time."""
        self.help_wanted.emit("capture")
        self.window.close()

    # -- reading

    def _read(self) -> Understood:
        line = self.window.line.text()
        if self._is_locked:
            return self._read_blindly(line)
        understood = self._capture.understand(line, self._choices)
        self.window.line.show_marks(understood.captured.marks)
        self.window.show_understood(
            understood.kind, understood.sentence if line.strip() else "", self._chips(understood)
        )
        # That nothing is said yet is no news to somebody who begins to type, nor that a name is not finished.
        self.window.show_asked([one for one in understood.asked if self._is_worth_asking(one)])
        return understood

    def _read_blindly(self, line: str) -> Understood:
        """Take a line as a note, without a word of what is known: a guess would say who is on this desk."""
        answers: dict[str, str] = {}
        for _turn in range(_MOST_ANSWERS):
            understood = self._capture.understand(line, Choices(Kind.NOTE, waits=False, answers=answers))
            if not (doubts := [one for one in understood.asked if one.about != "text"]):
                break
            answers |= {one.key: KEEP_WORDS for one in doubts}
        self.window.line.show_marks(())
        self.window.show_understood(Kind.NOTE, "", [])
        self.window.show_asked([])
        return understood

    def _is_worth_asking(self, asked: Asked) -> bool:
        if asked.about == "text":
            return False
        if asked.about == "day":
            return spoken_dates.is_ready() and not self.window.line.text().endswith(asked.words)
        return bool(asked.candidates) or not self.window.line.text().endswith(asked.words) or not asked.words

    def _chips(self, understood: Understood) -> list[tuple[str, str]]:
        captured = understood.captured
        today = self._clock.now().astimezone(self._clock.zone()).date()
        chips = []
        who = dict.fromkeys(
            one.name for one in (understood.owner if captured.named else None, understood.person) if one is not None
        )
        chips += [(name, "accent") for name in who]
        if understood.day:
            chips.append((phrases.short_day(understood.day, today), "accent"))
        if understood.kind is Kind.QUESTION and understood.urgency is not Urgency.NEXT_MEETING:
            chips.append((_("urgent") if understood.urgency is Urgency.URGENT else _("this week"), "warm"))
        if understood.goal is not None:
            chips.append((understood.goal.title, "accent"))
        if captured.number is not None:
            chips.append((phrases.number(captured.number), "accent"))
        return [*chips, *((f"#{tag}", "plain") for tag in captured.tags)]

    # -- choosing and answering

    def _choose_kind(self, kind: Kind) -> None:
        self._choices = replace(self._choices, kind=kind)
        self._read()

    def _answer(self, key: str, answer: str) -> None:
        self._choices = replace(self._choices, answers={**self._choices.answers, key: answer})
        self.window.line.setFocus()
        self._read()

    def _add_person(self, name: str) -> None:
        def take(person: Person) -> None:
            self._capture = Capture(self._desk, self._clock)
            self._answer(answer_key("person", name), person.id)

        self._acts.perform(partial(add_person, self._desk, self._clock, Person(name=name)), done=take)

    # -- keeping

    def _keep(self, stays: bool) -> None:
        if self._waits_to_keep is not None:
            return
        was_ready = spoken_dates.is_ready()  # asked first: what was read without them may find them there afterwards
        understood = self._read()
        if any(one.about == "day" for one in understood.asked) and not was_ready:
            # The words may be ones that are still being loaded: a blink, and nothing stands still meanwhile.
            self._waits_to_keep = stays
            self._background.run(spoken_dates.get_ready, done=self._go_on)
            return
        if understood.asked:
            self.window.show_asked(understood.asked)
            self.window.say_asked()
            return
        self._acts.perform(
            partial(self._capture.keep, understood),
            done=partial(self._say_kept, understood, stays),
            failed=self._ask_back,
        )

    def _go_on(self, _ready: None) -> None:
        """Read again what could not be read before, and keep it if that was wanted."""
        stays, self._waits_to_keep = self._waits_to_keep, None
        if not self.window.isVisible():
            return
        self._read()
        if stays is not None:
            self._keep(stays)

    def _ask_back(self, mistake: Mistake) -> None:
        self.window.show_asked([Asked("text", mistake.sentence)])
        self.window.say_asked()

    def _say_kept(self, understood: Understood, stays: bool, _id: str) -> None:
        kept = _("Kept as a note") if self._is_locked else _("Kept: {what}").format(what=understood.sentence)
        self._navigation.toast(kept, undoable=True)
        self._half_typed.stop()
        self._capture = Capture(self._desk, self._clock)
        self._choices = replace(self._choices, kind=None, answers={})
        if not self._is_locked:
            with suppress(Trouble):  # an old draft is offered once more, and nothing is lost
                self._drafts.discard(DRAFT)
        self.window.begin_anew(kept if stays else "")
        if stays:
            self._read()
        else:
            self.window.close()

    def _wait_to_keep(self) -> None:
        # Behind the lock a line joins the one before it, and that once: when it is left.
        if not self._half_typed.isActive() and not self._is_locked:
            self._half_typed.start()

    def _keep_half_typed(self) -> None:
        """Have the line on disk while it is typed: a kill costs half a second of it."""
        line = self.window.line.text()
        if line.strip() and self.window.isVisible() and not self._is_locked:
            with suppress(Trouble):  # the words are on the screen; the next letter tries again
                self._drafts.keep(DRAFT, line)

    def _leave(self) -> None:
        """Remember what was half typed, and give the keyboard back to where it came from."""
        line = self.window.line.text()
        self._half_typed.stop()
        try:
            if line.strip():
                before = self._drafts.find(DRAFT) if self._is_locked else None
                self._drafts.keep(DRAFT, f"{before.text} {line}" if before else line)
            elif not self._is_locked:
                self._drafts.discard(DRAFT)
        except Trouble as trouble:
            self._acts.trouble.emit(trouble)
        came_from, self._came_from = self._came_from, None
        if came_from is not None and came_from.isVisible():
            came_from.activateWindow()
        self.left.emit()
