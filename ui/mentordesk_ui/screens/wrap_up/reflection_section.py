"""What the meeting leaves with me: presence, a feeling, three questions. Each answer is on disk within a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from mentordesk.domain.reflections import Reflection
from mentordesk.language import _
from mentordesk_ui.parts.choice import Choice
from mentordesk_ui.parts.earlier_wordings.ways import EarlierWay, EarlierWays
from mentordesk_ui.parts.fields import Field
from mentordesk_ui.parts.growing_text import GrowingText
from mentordesk_ui.parts.line_edit import LineEdit
from mentordesk_ui.parts.section_head import SectionHead
from mentordesk_ui.theme.appearance import Appearance
from mentordesk_ui.theme.tokens import SPACE

PAUSE_MS = 400
LONGEST_MS = 800
"""Typing without a pause is said this often."""


class ReflectionSection(QWidget):
    """`answered` says a Reflection after each pause in typing, on leaving a field, and on `flush`."""

    answered = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        earlier: EarlierWays,
        took: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """`took` hears that an earlier wording was taken back."""
        super().__init__(parent)
        self._earlier, self._took = earlier, took
        self.before_of: dict[str, tuple[str, EarlierWay]] = {}
        """What each text is called and the way to its earlier wordings, by its column."""
        self._reflection = Reflection()
        self._told = self.before = Reflection()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self.flush)
        words = (_("Away"), _("A little"), _("Half"), _("Mostly"), _("Fully"))
        options = [
            (number, _("{number} {word}").format(number=number, word=word)) for number, word in enumerate(words, 1)
        ]
        self.presence: Choice[int] = Choice(appearance, _("How present was I?"), options)
        self.presence.changed.connect(self._answer_now)
        for segment in self.presence.findChildren(QRadioButton):
            segment.installEventFilter(self)
        self.feeling = LineEdit(appearance, _("One word, if there is one"))
        self.went_well = GrowingText(appearance, _("What went well?"), least_lines=2)
        self.would_change = GrowingText(appearance, _("What would I do differently?"), least_lines=2)
        self.learned = GrowingText(appearance, _("What did I learn?"), least_lines=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addWidget(SectionHead(appearance, _("Only for me"), _("never sent to anybody")))
        column.addWidget(Field(appearance, _("How present was I?"), self.presence))
        for name, question, editor in (
            ("went_well", _("What went well?"), self.went_well),
            ("would_change", _("What would I do differently?"), self.would_change),
            ("learned", _("What did I learn?"), self.learned),
        ):
            column.addWidget(self._with_way(name, Field(appearance, question, editor)))
            editor.edited.connect(self._wait)
            editor.finished.connect(self.flush)
        column.addWidget(self._with_way("feeling", Field(appearance, _("How do I feel?"), self.feeling)))
        self.feeling.textEdited.connect(self._wait)
        self.feeling.editingFinished.connect(self.flush)

    def _with_way(self, name: str, field: Field) -> Field:
        way = EarlierWay(self._earlier, begin=self.flush, done=self._took)
        field.put_beside(way)
        self.before_of[name] = (field.label, way)
        return field

    def show_reflection(self, reflection: Reflection) -> None:
        """Show the answers given so far, without saying `answered`; what is being typed stays."""
        if self._pause.isActive():
            return
        self._reflection = self._told = self.before = reflection
        self.went_well.set_text(reflection.went_well)
        self.would_change.set_text(reflection.would_change)
        self.learned.set_text(reflection.learned)
        if self.feeling.text().strip() != reflection.feeling:
            self.feeling.setText(reflection.feeling)
        for name, (label, way) in self.before_of.items():
            way.show_places("reflection", reflection.id, **{name: label})
        if reflection.presence is not None:
            self.presence.set_value(reflection.presence)
        else:
            self._choose_none()

    def answers(self) -> Reflection:
        """Return the answers as they are now."""
        return Reflection(
            meeting_id=self._reflection.meeting_id,
            went_well=self.went_well.text(),
            would_change=self.would_change.text(),
            learned=self.learned.text(),
            feeling=self.feeling.text().strip(),
            presence=self.presence.value(),
        )

    def flush(self) -> None:
        """Say now what was not said yet."""
        self._pause.stop()
        self._longest.stop()
        answers = self.answers()
        if _said(answers) != _said(self._told):
            self.before, self._told = self._told, answers
            self.answered.emit(answers)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            number = event.key() - Qt.Key.Key_0
            if 1 <= number <= 5:
                self.presence.set_value(number)
                self.presence.setFocus(Qt.FocusReason.OtherFocusReason)
                self._answer_now()
                return True
        return False

    def _answer_now(self, _value: object = None) -> None:
        self.flush()

    def _wait(self, *_words: object) -> None:
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _choose_none(self) -> None:
        segments = self.presence.findChildren(QRadioButton)
        group = segments[0].group() if segments else None
        if group is not None:
            # A group in which one must be chosen lets go of none.
            group.setExclusive(False)
            for segment in segments:
                segment.setChecked(False)
            group.setExclusive(True)


def _said(reflection: Reflection) -> tuple[object, ...]:
    return (
        reflection.went_well,
        reflection.would_change,
        reflection.learned,
        reflection.feeling,
        reflection.presence,
    )
